"""Small operations on sorted arrays of group numbers, and on bit masks of places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Masks = npt.NDArray[np.uint64]


def places_within(group: Ints) -> Ints:
    """Number the elements of every group from 0; `group` is sorted."""
    starts = np.flatnonzero(np.diff(group, prepend=group[:1] - 1))
    return np.arange(len(group)) - np.repeat(starts, np.diff(np.append(starts, len(group))))


def pairs_within(group: Ints) -> tuple[Ints, Ints]:
    """Return the index pairs (i < j) of all elements that share a group; `group` is sorted."""
    place = places_within(group)
    right = np.repeat(np.arange(len(group)), place)
    first = np.arange(len(group)) - place
    left = first[right] + np.arange(len(right)) - np.repeat(np.cumsum(place) - place, place)
    return left, right


def number_runs(group: Ints, value: Ints) -> Ints:
    """Number the runs of equal (group, value), from 1; both arrays are sorted together."""
    fresh = np.diff(value, prepend=-1) != 0
    fresh |= np.diff(group, prepend=-1) != 0
    return np.cumsum(fresh)


def dense_numbers(values: Ints) -> Ints:
    """Number the distinct values in ascending order from 0."""
    return np.unique(values, return_inverse=True)[1].astype(np.int64)


def bits_of(place: Ints) -> Masks:
    """Return the mask of each place, up to 63."""
    return np.left_shift(np.uint64(1), place.astype(np.uint64))


def combine_masks(size: int, index: Ints, masks: Masks) -> Masks:
    """Join the masks of each index from 0 to `size`."""
    found = np.zeros(size, np.uint64)
    np.bitwise_or.at(found, index, masks)
    return found
