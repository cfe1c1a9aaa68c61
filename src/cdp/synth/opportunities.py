"""The tables `product_opportunity` and `scholarship_opportunity`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cdp.synth import catalogue, spelling
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
    digit_texts,
    double_column,
    id_bytes,
    integer_column,
    iso_dates,
    iso_instants,
)
from cdp.synth.calendar import END, IST, day_start, ist_day, session_year, time_of_day
from cdp.synth.draw import lognormal_table, rows_between, weighted_table
from cdp.synth.leads import FIRST_SESSION, SESSIONS, agent_column, id_column, school_stream
from cdp.synth.mess import DELETED, HAS_OLDER_VERSION, Faults, Times, stamp_columns
from cdp.synth.naming import BRANCHES
from cdp.synth.people import class_index

if TYPE_CHECKING:
    from cdp.synth.draw import Draw, Flags, Floats, Ints
    from cdp.synth.leads import Moments
    from cdp.synth.mess import Delivery
    from cdp.synth.people import World

PRODUCT, SCHOLARSHIP = "product_opportunity", "scholarship_opportunity"
_SHARE = {PRODUCT: (0.29, 0.04), SCHOLARSHIP: (0.243, 0.03)}
_STAGES = {
    PRODUCT: weighted_table((22, 24, 14, 9, 9, 22)),
    SCHOLARSHIP: weighted_table((26, 20, 20, 16, 6, 12)),
}
_NEXT = {PRODUCT: np.array([1, 2, 3, 4, 4, 0]), SCHOLARSHIP: np.array([1, 2, 3, 4, 4, 0])}
_EARLIER = {PRODUCT: np.array([0, 0, 1, 2, 3, 1]), SCHOLARSHIP: np.array([0, 0, 1, 2, 3, 0])}
_FEE_PENDING, _ENROLLED, _LOST = 3, 4, 5
_APPEARED, _DECLARED, _CANCELLED = 1, 2, 2
_RESULT_AFTER = 12
_COURSES_A_STREAM, _DIGITAL = 4, 3
_START_DELAY, _UPDATE_DELAY = lognormal_table(2 * 86_400, 1.5), lognormal_table(12 * 86_400, 1.2)
_FEES = np.array([fee for *_, fee in catalogue.PRODUCTS])


@dataclass(frozen=True)
class Opportunities:
    """Which lead every opportunity belongs to, and when it was made; later days stand last."""

    kind: str
    base: int
    a_day: int
    lead: Ints
    created: Ints


def plan_opportunities(world: World, kind: str) -> Opportunities:
    """Return the opportunities of one kind of the base and of all days."""
    draw, leads = world.draw(kind), rows_between(0, world.sizes.leads)
    share, second = _SHARE[kind]
    has = np.flatnonzero(draw.chance("has", leads, share))
    again = has[draw.chance("has-second", has, second)]
    lead = np.sort(np.concatenate([has, again]))
    rows = rows_between(0, len(lead))
    made = world.lead_created[lead]
    created = made + (60 + draw.pick("start-delay", rows, _START_DELAY)) * MICROS
    created += draw.below("start-part", rows, MICROS)
    inside = made + ((END - made) * draw.uniform("start-inside", rows) * 0.9).astype(np.int64)
    created = np.where(created < END - 3600 * MICROS, created, inside)
    a_day = max(5, round(len(lead) * 0.001))
    later = rows_between(len(lead), len(lead) + world.days * a_day)
    day = (later - len(lead)) // a_day
    recent = max(1, world.sizes.leads // 8)
    later_lead = world.sizes.leads - 1 - draw.below("later-lead", later, recent)
    later_at = day_start(1) + day * DAY + time_of_day(draw, "later-at", later, "office")
    return Opportunities(
        kind,
        len(lead),
        a_day,
        np.concatenate([lead, later_lead]),
        np.concatenate([created, later_at]),
    )


def has_older_opportunity(world: World, found: Opportunities, rows: Ints) -> Flags:
    """Tell which opportunities were delivered in an older version too."""
    draw = world.draw(found.kind)
    return draw.chance("older", rows, HAS_OLDER_VERSION / 0.76) & (
        _base_opportunity_stage(world, found, rows) > 0
    )


def _base_opportunity_stage(world: World, found: Opportunities, rows: Ints) -> Ints:
    stage = world.draw(found.kind).pick("stage", rows, _STAGES[found.kind])
    won = spelling.is_enrolled(world, world.lead_person[found.lead[rows]])
    stage = np.where(won & (stage != _LOST), _ENROLLED, stage)
    return _possible_stage(world, found, rows, np.where(rows < found.base, stage, 0))


def _opportunity_stage(world: World, found: Opportunities, delivery: Delivery) -> Ints:
    base = _base_opportunity_stage(world, found, delivery.rows)
    older, now = delivery.version < 0, delivery.version == 0
    later = _possible_stage(world, found, delivery.rows, _NEXT[found.kind][base])
    return np.select([older, now], [_EARLIER[found.kind][base], base], later)


def _possible_stage(world: World, found: Opportunities, rows: Ints, stage: Ints) -> Ints:
    """Return the stage, held back where the exam or its result is still to come."""
    if found.kind == PRODUCT:
        return stage
    today, exam_day = ist_day(np.array([END])), _exam_day(world, found, rows)
    most = np.where(exam_day >= today, 0, np.where(exam_day + _RESULT_AFTER > today, 1, _ENROLLED))
    return np.where(stage == _LOST, stage, np.minimum(stage, most))


def _exam_day(world: World, found: Opportunities, rows: Ints) -> Ints:
    draw = world.draw(SCHOLARSHIP)
    return ist_day(found.created[rows]) + 3 + draw.below("exam-day", rows, 45)


def _opportunity_times(
    world: World, found: Opportunities, delivery: Delivery, moments: Moments | None
) -> Times:
    draw, rows = world.draw(found.kind), delivery.rows
    created, later = found.created[rows], rows >= found.base
    delay = (60 + draw.pick("update-delay", rows, _UPDATE_DELAY)) * MICROS
    delay += draw.below("update-part", rows, MICROS)
    limit = np.where(later, created + 1800 * MICROS, END - 1)
    updated = np.minimum(created + delay, limit)
    deleted = np.where(draw.chance("deleted", rows, DELETED) & ~later, updated, NEVER)
    older = delivery.version < 0
    updated = np.where(older, created + (updated - created) // 2, updated)
    deleted = np.where(older, NEVER, deleted)
    if moments is not None:
        updated = np.where(moments.updated == NEVER, updated, moments.updated)
        deleted = np.where(moments.deleted == NEVER, deleted, moments.deleted)
    return Times(created, updated, deleted)


def opportunity_table(
    world: World, found: Opportunities, delivery: Delivery, moments: Moments | None = None
) -> Table:
    """Return rows of either table, one for each delivered row."""
    draw, rows = world.draw(found.kind), delivery.rows
    faults = Faults.of(found.kind, rows, delivery.version)
    times = _opportunity_times(world, found, delivery, moments)
    stage = _opportunity_stage(world, found, delivery)
    identity = id_bytes(draw, rows)
    columns = stamp_columns(draw, rows, identity, times, faults, as_text=True)
    columns["lead_id"] = id_column(world, found.lead[rows], faults.none("null_lead_id"))
    if found.kind == PRODUCT:
        columns |= _product_columns(
            world, found.lead[rows], rows, stage=stage, times=times, faults=faults
        )
    else:
        columns |= _scholarship_columns(world, found, rows, stage, faults)
    columns["owner_id"] = agent_column(world, draw.below("owner", rows, world.sizes.agents))
    return as_table(columns)


def _product_columns(
    world: World, lead: Ints, rows: Ints, *, stage: Ints, times: Times, faults: Faults
) -> dict[str, Column]:
    draw = world.draw(PRODUCT)
    person = world.lead_person[lead]
    grade = class_index(world.born[person], ist_day(times.created))
    course = school_stream(world.draw("lead"), person, grade) * _COURSES_A_STREAM + draw.pick(
        "course", rows, weighted_table((34, 26, 22, 18))
    )
    mode = np.where(
        course % _COURSES_A_STREAM == _DIGITAL, 1, draw.chance("hybrid", rows, 0.12) * 2
    )
    closed = np.where(stage >= _ENROLLED, times.updated, NEVER)
    reason = np.where(
        stage == _LOST, draw.below("lost-reason", rows, len(catalogue.LOST_REASONS)), -1
    )
    expected = ist_day(times.created) + 5 + draw.below("expected", rows, 60)
    session = session_year(ist_day(times.created)) - FIRST_SESSION
    wrong_stage, wrong_mode = faults.has("unknown_stage"), faults.has("unknown_mode")
    return {
        "product_code": code_column([code for code, *_ in catalogue.PRODUCTS], course),
        "product_name": code_column([name for _, name, *_ in catalogue.PRODUCTS], course),
        "mode": code_column((*catalogue.MODES, catalogue.UNKNOWN), np.where(wrong_mode, 3, mode)),
        "academic_session": code_column(SESSIONS, session),
        "stage": code_column(
            (*catalogue.PRODUCT_STAGES, catalogue.UNKNOWN), np.where(wrong_stage, 6, stage)
        ),
        "lost_reason": code_column(catalogue.LOST_REASONS, reason),
        **_fee_columns(draw, rows, course, stage, faults),
        "currency": code_column(("INR",), rows * 0),
        "expected_close_date": iso_dates(
            np.where(draw.chance("not-expected", rows, 0.2), NEVER, expected)
        ),
        "closed_at": iso_instants(closed, 3 * draw.below("closed-places", rows, 3)),
        "branch_id": code_column(
            [code for _, code, _ in BRANCHES], world.branch[world.household[person]]
        ),
    }


def _fee_columns(
    draw: Draw, rows: Ints, course: Ints, stage: Ints, faults: Faults
) -> dict[str, Column]:
    quoted: Floats = _FEES[course] * np.array([1.0, 0.95, 1.0, 1.05])[draw.below("price", rows, 4)]
    percents = np.array([0, 0, 0, 5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 90], dtype=np.float64)
    discount = percents[draw.below("discount", rows, len(percents))]
    net = np.round(quoted * (1 - discount / 100), 2)
    part = np.array([1.0, 1.0, 0.5, 0.3])[draw.below("instalment", rows, 4)]
    paid = np.select(
        [stage == _ENROLLED, stage == _FEE_PENDING], [np.round(net * part, 2), 5000.0], 0.0
    )
    quoted = np.where(faults.has("negative_quoted_fee"), -quoted, quoted)
    discount = np.where(faults.has("discount_over_100"), 150.0, discount)
    paid = np.where(faults.has("negative_paid_fee"), -2500.0, paid)
    return {
        "quoted_fee": double_column(quoted),
        "discount_percent": double_column(discount),
        "paid_fee": double_column(paid),
    }


def _scholarship_columns(
    world: World, found: Opportunities, rows: Ints, stage: Ints, faults: Faults
) -> dict[str, Column]:
    draw = world.draw(SCHOLARSHIP)
    exam = draw.pick("exam", rows, weighted_table((55, 25, 14, 6)))
    exam_day = _exam_day(world, found, rows)
    held = exam_day < ist_day(np.array([END]))
    sat = (stage >= _APPEARED) & ((stage != _LOST) | (held & draw.chance("lost-after", rows, 0.4)))
    declared = sat & (stage >= _DECLARED) & (stage != _LOST)
    score = np.round(360 * draw.uniform("score", rows) ** 1.3, 1)
    rank = 1 + (20_000 * (1 - score / 360) ** 1.5).astype(np.int64) + draw.below("rank", rows, 40)
    grant = np.array([0, 10, 20, 30, 40, 50, 60, 80, 90, 100], dtype=np.float64)
    percent = grant[np.clip((score / 36.1).astype(np.int64), 0, 9)]
    percent = np.where(faults.has("scholarship_over_100"), 140.0, percent)
    result_at = np.where(
        declared, (exam_day + _RESULT_AFTER) * DAY - IST + 12 * 3600 * MICROS, NEVER
    )
    registration = np.where(sat, 1, draw.pick("registration", rows, weighted_table((70, 18, 12))))
    online = draw.chance("offline", rows, 0.6).astype(np.int64)
    return {
        "exam_code": code_column([code for code, _ in catalogue.EXAMS], exam),
        "exam_name": code_column([name for _, name in catalogue.EXAMS], exam),
        "exam_date": iso_dates(exam_day),
        "exam_mode": code_column(
            (*catalogue.EXAM_MODES, catalogue.UNKNOWN),
            np.where(faults.has("unknown_exam_mode"), 2, online),
        ),
        "roll_number": blank_unless(
            digit_texts(70_000_000 + rows * 13), registration != _CANCELLED
        ),
        "registration_status": code_column(catalogue.REGISTRATION_STATUSES, registration),
        "appeared": boolean_column(sat),
        "score": double_column(score, sat),
        "rank": integer_column(rank, declared),
        "scholarship_percent": double_column(
            percent, declared | faults.has("scholarship_over_100")
        ),
        "result_declared_at": iso_instants(result_at, rows * 0),
        "stage": code_column(
            (*catalogue.SCHOLARSHIP_STAGES, catalogue.UNKNOWN),
            np.where(faults.has("unknown_stage"), 6, stage),
        ),
    }
