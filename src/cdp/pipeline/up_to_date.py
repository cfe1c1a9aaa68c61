"""A run with nothing to do says so at once: no project is compiled and nothing is written.

The last run left what this needs: a digest of the project's files, the register of source files,
and in `ops.clock` the queries that find out whether the passing of time changes anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cdp.engine import capabilities_of, open_engine
from cdp.errors import CdpError
from cdp.ingest.discover import discover_files, read_known_files
from cdp.project.load import hash_project, read_target
from cdp.tables import (
    INSTANT_NOW,
    INSTANT_THEN,
    SOURCE_FILE,
    SOURCE_TABLE,
    TIME_TRIGGER,
)
from cdp.types import Relation
from cdp.warehouse.run_marker import read_last_run
from cdp.warehouse.session import Session

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from cdp.engine import Engine
    from cdp.project.config import Target

_TABLE = re.compile(r"[\"`]\{\{(\w+)\.(\w+)\}\}[\"`]")


@dataclass(frozen=True)
class UpToDate:
    """There is nothing to do: the warehouse shows this run, and would show the same now."""

    run_id: str
    as_of: datetime

    def report(self) -> dict[str, Any]:
        """Write the run that was none as plain data."""
        return {
            "run_id": self.run_id, "as_of": f"{self.as_of.isoformat()}Z", "status": "unchanged",
            "seconds": 0.0, "stages": [],
        }  # fmt: skip


def check_up_to_date(
    root: Path, target_name: str | None, as_of: datetime
) -> tuple[UpToDate | None, Engine | None]:
    """Tell whether a run would change nothing; None when it would, or when that is not clear.

    Then the warehouse is handed on as it was opened, for the run that follows; None where somebody
    else reads it or there is none.
    """
    target = read_target(root, target_name)
    engine, may_write = _open_warehouse(target, root) if target else (None, False)
    if target is None or engine is None:
        return None, None
    handed_on = False
    try:
        found = _find_nothing_new(Session(engine, as_of), target, root)
        handed_on = found is None and may_write
    except CdpError:
        return None, None
    finally:
        if not handed_on:
            engine.close()
    return found, engine if handed_on else None


def _open_warehouse(target: Target, root: Path) -> tuple[Engine | None, bool]:
    """Open for the run that may follow where readers would be in its way, or else to read."""
    alone = capabilities_of(target.engine).single_writer
    for mode in ("resume", "read") if alone else ("read",):
        try:
            return open_engine(target.engine, root, mode, wait=0), mode == "resume"
        except CdpError:
            continue  # none is there yet, or it is held for writing: a run says so in full
    return None, False


def _find_nothing_new(session: Session, target: Target, root: Path) -> UpToDate | None:
    if not all(session.has(t) for t in (TIME_TRIGGER, SOURCE_FILE, SOURCE_TABLE)):
        return None
    last = read_last_run(session)
    if last is None or last.files != hash_project(root):
        return None
    since = last.as_of
    if session.as_of < since or not _has_same_files(session, target, root):
        return None
    if session.as_of > since and _time_changes_something(session, since):
        return None
    return UpToDate(last.run_id, since)


def _has_same_files(session: Session, target: Target, root: Path) -> bool:
    rows = session.read(SOURCE_TABLE, ("source_name", "table_name")).to_pylist()
    tables = {x["source_name"]: x["table_name"] for x in rows}
    arrivals, _ = discover_files(
        target.source, root, tables, read_known_files(session), run_id="", as_of=session.as_of
    )
    return all(a.is_quiet for a in arrivals)


def _time_changes_something(session: Session, since: datetime) -> bool:
    for query in session.read(TIME_TRIGGER, ("query",))["query"].to_pylist():
        text = query.replace(INSTANT_NOW, _instant_text(session.as_of))
        text = text.replace(INSTANT_THEN, _instant_text(since))
        text = _TABLE.sub(lambda m: session.sql_name(Relation(m[1], m[2])), text)
        with session.engine.scan(f"select 1 as one from ({text}) as moved limit 1") as reader:
            if reader.read_all().num_rows:
                return True
    return False


def _instant_text(instant: datetime) -> str:
    return instant.isoformat(sep=" ", timespec="microseconds")
