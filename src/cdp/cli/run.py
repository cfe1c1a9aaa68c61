"""`cdp run`: the whole way from source rows to golden records."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from cdp.cli.options import ProjectDir, TargetName, root_of

if TYPE_CHECKING:
    from cdp.run.quiet import Quiet


class Format(StrEnum):
    """How the result is shown."""

    table = "table"
    json = "json"


class LogFormat(StrEnum):
    """How progress is told where there is no terminal."""

    text = "text"
    json = "json"


def run(
    project: ProjectDir = None,
    target: TargetName = None,
    as_of: Annotated[
        str | None,
        typer.Option(help="The run's instant, ISO-8601; default: now. Windows end there."),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Build everything anew, whatever has changed.")
    ] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(help="Compute these models whole; with a + behind, what reads them too."),
    ] = None,
    output: Annotated[
        Format, typer.Option("--format", help="How the result is shown.")
    ] = Format.table,
    log_format: Annotated[LogFormat, typer.Option(help="How progress is told.")] = LogFormat.text,
) -> None:
    """Build everything: contracts, silver, identity, golden records, gold."""
    instant = parse_instant(as_of) if as_of else datetime.now(UTC).replace(tzinfo=None)
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


def parse_instant(text: str) -> datetime:
    """Read an ISO-8601 instant as UTC; without an offset it is UTC already."""
    from cdp.errors import UsageError

    try:
        value = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"--as-of {text!r} is no instant", fix="write it as 2026-11-01T00:00:00Z"
        ) from error
    return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
