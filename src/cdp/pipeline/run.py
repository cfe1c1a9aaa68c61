"""The whole way of a run, a line a stage."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from cdp.audiences import membership
from cdp.contracts import step as quality
from cdp.identity.step import STEPS, resolve_identity
from cdp.pipeline import time_triggers as clock
from cdp.profiles import user_change
from cdp.types import StageResult, TableCount
from cdp.warehouse.refresh import refresh_all
from cdp.warehouse.run_marker import MARKER, marker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cdp.warehouse.context import Run


def run(r: Run) -> list[StageResult]:
    """Build everything in one transaction: whatever fails, the last complete result stays.

    Raises SourceError, ContractError or QueryError; nothing has changed then.
    """
    c = r.compiled
    with r.engine.transaction():
        return [
            _stage(r, "ingest", len(c.project.contracts), quality.attach),
            _stage(r, "contracts", len(c.project.contracts), quality.split),
            _stage(r, "silver", len(c.silver), lambda r: refresh_all(r, c.silver)),
            _stage(r, "identity", STEPS, resolve_identity),
            _stage(r, "gold", len(c.gold), gold),
            _stage(r, "audiences", len(c.audiences), audiences),
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


def gold(r: Run) -> list[TableCount]:
    """Bring golden records and the other gold tables up to date, and tell what has changed."""
    user_change.remember(r)
    return [*refresh_all(r, r.compiled.gold), *user_change.write(r)]


def audiences(r: Run) -> list[TableCount]:
    """Find who is in each audience now, and note who has entered and left."""
    return [*refresh_all(r, r.compiled.audiences), *membership.keep(r, r.compiled.audiences)]


def publish(r: Run) -> list[TableCount]:
    """Write the run's marker, last: what it names is complete."""
    r.progress.step(str(MARKER))
    clock.note(r)
    r.engine.load(MARKER, marker(r))
    return [TableCount(str(MARKER), 1, 1)]
