"""A finished run as tables for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from cdp.run.execute import RunResult
    from cdp.types import StageResult


def print_run(result: RunResult) -> None:
    """Print per stage rows, seconds and rejected rows, and the balance of every source table."""
    console = Console()
    by_name = {s.name: s for s in result.stages}
    console.print(_balance(by_name["contracts"]))
    for stage in result.stages:
        if stage.name in {"silver", "identity", "gold"} and stage.tables:
            console.print(_built(stage))
    for table in by_name["contracts"].tables:
        for name, count in (*table.rejects, *table.warnings):
            mark = "rejected" if (name, count) in table.rejects else "warning"
            console.print(f"  {table.table}: {name}: {count:,} rows ({mark})", highlight=False)
        for note in table.notes:
            console.print(f"  {table.table}: {note}", highlight=False)
    console.print(
        f"run {result.run_id} complete in {result.seconds:.1f} s, as of {result.as_of:%Y-%m-%d %H:%M} UTC"
    )


def _balance(stage: StageResult) -> Table:
    grid = Table(title="contracts: read = kept + quarantined + duplicates", title_justify="left")
    for name in ("table", "read", "kept", "quarantined", "duplicates", "seconds"):
        grid.add_column(name, justify="left" if name == "table" else "right")
    for t in stage.tables:
        numbers = (t.rows_in, t.kept, t.quarantined, t.duplicates)
        grid.add_row(t.table, *(f"{n:,}" for n in numbers), f"{t.seconds:.2f}")
    return grid


def _built(stage: StageResult) -> Table:
    grid = Table(title=f"{stage.name}: {stage.seconds:.2f} s", title_justify="left")
    for name in ("table", "rows", "seconds"):
        grid.add_column(name, justify="left" if name == "table" else "right")
    for t in stage.tables:
        if not t.table.startswith("stage."):
            grid.add_row(t.table, f"{t.kept:,}", f"{t.seconds:.2f}")
    return grid
