"""The work relations of identity, by name."""

from __future__ import annotations

from cdp.sql.scoping.scope import changed_relation
from cdp.tables import IDENTIFIER_VALUE
from cdp.types import Relation

RECORD = Relation("work", "identity_record")
NUMBERED = Relation("work", "identity_numbered")
IDENTIFIER = Relation("work", "identity_identifier")
LINK = Relation("work", "identity_link")
COMPONENT = Relation("work", "identity_component")
"""Records with company, and the connected component they are in."""
SPLIT = Relation("work", "identity_split")
"""Records of components with conflicts, and the group they are in once these are resolved."""
CONFLICT_CANDIDATE = Relation("work", "identity_conflict_candidate")
CONFLICT_VALUE = Relation("work", "identity_conflict_value")
PIN_ROW = Relation("work", "identity_pin_row")
PIN = Relation("work", "identity_pin")
ASSIGNED = Relation("work", "identity_assigned")

TOUCHED = Relation("work", "identity_touched")
TOUCHED_VALUE = Relation("work", "identity_touched_value")
SEED = Relation("work", "identity_seed")
REACHED = Relation("work", "identity_reached")
FORMER = Relation("work", "identity_former")
"""Registered rows as they were before the run: all, or those that are resolved again."""
MEMBER = Relation("work", "identity_member")
FRESH_VALUE = Relation("work", "identity_fresh_value")
FRESH_REGISTRY = Relation("work", "identity_fresh_registry")
REFUSAL = Relation("work", "identity_refusal")
"""Links refused among the records that are resolved in this run."""
FORMER_REFUSAL = Relation("work", "identity_former_refusal")
"""Those of them that were refused before."""
CHANGED_VALUE = changed_relation(IDENTIFIER_VALUE)
