"""Union-find over places, numbers from 0: which of them are together so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class DisjointSets:
    """Sets of places, each under its root, the smallest place in it."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def root_of(self, place: int) -> int:
        """Return the root of the set that holds a place."""
        above = self._above
        while above[place] != place:
            above[place] = above[above[place]]
            place = above[place]
        return place

    def join_roots(self, a: int, b: int) -> int:
        """Make one set of two, given by their roots; returns the root it has then."""
        low, high = (a, b) if a < b else (b, a)
        self._above[high] = low
        return low

    def roots(self) -> list[int]:
        """Return the root of every place."""
        return [self.root_of(place) for place in range(len(self._above))]


def join_all(size: int, pairs: Iterable[tuple[int, int]]) -> DisjointSets:
    """Join the two places of every pair."""
    sets = DisjointSets(size)
    for a, b in pairs:
        sets.join_roots(sets.root_of(a), sets.root_of(b))
    return sets
