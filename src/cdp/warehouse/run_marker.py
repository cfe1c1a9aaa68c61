"""The run marker: the one row that says which run the warehouse shows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdp.errors import QueryError
from cdp.tables import RUN_MARKER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import pyarrow as pa

    from cdp.project.identity import Identity
    from cdp.types import Relation
    from cdp.warehouse.session import Session

RULES = "identity.rules"
FILES = "project.files"
"""Names under which the rules and the project's files stand among the fingerprinted models."""


def rules_fingerprint(identity: Identity) -> str:
    """Hash what the rules mean; pins are compared one by one."""
    text = identity.model_dump_json(exclude={"pins", "large_group", "entity"})
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class LastRun:
    """What the run that the warehouse shows has left: its instant, and what it built."""

    run_id: str
    as_of: datetime
    fingerprints: dict[str, str]
    files: str
    """Digest of the project's files."""


def read_last_run(session: Session, table: Relation = RUN_MARKER) -> LastRun | None:
    """Read the marker; None before the first run."""
    if not session.has(table):
        return None
    rows = session.read(table, ("run_id", "as_of", "model", "fingerprint")).to_pylist()
    if not rows:
        return None
    built = {x["model"]: x["fingerprint"] for x in rows}
    files = built.pop(FILES, "")
    return LastRun(rows[0]["run_id"], rows[0]["as_of"], built, files)


class NoRunError(QueryError):
    """A warehouse shows no run yet."""

    def __init__(self) -> None:
        """Say what to do about it."""
        super().__init__("no run is complete yet", fix="build the warehouse first with `cdp run`")


def demand_last_run(session: Session, table: Relation = RUN_MARKER) -> LastRun:
    """Read the marker; NoRunError before the first run."""
    last = read_last_run(session, table)
    if last is None:
        raise NoRunError
    return last


def marker_rows(run_id: str, as_of: datetime, built: Mapping[str, str]) -> pa.Table:
    """Make the marker: run, instant, and a fingerprint of every model that was built."""
    import pyarrow as pa

    return pa.table(
        {
            "run_id": [run_id] * len(built),
            "as_of": pa.array([as_of] * len(built), pa.timestamp("us")),
            "model": list(built),
            "fingerprint": list(built.values()),
        }
    )
