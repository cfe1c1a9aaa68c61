"""How many users a minute the last sync sent, once its first burst was over."""

from __future__ import annotations

import json
import sys

import duckdb

_BURST = 5.0
"""Seconds at the beginning that do not count: an allowance that was saved up goes at once."""


def main(warehouse: str) -> None:
    """Count what was sent between two requests, and divide by the time between them."""
    with duckdb.connect(warehouse, read_only=True) as db:
        requests = db.execute(
            "select epoch(sent_at) as sent, count(*) from ops.sync_outcome"
            " where status = 'accepted' group by outcome_no // 1000000, sent_at order by sent"
        ).fetchall()
    steady = [(at, n) for at, n in requests if at >= requests[0][0] + _BURST]
    begin, end = steady[0][0], steady[-1][0]
    sent = sum(n for _, n in steady[1:])
    print(json.dumps({"per_minute": 60 * sent / (end - begin), "seconds": end - begin}))


main(*sys.argv[1:])
