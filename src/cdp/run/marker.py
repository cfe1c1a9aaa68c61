"""The run marker: the one row that says which run the warehouse shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.types import Relation

if TYPE_CHECKING:
    import pyarrow as pa

    from cdp.run.context import Run

MARKER = Relation("ops", "run")


def marker(r: Run) -> pa.Table:
    """Make the marker: run, instant, and a fingerprint of every model that was built."""
    import pyarrow as pa

    models = (*r.compiled.silver, *r.compiled.identity, *r.compiled.gold)
    built = [m for m in models if m.relation.schema != "stage"]
    return pa.table(
        {
            "run_id": [r.run_id] * len(built),
            "as_of": pa.array([r.as_of] * len(built), pa.timestamp("us")),
            "model": [str(m.relation) for m in built],
            "fingerprint": [m.fingerprint for m in built],
        }
    )
