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
    loaded = open_project(project)
    tables = [c.value.table.name for c in loaded.contracts]
    query = " union all ".join(
        f"select '{t}' as source_table, rules, count(*) as quarantined,"
        f" min(quarantined_at) as since from quarantine.{t} group by rules"
        for t in tables
    )
    with reading_warehouse(loaded, target) as session:
        rows = session.query(
            f"select * from ({query}) as q order by source_table, quarantined desc"
        )
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
    from cdp.errors import UsageError
    from cdp.sql.render import literal

    loaded = open_project(project)
    tables = sorted(c.value.table.name for c in loaded.contracts)
    if table not in tables:
        raise UsageError(f"there is no source table {table!r}", fix=f"one of: {', '.join(tables)}")
    where = f" where strpos(rules, {literal(rule)}) > 0" if rule else ""
    with reading_warehouse(loaded, target) as session:
        query = f"select * from quarantine.{table}{where} order by file_name, row_in_file"
        rows = session.query(f"{query} limit {limit}")
    write_rows(rows, form, None)
