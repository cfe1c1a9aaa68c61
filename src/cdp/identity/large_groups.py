"""Conflict resolution for one group after the other: large groups, and those with pins."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from cdp.identity.candidates import Refusal, ResolvedConflicts, refusal_columns
from cdp.identity.components import Groups
from cdp.identity.disjoint_sets import DisjointSets
from cdp.identity.link_rule import Sides, first_objection

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy.typing as npt

    from cdp.identity.candidates import Candidates, CarriedValues
    from cdp.identity.link_rule import MatchRule

    Ints = npt.NDArray[np.int64]

PlacePin = tuple[int, int, bool]
"""A decision of people: the places of two records, and whether they are the same person."""
PlacesOfValues = dict[tuple[int, int], list[int]]
"""(type, value) → places of the records that carry it, ascending."""


@dataclass(frozen=True)
class ConflictGroup:
    """A group that may hold a refusal: its records in order of observation, each at its place."""

    records: list[int]
    values: list[tuple[int, list[int]]] = field(default_factory=list[tuple[int, list[int]]])
    """(rule, places of the records that carry one value, ascending); no record is in two of one
    rule."""
    against: list[list[int]] = field(default_factory=list[list[int]])
    """By fact and place: a mask of the places whose value contradicts."""
    limited: dict[int, list[int]] = field(default_factory=dict[int, list[int]])
    """By limited type and place: the bit of the value."""
    pins: list[PlacePin] = field(default_factory=list[PlacePin])


def resolve_each_group(
    candidates: Candidates,
    carried: CarriedValues,
    pinned: Mapping[int, list[PlacePin]],
    rules: Sequence[MatchRule],
    limits: Mapping[int, int],
) -> ResolvedConflicts:
    """Resolve the conflicts of groups of any size; `pinned` has the pins of each group."""
    values = _values_by_group(carried)
    facts = [(f.codes.tolist(), f.width, set(f.clashes.tolist())) for f in candidates.facts]
    records, roots, refusals = list[int](), list[int](), list[Refusal]()
    for number, start, end in _group_slices(candidates.group_no):
        group = ConflictGroup(candidates.record_no[start:end].tolist(), pins=pinned.get(number, []))
        for codes, width, clashes in facts:
            group.against.append(_contradicting_places(codes[start:end], width, clashes))
        _add_values(group, values.get(number, {}), rules, limits)
        places, refused = resolve_group(group, rules, limits)
        first: dict[int, int] = {}
        for record, root in zip(group.records, places, strict=True):
            first[root] = min(first.get(root, record), record)
        records += group.records
        roots += [first[root] for root in places]
        refusals += refused
    groups = Groups(np.array(records, np.int64), np.array(roots, np.int64))
    return ResolvedConflicts(groups, refusal_columns(refusals))


def resolve_group(
    group: ConflictGroup, rules: Sequence[MatchRule], limits: Mapping[int, int]
) -> tuple[list[int], list[Refusal]]:
    """Take a group's links in order and refuse those that something stands against.

    Order: pins, then rules, then by when the later of the two records was observed, then the
    earlier one. Returns each record's root place, and the refusals whose two records are still
    apart in the end.
    """
    sets, sides = DisjointSets(len(group.records)), _sides_of(group)
    _join_pinned(sorted(group.pins), sets, sides)
    refused = _take_links(group, sets, sides, rules, limits)
    roots, records = sets.roots(), group.records
    standing = [
        Refusal(records[a], records[b], rule, reason)
        for a, b, rule, reason in refused
        if roots[a] != roots[b]
    ]
    return roots, standing


def _take_links(
    group: ConflictGroup,
    sets: DisjointSets,
    sides: Sides[int, int],
    rules: Sequence[MatchRule],
    limits: Mapping[int, int],
) -> list[tuple[int, int, int, int]]:
    """Join or refuse link by link; returns the refusals: earlier, later place, rule, reason."""
    refused: list[tuple[int, int, int, int]] = []
    for rule, later, places in _links_in_order(group):
        unless, side = rules[rule].unless, sets.root_of(later)
        known: dict[int, int | None] = {}
        for earlier in places:
            if earlier == later:
                break
            other = sets.root_of(earlier)
            if other == side:
                continue
            if other not in known:  # the answer holds until the later record's side grows
                known[other] = first_objection(sides, other, side, unless, limits)
            reason = known[other]
            if reason is None:
                side = _join_sides(other, side, sets, sides)
                known.clear()
            else:
                refused.append((earlier, later, rule, reason))
    return refused


def _sides_of(group: ConflictGroup) -> Sides[int, int]:
    size = len(group.records)
    apart = [0] * size if group.pins else None
    for a, b, same in group.pins:
        if apart is not None and not same:
            apart[a] |= 1 << b
            apart[b] |= 1 << a
    members = [1 << place for place in range(size)]
    against = [list(masks) for masks in group.against]
    return Sides(members, against, {t: list(v) for t, v in group.limited.items()}, apart)


def _join_pinned(pins: list[PlacePin], sets: DisjointSets, sides: Sides[int, int]) -> None:
    for a, b, same in pins:
        x, y = sets.root_of(a), sets.root_of(b)
        if same and x != y and not sides.pinned_apart(x, y):
            _join_sides(x, y, sets, sides)


def _join_sides(a: int, b: int, sets: DisjointSets, sides: Sides[int, int]) -> int:
    low = sets.join_roots(a, b)
    sides.merge(low, b if low == a else a)
    return low


def _links_in_order(group: ConflictGroup) -> Iterator[tuple[int, int, list[int]]]:
    """Yield rule, later place, and the places of all who carry its value."""
    steps = (
        (rule, later, number)
        for number, (rule, places) in enumerate(group.values)
        for later in places[1:]
    )
    for rule, later, number in sorted(steps):
        yield rule, later, group.values[number][1]


def _group_slices(group_no: Ints) -> Iterator[tuple[int, int, int]]:
    """Yield every group with its first row and the one after its last."""
    starts = np.flatnonzero(np.diff(group_no, prepend=group_no[:1] - 1)).tolist()
    for start, end in zip(starts, [*starts[1:], len(group_no)], strict=False):
        yield int(group_no[start]), start, end


def _values_by_group(carried: CarriedValues) -> dict[int, PlacesOfValues]:
    found: dict[int, PlacesOfValues] = {}
    order = np.argsort(carried.place, kind="stable")
    columns = (carried.group_no, carried.type_no, carried.value_no, carried.place)
    for group, type_no, value, place in zip(*(c[order].tolist() for c in columns), strict=True):
        found.setdefault(group, {}).setdefault((type_no, value), []).append(place)
    return found


def _contradicting_places(codes: list[int], width: int, clashes: set[int]) -> list[int]:
    """Return for every place the mask of those whose code contradicts its own."""
    places: defaultdict[int, int] = defaultdict(int)
    for place, code in enumerate(codes):
        if code >= 0:
            places[code] |= 1 << place
    against = dict.fromkeys(places, 0)
    for a in places:
        for b, mask in places.items():
            if a * width + b in clashes:
                against[a] |= mask
    return [against.get(code, 0) for code in codes]


def _add_values(
    group: ConflictGroup,
    carried: PlacesOfValues,
    rules: Sequence[MatchRule],
    limits: Mapping[int, int],
) -> None:
    for type_no in limits:
        group.limited[type_no] = [0] * len(group.records)
    bits: defaultdict[int, int] = defaultdict(int)
    for (type_no, _), places in sorted(carried.items()):
        if type_no in limits:
            for place in places:
                group.limited[type_no][place] |= 1 << bits[type_no]
            bits[type_no] += 1
        group.values.extend(
            (number, places)
            for number, rule in enumerate(rules)
            if rule.type_no == type_no and len(places) > 1
        )
