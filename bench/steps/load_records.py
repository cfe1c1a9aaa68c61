"""Load Parquet files as silver tables of a new warehouse."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import duckdb


def main(source: Path, warehouse: str) -> None:
    """Make one table a file; prints how many values the records carry, and how many links that is.

    A link joins a record to the first one that carries the same value.
    """
    con = duckdb.connect(warehouse, config={"preserve_insertion_order": False})
    con.execute("create schema silver; create temp table carried (kind varchar, value varchar)")
    for path in sorted(source.glob("*.parquet")):
        table = f"silver.{path.stem}"
        con.execute(f"create table {table} as from read_parquet('{path}')")
        for kind in ("email", "loyalty_number", "device_id"):
            con.execute(f"insert into carried select '{kind}', {kind} from {table}")
    con.execute("delete from carried where value is null")
    values, distinct = con.execute(
        "select sum(n)::bigint, count(*)"
        " from (select count(*) as n from carried group by kind, value)"
    ).fetchall()[0]
    con.close()
    print(json.dumps({"values": values, "links": values - distinct}))


main(Path(sys.argv[1]), sys.argv[2])
