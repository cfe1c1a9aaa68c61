"""Outcomes leave the state database for the lake: what every destination knows, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cdp.activate.diff import EMPTY, EVENT, OUTCOME, STATE
from cdp.models.runner import append, stage
from cdp.sql.render import literal, statement
from cdp.types import Relation

if TYPE_CHECKING:
    from datetime import datetime

    import pyarrow as pa

    from cdp.engine import Engine
    from cdp.store.deliveries import Ledger

CHUNK = 200_000
"""Outcomes that are moved at once."""
_SETTLED = Relation("stage", "sync_settled")
_LAST = Relation("stage", "sync_last")
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
    """Move what the ledger holds into the lake; gives how many outcomes there were.

    Each part is written in one transaction and forgotten after it, so what a crash leaves in both
    places is recognised by its number and written once.
    """
    moved = 0
    while rows := ledger.waiting(CHUNK):
        engine.load(_SETTLED, _arrow(rows))
        with engine.transaction():
            _write(engine, ledger.destination, as_of)
        ledger.settled(max(r["id"] for r in rows))
        moved += len(rows)
    return moved


def _arrow(rows: list[dict[str, Any]]) -> pa.Table:
    import pyarrow as pa

    us = pa.timestamp("us")
    kinds = {
        "sync_id": pa.string(), "outcome_no": pa.int64(), "destination": pa.string(),
        "action": pa.string(), "user_id": pa.int64(), "event_id": pa.string(),
        "status": pa.string(), "reason": pa.string(), "http_status": pa.int64(),
        "request_id": pa.string(), "attempt": pa.int64(), "sent_at": us,
        "fingerprint": pa.int64(), "run_at": us,
    }  # fmt: skip
    named = {"outcome_no": "id"}
    return pa.table(
        {c: pa.array([r[named.get(c, c)] for r in rows], kind) for c, kind in kinds.items()}
    )


def _write(engine: Engine, destination: str, as_of: datetime) -> None:
    stage(
        engine, _NEW,
        f"select s.* from {_SETTLED} as s left join {OUTCOME} as o"
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
        " case when l.action in ('add', 'change') then l.fingerprint end as fingerprint,"
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
