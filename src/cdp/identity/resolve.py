"""Which records are one person: plain components first, the careful path only where needed.

Pure functions on arrays of record numbers; nothing here touches a database.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]
    Places = npt.NDArray[np.int32]


REASONS = ("different_name", "different_birth_date")
"""Contradictions by the number of the fact they are about: 0 the name, 1 the birth date."""


@dataclass(frozen=True)
class Groups:
    """Records that have company: `record_no`, and `group_no`, the smallest number in its group."""

    record_no: Ints
    group_no: Ints


def components(left: Ints, right: Ints) -> Groups:
    """Find connected components of links; records without a link do not appear.

    Links are pairs of record numbers of any size; chains may be as long as they like.
    """
    if not len(left):
        empty = np.empty(0, np.int64)
        return Groups(empty, empty)
    low = int(min(left.min(), right.min()))
    high = int(max(left.max(), right.max())) + 1
    present = np.zeros(high - low, np.bool_)
    present[left - low] = True
    present[right - low] = True
    nodes = np.flatnonzero(present)
    place = np.zeros(high - low, np.int32)
    place[nodes] = np.arange(len(nodes), dtype=np.int32)
    label = (_few if len(left) <= FEW else _many)(place[left - low], place[right - low], len(nodes))
    return Groups(nodes + low, nodes[label] + low)


FEW = 100_000
"""Links for which loading scipy takes longer than finding their components without it."""


def _many(left: Places, right: Places, size: int) -> Places:
    """Give the least place in the component of each place."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    graph = coo_array((np.ones(len(left), np.bool_), (left, right)), shape=(size, size))
    count, label = connected_components(graph, directed=False)
    first = np.full(count, size, np.int32)
    np.minimum.at(first, label, np.arange(size, dtype=np.int32))
    return first[label]


def _few(left: Places, right: Places, size: int) -> Places:
    """Give the same by handing the lesser label over every link until none changes."""
    label = np.arange(size, dtype=np.int32)
    while True:
        least = np.minimum(label[left], label[right])
        before = label.copy()
        np.minimum.at(label, label[left], least)
        np.minimum.at(label, label[right], least)
        label = label[label]
        if np.array_equal(label, before):
            return label


@dataclass(frozen=True)
class Refusal:
    """A link that was not taken: the two records, the rule, and what stood against it."""

    record_a: int
    record_b: int
    rule: int
    reason: str


@dataclass(frozen=True)
class CarefulRule:
    """A rule inside the careful path: its identifier type, and the facts that may forbid it."""

    type_no: int
    unless: tuple[int, ...]
    """Indexes of the facts whose contradictions forbid it, as in `REASONS`."""


@dataclass
class Group:
    """A group that may hold a refusal, its records in order of observation (small: tens).

    `facts[f][i]` is the bit of record i's value of fact f (0 for none) and `conflicts[f][i]` the
    bits of values that contradict it; `limited[t][i]` is the bit of its value of a limited type.
    """

    records: list[int]
    values: list[tuple[int, list[int]]] = field(default_factory=list[tuple[int, list[int]]])
    """(rule, places of the records that carry one value, ascending)."""
    facts: list[list[int]] = field(default_factory=list[list[int]])
    conflicts: list[list[int]] = field(default_factory=list[list[int]])
    limited: dict[int, list[int]] = field(default_factory=dict[int, list[int]])
    pins: list[tuple[int, int, bool]] = field(default_factory=list[tuple[int, int, bool]])
    """(place, place, same?) decisions of people."""


class _State:
    """Union-find over a group's places whose roots carry the masks of all their members."""

    def __init__(self, group: Group) -> None:
        size = len(group.records)
        self.root = list(range(size))
        self.members = [1 << i for i in range(size)]
        self.facts = [list(f) for f in group.facts]
        self.conflicts = [list(c) for c in group.conflicts]
        self.limited = {t: list(v) for t, v in group.limited.items()}
        self.apart = [0] * size
        for a, b, same in group.pins:
            if not same:
                self.apart[a] |= 1 << b
                self.apart[b] |= 1 << a

    def find(self, place: int) -> int:
        root = self.root
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    def join(self, a: int, b: int) -> None:
        low, high = (a, b) if a < b else (b, a)
        self.root[high] = low
        carried = (self.members, self.apart, *self.facts, *self.conflicts, *self.limited.values())
        for masks in carried:
            masks[low] |= masks[high]

    def pinned_apart(self, a: int, b: int) -> bool:
        return bool(self.apart[a] & self.members[b])

    def against(
        self, a: int, b: int, unless: tuple[int, ...], limits: dict[int, int]
    ) -> str | None:
        if self.pinned_apart(a, b):
            return "pinned apart"
        for fact in unless:
            if self.conflicts[fact][a] & self.facts[fact][b]:
                return REASONS[fact]
        for kind, most in limits.items():
            if (self.limited[kind][a] | self.limited[kind][b]).bit_count() > most:
                return "limit"
        return None


def careful(
    group: Group, rules: Sequence[CarefulRule], limits: dict[int, int]
) -> tuple[list[int], list[Refusal]]:
    """Take a group's links in order and refuse those that would join a contradiction.

    Order: pins, then rules, then by when the later of the two records was observed, then the
    earlier one. A link is refused if the two sides together would break a limit, or hold a pair,
    one on each side, that contradicts or is pinned apart. Gives each record's root place, and the
    refusals that still stand between two different roots at the end.
    """
    state = _State(group)
    for a, b, same in sorted(group.pins):
        x, y = state.find(a), state.find(b)
        if same and x != y and not state.pinned_apart(x, y):
            state.join(x, y)
    refused: list[tuple[int, int, int, str]] = []
    for rule, b, a in _links(group):
        x, y = state.find(a), state.find(b)
        if x == y:
            continue
        reason = state.against(x, y, rules[rule].unless, limits)
        if reason is None:
            state.join(x, y)
        else:
            refused.append((a, b, rule, reason))
    roots = [state.find(i) for i in range(len(group.records))]
    standing = [
        Refusal(group.records[a], group.records[b], rule, reason)
        for a, b, rule, reason in refused
        if roots[a] != roots[b]
    ]
    return roots, standing


def _links(group: Group) -> list[tuple[int, int, int]]:
    """List every pair of records that share a value, as (rule, later place, earlier place)."""
    links = {
        (rule, places[j], places[i])
        for rule, places in group.values
        for j in range(1, len(places))
        for i in range(j)
    }
    return sorted(links)
