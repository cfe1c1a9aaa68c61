"""What is written down before anything is sent: who is held back, and who is about to be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.activation.diff import ACTION, ACTIONS
from cdp.sql.render import literal
from cdp.tables import SYNC_OUTCOME, SYNC_STATE, SYNC_TYPE
from cdp.types import Relation

if TYPE_CHECKING:
    from datetime import datetime

    from cdp.activation.session import SyncSession
    from cdp.warehouse.session import Session

_HELD_OUTCOME = Relation("work", "sync_held_outcome")
_HELD_STATE = Relation("work", "sync_held_state")
_DUE_USER = Relation("work", "sync_due_user")
_DUE_STATE = Relation("work", "sync_due_state")


def record_held_users(s: SyncSession, warehouse: Session, run_at: datetime) -> int:
    """Account for users who are held back and were not before, or for another reason.

    Their outcomes belong to no request, so each sync counts them from -1 down: outcomes of requests
    are numbered upwards (see `flush_outcomes`), and the two can never meet. Returns how many.
    """
    warehouse.materialize(
        _HELD_OUTCOME,
        f"select {literal(s.sync_id)} as sync_id,"
        " -row_number() over (order by user_id) as outcome_no,"
        f" {literal(s.spec.name)} as destination,"
        " 'hold' as action, user_id, cast(null as varchar) as event_id, 'held' as status,"
        " held as reason, cast(null as bigint) as http_status, cast('' as varchar) as request_id,"
        " cast(0 as bigint) as attempt, as_of as sent_at, cast(null as bigint) as fingerprint,"
        f" timestamp '{run_at.isoformat(sep=' ')}' as run_at"
        f" from {ACTION} where action = 'held'"
    )  # fmt: skip
    warehouse.materialize(
        _HELD_STATE,
        "select h.destination, h.user_id, 'held' as status,"
        " coalesce(s.is_there, false) as is_there, coalesce(s.is_sure, false) as is_sure,"
        " cast(null as bigint) as fingerprint,"
        " h.reason, h.run_at, h.sent_at"
        f" from {_HELD_OUTCOME} as h left join {SYNC_STATE} as s"
        " on s.destination = h.destination and s.user_id = h.user_id"
    )  # fmt: skip
    held = warehouse.append(SYNC_OUTCOME, f"select * from {_HELD_OUTCOME}")
    _replace_states(s, warehouse, _HELD_STATE)  # a kill leaves both or neither
    return held


def mark_due_users(s: SyncSession, warehouse: Session) -> None:
    """Note who is about to be sent: until an answer says otherwise, anything may be there.

    Without it a user whose request got no answer, or whose sync was killed, would count as unknown
    there, and would neither be told of a withdrawn consent nor be removed.
    """
    among = ", ".join(map(literal, ACTIONS))
    warehouse.materialize(
        _DUE_USER,
        f"select {literal(s.spec.name)} as destination, user_id from {ACTION}"
        f" where action in ({among})"
    )  # fmt: skip
    warehouse.materialize(
        _DUE_STATE,
        "select k.destination, k.user_id, 'due' as status, true as is_there,"
        " coalesce(s.is_sure, false) as is_sure, cast(null as bigint) as fingerprint,"
        " cast('' as varchar) as reason, s.run_at, as_of as sent_at"
        f" from {_DUE_USER} as k left join {SYNC_STATE} as s"
        " on s.destination = k.destination and s.user_id = k.user_id"
    )  # fmt: skip
    _replace_states(s, warehouse, _DUE_STATE)


def _replace_states(s: SyncSession, warehouse: Session, states: Relation) -> None:
    """Put states in the place of those of the same users, and commit."""
    keys = f"select destination, user_id from {states}"
    warehouse.merge(SYNC_STATE, keys, f"select * from {states}", ["destination", "user_id"])
    warehouse.engine.commit(s.sync_id)


def store_first_kinds(
    s: SyncSession, warehouse: Session, kinds: dict[tuple[str, str], str]
) -> None:
    """Store which kind of value the destination has seen first of every attribute."""
    import pyarrow as pa

    name = s.spec.name
    others = warehouse.query(f"select * from {SYNC_TYPE} where destination <> {literal(name)}")
    mine = [(name, of, attribute, kind) for (of, attribute), kind in sorted(kinds.items())]
    columns = ("destination", "of_what", "attribute", "kind")
    parts = list(zip(*mine, strict=True)) if mine else [()] * len(columns)
    table = pa.table(
        {c: pa.array(list(p), pa.string()) for c, p in zip(columns, parts, strict=True)}
    )
    warehouse.load(SYNC_TYPE, pa.concat_tables([others.cast(table.schema), table]))
    warehouse.engine.commit(s.sync_id)
