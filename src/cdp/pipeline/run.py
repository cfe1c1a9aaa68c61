"""The whole way of a run: a stage after the other, and readers see it when the last is done."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from cdp.types import StageResult

if TYPE_CHECKING:
    from cdp.warehouse.context import Run, Stage


def run_stages(r: Run) -> list[StageResult]:
    """Run every stage of the manifest; whatever fails, the last complete result stays.

    The last stage commits. Raises SourceError, ContractError or QueryError; nothing has changed
    then.
    """
    return [_run_stage(r, stage) for stage in r.manifest.stages]


def _run_stage(r: Run, stage: Stage) -> StageResult:
    r.progress.stage(stage.name, stage.steps)
    started, sent = time.perf_counter(), r.engine.statements
    tables = tuple(stage.run(r, stage))
    seconds = round(time.perf_counter() - started, 3)
    result = StageResult(stage.name, tables, seconds, r.engine.statements - sent)
    r.progress.done(result)
    return result
