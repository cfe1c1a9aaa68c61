"""`identity.yaml` compiles to the models around the resolution itself, in the order they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.identity.conflict_models import candidate_model, candidate_value_model
from cdp.identity.record_models import record_models
from cdp.identity.user_models import assignment_model, user_models
from cdp.tables import REDIRECT, REGISTRY

if TYPE_CHECKING:
    from cdp.project.identity import Identity
    from cdp.sql.model import Model
    from cdp.types import Relation


def identity_models(identity: Identity) -> tuple[Model, ...]:
    """Compile every model of a resolution in full."""
    return (
        *record_models(identity),
        candidate_model(identity),
        candidate_value_model(),
        assignment_model(),
        *user_models(identity),
    )


def identity_tables(identity: Identity) -> dict[Relation, tuple[str, ...]]:
    """Name the identity tables that models may read, with their columns."""
    found = {
        m.relation: tuple(c.name for c in m.columns)
        for m in identity_models(identity)
        if m.relation.schema == "identity" and m.relation != REGISTRY
    }
    return found | {REDIRECT: ("retired_user_id", "user_id")}
