"""Count pairs of leads: joined by the map, of one person in truth, and both."""

from __future__ import annotations

import json
import sys

import duckdb

_PAIRS = """
    with lead as (
        select user_id, person_id
        from wh.identity.user_map inner join read_parquet($truth) using (lead_id)
    ),
    joined as (select sum(n * (n - 1) // 2) as pairs, count(*) as groups
        from (select count(*) as n from lead group by user_id)),
    true_ones as (select sum(n * (n - 1) // 2) as pairs, count(*) as groups
        from (select count(*) as n from lead group by person_id)),
    both_ways as (select sum(n * (n - 1) // 2) as pairs
        from (select count(*) as n from lead group by user_id, person_id))
    select (select count(*) from lead), joined.groups, true_ones.groups,
        joined.pairs::bigint, true_ones.pairs::bigint, both_ways.pairs::bigint
    from joined, true_ones, both_ways
"""


def main(warehouse: str, truth: str) -> None:
    """Print the counts as JSON."""
    con = duckdb.connect()
    con.execute(f"attach '{warehouse}' as wh (read_only)")
    row = con.execute(_PAIRS, {"truth": truth}).fetchall()[0]
    names = ("leads", "users", "persons", "joined", "true", "both")
    print(json.dumps(dict(zip(names, row, strict=True))))


main(*sys.argv[1:])
