"""Make a warehouse's users and their events as many as wanted, or change some of them."""

from __future__ import annotations

import sys

import duckdb

_APART = 100_000_000
"""Ids of copies are so far from those of the users they were copied from."""


def grow(db: duckdb.DuckDBPyConnection, users: int, since: str) -> None:
    """Copy users, with their events since a day, under other ids until there are enough."""
    (there,) = db.execute("select count(*) from gold.cdp_dim_user").fetchone() or (0,)
    db.execute("create temp table known as select * from gold.cdp_dim_user")
    db.execute(
        f"create temp table happened as from gold.cdp_fact_events where occurred_at >= '{since}'"
    )
    for turn in range(1, -(-users // int(there))):
        most = min(int(there), users - turn * int(there))
        db.execute(f"create or replace temp table chosen as from known limit {most}")
        moved = f"user_id + {turn * _APART} as user_id"
        db.execute(f"insert into gold.cdp_dim_user select * replace ({moved}) from chosen")
        db.execute(
            f"insert into gold.cdp_fact_events select * replace (event_id || '-{turn}' as event_id,"
            f" {moved}) from happened where user_id in (select user_id from chosen)"
        )


def change(db: duckdb.DuckDBPyConnection, one_in: int) -> None:
    """Move one in so many users to another town, and let each of them have one more call."""
    some = f"user_id % {one_in} = 0"
    db.execute(f"update gold.cdp_dim_user set city = concat(city, ' East') where {some}")
    db.execute(
        "insert into gold.cdp_fact_events select * replace (event_id || '-new' as event_id)"
        " from gold.cdp_fact_events where event_name = 'call_log'"
        f" and {some} qualify row_number() over (partition by user_id order by occurred_at desc)"
        " = 1"
    )


def keep(db: duckdb.DuckDBPyConnection, users: int) -> None:
    """Keep the first users alone."""
    db.execute(
        "delete from gold.cdp_dim_user where user_id not in"
        f" (select user_id from gold.cdp_dim_user order by user_id limit {users})"
    )


def main(warehouse: str, what: str, number: str, since: str = "") -> None:
    """Do one of the three."""
    with duckdb.connect(warehouse) as db:
        if what == "grow":
            grow(db, int(number), since)
        elif what == "keep":
            keep(db, int(number))
        else:
            change(db, int(number))
        db.execute("checkpoint")


if __name__ == "__main__":
    main(*sys.argv[1:])
