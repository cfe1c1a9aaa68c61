"""Mobile numbers: who has which, which one a lead was given, and the many ways it is written down.

A number is an integer: ten digits for India, twelve with the country code for abroad, -1 for none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cdp.synth.arrow import Column, fixed_texts, ragged_texts
from cdp.synth.draw import Draw, rows_between, weighted_table
from cdp.synth.people import NO_LAB

if TYPE_CHECKING:
    from cdp.synth.draw import Bytes, Flags, Ints
    from cdp.synth.people import World

DUMMIES = np.array(
    [
        9999999999,
        6000000000,
        1234567890,
        9876543210,
        0,
        8888888888,
        7777777777,
        6666666666,
        1111111111,
    ]
)
_DUMMY = weighted_table((34, 10, 14, 16, 12, 5, 4, 3, 2))
_COUNTRIES = np.array([97150, 44771, 96650]) * 10**7
_COUNTRY = weighted_table((6, 2, 2))
NONE = -1
_SPACE, _BASE = 4 * 10**9, 6 * 10**9

DUMMY_SHARE, MISTYPED_SHARE, MISSING_SHARE = 0.005, 0.001, 0.001
_FOREIGN_SHARE, _CHANGED_SHARE = 0.003, 0.006
_OTHER_PHONE_FIRST, _OTHER_PHONE_LATER = 0.001, 0.003

STYLES: tuple[tuple[str, float], ...] = (
    ("DDDDDDDDDD", 45),
    ("+91DDDDDDDDDD", 14),
    ("91DDDDDDDDDD", 10),
    ("0DDDDDDDDDD", 6),
    ("+91 DDDDD DDDDD", 6),
    ("+91-DDDDDDDDDD", 5),
    ("DDDDD DDDDD", 3),
    ("DDDDD-DDDDD", 2),
    ("0091DDDDDDDDDD", 1.5),
    ("+91 DDDDDDDDDD", 2),
    ("+91.DDDDD.DDDDD", 0.5),
    ("(+91) DDDDDDDDDD", 0.8),
    ("(+91)DDDDD-DDDDD", 0.4),
    ("+91-DDDDD-DDDDD", 0.8),
    ("0DDDDD-DDDDD", 0.4),
    ("0DDDDD DDDDD", 0.6),
    ("DDD DDD DDDD", 0.7),
    ("DDD-DDD-DDDD", 0.5),
    (" DDDDDDDDDD ", 0.5),
    ("91-DDDDDDDDDD", 0.4),
    ("091DDDDDDDDDD", 0.1),
    ("DDDDDDDDD", 0.08),
    ("DDDDDDDDDDD", 0.04),
    ("NA", 0.03),
    ("-", 0.02),
)
"""How an Indian number is written, D for its digits in turn, and weights; the last five lose it."""

ABROAD: tuple[tuple[str, float], ...] = (
    ("+DDDDDDDDDDDD", 60),
    ("00DDDDDDDDDDDD", 15),
    ("+DDD DD DDD DDDD", 15),
    ("+DDD-DDDDDDDDD", 10),
)


def draw_number(index: Ints, draw: Draw) -> Ints:
    """Return the number of each index in [0, 4e9): a bijection onto valid Indian mobiles."""
    step = 2_654_435_761 + 2 * int(draw.below("number-step", rows_between(0, 1), 10**6)[0])
    step += 2 if step % 5 == 0 else 0
    found = (
        _BASE
        + (index * step + int(draw.below("number-start", rows_between(0, 1), _SPACE)[0])) % _SPACE
    )
    return np.where(np.isin(found, DUMMIES), 7_000_000_007, found)


def household_mobiles(world: World, homes: Ints) -> Ints:
    """Return the number a household gives first; some families live abroad."""
    draw = world.draw("mobile")
    at_home = draw_number(homes, draw)
    country = _COUNTRIES[draw.pick("country", homes, _COUNTRY)]
    return np.where(
        draw.chance("abroad", homes, _FOREIGN_SHARE), country + at_home % 10**7, at_home
    )


def lead_mobiles(world: World, leads: Ints) -> Ints:
    """Return the number each lead was given when it was made."""
    draw = world.draw("mobile")
    given = true_mobiles(world, leads)
    wrong = is_mistyped(world, leads)
    stranger = draw.below("stranger", leads, world.households)
    copied = draw.chance("copied", leads, 0.3)
    given = np.where(
        wrong,
        np.where(copied, household_mobiles(world, stranger), _mistype_number(draw, leads, given)),
        given,
    )
    kind = draw.uniform("kind", leads)
    dummy = DUMMIES[draw.pick("dummy", leads, _DUMMY)]
    given = np.where(~wrong & (kind < DUMMY_SHARE), dummy, given)
    given = np.where(~wrong & (kind > 1 - MISSING_SHARE), NONE, given)
    lab = world.lead_lab[leads]
    return np.where(lab == NO_LAB, given, draw_number(3 * 10**9 + lab, draw))


def true_mobiles(world: World, leads: Ints) -> Ints:
    """Return a number that does reach the person of each lead, whatever was written on the lead."""
    draw, person = world.draw("mobile"), world.lead_person[leads]
    home, again = world.household[person], world.lead_slot[leads] > 0
    changed = again & draw.chance("changed", person, _CHANGED_SHARE)
    other = draw.uniform("other-phone", leads) < np.where(
        again, _OTHER_PHONE_LATER, _OTHER_PHONE_FIRST
    )
    given = np.where(other, draw_number(2 * 10**9 + home, draw), household_mobiles(world, home))
    return np.where(changed, draw_number(10**9 + person, draw), given)


def is_mistyped(world: World, leads: Ints) -> Flags:
    """Tell which leads were given a wrong number: a slip of one digit, or a stranger's."""
    return world.draw("mobile").chance("mistyped", leads, MISTYPED_SHARE)


def _mistype_number(draw: Draw, leads: Ints, right: Ints) -> Ints:
    place = 10 ** draw.below("slip-place", leads, 9)
    digit = right // place % 10
    return right + ((digit + 1 + draw.below("slip-digit", leads, 9)) % 10 - digit) * place


def write_mobiles(draw: Draw, rows: Ints, numbers: Ints) -> Column:
    """Return numbers as agents and forms write them; none is null."""
    text = np.zeros((len(rows), 18), dtype=np.uint8)
    lengths = np.zeros(len(rows), dtype=np.int64)
    for styles, size, abroad in ((STYLES, 10, False), (ABROAD, 12, True)):
        group = np.flatnonzero((numbers != NONE) & ((numbers >= 10**11) == abroad))
        style = draw.pick(
            "mobile-style", rows[group], weighted_table([weight for _, weight in styles])
        )
        figures = _digits_of(numbers[group], size)
        for code, (pattern, _) in enumerate(styles):
            chosen = np.flatnonzero(style == code)
            text[group[chosen], : len(pattern)] = _fill_pattern(pattern, figures[chosen])
            lengths[group[chosen]] = len(pattern)
    return ragged_texts(text, lengths, numbers != NONE)


def _digits_of(numbers: Ints, size: int) -> Bytes:
    powers = 10 ** rows_between(0, size)[::-1]
    return (numbers[:, None] // powers % 10 + ord("0")).astype(np.uint8)


def _fill_pattern(pattern: str, figures: Bytes) -> Bytes:
    """Return the pattern with its Ds replaced; an eleventh D repeats the last digit."""
    text = np.tile(np.frombuffer(pattern.encode(), dtype=np.uint8), (len(figures), 1))
    slots = [place for place, sign in enumerate(pattern) if sign == "D"]
    for turn, place in enumerate(slots):
        text[:, place] = figures[:, min(turn, figures.shape[1] - 1)]
    return text


def write_international(numbers: Ints) -> Column:
    """Return `+919876543210` or the like; null where there is no number."""
    full = np.where(numbers < 10**11, 91 * 10**10 + numbers, numbers)
    plus = np.full((len(numbers), 1), ord("+"), dtype=np.uint8)
    return fixed_texts(np.concatenate([plus, _digits_of(full, 12)], axis=1), numbers != NONE)
