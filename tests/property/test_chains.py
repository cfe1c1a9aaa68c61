"""Bridges and shortest chains of random groups are what trying everything out gives."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from cdp.identity.inspect.link_graph import (
    LinkSource,
    Piece,
    find_bridges,
    find_shortest_chain,
    link_records,
)

SIZE = 7
groups_of_places = st.lists(
    st.sets(st.integers(0, SIZE - 1), min_size=2).map(lambda s: tuple(sorted(s))), max_size=7
)
contradictions = st.sets(st.sampled_from(list(combinations(range(3), 2))))
kinds_of_records = st.lists(st.integers(0, 2), min_size=SIZE, max_size=SIZE)


def _components(pairs: list[tuple[int, int]], size: int = SIZE) -> set[frozenset[int]]:
    """Join sets until nothing changes."""
    found = {frozenset([place]) for place in range(size)}
    for a, b in pairs:
        one, other = (next(s for s in found if x in s) for x in (a, b))
        found = (found - {one, other}) | {one | other}
    return found


def _pairs(groups: list[tuple[int, ...]]) -> list[tuple[int, int]]:
    return [pair for group in groups for pair in combinations(group, 2)]


@given(groups_of_places)
def test_a_bridge_is_a_group_whose_loss_parts_records(groups: list[tuple[int, ...]]) -> None:
    found = find_bridges(SIZE, groups)
    whole = _components(_pairs(groups))
    for number in range(len(groups)):
        left = _components(_pairs(groups[:number] + groups[number + 1 :]))
        pieces = left - whole
        want = sorted((len(p), min(p)) for p in pieces)
        assert sorted((p.records, p.first) for p in found.get(number, [])) == want


@given(groups_of_places, contradictions, kinds_of_records)
def test_links_are_as_few_as_join_all_that_may_be_joined(
    groups: list[tuple[int, ...]], against: set[tuple[int, int]], kinds: list[int]
) -> None:
    def permits(_: str, a: int, b: int) -> str | None:
        return None if (min(a, b), max(a, b)) in against else "rule"

    sources = [LinkSource("t", str(n), places) for n, places in enumerate(groups)]
    found = link_records(sources, kinds, permits)
    allowed = [(a, b) for a, b in _pairs(groups) if permits("", kinds[a], kinds[b])]
    links = [(x.start, x.end) for knot in found for x in knot.links]
    assert set(links) <= set(allowed)
    assert _components(links) == _components(allowed)
    for knot in found:
        assert len(knot.links) == len(knot.places) - 1
        assert set(knot.places) in _components([(x.start, x.end) for x in knot.links])
    assert _components(_pairs([k.places for k in found])) == _components(allowed)


@given(groups_of_places, contradictions, kinds_of_records)
def test_a_chain_is_as_short_as_can_be(
    groups: list[tuple[int, ...]], against: set[tuple[int, int]], kinds: list[int]
) -> None:
    def permits(_: str, a: int, b: int) -> str | None:
        return None if (min(a, b), max(a, b)) in against else "rule"

    sources = [LinkSource("t", str(n), places) for n, places in enumerate(groups)]
    allowed = {
        p for a, b in _pairs(groups) if permits("", kinds[a], kinds[b]) for p in ((a, b), (b, a))
    }
    near, steps, want = {0}, 0, None
    while want is None and steps <= SIZE:
        want = steps if SIZE - 1 in near else None
        near, steps = near | {b for a, b in allowed if a in near}, steps + 1
    chain = find_shortest_chain(sources, kinds, permits, {0}, {SIZE - 1})
    assert (chain is None) == (want is None)
    if chain is not None:
        assert len(chain) == want
        assert all((x.start, x.end) in allowed for x in chain)
        way = [0, *(x.end for x in chain)]
        assert [x.start for x in chain] == way[:-1]
        assert way[-1] == SIZE - 1


def test_a_chain_may_be_as_long_as_it_likes() -> None:
    size = 5_000
    groups = [(n, n + 1) for n in range(size - 1)]
    found = find_bridges(size, groups)
    assert len(found) == size - 1
    assert found[9] == [Piece(10, 0), Piece(size - 10, 10)]
    sources = [LinkSource("t", str(n), places) for n, places in enumerate(groups)]
    chain = find_shortest_chain(sources, [0] * size, lambda *_: "rule", {0}, {size - 1})
    assert chain is not None
    assert len(chain) == size - 1
