"""What is written down before anything is sent: who is held back, and who is about to be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.activation.diff import ACTION, ACTIONS
from cdp.activation.sync_tables import OUTCOME, STATE, TYPE
from cdp.sql.render import literal, select_all
from cdp.types import Relation
from cdp.warehouse.materialize import append, ask, stage

if TYPE_CHECKING:
    from datetime import datetime

    from cdp.activation.session import SyncSession
    from cdp.engine import Engine

_HELD_OUTCOME = Relation("stage", "sync_held_outcome")
_HELD_USER = Relation("stage", "sync_held_user")
_HELD_STATE = Relation("stage", "sync_held_state")
_DUE_USER = Relation("stage", "sync_due_user")
_DUE_STATE = Relation("stage", "sync_due_state")


def record_held_users(s: SyncSession, engine: Engine, run_at: datetime) -> int:
    """Account for users who are held back and were not before, or for another reason.

    Their outcomes belong to no request, so each sync counts them from -1 down: outcomes of requests
    are numbered upwards (see `flush_outcomes`), and the two can never meet. Returns how many.
    """
    stage(
        engine, _HELD_OUTCOME,
        f"select {literal(s.sync_id)} as sync_id,"
        " -row_number() over (order by user_id) as outcome_no,"
        f" {literal(s.spec.name)} as destination,"
        " 'hold' as action, user_id, cast(null as varchar) as event_id, 'held' as status,"
        " held as reason, cast(null as bigint) as http_status, '' as request_id,"
        " cast(0 as bigint) as attempt, as_of as sent_at, cast(null as bigint) as fingerprint,"
        f" timestamp '{run_at.isoformat(sep=' ')}' as run_at"
        f" from {ACTION} where action = 'held'",
        s.as_of,
    )  # fmt: skip
    stage(engine, _HELD_USER, f"select destination, user_id from {_HELD_OUTCOME}", s.as_of)
    stage(
        engine, _HELD_STATE,
        "select h.destination, h.user_id, 'held' as status,"
        " coalesce(s.is_there, false) as is_there, coalesce(s.is_sure, false) as is_sure,"
        " cast(null as bigint) as fingerprint,"
        " h.reason, h.run_at, h.sent_at"
        f" from {_HELD_OUTCOME} as h left join {STATE} as s"
        " on s.destination = h.destination and s.user_id = h.user_id",
        s.as_of,
    )  # fmt: skip
    with engine.transaction():  # a kill leaves both or neither, and nobody is counted twice
        held = append(engine, OUTCOME, _HELD_OUTCOME)
        engine.merge(STATE, _HELD_USER, select_all(_HELD_STATE, engine.dialect))
    return held


def mark_due_users(s: SyncSession, engine: Engine) -> None:
    """Note who is about to be sent: until an answer says otherwise, anything may be there.

    Without it a user whose request got no answer, or whose sync was killed, would count as unknown
    there, and would neither be told of a withdrawn consent nor be removed.
    """
    among = ", ".join(map(literal, ACTIONS))
    stage(
        engine, _DUE_USER,
        f"select {literal(s.spec.name)} as destination, user_id from {ACTION}"
        f" where action in ({among})",
        s.as_of,
    )  # fmt: skip
    stage(
        engine, _DUE_STATE,
        "select k.destination, k.user_id, 'due' as status, true as is_there,"
        " coalesce(s.is_sure, false) as is_sure, cast(null as bigint) as fingerprint,"
        " '' as reason, s.run_at, as_of as sent_at"
        f" from {_DUE_USER} as k left join {STATE} as s"
        " on s.destination = k.destination and s.user_id = k.user_id",
        s.as_of,
    )  # fmt: skip
    with engine.transaction():  # or a kill between its two statements would forget them all
        engine.merge(STATE, _DUE_USER, select_all(_DUE_STATE, engine.dialect))


def store_first_kinds(s: SyncSession, engine: Engine, kinds: dict[tuple[str, str], str]) -> None:
    """Store which kind of value the destination has seen first of every attribute."""
    import pyarrow as pa

    name = s.spec.name
    others = ask(engine, f"select * from {TYPE} where destination <> {literal(name)}", s.as_of)
    mine = [(name, of, attribute, kind) for (of, attribute), kind in sorted(kinds.items())]
    columns = ("destination", "of_what", "attribute", "kind")
    parts = list(zip(*mine, strict=True)) if mine else [()] * len(columns)
    table = pa.table(
        {c: pa.array(list(p), pa.string()) for c, p in zip(columns, parts, strict=True)}
    )
    engine.load(TYPE, pa.concat_tables([others.cast(table.schema), table]))
