"""Randomness addressed by name and row number, so that any slice of the data can be made alone.

A value is a pure function of (seed, scope, name, row number): SplitMix64 applied to a counter
(Steele, Lea and Flood, 2014). Nothing depends on chunk sizes, threads or the order of the calls,
which is what makes the files of one day equal to the same files of a full write.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Ints = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]

TABLE_BITS = 14
_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)


@dataclass(frozen=True)
class Draw:
    """Random columns of one scope (a table, or the people behind all tables)."""

    seed: int
    scope: str

    def bits(self, name: str, rows: Ints) -> Words:
        """Return 64 random bits a row."""
        words = rows.astype(np.uint64)
        words *= _STEP
        words += np.uint64(self._key(name))
        words ^= words >> np.uint64(30)
        words *= _MIX_1
        words ^= words >> np.uint64(27)
        words *= _MIX_2
        words ^= words >> np.uint64(31)
        return words

    def uniform(self, name: str, rows: Ints) -> Floats:
        """Return floats in [0, 1)."""
        return (self.bits(name, rows) >> np.uint64(11)).astype(np.float64) * 2.0**-53

    def below(self, name: str, rows: Ints, bound: int) -> Ints:
        """Return integers in [0, bound)."""
        return (self.uniform(name, rows) * bound).astype(np.int64)

    def chance(self, name: str, rows: Ints, share: float) -> Flags:
        """Return True in the given share of rows."""
        return self.uniform(name, rows) < share

    def pick(self, name: str, rows: Ints, table: npt.NDArray[np.integer]) -> Ints:
        """Return entries of a table made by `weighted` or `quantiles`."""
        return table[self.cell(name, rows)].astype(np.int64)

    def cell(self, name: str, rows: Ints) -> Ints:
        """Return a random row of any table of 2**TABLE_BITS entries."""
        return (self.bits(name, rows) >> np.uint64(64 - TABLE_BITS)).astype(np.int64)

    def shuffle(self, name: str, count: int) -> Ints:
        """Return 0..count-1 in random order."""
        return np.random.default_rng(self._key(name)).permutation(count)

    def _key(self, name: str) -> int:
        text = f"{self.seed}/{self.scope}/{name}".encode()
        return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little")


def weighted_table(weights: Sequence[float] | Floats) -> npt.NDArray[np.int16]:
    """Return a lookup table in which code i stands in proportion to weights[i]."""
    shares = np.cumsum(np.asarray(weights, dtype=np.float64))
    points = (np.arange(2**TABLE_BITS) + 0.5) / 2**TABLE_BITS
    return np.searchsorted(shares / shares[-1], points, side="right").astype(np.int16)


def quantile_table(inverse: Callable[[Floats], Floats]) -> Ints:
    """Return a lookup table of a distribution, from its inverse cumulative function."""
    points = (np.arange(2**TABLE_BITS) + 0.5) / 2**TABLE_BITS
    return np.floor(inverse(points)).astype(np.int64)


def lognormal_table(median: float, sigma: float) -> Ints:
    """Return a lookup table of a log-normal distribution, rounded down."""
    normal = NormalDist()
    return quantile_table(
        lambda points: median * np.exp(sigma * np.array([normal.inv_cdf(p) for p in points]))
    )


def rows_between(first: int, last: int) -> Ints:
    """Return first, first + 1, … last - 1."""
    return np.arange(first, last, dtype=np.int64)
