"""Birth dates as forms and agents write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cdp.synth.arrow import NEVER, Column, choose_column, iso_dates, plain_texts

if TYPE_CHECKING:
    from cdp.synth.draw import Draw, Ints
    from cdp.synth.mess import Faults
    from cdp.synth.people import World

_BORN_MISTYPED, _BORN_SWAPPED = 0.010, 0.005
_MONTHS = 12


def birth_dates(world: World, draw: Draw, leads: Ints, faults: Faults) -> Column:
    """Return the birth date written on each lead: missing, mistyped or no date at all on some."""
    born = world.born[world.lead_person[leads]]
    slip = draw.uniform("born-slip", leads)
    born = np.where(slip < _BORN_MISTYPED, _mistyped_day(draw, leads, born), born)
    born = np.where(slip > 1 - _BORN_SWAPPED, _swapped_day(born), born)
    shown = draw.chance("born-shown", leads, 0.55)
    future, junk = faults.has("born_in_future"), faults.has("unparseable_date_of_birth")
    born = np.where(shown | future, born, NEVER)
    text = iso_dates(np.where(future, 29_000 + leads % 300, born))
    return choose_column(junk, plain_texts(("00-00-0000", "12/25/2010", "n.a."), leads % 3), text)


def _mistyped_day(draw: Draw, leads: Ints, born: Ints) -> Ints:
    """Return a wrong birth day: off by a year or two, or by some days."""
    years = draw.below("born-years", leads, 4)
    return born + np.array([-730, -365, 365, 10])[years] + draw.below("born-days", leads, 2)


def _swapped_day(born: Ints) -> Ints:
    """Return birth days with day and month exchanged, where that is a date."""
    days = born.astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    day = (days - months).astype(np.int64)
    month = months.astype(np.int64) % _MONTHS
    year_start = months.astype("datetime64[Y]").astype("datetime64[M]")
    swapped = (year_start + day).astype("datetime64[D]").astype(np.int64) + month
    return np.where(day < _MONTHS, swapped, born)
