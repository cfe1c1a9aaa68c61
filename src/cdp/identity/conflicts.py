"""Conflict resolution: split the groups of candidates where links must be refused.

A *conflict candidate* is a record of a group whose names, birth dates or limited identifiers are
not all alike. Most are harmless ("R Sharma" beside "Rohan Sharma"), and comparing the distinct
pairs of values once for all groups shows which are not; only those are resolved.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields
from typing import TYPE_CHECKING

import numpy as np

from cdp.identity.candidates import (
    Candidates,
    CarriedValues,
    Refusals,
    ResolvedConflicts,
    encode_fact,
    match_rules,
)
from cdp.identity.comparers import load_comparers
from cdp.identity.components import Groups
from cdp.identity.large_groups import resolve_each_group
from cdp.identity.link_rule import FACTS
from cdp.identity.small_groups import MOST_RECORDS, resolve_small_groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import numpy.typing as npt
    import pyarrow as pa

    from cdp.identity.large_groups import PlacePin
    from cdp.project.identity import Identity

    Ints = npt.NDArray[np.int64]

CHUNK_RECORDS = 200_000
"""Candidates that are resolved at a time: enough to fill arrays, few enough for any memory."""


def cut_into_ranges(
    sizes: Iterable[pa.RecordBatch], most: int = CHUNK_RECORDS
) -> Iterator[tuple[int, int]]:
    """Cut groups into ranges of `most` records at the most; a larger group is a range of its own.

    `sizes` streams group_no and records, sorted by group_no. Yields the first and the last group
    number of each range.
    """
    first = last = held = 0
    for batch in sizes:
        columns = (batch.column(name).to_pylist() for name in ("group_no", "records"))
        for group_no, records in zip(*columns, strict=True):
            if held and held + records > most:
                yield first, last
                held = 0
            first = group_no if not held else first
            last = group_no
            held += records
    if held:
        yield first, last


def resolve_conflicts(
    candidates: pa.Table,
    values: pa.Table,
    pins: pa.Table,
    identity: Identity,
    most_records: int = MOST_RECORDS,
) -> ResolvedConflicts:
    """Split groups of candidates where links must be refused; whole groups, any number of them.

    Groups of up to `most_records` (64 at most) are resolved all at once, larger ones each alone.

    `candidates`: group_no, place, record_no, name_key, born, sorted by the first two; `values`:
    group_no, place, type_no, value_no, in any order; `pins`: record_a, record_b, same.
    """
    limits = {identity.types.index(t): most for t, most in identity.limits.items()}
    rules = match_rules(identity)
    found, clashing = _read_candidates(candidates, identity)
    carried = CarriedValues(
        *(_int_array(values[c]) for c in ("group_no", "place", "type_no", "value_no"))
    )
    pinned = _pins_by_group(pins, found.record_no, found.group_no)
    alone = np.array(sorted(pinned), np.int64)
    conflicting = np.unique(np.concatenate([clashing, alone, _over_limit(carried, limits)]))
    groups, sizes = np.unique(found.group_no, return_counts=True)
    small = np.setdiff1d(conflicting, np.union1d(alone, groups[sizes > most_records]))
    large = np.setdiff1d(conflicting, small)
    return _join_resolved(
        resolve_small_groups(found.of_groups(small), carried.of_groups(small), rules, limits),
        resolve_each_group(found.of_groups(large), carried.of_groups(large), pinned, rules, limits),
    )


def _read_candidates(candidates: pa.Table, identity: Identity) -> tuple[Candidates, Ints]:
    """Read candidates into arrays; returns the groups with a contradiction, too."""
    group_no, record_no = (_int_array(candidates[c]) for c in ("group_no", "record_no"))
    contradict = load_comparers(identity.comparers)
    encoded = [
        encode_fact(group_no, candidates[column], contradict[fact])
        for column, fact in zip(("name_key", "born"), FACTS, strict=True)
    ]
    found = Candidates(group_no, record_no, tuple(fact for fact, _ in encoded))
    return found, np.concatenate([groups for _, groups in encoded])


def _join_resolved(a: ResolvedConflicts, b: ResolvedConflicts) -> ResolvedConflicts:
    groups = zip(_columns_of(a.groups), _columns_of(b.groups), strict=True)
    refusals = zip(_columns_of(a.refusals), _columns_of(b.refusals), strict=True)
    return ResolvedConflicts(
        Groups(*map(np.concatenate, groups)), Refusals(*map(np.concatenate, refusals))
    )


def _columns_of(of: Groups | Refusals) -> list[Ints]:
    return [getattr(of, f.name) for f in fields(of)]


def _over_limit(carried: CarriedValues, limits: Mapping[int, int]) -> Ints:
    """Return the groups with more values of a type than it may have."""
    found = [np.empty(0, np.int64)]
    for type_no, most in limits.items():
        mine = carried.of_type(type_no)
        held = np.unique(np.stack([mine.group_no, mine.value_no]), axis=1)[0]
        groups, counts = np.unique(held, return_counts=True)
        found.append(groups[counts > most])
    return np.concatenate(found)


def _pins_by_group(pins: pa.Table, record_no: Ints, group_no: Ints) -> dict[int, list[PlacePin]]:
    """Sort pins into the groups of candidates, with places for records."""
    if not pins.num_rows or not len(record_no):
        return {}
    order = np.argsort(record_no)
    rows: list[Ints] = []
    for side in ("record_a", "record_b"):
        wanted = _int_array(pins[side])
        found = order[np.searchsorted(record_no, wanted, sorter=order).clip(max=len(order) - 1)]
        rows.append(np.where(record_no[found] == wanted, found, -1))
    a, b = np.minimum(*rows), np.maximum(*rows)
    same = pins["same"].to_pylist()
    pinned: defaultdict[int, list[PlacePin]] = defaultdict(list)
    for pin in np.flatnonzero((a >= 0) & (group_no[a] == group_no[b])).tolist():
        group = int(group_no[a[pin]])
        start = int(np.searchsorted(group_no, group))
        pinned[group].append((int(a[pin]) - start, int(b[pin]) - start, bool(same[pin])))
    return dict(pinned)


def _int_array(column: pa.ChunkedArray) -> Ints:
    return column.combine_chunks().to_numpy(zero_copy_only=False).astype(np.int64)
