"""Compare the user table of two dbt databases, row for row."""

from __future__ import annotations

import json
import sys

import duckdb

_TABLE = "gold.cdp_dim_user"
_LEFT_OUT = {  # a hash over all others, and a most frequent value whose ties fall as threads do
    "row_hash",
    "best_hour_ist",
}


def main(one: str, other: str) -> None:
    """Print users of both, users that differ, and how many by column, as JSON.

    A user that only one side has differs in the column `user_id`.
    """
    con = duckdb.connect()
    con.execute(f"attach '{one}' as a (read_only); attach '{other}' as b (read_only)")
    described = con.execute(f"describe a.{_TABLE}").fetchall()
    columns = [row[0] for row in described if row[0] not in _LEFT_OUT]
    flags = ", ".join(f'a."{name}" is distinct from b."{name}" as "{name}"' for name in columns)
    con.execute(
        f"create table flag as select {flags} from a.{_TABLE} as a"
        f" full join b.{_TABLE} as b on a.user_id = b.user_id"
    )
    sums = ", ".join(f'count(*) filter ("{name}") as "{name}"' for name in columns)
    any_of = " or ".join(f'"{name}"' for name in columns)
    counts = con.execute(
        f"select count(*), count(*) filter ({any_of}), {sums} from flag"
    ).fetchall()
    users, differing, *each = counts[0]
    by_column = {name: count for name, count in zip(columns, each, strict=True) if count}
    print(json.dumps({"users": users, "differing": differing, "by_column": by_column}))


main(*sys.argv[1:])
