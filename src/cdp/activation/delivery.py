"""Rows of the warehouse become records, and these are delivered, in rounds."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from cdp.activation.diff import COMING, ROW, WANTED, due_users_sql, wanted_users_sql
from cdp.activation.due_events import (
    DUE,
    due_events_sql,
    first_due_events_sql,
    users_reachable_now_sql,
)
from cdp.activation.flush_outcomes import flush_outcomes
from cdp.activation.mapping import select_properties
from cdp.activation.record import Event, Flags, Merge, Rejection, Removal, User
from cdp.activation.sender import RequestOutcome, deliver_elements
from cdp.activation.session import diff_users
from cdp.activation.spec import leaving_flags, withdrawn_flags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    import pyarrow as pa

    from cdp.activation.destination import Destination
    from cdp.activation.record import Element, Record
    from cdp.activation.sender import DeliveryTotals
    from cdp.activation.session import SyncSession
    from cdp.warehouse.session import Session

ROUND = 200_000
"""Rows that are taken from the warehouse at once."""
CHUNK = 2_000
"""Rows that are made values of Python at once."""


@dataclass(frozen=True, slots=True)
class SentRow:
    """What an outcome is about."""

    action: str
    user_id: int
    event_id: str | None
    fingerprint: int | None


@dataclass(frozen=True)
class SyncResult:
    """A sync that came to its end, or as far as it could."""

    sync_id: str
    destination: str
    counts: dict[str, int]
    """Action → users, and `event` → events."""
    accepted: int
    rejected: int
    failed: int
    held: int
    requests: int
    seconds: float
    delivery_seconds: float
    fill: float | None
    """Share of the byte limit that full batches used, on average."""
    stopped: str

    def report(self) -> dict[str, Any]:
        """Return the sync as plain data."""
        return asdict(self)


@dataclass
class SyncTally:
    """What has come of a sync so far."""

    counts: dict[str, int] = field(default_factory=dict[str, int])
    accepted: int = 0
    rejected: int = 0
    failed: int = 0
    held: int = 0
    requests: int = 0
    delivery_seconds: float = 0.0
    fill: float | None = None
    stopped: str = ""

    def add(self, done: DeliveryTotals) -> None:
        """Add what a round came to."""
        self.accepted += done.accepted
        self.rejected += done.rejected
        self.failed += done.failed
        self.requests += done.requests
        if done.full:
            self.fill = round(done.fill / done.full, 4)
        self.stopped = self.stopped or done.stopped

    def result(self, sync_id: str, destination: str, seconds: float) -> SyncResult:
        """Close the tally of a sync that took so long."""
        return SyncResult(
            sync_id, destination, self.counts, self.accepted, self.rejected, self.failed,
            self.held, self.requests, round(seconds, 3), round(self.delivery_seconds, 3),
            self.fill, self.stopped,
        )  # fmt: skip


class Watcher(Protocol):
    """Who wants to know how far a delivery is."""

    def begin(self, what: str, rows: int) -> None:
        """Note that so many rows are about to be sent."""
        ...

    def advance(self, rows: int) -> None:
        """Note that so many have been accepted or rejected."""
        ...


def user_records(s: SyncSession, table: pa.Table) -> Iterator[tuple[Record, SentRow]]:
    """Make records of the rows of a diff."""
    withdrawn = withdrawn_flags(s.spec)
    allowed = leaving_flags(s.spec)
    names = table.column_names[len(ROW) :]
    for batch in table.to_batches(max_chunksize=CHUNK):
        for number, action, fingerprint, into, whole, *values in _value_rows(batch):
            tag = SentRow(action, number, None, fingerprint)
            user = str(number)
            match action:
                case "add" | "change":
                    yield User(user, dict(zip(names, values, strict=True)), whole), tag
                case "suppress":
                    yield Flags(user, withdrawn), tag
                case "leave":
                    read = dict(zip(names, values, strict=True))
                    told = {attribute: read[name] for attribute, name in allowed.items()}
                    yield Flags(user, withdrawn | told), tag
                case "merge":
                    yield Merge(user, str(into)), tag
                case _:
                    yield Removal(user, erase=action == "erase"), tag


def _value_rows(batch: pa.RecordBatch) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in batch.columns), strict=True)


def event_records(s: SyncSession, table: pa.Table) -> Iterator[tuple[Record, SentRow]]:
    """Make records of the rows of events."""
    events = s.spec.wanted.events
    for batch in table.to_batches(max_chunksize=CHUNK):
        for key, number, name, at, properties in _value_rows(batch):
            kept = select_properties(json.loads(properties or "{}"), events)
            yield Event(key, str(number), name, at, kept), SentRow("event", number, key, None)


def encode_records(
    destination: Destination,
    found: Iterable[tuple[Record, SentRow]],
    refuse: Callable[[SentRow, str], None],
    *,
    single: bool = False,
) -> Iterator[tuple[Element, SentRow]]:
    """Encode records; those that a rule forbids go to `refuse`."""
    for record, row in found:
        said = destination.encode(record, single=single)
        if isinstance(said, Rejection):
            refuse(row, said.reason)
        else:
            yield said, row


def fetch_due_users(
    s: SyncSession, warehouse: Session, actions: Sequence[str], after: int
) -> pa.Table:
    """Fetch users with whom one of these is to be done, as many as make a round.

    They are in the order of their ids, beginning after `after`.
    """
    return warehouse.query(due_users_sql(s.spec, actions, after, ROUND))


class DeliveryRounds:
    """The two halves of a delivery: users, then events, in rounds."""

    def __init__(
        self,
        s: SyncSession,
        destination: Destination,
        run_at: datetime,
        tally: SyncTally,
        watcher: Watcher | None,
    ) -> None:
        self.s, self.to, self.run_at, self.tally = s, destination, run_at, tally
        self.watcher = watcher
        self.transport: Any = None

    def send_users(self, actions: Sequence[str], table: pa.Table | None) -> None:
        """Send users in rounds, in the order of their ids; `table` is the first, if any is due."""
        what = "users" if actions == COMING else "leaving"
        while table and not self.tally.stopped:
            self._send_round(what, table.num_rows, user_records(self.s, table), single=False)
            if table.num_rows < ROUND:
                return
            # compared anew for every round: work tables die with the connection, and the warehouse
            # is let go of while requests are under way, so that runs need not wait for a sync
            with self.s.warehouse("read") as warehouse:
                diff_users(self.s, warehouse)
                after = table["_user_id"][-1].as_py()
                table = fetch_due_users(self.s, warehouse.at(self.run_at), actions, after)

    def send_events(self) -> None:
        """Send events in rounds, in the order of time."""
        events = self.s.spec.wanted.events
        single = events is not None and events.requests == "single"
        sent = 0
        while not self.tally.stopped:
            with self.s.warehouse("write") as warehouse:
                flush_outcomes(warehouse, self.s.ledger)
                run = warehouse.at(self.run_at)
                run.materialize(WANTED, wanted_users_sql(self.s.spec))
                reachable = users_reachable_now_sql(self.s.spec)
                run.materialize(DUE, due_events_sql(self.s.spec, reachable))
                table = run.query(first_due_events_sql(ROUND))
            if not table.num_rows:
                break
            sent += table.num_rows
            before = self.tally.failed
            self._send_round("events", table.num_rows, event_records(self.s, table), single=single)
            if table.num_rows < ROUND or self.tally.failed > before:
                break
        self.tally.counts["event"] = sent

    def _send_round(
        self, what: str, rows: int, found: Iterator[tuple[Record, SentRow]], *, single: bool
    ) -> None:
        refused: dict[str, list[SentRow]] = {}
        if self.watcher:
            self.watcher.begin(what, rows)

        def refuse(row: SentRow, reason: str) -> None:
            refused.setdefault(reason, []).append(row)
            self.tally.rejected += 1
            self._advance(1)

        def record(outcome: RequestOutcome[SentRow]) -> None:
            """Record what became of the rows of one request."""
            self._record(outcome)
            self._advance(len(outcome.rows) if outcome.status != "failed" else 0)

        started = self.s.clock.time()
        done = deliver_elements(
            self.to, encode_records(self.to, found, refuse, single=single), self.transport, record,
            policy=self.s.policy, clock=self.s.clock,
        )  # fmt: skip
        for reason, mine in refused.items():
            self._record(RequestOutcome(mine, "rejected", reason, None, "", 0, self.s.clock.now()))
        self.tally.delivery_seconds += self.s.clock.time() - started
        self.tally.add(done)

    def _advance(self, rows: int) -> None:
        if self.watcher:
            self.watcher.advance(rows)

    def _record(self, o: RequestOutcome[SentRow]) -> None:
        shared = {
            "sync_id": self.s.sync_id, "run_at": self.run_at, "status": o.status,
            "reason": o.reason, "http_status": o.http_status, "request_id": o.request_id,
            "attempt": o.attempt, "sent_at": o.sent_at,
        }  # fmt: skip
        self.s.ledger.record(
            shared, [(r.action, r.user_id, r.event_id, r.fingerprint) for r in o.rows]
        )
