"""Compare what both sides made: rows of the tables, and columns that only one of them has."""

from __future__ import annotations

import json
import sys

import duckdb

Columns = dict[str, set[str]]


def _columns(con: duckdb.DuckDBPyConnection, database: str) -> Columns:
    rows = con.execute(
        "select schema_name || '.' || table_name, list(column_name) from duckdb_columns()"
        " where database_name = $name and schema_name in ('silver', 'gold') group by 1 order by 1",
        {"name": database},
    ).fetchall()
    return {table: set(columns) for table, columns in rows}


def _count(con: duckdb.DuckDBPyConnection, table: str) -> str:
    query = f"select (select count(*) from cdp.{table}), (select count(*) from dbt.{table})"
    return "{:,} and {:,}".format(*con.execute(query).fetchall()[0])


def main(ours: str, theirs: str) -> None:
    """Print the differences as JSON; a table that only one has is one with all its columns."""
    con = duckdb.connect()
    con.execute(f"attach '{ours}' as cdp (read_only); attach '{theirs}' as dbt (read_only)")
    cdp, dbt = _columns(con, "cdp"), _columns(con, "dbt")
    del dbt["gold.user_map"]  # has its place in another schema on the other side
    found = {
        "columns": {"cdp": _only(cdp, dbt), "dbt": _only(dbt, cdp)},
        "rows": {table: _count(con, table) for table in cdp if table in dbt},
    }
    print(json.dumps(found))


def _only(one: Columns, other: Columns) -> dict[str, list[str]]:
    missing = {table: sorted(one[table] - other.get(table, set())) for table in one}
    return {table: columns for table, columns in missing.items() if columns}


main(*sys.argv[1:])
