"""What holds a group of records together: its links, its bridges, the shortest way through it.

Pure functions on one group at a time. A record is a *place*, its rank in order of observation; a
*kind* is the number of its facts (name, birth date): records of one kind never contradict.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    Permits = Callable[[str, int, int], str | None]


@dataclass(frozen=True)
class Tie:
    """One identifier value, or one pin, and the places of the records that have it, ascending."""

    type: str
    value: str
    places: tuple[int, ...]


@dataclass(frozen=True)
class Link:
    """Two records that a tie joins, and the rule by which it does; the way goes `start` → `end`."""

    start: int
    end: int
    rule: str
    tie: Tie


@dataclass(frozen=True)
class Knot:
    """The part of a tie's records that it joins with one another, as a tree of links."""

    tie: Tie
    places: tuple[int, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Piece:
    """What a group falls into: how many records, and the place of the first of them."""

    records: int
    first: int


def knots(ties: Sequence[Tie], kinds: Sequence[int], permits: Permits) -> list[Knot]:
    """Find the links that each tie makes: as few as join all the records that it joins.

    `permits(type, kind, kind)` names the strongest rule that links two records of these kinds by a
    value of that type, None where each rule forbids it. Links are taken in order of their later
    record, then the earlier one. A tie whose records contradict each other may make several knots.
    """
    return [knot for tie in ties for knot in _knots_of(tie, kinds, permits)]


def _knots_of(tie: Tie, kinds: Sequence[int], permits: Permits) -> Iterator[Knot]:
    root = {place: place for place in tie.places}

    def find(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    links: list[Link] = []
    firsts: dict[int, int] = {}
    for place in tie.places:
        for kind, first in firsts.items():
            rule = permits(tie.type, kind, kinds[place])
            if rule is not None and find(first) != find(place):
                low, high = sorted((find(first), find(place)))
                root[high] = low
                links.append(Link(first, place, rule, tie))
        firsts.setdefault(kinds[place], place)
    for start in sorted({find(link.start) for link in links}):
        places = tuple(p for p in tie.places if find(p) == start)
        yield Knot(tie, places, tuple(x for x in links if find(x.start) == start))


def bridges(size: int, groups: Sequence[Sequence[int]]) -> dict[int, list[Piece]]:
    """Find the groups of places whose loss would part records that are together.

    `groups[n]` are the places, of 0 to `size`, that knot n joins. Gives n → the pieces that would
    be left of what it holds together. Places and groups are the two sides of one graph, whose cut
    vertices Hopcroft and Tarjan's depth-first search finds in one pass, here without recursion.
    """
    beside: list[list[int]] = [[] for _ in range(size)]
    for number, places in enumerate(groups):
        for place in places:
            beside[place].append(size + number)
    search = _Search(size, [*beside, *(list(g) for g in groups)])
    found: dict[int, list[Piece]] = {}
    for start in range(size):
        if search.order[start] < 0:
            for node, pieces in search.from_(start).items():
                rest = search.records[start] - sum(p.records for p in pieces)
                found[node - size] = [Piece(rest, start), *pieces]
    return dict(sorted(found.items()))


class _Search:
    """A depth-first search that notes, for each vertex, how far back its descendants reach."""

    def __init__(self, size: int, beside: list[list[int]]) -> None:
        self.size = size
        self.beside = beside
        self.order = [-1] * len(beside)
        self.low = [0] * len(beside)
        self.records = [int(v < size) for v in range(len(beside))]
        self.first = [min(size, v) for v in range(len(beside))]
        self.count = 0

    def _enter(self, vertex: int) -> tuple[int, Iterator[int]]:
        self.order[vertex] = self.low[vertex] = self.count
        self.count += 1
        return vertex, iter(self.beside[vertex])

    def from_(self, start: int) -> dict[int, list[Piece]]:
        """Search from a place; gives the groups that are cut vertices, with what hangs on them."""
        cut: dict[int, list[Piece]] = {}
        path = [self._enter(start)]
        while path:
            vertex, others = path[-1]
            parent = path[-2][0] if len(path) > 1 else -1
            for other in others:
                if self.order[other] < 0:
                    path.append(self._enter(other))
                    break
                if other != parent:
                    self.low[vertex] = min(self.low[vertex], self.order[other])
            else:
                path.pop()
                if path:
                    self._leave(vertex, parent, cut)
        return cut

    def _leave(self, vertex: int, parent: int, cut: dict[int, list[Piece]]) -> None:
        self.low[parent] = min(self.low[parent], self.low[vertex])
        self.records[parent] += self.records[vertex]
        self.first[parent] = min(self.first[parent], self.first[vertex])
        if parent >= self.size and self.low[vertex] >= self.order[parent]:
            cut.setdefault(parent, []).append(Piece(self.records[vertex], self.first[vertex]))


def shortest(
    ties: Sequence[Tie],
    kinds: Sequence[int],
    permits: Permits,
    starts: Collection[int],
    ends: Collection[int],
) -> list[Link] | None:
    """Find a chain of the fewest links from any start to any end; None when there is none.

    Of equally short chains the one whose ties stand first in `ties` is taken.
    """
    carried: dict[int, list[int]] = {}
    for number, tie in enumerate(ties):
        for place in tie.places:
            carried.setdefault(place, []).append(number)
    came: dict[int, Link | None] = dict.fromkeys(sorted(starts))
    waiting, tried = deque(came), set[tuple[int, int]]()
    while waiting:
        place = waiting.popleft()
        if place in ends:
            return _way(came, place)
        for number in carried.get(place, ()):
            if (number, kinds[place]) in tried:  # a record of this kind has gone all these ways
                continue
            tried.add((number, kinds[place]))
            for link in _steps(ties[number], place, kinds, permits):
                if link.end not in came:
                    came[link.end] = link
                    waiting.append(link.end)
    return None


def _steps(tie: Tie, place: int, kinds: Sequence[int], permits: Permits) -> Iterator[Link]:
    for other in tie.places:
        rule = permits(tie.type, kinds[place], kinds[other])
        if rule is not None:
            yield Link(place, other, rule, tie)


def _way(came: dict[int, Link | None], place: int) -> list[Link]:
    way: list[Link] = []
    link = came[place]
    while link is not None:
        way.append(link)
        link = came[link.start]
    return way[::-1]
