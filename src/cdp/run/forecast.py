"""What a run would do at most: the decisions of `run.plan`, taken without changing anything.

A table that may change counts as changed; what turns out to be as it was is skipped in the run.
How many rows a scoped model will touch is known only once its inputs have changed; beforehand the
rows of new files stand for them, and the rows of the table for what is computed whole.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cdp.engine import open_engine
from cdp.errors import QueryError
from cdp.models.runner import count
from cdp.run import identify, quality
from cdp.run.context import Run
from cdp.run.marker import last_run
from cdp.run.plan import Change, Decision, selected
from cdp.run.refresh import decision_for
from cdp.types import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from cdp.engine import Engine
    from cdp.run.compile import Compiled
    from cdp.run.plan import Mode
    from cdp.run.sources import Source
    from cdp.types import StageResult


@dataclass(frozen=True)
class Step:
    """What would be done with one table: skip, scoped, compare or build, and why."""

    stage: str
    table: str
    mode: Mode
    rows: int | None
    """Rows that are read or computed; None where that shows only when it is done."""
    reason: str


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
    for source in r.sources.values():
        decision = source.decision
        moved = Change.rows if decision.mode == "scoped" else Change.all
        quiet = decision.mode == "skip"
        r.changes[Relation("source", source.name)] = Change.none if quiet else moved
        rows = _rows(source, files, r.as_of)
        yield Step("contracts", source.name, decision.mode, rows, decision.reason)
    for model in r.compiled.silver:
        yield _model_step(r, "silver", model.relation, decision_for(r, model)[0])
    identity = r.compiled.project.identity
    if identity is not None:
        decision = identify.decision(r, identity.value)
        for relation in identify.PUBLISHED:
            r.changes[relation] = _change(decision)
        yield Step("identity", "records", decision.mode, None, decision.reason)
    for model in r.compiled.gold:
        yield _model_step(r, "gold", model.relation, decision_for(r, model)[0])
    for model in r.compiled.audiences:
        yield _model_step(r, "audiences", model.relation, decision_for(r, model)[0])


def _model_step(r: Run, stage: str, relation: Relation, decision: Decision) -> Step:
    r.changes[relation] = _change(decision)
    rows = 0 if decision.mode == "skip" else None
    if decision.mode in {"compare", "build"} and r.engine.columns(relation):
        rows = count(r.engine, relation, r.as_of)
    return Step(stage, str(relation), decision.mode, rows, decision.reason)


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
