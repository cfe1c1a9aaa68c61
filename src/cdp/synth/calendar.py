"""When things happen: the fixed end of the base history, seasons, and hours of the day in India.

Instants are int64 microseconds since 1970 UTC, days are counted from the start of the history. The
history starts and ends at midnight in India, so a time of day is simply added to a day's start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cdp.synth.arrow import DAY, MICROS
from cdp.synth.draw import quantile_table, weighted_table

if TYPE_CHECKING:
    from cdp.synth.draw import Draw, Floats, Ints

HISTORY_DAYS = 730
END = int(np.datetime64("2026-10-31T18:30:00", "us").astype(np.int64))
START = END - HISTORY_DAYS * DAY
IST = 19_800 * MICROS
"""How far India is ahead of UTC."""
_SUNDAY = 6

_MONTHS = (7, 7, 8, 10, 12, 13, 10, 8, 8, 10, 9, 6)
_CLICK_HOURS = (
    4,
    2,
    1,
    1,
    1,
    2,
    5,
    8,
    10,
    12,
    14,
    14,
    13,
    12,
    12,
    13,
    14,
    15,
    16,
    17,
    16,
    14,
    10,
    7,
)
_OFFICE_HOURS = (0,) * 9 + (4, 9, 12, 11, 8, 7, 9, 11, 12, 11, 8, 4) + (0,) * 3
_HOURS = {"click": weighted_table(_CLICK_HOURS), "office": weighted_table(_OFFICE_HOURS)}


def day_start(day: int) -> int:
    """Return the instant at which increment `day` begins; day 1 begins at the end of the base."""
    return END + (day - 1) * DAY


def _season(points: Floats) -> Floats:
    days = np.datetime64("2024-11-01") + np.arange(HISTORY_DAYS)
    month = days.astype("datetime64[M]").astype(np.int64) % 12
    weekday = (days.astype(np.int64) + 3) % 7
    weight = np.array(_MONTHS)[month] * np.where(weekday == _SUNDAY, 0.6, 1.0)
    shares = np.cumsum(weight * np.linspace(0.85, 1.15, HISTORY_DAYS))
    return np.searchsorted(shares / shares[-1], points).astype(np.float64)


SEASON = quantile_table(_season)
"""Lookup table of days of the history by how many students enquire on them."""


def time_of_day(draw: Draw, name: str, rows: Ints, hours: str) -> Ints:
    """Return microseconds since midnight; `hours` is 'click' (online) or 'office' (9 to 21)."""
    hour = draw.pick(f"{name}-hour", rows, _HOURS[hours])
    return hour * 3600 * MICROS + draw.below(f"{name}-past-hour", rows, 3600 * MICROS)


def ist_day(instants: Ints) -> Ints:
    """Return the day number since 1970 in India."""
    return (instants + IST) // DAY


def session_year(days: Ints) -> Ints:
    """Return the year in which the academic session (April to March) of a day number began."""
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return (months - 3) // 12 + 1970


def april_first(years: Ints) -> Ints:
    """Return the day number of 1 April of each year."""
    months = ((years - 1970) * 12 + 3).astype("datetime64[M]")
    return months.astype("datetime64[D]").astype(np.int64)
