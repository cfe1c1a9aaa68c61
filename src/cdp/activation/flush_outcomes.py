"""Outcomes leave the state database for the lake: what every destination knows, and since when."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cdp.sql.render import literal
from cdp.tables import SYNC_EVENT, SYNC_OUTCOME, SYNC_STATE
from cdp.types import Relation

if TYPE_CHECKING:
    import pyarrow as pa

    from cdp.store.deliveries import Ledger
    from cdp.warehouse.session import Session

CHUNK = 1_000
"""Requests whose outcomes are moved at once."""
ROWS = 1_000_000
"""More rows than a request has: the outcome of row r of request n is number n x ROWS + r."""
_FLUSHED = Relation("work", "sync_flushed")
"""Outcomes as the ledger holds them; after a crash some may stand in the lake already."""
_NEW_OUTCOME = Relation("work", "sync_new_outcome")
"""Those of them that do not."""
_FINAL = Relation("work", "sync_final_outcome")
"""The last one, accepted or rejected, of every user and event among the new ones."""
_CHANGED_USER = Relation("work", "sync_changed_user")
"""Keys of users about whom a destination now knows something else."""
_NEW_STATE = Relation("work", "sync_new_state")
"""What it knows of them; nothing of those who were deleted there."""
_DELETED_USER = Relation("work", "sync_deleted_user")
_NEW_EVENT = Relation("work", "sync_new_event")
_OUTCOME_COLUMNS = (
    "sync_id", "outcome_no", "destination", "action", "user_id", "event_id", "status", "reason",
    "http_status", "request_id", "attempt", "sent_at", "fingerprint", "run_at",
)  # fmt: skip


def flush_outcomes(warehouse: Session, ledger: Ledger) -> int:
    """Move what the ledger holds into the lake; returns how many parts that took.

    Each part is committed at once and forgotten after it, so what a crash leaves in both
    places is recognised by its number and written once.
    """
    moved = 0
    while requests := ledger.waiting(CHUNK):
        warehouse.load(_FLUSHED, _outcomes_of(requests))
        _write_outcomes(warehouse)
        _write_states(warehouse, ledger.destination)
        _forget_events_of_deleted_users(warehouse)
        _write_events(warehouse, ledger.destination)
        warehouse.engine.commit(requests[-1]["sync_id"])
        ledger.settled(max(r["id"] for r in requests))
        moved += 1
    return moved


def _outcomes_of(requests: list[dict[str, Any]]) -> pa.Table:
    """Make one row of every row of every request."""
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


def _write_outcomes(warehouse: Session) -> None:
    """Add the outcomes that are not there yet, and find the last of every user and event."""
    columns = ", ".join(f"s.{c}" for c in _OUTCOME_COLUMNS)
    warehouse.materialize(
        _NEW_OUTCOME,
        f"select {columns} from {_FLUSHED} as s left join {SYNC_OUTCOME} as o"
        " on o.sync_id = s.sync_id and o.outcome_no = s.outcome_no where o.sync_id is null"
    )  # fmt: skip
    warehouse.append(SYNC_OUTCOME, f"select * from {_NEW_OUTCOME}")
    warehouse.materialize(
        _FINAL,
        "select * from (select *, row_number() over ("
        "partition by user_id, event_id order by outcome_no desc) as turn"
        f" from {_NEW_OUTCOME} where status in ('accepted', 'rejected')) as x where turn = 1"
    )  # fmt: skip


def _write_states(warehouse: Session, destination: str) -> None:
    """Replace what the destination knows of users; those who were deleted leave no row."""
    warehouse.materialize(
        _CHANGED_USER,
        f"select l.destination, l.user_id from {_FINAL} as l"
        f" left join {SYNC_STATE} as s on s.destination = l.destination and s.user_id = l.user_id"
        " where l.event_id is null and (l.status = 'accepted' or l.action in ('add', 'change')"
        " or not s.is_sure)"
    )  # fmt: skip
    warehouse.materialize(
        _NEW_STATE,
        "select l.destination, l.user_id, case when l.status = 'rejected' then 'rejected'"
        " when l.action = 'suppress' then 'suppressed' when l.action = 'leave' then 'left'"
        " else 'accepted' end as status,"
        " l.status = 'accepted' or coalesce(s.is_sure, false) as is_there,"
        " l.status = 'accepted' or coalesce(s.is_sure, false) as is_sure,"
        " case when l.action in ('add', 'change', 'leave') then l.fingerprint end as fingerprint,"
        " l.reason, l.run_at, l.sent_at"
        f" from {_FINAL} as l inner join {_CHANGED_USER} as k"
        " on k.destination = l.destination and k.user_id = l.user_id"
        f" left join (select user_id, is_sure from {SYNC_STATE}"
        f" where destination = {literal(destination)}) as s on s.user_id = l.user_id"
        " where l.event_id is null and l.action not in ('remove', 'merge', 'erase')"
    )  # fmt: skip
    warehouse.merge(
        SYNC_STATE, f"select destination, user_id from {_CHANGED_USER}",
        f"select * from {_NEW_STATE}", ["destination", "user_id"],
    )  # fmt: skip


def _forget_events_of_deleted_users(warehouse: Session) -> None:
    """Forget events of users who were deleted: a tool deletes them too.

    Those that belong to somebody else by now are due again.
    """
    deleted = warehouse.materialize(
        _DELETED_USER,
        f"select destination, user_id from {_FINAL} where event_id is null"
        " and status = 'accepted' and action in ('remove', 'erase')"
    )  # fmt: skip
    if deleted:
        keys = f"select destination, user_id from {_DELETED_USER}"
        warehouse.merge(SYNC_EVENT, keys, None, ["destination", "user_id"])


def _write_events(warehouse: Session, destination: str) -> None:
    """Add the events that the destination took or rejected."""
    warehouse.materialize(
        _NEW_EVENT,
        "select l.destination, l.event_id, l.user_id, l.status, l.sent_at"
        f" from {_FINAL} as l left join (select event_id as sent_id from {SYNC_EVENT}"
        f" where destination = {literal(destination)}) as e on e.sent_id = l.event_id"
        " where l.event_id is not null and e.sent_id is null"
    )  # fmt: skip
    warehouse.append(SYNC_EVENT, f"select * from {_NEW_EVENT}")
