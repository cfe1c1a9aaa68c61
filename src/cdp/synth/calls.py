"""The table `call_log`: what the telephone system recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cdp.synth import catalogue, mobiles
from cdp.synth.arrow import (
    DAY,
    MICROS,
    NEVER,
    Column,
    Table,
    as_table,
    choose_column,
    code_column,
    fixed_texts,
    hex_bytes,
    id_bytes,
    instant_column,
    plain_texts,
    small_integer_column,
)
from cdp.synth.calendar import END, START, time_of_day
from cdp.synth.draw import lognormal_table, rows_between, weighted_table
from cdp.synth.leads import agent_column, id_column
from cdp.synth.mess import DELETED, Faults, Times, stamp_columns

if TYPE_CHECKING:
    from cdp.synth.draw import Bytes, Draw, Flags, Ints
    from cdp.synth.people import World

ANSWERED = 0
REMOVED = 2
STRANGER = 2**40
"""Leads numbered from here on exist in calls only: nobody ever made them."""
ORPHANS = 0.0006
_AWAITED, _AWAITED_DAYS, _DAYS_WAITED_FOR = 0.006, 20, 10
"""Of the calls of the last weeks so many name a lead that arrives on one of the next days."""

_MOST_CALLS = 400
_STATUS = np.stack(
    [weighted_table(shares) for shares in ((42, 37, 9, 7, 5), (58, 25, 9, 4, 4), (3, 55, 7, 28, 7))]
)
_TEMPER = weighted_table((60, 28, 12))
"""Some pick up as others do, some gladly, some numbers hardly ever answer."""
_TALK, _GAP = lognormal_table(62, 1.15), lognormal_table(16, 1.5)
_RING = np.array([(4, 22), (24, 22), (1, 6), (0, 3), (2, 14)])
_CAMPAIGN = weighted_table((55, 14, 10, 9, 6, 6))
_NO_CALLS_YET = 2


@dataclass(frozen=True)
class Calls:
    """Calls as facts: their number, whose they are, when they began, which version of the row."""

    rows: Ints
    lead: Ints
    """The lead named in the row; it may be a stranger."""
    dialled: Ints
    """The lead whose mobile was dialled; it is there."""
    started: Ints
    version: Ints
    """0 is the first, 1 a later one, 2 a deletion."""
    updated: Ints
    """When a later version was made; NEVER for the first."""


def count_base_calls(world: World) -> Ints:
    """Return the base calls of each base lead; leads of the last two days were not called yet."""
    leads = rows_between(0, world.sizes.leads)
    draw = world.draw("call_log")
    few = draw.pick("calls", leads, np.minimum(lognormal_table(5.0, 1.03), _MOST_CALLS))
    late = world.lead_created[leads] >= END - _NO_CALLS_YET * DAY
    return np.where(late, 0, few)


def base_calls(world: World, firsts: Ints, rows: Ints) -> Calls:
    """Return base calls by number; `firsts[i]` is the number of the first call of lead i."""
    draw = world.draw("call_log")
    lead = np.searchsorted(firsts, rows, side="right") - 1
    made = world.lead_created[lead]
    first_day = (made - START) // DAY + 1
    left = (END - START) // DAY - first_day
    day = draw.pick("gap", rows, _GAP)
    inside = (draw.uniform("gap-inside", rows) ** 2 * left).astype(np.int64)
    day = first_day + np.where(day < left, day, inside)
    started = START + day * DAY + time_of_day(draw, "started", rows, "office")
    return Calls(
        rows=rows,
        lead=_lead_named(world, rows, lead, started),
        dialled=lead,
        started=started,
        version=np.zeros(len(rows), dtype=np.int64),
        updated=np.full(len(rows), NEVER),
    )


def _mobile_of(world: World, leads: Ints) -> Ints:
    """Return the number dialled for each lead, computed once for each distinct lead."""
    distinct, place = np.unique(leads, return_inverse=True)
    return mobiles.lead_mobiles(world, distinct)[place]


def _lead_named(world: World, rows: Ints, lead: Ints, started: Ints) -> Ints:
    """Return the lead each call names: its own, or one that is not there, or not there yet."""
    draw, sizes = world.draw("call_log"), world.sizes
    day = draw.below("awaited-day", rows, _DAYS_WAITED_FOR) + 1
    late = sizes.leads + day * sizes.new - 1 - draw.below("awaited", rows, sizes.waited_for)
    awaited = draw.chance("is-awaited", rows, _AWAITED) & (started >= END - _AWAITED_DAYS * DAY)
    return np.where(awaited, late, or_stranger(draw, rows, lead))


def or_stranger(draw: Draw, rows: Ints, lead: Ints) -> Ints:
    """Return the lead, or now and then one that nobody ever made."""
    stranger = STRANGER + draw.below("stranger", rows, 10**9)
    return np.where(draw.chance("orphan", rows, ORPHANS), stranger, lead)


def call_status(world: World, calls: Calls) -> Ints:
    """Return the status, a place in `catalogue.CALL_STATUSES`."""
    draw = world.draw("call_log")
    temper = draw.pick("temper", calls.dialled, _TEMPER)
    return _STATUS[temper, draw.cell("status", calls.rows)].astype(np.int64)


@dataclass(frozen=True)
class Course:
    """How a call went: seconds of ringing and talk, and its instants."""

    ring: Ints
    talk: Ints
    answered: Ints
    ended: Ints


def call_course(world: World, calls: Calls, status: Ints) -> Course:
    """Return how each call went."""
    draw = world.draw("call_log")
    low, spread = _RING[status].T
    ring = low + (draw.uniform("ring", calls.rows) * spread).astype(np.int64)
    talk = np.minimum(3 + draw.pick("talk", calls.rows, _TALK), 5400)
    talk = np.where(status == ANSWERED, talk, 0)
    picked_up = calls.started + ring * MICROS
    answered = np.where(status == ANSWERED, picked_up, NEVER)
    return Course(ring, talk, answered, picked_up + talk * MICROS)


def calling_agent(world: World, calls: Calls) -> Ints:
    """Return the agent of each call."""
    return world.draw("call_log").below("agent", calls.rows, world.sizes.agents)


def call_table(world: World, calls: Calls) -> Table:
    """Return rows of `call_log`."""
    draw, rows = world.draw("call_log"), calls.rows
    faults = Faults.of("call_log", rows, calls.version)
    status = call_status(world, calls)
    course = call_course(world, calls, status)
    columns = stamp_columns(
        draw, rows, id_bytes(draw, rows), _call_times(draw, calls, course), faults, as_text=False
    )
    inbound = draw.chance("inbound", rows, 0.08)
    theirs = mobiles.write_international(_mobile_of(world, calls.dialled))
    desk = draw.below("desk", rows, len(_DESKS))
    ring = np.where(faults.has("negative_ring_seconds"), -course.ring - 1, course.ring)
    talk = np.where(faults.has("negative_talk_seconds"), -course.talk - 5, course.talk)
    wrong_way, wrong_status = faults.has("unknown_direction"), faults.has("unknown_status")
    reference = hex_bytes(draw, "reference", rows)
    columns |= {
        "lead_id": id_column(world, calls.lead, faults.none("null_lead_id")),
        "agent_id": agent_column(world, calling_agent(world, calls)),
        "direction": code_column(
            (*catalogue.DIRECTIONS, catalogue.UNKNOWN), np.where(wrong_way, 2, inbound)
        ),
        "telephony_provider": code_column(
            catalogue.PROVIDERS, draw.pick("provider", rows, _PROVIDER)
        ),
        "provider_call_id": fixed_texts(reference),
        "from_number": _theirs_or_desk(inbound, theirs, desk),
        "to_number": _theirs_or_desk(~inbound, theirs, desk),
        "status": code_column(
            (*catalogue.CALL_STATUSES, catalogue.UNKNOWN), np.where(wrong_status, 5, status)
        ),
        "started_at": instant_column(calls.started),
        "answered_at": instant_column(course.answered),
        "ended_at": instant_column(course.ended),
        "ring_seconds": small_integer_column(ring),
        "talk_seconds": small_integer_column(talk),
        "recording_url": _recording_urls(reference, status),
        "campaign": code_column(
            catalogue.CALL_CAMPAIGNS, draw.pick("campaign", rows, _CAMPAIGN) - 1
        ),
    }
    return as_table(columns)


_PROVIDER = weighted_table((55, 30, 15))
_DESKS = [f"+9111{40_000_000 + desk * 1117}" for desk in range(60)]


def _theirs_or_desk(theirs_here: Flags, theirs: Column, desk: Ints) -> Column:
    return choose_column(theirs_here, theirs, plain_texts(_DESKS, desk))


def _call_times(draw: Draw, calls: Calls, course: Course) -> Times:
    created = course.ended + MICROS + draw.below("logged", calls.rows, 9 * MICROS)
    updated = created + draw.below("recorded", calls.rows, 240 * MICROS)
    first = calls.updated == NEVER
    updated = np.where(first, updated, calls.updated)
    gone = (first & draw.chance("deleted", calls.rows, DELETED)) | (calls.version == REMOVED)
    return Times(created, updated, np.where(gone, updated, NEVER))


def _recording_urls(reference: Bytes, status: Ints) -> Column:
    head, tail = b"https://recordings.example.in/c/", b".mp3"
    text = np.empty((len(reference), len(head) + 16 + len(tail)), dtype=np.uint8)
    text[:, : len(head)] = np.frombuffer(head, dtype=np.uint8)
    text[:, len(head) : len(head) + 16] = reference
    text[:, len(head) + 16 :] = np.frombuffer(tail, dtype=np.uint8)
    return fixed_texts(text, status == ANSWERED)
