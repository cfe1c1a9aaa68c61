"""From the world to Parquet files: part files of the base, one file a table and day after it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from cdp.synth import agents, days, dispositions, opportunities
from cdp.synth.arrow import DAY, Column, Table, as_table, fixed_texts, id_bytes
from cdp.synth.calendar import END
from cdp.synth.calls import base_calls, call_table, count_base_calls
from cdp.synth.catalogue import TABLES
from cdp.synth.draw import rows_between
from cdp.synth.leads import has_older_lead, lead_table
from cdp.synth.mess import Delivery, base_delivery
from cdp.synth.parquet import Part, clear_files, row_groups, write_part
from cdp.synth.people import populate_world

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cdp.synth.draw import Ints
    from cdp.synth.opportunities import Opportunities
    from cdp.synth.people import World

PART_ROWS = 484_000
_WORKERS = 2


@dataclass(frozen=True)
class Story:
    """The world, and how many calls and opportunities its leads led to."""

    world: World
    products: Opportunities
    scholarships: Opportunities
    firsts: Ints
    """Number of the first call of each base lead, and at the end the number of base calls."""


def write_days(
    out: Path, leads: int, seed: int, first: int, last: int
) -> tuple[dict[str, int], int]:
    """Write the files of days first to last (0 is the base) and the truth.

    Returns rows of each table and the number of files.
    """
    story = _make_story(seed, leads, last)
    parts = [part for day in range(first, last + 1) for part in _parts_of_day(story, day)]
    clear_files(out, first, last)
    rows: dict[str, int] = dict.fromkeys(TABLES, 0)
    with ThreadPoolExecutor(_WORKERS) as pool:
        for part, count in zip(
            parts, pool.map(lambda part: write_part(out, part), parts), strict=True
        ):
            rows[part.table] += count
    write_part(out, Part("_truth", "person.parquet", lambda: _truth_tables(story.world)))
    return rows, len(parts) + 1


def _make_story(seed: int, leads: int, last: int) -> Story:
    world = populate_world(seed, leads, last)
    firsts = np.concatenate([[0], np.cumsum(count_base_calls(world))])
    products = opportunities.plan_opportunities(world, opportunities.PRODUCT)
    return Story(
        world, products, opportunities.plan_opportunities(world, opportunities.SCHOLARSHIP), firsts
    )


def _parts_of_day(story: Story, day: int) -> Iterable[Part]:
    return _base_parts(story) if day == 0 else _day_parts(story, day)


def _base_parts(story: Story) -> list[Part]:
    """Return the part files of the base, the longest tables first: the workers end together."""
    tables = (
        ("call_log", int(story.firsts[-1]), _base_calls),
        ("call_disposition", int(story.firsts[-1]), _base_dispositions),
        ("lead", story.world.sizes.leads, _write_base_leads),
        ("product_opportunity", story.products.base, _base_products),
        ("scholarship_opportunity", story.scholarships.base, _base_scholarships),
        ("user", story.world.sizes.agents, _base_agents),
    )
    return [
        Part(table, f"day-0000-{part:04d}.parquet", partial(make, story, span))
        for table, count, make in tables
        for part, span in enumerate(_part_spans(count))
    ]


@dataclass(frozen=True)
class Span:
    """The row numbers of a part file, those of the part before, and whether it is the last."""

    rows: Ints
    before: Ints | None
    last: bool


def _part_spans(count: int) -> list[Span]:
    edges = [*range(0, max(count, 1), PART_ROWS), count]
    every = [rows_between(a, b) for a, b in pairwise(edges)]
    return [
        Span(rows, every[part - 1] if part else None, last=part == len(every) - 1)
        for part, rows in enumerate(every)
    ]


def _write_base_leads(story: Story, span: Span) -> Iterator[Table]:
    world = story.world
    older = has_older_lead(world, span.rows)
    delivery = base_delivery(
        world.draw("lead"), span.rows, span.before, last=span.last, has_older=older
    )
    for part in row_groups(len(delivery.rows)):
        yield lead_table(world, _cut_delivery(delivery, part))


def _base_opportunities(found: Opportunities, story: Story, span: Span) -> Iterator[Table]:
    world = story.world
    delivery = base_delivery(
        world.draw(found.kind),
        span.rows,
        span.before,
        last=span.last,
        when=found.created[span.rows],
        has_older=opportunities.has_older_opportunity(world, found, span.rows),
    )
    for part in row_groups(len(delivery.rows)):
        yield opportunities.opportunity_table(world, found, _cut_delivery(delivery, part))


def _base_products(story: Story, span: Span) -> Iterator[Table]:
    return _base_opportunities(story.products, story, span)


def _base_scholarships(story: Story, span: Span) -> Iterator[Table]:
    return _base_opportunities(story.scholarships, story, span)


def _base_agents(story: Story, span: Span) -> Iterator[Table]:
    delivery = base_delivery(story.world.draw("user"), span.rows, span.before, last=span.last)
    yield agents.agent_table(story.world, delivery)


def _base_calls(story: Story, span: Span) -> Iterator[Table]:
    world = story.world
    started = base_calls(world, story.firsts[:-1], span.rows).started
    delivery = base_delivery(
        world.draw("call_log"), span.rows, span.before, last=span.last, when=started
    )
    for part in row_groups(len(delivery.rows)):
        rows = delivery.rows[part]
        yield call_table(world, base_calls(world, story.firsts[:-1], rows))


def _base_dispositions(story: Story, span: Span) -> Iterator[Table]:
    """Number rows twice the call, and one more for a correction."""
    world = story.world
    rows = _disposition_rows(world, span.rows)
    before = None if span.before is None else _disposition_rows(world, span.before)
    started = base_calls(world, story.firsts[:-1], rows // 2).started
    when = started + (rows % 2) * DAY // 4
    delivery = base_delivery(
        world.draw("call_disposition"), rows, before, last=span.last, when=when
    )
    for part in row_groups(len(delivery.rows)):
        some = delivery.rows[part]
        calls = base_calls(world, story.firsts[:-1], some // 2)
        found = dispositions.Dispositions.plain(calls, some % 2 == 1, END)
        yield dispositions.disposition_table(world, found)


def _disposition_rows(world: World, calls: Ints) -> Ints:
    first = calls[dispositions.has_disposition(world, calls)] * 2
    second = calls[dispositions.is_corrected(world, calls)] * 2 + 1
    return np.concatenate([first, second])


def _cut_delivery(delivery: Delivery, part: slice) -> Delivery:
    return Delivery(delivery.rows[part], delivery.version[part])


def _day_parts(story: Story, day: int) -> list[Part]:
    makers = {
        "call_log": _day_calls,
        "call_disposition": _day_dispositions,
        "lead": _day_leads,
        "product_opportunity": partial(_day_opportunities, story.products),
        "scholarship_opportunity": partial(_day_opportunities, story.scholarships),
        "user": _day_agents,
    }
    return [
        Part(table, f"day-{day:04d}.parquet", partial(make, story, day))
        for table, make in makers.items()
    ]


def _day_leads(story: Story, day: int) -> Iterator[Table]:
    batch = days.leads_of_day(story.world, day)
    yield lead_table(story.world, batch.delivery, batch.moments)


def _day_opportunities(found: Opportunities, story: Story, day: int) -> Iterator[Table]:
    batch = days.opportunities_of_day(story.world, found, day)
    yield opportunities.opportunity_table(story.world, found, batch.delivery, batch.moments)


def _day_agents(story: Story, day: int) -> Iterator[Table]:
    batch = days.agents_of_day(story.world, day)
    yield agents.agent_table(story.world, batch.delivery, batch.moments)


def _day_calls(story: Story, day: int) -> Iterator[Table]:
    found = days.calls_of_day(story.world, story.firsts, day)
    everything = days.chain_calls([found.repeated, found.changed, found.fresh])
    yield call_table(story.world, everything)


def _day_dispositions(story: Story, day: int) -> Iterator[Table]:
    for found in days.dispositions_of_day(story.world, story.firsts, day):
        yield dispositions.disposition_table(story.world, found)


def _truth_tables(world: World) -> Iterator[Table]:
    leads = rows_between(0, len(world.lead_person))
    person = world.lead_person
    for part in row_groups(len(leads)):
        yield as_table(
            {
                "lead_id": fixed_texts(id_bytes(world.draw("lead"), leads[part])),
                "person_id": _number_texts(b"P", person[part]),
                "household_id": _number_texts(b"H", world.household[person[part]]),
            }
        )


def _number_texts(letter: bytes, numbers: Ints) -> Column:
    figures = numbers[:, None] // 10 ** rows_between(0, 8)[::-1] % 10 + ord("0")
    head = np.full((len(numbers), 1), letter[0])
    return fixed_texts(np.concatenate([head, figures], axis=1).astype(np.uint8))
