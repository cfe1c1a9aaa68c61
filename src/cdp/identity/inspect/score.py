"""How well a grouping agrees with the truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

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
        return _f1(self.pair_precision, self.pair_recall)

    @property
    def cluster_f1(self) -> float:
        """Harmonic mean of the two over clusters."""
        return _f1(self.cluster_precision, self.cluster_recall)

    def lines(self) -> list[str]:
        """Write the score for people."""
        measured = {
            "pairs": (self.pair_precision, self.pair_recall, self.pair_f1),
            "clusters": (self.cluster_precision, self.cluster_recall, self.cluster_f1),
        }
        return [
            f"against the truth, over {self.records:,} records:",
            *(
                f"  {of:<9} precision {p:.4f}  recall {r:.4f}  F1 {f1:.4f}"
                for of, (p, r, f1) in measured.items()
            ),
        ]


def score(found: Ints, true: Ints) -> Score:
    """Compare two groupings of the same records, given as one group number a record each.

    A pair counts when both records are in one group; a cluster is right when it is one in the truth
    too, record for record. Groupings without any pair score 1.
    """
    both = np.unique(np.stack([_dense(found), _dense(true)]), axis=1, return_inverse=True)
    joint = np.bincount(both[1].ravel())
    in_found, in_true = np.bincount(_dense(found)), np.bincount(_dense(true))
    shared, pairs_found, pairs_true = (_pairs(n) for n in (joint, in_found, in_true))
    exact = int(np.sum((in_found[both[0][0]] == joint) & (in_true[both[0][1]] == joint)))
    return Score(
        records=len(found),
        pair_precision=shared / pairs_found if pairs_found else 1.0,
        pair_recall=shared / pairs_true if pairs_true else 1.0,
        cluster_precision=exact / len(in_found) if len(in_found) else 1.0,
        cluster_recall=exact / len(in_true) if len(in_true) else 1.0,
    )


def _dense(values: Ints) -> Ints:
    return np.unique(values, return_inverse=True)[1].ravel().astype(np.int64)


def _pairs(sizes: Ints) -> float:
    return float(np.sum(sizes.astype(np.float64) * (sizes - 1) / 2))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
