"""The table `call_disposition`: what the agent recorded after a call, and corrected later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cdp.synth import catalogue, mobiles
from cdp.synth.arrow import (
    DAY,
    MICROS,
    NEVER,
    Table,
    as_table,
    code_column,
    fixed_texts,
    id_bytes,
    instant_column,
)
from cdp.synth.calendar import IST, time_of_day
from cdp.synth.calls import ANSWERED, call_course, call_status, calling_agent
from cdp.synth.draw import lognormal_table, weighted_table
from cdp.synth.leads import agent_column, id_column
from cdp.synth.mess import DELETED, Faults, Times, stamp_columns

if TYPE_CHECKING:
    from cdp.synth.calls import Calls
    from cdp.synth.draw import Flags, Ints
    from cdp.synth.people import World

RECORDED, CORRECTED = 0.86, 0.02
_ALL = (*catalogue.CONNECTED, *catalogue.NOT_CONNECTED)
_NAMES = [name for name, _, _ in _ALL]
_SUBS = [sub for _, subs, _ in _ALL for sub in subs]
_SUB_COUNT = np.array([len(subs) for _, subs, _ in _ALL])
_SUB_FIRST = np.cumsum(_SUB_COUNT) - _SUB_COUNT
_TALKED = weighted_table([weight for *_, weight in catalogue.CONNECTED])
_WRONG = {
    "Wrong Number": 70.0,
    "Wrong Person": 12.0,
    "Not Interested": 10.0,
    "Language Barrier": 8.0,
}
_TALKED_TO_STRANGER = weighted_table([_WRONG.get(name, 0.0) for name, *_ in catalogue.CONNECTED])
_RANG = weighted_table([weight for *_, weight in catalogue.NOT_CONNECTED]) + len(
    catalogue.CONNECTED
)
_BUSY = _NAMES.index("Busy")
_FOLLOWED = np.isin(
    _NAMES,
    [
        "Call Back Later",
        "Interested",
        "Counselling Booked",
        "Centre Visit Booked",
        "Awaiting Board Result",
    ],
)
_DELAY, _CORRECTION_DELAY = lognormal_table(25, 1.0), lognormal_table(5400, 1.0)


@dataclass(frozen=True)
class Dispositions:
    """Which calls were recorded; the second row of a call corrects the first."""

    calls: Calls
    second: Flags
    reworded: Flags
    """The row is a later version of itself, in which the agent chose another entry."""
    removed: Flags
    """The row is a later version of itself, deleted."""
    moment: Ints
    """When a late correction, a rewording or a deletion was made; else NEVER."""
    end: int
    """Nothing else is recorded at or after this instant."""

    @staticmethod
    def plain(calls: Calls, second: Flags, end: int) -> Dispositions:
        """Return rows in their first version."""
        none = np.zeros(len(second), dtype=np.bool_)
        return Dispositions(calls, second, none, none, np.full(len(second), NEVER), end)


def has_disposition(world: World, rows: Ints) -> Flags:
    """Tell which calls have a disposition."""
    return world.draw("call_disposition").chance("recorded", rows, RECORDED)


def is_corrected(world: World, rows: Ints) -> Flags:
    """Tell which calls have a second one, among those that have a first."""
    return has_disposition(world, rows) & world.draw("call_disposition").chance(
        "corrected", rows, CORRECTED
    )


def disposition_table(world: World, found: Dispositions) -> Table:
    """Return rows of `call_disposition`."""
    draw, calls = world.draw("call_disposition"), found.calls
    rows = calls.rows * 2 + found.second
    first_version = (found.second | found.reworded | found.removed).astype(np.int64)
    faults = Faults.of("call_disposition", calls.rows, first_version)
    status = call_status(world, calls)
    entry = _catalogue_entries(world, found, status)
    disposed = _disposed_at(world, found, status)
    updated = np.where(draw.chance("edited", rows, 0.1), disposed + 90 * MICROS, disposed)
    updated = np.where(found.reworded | found.removed, found.moment, updated)
    gone = draw.chance("deleted", rows, DELETED) | found.removed
    deleted = np.where(gone, updated, NEVER)
    times = Times(disposed, updated, deleted)
    columns = stamp_columns(draw, rows, id_bytes(draw, rows), times, faults, as_text=False)
    sub = _SUB_FIRST[entry] + draw.cell("sub", rows) % np.maximum(_SUB_COUNT[entry], 1)
    sub = np.where((_SUB_COUNT[entry] > 0) & draw.chance("has-sub", rows, 0.93), sub, -1)
    follow = (disposed // DAY + 1 + draw.below("follow-day", rows, 9)) * DAY - IST
    follow += time_of_day(draw, "follow", rows, "office") // (900 * MICROS) * (900 * MICROS)
    wanted = _FOLLOWED[entry] & draw.chance("has-follow", rows, 0.7)
    remark = draw.below("remark", rows, len(catalogue.REMARKS))
    wrong = faults.has("unknown_disposition")
    call_ids = id_bytes(world.draw("call_log"), calls.rows)
    columns |= {
        "call_log_id": fixed_texts(call_ids, faults.none("null_call_log_id")),
        "lead_id": id_column(world, calls.lead, faults.none("null_lead_id")),
        "agent_id": agent_column(world, calling_agent(world, calls)),
        "disposition": code_column(
            (*_NAMES, catalogue.UNKNOWN), np.where(wrong, len(_NAMES), entry)
        ),
        "sub_disposition": code_column(_SUBS, sub),
        "remarks": code_column(
            catalogue.REMARKS, np.where(draw.chance("remarks", rows, 0.12), remark, -1)
        ),
        "follow_up_at": instant_column(np.where(wanted, follow, NEVER)),
        "disposed_at": instant_column(disposed),
    }
    return as_table(columns)


def _catalogue_entries(world: World, found: Dispositions, status: Ints) -> Ints:
    """Return places in the catalogue; a correction is never the entry it corrects."""
    draw, rows = world.draw("call_disposition"), found.calls.rows
    talked = status == ANSWERED
    wrong = mobiles.is_mistyped(world, found.calls.dialled)
    cell = draw.cell("entry", rows)
    first = np.select(
        [talked & wrong, talked], [_TALKED_TO_STRANGER[cell], _TALKED[cell]], _RANG[cell]
    )
    first = np.where(status == catalogue.CALL_STATUSES.index("busy"), _BUSY, first).astype(np.int64)
    cell = draw.cell("other-entry", rows)
    other = np.where(talked, _TALKED[cell], _RANG[cell])
    size = np.where(talked, len(catalogue.CONNECTED), len(catalogue.NOT_CONNECTED))
    base = np.where(talked, 0, len(catalogue.CONNECTED))
    other = np.where(other == first, base + (first - base + 1) % size, other)
    return np.where(found.second | found.reworded, other, first)


def _disposed_at(world: World, found: Dispositions, status: Ints) -> Ints:
    draw, calls = world.draw("call_disposition"), found.calls
    ended = call_course(world, calls, status).ended
    first = ended + (2 * MICROS) + draw.pick("delay", calls.rows, _DELAY) * MICROS
    first += draw.below("delay-part", calls.rows, MICROS)
    later = first + (600 + draw.pick("correction-delay", calls.rows, _CORRECTION_DELAY)) * MICROS
    at_end = np.maximum(first + MICROS, found.end - 100 * MICROS - calls.rows % MICROS)
    later = np.where(found.moment == NEVER, np.minimum(later, at_end), found.moment)
    return np.where(found.second, later, first)
