"""A finished run as tables for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from cdp.cli.output import open_console

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cdp.pipeline.execute import RunResult
    from cdp.types import StageResult, TableCount


NOT_SHOWN = frozenset({"ingest", "contracts", "audiences", "commit"})
"""Stages without a table of their own: contracts have one of another form."""


def print_run(result: RunResult) -> None:
    """Print per stage rows, seconds and rejected rows, and the balance of every source table."""
    screen = open_console()
    by_name = {s.name: s for s in result.stages}
    screen.print(balance_table(by_name["contracts"].tables))
    for stage in result.stages:
        if stage.name not in NOT_SHOWN and stage.tables:
            screen.print(_stage_table(stage))
    screen.print(rule_table(by_name["contracts"].tables))
    for table in (*by_name["contracts"].tables, *by_name["identity"].tables):
        for note in table.notes:
            screen.print(f"  {table.table}: {note}", highlight=False)
    instant = f"{result.as_of:%Y-%m-%d %H:%M} UTC"
    done = f"complete in {result.seconds:.1f} s with {result.statements:,} statements"
    screen.print(f"run {result.run_id} {done}, as of {instant}")


def balance_table(tables: Sequence[TableCount]) -> Table:
    """Show the balance of every source table."""
    grid = Table(title="contracts: read = kept + quarantined + duplicates", title_justify="left")
    for name in ("table", "read", "kept", "quarantined", "duplicates", "seconds"):
        grid.add_column(name, justify="left" if name == "table" else "right")
    for t in tables:
        numbers = (t.rows_in, t.kept, t.quarantined, t.duplicates)
        grid.add_row(t.table, *(f"{n:,}" for n in numbers), f"{t.seconds:.2f}")
    return grid


def _stage_table(stage: StageResult) -> Table:
    grid = Table(title=f"{stage.name}: {stage.seconds:.2f} s", title_justify="left")
    for name in ("table", "rows", "seconds"):
        grid.add_column(name, justify="left" if name == "table" else "right")
    for t in stage.tables:
        if not t.table.startswith("work."):
            grid.add_row(t.table, f"{t.kept:,}", f"{t.seconds:.2f}")
    return grid


def rule_table(tables: Sequence[TableCount]) -> Table:
    """Show every rule that rows broke, and whether that rejected them."""
    grid = Table(title="rules broken", title_justify="left")
    for name in ("table", "rule", "rows", "so"):
        grid.add_column(name, justify="right" if name == "rows" else "left")
    for t in tables:
        for name, count in t.rejects:
            grid.add_row(t.table, name, f"{count:,}", "rejected")
        for name, count in t.warnings:
            grid.add_row(t.table, name, f"{count:,}", "kept, warning")
    return grid
