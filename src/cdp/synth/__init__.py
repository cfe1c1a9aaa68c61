"""Superleap-like data whose truth is known.

**The truth comes first.** A *person* is one student: one human being with one given name, one
birth date and one path through school. A *household* is the students who live with the same
parents: they share a surname, a home and, mostly, one telephone; each has a given name, a birth
date and a class of their own. Households are made first, then the persons in them, then the
enquiries (*leads*) each person leaves in the course of two years. Only then is anything written
down, and what is written is a person seen through a form, a hurried agent, a bad line and a
connector that delivers twice: names are misspelt, numbers shared, changed, mistyped or invented,
columns left empty. Nothing in the truth depends on what is written, and nothing is arranged so
that one way of finding the persons again does well.

`_truth/person.parquet` holds the truth: lead id, person id, household id, one row for every lead
that was ever made, including those whose row in the table is faulty. No stage reads it; it exists
so that answers can be scored.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["SynthReport", "write_source_files"]

_LAST_DAY = 9999


@dataclass(frozen=True)
class SynthReport:
    """What was written: rows of each table (repeats included), number of files, seconds taken."""

    rows: Mapping[str, int]
    files: int
    seconds: float


def write_source_files(
    out: Path,
    *,
    leads: int,
    seed: int,
    days: int = 0,
    from_day: int | None = None,
    to_day: int | None = None,
) -> SynthReport:
    """Write the six tables and the truth below `out`, as `<table>/day-NNNN….parquet`.

    `leads` is the number of leads in the base, which covers the two years up to
    2026-10-31T18:30:00Z (midnight in India); day d is the d-th day after that. Written are the
    base and days 1 to `days`; of these, only days `from_day` (0, the base, if not given) to
    `to_day` (`days` if not given), each holding what a full write of the same leads and seed
    would. The truth covers every lead up to the last day written. Files of the days written that an
    earlier call left there are removed first; with the base, files of all days.

    Raises ValueError where the numbers make no sense.
    """
    first, last = _days_to_write(leads, seed, days, from_day, to_day)
    began = time.perf_counter()
    from cdp.synth.files import write_days

    rows, files = write_days(out, leads, seed, first, last)
    return SynthReport(rows, files, time.perf_counter() - began)


def _days_to_write(
    leads: int, seed: int, days: int, from_day: int | None, to_day: int | None
) -> tuple[int, int]:
    """Return the first and last day to write."""
    if leads < 1:
        raise ValueError(f"leads must be at least 1, not {leads}")
    if seed < 0:
        raise ValueError(f"seed must not be negative, but is {seed}")
    if days < 0:
        raise ValueError(f"days must not be negative, but is {days}")
    if to_day is not None and days not in {0, to_day}:
        raise ValueError(f"days ({days}) and to_day ({to_day}) contradict each other; give one")
    first = 0 if from_day is None else from_day
    last = days if to_day is None else to_day
    if first < 0:
        raise ValueError(f"from_day must not be negative, but is {first}")
    if last < first:
        raise ValueError(f"to_day ({last}) must not come before from_day ({first})")
    if last > _LAST_DAY:
        raise ValueError(f"days are numbered up to {_LAST_DAY}, so {last} is too many")
    return first, last
