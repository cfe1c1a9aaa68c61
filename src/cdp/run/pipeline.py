"""The whole way of a run, a line a stage."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from cdp.ingest import discover
from cdp.models.runner import build
from cdp.run import identify, quality
from cdp.run.marker import MARKER, marker
from cdp.types import Relation, StageResult, TableCount

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
            _stage(r, "ingest", len(c.project.contracts), ingest),
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


def ingest(r: Run) -> list[TableCount]:
    """Find the source's files and make each table readable as `raw.<table>`."""
    tables = {c.value.source_name: c.value.table.name for c in r.compiled.project.contracts}
    files, register = discover.discover(
        r.target.source, r.compiled.project.root, tables, discover.known_files(r.engine),
        run_id=r.run_id, as_of=r.as_of,
    )  # fmt: skip
    r.engine.load(discover.SOURCE_FILE, discover.register_rows(register))
    found: list[TableCount] = []
    for item in files:
        r.progress.step(item.table)
        started = time.perf_counter()
        r.engine.attach(Relation("raw", item.table), item)
        seconds = round(time.perf_counter() - started, 3)
        found.append(TableCount(item.table, 0, 0, seconds=seconds, files=len(item.paths)))
    return found


def build_all(r: Run, wanted: Sequence[Model]) -> list[TableCount]:
    """Build models one after another."""
    found: list[TableCount] = []
    for model in wanted:
        r.progress.step(str(model.relation))
        found.append(build(r.engine, model, r.as_of))
    return found


def publish(r: Run) -> list[TableCount]:
    """Write the run's marker, last: what it names is complete."""
    r.progress.step(str(MARKER))
    r.engine.load(MARKER, marker(r))
    return [TableCount(str(MARKER), 1, 1)]
