"""What holds a group of records together: its links, its bridges, the shortest way through it.

Pure functions on one group at a time. A record is a *place*, its rank in order of observation; a
*kind* is the number of its facts (name, birth date): records of one kind never contradict.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdp.identity.disjoint_sets import DisjointSets

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    LinkingRule = Callable[[str, int, int], str | None]


@dataclass(frozen=True)
class LinkSource:
    """One identifier value, or one pin, and the places of the records that have it, ascending."""

    type: str
    value: str
    places: tuple[int, ...]


@dataclass(frozen=True)
class Link:
    """Two records that a source joins, on the way from `start` to `end`, and the rule by which."""

    start: int
    end: int
    rule: str
    source: LinkSource


@dataclass(frozen=True)
class LinkedRecords:
    """The records that one source joins with one another, by a tree of links."""

    source: LinkSource
    places: tuple[int, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Piece:
    """What a group falls into: how many records, and the place of the first of them."""

    records: int
    first: int


def link_records(
    sources: Sequence[LinkSource], kinds: Sequence[int], rule_for: LinkingRule
) -> list[LinkedRecords]:
    """Find the links that each source makes: as few as join all the records that it joins.

    `rule_for(type, kind, kind)` names the strongest rule that links two records of these kinds by a
    value of that type, None where each rule forbids it. Links are taken in order of their later
    record, then the earlier one. A source whose records contradict each other may join several
    sets of records.
    """
    return [linked for source in sources for linked in _link_by_source(source, kinds, rule_for)]


def _link_by_source(
    source: LinkSource, kinds: Sequence[int], rule_for: LinkingRule
) -> Iterator[LinkedRecords]:
    places = source.places
    sets, links = DisjointSets(len(places)), list[Link]()
    firsts: dict[int, int] = {}  # kind → index of its first record
    for index, place in enumerate(places):
        for kind, first in firsts.items():
            rule = rule_for(source.type, kind, kinds[place])
            a, b = sets.root_of(first), sets.root_of(index)
            if rule is not None and a != b:
                sets.join_roots(a, b)
                links.append(Link(places[first], place, rule, source))
        firsts.setdefault(kinds[place], index)
    root = dict(zip(places, sets.roots(), strict=True))
    for start in sorted({root[link.start] for link in links}):
        yield LinkedRecords(
            source,
            tuple(p for p in places if root[p] == start),
            tuple(x for x in links if root[x.start] == start),
        )


def find_bridges(size: int, groups: Sequence[Sequence[int]]) -> dict[int, list[Piece]]:
    """Find the groups of places whose loss would part records that are together.

    `groups[n]` are the places, of 0 to `size`, that are joined by n. Returns n → the pieces that
    would be left of what it holds together. Places and groups are the two sides of one graph, whose
    cut vertices Hopcroft and Tarjan's depth-first search finds in one pass, here without recursion.
    """
    beside: list[list[int]] = [[] for _ in range(size)]
    for number, places in enumerate(groups):
        for place in places:
            beside[place].append(size + number)
    search = _Search(size, [*beside, *(list(g) for g in groups)])
    found: dict[int, list[Piece]] = {}
    for start in range(size):
        if search.order[start] < 0:
            for node, pieces in search.search_from(start).items():
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

    def search_from(self, start: int) -> dict[int, list[Piece]]:
        """Search from a place; returns the groups that are cut vertices, and what hangs on them."""
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


def find_shortest_chain(
    sources: Sequence[LinkSource],
    kinds: Sequence[int],
    rule_for: LinkingRule,
    starts: Collection[int],
    ends: Collection[int],
) -> list[Link] | None:
    """Find a chain of the fewest links from any start to any end; None when there is none.

    Of equally short chains the one whose sources stand first in `sources` is taken.
    """
    carried: dict[int, list[int]] = {}
    for number, source in enumerate(sources):
        for place in source.places:
            carried.setdefault(place, []).append(number)
    came: dict[int, Link | None] = dict.fromkeys(sorted(starts))
    waiting, tried = deque(came), set[tuple[int, int]]()
    while waiting:
        place = waiting.popleft()
        if place in ends:
            return _links_to(came, place)
        for number in carried.get(place, ()):
            if (number, kinds[place]) in tried:  # a record of this kind has gone all these ways
                continue
            tried.add((number, kinds[place]))
            for link in _links_from(sources[number], place, kinds, rule_for):
                if link.end not in came:
                    came[link.end] = link
                    waiting.append(link.end)
    return None


def _links_from(
    source: LinkSource, place: int, kinds: Sequence[int], rule_for: LinkingRule
) -> Iterator[Link]:
    for other in source.places:
        rule = rule_for(source.type, kinds[place], kinds[other])
        if rule is not None:
            yield Link(place, other, rule, source)


def _links_to(came: dict[int, Link | None], place: int) -> list[Link]:
    """Go back from a place to where the search started, and return the links in order."""
    links: list[Link] = []
    link = came[place]
    while link is not None:
        links.append(link)
        link = came[link.start]
    return links[::-1]
