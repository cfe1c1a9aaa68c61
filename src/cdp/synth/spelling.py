"""How a person's name and email address come to be written on a lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cdp.synth import names
from cdp.synth.arrow import (
    Column,
    blank_unless,
    choose_column,
    digit_texts,
    join_texts,
    pa,
    plain_texts,
)
from cdp.synth.draw import Draw, weighted_table
from cdp.synth.naming import FAMILY, GIVEN

if TYPE_CHECKING:
    from cdp.synth.draw import Flags, Ints
    from cdp.synth.people import World

_SLIPS, _SHORT = 6, 3
_NAME_STYLES = (
    ("full", 63),
    ("upper", 8),
    ("lower", 5),
    ("swapped", 2.5),
    ("initial first", 2),
    ("initial last", 3),
    ("no surname", 6),
    ("honorific", 3),
    ("double space", 2),
    ("middle name", 2.5),
    ("space around", 1.2),
    ("dotted initial", 1),
    ("missing", 0.5),
    ("not a name", 0.3),
)
_STYLE = weighted_table([weight for _, weight in _NAME_STYLES])
_CODE = {name: code for code, (name, _) in enumerate(_NAME_STYLES)}
_TYPO_SHARE = 0.03


def _mistyped_names(name: str) -> list[str]:
    """Return a few ways to mistype a name: swap, drop, double, change a letter."""
    low, middle = name.lower(), max(1, len(name) // 2)
    near = dict(zip("abcdefghijklmnopqrstuvwxyz", "svvfrgfjjhlkknioetaryuwczx", strict=True))
    forms = (
        low[:middle] + low[middle : middle + 2][::-1] + low[middle + 2 :],
        low[:middle] + low[middle + 1 :],
        low[:middle] + low[middle] + low[middle:],
        low[:middle] + near.get(low[middle], "e") + low[middle + 1 :],
        low + "h" if low[-1] in "aeiou" else low + "a",
        low[:-1] if len(low) > _SHORT else low + low[-1],
    )
    return [form.title() for form in forms]


_CORRECT = [*GIVEN, *FAMILY]
_INITIAL, _EMPTY = len(_CORRECT), 2 * len(_CORRECT)
_SLIP = _EMPTY + 1
_TITLED = [
    *_CORRECT,
    *(name[0] for name in _CORRECT),
    "",
    *(slip for name in GIVEN for slip in _mistyped_names(name)),
]
_TOKENS = pa.array(
    _TITLED + [name.upper() for name in _TITLED] + [name.lower() for name in _TITLED], pa.string()
)
_SIZE = len(_TITLED)
_BEFORE = ("", " ", *names.HONORIFICS)
_BETWEEN = (" ", "  ", "", ". ", " Kumar ", " Kumari ", " K ")
_AFTER = ("", " ")


def write_full_names(world: World, draw: Draw, leads: Ints) -> Column:
    """Return the name written on each lead; null where none is."""
    person = world.lead_person[leads]
    style = draw.pick("name-style", leads, _STYLE)
    given, family = world.given[person], len(GIVEN) + world.surname[world.household[person]]
    slip = _SLIP + given * _SLIPS + draw.below("slip", leads, _SLIPS)
    first = np.where(draw.chance("name-typo", leads, _TYPO_SHARE), slip, given)
    swapped = _is_letter(style, "swapped")
    left, right = np.where(swapped, family, first), np.where(swapped, first, family)
    left = np.where(_is_letter(style, "initial first", "dotted initial"), _INITIAL + given, left)
    right = np.where(_is_letter(style, "initial last"), _INITIAL + family, right)
    right = np.where(_is_letter(style, "no surname"), _EMPTY, right)
    shift = np.select(
        [_is_letter(style, "upper"), _is_letter(style, "lower")], [_SIZE, 2 * _SIZE], 0
    )
    before, between = _around_tokens(draw, leads, style, world.girl[person])
    text = join_texts(
        plain_texts(_BEFORE, before),
        plain_texts(_TOKENS, left + shift),
        plain_texts(_BETWEEN, between),
        plain_texts(_TOKENS, right + shift),
        plain_texts(_AFTER, _is_letter(style, "space around").astype(np.int64)),
    )
    none = plain_texts(names.NOT_A_NAME, draw.below("not-a-name", leads, len(names.NOT_A_NAME)))
    return blank_unless(
        choose_column(_is_letter(style, "not a name"), none, text), ~_is_letter(style, "missing")
    )


def _is_letter(style: Ints, *wanted: str) -> Flags:
    return np.isin(style, [_CODE[name] for name in wanted])


def _around_tokens(draw: Draw, leads: Ints, style: Ints, girl: Flags) -> tuple[Ints, Ints]:
    """Return what stands before and between the two tokens, as places in _BEFORE and _BETWEEN."""
    honorific = 2 + girl * 4 + draw.below("honorific", leads, 4)
    before = np.select(
        [_is_letter(style, "honorific"), _is_letter(style, "space around")],
        [honorific, _BEFORE.index(" ")],
        0,
    )
    middle = np.where(girl, _BETWEEN.index(" Kumari "), _BETWEEN.index(" Kumar "))
    middle = np.where(draw.chance("short-middle", leads, 0.2), _BETWEEN.index(" K "), middle)
    special = {"double space": "  ", "no surname": "", "dotted initial": ". "}
    between = np.where(_is_letter(style, "middle name"), middle, 0)
    for name, text in special.items():
        between = np.where(_is_letter(style, name), _BETWEEN.index(text), between)
    return before, between


def write_agent_names(draw: Draw, agents: Ints) -> Column:
    """Return names of agents, written well."""
    given = draw.below("given", agents, len(GIVEN))
    family = draw.below("family", agents, len(FAMILY))
    return join_texts(
        plain_texts(GIVEN, given), plain_texts((" ",), given * 0), plain_texts(FAMILY, family)
    )


_DOMAINS = (
    "@gmail.com",
    "@yahoo.com",
    "@yahoo.co.in",
    "@outlook.com",
    "@hotmail.com",
    "@rediffmail.com",
    "@icloud.com",
)
_DOMAIN = weighted_table((78, 7, 3, 4, 3, 3, 2))
_MALFORMED = (
    "@gmail",
    "gmail.com",
    "@@gmail.com",
    " @ gmail.com",
    "@gmail..com",
    "@",
    "@gmail,com",
)
_SHOUTED = ("@GMAIL.COM", "@Gmail.com")
_ALL_DOMAINS = _DOMAINS + _MALFORMED + _SHOUTED
PLACEHOLDERS = (
    "test@gmail.com",
    "na@na.com",
    "noemail@gmail.com",
    "test@test.com",
    "none@none.com",
    "abc@gmail.com",
)
_PLACEHOLDER = weighted_table((30, 25, 15, 12, 10, 8))
_SHAPES = (
    ("given", ".", "family"),
    ("given", "", "family"),
    ("given", "", "nothing"),
    ("initial", ".", "family"),
    ("family", "_", "given"),
    ("given", "_", "family"),
)
_PIECES = ("given", "initial", "family", "nothing")
_LEFT, _RIGHT = (np.array([_PIECES.index(shape[side]) for shape in _SHAPES]) for side in (0, 2))
_HAS_EMAIL, _GIVES_EMAIL, _BORROWS_EMAIL = 0.65, 0.905, 0.3
_PLACEHOLDER_SHARE, _MALFORMED_SHARE, _MIXED_CASE_SHARE = 0.03, 0.01, 0.12


def write_emails(world: World, draw: Draw, leads: Ints) -> Column:
    """Return the address on each lead: the person's own, a sibling's, or no real one."""
    person = world.lead_person[leads]
    home = world.household[person]
    borrows = draw.chance("borrows-email", person, _BORROWS_EMAIL)
    owner = np.where(borrows, world.first_child[home], person)
    second = (world.lead_slot[leads] > 0) & draw.chance("second-email", leads, 0.12)
    shape = draw.below("email-shape", owner, len(_SHAPES) - 1) + second
    given, family = world.given[owner], len(GIVEN) + world.surname[home]
    pieces = [given, _INITIAL + given, family, np.full(len(leads), _EMPTY)]
    mixed = draw.chance("email-case", leads, _MIXED_CASE_SHARE)
    case = np.where(mixed, 0, 2 * _SIZE)
    text = join_texts(
        plain_texts(_TOKENS, np.choose(_LEFT[shape], pieces) + case),
        plain_texts([separator for _, separator, _ in _SHAPES], shape),
        plain_texts(_TOKENS, np.choose(_RIGHT[shape], pieces) + case),
        digit_texts(10 + (owner * 7919 + second * 3) % 9_999_991),
        plain_texts(_ALL_DOMAINS, _email_domains(draw, leads, owner, mixed)),
        plain_texts(_AFTER, draw.chance("email-space", leads, 0.008).astype(np.int64)),
    )
    placeholder = draw.chance("placeholder", leads, _PLACEHOLDER_SHARE)
    dummy = plain_texts(PLACEHOLDERS, draw.pick("which-placeholder", leads, _PLACEHOLDER))
    has = draw.chance("has-email", owner, _HAS_EMAIL)
    has &= draw.chance("gives-email", leads, _GIVES_EMAIL)
    return blank_unless(choose_column(placeholder, dummy, text), has | placeholder)


def _email_domains(draw: Draw, leads: Ints, owner: Ints, mixed: Flags) -> Ints:
    """Return places in _ALL_DOMAINS: the owner's, at times shouted or spoilt."""
    malformed = len(_DOMAINS) + draw.below("malformed", leads, len(_MALFORMED))
    shouted = len(_DOMAINS) + len(_MALFORMED) + draw.below("shouted", leads, len(_SHOUTED))
    domain = draw.pick("domain", owner, _DOMAIN)
    loud = mixed & (domain == 0) & draw.chance("shouts", leads, 0.4)
    domain = np.where(loud, shouted, domain)
    return np.where(draw.chance("is-malformed", leads, _MALFORMED_SHARE), malformed, domain)


def write_student_ids(world: World, draw: Draw, leads: Ints) -> Column:
    """Return enrolment numbers, unique to a person, present on some leads of the enrolled."""
    person = world.lead_person[leads]
    last = world.lead_slot[leads] == world.lead_count[person] - 1
    shown = is_enrolled(world, person) & (last | draw.chance("shows-student-id", leads, 0.5))
    numbers = 20_000_000_000 + (person * 7_368_787 + 12_345_679) % 9_999_999_967
    return blank_unless(digit_texts(numbers), shown)


def is_enrolled(world: World, person: Ints) -> Flags:
    """Tell which persons have been students."""
    return world.draw("people").chance("enrolled", person, 0.08)
