"""`cdp plan`: what a run would do, and why, before it does."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from cdp.cli.options import ProjectDir, TargetName, root_of
from cdp.cli.run import Format, parse_instant


def plan(
    project: ProjectDir = None,
    target: TargetName = None,
    as_of: Annotated[
        str | None, typer.Option(help="The run's instant, ISO-8601; default: now.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Plan to build everything anew.")] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(help="Plan to compute these models whole; with a + what reads them too."),
    ] = None,
    output: Annotated[
        Format, typer.Option("--format", help="How the result is shown.")
    ] = Format.table,
) -> None:
    """Say what `cdp run` would do: which tables, how, over how many rows, and why."""
    from cdp.run.compile import compile_root
    from cdp.run.forecast import forecast

    instant = parse_instant(as_of) if as_of else datetime.now(UTC).replace(tzinfo=None)
    compiled = compile_root(root_of(project))
    steps = forecast(compiled, target, instant, full=full, select=select or ())
    if output is Format.json:
        import json
        from dataclasses import asdict

        typer.echo(json.dumps([asdict(s) for s in steps], indent=2))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("stage", "table", "how", "rows", "why", title="what a run would do")
    for step in steps:
        rows = "" if step.rows is None else f"{step.rows:,}"
        table.add_row(step.stage, step.table, step.mode, rows, step.reason)
    Console().print(table)
