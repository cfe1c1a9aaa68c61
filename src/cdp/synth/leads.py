"""The table `lead`: what is written about a person each time they enquire."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cdp.synth import catalogue, mobiles, places, spelling
from cdp.synth.arrow import (
    DAY,
    MICROS,
    NEVER,
    Column,
    Table,
    as_table,
    blank_unless,
    boolean_column,
    code_column,
    dictionary_column,
    fixed_texts,
    id_bytes,
    id_texts,
    integer_column,
    join_texts,
    plain_texts,
)
from cdp.synth.birth_dates import birth_dates
from cdp.synth.calendar import END, IST, april_first, ist_day, session_year
from cdp.synth.draw import lognormal_table, rows_between, weighted_table
from cdp.synth.mess import DELETED, HAS_OLDER_VERSION, Faults, Times, stamp_columns
from cdp.synth.naming import BRANCHES
from cdp.synth.people import NO_LAB, class_index

if TYPE_CHECKING:
    from cdp.synth.draw import Draw, Flags, Ints
    from cdp.synth.mess import Delivery
    from cdp.synth.people import World

_STAGE = weighted_table((20, 24, 18, 12, 8, 0, 18))
_ENROLLED = catalogue.LEAD_STAGES.index("Enrolled")
_NEXT_STAGE = np.array([1, 2, 3, 4, 5, 4, 1])
_EARLIER_STAGE = np.array([0, 0, 1, 2, 3, 4, 1])
_STATUS = np.stack(
    [
        weighted_table(shares)
        for shares in (
            (90, 0, 5, 5, 0),
            (60, 5, 20, 15, 0),
            (15, 40, 35, 10, 0),
            (15, 45, 35, 5, 0),
            (10, 60, 28, 2, 0),
            (5, 0, 0, 0, 95),
            (0, 0, 0, 15, 85),
        )
    ]
)
FIRST_SESSION = 2020
SESSIONS = [f"{year}-{(year + 1) % 100:02d}" for year in range(FIRST_SESSION, 2060)]
_UPDATE_DELAY = lognormal_table(9 * 86_400, 1.6)
_SOURCE = weighted_table([weight for *_, weight in catalogue.SOURCES])
_SUB = [sub for _, subs, _, _ in catalogue.SOURCES for sub in subs]
_SUB_COUNT = np.array([len(subs) for _, subs, _, _ in catalogue.SOURCES])
_SUB_FIRST = np.cumsum(_SUB_COUNT) - _SUB_COUNT
_TAGGED = np.array([tagged for _, _, tagged, _ in catalogue.SOURCES])
_UTM = [catalogue.UTM.get(name, ("", "")) for name, *_ in catalogue.SOURCES]
_PLACE = np.array([place for place, _, _ in BRANCHES])
_LANGUAGES = sorted({row[5] for row in places.CITIES} | {"English"})
_LANGUAGE = np.array([_LANGUAGES.index(row[5]) for row in places.CITIES])
_ENGLISH = _LANGUAGES.index("English")


@dataclass(frozen=True)
class Moments:
    """When a later version was made, one value a delivered row; NEVER where it is the first."""

    updated: Ints
    deleted: Ints


def has_older_lead(world: World, leads: Ints) -> Flags:
    """Tell which leads were delivered in an older version too."""
    share = HAS_OLDER_VERSION / (1 - 0.20)
    settled = world.lead_created[leads] < END - DAY
    older = settled & world.draw("lead").chance("older", leads, share)
    return older & (base_lead_stage(world, leads) > 0)


def base_lead_stage(world: World, leads: Ints) -> Ints:
    """Return the stage, an index in `catalogue.LEAD_STAGES`, a lead had at the end of the base."""
    draw, person = world.draw("lead"), world.lead_person[leads]
    stage = draw.pick("stage", leads, _STAGE)
    last = world.lead_slot[leads] == world.lead_count[person] - 1
    won = spelling.is_enrolled(world, person) & (last | draw.chance("won", leads, 0.3))
    return np.where(won, _ENROLLED, stage)


def lead_stage(world: World, leads: Ints, version: Ints) -> Ints:
    """Return the stage in a version: -1 older, 0 base, 1 and 2 later."""
    base = base_lead_stage(world, leads)
    return np.select([version < 0, version == 0], [_EARLIER_STAGE[base], base], _NEXT_STAGE[base])


def _lead_times(world: World, delivery: Delivery, moments: Moments | None) -> Times:
    draw, leads = world.draw("lead"), delivery.rows
    created = world.lead_created[leads]
    delay = (60 + draw.pick("update-delay", leads, _UPDATE_DELAY)) * MICROS
    delay += draw.below("update-part", leads, MICROS)
    born_late = leads >= world.sizes.leads
    limit = np.where(born_late, (ist_day(created) + 1) * DAY - IST, END)
    updated = created + np.minimum(delay, (limit - created) // 2)
    deleted = np.where(draw.chance("deleted", leads, DELETED) & ~born_late, updated, NEVER)
    older = delivery.version < 0
    updated = np.where(older, created + (updated - created) // 2, updated)
    deleted = np.where(older, NEVER, deleted)
    if moments is not None:
        updated = np.where(moments.updated == NEVER, updated, moments.updated)
        deleted = np.where(moments.deleted == NEVER, deleted, moments.deleted)
    return Times(created, updated, deleted)


def lead_table(world: World, delivery: Delivery, moments: Moments | None = None) -> Table:
    """Return rows of `lead`, one for each delivered row."""
    draw, leads = world.draw("lead"), delivery.rows
    faults = Faults.of("lead", leads, delivery.version)
    times = _lead_times(world, delivery, moments)
    columns = stamp_columns(draw, leads, id_bytes(draw, leads), times, faults, as_text=True)
    columns |= _person_columns(world, draw, delivery, faults)
    columns |= _school_columns(world, draw, leads)
    columns |= _address_columns(world, draw, leads)
    columns |= _lead_source_columns(draw, leads)
    columns |= _stage_columns(world, draw, delivery, faults)
    columns |= _consent_columns(draw, leads)
    return as_table({name: columns[name] for name in COLUMNS})


COLUMNS = (
    *("id", "created_at", "updated_at", "deleted_at", "name", "primary_mobile_number", "email"),
    *("student_id", "date_of_birth", "gender", "class_name", "stream", "board", "school_name"),
    *("city", "state", "pincode", "branch_id", "branch_name", "lead_source", "lead_sub_source"),
    *("utm_source", "utm_medium", "utm_campaign", "lead_stage", "lead_status", "lead_score"),
    *("owner_id", "academic_session", "target_exam_year", "preferred_language"),
    *("whatsapp_opt_in", "sms_opt_in", "email_opt_in", "dnd"),
)


def _person_columns(
    world: World, draw: Draw, delivery: Delivery, faults: Faults
) -> dict[str, Column]:
    leads, person = delivery.rows, world.lead_person[delivery.rows]
    numbers = mobiles.lead_mobiles(world, leads)
    corrected = (delivery.version > 0) & mobiles.is_mistyped(world, leads)
    numbers = np.where(corrected, mobiles.true_mobiles(world, leads), numbers)
    gender = np.where(draw.chance("other-gender", person, 0.002), 2, world.girl[person])
    gender = np.where(draw.chance("gender-missing", leads, 0.08), -1, gender)
    gender = np.where(faults.has("unknown_gender"), len(catalogue.GENDERS), gender)
    return {
        "name": spelling.write_full_names(world, draw, leads),
        "primary_mobile_number": mobiles.write_mobiles(draw, leads, numbers),
        "email": spelling.write_emails(world, draw, leads),
        "student_id": spelling.write_student_ids(world, draw, leads),
        "date_of_birth": birth_dates(world, draw, leads, faults),
        "gender": code_column((*catalogue.GENDERS, catalogue.UNKNOWN), gender),
    }


def _school_columns(world: World, draw: Draw, leads: Ints) -> dict[str, Column]:
    person = world.lead_person[leads]
    day = ist_day(world.lead_created[leads])
    place = _PLACE[world.branch[world.household[person]]]
    grade = class_index(world.born[person], day)
    school = draw.below("school", person, len(places.SCHOOLS)) * len(places.CITIES) + place
    lab = world.lead_lab[leads]
    visited = draw.below("lab-school", lab, len(places.SCHOOLS)) * len(places.CITIES) + place
    school = np.where(lab == NO_LAB, school, visited)
    school = np.where(draw.chance("school-missing", leads, 0.25), -1, school)
    board = draw.pick("board", person, weighted_table((64, 9, 25, 2)))
    this_year = session_year(day)
    session = this_year + (day - april_first(this_year) >= _ENQUIRIES_FOR_NEXT_YEAR)
    return {
        "class_name": code_column(
            catalogue.CLASSES, _missing_or(draw, "class", leads, 0.06, grade)
        ),
        "stream": code_column(
            catalogue.STREAMS,
            _missing_or(draw, "stream", leads, 0.05, school_stream(draw, person, grade)),
        ),
        "board": code_column(catalogue.BOARDS, _missing_or(draw, "board", leads, 0.2, board)),
        "school_name": code_column(_SCHOOLS, school),
        "academic_session": code_column(SESSIONS, session - FIRST_SESSION),
        "target_exam_year": integer_column(
            this_year + 1 + np.maximum(7 - grade, 0), ~draw.chance("year-missing", leads, 0.1)
        ),
    }


_ENQUIRIES_FOR_NEXT_YEAR = 183
_CLASS_10 = catalogue.CLASSES.index("10")
_SCHOOLS = [f"{school}, {city[0]}" for school in places.SCHOOLS for city in places.CITIES]


def school_stream(draw: Draw, person: Ints, grade: Ints) -> Ints:
    """Return the stream, an index in `catalogue.STREAMS`, of a child in a class."""
    return np.where(grade <= _CLASS_10, 2, draw.chance("engineer", person, 0.36))


def _missing_or(draw: Draw, name: str, leads: Ints, share: float, codes: Ints) -> Ints:
    return np.where(draw.chance(f"{name}-missing", leads, share), -1, codes)


def _address_columns(world: World, draw: Draw, leads: Ints) -> dict[str, Column]:
    home = world.household[world.lead_person[leads]]
    branch = world.branch[home]
    place = _PLACE[branch]
    shout = draw.chance("city-case", leads, 0.04) * len(places.CITIES)
    cities = [city[0] for city in places.CITIES]
    pin = join_texts(
        plain_texts([city[2] for city in places.CITIES], place),
        plain_texts([f"{tail:03d}" for tail in range(120)], draw.below("pin", home, 120)),
    )
    return {
        "city": code_column(
            cities + [city.upper() for city in cities],
            _missing_or(draw, "city", leads, 0.05, place + shout),
        ),
        "state": code_column(
            [city[1] for city in places.CITIES], _missing_or(draw, "state", leads, 0.04, place)
        ),
        "pincode": blank_unless(pin, ~draw.chance("pin-missing", leads, 0.12)),
        "branch_id": code_column([code for _, code, _ in BRANCHES], branch),
        "branch_name": code_column([name for _, _, name in BRANCHES], branch),
        "preferred_language": code_column(
            _LANGUAGES, np.where(draw.chance("english", home, 0.45), _ENGLISH, _LANGUAGE[place])
        ),
    }


def _lead_source_columns(draw: Draw, leads: Ints) -> dict[str, Column]:
    source = draw.pick("source", leads, _SOURCE)
    sub = _SUB_FIRST[source] + draw.cell("sub-source", leads) % _SUB_COUNT[source]
    tagged = np.where(_TAGGED[source] & draw.chance("tagged", leads, 0.85), source, -1)
    campaign = draw.below("campaign", leads, len(catalogue.UTM_CAMPAIGNS))
    return {
        "lead_source": code_column([name for name, *_ in catalogue.SOURCES], source),
        "lead_sub_source": code_column(_SUB, _missing_or(draw, "sub-source", leads, 0.1, sub)),
        "utm_source": code_column([source for source, _ in _UTM], tagged),
        "utm_medium": code_column([medium for _, medium in _UTM], tagged),
        "utm_campaign": code_column(catalogue.UTM_CAMPAIGNS, np.where(tagged < 0, -1, campaign)),
    }


def _stage_columns(
    world: World, draw: Draw, delivery: Delivery, faults: Faults
) -> dict[str, Column]:
    leads = delivery.rows
    stage = lead_stage(world, leads, delivery.version)
    status = _STATUS[stage, draw.cell("status", leads)].astype(np.int64)
    stage = np.where(faults.has("unknown_lead_stage"), len(catalogue.LEAD_STAGES), stage)
    status = np.where(faults.has("unknown_lead_status"), len(catalogue.LEAD_STATUSES), status)
    owner = draw.below("owner", leads, world.sizes.agents)
    owned = ~draw.chance("unowned", leads, 0.05)
    score = draw.below("score", leads, 60) + np.minimum(stage, 5) * 8
    return {
        "lead_stage": code_column((*catalogue.LEAD_STAGES, catalogue.UNKNOWN), stage),
        "lead_status": code_column((*catalogue.LEAD_STATUSES, catalogue.UNKNOWN), status),
        "lead_score": integer_column(score, ~draw.chance("score-missing", leads, 0.15)),
        "owner_id": agent_column(world, np.where(owned, owner, -1)),
    }


def _consent_columns(draw: Draw, leads: Ints) -> dict[str, Column]:
    return {
        name: boolean_column(
            draw.chance(name, leads, share), ~draw.chance(f"{name}-null", leads, missing)
        )
        for name, share, missing in (
            ("whatsapp_opt_in", 0.78, 0.05),
            ("sms_opt_in", 0.85, 0.05),
            ("email_opt_in", 0.66, 0.05),
            ("dnd", 0.04, 0.02),
        )
    }


def agent_column(world: World, agents: Ints) -> Column:
    """Return ids of agents, null where the number is negative."""
    return dictionary_column(
        id_texts(world.draw("user"), rows_between(0, world.sizes.agents)), agents
    )


def id_column(world: World, leads: Ints, valid: Flags | None = None) -> Column:
    """Return ids of leads, known or not."""
    return fixed_texts(id_bytes(world.draw("lead"), leads), valid)
