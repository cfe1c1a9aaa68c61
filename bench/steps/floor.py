"""The least any run must do: read every column of the source once, write every result once."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import duckdb

_RESULTS = ("silver", "gold", "identity", "quarantine")


def main(source: str, warehouse: str, copy: str, memory: str, left_out: str = "") -> None:
    """Decode all Parquet below `source`, then copy the result tables of `warehouse` to `copy`.

    `left_out` names a method of compression that is not to be used.
    """
    started = time.perf_counter()
    con = duckdb.connect(
        copy,
        config={"memory_limit": memory, "preserve_insertion_order": False},
    )
    con.execute(f"set disabled_compression_methods = '{left_out}'")
    for table in sorted(Path(source).iterdir()):
        if not table.name.startswith("_"):
            _decode(con, table)
    read = time.perf_counter() - started
    con.execute(f"attach '{warehouse}' as made (read_only)")
    tables = con.execute(
        "select schema_name, table_name from duckdb_tables()"
        " where database_name = 'made' and schema_name in $wanted order by all",
        {"wanted": _RESULTS},
    ).fetchall()
    for schema in _RESULTS:
        con.execute(f"create schema {schema}")
    for schema, table in tables:
        name = f'{schema}."{table}"'
        con.execute(f"create table {name} as select * from made.{name}")
    con.close()
    print(json.dumps({"read": read, "write": time.perf_counter() - started - read}))


def _decode(con: duckdb.DuckDBPyConnection, table: Path) -> None:
    """Take the greatest value of every column.

    The engine answers that from the files' statistics where it can; the length of the ids is in
    none, and with it in the query all columns are read.
    """
    files = f"read_parquet('{table}/*.parquet', union_by_name = true)"
    columns = [row[0] for row in con.execute(f"describe select * from {files}").fetchall()]
    greatest = ", ".join(f'max("{column}") as "{column}"' for column in columns)
    con.execute(f"create temp table t as select {greatest}, sum(strlen(id)) as read from {files}")
    con.execute("drop table t")


main(*sys.argv[1:])
