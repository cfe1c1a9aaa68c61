"""The careful path for many small groups at once: every round takes the next link of each group.

Says exactly what `cdp.identity.resolve.careful` says; groups do not touch each other, so the order
among them does not matter. A side is a bit mask of places inside its group, hence small groups.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from cdp.identity.resolve import CarefulRule

    Ints = npt.NDArray[np.int64]
    Masks = npt.NDArray[np.uint64]

MOST_RECORDS = 32
"""Larger groups are rare, and a round costs much the same however few groups have links left."""


@dataclass(frozen=True)
class Links:
    """Links in the order in which each group takes them; records are rows, sorted by group."""

    group: Ints
    rule: Ints
    later: Ints
    earlier: Ints


@dataclass(frozen=True)
class Sides:
    """What a record's side is up against; a root's masks come to hold those of all its members."""

    members: Masks
    against: Masks
    """By fact and record: the places whose records contradict."""
    limited: dict[int, Masks]
    """By limited type: a bit a value."""


@dataclass(frozen=True)
class Outcome:
    """The root of every record; the links that were refused, by index, and why.

    A reason is the number of a fact, or the number of facts where it was a limit.
    """

    root: Ints
    refused: Ints
    reason: Ints


def settle(
    links: Links, sides: Sides, rules: Sequence[CarefulRule], limits: dict[int, int]
) -> Outcome:
    """Take the links in order, refuse those that would join a contradiction or break a limit.

    Changes the masks of `sides`.
    """
    unless = _unless(rules)
    root = np.arange(len(sides.members))
    reason = np.full(len(links.group), -1)
    for every in _rounds(links.group):
        a, b = _find(root, links.earlier[every]), _find(root, links.later[every])
        two = a != b
        row, low, high = every[two], np.minimum(a, b)[two], np.maximum(a, b)[two]
        reason[row] = _reasons(sides, low, high, unless[links.rule[row]], limits)
        free = reason[row] < 0
        _join(root, sides, low[free], high[free])
    root = _find(root, np.arange(len(root)))
    refused = np.flatnonzero((reason >= 0) & (root[links.earlier] != root[links.later]))
    return Outcome(root, refused, reason[refused])


def _unless(rules: Sequence[CarefulRule]) -> Ints:
    """Give the facts of each rule in its order, filled up with -1."""
    width = max((len(r.unless) for r in rules), default=0)
    rows = [[*r.unless, *[-1] * (width - len(r.unless))] for r in rules]
    return np.array(rows, np.int64).reshape(len(rules), width)


def _rounds(group: Ints) -> list[Ints]:
    """Give the indexes of every group's first link, then of every group's second one, and so on."""
    if not len(group):
        return []
    place = place_within(group)
    return np.split(np.argsort(place, kind="stable"), np.cumsum(np.bincount(place))[:-1])


def _find(root: Ints, records: Ints) -> Ints:
    found = root[records]
    while True:
        above = root[found]
        if np.array_equal(above, found):
            return found
        found = above


def _reasons(sides: Sides, a: Ints, b: Ints, unless: Ints, limits: dict[int, int]) -> Ints:
    """Say for every two sides what stands against their union, -1 for nothing."""
    found = np.full(len(a), -1)
    for kind, most in limits.items():
        masks = sides.limited[kind]
        found[np.bitwise_count(masks[a] | masks[b]) > most] = len(sides.against)
    for fact in unless.T[::-1]:  # the first one is the reason that is told
        met = (fact >= 0) & ((sides.against[fact, a] & sides.members[b]) != 0)
        found[met] = fact[met]
    return found


def _join(root: Ints, sides: Sides, low: Ints, high: Ints) -> None:
    root[high] = low
    for masks in (sides.members, *sides.against, *sides.limited.values()):
        masks[low] |= masks[high]


def place_within(group: Ints) -> Ints:
    """Number the elements of every group from 0; `group` is sorted."""
    starts = np.flatnonzero(np.diff(group, prepend=group[:1] - 1))
    return np.arange(len(group)) - np.repeat(starts, np.diff(np.append(starts, len(group))))


def pairs_within(group: Ints) -> tuple[Ints, Ints]:
    """Give the index pairs (i < j) of all elements that share a group; `group` is sorted."""
    place = place_within(group)
    right = np.repeat(np.arange(len(group)), place)
    first = np.arange(len(group)) - place
    left = first[right] + np.arange(len(right)) - np.repeat(np.cumsum(place) - place, place)
    return left, right


def bits(place: Ints) -> Masks:
    """Give the mask of each place."""
    return np.left_shift(np.uint64(1), place.astype(np.uint64))


def combined(size: int, index: Ints, masks: Masks) -> Masks:
    """Join the masks of each index."""
    found = np.zeros(size, np.uint64)
    np.bitwise_or.at(found, index, masks)
    return found
