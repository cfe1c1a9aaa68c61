"""Load Parquet files as silver tables of a new warehouse."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb


def main(source: Path, warehouse: str) -> None:
    """Make one table a file."""
    con = duckdb.connect(warehouse, config={"preserve_insertion_order": False})
    con.execute("create schema silver")
    for path in sorted(source.glob("*.parquet")):
        con.execute(f"create table silver.{path.stem} as from read_parquet('{path}')")
    con.close()


main(Path(sys.argv[1]), sys.argv[2])
