"""Conflict candidates as arrays: records of groups that may hold a refusal, and what they carry."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cdp.identity.array_groups import dense_numbers, pairs_within
from cdp.identity.link_rule import FACTS, MatchRule

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt
    import pyarrow as pa

    from cdp.identity.components import Groups
    from cdp.project.identity import Identity

    Ints = npt.NDArray[np.int64]


class Refusal(NamedTuple):
    """A link that was not taken: the two records, and the numbers of the rule and the reason."""

    record_a: int
    record_b: int
    rule: int
    reason: int


@dataclass(frozen=True)
class Refusals:
    """Links that were not taken, as columns; see `Refusal`."""

    record_a: Ints
    record_b: Ints
    rule: Ints
    reason: Ints


@dataclass(frozen=True)
class ResolvedConflicts:
    """What conflict resolution found: records with their new group, and the links it refused."""

    groups: Groups
    refusals: Refusals


@dataclass(frozen=True)
class FactCodes:
    """One fact of the candidates: a code a record (-1: none), and which codes contradict."""

    codes: Ints
    width: int
    """One more than the greatest code."""
    clashes: Ints
    """`a * width + b` of the codes that contradict, a and b both ways."""


@dataclass(frozen=True)
class Candidates:
    """Candidates, sorted by group and place."""

    group_no: Ints
    record_no: Ints
    facts: tuple[FactCodes, ...]

    def of_groups(self, groups: Ints) -> Candidates:
        """Keep the candidates of some groups."""
        kept = np.isin(self.group_no, groups)
        facts = tuple(replace(f, codes=f.codes[kept]) for f in self.facts)
        return Candidates(self.group_no[kept], self.record_no[kept], facts)


@dataclass(frozen=True)
class CarriedValues:
    """Which candidate, by group and place, carries which value of which type."""

    group_no: Ints
    place: Ints
    type_no: Ints
    value_no: Ints

    def of_groups(self, groups: Ints) -> CarriedValues:
        """Keep the values of some groups."""
        return self._only(np.isin(self.group_no, groups))

    def of_type(self, type_no: int) -> CarriedValues:
        """Keep the values of one type."""
        return self._only(self.type_no == type_no)

    def _only(self, kept: npt.NDArray[np.bool_]) -> CarriedValues:
        return CarriedValues(
            self.group_no[kept], self.place[kept], self.type_no[kept], self.value_no[kept]
        )

    def rows_in(self, group_no: Ints) -> Ints:
        """Find the rows of the candidates whose group numbers these are, sorted."""
        return np.searchsorted(group_no, self.group_no) + self.place


def refusal_columns(refusals: Sequence[Refusal]) -> Refusals:
    """Write refusals as columns."""
    columns = np.array(refusals, np.int64).reshape(-1, len(Refusal._fields)).T
    return Refusals(*columns)


def match_rules(identity: Identity) -> list[MatchRule]:
    """Write the rules of `identity.yaml` with numbers for types and facts."""
    return [
        MatchRule(identity.types.index(r.match[0]), tuple(map(FACTS.index, r.unless)))
        for r in identity.rules
    ]


def encode_fact(
    group_no: Ints, column: pa.ChunkedArray, contradict: Callable[[pa.Array, pa.Array], object]
) -> tuple[FactCodes, Ints]:
    """Find which distinct values of a fact contradict each other inside one group.

    Every distinct pair is compared once for all groups. Returns the groups that hold one, too.
    """
    import pyarrow as pa

    encoded = column.combine_chunks().dictionary_encode()
    codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    present = codes >= 0
    width = max(len(encoded.dictionary), 1)
    held = np.unique(dense_numbers(group_no[present]) * width + codes[present])
    group, code = held // width, held % width
    left, right = pairs_within(group)
    distinct, inverse = np.unique(code[left] * width + code[right], return_inverse=True)
    a, b = distinct // width, distinct % width
    clash = np.zeros(0, np.bool_)
    if len(a):
        values = encoded.dictionary
        clash = np.asarray(contradict(values.take(pa.array(a)), values.take(pa.array(b))))
    groups = np.unique(group_no[present])[group[left][clash[inverse]]]
    clashes = np.concatenate([distinct[clash], (b * width + a)[clash]])
    return FactCodes(codes, width, clashes), groups
