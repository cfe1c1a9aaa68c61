"""The run marker: the one row that says which run the warehouse shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdp.run.identify import RULES
from cdp.run.identify import fingerprint as rules_fingerprint
from cdp.run.quiet import FILES, digest
from cdp.types import Relation

if TYPE_CHECKING:
    from datetime import datetime

    import pyarrow as pa

    from cdp.engine import Engine
    from cdp.run.compile import Compiled
    from cdp.run.context import Run

MARKER = Relation("ops", "run")


def fingerprints(compiled: Compiled) -> dict[str, str]:
    """Give the fingerprint of every model that a run leaves behind."""
    models = (*compiled.silver, *compiled.identity, *compiled.gold)
    found = {str(m.relation): m.fingerprint for m in models if m.relation.schema != "stage"}
    identity = compiled.project.identity
    return found | ({RULES: rules_fingerprint(identity.value)} if identity else {})


@dataclass(frozen=True)
class LastRun:
    """What the run that the warehouse shows has left: its instant, and what it built."""

    run_id: str
    as_of: datetime
    fingerprints: dict[str, str]


def last_run(engine: Engine, table: Relation = MARKER) -> LastRun | None:
    """Read the marker; None before the first run."""
    if engine.columns(table) is None:
        return None
    rows = engine.fetch(f"select run_id, as_of, model, fingerprint from {table}").to_pylist()
    if not rows:
        return None
    built = {x["model"]: x["fingerprint"] for x in rows if x["model"] != FILES}
    return LastRun(rows[0]["run_id"], rows[0]["as_of"], built)


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
