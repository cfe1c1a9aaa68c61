"""`cdp quarantine`: rows that broke their contract, with the reason and the original."""

from __future__ import annotations

from typing import Annotated

import typer

from cdp.cli.options import ProjectDir, TargetName, open_project, reading_warehouse
from cdp.cli.output import Format, write_rows

app = typer.Typer(help="Rows that broke their contract.", no_args_is_help=True)
Form = Annotated[Format, typer.Option("--format", help="How rows are written.")]


@app.callback()
def quarantine_root() -> None:
    """Rows that broke their contract."""


@app.command("list")
def count_quarantined(
    project: ProjectDir = None, target: TargetName = None, form: Form = Format.table
) -> None:
    """Count quarantined rows by table and rules broken."""
    from cdp.contracts.quarantine import count_quarantined_rows

    loaded = open_project(project)
    tables = [c.value.table.name for c in loaded.contracts]
    with reading_warehouse(loaded, target) as session:
        rows = count_quarantined_rows(session, tables)
    write_rows(rows, form, None)


@app.command("show")
def show_quarantined(
    table: Annotated[str, typer.Argument(help="A source table.")],
    project: ProjectDir = None,
    target: TargetName = None,
    rule: Annotated[str | None, typer.Option(help="Only rows that break this rule.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many rows.")] = 20,
    form: Form = Format.table,
) -> None:
    """Show quarantined rows whole, as they were delivered. They hold personal data."""
    from cdp.contracts.quarantine import read_quarantined_rows
    from cdp.errors import UsageError

    loaded = open_project(project)
    tables = sorted(c.value.table.name for c in loaded.contracts)
    if table not in tables:
        raise UsageError(f"there is no source table {table!r}", fix=f"one of: {', '.join(tables)}")
    with reading_warehouse(loaded, target) as session:
        rows = read_quarantined_rows(session, table, rule, limit)
    write_rows(rows, form, None)
