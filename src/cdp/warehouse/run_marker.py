"""The run marker: the one row that says which run the warehouse shows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdp.project.load import digest
from cdp.types import Relation

if TYPE_CHECKING:
    from datetime import datetime

    import pyarrow as pa

    from cdp.engine import Engine
    from cdp.pipeline.compile import Compiled
    from cdp.project.identity import Identity
    from cdp.warehouse.context import Run

MARKER = Relation("ops", "run")
RULES = "identity.rules"
FILES = "project.files"
"""Names under which the rules and the project's files stand among the fingerprinted models."""


def fingerprints(compiled: Compiled) -> dict[str, str]:
    """Give the fingerprint of every model that a run leaves behind."""
    models = (*compiled.silver, *compiled.identity, *compiled.gold, *compiled.audiences)
    found = {str(m.relation): m.fingerprint for m in models if m.relation.schema != "stage"}
    identity = compiled.project.identity
    return found | ({RULES: rules_fingerprint(identity.value)} if identity else {})


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


def last_run(engine: Engine, table: Relation = MARKER) -> LastRun | None:
    """Read the marker; None before the first run."""
    if engine.columns(table) is None:
        return None
    rows = engine.fetch(f"select run_id, as_of, model, fingerprint from {table}").to_pylist()
    if not rows:
        return None
    built = {x["model"]: x["fingerprint"] for x in rows}
    files = built.pop(FILES, "")
    return LastRun(rows[0]["run_id"], rows[0]["as_of"], built, files)


def marker(r: Run) -> pa.Table:
    """Make the marker: run, instant, and a fingerprint of every model that was built."""
    import pyarrow as pa

    built = fingerprints(r.compiled) | {FILES: digest(r.compiled.project.root)}
    return pa.table(
        {
            "run_id": [r.run_id] * len(built),
            "as_of": pa.array([r.as_of] * len(built), pa.timestamp("us")),
            "model": list(built),
            "fingerprint": list(built.values()),
        }
    )
