"""`cdp run`: the whole way from source rows to golden records."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from cdp.run.quiet import Quiet


def run(
    project: ProjectDir = None,
    target: TargetName = None,
    as_of: AsOf = None,
    full: Full = False,
    select: Select = None,
    output: Shown = Format.table,
    log_format: Told = LogFormat.text,
) -> None:
    """Build everything: contracts, silver, identity, golden records, gold."""
    instant = instant_of(as_of)
    root = root_of(project)
    if not full and not select:
        from cdp.run.quiet import nothing_to_do

        quiet = nothing_to_do(root, target, instant)
        if quiet is not None:
            _say_quiet(quiet, output)
            return
    from cdp.cli.progress import progress_for
    from cdp.run.compile import compile_root
    from cdp.run.execute import execute

    compiled = compile_root(root)
    with progress_for(log_format, quiet=output is Format.json) as progress:
        result = execute(compiled, target, instant, progress, full=full, select=select or ())
    if output is Format.json:
        import json

        typer.echo(json.dumps(result.report(), indent=2))
    else:
        from cdp.cli.report import print_run

        print_run(result)


def _say_quiet(quiet: Quiet, output: Format) -> None:
    if output is Format.json:
        import json

        report = {
            "run_id": quiet.run_id, "as_of": f"{quiet.as_of.isoformat()}Z", "status": "unchanged",
            "seconds": 0.0, "stages": [],
        }  # fmt: skip
        typer.echo(json.dumps(report, indent=2))
    else:
        typer.echo(
            f"nothing to do: run {quiet.run_id}, as of {quiet.as_of:%Y-%m-%d %H:%M} UTC, stands"
        )
