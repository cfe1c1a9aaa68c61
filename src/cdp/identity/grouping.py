"""Groups that may hold a refusal: screen them all at once, take the careful path for what is left.

Works on arrays. A *suspect* is a record of a group whose names, birth dates or limited identifiers
are not all alike; most suspects are harmless ("R Sharma" beside "Rohan Sharma"), and comparing the
distinct pairs of values once for all groups shows which are not.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cdp.identity import compare, rounds
from cdp.identity.resolve import REASONS, CarefulRule, Group, Groups, Refusal, careful
from cdp.identity.rounds import MOST_RECORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt
    import pyarrow as pa

    from cdp.project.identity import Identity

    Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Regrouped:
    """What the careful path changed: records with their new group, and the links it refused."""

    groups: Groups
    refusals: list[Refusal]


@dataclass(frozen=True)
class _Fact:
    """One fact of the suspects: a code a record (-1: none), and which codes contradict."""

    codes: Ints
    width: int
    """One more than the greatest code."""
    clashes: Ints
    """`a * width + b` of the codes that contradict, a and b both ways."""
    groups: Ints
    """Group numbers that hold a contradicting pair."""


def regroup(
    suspects: pa.Table,
    values: pa.Table,
    pins: pa.Table,
    identity: Identity,
    most_records: int = MOST_RECORDS,
) -> Regrouped:
    """Split groups of suspects where links must be refused.

    Groups of up to `most_records` (64 at most) are settled all at once, larger ones each alone.

    `suspects`: group_no, place, record_no, name_key, born, sorted by the first two; `values`:
    group_no, place, type_no, value_no, in any order; `pins`: record_a, record_b, same.
    """
    group_no = _ints(suspects["group_no"])
    record_no = _ints(suspects["record_no"])
    comparers = compare.comparers(identity.comparers)
    facts = [
        _fact(group_no, suspects[column], comparers[reason])
        for column, reason in zip(("name_key", "born"), REASONS, strict=True)
    ]
    limits = {identity.types.index(t): most for t, most in identity.limits.items()}
    pinned = _pins(pins, record_no, group_no)
    carried = _Carried(*(_ints(values[c]) for c in ("group_no", "place", "type_no", "value_no")))
    alone = np.array(sorted(pinned), np.int64)
    over = _over_limit(carried, limits)
    doubtful = np.unique(np.concatenate([*(f.groups for f in facts), alone, over]))
    groups, sizes = np.unique(group_no, return_counts=True)
    small = np.setdiff1d(doubtful, np.union1d(alone, groups[sizes > most_records]))
    large = np.setdiff1d(doubtful, small)
    rules = _rules(identity)
    several = _several(
        _Suspects(group_no, record_no, facts).of(small), carried.of(small), rules, limits
    )
    one_by_one = _one_by_one(
        _Suspects(group_no, record_no, facts).of(large), carried.of(large), pinned, rules, limits
    )
    return Regrouped(
        Groups(
            np.concatenate([several.groups.record_no, one_by_one.groups.record_no]),
            np.concatenate([several.groups.group_no, one_by_one.groups.group_no]),
        ),
        several.refusals + one_by_one.refusals,
    )


@dataclass(frozen=True)
class _Suspects:
    """Suspects by group and place."""

    group_no: Ints
    record_no: Ints
    facts: list[_Fact]

    def of(self, groups: Ints) -> _Suspects:
        """Keep those of some groups."""
        kept = np.isin(self.group_no, groups)
        facts = [_Fact(f.codes[kept], f.width, f.clashes, f.groups) for f in self.facts]
        return _Suspects(self.group_no[kept], self.record_no[kept], facts)


@dataclass(frozen=True)
class _Carried:
    """Which record, by group and place, carries which value of which type."""

    group_no: Ints
    place: Ints
    type_no: Ints
    value_no: Ints

    def of(self, groups: Ints) -> _Carried:
        """Keep those of some groups."""
        return self.where(np.isin(self.group_no, groups))

    def where(self, kept: npt.NDArray[np.bool_]) -> _Carried:
        """Keep some."""
        return _Carried(
            self.group_no[kept], self.place[kept], self.type_no[kept], self.value_no[kept]
        )

    def rows(self, group_no: Ints) -> Ints:
        """Find the rows of suspects whose group numbers these are, sorted."""
        return np.searchsorted(group_no, self.group_no) + self.place


def _several(
    suspects: _Suspects, carried: _Carried, rules: list[CarefulRule], limits: dict[int, int]
) -> Regrouped:
    """Take the careful path for all small groups at once."""
    size = len(suspects.record_no)
    own = rounds.bits(rounds.place_within(suspects.group_no))
    against = [_against(suspects.group_no, fact, own) for fact in suspects.facts]
    limited = {t: _limited(suspects.group_no, carried, t) for t in limits}
    links = _links(suspects.group_no, carried, rules)
    found = rounds.settle(
        links, rounds.Sides(own.copy(), np.array(against), limited), rules, limits
    )
    first = np.full(size, np.iinfo(np.int64).max)
    np.minimum.at(first, found.root, suspects.record_no)
    told = (*REASONS, "limit")
    columns = (
        suspects.record_no[links.earlier[found.refused]],
        suspects.record_no[links.later[found.refused]],
        links.rule[found.refused],
        found.reason,
    )
    refusals = [
        Refusal(a, b, rule, told[reason])
        for a, b, rule, reason in zip(*(c.tolist() for c in columns), strict=True)
    ]
    return Regrouped(Groups(suspects.record_no, first[found.root]), refusals)


def _against(group_no: Ints, fact: _Fact, own: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Give every record the places in its group whose value of the fact contradicts its own."""
    known = np.flatnonzero(fact.codes >= 0)
    left, right = (known[side] for side in rounds.pairs_within(group_no[known]))
    clash = np.isin(fact.codes[left] * fact.width + fact.codes[right], fact.clashes)
    left, right = left[clash], right[clash]
    masks = np.concatenate([own[right], own[left]])
    return rounds.combined(len(group_no), np.concatenate([left, right]), masks)


def _limited(group_no: Ints, carried: _Carried, type_no: int) -> npt.NDArray[np.uint64]:
    """Give every record the bit of its value of a limited type."""
    mine = carried.where(carried.type_no == type_no)
    order = np.lexsort((mine.value_no, mine.group_no))
    group, value = mine.group_no[order], mine.value_no[order]
    fresh = np.diff(value, prepend=-1) != 0
    fresh |= np.diff(group, prepend=-1) != 0
    number = np.cumsum(fresh) - 1
    number -= number[np.searchsorted(group, group)]
    return rounds.combined(len(group_no), mine.rows(group_no)[order], rounds.bits(number))


def _links(group_no: Ints, carried: _Carried, rules: list[CarefulRule]) -> rounds.Links:
    """List every pair of records that share a value: by group, rule, later and earlier place."""
    earlier: list[Ints] = []
    later: list[Ints] = []
    for rule in rules:
        mine = carried.where(carried.type_no == rule.type_no)
        row = mine.rows(group_no)
        order = np.lexsort((row, mine.value_no, mine.group_no))
        value = mine.value_no[order]
        fresh = np.diff(value, prepend=-1) != 0
        fresh |= np.diff(mine.group_no[order], prepend=-1) != 0
        left, right = rounds.pairs_within(np.cumsum(fresh))
        earlier.append(row[order][left])
        later.append(row[order][right])
    rule_no = np.repeat(np.arange(len(rules)), [len(x) for x in later])
    a, b = np.concatenate(earlier), np.concatenate(later)
    order = np.lexsort((a, b, rule_no, group_no[b]))
    return rounds.Links(group_no[b][order], rule_no[order], b[order], a[order])


def _one_by_one(
    suspects: _Suspects,
    carried: _Carried,
    pinned: dict[int, list[tuple[int, int, bool]]],
    rules: list[CarefulRule],
    limits: dict[int, int],
) -> Regrouped:
    """Take the careful path for large groups and for those that people decided about."""
    values = _by_group(carried)
    codes = [f.codes.tolist() for f in suspects.facts]
    pairs = [
        set(f.clashes.tolist()) if len(suspects.record_no) else set[int]() for f in suspects.facts
    ]
    starts = np.flatnonzero(np.diff(suspects.group_no, prepend=suspects.group_no[:1] - 1)).tolist()
    ends = [*starts[1:], len(suspects.group_no)]
    records, roots, refusals = list[int](), list[int](), list[Refusal]()
    for start, end in zip(starts, ends, strict=True) if starts else ():
        number = int(suspects.group_no[start])
        group = Group(suspects.record_no[start:end].tolist(), pins=pinned.get(number, []))
        for fact, of_all, clashes in zip(suspects.facts, codes, pairs, strict=True):
            _add_fact(group, of_all[start:end], fact.width, clashes)
        _add_values(group, values.get(number, {}), rules, limits)
        places, refused = careful(group, rules, limits)
        first: dict[int, int] = {}
        for place, root in enumerate(places):
            first[root] = min(first.get(root, group.records[place]), group.records[place])
        records += group.records
        roots += [first[root] for root in places]
        refusals += refused
    return Regrouped(Groups(np.array(records, np.int64), np.array(roots, np.int64)), refusals)


def _rules(identity: Identity) -> list[CarefulRule]:
    return [
        CarefulRule(identity.types.index(r.match[0]), tuple(map(REASONS.index, r.unless)))
        for r in identity.rules
    ]


def _fact(
    group_no: Ints, column: pa.ChunkedArray, contradicts: Callable[[pa.Array, pa.Array], object]
) -> _Fact:
    """Find which distinct values of a fact contradict each other inside one group."""
    encoded = column.combine_chunks().dictionary_encode()
    codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    present = codes >= 0
    width = max(len(encoded.dictionary), 1)
    held = np.unique(_dense(group_no[present]) * width + codes[present])
    group, code = held // width, held % width
    left, right = rounds.pairs_within(group)
    distinct, inverse = np.unique(code[left] * width + code[right], return_inverse=True)
    a, b = distinct // width, distinct % width
    clash = np.zeros(0, np.bool_)
    if len(a):
        values = encoded.dictionary
        clash = np.asarray(contradicts(values.take(_array(a)), values.take(_array(b))))
    groups = np.unique(group_no[present])[group[left][clash[inverse]]]
    clashes = np.concatenate([distinct[clash], (b * width + a)[clash]])
    return _Fact(codes, width, clashes, groups)


def _dense(values: Ints) -> Ints:
    return np.unique(values, return_inverse=True)[1].astype(np.int64)


def _over_limit(carried: _Carried, limits: dict[int, int]) -> Ints:
    found = [np.empty(0, np.int64)]
    for type_no, most in limits.items():
        mine = carried.where(carried.type_no == type_no)
        held = np.unique(np.stack([mine.group_no, mine.value_no]), axis=1)[0]
        groups, counts = np.unique(held, return_counts=True)
        found.append(groups[counts > most])
    return np.concatenate(found)


def _pins(
    pins: pa.Table, record_no: Ints, group_no: Ints
) -> dict[int, list[tuple[int, int, bool]]]:
    """Sort pins into the groups of suspects, as places."""
    if not pins.num_rows:
        return {}
    position = dict(zip(record_no.tolist(), range(len(record_no)), strict=True))
    starts = {int(g): int(s) for g, s in zip(*np.unique(group_no, return_index=True), strict=True)}
    found: defaultdict[int, list[tuple[int, int, bool]]] = defaultdict(list)
    for pin in pins.to_pylist():
        a, b = position.get(pin["record_a"]), position.get(pin["record_b"])
        if a is None or b is None or group_no[a] != group_no[b]:
            continue
        number = int(group_no[a])
        low, high = sorted((a - starts[number], b - starts[number]))
        found[number].append((low, high, bool(pin["same"])))
    return dict(found)


def _by_group(carried: _Carried) -> dict[int, dict[tuple[int, int], list[int]]]:
    """Give group → (type, value) → places, ascending."""
    found: dict[int, dict[tuple[int, int], list[int]]] = {}
    order = np.argsort(carried.place, kind="stable")
    columns = (carried.group_no, carried.type_no, carried.value_no, carried.place)
    for group, type_no, value, place in zip(*(c[order].tolist() for c in columns), strict=True):
        found.setdefault(group, {}).setdefault((type_no, value), []).append(place)
    return found


def _add_fact(group: Group, codes: list[int], width: int, clashes: set[int]) -> None:
    distinct = {code: 1 << n for n, code in enumerate(dict.fromkeys(c for c in codes if c >= 0))}
    against = {
        a: sum(bit for b, bit in distinct.items() if a * width + b in clashes) for a in distinct
    }
    group.facts.append([distinct.get(c, 0) for c in codes])
    group.conflicts.append([against.get(c, 0) for c in codes])


def _add_values(
    group: Group,
    carried: dict[tuple[int, int], list[int]],
    rules: list[CarefulRule],
    limits: dict[int, int],
) -> None:
    for type_no in limits:
        group.limited[type_no] = [0] * len(group.records)
    bits: defaultdict[int, int] = defaultdict(int)
    for (type_no, _), places in sorted(carried.items()):
        if type_no in limits:
            for place in places:
                group.limited[type_no][place] |= 1 << bits[type_no]
            bits[type_no] += 1
        group.values += [
            (n, places)
            for n, rule in enumerate(rules)
            if rule.type_no == type_no and len(places) > 1
        ]


def _ints(column: pa.ChunkedArray) -> Ints:
    return column.combine_chunks().to_numpy(zero_copy_only=False).astype(np.int64)


def _array(values: object) -> pa.Array:
    import pyarrow as pa

    return pa.array(sorted(values) if isinstance(values, set) else values, pa.int64())
