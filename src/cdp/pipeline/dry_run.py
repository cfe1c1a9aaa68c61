"""What a run would do at most: the decisions of `run.plan`, taken without changing anything.

A table that may change counts as changed; what turns out to be as it was is skipped in the run.
How many rows a scoped model will touch is known only once its inputs have changed. Beforehand it
is estimated: a changed row touches one row of what it belongs to, and of what it is merely joined
to as many as there are a row on average; rows that time touches are counted. For what is computed
whole the rows of the table stand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cdp.contracts import step as quality
from cdp.engine import open_engine
from cdp.errors import QueryError
from cdp.identity.step import PUBLISHED, decide_resolution
from cdp.sql.render import render
from cdp.sql.scoping.clocks import clock_query
from cdp.types import Relation
from cdp.warehouse.context import Run
from cdp.warehouse.materialize import count
from cdp.warehouse.plan import Change, Decision, selected
from cdp.warehouse.refresh import decision_for
from cdp.warehouse.run_marker import last_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from cdp.contracts.read import Source
    from cdp.engine import Engine
    from cdp.pipeline.compile import Compiled
    from cdp.project.identity import Identity
    from cdp.sql.model import Model
    from cdp.sql.scoping.scope import Scoping
    from cdp.types import StageResult
    from cdp.warehouse.plan import Mode


@dataclass(frozen=True)
class Step:
    """What would be done with one table: skip, scoped, compare or build, and why."""

    stage: str
    table: str
    mode: Mode
    rows: int | None
    """Rows that are read or computed; None where that shows only when it is done."""
    reason: str
    estimated: bool = False
    """Whether `rows` is an estimate."""


class _Unheard:
    """Nobody who wants to know how far it is."""

    def stage(self, name: str, steps: int) -> None: ...
    def step(self, name: str) -> None: ...
    def done(self, result: StageResult) -> None: ...


def forecast(
    compiled: Compiled,
    target_name: str | None,
    as_of: datetime,
    *,
    full: bool = False,
    select: Sequence[str] = (),
) -> list[Step]:
    """Plan a run; needs the warehouse for reading only, and no warehouse before the first run."""
    target = compiled.project.target(target_name)
    anew = selected(compiled, select)
    in_memory = target.engine.model_copy(update={"path": ":memory:"})
    files = open_engine(in_memory, compiled.project.root)
    try:
        engine = open_engine(target.engine, compiled.project.root, "read")
    except QueryError:
        engine = files
    try:
        last = last_run(engine)
        r = Run(
            engine, compiled, target, "plan", as_of, _Unheard(),
            since=last.as_of if last else None, full=full or last is None,
            known=last.fingerprints if last else {}, anew=anew,
        )  # fmt: skip
        quality.find(r)
        return list(_steps(r, files))
    finally:
        engine.close()
        if engine is not files:
            files.close()


def _steps(r: Run, files: Engine) -> Iterator[Step]:
    moved: dict[Relation, int] = {}
    for source in r.sources.values():
        decision, relation = source.decision, Relation("source", source.name)
        changed = Change.rows if decision.mode == "scoped" else Change.all
        r.changes[relation] = Change.none if decision.mode == "skip" else changed
        moved[relation] = _rows(source, files, r.as_of)
        yield Step("contracts", source.name, decision.mode, moved[relation], decision.reason)
    for model in r.compiled.silver:
        yield _model_step(r, "silver", model, moved)
    identity = r.compiled.project.identity
    if identity is not None:
        yield _identity_step(r, identity.value, moved)
    for model in r.compiled.gold:
        yield _model_step(r, "gold", model, moved)
    for model in r.compiled.audiences:
        yield _model_step(r, "audiences", model, moved)


def _identity_step(r: Run, identity: Identity, moved: dict[Relation, int]) -> Step:
    decision = decide_resolution(r, identity)
    rows, scoped = 0, decision.mode == "scoped"
    for table in identity.records:
        rows += moved.get(table.relation, 0) if scoped else _stored(r, table.relation)
    rows = 0 if decision.mode == "skip" else rows
    for relation in PUBLISHED:
        r.changes[relation] = _change(decision)
        moved[relation] = rows
    return Step("identity", "records", decision.mode, rows, decision.reason, scoped)


def _model_step(r: Run, stage: str, model: Model, moved: dict[Relation, int]) -> Step:
    decision, scoping = decision_for(r, model)
    relation = model.relation
    r.changes[relation] = _change(decision)
    rows: int | None = 0
    scoped = decision.mode == "scoped" and scoping is not None
    if decision.mode in {"compare", "build"}:
        rows = _stored(r, relation) if r.engine.columns(relation) else None
    elif scoped and scoping is not None:
        rows = _touched(r, model, scoping, moved)
    moved[relation] = rows or 0
    return Step(stage, str(relation), decision.mode, rows, decision.reason, scoped)


def _touched(r: Run, model: Model, scoping: Scoping, moved: dict[Relation, int]) -> int:
    """Estimate how many rows of a model its changed inputs and the time touch."""
    there = _stored(r, model.relation)
    rows = 0.0
    for table in model.inputs:
        changed = moved.get(table, 0)
        if changed and table not in scoping.restricted and r.engine.columns(table):
            changed *= max(1.0, there / max(_stored(r, table), 1))
        rows += changed
    if r.since is not None and r.since != r.as_of:
        since = r.since.isoformat(sep=" ")
        for clock in scoping.clocks:
            query = render(clock_query(clock, since), r.engine.dialect, r.as_of)
            rows += r.engine.fetch(f"select count(*) as n from ({query}) as t")["n"][0].as_py()
    return min(round(rows), there) if there else round(rows)


def _stored(r: Run, relation: Relation) -> int:
    return count(r.engine, relation, r.as_of) if r.engine.columns(relation) else 0


def _change(decision: Decision) -> Change:
    """Say what may have changed once this is done."""
    if decision.mode == "skip":
        return Change.none
    return Change.all if decision.mode == "build" else Change.rows


def _rows(source: Source, files: Engine, as_of: datetime) -> int:
    """Count the rows of the files that would be read."""
    if source.decision.mode == "skip":
        return 0
    found = source.arrival.files
    if source.decision.mode == "scoped":
        pairs = zip(found.paths, found.numbers, strict=True)
        new = [(p, n) for p, n in pairs if n in source.arrival.new]
        if not new:
            return 0
        found = replace(found, paths=tuple(p for p, _ in new), numbers=tuple(n for _, n in new))
    landed = Relation("landed", source.name)
    files.attach(landed, found)
    return count(files, landed, as_of)
