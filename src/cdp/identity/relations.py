"""The tables and work relations of identity, by name."""

from __future__ import annotations

from cdp.sql.scoping.scope import changed_relation
from cdp.types import Relation

VALUE = Relation("identity", "identifier_value")
REFUSED = Relation("identity", "refused_link")
REGISTRY = Relation("identity", "registry")
REDIRECT = Relation("identity", "redirect")
USER_MAP = Relation("identity", "user_map")
OUTPUT = Relation("identity", "identifier")
OLD_PIN = Relation("identity", "pin")
"""Pins as the last run read them."""
LOG = Relation("ops", "identity_log")

RECORD = Relation("stage", "identity_record")
NUMBERED = Relation("stage", "identity_numbered")
IDENTIFIER = Relation("stage", "identity_identifier")
LINK = Relation("stage", "identity_link")
COMPONENT = Relation("stage", "identity_component")
"""Records with company, and the connected component they are in."""
SPLIT = Relation("stage", "identity_split")
"""Records of components with conflicts, and the group they are in once these are resolved."""
CONFLICT_CANDIDATE = Relation("stage", "identity_conflict_candidate")
CONFLICT_VALUE = Relation("stage", "identity_conflict_value")
PIN_ROW = Relation("stage", "identity_pin_row")
PIN = Relation("stage", "identity_pin")
ASSIGNED = Relation("stage", "identity_assigned")

TOUCHED = Relation("stage", "identity_touched")
TOUCHED_VALUE = Relation("stage", "identity_touched_value")
SEED = Relation("stage", "identity_seed")
REACHED = Relation("stage", "identity_reached")
FORMER = Relation("stage", "identity_former")
"""Registered rows as they were before the run: all, or those that are resolved again."""
MEMBER = Relation("stage", "identity_member")
FRESH_VALUE = Relation("stage", "identity_fresh_value")
FRESH_REGISTRY = Relation("stage", "identity_fresh_registry")
REFUSAL = Relation("stage", "identity_refusal")
"""Links refused among the records that are resolved in this run."""
FORMER_REFUSAL = Relation("stage", "identity_former_refusal")
"""Those of them that were refused before."""
CHANGED_VALUE = changed_relation(VALUE)
