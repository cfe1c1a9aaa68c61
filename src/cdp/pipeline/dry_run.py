"""What a run would do at most: its decisions, taken without changing anything.

A table that may change counts as changed; what turns out to be as it was is skipped in the run.
How many rows a scoped model will touch is known only once its inputs have changed. Beforehand it
is estimated: a changed row touches one row of what it belongs to, and of what it is merely joined
to as many as there are a row on average; rows that time touches are counted. For what is computed
whole the rows of the table stand.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from cdp.engine import open_engine
from cdp.errors import QueryError
from cdp.pipeline.arrivals import open_sources
from cdp.pipeline.plan import select_models
from cdp.sql.scoping.clocks import clock_query
from cdp.warehouse.context import DryRun, PlannedTable, Run, RunRequest, Unwatched
from cdp.warehouse.plan import change_after
from cdp.warehouse.refresh import decision_for
from cdp.warehouse.run_marker import read_last_run
from cdp.warehouse.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from cdp.sql.model import Model
    from cdp.sql.scoping.scope import Scoping
    from cdp.types import Relation
    from cdp.warehouse.context import Manifest, Stage


def plan_run(
    manifest: Manifest,
    target_name: str | None,
    as_of: datetime,
    *,
    full: bool = False,
    select: Sequence[str] = (),
) -> list[PlannedTable]:
    """Plan a run; needs the warehouse for reading only, and no warehouse before the first run."""
    target, root = manifest.project.target(target_name), manifest.project.root
    rebuild = select_models(manifest, select)
    with contextlib.ExitStack() as opened:
        files = open_engine(target.engine, root, "scratch")
        opened.callback(files.close)
        try:
            engine = open_engine(target.engine, root, "read")
            opened.callback(engine.close)
        except QueryError:
            engine = files
        session = Session(engine, as_of)
        last = read_last_run(session)
        request = RunRequest("plan", as_of, target, full or last is None, rebuild)
        d = DryRun(Run(request, manifest, session, Unwatched(), last), Session(files, as_of))
        open_sources(d.run)
        return [t for stage in manifest.stages if stage.dry_run for t in stage.dry_run(d, stage)]


def plan_refreshed(d: DryRun, stage: Stage) -> Iterator[PlannedTable]:
    """Say how the models of a stage would be brought up to date."""
    for model in stage.models:
        yield _plan_model(d, stage.name, model)


def _plan_model(d: DryRun, stage: str, model: Model) -> PlannedTable:
    decision, scoping = decision_for(d.run, model)
    relation = model.relation
    d.run.changes[relation] = change_after(decision)
    rows: int | None = 0
    scoped = decision.mode == "scoped" and scoping is not None
    if decision.mode in {"compare", "build"}:
        rows = _stored(d.run, relation) if d.run.session.has(relation) else None
    elif scoped and scoping is not None:
        rows = _touched_rows(d, model, scoping)
    d.moved[relation] = rows or 0
    return PlannedTable(stage, str(relation), decision.mode, rows, decision.reason, scoped)


def _touched_rows(d: DryRun, model: Model, scoping: Scoping) -> int:
    """Estimate how many rows of a model its changed inputs and the time touch."""
    r = d.run
    there = _stored(r, model.relation)
    rows = 0.0
    for table in model.inputs:
        changed = d.moved.get(table, 0)
        if changed and table not in scoping.restricted and r.session.has(table):
            changed *= max(1.0, there / max(_stored(r, table), 1))
        rows += changed
    if r.since is not None and r.time_has_passed:
        since = r.since.isoformat(sep=" ")
        for clock in scoping.clocks:
            rows += sum(b.num_rows for b in r.session.scan(clock_query(clock, since)))
    return min(round(rows), there) if there else round(rows)


def _stored(r: Run, relation: Relation) -> int:
    return r.session.count(relation) if r.session.has(relation) else 0
