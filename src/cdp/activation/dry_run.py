"""What a sync would send: counted, shown by sample, timed; nothing is sent."""

from __future__ import annotations

import contextlib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cdp.activation import diff
from cdp.activation.delivery import elements, event_records, records
from cdp.activation.encode import shown
from cdp.activation.flush_outcomes import is_prepared, prepare, settle
from cdp.activation.pack import pack
from cdp.activation.sender import Pace
from cdp.activation.session import begin, counts, locked_types, look, open_for
from cdp.warehouse.materialize import ask, stage

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from datetime import datetime

    import pyarrow as pa

    from cdp.activation.delivery import Row
    from cdp.activation.destination import Destination
    from cdp.activation.limiter import Clock
    from cdp.activation.record import Record
    from cdp.activation.session import Syncing
    from cdp.engine import Engine
    from cdp.pipeline.compile import Compiled

TRIED = 50_000
"""Users, and events, that are encoded to foresee requests; beyond, figures are extrapolated."""


@dataclass
class Rehearsal:
    """What a sync would do."""

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
    estimated: bool = False
    actions: dict[str, int] = field(default_factory=dict[str, int])
    held_because: dict[str, int] = field(default_factory=dict[str, int])
    invalid_because: dict[str, int] = field(default_factory=dict[str, int])
    endpoints: dict[str, int] = field(default_factory=dict[str, int])
    """Endpoint → requests."""
    sample: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])


def rehearse(
    compiled: Compiled,
    target: str | None,
    name: str,
    *,
    samples: int = 1,
    clock: Clock | None = None,
) -> Rehearsal:
    """Foresee a sync: exact counts, requests as they would be, calls, and minutes at the limits."""
    with begin(compiled, target, name, clock, Pace()) as s:
        found = Rehearsal(name)
        with _looking(s) as engine:
            run_at = look(s, engine)
            destination = open_for(s, locked_types(s, engine), needed=False)
            _foresee_all(_View(s, engine, destination, run_at, samples, found))
    found.minutes = round(found.minutes, 2)
    return found


@contextlib.contextmanager
def _looking(s: Syncing) -> Generator[Engine]:
    """Open the warehouse to read; where a sync has left something unsettled, to write."""
    with s.warehouse("read") as engine:
        if is_prepared(engine) and not s.ledger.waiting(1):
            yield engine
            return
    with s.warehouse("write") as engine:
        prepare(engine, s.as_of)
        settle(engine, s.ledger, s.as_of)
        yield engine


@dataclass(frozen=True)
class _View:
    """What the parts of a rehearsal share."""

    s: Syncing
    engine: Engine
    to: Destination
    run_at: datetime
    samples: int
    found: Rehearsal


def _foresee_all(v: _View) -> None:
    """Foresee users and events; the engine looks for events while users are encoded here."""
    wanted = v.s.scene.wanted
    _count(v)
    users = _due_users(v) if wanted.users else None
    with ThreadPoolExecutor(1) as beside:
        events = beside.submit(_due_events, v) if wanted.events else None
        if users is not None:
            due = sum(v.found.actions.get(a, 0) for a in diff.ACTIONS)
            _foresee(v, records(v.s, users), due, users.num_rows)
        if events is not None:
            table = events.result()
            found = event_records(v.s, table)
            single = wanted.events is not None and wanted.events.requests == "single"
            _foresee(v, found, v.found.events, table.num_rows, single=single)


def _count(v: _View) -> None:
    found = v.found
    n = found.actions = counts(v.s, v.engine)
    found.add, found.change = n.get("add", 0), n.get("change", 0)
    found.remove = sum(n.get(a, 0) for a in diff.LEAVING)
    found.unchanged = n.get("unchanged", 0)
    found.held = n.get("held", 0) + n.get("still held", 0)
    if n.get("refused"):
        found.invalid += n["refused"]
        found.invalid_because["refused before, and not changed since"] = n["refused"]
    held = ask(
        v.engine,
        f"select held, count(*) as n from {diff.WANTED} where held is not null"
        " group by held order by count(*) desc, held",
        v.run_at,
    ).to_pylist()
    found.held_because = {x["held"]: x["n"] for x in held}


def _due_users(v: _View) -> pa.Table:
    return ask(v.engine, diff.rows_sql(v.s.scene, diff.ACTIONS, 0, TRIED), v.run_at)


def _due_events(v: _View) -> pa.Table:
    scene = v.s.scene
    reach = diff.reach_planned() if scene.wanted.users else diff.reach_now(scene)
    v.found.events = stage(v.engine, diff.DUE, diff.due_sql(scene, reach), v.run_at)
    return ask(v.engine, diff.events_sql(TRIED), v.run_at)


def _foresee(
    v: _View,
    rows: Iterator[tuple[Record, Row]],
    due: int,
    tried: int,
    *,
    single: bool = False,
) -> None:
    """Encode and pack what is at hand; count requests, those refused, and the minutes it takes."""
    reasons: Counter[str] = Counter()
    requests: Counter[str] = Counter()
    sent: Counter[str] = Counter()

    def refuse(_: Row, reason: str) -> None:
        reasons[reason] += 1

    for batch in pack(v.to, elements(v.to, rows, refuse, single=single)):
        requests[batch.endpoint] += 1
        sent[batch.endpoint] += len(batch.elements)
        if requests[batch.endpoint] <= v.samples:
            request = v.to.request(batch.endpoint, batch.elements[:3], v.s.as_of)
            v.found.sample.append(shown(request) | {"of_records": len(batch.elements)})
    scale = due / tried if tried else 1.0
    v.found.estimated = v.found.estimated or due > tried
    for endpoint, made in requests.items():
        limit = v.to.limits[endpoint]
        calls = round(made * scale)
        counted = sent[endpoint] * scale if limit.counts == "records" else calls
        v.found.endpoints[endpoint] = v.found.endpoints.get(endpoint, 0) + calls
        v.found.calls += calls
        v.found.minutes += counted / limit.per_minute
    for reason, n in reasons.items():
        known = v.found.invalid_because.get(reason, 0)
        v.found.invalid_because[reason] = known + round(n * scale)
        v.found.invalid += round(n * scale)
