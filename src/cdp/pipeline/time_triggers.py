"""`ops.clock`: the queries that tell the next run whether the passing of time does anything.

They are asked before a project is compiled, so they stand there in the engine's dialect, with
instants and tables to be put in: an engine may name a table otherwise after each run.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from cdp.sql.scoping.clocks import clock_query, names_clock
from cdp.tables import INSTANT_NOW, INSTANT_THEN, TIME_TRIGGER, TIME_TRIGGER_TABLE
from cdp.types import Relation
from cdp.warehouse.context import TimeTrigger
from cdp.warehouse.refresh import scoping_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cdp.engine import Engine
    from cdp.sql.model import Query
    from cdp.warehouse.context import Run, Stage


def write_time_triggers(r: Run) -> None:
    """Write the queries of all stages, unless they stand there from the last run."""
    import pyarrow as pa

    stand = r.known == r.manifest.fingerprints() and r.session.has(TIME_TRIGGER)
    if stand and not r.full:
        return
    found = [
        (str(t.table), _stored(r.engine, t.query))
        for stage in r.manifest.stages
        if stage.time_triggers
        for t in stage.time_triggers(r, stage)
    ]
    columns = [pa.array([row[n] for row in found], pa.string()) for n in range(2)]
    r.session.load(TIME_TRIGGER, pa.table(columns, names=list(TIME_TRIGGER_TABLE.names())))


def refreshed_time_triggers(r: Run, stage: Stage) -> Iterator[TimeTrigger]:
    """Find which rows of models time alone changes."""
    for model in stage.models:
        if not names_clock(model.query):
            continue
        scoping = scoping_of(r, model)
        if scoping is None or scoping.blind_clock:
            yield TimeTrigger(model.relation, "select 1 as one")
            continue
        for clock in scoping.clocks:
            yield TimeTrigger(model.relation, clock_query(clock, INSTANT_THEN))


def _stored(engine: Engine, query: str | Query) -> str:
    from cdp.sql.parse import parse_own_query
    from cdp.sql.render import render

    tree = parse_own_query(query) if isinstance(query, str) else query
    instant = datetime.fromisoformat(INSTANT_NOW)
    return render(tree, engine.dialect, instant, lambda t: Relation("", f"{{{{{t}}}}}"))
