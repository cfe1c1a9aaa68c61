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

from cdp.identity import compare
from cdp.identity.resolve import REASONS, CarefulRule, Group, Groups, Refusal, careful

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
    pairs: set[tuple[int, int]]
    groups: set[int]
    """Group numbers that hold a contradicting pair."""


def regroup(suspects: pa.Table, values: pa.Table, pins: pa.Table, identity: Identity) -> Regrouped:
    """Split groups of suspects where links must be refused.

    `suspects`: group_no, place, record_no, name_key, born, sorted in any order; `values`:
    group_no, place, type_no, value_no; `pins`: record_a, record_b, same.
    """
    suspects = suspects.sort_by([("group_no", "ascending"), ("place", "ascending")])
    group_no = _ints(suspects["group_no"])
    record_no = _ints(suspects["record_no"])
    comparers = compare.comparers(identity.comparers)
    names = _fact(group_no, suspects["name_key"], comparers[REASONS[0]])
    births = _fact(group_no, suspects["born"], comparers[REASONS[1]])
    limits = {identity.types.index(t): most for t, most in identity.limits.items()}
    pinned = _pins(
        pins, dict(zip(record_no.tolist(), range(len(record_no)), strict=True)), group_no
    )
    doubtful = names.groups | births.groups | set(pinned) | _over_limit(values, limits)
    if not doubtful:
        return Regrouped(Groups(record_no[:0], group_no[:0]), [])
    chosen = np.isin(group_no, np.fromiter(doubtful, np.int64))
    starts = np.flatnonzero(np.diff(group_no, prepend=group_no[:1] - 1))
    wanted = [(int(group_no[s]), int(s)) for s in starts if chosen[s]]
    ends = dict(zip(starts.tolist(), [*starts[1:].tolist(), len(group_no)], strict=True))
    relevant = np.isin(_ints(values["group_no"]), np.fromiter(doubtful, np.int64))
    carried = _carried(values.filter(relevant))
    rules = _rules(identity)
    records, roots, refusals = [], [], list[Refusal]()
    numbers, name_codes, birth_codes = (
        record_no.tolist(),
        names.codes.tolist(),
        births.codes.tolist(),
    )
    for number, start in wanted:
        end = ends[start]
        group = Group(numbers[start:end], pins=pinned.get(number, []))
        _add_fact(group, name_codes[start:end], names.pairs)
        _add_fact(group, birth_codes[start:end], births.pairs)
        _add_values(group, carried.get(number, {}), rules, limits)
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
    dense_groups = np.unique(group_no[present])
    group, code = held // width, held % width
    left, right = _pairs_within(group)
    if not len(left):
        return _Fact(codes, set(), set())
    pair_keys = code[left] * width + code[right]
    distinct, inverse = np.unique(pair_keys, return_inverse=True)
    a, b = distinct // width, distinct % width
    clash = np.asarray(
        contradicts(encoded.dictionary.take(_array(a)), encoded.dictionary.take(_array(b)))
    )
    pairs = set(zip(a[clash].tolist(), b[clash].tolist(), strict=True))
    pairs |= {(y, x) for x, y in pairs}
    groups = set(dense_groups[group[left][clash[inverse]]].tolist())
    return _Fact(codes, pairs, groups)


def _dense(values: Ints) -> Ints:
    return np.unique(values, return_inverse=True)[1].astype(np.int64)


def _pairs_within(group: Ints) -> tuple[Ints, Ints]:
    """Give the index pairs (i < j) of all elements that share a group; `group` is sorted."""
    if not len(group):
        return group, group
    starts = np.flatnonzero(np.diff(group, prepend=group[0] - 1))
    sizes = np.diff(np.append(starts, len(group)))
    place = np.arange(len(group)) - np.repeat(starts, sizes)
    right = np.repeat(np.arange(len(group)), place)
    offset = np.arange(len(right)) - np.repeat(np.cumsum(place) - place, place)
    left = np.repeat(np.repeat(starts, sizes), place) + offset
    return left, right


def _over_limit(values: pa.Table, limits: dict[int, int]) -> set[int]:
    found: set[int] = set()
    for type_no, most in limits.items():
        mine = values.filter(_ints(values["type_no"]) == type_no)
        counted = mine.group_by("group_no").aggregate([("value_no", "count_distinct")])
        over = np.asarray(counted["value_no_count_distinct"]) > most
        found |= set(np.asarray(counted["group_no"])[over].tolist())
    return found


def _pins(
    pins: pa.Table, position: dict[int, int], group_no: Ints
) -> dict[int, list[tuple[int, int, bool]]]:
    """Sort pins into the groups of suspects, as places."""
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


def _carried(values: pa.Table) -> dict[int, dict[tuple[int, int], list[int]]]:
    """Give group → (type, value) → places, ascending."""
    values = values.sort_by([("place", "ascending")])
    found: defaultdict[int, defaultdict[tuple[int, int], list[int]]] = defaultdict(
        lambda: defaultdict(list)
    )
    columns = (values[c].to_pylist() for c in ("group_no", "place", "type_no", "value_no"))
    for group, place, type_no, value in zip(*columns, strict=True):
        found[group][type_no, value].append(place)
    return dict(found)  # pyright: ignore[reportReturnType]


def _add_fact(group: Group, codes: list[int], pairs: set[tuple[int, int]]) -> None:
    distinct = {code: 1 << n for n, code in enumerate(dict.fromkeys(c for c in codes if c >= 0))}
    against = {a: sum(bit for b, bit in distinct.items() if (a, b) in pairs) for a in distinct}
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
