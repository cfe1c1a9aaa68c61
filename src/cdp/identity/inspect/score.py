"""How well a grouping agrees with the truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cdp.identity.array_groups import dense_numbers

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Score:
    """Precision and recall over pairs of records, and over whole clusters."""

    records: int
    pair_precision: float
    pair_recall: float
    cluster_precision: float
    cluster_recall: float

    @property
    def pair_f1(self) -> float:
        """Harmonic mean of the two over pairs."""
        return _harmonic_mean(self.pair_precision, self.pair_recall)

    @property
    def cluster_f1(self) -> float:
        """Harmonic mean of the two over clusters."""
        return _harmonic_mean(self.cluster_precision, self.cluster_recall)


def score_grouping(found: Ints, true: Ints) -> Score:
    """Compare two groupings of the same records, given as one group number a record each.

    A pair counts when both records are in one group; a cluster is right when it is one in the truth
    too, record for record. Groupings without any pair score 1.
    """
    both = np.unique(
        np.stack([dense_numbers(found), dense_numbers(true)]), axis=1, return_inverse=True
    )
    joint = np.bincount(both[1].ravel())
    in_found, in_true = np.bincount(dense_numbers(found)), np.bincount(dense_numbers(true))
    shared, pairs_found, pairs_true = (_count_pairs(n) for n in (joint, in_found, in_true))
    exact = int(np.sum((in_found[both[0][0]] == joint) & (in_true[both[0][1]] == joint)))
    return Score(
        records=len(found),
        pair_precision=shared / pairs_found if pairs_found else 1.0,
        pair_recall=shared / pairs_true if pairs_true else 1.0,
        cluster_precision=exact / len(in_found) if len(in_found) else 1.0,
        cluster_recall=exact / len(in_true) if len(in_true) else 1.0,
    )


def _count_pairs(sizes: Ints) -> float:
    return float(np.sum(sizes.astype(np.float64) * (sizes - 1) / 2))


def _harmonic_mean(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
