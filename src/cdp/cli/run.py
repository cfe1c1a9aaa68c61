"""`cdp run`: the whole way from source rows to golden records."""

from __future__ import annotations

import contextlib
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from cdp.cli.options import (
    AsOf,
    Format,
    Full,
    LogFormat,
    ProjectDir,
    Select,
    Shown,
    TargetName,
    Told,
    instant_of,
    root_of,
)


def run_project(
    project: ProjectDir = None,
    target: TargetName = None,
    as_of: AsOf = None,
    full: Full = False,
    select: Select = None,
    output: Shown = Format.table,
    log_format: Told = LogFormat.text,
    sync: Annotated[
        bool, typer.Option("--sync", help="Then send what is due, as `cdp sync run` does.")
    ] = False,
) -> None:
    """Build everything: contracts, silver, identity, golden records, gold, audiences."""
    root = root_of(project)
    report = _build_all(root, target, instant_of(as_of), full, select or [], output, log_format)
    failed = None
    if sync:
        from cdp.cli.sync_report import show_sync_reports, sync_after_run

        report["syncs"], failed = sync_after_run(root, target)
        if output is Format.table:
            show_sync_reports(report["syncs"], output)
    if output is Format.json:
        import json

        typer.echo(json.dumps(report, indent=2))
    if failed:
        raise failed


def _build_all(
    root: Path,
    target: str | None,
    instant: datetime,
    full: bool,
    select: list[str],
    output: Format,
    log_format: LogFormat,
) -> dict[str, Any]:
    """Run and return the report, which is printed here for people."""
    engine = None
    if not full and not select:
        from cdp.pipeline.up_to_date import check_up_to_date

        standing, engine = check_up_to_date(root, target, instant)
        if standing is not None:
            if output is Format.table:
                since = f"{standing.as_of:%Y-%m-%d %H:%M}"
                typer.echo(f"nothing to do: run {standing.run_id}, as of {since} UTC, stands")
            return standing.report()
    from cdp.cli.progress import progress_for
    from cdp.pipeline.compile import compile_root
    from cdp.pipeline.execute import execute_run

    with contextlib.closing(engine) if engine else contextlib.nullcontext():
        compiled = compile_root(root)
        with progress_for(log_format, quiet=output is Format.json) as progress:
            result = execute_run(
                compiled, target, instant, progress, full=full, select=select, engine=engine
            )
    if output is Format.table:
        from cdp.cli.report import print_run

        print_run(result)
    return result.report()
