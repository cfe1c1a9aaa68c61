"""One sync: what is due, in the destination's words, delivered and settled.

Users come before events, and those who leave before those who come, so that a destination never
holds an event of somebody it does not know. The warehouse is open only to look and to settle, never
while requests are under way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.activation import diff
from cdp.activation.delivery import Sending, SyncResult, due
from cdp.activation.flush_outcomes import prepare, settle
from cdp.activation.sender import CLOSED, Pace
from cdp.activation.session import begin, counts, locked_types, look, open_for
from cdp.activation.transport import open_transport
from cdp.errors import CdpError, DeliveryError, Interrupted
from cdp.sql.render import literal, select_all
from cdp.types import Relation
from cdp.warehouse.materialize import append, ask, stage

if TYPE_CHECKING:
    from datetime import datetime

    from cdp.activation.delivery import Watcher
    from cdp.activation.limiter import Clock
    from cdp.activation.session import Syncing
    from cdp.engine import Engine
    from cdp.pipeline.compile import Compiled

_HELD = Relation("stage", "sync_held")


def sync(
    compiled: Compiled,
    target: str | None,
    name: str,
    *,
    clock: Clock | None = None,
    pace: Pace | None = None,
    watcher: Watcher | None = None,
) -> SyncResult:
    """Send what is due to one destination; DeliveryError when it could not all be sent.

    Nothing that was accepted is sent again, whatever ended an earlier sync.
    """
    with begin(compiled, target, name, clock, pace or Pace()) as s:
        s.ledger.begin(s.sync_id)
        result = SyncResult(s.sync_id, name, {})
        started = s.clock.time()
        try:
            _sync(s, result, watcher)
        except BaseException as error:
            message = error.message if isinstance(error, CdpError) else type(error).__name__
            result.seconds = round(s.clock.time() - started, 3)
            s.ledger.end(s.sync_id, "failed", message, result.report())
            if isinstance(error, KeyboardInterrupt):
                raise Interrupted("interrupted; what was accepted is not sent again") from error
            raise
        result.seconds = round(s.clock.time() - started, 3)
        result.delivery_seconds = round(result.delivery_seconds, 3)
        status = "stopped" if result.stopped else "complete"
        s.ledger.end(s.sync_id, status, result.stopped, result.report())
    if result.stopped:
        closed = result.stopped.startswith(CLOSED)
        look_at = "the account's secrets and address" if closed else f"`cdp sync errors {name}`"
        raise DeliveryError(
            f"{name}: {result.stopped}; {result.accepted:,} rows were accepted",
            fix=f"look at {look_at}; the next `cdp sync run {name}` goes on where this one ended",
        )
    return result


def _sync(s: Syncing, result: SyncResult, watcher: Watcher | None) -> None:
    with s.warehouse("write") as engine:
        prepare(engine, s.as_of)
        settle(engine, s.ledger, s.as_of)
        types = locked_types(s, engine)
        known = dict(types)
        destination = open_for(s, types)
        run_at = look(s, engine)
        found = result.counts = counts(s, engine)
        result.held = _note_held(s, engine, run_at) if found.get("held") else 0
        leaving, coming = (
            due(s, engine, actions, 0, run_at) if found.keys() & set(actions) else None
            for actions in (diff.LEAVING, diff.SENT)
        )
        if leaving or coming:
            _mark_due(s, engine)
    sending = Sending(s, destination, run_at, result, watcher)
    with open_transport(timeout=s.pace.timeout, connections=s.pace.lanes) as sending.transport:
        if s.scene.wanted.users:
            sending.users(diff.LEAVING, leaving)
            sending.users(diff.SENT, coming)
        if s.scene.wanted.events:
            sending.events()
    if types != known or s.ledger.waiting(1):
        with s.warehouse("write") as engine:
            settle(engine, s.ledger, s.as_of)
            _keep_types(s, engine, types)


def _note_held(s: Syncing, engine: Engine, run_at: datetime) -> int:
    """Account for users who are held back and were not before, or for another reason."""
    name = literal(s.scene.name)
    stage(
        engine, _HELD,
        f"select {literal(s.sync_id)} as sync_id, -user_id as outcome_no, {name} as destination,"
        " 'hold' as action, user_id, cast(null as varchar) as event_id, 'held' as status,"
        " held as reason, cast(null as bigint) as http_status, '' as request_id,"
        " cast(0 as bigint) as attempt, as_of as sent_at, cast(null as bigint) as fingerprint,"
        f" timestamp '{run_at.isoformat(sep=' ')}' as run_at"
        f" from {diff.ACTION} where action = 'held'",
        s.as_of,
    )  # fmt: skip
    key, fresh = Relation("stage", "sync_held_key"), Relation("stage", "sync_held_state")
    stage(engine, key, f"select destination, user_id from {_HELD}", s.as_of)
    stage(
        engine, fresh,
        "select h.destination, h.user_id, 'held' as status,"
        " coalesce(s.is_there, false) as is_there, coalesce(s.is_sure, false) as is_sure,"
        " cast(null as bigint) as fingerprint,"
        " h.reason, h.run_at, h.sent_at"
        f" from {_HELD} as h left join {diff.STATE} as s"
        " on s.destination = h.destination and s.user_id = h.user_id",
        s.as_of,
    )  # fmt: skip
    with engine.transaction():
        held = append(engine, diff.OUTCOME, _HELD)
        engine.merge(diff.STATE, key, select_all(fresh, engine.dialect))
    return held


def _mark_due(s: Syncing, engine: Engine) -> None:
    """Note who is about to be sent: until an answer says otherwise, anything may be there.

    Without it a user whose request got no answer, or whose sync was killed, would count as unknown
    there, and would neither be told of a withdrawn consent nor be removed.
    """
    among = ", ".join(map(literal, diff.ACTIONS))
    key, fresh = Relation("stage", "sync_due_key"), Relation("stage", "sync_due_state")
    name = literal(s.scene.name)
    stage(
        engine, key,
        f"select {name} as destination, user_id from {diff.ACTION} where action in ({among})",
        s.as_of,
    )  # fmt: skip
    stage(
        engine, fresh,
        "select k.destination, k.user_id, 'due' as status, true as is_there,"
        " coalesce(s.is_sure, false) as is_sure, cast(null as bigint) as fingerprint,"
        " '' as reason, s.run_at, as_of as sent_at"
        f" from {key} as k left join {diff.STATE} as s"
        " on s.destination = k.destination and s.user_id = k.user_id",
        s.as_of,
    )  # fmt: skip
    with engine.transaction():  # or a kill between its two statements would forget them all
        engine.merge(diff.STATE, key, select_all(fresh, engine.dialect))


def _keep_types(s: Syncing, engine: Engine, types: dict[tuple[str, str], str]) -> None:
    import pyarrow as pa

    name = s.scene.name
    others = ask(engine, f"select * from {diff.TYPE} where destination <> {literal(name)}", s.as_of)
    mine = [(name, of, attribute, kind) for (of, attribute), kind in sorted(types.items())]
    columns = ("destination", "of_what", "attribute", "kind")
    parts = list(zip(*mine, strict=True)) if mine else [()] * len(columns)
    table = pa.table(
        {c: pa.array(list(p), pa.string()) for c, p in zip(columns, parts, strict=True)}
    )
    engine.load(diff.TYPE, pa.concat_tables([others.cast(table.schema), table]))
