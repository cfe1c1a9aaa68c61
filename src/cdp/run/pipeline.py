"""The whole way of a run, a line a stage."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from cdp.models.runner import build, check_key
from cdp.run import identify, quality
from cdp.run.marker import MARKER, marker
from cdp.types import StageResult, TableCount

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cdp.run.context import Run
    from cdp.sql.model import Model


def run(r: Run) -> list[StageResult]:
    """Build everything in one transaction: whatever fails, the last complete result stays.

    Raises SourceError, ContractError or QueryError; nothing has changed then.
    """
    c = r.compiled
    with r.engine.transaction():
        return [
            _stage(r, "ingest", len(c.project.contracts), quality.attach),
            _stage(r, "contracts", len(c.project.contracts), quality.split),
            _stage(r, "silver", len(c.silver), lambda r: build_all(r, c.silver)),
            _stage(r, "identity", identify.STEPS, identify.resolve),
            _stage(r, "gold", len(c.gold), lambda r: build_all(r, c.gold)),
            _stage(r, "publish", 1, publish),
        ]


def _stage(
    r: Run, name: str, steps: int, work: Callable[[Run], Sequence[TableCount]]
) -> StageResult:
    r.progress.stage(name, steps)
    started = time.perf_counter()
    tables = tuple(work(r))
    result = StageResult(name, tables, round(time.perf_counter() - started, 3))
    r.progress.done(result)
    return result


def build_all(r: Run, wanted: Sequence[Model]) -> list[TableCount]:
    """Build models one after another and make sure that their keys are unique."""
    found: list[TableCount] = []
    for model in wanted:
        r.progress.step(str(model.relation))
        found.append(build(r.engine, model, r.as_of))
        check_key(r.engine, model, found[-1].kept, r.as_of)
    return found


def publish(r: Run) -> list[TableCount]:
    """Write the run's marker, last: what it names is complete."""
    r.progress.step(str(MARKER))
    r.engine.load(MARKER, marker(r))
    return [TableCount(str(MARKER), 1, 1)]
