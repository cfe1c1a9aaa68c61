"""A run with nothing to do says so at once: no project is compiled and nothing is written.

The last run left what this needs: a digest of the project's files, the register of source files,
and in `ops.clock` the queries that find out whether the passing of time changes anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cdp.engine import open_engine
from cdp.errors import CdpError
from cdp.ingest import discover
from cdp.project import load
from cdp.types import Relation
from cdp.warehouse.run_marker import last_run

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from cdp.engine import Engine
    from cdp.project.config import Target

CLOCK = Relation("ops", "clock")
NOW = "0001-01-01 00:00:00.000002"
THEN = "0001-01-01 00:00:00.000001"
"""Instants that stand in `ops.clock` for those of this run and of the last one."""


@dataclass(frozen=True)
class Quiet:
    """There is nothing to do: the warehouse shows this run, and would show the same now."""

    run_id: str
    as_of: datetime

    def report(self) -> dict[str, Any]:
        """Give the run that was none as plain data."""
        return {
            "run_id": self.run_id, "as_of": f"{self.as_of.isoformat()}Z", "status": "unchanged",
            "seconds": 0.0, "stages": [],
        }  # fmt: skip


def look(
    root: Path, target_name: str | None, as_of: datetime
) -> tuple[Quiet | None, Engine | None]:
    """Tell whether a run would change nothing; None when it would, or when that is not clear.

    Then the warehouse is handed on as it was opened, for the run that follows; None where somebody
    else reads it or there is none.
    """
    target = load.target(root, target_name)
    engine, may_write = _open(target, root) if target else (None, False)
    if target is None or engine is None:
        return None, None
    handed_on = False
    try:
        found = _quiet(engine, target, root, as_of)
        handed_on = found is None and may_write
    except CdpError:
        return None, None
    finally:
        if not handed_on:
            engine.close()
    return found, engine if handed_on else None


def _open(target: Target, root: Path) -> tuple[Engine | None, bool]:
    """Open for the run that may follow, or else beside whoever reads."""
    for mode in ("resume", "read"):
        try:
            return open_engine(target.engine, root, mode, wait=0), mode == "resume"
        except CdpError:
            continue  # none is there yet, or it is held for writing: a run says so in full
    return None, False


def _quiet(engine: Engine, target: Target, root: Path, as_of: datetime) -> Quiet | None:
    if not all(engine.columns(t) for t in (CLOCK, discover.SOURCE_FILE, discover.SOURCE_TABLE)):
        return None
    last = last_run(engine)
    if last is None or last.files != load.digest(root):
        return None
    since = last.as_of
    if as_of < since or not _same_files(engine, target, root, as_of):
        return None
    if as_of > since and _time_changes(engine, since, as_of):
        return None
    return Quiet(last.run_id, since)


def _same_files(engine: Engine, target: Target, root: Path, as_of: datetime) -> bool:
    rows = engine.fetch("select source_name, table_name from ops.source_table").to_pylist()
    tables = {x["source_name"]: x["table_name"] for x in rows}
    arrivals, _ = discover.discover(
        target.source, root, tables, discover.known_files(engine), run_id="", as_of=as_of
    )
    return all(a.is_quiet for a in arrivals)


def _time_changes(engine: Engine, since: datetime, as_of: datetime) -> bool:
    queries = engine.fetch("select query from ops.clock")["query"].to_pylist()
    for query in queries:
        text = query.replace(NOW, _text(as_of)).replace(THEN, _text(since))
        if engine.fetch(f"select 1 as one from ({text}) as moved limit 1").num_rows:
            return True
    return False


def _text(instant: datetime) -> str:
    return instant.isoformat(sep=" ", timespec="microseconds")
