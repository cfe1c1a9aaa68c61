"""Conflict resolution for many small groups at once: each turn takes the next link of every group.

It says exactly what `resolve_group` says of each group: groups do not touch each other, so the
order among them does not matter. A side is a 64-bit mask of places, hence small groups.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cdp.identity.array_groups import (
    bits_of,
    combine_masks,
    number_runs,
    pairs_within,
    places_within,
)
from cdp.identity.candidates import Refusals, ResolvedConflicts
from cdp.identity.components import Groups
from cdp.identity.link_rule import Sides, first_objections

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from cdp.identity.candidates import Candidates, CarriedValues, FactCodes
    from cdp.identity.link_rule import MatchRule

    Ints = npt.NDArray[np.int64]
    Masks = npt.NDArray[np.uint64]

MOST_RECORDS = 32
"""Larger groups are rare, and a turn costs much the same however few groups have links left."""


@dataclass(frozen=True)
class RuleLinks:
    """The links of one rule in the order in which each group takes them; records are rows."""

    group: Ints
    later: Ints
    earlier: Ints


@dataclass(frozen=True)
class LinkOutcome:
    """The root of every record; of every refused link the rule, both records and the reason."""

    root: Ints
    rule: Ints
    earlier: Ints
    later: Ints
    reason: Ints


def resolve_small_groups(
    candidates: Candidates,
    carried: CarriedValues,
    rules: Sequence[MatchRule],
    limits: Mapping[int, int],
) -> ResolvedConflicts:
    """Resolve the conflicts of groups of up to 64 records, none of them with pins."""
    group_no, record_no = candidates.group_no, candidates.record_no
    own = bits_of(places_within(group_no))
    against = [_contradicting_masks(group_no, fact, own) for fact in candidates.facts]
    limited = {t: _value_bits(group_no, carried.of_type(t)) for t in limits}
    links = [_rule_links(group_no, carried.of_type(rule.type_no)) for rule in rules]
    found = resolve_links(links, Sides(own, against, limited), rules, limits)
    first = np.full(len(record_no), np.iinfo(np.int64).max)
    np.minimum.at(first, found.root, record_no)
    refusals = Refusals(record_no[found.earlier], record_no[found.later], found.rule, found.reason)
    return ResolvedConflicts(Groups(record_no, first[found.root]), refusals)


def resolve_links(
    links: Sequence[RuleLinks],
    sides: Sides[Ints, Masks],
    rules: Sequence[MatchRule],
    limits: Mapping[int, int],
) -> LinkOutcome:
    """Take the links of rule after rule, and refuse those that something stands against.

    A refusal counts only if its two records are still apart in the end. Changes `sides`.
    """
    root = np.arange(len(sides.members))  # type: ignore[arg-type]
    reasons = [np.full(len(x.group), -1) for x in links]
    for of_rule, reason, rule in zip(links, reasons, rules, strict=True):
        for turn in _take_turns(of_rule.group):
            a, b = _find_roots(root, of_rule.earlier[turn]), _find_roots(root, of_rule.later[turn])
            two = a != b
            index, low, high = turn[two], np.minimum(a, b)[two], np.maximum(a, b)[two]
            reason[index] = first_objections(sides, low, high, rule.unless, limits)
            free = reason[index] < 0
            root[high[free]] = low[free]
            sides.merge(low[free], high[free])
    return _link_outcome(_find_roots(root, np.arange(len(root))), links, reasons)


def _link_outcome(root: Ints, links: Sequence[RuleLinks], reasons: list[Ints]) -> LinkOutcome:
    rule = np.repeat(np.arange(len(links)), [len(x.group) for x in links])
    earlier, later, group = (
        np.concatenate([getattr(x, side) for x in links]) for side in ("earlier", "later", "group")
    )
    reason = np.concatenate(reasons)
    refused = np.flatnonzero((reason >= 0) & (root[earlier] != root[later]))
    refused = refused[np.argsort(group[refused], kind="stable")]
    return LinkOutcome(root, rule[refused], earlier[refused], later[refused], reason[refused])


def _take_turns(group: Ints) -> list[Ints]:
    """Return the indexes of every group's first link, then of every group's second, and so on."""
    if not len(group):
        return []
    place = places_within(group)
    return np.split(np.argsort(place, kind="stable"), np.cumsum(np.bincount(place))[:-1])


def _find_roots(root: Ints, records: Ints) -> Ints:
    found = root[records]
    while True:
        above = root[found]
        if np.array_equal(above, found):
            return found
        found = above


def _contradicting_masks(group_no: Ints, fact: FactCodes, own: Masks) -> Masks:
    """Return for every record the places in its group whose value contradicts its own."""
    known = np.flatnonzero(fact.codes >= 0)
    left, right = (known[side] for side in pairs_within(group_no[known]))
    clash = np.isin(fact.codes[left] * fact.width + fact.codes[right], fact.clashes)
    left, right = left[clash], right[clash]
    masks = np.concatenate([own[right], own[left]])
    return combine_masks(len(group_no), np.concatenate([left, right]), masks)


def _value_bits(group_no: Ints, carried: CarriedValues) -> Masks:
    """Return for every record the bit of its value of a limited type."""
    order = np.lexsort((carried.value_no, carried.group_no))
    group = carried.group_no[order]
    number = number_runs(group, carried.value_no[order])
    number -= number[np.searchsorted(group, group)]
    return combine_masks(len(group_no), carried.rows_in(group_no)[order], bits_of(number))


def _rule_links(group_no: Ints, carried: CarriedValues) -> RuleLinks:
    """List every pair of records that share a value: by group, later and earlier place."""
    row = carried.rows_in(group_no)
    order = np.lexsort((row, carried.value_no, carried.group_no))
    left, right = pairs_within(number_runs(carried.group_no[order], carried.value_no[order]))
    earlier, later = row[order][left], row[order][right]
    order = np.lexsort((earlier, later))  # rows are sorted by group
    earlier, later = earlier[order], later[order]
    return RuleLinks(group_no[later], later, earlier)
