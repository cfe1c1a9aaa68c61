"""Outcomes leave the state database for the lake: what every destination knows, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cdp.activation.diff import EMPTY, EVENT, OUTCOME, STATE
from cdp.sql.render import literal, statement
from cdp.types import Relation
from cdp.warehouse.materialize import append, stage

if TYPE_CHECKING:
    from datetime import datetime

    import pyarrow as pa

    from cdp.engine import Engine
    from cdp.store.deliveries import Ledger

CHUNK = 1_000
"""Requests whose outcomes are moved at once."""
ROWS = 1_000_000
"""More rows than a request has: outcomes are numbered by request and row."""
_SETTLED = Relation("stage", "sync_settled")
_LAST = Relation("stage", "sync_last")
_OUTCOME = (
    "sync_id", "outcome_no", "destination", "action", "user_id", "event_id", "status", "reason",
    "http_status", "request_id", "attempt", "sent_at", "fingerprint", "run_at",
)  # fmt: skip
_KEY = Relation("stage", "sync_key")
_NEW = Relation("stage", "sync_new")


def prepare(engine: Engine, as_of: datetime) -> None:
    """Make the tables that syncs keep, where they are not there."""
    for relation, sql in EMPTY.items():
        if engine.columns(relation) is None:
            stage(engine, relation, sql, as_of)


def is_prepared(engine: Engine) -> bool:
    """Tell whether all tables of syncs are there."""
    return all(engine.columns(r) is not None for r in EMPTY)


def settle(engine: Engine, ledger: Ledger, as_of: datetime) -> int:
    """Move what the ledger holds into the lake; gives how many parts that took.

    Each part is written in one transaction and forgotten after it, so what a crash leaves in both
    places is recognised by its number and written once.
    """
    moved = 0
    while rows := ledger.waiting(CHUNK):
        engine.load(_SETTLED, _arrow(rows))
        with engine.transaction():
            _write(engine, ledger.destination, as_of)
        ledger.settled(max(r["id"] for r in rows))
        moved += 1
    return moved


def _arrow(requests: list[dict[str, Any]]) -> pa.Table:
    """Make a row an outcome of a row a request."""
    import json

    import pyarrow as pa

    rows = [json.loads(r["rows"]) for r in requests]
    sizes = [len(r) for r in rows]
    flat = [row for request in rows for row in request]
    parts = list(zip(*flat, strict=True)) if flat else [(), (), (), ()]
    us, text, number = pa.timestamp("us"), pa.string(), pa.int64()
    shared = {
        "sync_id": text, "destination": text, "status": text, "reason": text,
        "http_status": number, "request_id": text, "attempt": number, "sent_at": us, "run_at": us,
    }  # fmt: skip
    places = pa.array([n for n, size in enumerate(sizes) for _ in range(size)], number)
    numbers = [r["id"] * ROWS + n for r, size in zip(requests, sizes, strict=True)
               for n in range(size)]  # fmt: skip
    said = zip(("action", "user_id", "event_id", "fingerprint"), parts,
               (text, number, text, number), strict=True)  # fmt: skip
    return pa.table(
        {c: pa.array([r[c] for r in requests], kind).take(places) for c, kind in shared.items()}
        | {"outcome_no": pa.array(numbers, number)}
        | {c: pa.array(list(part), kind) for c, part, kind in said}
    )


def _write(engine: Engine, destination: str, as_of: datetime) -> None:
    columns = ", ".join(f"s.{c}" for c in _OUTCOME)
    stage(
        engine, _NEW,
        f"select {columns} from {_SETTLED} as s left join {OUTCOME} as o"
        " on o.sync_id = s.sync_id and o.outcome_no = s.outcome_no where o.sync_id is null",
        as_of,
    )  # fmt: skip
    append(engine, OUTCOME, _NEW)
    stage(
        engine, _LAST,
        "select * from (select *, row_number() over ("
        "partition by user_id, event_id order by outcome_no desc) as turn"
        f" from {_NEW} where status in ('accepted', 'rejected')) as x where turn = 1",
        as_of,
    )  # fmt: skip
    stage(
        engine, _KEY,
        f"select l.destination, l.user_id from {_LAST} as l"
        f" left join {STATE} as s on s.destination = l.destination and s.user_id = l.user_id"
        " where l.event_id is null and (l.status = 'accepted' or l.action in ('add', 'change')"
        " or not s.is_sure)",
        as_of,
    )  # fmt: skip
    name = literal(destination)
    stage(
        engine, _NEW,
        "select l.destination, l.user_id, case when l.status = 'rejected' then 'rejected'"
        " when l.action = 'suppress' then 'suppressed' when l.action = 'leave' then 'left'"
        " else 'accepted' end as status,"
        " l.status = 'accepted' or coalesce(s.is_sure, false) as is_there,"
        " l.status = 'accepted' or coalesce(s.is_sure, false) as is_sure,"
        " case when l.action in ('add', 'change', 'leave') then l.fingerprint end as fingerprint,"
        " l.reason, l.run_at, l.sent_at"
        f" from {_LAST} as l inner join {_KEY} as k"
        " on k.destination = l.destination and k.user_id = l.user_id"
        f" left join (select user_id, is_sure from {STATE} where destination = {name}) as s"
        " on s.user_id = l.user_id"
        " where l.event_id is null and l.action not in ('remove', 'merge', 'erase')",
        as_of,
    )  # fmt: skip
    engine.merge(STATE, _KEY, statement(f"select * from {_NEW}", engine.dialect, as_of))
    _forget_events(engine, as_of)
    stage(
        engine, _NEW,
        "select l.destination, l.event_id, l.user_id, l.status, l.sent_at"
        f" from {_LAST} as l left join (select event_id as sent_id from {EVENT}"
        f" where destination = {name}) as e on e.sent_id = l.event_id"
        " where l.event_id is not null and e.sent_id is null",
        as_of,
    )  # fmt: skip
    append(engine, EVENT, _NEW)


def _forget_events(engine: Engine, as_of: datetime) -> None:
    """Forget events of users who were deleted: a tool deletes them too.

    Those that belong to somebody else by now are due again.
    """
    gone = stage(
        engine, _KEY,
        f"select destination, user_id from {_LAST} where event_id is null"
        " and status = 'accepted' and action in ('remove', 'erase')",
        as_of,
    )  # fmt: skip
    if gone:
        none = statement(f"select * from {EVENT} where false", engine.dialect, as_of)
        engine.merge(EVENT, _KEY, none)
