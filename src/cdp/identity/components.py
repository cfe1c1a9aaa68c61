"""Connected components of links: who would be one person if no link were refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Places = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Groups:
    """Records with their group: `record_no`, and `group_no`, the smallest number in the group."""

    record_no: Ints
    group_no: Ints


def connected_components(left: Ints, right: Ints) -> Groups:
    """Find the connected components of links; records without a link do not appear.

    Links are pairs of record numbers of any size; chains may be as long as they like.
    """
    if not len(left):
        empty = np.empty(0, np.int64)
        return Groups(empty, empty)
    low = int(min(left.min(), right.min()))
    high = int(max(left.max(), right.max())) + 1
    present = np.zeros(high - low, np.bool_)
    present[left - low] = True
    present[right - low] = True
    nodes = np.flatnonzero(present)
    place = np.zeros(high - low, np.int32)
    place[nodes] = np.arange(len(nodes), dtype=np.int32)
    least_places = _spread_least_label if len(left) <= FEW_LINKS else _label_with_scipy
    label = least_places(place[left - low], place[right - low], len(nodes))
    return Groups(nodes + low, nodes[label] + low)


FEW_LINKS = 100_000
"""Links for which loading scipy takes longer than finding their components without it."""


def _label_with_scipy(left: Places, right: Places, size: int) -> Places:
    """Return the least place in the component of each place."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components as label_components

    graph = coo_array((np.ones(len(left), np.bool_), (left, right)), shape=(size, size))
    count, label = label_components(graph, directed=False)
    first = np.full(count, size, np.int32)
    np.minimum.at(first, label, np.arange(size, dtype=np.int32))
    return first[label]


def _spread_least_label(left: Places, right: Places, size: int) -> Places:
    """Return the same by handing the lesser label over every link until none changes."""
    label = np.arange(size, dtype=np.int32)
    while True:
        least = np.minimum(label[left], label[right])
        before = label.copy()
        np.minimum.at(label, label[left], least)
        np.minimum.at(label, label[right], least)
        label = label[label]
        if np.array_equal(label, before):
            return label
