"""The run marker: the one row that says which run the warehouse shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.types import Relation

if TYPE_CHECKING:
    import pyarrow as pa

    from cdp.run.compile import Compiled
    from cdp.run.context import Run

MARKER = Relation("ops", "run")


def fingerprints(compiled: Compiled) -> dict[str, str]:
    """Give the fingerprint of every model that a run leaves behind."""
    models = (*compiled.silver, *compiled.identity, *compiled.gold)
    return {str(m.relation): m.fingerprint for m in models if m.relation.schema != "stage"}


def marker(r: Run) -> pa.Table:
    """Make the marker: run, instant, and a fingerprint of every model that was built."""
    import pyarrow as pa

    built = fingerprints(r.compiled)
    return pa.table(
        {
            "run_id": [r.run_id] * len(built),
            "as_of": pa.array([r.as_of] * len(built), pa.timestamp("us")),
            "model": list(built),
            "fingerprint": list(built.values()),
        }
    )
