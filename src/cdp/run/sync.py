"""One sync: what is due, in the destination's words, delivered and settled.

Users come before events, and those who leave before those who come, so that a destination never
holds an event of somebody it does not know. The warehouse is open only to look and to settle, never
while requests are under way.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from cdp.activate import diff
from cdp.activate.destination import Context, can_merge, open_destination, secrets
from cdp.activate.mapping import chosen
from cdp.activate.record import Event, Flags, Merge, Rejection, Removal, User
from cdp.activate.sender import CLOSED, Outcome, Pace, SystemClock, deliver
from cdp.activate.transport import open_transport
from cdp.engine import open_engine
from cdp.errors import CdpError, DeliveryError, Interrupted, QueryError, UsageError
from cdp.models.runner import append, ask, stage
from cdp.run.identity_log import LOG
from cdp.run.marker import last_run
from cdp.run.settle import prepare, settle
from cdp.sql.render import literal, select_all
from cdp.store import state as store
from cdp.store.deliveries import open_ledger
from cdp.types import Relation

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from datetime import datetime

    import pyarrow as pa

    from cdp.activate.destination import Destination
    from cdp.activate.diff import Scene
    from cdp.activate.limiter import Clock
    from cdp.activate.record import Element, Record
    from cdp.activate.sender import Delivery
    from cdp.engine import Engine, Mode
    from cdp.run.compile import Compiled
    from cdp.store.deliveries import Ledger

PATIENCE = 600
"""Seconds that a sync waits for a run to let go of the warehouse."""
ROUND = 200_000
"""Rows that are taken from the warehouse at once."""
_HELD = Relation("stage", "sync_held")


@dataclass(frozen=True, slots=True)
class Row:
    """What an outcome is about."""

    action: str
    user_id: int
    event_id: str | None
    fingerprint: int | None


@dataclass
class SyncResult:
    """A sync that came to its end, or as far as it could."""

    sync_id: str
    destination: str
    counts: dict[str, int]
    """Action → users, and `event` → events."""
    accepted: int = 0
    rejected: int = 0
    failed: int = 0
    held: int = 0
    requests: int = 0
    seconds: float = 0.0
    delivery_seconds: float = 0.0
    fill: float | None = None
    """Share of the byte limit that full batches used, on average."""
    stopped: str = ""

    def report(self) -> dict[str, Any]:
        """Give the sync as plain data."""
        return dict(vars(self))


class Watcher(Protocol):
    """Who wants to know how far a delivery is."""

    def begin(self, what: str, rows: int) -> None:
        """Note that so many rows are about to be sent."""
        ...

    def advance(self, rows: int) -> None:
        """Note that so many have been accepted or rejected."""
        ...


@dataclass(frozen=True)
class Syncing:
    """What the steps of one sync share."""

    compiled: Compiled
    target: str
    scene: Scene
    ledger: Ledger
    sync_id: str
    as_of: datetime
    """The instant of the sync."""
    clock: Clock
    pace: Pace

    @contextlib.contextmanager
    def warehouse(self, mode: Mode) -> Generator[Engine]:
        """Open the warehouse for a moment."""
        project = self.compiled.project
        engine = open_engine(project.target(self.target).engine, project.root, mode, wait=PATIENCE)
        try:
            yield engine
        finally:
            engine.close()


def scene_of(compiled: Compiled, name: str) -> Scene:
    """Gather what a diff needs to know of the project; UsageError for an unknown destination."""
    project = compiled.project
    sourced = project.destinations.get(name)
    if sourced is None:
        known = ", ".join(sorted(project.destinations)) or "there is none yet"
        raise UsageError(f"there is no destination {name!r}", fix=f"choose from: {known}")
    golden = next((m for m in compiled.gold if m.stage == "profiles"), None)
    if golden is None or project.profile is None:
        raise UsageError("there is no golden record to send", fix="write gold/user.yaml")
    contact = project.profile.value.contact
    relations = {m.relation for m in compiled.gold}
    return diff.Scene(
        name, sourced.value, golden.relation, golden.columns, contact.owner if contact else None,
        diff.REDIRECT if diff.REDIRECT in relations else None, LOG, can_merge(sourced.value),
    )  # fmt: skip


@contextlib.contextmanager
def begin(
    compiled: Compiled, target: str | None, name: str, clock: Clock | None, pace: Pace
) -> Generator[Syncing]:
    """Hold a destination; LockedError when another process syncs it."""
    project = compiled.project
    clock = clock or SystemClock()
    chosen = target or project.config.default_target
    scene = scene_of(compiled, name)
    state = store.open_state(project.target(target).state, project.root)
    now = clock.now()
    with store.lease(state, store.held_by_sync(project.config.name, chosen, name)):
        ledger = open_ledger(state, project.config.name, chosen, name)
        sync_id = f"{name}-{now:%Y%m%dT%H%M%S}-{os.urandom(3).hex()}"
        yield Syncing(compiled, chosen, scene, ledger, sync_id, now, clock, pace)


def locked_types(s: Syncing, engine: Engine) -> dict[tuple[str, str], str]:
    """Read which kind of value the destination has seen first of every attribute."""
    found = ask(
        engine,
        f"select of_what, attribute, kind from {diff.TYPE}"
        f" where destination = {literal(s.scene.name)}",
        s.as_of,
    ).to_pylist()
    return {(x["of_what"], x["attribute"]): x["kind"] for x in found}


def open_for(s: Syncing, types: dict[tuple[str, str], str], *, needed: bool = True) -> Destination:
    """Open the destination; `types` is filled as values of new attributes are met."""
    wanted = s.scene.wanted
    effective = wanted.model_copy(update={"fields": diff.sent_fields(s.scene)})
    known = secrets(wanted, s.scene.name if needed else None)
    return open_destination(effective, Context(s.compiled.project.root, s.as_of, known, types))


def look(s: Syncing, engine: Engine) -> datetime:
    """Compare what is wanted with what is there; gives the instant of the run that is shown."""
    last = last_run(engine)
    if last is None:
        raise QueryError("no run is complete yet", fix="build the warehouse first with `cdp run`")
    if s.scene.wanted.audience and engine.columns(diff.MEMBER) is None:
        raise QueryError("no run has made the audiences yet", fix="run `cdp run` first")
    try:
        stage(engine, diff.WANTED, diff.wanted_sql(s.scene), last.as_of)
    except QueryError as error:
        where = f"destinations/{s.scene.name}.yaml, hold and channels"
        raise QueryError(f"{where}: {error.message}", fix=error.fix) from error
    stage(engine, diff.ACTION, diff.action_sql(s.scene), last.as_of)
    return last.as_of


def counts(s: Syncing, engine: Engine) -> dict[str, int]:
    """Count users by what is to be done with them."""
    found = ask(
        engine, f"select action, count(*) as n from {diff.ACTION} group by action", s.as_of
    ).to_pylist()
    return {x["action"]: x["n"] for x in found}


def records(s: Syncing, table: pa.Table) -> Iterator[tuple[Record, Row]]:
    """Make records of the rows of a diff."""
    withdrawn = diff.flags(s.scene)
    member = s.scene.wanted.member_attribute
    for batch in table.to_batches(max_chunksize=2_000):
        for row in batch.to_pylist():
            number, action = row.pop("_user_id"), row.pop("_action")
            fingerprint, into = row.pop("_fingerprint"), row.pop("_merged_into")
            whole = row.pop("_whole")
            tag = Row(action, number, None, fingerprint)
            user = str(number)
            match action:
                case "add" | "change":
                    yield User(user, row, whole), tag
                case "suppress":
                    yield Flags(user, withdrawn), tag
                case "leave":
                    yield Flags(user, {str(member): False}), tag
                case "merge":
                    yield Merge(user, str(into)), tag
                case _:
                    yield Removal(user, erase=action == "erase"), tag


def event_records(s: Syncing, table: pa.Table) -> Iterator[tuple[Record, Row]]:
    """Make records of the rows of events."""
    events = s.scene.wanted.events
    for batch in table.to_batches(max_chunksize=2_000):
        for row in batch.to_pylist():
            kept = chosen(json.loads(row["properties"] or "{}"), events)
            user = str(row["user_id"])
            event = Event(row["event_id"], user, row["event_name"], row["occurred_at"], kept)
            yield event, Row("event", row["user_id"], row["event_id"], None)


def elements(
    destination: Destination,
    found: Iterable[tuple[Record, Row]],
    refuse: Callable[[Row, str], None],
    *,
    single: bool = False,
) -> Iterator[tuple[Element, Row]]:
    """Encode records; those that a rule forbids go to `refuse`."""
    for record, row in found:
        said = destination.encode(record, single=single)
        if isinstance(said, Rejection):
            refuse(row, said.reason)
        else:
            yield said, row


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
        destination = open_for(s, types)
        run_at = look(s, engine)
        result.counts = counts(s, engine)
        result.held = _note_held(s, engine, run_at)
        leaving = _due(s, engine, diff.ACTIONS[:-2], 0, run_at)
        coming = _due(s, engine, diff.SENT, 0, run_at)
        _mark_due(s, engine)
    sending = _Sending(s, destination, run_at, result, watcher)
    with open_transport(timeout=s.pace.timeout, connections=s.pace.lanes) as sending.transport:
        if s.scene.wanted.users:
            sending.users(diff.ACTIONS[:-2], leaving)
            sending.users(diff.SENT, coming)
        if s.scene.wanted.events:
            sending.events()
    with s.warehouse("write") as engine:
        settle(engine, s.ledger, s.as_of)
        _keep_types(s, engine, types)


def _due(
    s: Syncing, engine: Engine, actions: Sequence[str], after: int, run_at: datetime
) -> pa.Table:
    """Give the users with whom one of these is to be done, as many as make a round."""
    return ask(engine, diff.rows_sql(s.scene, actions, after, ROUND), run_at)


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


class _Sending:
    """The two halves of a delivery: users, then events, in rounds."""

    def __init__(
        self,
        s: Syncing,
        destination: Destination,
        run_at: datetime,
        result: SyncResult,
        watcher: Watcher | None,
    ) -> None:
        self.s, self.to, self.run_at, self.result = s, destination, run_at, result
        self.watcher = watcher
        self.transport: Any = None

    def users(self, actions: Sequence[str], table: pa.Table) -> None:
        """Send users in rounds, in the order of their ids; `table` is the first."""
        what = "users" if actions == diff.SENT else "leaving"
        while table.num_rows and not self.result.stopped:
            self._deliver(what, table.num_rows, records(self.s, table), single=False)
            if table.num_rows < ROUND:
                return
            with self.s.warehouse("read") as engine:
                look(self.s, engine)
                after = table["_user_id"][-1].as_py()
                table = _due(self.s, engine, actions, after, self.run_at)

    def events(self) -> None:
        """Send events in rounds, in the order of time."""
        events = self.s.scene.wanted.events
        single = events is not None and events.requests == "single"
        sent = 0
        while not self.result.stopped:
            with self.s.warehouse("write") as engine:
                settle(engine, self.s.ledger, self.s.as_of)
                stage(engine, diff.WANTED, diff.wanted_sql(self.s.scene), self.run_at)
                sql = diff.events_sql(self.s.scene, diff.reach_now(self.s.scene))
                table = ask(engine, f"{sql} order by e.occurred_at, e.event_id limit {ROUND}",
                            self.run_at)  # fmt: skip
            if not table.num_rows:
                break
            sent += table.num_rows
            before = self.result.failed
            self._deliver("events", table.num_rows, event_records(self.s, table), single=single)
            if table.num_rows < ROUND or self.result.failed > before:
                break
        self.result.counts["event"] = sent

    def _deliver(
        self, what: str, rows: int, found: Iterator[tuple[Record, Row]], *, single: bool
    ) -> None:
        refused: dict[str, list[Row]] = {}
        if self.watcher:
            self.watcher.begin(what, rows)

        def refuse(row: Row, reason: str) -> None:
            refused.setdefault(reason, []).append(row)
            self.result.rejected += 1
            self._advance(1)

        def record(outcomes: Sequence[Outcome[Row]]) -> None:
            """Record what became of the rows of one request."""
            first = outcomes[0]
            self._record([o.row for o in outcomes], first)
            self._advance(len(outcomes) if first.status != "failed" else 0)

        started = self.s.clock.time()
        done = deliver(
            self.to, elements(self.to, found, refuse, single=single), self.transport, record,
            pace=self.s.pace, clock=self.s.clock,
        )  # fmt: skip
        for reason, mine in refused.items():
            self._record(
                mine, Outcome(mine[0], "rejected", reason, None, "", 0, self.s.clock.now())
            )
        self.result.delivery_seconds += self.s.clock.time() - started
        self._count(done)

    def _advance(self, rows: int) -> None:
        if self.watcher:
            self.watcher.advance(rows)

    def _count(self, done: Delivery) -> None:
        r = self.result
        r.accepted += done.accepted
        r.rejected += done.rejected
        r.failed += done.failed
        r.requests += done.requests
        if done.full:
            r.fill = round(done.fill / done.full, 4)
        r.stopped = r.stopped or done.stopped

    def _record(self, rows: Sequence[Row], o: Outcome[Row]) -> None:
        shared = {
            "sync_id": self.s.sync_id, "run_at": self.run_at, "status": o.status,
            "reason": o.reason, "http_status": o.http_status, "request_id": o.request_id,
            "attempt": o.attempt, "sent_at": o.sent_at,
        }  # fmt: skip
        self.s.ledger.record(
            shared, [(r.action, r.user_id, r.event_id, r.fingerprint) for r in rows]
        )
