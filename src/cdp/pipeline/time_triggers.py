"""`ops.clock`: the queries that tell the next run whether the passing of time does anything."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from cdp.contracts.read import waiting_between
from cdp.contracts.rules import clocked
from cdp.pipeline.up_to_date import CLOCK, NOW, THEN
from cdp.sql.render import quoted, render, statement
from cdp.sql.scoping.clocks import clock_query, names_clock
from cdp.warehouse.refresh import scoping_of
from cdp.warehouse.run_marker import fingerprints

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cdp.warehouse.context import Run


def note(r: Run) -> None:
    """Write the queries, unless they stand there from the last run."""
    import pyarrow as pa

    if not r.full and r.known == fingerprints(r.compiled) and r.engine.columns(CLOCK):
        return
    rows = [*_of_contracts(r), *_of_models(r)]
    names = pa.array([name for name, _ in rows], pa.string())
    queries = pa.array([query for _, query in rows], pa.string())
    r.engine.load(CLOCK, pa.table({"table_name": names, "query": queries}))


def _of_contracts(r: Run) -> Iterator[tuple[str, str]]:
    for sourced in r.compiled.project.contracts:
        table = sourced.value.table
        kinds = set(clocked(table).values())
        if "unclear" in kinds:
            yield f"quarantine.{table.name}", "select 1 as one"
        elif kinds:
            where = waiting_between(f"timestamp '{THEN}'")
            sql = f"select 1 as one from quarantine.{quoted(table.name)} where {where}"
            yield f"quarantine.{table.name}", statement(sql, r.engine.dialect, _instant(NOW))


def _of_models(r: Run) -> Iterator[tuple[str, str]]:
    for model in (*r.compiled.silver, *r.compiled.gold, *r.compiled.audiences):
        if not names_clock(model.query):
            continue
        scoping = scoping_of(r.compiled, model)
        if scoping is None or scoping.blind_clock:
            yield str(model.relation), "select 1 as one"
            continue
        for clock in scoping.clocks:
            query = clock_query(clock, THEN)
            yield str(model.relation), render(query, r.engine.dialect, _instant(NOW))


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
