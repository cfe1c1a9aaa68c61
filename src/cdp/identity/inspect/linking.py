"""What may link the records of a user: values and pins, and the rules that let them."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any

from cdp.errors import UsageError
from cdp.identity.comparers import load_comparers
from cdp.identity.inspect.link_graph import LinkSource
from cdp.identity.link_rule import FACTS, Sides, first_objection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cdp.identity.inspect.evidence import Evidence, Member
    from cdp.identity.inspect.link_graph import LinkingRule
    from cdp.project.identity import Identity

PIN = "pin"
"""Stands for the type of an identifier, and for a rule, where a pin joins two records."""


def link_sources(evidence: Evidence, members: list[Member]) -> list[LinkSource]:
    """Return what may join records: pins first, then values, those of stronger rules first."""
    place = {m.number: n for n, m in enumerate(members)}
    strength = {
        t: n for n, rule in reversed([*enumerate(evidence.identity.rules)]) for t in rule.match
    }
    found: defaultdict[tuple[int, str, str], set[int]] = defaultdict(set)
    for row in evidence.values:
        kind = row["identifier_type"]
        if row["record_no"] in place and row["status"] == "joined" and kind in strength:
            found[strength[kind], kind, row["identifier_value"]].add(place[row["record_no"]])
    return [
        *_pin_sources(evidence, members),
        *(
            LinkSource(t, v, tuple(sorted(p)))
            for (_, t, v), p in sorted(found.items())
            if len(p) > 1
        ),
    ]


def _pin_sources(evidence: Evidence, members: list[Member]) -> Iterator[LinkSource]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, member in enumerate(members):
        for name in member.names:
            places[name].append(place)
    for pin in evidence.pins:
        for a in places[pin.record_a] if pin.same else ():
            for b in places[pin.record_b]:
                if a != b:
                    yield LinkSource(PIN, str(pin.line), (min(a, b), max(a, b)))


def linking_rule(
    evidence: Evidence, members: list[Member], sources: list[LinkSource]
) -> tuple[list[int], LinkingRule]:
    """Number the records by their facts, and tell by which rule two such may be linked.

    Only the facts that some rule minds are compared, and only where a value brings them together.
    """
    rules = [(r, tuple(map(FACTS.index, r.unless))) for r in evidence.identity.rules]
    numbers: dict[tuple[str | None, date | None], int] = {}
    kinds = [numbers.setdefault((m.name_key, m.born), len(numbers)) for m in members]
    minded = {t for rule, unless in rules if unless for t in rule.match}
    pairs = _kinds_that_meet([s for s in sources if s.type in minded], kinds)
    against = [
        _contradicting_kinds(evidence.identity, fact, list(numbers), pairs if used else set())
        for fact in range(len(FACTS))
        for used in [any(fact in unless for _, unless in rules)]
    ]
    sides: Sides[int, int] = Sides([1 << kind for kind in range(len(numbers))], against)

    def rule_for(kind: str, one: int, other: int) -> str | None:
        if kind == PIN:
            return PIN
        return next(
            (
                rule.name
                for rule, unless in rules
                if kind in rule.match and first_objection(sides, one, other, unless, {}) is None
            ),
            None,
        )

    return kinds, rule_for


def _kinds_that_meet(sources: list[LinkSource], kinds: list[int]) -> set[tuple[int, int]]:
    """Return the pairs of kinds that some source brings together, the lesser one first."""
    return {
        pair
        for source in sources
        for pair in combinations(sorted({kinds[place] for place in source.places}), 2)
    }


def _contradicting_kinds(
    identity: Identity,
    fact: int,
    facts: list[tuple[str | None, date | None]],
    pairs: set[tuple[int, int]],
) -> list[int]:
    """Return for each kind the mask of those whose value of a fact contradicts its own."""
    against = [0] * len(facts)
    asked = [(a, b, facts[a][fact], facts[b][fact]) for a, b in pairs]
    for a, b in _contradicting_pairs(identity, FACTS[fact], asked):
        against[a] |= 1 << b
        against[b] |= 1 << a
    return against


def _contradicting_pairs(
    identity: Identity, fact: str, pairs: list[tuple[int, int, Any, Any]]
) -> set[tuple[int, int]]:
    """Return the pairs of kinds whose values of a fact contradict each other."""
    import pyarrow as pa

    both = [p for p in pairs if p[2] is not None and p[3] is not None and p[2] != p[3]]
    if not both:
        return set()
    kind = pa.date32() if fact == "different_birth_date" else pa.string()
    left, right = (pa.array([p[n] for p in both], kind) for n in (2, 3))
    try:
        comparer = load_comparers(identity.comparers)[fact]
    except ValueError as error:
        raise UsageError(f"identity.yaml: a comparer cannot be loaded: {error}") from error
    verdicts = comparer(left, right)
    return {(a, b) for (a, b, _, _), clash in zip(both, verdicts.tolist(), strict=True) if clash}
