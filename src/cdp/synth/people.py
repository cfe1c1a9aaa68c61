"""Households, the persons in them, and which leads each person left, before any is written down.

Numbers, not names: the rows of the arrays are households, persons and leads in the order in which
they came to be. Days after the base only append: a world that reaches further changes nothing
that came earlier.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cdp.synth import places
from cdp.synth.arrow import DAY
from cdp.synth.calendar import (
    HISTORY_DAYS,
    SEASON,
    START,
    april_first,
    day_start,
    ist_day,
    session_year,
    time_of_day,
)
from cdp.synth.draw import Draw, lognormal_table, quantile_table, rows_between, weighted_table
from cdp.synth.naming import BRANCHES, draw_given_names, draw_surnames
from cdp.synth.sizes import Sizes

if TYPE_CHECKING:
    from cdp.synth.draw import Flags, Floats, Ints

_YEAR = 365.25
_SIZES = weighted_table((0, 0.913, 0.0758, 0.0105, 0.0007))
_GAPS = lognormal_table(45, 1.3)
_CLASSES = weighted_table((0, 0, 0, 0, 0, 3, 3, 4, 6, 10, 22, 26, 20, 6))
_ELDER_CLASSES = weighted_table((0,) * 9 + (8, 16, 30, 30, 16))
_MOST_LEADS, _TAIL = 20, 2.2
"""A power law, cut off where a counsellor would notice: nearly one enquiry a month."""
_UP_TO_FOUR = (0.80, 0.935, 0.973, 0.987)
"""Share of persons with at most one, two, three, four leads."""
_CLASS_9 = 9
NO_LAB = -1
_LABS_FROM, _LEADS_A_LAB = 2000, 20_000
_LAB_SIZE = lognormal_table(70, 0.35)
WAITED_SINCE = 21
"""Days before the end of the base at which the latest of the leads that calls wait for was made."""


@dataclass(frozen=True)
class World:
    """The truth: who lives with whom, and who left which lead when."""

    seed: int
    sizes: Sizes
    days: int
    households: int
    """Households in the base; those of later days stand behind them in the arrays."""
    persons: int
    branch: Ints
    community: Ints
    surname: Ints
    first_child: Ints
    household: Ints
    sibling: Ints
    """Rank of a person among the children of the household; 0 is the first child."""
    girl: Flags
    given: Ints
    born: Ints
    lead_person: Ints
    lead_slot: Ints
    """Rank of a lead among those of its person."""
    lead_count: Ints
    """Base leads of a person; zero for persons of later days."""
    lead_created: Ints
    lead_lab: Ints
    """The school visit at which a lead was entered, or -1."""

    def draw(self, scope: str) -> Draw:
        """Return the random columns of a scope."""
        return Draw(self.seed, scope)


def populate_world(seed: int, leads: int, days: int) -> World:
    """Return the world of a seed: `leads` base leads and the new leads of `days` days."""
    draw, sizes = Draw(seed, "people"), Sizes.of(leads)
    base = _base_people(draw, leads)
    later = _later_people(draw, sizes, days, base)
    household = np.concatenate([base.household, later.household])
    sibling = np.concatenate([base.sibling, later.sibling])
    first_child = np.concatenate([np.flatnonzero(base.sibling == 0), later.persons])
    lab = np.concatenate([_draw_labs(draw, leads), np.full(len(later.persons), NO_LAB)])
    homes = rows_between(0, len(first_child))
    branch = draw.pick(
        "branch", homes, weighted_table([_branch_weight(city) for city, _, _ in BRANCHES])
    )
    visited = np.flatnonzero(lab != NO_LAB)
    home = base.household[base.person[visited]]
    branch[home] = draw.below("lab-branch", lab[visited], len(BRANCHES))
    community, surname = draw_surnames(draw, homes, branch)
    girl = draw.chance("girl", rows_between(0, len(household)), 0.46)
    return World(
        seed=seed,
        sizes=sizes,
        days=days,
        households=base.households,
        persons=base.persons,
        branch=branch,
        community=community,
        surname=surname,
        first_child=first_child,
        household=household,
        sibling=sibling,
        girl=girl,
        given=draw_given_names(draw, community[household], girl, sibling, first_child[household]),
        born=_draw_birth_dates(draw, base, later, first_child),
        lead_person=np.concatenate([base.person, later.person]),
        lead_slot=np.concatenate([base.slot, later.slot]),
        lead_count=np.concatenate([base.count, np.zeros_like(later.person)]),
        lead_created=np.concatenate([base.created, later.created]),
        lead_lab=lab,
    )


def _branch_weight(city: int) -> float:
    return places.CITIES[city][3] / places.CITIES[city][4]


@dataclass(frozen=True)
class _Base:
    """Persons and households of the base, and its leads in the order in which they were made."""

    persons: int
    households: int
    count: Ints
    first_day: Ints
    household: Ints
    sibling: Ints
    home_size: Ints
    person: Ints
    slot: Ints
    created: Ints


def _base_people(draw: Draw, leads: int) -> _Base:
    count, person, slot = _base_lead_people(draw, leads)
    household, sibling = _base_households(draw, len(count))
    first_day = draw.pick("first-day", rows_between(0, len(count)), SEASON)
    created = _lead_instants(draw, first_day[person], slot, rows_between(0, leads))
    order = np.argsort(created, kind="stable")
    return _Base(
        persons=len(count),
        households=int(household[-1]) + 1,
        count=count,
        first_day=first_day,
        household=household,
        sibling=sibling,
        home_size=np.bincount(household),
        person=person[order],
        slot=slot[order],
        created=created[order],
    )


def _base_lead_people(draw: Draw, leads: int) -> tuple[Ints, Ints, Ints]:
    """Return leads a person, and for every lead its person and its rank among theirs."""
    count = draw.pick("lead-count", rows_between(0, leads), quantile_table(_leads_a_person))
    total = np.cumsum(count)
    persons = int(np.searchsorted(total, leads)) + 1
    count = count[:persons].copy()
    count[-1] -= total[persons - 1] - leads
    person = np.repeat(rows_between(0, persons), count)
    return count, person, rows_between(0, leads) - (np.cumsum(count) - count)[person]


def _leads_a_person(points: Floats) -> Floats:
    few = np.searchsorted(_UP_TO_FOUR, points, side="right") + 1.0
    rest = (1 - points) / (1 - _UP_TO_FOUR[-1])
    least = (_MOST_LEADS / 5) ** -_TAIL
    tail = 5 * (least + rest * (1 - least)) ** (-1 / _TAIL)
    return np.where(few <= len(_UP_TO_FOUR), few, tail)


def _base_households(draw: Draw, persons: int) -> tuple[Ints, Ints]:
    size = draw.pick("household-size", rows_between(0, persons), _SIZES)
    home = np.repeat(rows_between(0, persons), size)[:persons]
    return home, rows_between(0, persons) - (np.cumsum(size) - size)[home]


def _lead_instants(draw: Draw, first_day: Ints, slot: Ints, leads: Ints) -> Ints:
    day = first_day + np.where(slot > 0, 1 + draw.pick("gap", leads, _GAPS), 0)
    left = HISTORY_DAYS - first_day
    inside = first_day + (left * draw.uniform("gap-inside", leads)).astype(np.int64)
    day = np.where(day < HISTORY_DAYS, day, inside)
    return START + day * DAY + time_of_day(draw, "created", leads, "click")


@dataclass(frozen=True)
class _Later:
    """The new leads of the days after the base, and a person and household set aside for each."""

    persons: Ints
    household: Ints
    sibling: Ints
    person: Ints
    slot: Ints
    created: Ints


def _later_people(draw: Draw, sizes: Sizes, days: int, base: _Base) -> _Later:
    rows = rows_between(0, days * sizes.new)
    day, number = rows // sizes.new, rows % sizes.new
    known = number < sizes.known
    turn = (day * sizes.known + number) % base.persons
    old = draw.shuffle("returning", base.persons)[turn]
    created = day_start(1) + day * DAY + time_of_day(draw, "later-created", rows, "click")
    waited_for = number >= sizes.new - sizes.waited_for
    back = (day + WAITED_SINCE + draw.below("waited-for", rows, 20)) * DAY
    turn = day * sizes.siblings + number - sizes.known
    joins = ~known & (number < sizes.known + sizes.siblings) & (turn < base.households)
    home = draw.shuffle("new-sibling", base.households)[np.where(joins, turn, 0)]
    return _Later(
        persons=base.persons + rows,
        household=np.where(joins, home, base.households + rows),
        sibling=np.where(joins, base.home_size[home], 0),
        person=np.where(known, old, base.persons + rows),
        slot=known.astype(np.int64),
        created=np.where(waited_for, created - back, created),
    )


def _draw_labs(draw: Draw, leads: int) -> Ints:
    """Return the visit at which each base lead was entered: fifty or more in a row."""
    found = np.full(leads, NO_LAB)
    if leads < _LABS_FROM:
        return found
    labs = rows_between(0, max(1, leads // _LEADS_A_LAB))
    size = np.clip(draw.pick("lab-size", labs, _LAB_SIZE), 52, 160)
    room = leads // len(labs)
    first = labs * room + (draw.uniform("lab-first", labs) * (room - size)).astype(np.int64)
    for lab in range(len(labs)):
        found[first[lab] : first[lab] + size[lab]] = lab
    return found


def _draw_birth_dates(draw: Draw, base: _Base, later: _Later, first_child: Ints) -> Ints:
    """Return birth days: a first child's by the class when first seen, others' years apart.

    In the base the first child is the eldest; a sibling who comes later may be the elder one.
    """
    household = np.concatenate([base.household, later.household])
    sibling = np.concatenate([base.sibling, later.sibling])
    persons = rows_between(0, len(household))
    several = np.zeros(len(first_child), dtype=np.bool_)
    several[: base.households] = base.home_size > 1
    first_class = np.where(
        several[household],
        draw.pick("elder-class", persons, _ELDER_CLASSES),
        draw.pick("class", persons, _CLASSES),
    )
    seen = np.concatenate([START + base.first_day * DAY, later.created])
    april = april_first(session_year(ist_day(seen)) - first_class - 5)
    born = april - 1 - draw.below("born", persons, 360)
    gap = np.zeros(len(persons), dtype=np.float64)
    for rank in range(1, int(sibling.max(initial=0)) + 1):
        years = 1.7 + 2.2 * draw.uniform(f"gap-{rank}", household)
        gap += np.where(sibling >= rank, years * _YEAR, 0)
    head = first_child[household]
    elder = ~several[household] & (first_class[head] < _CLASS_9)
    return np.where(sibling > 0, born[head] + np.where(elder, -gap, gap).astype(np.int64), born)


def class_index(born: Ints, day: Ints) -> Ints:
    """Return the index in `catalogue.CLASSES` of a child on a day; the last has left school."""
    age = (april_first(session_year(day)) - born) / _YEAR
    return np.clip(np.floor(age).astype(np.int64) - 10, 0, 8)
