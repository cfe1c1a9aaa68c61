"""`cdp plan`: what a run would do, and why, before it does."""

from __future__ import annotations

import typer

from cdp.cli.options import (
    AsOf,
    Format,
    Full,
    ProjectDir,
    Select,
    Shown,
    TargetName,
    instant_of,
    root_of,
)


def show_run_plan(
    project: ProjectDir = None,
    target: TargetName = None,
    as_of: AsOf = None,
    full: Full = False,
    select: Select = None,
    output: Shown = Format.table,
) -> None:
    """Say what `cdp run` would do: which tables, how, over how many rows, and why."""
    from cdp.pipeline.compile import compile_root
    from cdp.pipeline.dry_run import plan_run

    compiled = compile_root(root_of(project))
    steps = plan_run(compiled, target, instant_of(as_of), full=full, select=select or ())
    if output is Format.json:
        import json
        from dataclasses import asdict

        typer.echo(json.dumps([asdict(s) for s in steps], indent=2))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("stage", "table", "how", "rows", "why", title="what a run would do")
    for step in steps:
        about = "about " if step.estimated and step.rows else ""
        rows = "" if step.rows is None else f"{about}{step.rows:,}"
        table.add_row(step.stage, step.table, step.mode, rows, step.reason)
    Console().print(table)
