"""Try the contracts on what lies at the source, without a warehouse and without writing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.contracts.step import split_and_weigh
from cdp.engine import open_engine
from cdp.ingest.discover import register_rows
from cdp.pipeline.arrivals import open_sources
from cdp.tables import SOURCE_FILE
from cdp.warehouse.context import Run, RunRequest
from cdp.warehouse.session import Session

if TYPE_CHECKING:
    from datetime import datetime

    from cdp.types import TableCount
    from cdp.warehouse.context import Manifest, Progress


def check_contracts(
    manifest: Manifest, target_name: str | None, as_of: datetime, progress: Progress
) -> tuple[list[TableCount], list[str]]:
    """Split the source in a scratch place; returns the counts, and the thresholds passed."""
    target = manifest.project.target(target_name)
    engine = open_engine(target.engine, manifest.project.root, "scratch")
    try:
        request = RunRequest("check", as_of, target)
        r = Run(request, manifest, Session(engine, as_of), progress)
        r.session.load(SOURCE_FILE, register_rows(open_sources(r)))
        return split_and_weigh(r)
    finally:
        engine.close()
