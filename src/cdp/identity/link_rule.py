"""The rule of refusal: whether a link may be taken, or what stands against it.

Both ways of resolving conflicts, and the explanation of a link, ask this one rule. It works on bit
masks of *sides*: all the records that are together so far at one end of a link. The masks of one
group of any size are Python integers; those of many small groups at once are numpy arrays.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, cast

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy.typing as npt

    Masks = npt.NDArray[np.uint64]
    Flags = npt.NDArray[np.bool_]

Index = TypeVar("Index")
Mask = TypeVar("Mask", int, "Masks")
Index_contra = TypeVar("Index_contra", contravariant=True)

FACTS = ("different_name", "different_birth_date")
"""Contradictions by the number of the fact they are about: 0 the name, 1 the birth date."""
PINNED_APART = len(FACTS)
OVER_LIMIT = len(FACTS) + 1
REASONS = (*FACTS, "pinned apart", "limit")
"""What may stand against a link, by number."""


@dataclass(frozen=True)
class MatchRule:
    """A rule that links records: its identifier type, and the facts that may forbid a link."""

    type_no: int
    unless: tuple[int, ...]
    """Numbers of the facts, as in `FACTS`; the first one that contradicts is the reason told."""


class MaskTable(Protocol[Index_contra, Mask]):
    """A mask for every record: a list of integers, or an array of them."""

    def __getitem__(self, index: Index_contra, /) -> Mask: ...
    def __setitem__(self, index: Index_contra, mask: Mask, /) -> None: ...


@dataclass(frozen=True)
class Sides(Generic[Index, Mask]):
    """The masks of sides, each under its root record; a record alone is a side too.

    A record is a *place* in its group, and bit n of a mask stands for place n.
    """

    members: MaskTable[Index, Mask]
    """The places of the side."""
    against: Sequence[MaskTable[Index, Mask]]
    """By fact: the places that contradict one of the side."""
    limited: Mapping[int, MaskTable[Index, Mask]] = field(
        default_factory=dict[int, "MaskTable[Index, Mask]"]
    )
    """By limited identifier type: the values of the side, a bit for each in the group."""
    apart: MaskTable[Index, Mask] | None = None
    """The places that a pin keeps apart from one of the side; None where there are no pins."""

    def pinned_apart(self, a: Index, b: Index) -> bool | Flags:
        """Tell whether a pin keeps a record of side `a` apart from one of side `b`."""
        return False if self.apart is None else (self.apart[a] & self.members[b]) != 0

    def objections(
        self, a: Index, b: Index, unless: Sequence[int], limits: Mapping[int, int]
    ) -> Iterator[tuple[int, bool | Flags]]:
        """Yield what may stand against joining side `a` with side `b`, and whether it does.

        A link is refused when two records, one on each side, are pinned apart or contradict each
        other in a fact of `unless`, or when both sides together have more values of a type than
        `limits` allows. Objections are numbers of `REASONS`; the first one that stands is told.
        """
        if self.apart is not None:
            yield PINNED_APART, self.pinned_apart(a, b)
        for fact in unless:
            yield fact, (self.against[fact][a] & self.members[b]) != 0
        for type_no, most in limits.items():
            values = self.limited[type_no]
            yield OVER_LIMIT, _bit_count(cast("Mask", values[a] | values[b])) > most

    def merge(self, into: Index, other: Index) -> None:
        """Let side `into` hold what side `other` holds too."""
        pinned = () if self.apart is None else (self.apart,)
        for masks in (self.members, *pinned, *self.against, *self.limited.values()):
            masks[into] = cast("Mask", masks[into] | masks[other])


def first_objection(
    sides: Sides[int, int], a: int, b: int, unless: Sequence[int], limits: Mapping[int, int]
) -> int | None:
    """Return the number of the reason that stands against joining two sides; None for nothing."""
    for reason, stands in sides.objections(a, b, unless, limits):
        if stands:
            return reason
    return None


def first_objections(
    sides: Sides[npt.NDArray[np.int64], Masks],
    a: npt.NDArray[np.int64],
    b: npt.NDArray[np.int64],
    unless: Sequence[int],
    limits: Mapping[int, int],
) -> npt.NDArray[np.int64]:
    """Return the same for many pairs of sides at once; -1 for nothing."""
    found = np.full(len(a), -1)
    for reason, stands in sides.objections(a, b, unless, limits):
        found[(found < 0) & stands] = reason
    return found


def _bit_count(mask: int | Masks) -> int | npt.NDArray[np.uint8]:
    return mask.bit_count() if isinstance(mask, int) else np.bitwise_count(mask)
