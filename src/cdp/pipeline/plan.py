"""Which models a person asked for by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cdp.types import Relation
    from cdp.warehouse.context import Manifest


def select_models(manifest: Manifest, names: Sequence[str]) -> frozenset[Relation]:
    """Read `schema.table` and `schema.table+`; UsageError when there is no such model."""
    models = {m.relation: m for m in manifest.refreshed}
    found: set[Relation] = set()
    for name in names:
        plain = name.removesuffix("+")
        relation = next((m for m in models if str(m) == plain), None)
        if relation is None:
            known = ", ".join(map(str, models))
            raise UsageError(f"there is no model {plain!r}", fix=f"choose from: {known}")
        found.add(relation)
        if name.endswith("+"):
            reached = {relation}
            for model in models.values():  # in the order they run, so once is enough
                if model.inputs & reached:
                    reached.add(model.relation)
            found |= reached
    return frozenset(found)
