"""What a sync would send: counted, shown by sample, timed; nothing is sent."""

from __future__ import annotations

import contextlib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cdp.activation.delivery import encode_records, event_records, user_records
from cdp.activation.diff import ACTIONS, LEAVING, WANTED, due_users_sql
from cdp.activation.due_events import (
    DUE,
    due_events_sql,
    first_due_events_sql,
    users_reachable_after_sync_sql,
    users_reachable_now_sql,
)
from cdp.activation.encode import printable_request
from cdp.activation.flush_outcomes import flush_outcomes
from cdp.activation.pack import pack_batches
from cdp.activation.sender import RetryPolicy
from cdp.activation.session import (
    count_users_by_action,
    diff_users,
    open_session,
    open_session_destination,
    read_first_kinds,
)
from cdp.activation.sync_tables import create_sync_tables, has_sync_tables

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping

    import pyarrow as pa

    from cdp.activation.clock import Clock
    from cdp.activation.delivery import SentRow
    from cdp.activation.destination import Destination
    from cdp.activation.record import Record
    from cdp.activation.session import SyncSession
    from cdp.warehouse.context import Manifest
    from cdp.warehouse.session import Session

TRIED = 50_000
"""Users, and events, that are encoded to foresee requests; beyond, figures are extrapolated."""
_REFUSED_BEFORE = "refused before, and not changed since"


@dataclass(frozen=True)
class SyncPlan:
    """What a sync would do: users by what would become of them, events, and requests."""

    destination: str
    add: int = 0
    change: int = 0
    remove: int = 0
    unchanged: int = 0
    held: int = 0
    invalid: int = 0
    events: int = 0
    calls: int = 0
    minutes: float = 0.0
    """At the rate limits of the destination."""
    estimated: bool = False
    """Whether there was more than could be tried, so that calls and minutes are extrapolated."""
    actions: Mapping[str, int] = field(default_factory=dict[str, int])
    held_because: Mapping[str, int] = field(default_factory=dict[str, int])
    invalid_because: Mapping[str, int] = field(default_factory=dict[str, int])
    endpoints: Mapping[str, int] = field(default_factory=dict[str, int])
    """Endpoint → requests."""
    sample: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    """Requests as people may see them, `of_records` each."""


@dataclass(frozen=True)
class _Tried:
    """What encoding and packing the users, or the events, came to, extrapolated to all."""

    estimated: bool
    minutes: float
    invalid_because: Mapping[str, int]
    endpoints: Mapping[str, int]
    sample: list[dict[str, Any]]


@dataclass(frozen=True)
class _DryRun:
    """What the parts of a dry run share."""

    s: SyncSession
    warehouse: Session
    """At the instant of the run that it shows."""
    to: Destination
    samples: int


def dry_run_sync(
    manifest: Manifest,
    target: str | None,
    name: str,
    *,
    samples: int = 1,
    clock: Clock | None = None,
) -> SyncPlan:
    """Foresee a sync: exact counts, requests as they would be, calls, and minutes at the limits.

    `samples` says how many requests of each endpoint to show.
    """
    with (
        open_session(manifest, target, name, clock, RetryPolicy()) as s,
        _open_flushed_warehouse(s) as warehouse,
    ):
        run_at = diff_users(s, warehouse)
        destination = open_session_destination(
            s, read_first_kinds(s, warehouse), needs_secrets=False
        )
        return _plan_sync(_DryRun(s, warehouse.at(run_at), destination, samples))


@contextlib.contextmanager
def _open_flushed_warehouse(s: SyncSession) -> Generator[Session]:
    """Open the warehouse to read; where a sync has left outcomes in the ledger, to write."""
    with s.warehouse("read") as warehouse:
        if has_sync_tables(warehouse) and not s.ledger.waiting(1):
            yield warehouse
            return
    with s.warehouse("write") as warehouse:
        create_sync_tables(warehouse)
        flush_outcomes(warehouse, s.ledger)
        warehouse.engine.commit(s.sync_id)
        yield warehouse


def _plan_sync(d: _DryRun) -> SyncPlan:
    actions = count_users_by_action(d.warehouse)
    held_because = _count_held_users(d)
    due_events, tried = _try_what_is_due(d, sum(actions.get(a, 0) for a in ACTIONS))
    refused = {_REFUSED_BEFORE: actions["refused"]} if actions.get("refused") else {}
    invalid_because = _add_up([refused, *(t.invalid_because for t in tried)])
    endpoints = _add_up([t.endpoints for t in tried])
    return SyncPlan(
        d.s.spec.name,
        add=actions.get("add", 0),
        change=actions.get("change", 0),
        remove=sum(actions.get(a, 0) for a in LEAVING),
        unchanged=actions.get("unchanged", 0),
        held=actions.get("held", 0) + actions.get("still held", 0),
        invalid=sum(invalid_because.values()),
        events=due_events,
        calls=sum(endpoints.values()),
        minutes=round(sum(t.minutes for t in tried), 2),
        estimated=any(t.estimated for t in tried),
        actions=actions,
        held_because=held_because,
        invalid_because=invalid_because,
        endpoints=endpoints,
        sample=[request for t in tried for request in t.sample],
    )


def _try_what_is_due(d: _DryRun, due_users: int) -> tuple[int, list[_Tried]]:
    """Count the events that are due, and try them and the users.

    The engine looks for events while users are encoded here.
    """
    wanted = d.s.spec.wanted
    tried: list[_Tried] = []
    due_events = 0
    users = _fetch_first_users(d) if wanted.users else None
    with ThreadPoolExecutor(1) as beside:
        finding = beside.submit(_fetch_first_events, d) if wanted.events else None
        if users is not None:
            tried.append(_try_records(d, user_records(d.s, users), due_users, users.num_rows))
        if finding is not None:
            due_events, events = finding.result()
            found = event_records(d.s, events)
            single = wanted.events is not None and wanted.events.requests == "single"
            tried.append(_try_records(d, found, due_events, events.num_rows, single=single))
    return due_events, tried


def _count_held_users(d: _DryRun) -> dict[str, int]:
    held = d.warehouse.query(
        f"select held, count(*) as n from {WANTED} where held is not null"
        " group by held order by count(*) desc, held"
    ).to_pylist()
    return {x["held"]: x["n"] for x in held}


def _fetch_first_users(d: _DryRun) -> pa.Table:
    return d.warehouse.query(due_users_sql(d.s.spec, ACTIONS, 0, TRIED))


def _fetch_first_events(d: _DryRun) -> tuple[int, pa.Table]:
    """Count the events that are due, and fetch as many as are tried."""
    spec = d.s.spec
    reachable = (
        users_reachable_after_sync_sql() if spec.wanted.users else users_reachable_now_sql(spec)
    )
    due = d.warehouse.materialize(DUE, due_events_sql(spec, reachable))
    return due, d.warehouse.query(first_due_events_sql(TRIED))


def _try_records(
    d: _DryRun,
    rows: Iterator[tuple[Record, SentRow]],
    due: int,
    tried: int,
    *,
    single: bool = False,
) -> _Tried:
    """Encode and pack what is at hand; count requests, those refused, and the minutes it takes."""
    reasons: Counter[str] = Counter()
    requests: Counter[str] = Counter()
    sent: Counter[str] = Counter()
    sample: list[dict[str, Any]] = []

    def refuse(_: SentRow, reason: str) -> None:
        reasons[reason] += 1

    for batch in pack_batches(d.to, encode_records(d.to, rows, refuse, single=single)):
        requests[batch.endpoint] += 1
        sent[batch.endpoint] += len(batch.elements)
        if requests[batch.endpoint] <= d.samples:
            request = d.to.request(batch.endpoint, batch.elements[:3], d.s.as_of)
            sample.append(printable_request(request) | {"of_records": len(batch.elements)})
    scale = due / tried if tried else 1.0
    calls = {endpoint: round(made * scale) for endpoint, made in requests.items()}
    minutes = 0.0
    for endpoint, made in calls.items():
        limit = d.to.limits[endpoint]
        counted = sent[endpoint] * scale if limit.counts == "records" else made
        minutes += counted / limit.per_minute
    invalid = {reason: round(n * scale) for reason, n in reasons.items()}
    return _Tried(due > tried, minutes, invalid, calls, sample)


def _add_up(counts: list[Mapping[str, int]]) -> dict[str, int]:
    """Add up counts by name, in the order in which names come."""
    total: Counter[str] = Counter()
    for found in counts:
        total.update(found)
    return dict(total)
