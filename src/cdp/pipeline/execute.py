"""Run a compiled project once: lease, engine, pipeline, history."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cdp.engine import open_engine
from cdp.errors import CdpError, Interrupted
from cdp.pipeline.plan import select_models
from cdp.pipeline.run import run_stages
from cdp.store.state import PATIENCE, begin_run, end_run, held_by_run, hold_lease, open_state
from cdp.warehouse.context import Run, RunRequest
from cdp.warehouse.run_marker import read_last_run
from cdp.warehouse.session import Session

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from datetime import datetime
    from pathlib import Path
    from types import FrameType

    from cdp.engine import Engine
    from cdp.project.config import Target
    from cdp.types import StageResult, TableCount
    from cdp.warehouse.context import Manifest, Progress


@dataclass(frozen=True)
class RunResult:
    """A complete run: its stages with rows, seconds and statements."""

    run_id: str
    target: str
    as_of: datetime
    seconds: float
    stages: tuple[StageResult, ...]
    fingerprints: dict[str, str]
    statements: int = 0
    """Statements that the engine was sent, those outside the stages included."""

    def report(self) -> dict[str, Any]:
        """Write the run as plain data, as `cdp run --format json` prints it."""
        return {
            "run_id": self.run_id,
            "target": self.target,
            "as_of": f"{self.as_of.isoformat()}Z",
            "status": "complete",
            "seconds": self.seconds,
            "statements": self.statements,
            "stages": [_stage_report(s) for s in self.stages],
            "fingerprints": self.fingerprints,
        }


def _stage_report(stage: StageResult) -> dict[str, Any]:
    sums = ("rows_in", "kept", "quarantined", "duplicates")
    return {
        "name": stage.name,
        **{name: sum(getattr(t, name) for t in stage.tables) for name in sums},
        "seconds": stage.seconds,
        "statements": stage.statements,
        "tables": [_table_report(t) for t in stage.tables],
    }


def _table_report(table: TableCount) -> dict[str, Any]:
    return {
        "table": table.table,
        "rows_in": table.rows_in,
        "kept": table.kept,
        "quarantined": table.quarantined,
        "duplicates": table.duplicates,
        "seconds": table.seconds,
        "statements": table.statements,
        "rejects": dict(table.rejects),
        "warnings": dict(table.warnings),
        "notes": list(table.notes),
    }


@contextlib.contextmanager
def _noted_interrupts() -> Generator[list[int]]:
    """Collect interrupts: a driver may make any error of one that hits it inside."""
    seen: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        seen.append(number)
        signal.default_int_handler(number, frame)

    if threading.current_thread() is not threading.main_thread():
        yield seen
        return
    before = signal.signal(signal.SIGINT, note)
    try:
        yield seen
    finally:
        signal.signal(signal.SIGINT, before)


def _opened(
    target: Target, root: Path, engine: Engine | None
) -> contextlib.AbstractContextManager[Engine]:
    if engine is not None:
        return contextlib.nullcontext(engine)
    return contextlib.closing(open_engine(target.engine, root, wait=PATIENCE))


def execute_run(
    manifest: Manifest,
    target_name: str | None,
    as_of: datetime,
    progress: Progress,
    *,
    full: bool = False,
    select: Sequence[str] = (),
    engine: Engine | None = None,
) -> RunResult:
    """Run the project on a target, alone; LockedError when someone else runs it.

    With `full` everything is built anew, whatever has changed; the models that `select` names are
    computed whole. UsageError when it names one that is not there. An `engine` that is open for
    writing is used, and closed by whoever gave it.
    """
    rebuild = select_models(manifest, select)
    project = manifest.project
    target = project.target(target_name)
    name = target_name or project.config.default_target
    run_id = f"{as_of:%Y%m%dT%H%M%S}-{os.urandom(3).hex()}"
    state = open_state(target.state, project.root)
    held = held_by_run(project.config.name, name)
    with hold_lease(state, held), _noted_interrupts() as interrupts:
        begin_run(state, run_id, project.config.name, name, as_of)
        started = time.perf_counter()
        try:
            with _opened(target, project.root, engine) as opened:
                session = Session(opened, as_of)
                last = read_last_run(session)
                request = RunRequest(run_id, as_of, target, full or last is None, rebuild)
                stages = run_stages(Run(request, manifest, session, progress, last))
                statements = opened.statements
        except BaseException as error:
            message = error.message if isinstance(error, CdpError) else type(error).__name__
            end_run(state, run_id, "failed", message, None)
            if interrupts or isinstance(error, KeyboardInterrupt):
                raise Interrupted("interrupted; nothing was changed") from error
            raise
        seconds = round(time.perf_counter() - started, 3)
        result = RunResult(
            run_id, name, as_of, seconds, tuple(stages), manifest.fingerprints(), statements
        )
        end_run(state, run_id, "complete", None, result.report())
    return result
