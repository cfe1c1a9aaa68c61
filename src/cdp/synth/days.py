"""What each day after the base delivers: new rows, changes, deletions, late rows, repeats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cdp.synth import dispositions, mobiles
from cdp.synth.arrow import DAY, MICROS, NEVER
from cdp.synth.calendar import START, day_start, time_of_day
from cdp.synth.calls import REMOVED, Calls, base_calls, or_stranger
from cdp.synth.draw import rows_between
from cdp.synth.leads import Moments
from cdp.synth.mess import BAD_EVERY, Delivery

if TYPE_CHECKING:
    from cdp.synth.dispositions import Dispositions
    from cdp.synth.draw import Draw, Ints
    from cdp.synth.opportunities import Opportunities
    from cdp.synth.people import World

LATE_BATCH_DAY = 3
_LATE_BATCH = 2**42
_LATE_DAYS, _LATE_SHARE = 3, 0.05
_ADDED, _REWORDED, _REMOVED = range(3)


@dataclass(frozen=True)
class Batch:
    """Rows of one file, and when those that changed were changed."""

    delivery: Delivery
    moments: Moments

    def take(self, places: Ints | slice) -> Batch:
        """Return some of the rows."""
        delivery, moments = self.delivery, self.moments
        return Batch(
            Delivery(delivery.rows[places], delivery.version[places]),
            Moments(moments.updated[places], moments.deleted[places]),
        )


def _chain_batches(batches: list[Batch]) -> Batch:
    return Batch(
        Delivery.chain([batch.delivery for batch in batches]),
        Moments(
            np.concatenate([batch.moments.updated for batch in batches]),
            np.concatenate([batch.moments.deleted for batch in batches]),
        ),
    )


def _first_versions(rows: Ints) -> Batch:
    never = np.full(len(rows), NEVER)
    return Batch(Delivery.once(rows), Moments(never, never))


def _later_versions(draw: Draw, day: int, rows: Ints, *, delete: bool = False) -> Batch:
    at = day_start(day) + time_of_day(draw, f"changed-{day}-{delete}", rows, "office")
    never = np.full(len(rows), NEVER)
    return Batch(Delivery.once(rows, 1), Moments(at, at if delete else never))


def _order_by_time(batch: Batch, created: Ints) -> Batch:
    """Return the rows in the order in which they were made or changed."""
    updated = batch.moments.updated
    at = np.where(updated == NEVER, created[batch.delivery.rows], updated)
    return batch.take(np.argsort(at, kind="stable"))


def _rows_of_turn(draw: Draw, name: str, among: int, size: int, day: int) -> Ints:
    """Return the rows whose turn it is: day by day other ones, until all have had theirs."""
    if among == 0:
        return rows_between(0, 0)
    places = rows_between((day - 1) * size, (day - 1) * size + min(size, among))
    return draw.shuffle(name, among)[places % among]


def _repaired_rows(among: int, size: int, day: int) -> Ints:
    """Return a few of the faulty base rows, which the source corrects on this day."""
    turns = rows_between((day - 1) * size, day * size)
    rows = turns * BAD_EVERY + BAD_EVERY // 2
    return rows[rows < among]


def _with_repeats(own: Batch, before: Batch, older: Ints) -> Batch:
    """Return a day's rows after the end of the day before, sent again, and outdated versions."""
    overlap = before.take(slice(-max(3, len(before.delivery.rows) // 50), None))
    return _chain_batches([overlap, _first_versions(older), own])


def leads_of_day(world: World, day: int) -> Batch:
    """Return the rows of `lead` that a day delivers."""
    count = world.sizes.leads
    older = rows_between(0, 0)
    if day == 1:
        before = _first_versions(rows_between(max(0, count - 2 * world.sizes.new), count))
    else:
        before = _own_leads(world, day - 1)
        older = _changed_leads(world, day - 1)[::10]
    return _with_repeats(_own_leads(world, day), before, older)


def _changed_leads(world: World, day: int) -> Ints:
    draw, sizes = world.draw("lead"), world.sizes
    gone = draw.shuffle("removed", sizes.leads)[: day * sizes.deleted]
    changed = _rows_of_turn(draw, "changed", sizes.leads, sizes.changed * 9 // 10, day)
    return changed[~np.isin(changed, gone)]


def _own_leads(world: World, day: int) -> Batch:
    draw, sizes = world.draw("lead"), world.sizes
    start = sizes.leads + (day - 1) * sizes.new
    wrong = np.flatnonzero(mobiles.is_mistyped(world, rows_between(0, sizes.leads)))
    corrected = wrong[_rows_of_turn(draw, "corrected", len(wrong), sizes.changed // 10, day)]
    yesterday = rows_between(max(sizes.leads, start - sizes.new), start)[::5]
    removed = _rows_of_turn(draw, "removed", sizes.leads, sizes.deleted, day)
    moved = np.concatenate([_changed_leads(world, day), corrected, yesterday])
    repaired = _repaired_rows(sizes.leads, max(1, sizes.deleted // 4), day)
    moved = np.setdiff1d(np.concatenate([moved, repaired]), removed)
    own = [
        _first_versions(rows_between(start, start + sizes.new)),
        _later_versions(draw, day, moved),
        _later_versions(draw, day, removed, delete=True),
    ]
    return _order_by_time(_chain_batches(own), world.lead_created)


def opportunities_of_day(world: World, found: Opportunities, day: int) -> Batch:
    """Return the rows of either opportunity table that a day delivers."""
    older = rows_between(0, 0)
    if day == 1:
        before = _first_versions(rows_between(max(0, found.base - 2 * found.a_day), found.base))
    else:
        before = _own_opportunities(world, found, day - 1)
        changed = _rows_of_turn(world.draw(found.kind), "changed", found.base, found.a_day, day - 1)
        older = changed[::10]
    return _with_repeats(_own_opportunities(world, found, day), before, older)


def _own_opportunities(world: World, found: Opportunities, day: int) -> Batch:
    draw = world.draw(found.kind)
    start = found.base + (day - 1) * found.a_day
    removed = _rows_of_turn(draw, "removed", found.base, max(1, found.a_day // 10), day)
    changed = _rows_of_turn(draw, "changed", found.base, found.a_day, day)
    moved = np.setdiff1d(np.concatenate([changed, _repaired_rows(found.base, 1, day)]), removed)
    own = [
        _first_versions(rows_between(start, start + found.a_day)),
        _later_versions(draw, day, moved),
        _later_versions(draw, day, removed, delete=True),
    ]
    return _order_by_time(_chain_batches(own), found.created)


def agents_of_day(world: World, day: int) -> Batch:
    """Return the rows of `user` that a day delivers: someone joins, someone changes."""
    draw, count = world.draw("user"), world.sizes.agents
    joined = rows_between(count + day - 1, count + day)
    changed = _rows_of_turn(draw, "changed", count, max(1, count // 500), day)
    again = _first_versions(rows_between(count + day - 2, count + day - 1))
    return _chain_batches([again, _first_versions(joined), _later_versions(draw, day, changed)])


@dataclass(frozen=True)
class CallDay:
    """The calls of a day, and what else of older calls changes on it."""

    fresh: Calls
    repeated: Calls
    changed: Calls


def _select_calls(calls: Calls, places: Ints | slice) -> Calls:
    return Calls(
        calls.rows[places],
        calls.lead[places],
        calls.dialled[places],
        calls.started[places],
        calls.version[places],
        calls.updated[places],
    )


def chain_calls(parts: list[Calls]) -> Calls:
    """Return calls one after the other."""
    return Calls(
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.lead for part in parts]),
        np.concatenate([part.dialled for part in parts]),
        np.concatenate([part.started for part in parts]),
        np.concatenate([part.version for part in parts]),
        np.concatenate([part.updated for part in parts]),
    )


def calls_of_day(world: World, firsts: Ints, day: int) -> CallDay:
    """Return what a day delivers for `call_log`; `firsts` as in `calls.base_calls`, total last."""
    total = int(firsts[-1])
    fresh = _fresh_calls(world, total, day)
    if day == 1:
        last = rows_between(max(0, total - max(3, calls_a_day(total) // 50)), total)
        repeated = base_calls(world, firsts[:-1], last)
    else:
        before = _fresh_calls(world, total, day - 1)
        repeated = _select_calls(before, slice(-max(3, len(before.rows) // 50), None))
    return CallDay(fresh, repeated, _changed_calls(world, firsts, day))


def calls_a_day(total: int) -> int:
    """Return how many calls a day brings."""
    return max(20, round(total * 0.001))


def _fresh_calls(world: World, total: int, day: int) -> Calls:
    size, sizes, draw = calls_a_day(total), world.sizes, world.draw("call_log")
    rows = rows_between(total + (day - 1) * size, total + day * size)
    start = day_start(day)
    known = sizes.leads + (day - 1) * sizes.new
    recent = known - 1 - (draw.uniform("recent", rows) ** 3 * known * 0.9).astype(np.int64)
    today = known + draw.below("today", rows, sizes.new)
    new = draw.chance("is-today", rows, 0.25) & (
        world.lead_created[today] < start + 19 * 3600 * MICROS
    )
    lead = np.where(new, today, recent)
    late = draw.chance("late", rows, _LATE_SHARE) & ~new
    lead = np.where(late, draw.below("late-lead", rows, max(1, sizes.leads * 9 // 10)), lead)
    at = start + time_of_day(draw, "started", rows, "office") - late * _LATE_DAYS * DAY
    at = np.maximum(at, np.where(new, world.lead_created[today] + 600 * MICROS, 0))
    fresh = _new_calls(rows, or_stranger(draw, rows, lead), lead, at)
    fresh = _select_calls(fresh, np.argsort(at, kind="stable"))
    return chain_calls([_late_batch(world, total), fresh]) if day == LATE_BATCH_DAY else fresh


def _new_calls(rows: Ints, named: Ints, dialled: Ints, at: Ints) -> Calls:
    return Calls(rows, named, dialled, at, np.zeros(len(rows), np.int64), np.full(len(rows), NEVER))


def _late_batch(world: World, total: int) -> Calls:
    """Return calls of two years ago that nobody had sent yet, to the leads of those days."""
    draw, size = world.draw("call_log"), max(10, total // 2000)
    rows = _LATE_BATCH + rows_between(0, size)
    first = max(1, int(np.searchsorted(world.lead_created[: world.sizes.leads], START + 10 * DAY)))
    lead = draw.below("late-batch", rows, first)
    day = (world.lead_created[lead] - START) // DAY + 1 + draw.below("late-day", rows, 6)
    at = START + day * DAY + time_of_day(draw, "started", rows, "office")
    return _new_calls(rows, lead, lead, at)


def _changed_calls(world: World, firsts: Ints, day: int) -> Calls:
    """Return base calls that the source corrects or deletes on a day."""
    total, draw = int(firsts[-1]), world.draw("call_log")
    size = max(1, calls_a_day(total) // 400)
    removed = draw.below(f"removed-{day}", rows_between(0, size if total else 0), total)
    repaired = _repaired_rows(total, 2 * size, day)
    rows = np.concatenate([repaired, removed])
    found = base_calls(world, firsts[:-1], rows)
    version = np.concatenate([np.ones_like(repaired), np.full_like(removed, REMOVED)])
    at = day_start(day) + time_of_day(draw, f"changed-{day}", rows, "office")
    return Calls(found.rows, found.lead, found.dialled, found.started, version, at)


def dispositions_of_day(world: World, firsts: Ints, day: int) -> list[Dispositions]:
    """Return what a day delivers for `call_disposition`."""
    found = calls_of_day(world, firsts, day)
    return [
        _recorded_dispositions(world, found.repeated, day_start(day)),
        _recorded_dispositions(world, found.fresh, day_start(day + 1)),
        _late_corrections(world, firsts, day),
    ]


def _recorded_dispositions(world: World, calls: Calls, end: int) -> Dispositions:
    first = np.flatnonzero(dispositions.has_disposition(world, calls.rows))
    second = np.flatnonzero(dispositions.is_corrected(world, calls.rows))
    places = np.concatenate([first, second])
    is_second = np.arange(len(places)) >= len(first)
    return dispositions.Dispositions.plain(_select_calls(calls, places), is_second, end)


def _late_corrections(world: World, firsts: Ints, day: int) -> Dispositions:
    """Return late corrections of base calls: new rows, new versions of rows, and deletions."""
    total, draw = int(firsts[-1]), world.draw("call_disposition")
    size = max(16, calls_a_day(total) // 50) if total else 0
    rows = np.unique(draw.below(f"corrected-{day}", rows_between(0, size), max(total, 1)))
    rows = rows[dispositions.has_disposition(world, rows) & ~dispositions.is_corrected(world, rows)]
    kind = np.repeat(np.arange(3), (4, 4, 1))[np.arange(len(rows)) % 9]
    return dispositions.Dispositions(
        calls=base_calls(world, firsts[:-1], rows),
        second=kind == _ADDED,
        reworded=kind == _REWORDED,
        removed=kind == _REMOVED,
        moment=day_start(day) + time_of_day(draw, f"changed-{day}", rows, "office"),
        end=day_start(day + 1),
    )
