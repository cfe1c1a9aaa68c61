"""The tables that syncs keep in the lake, and those of others that they read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.types import Relation
from cdp.warehouse.materialize import stage

if TYPE_CHECKING:
    from datetime import datetime

    from cdp.engine import Engine

STATE = Relation("ops", "sync_state")
EVENT = Relation("ops", "sync_event")
ERASURE = Relation("ops", "erasure")
REDIRECT = Relation("gold", "cdp_user_redirect")
TYPE = Relation("ops", "sync_type")
OUTCOME = Relation("ops", "sync_outcome")
MEMBER = Relation("gold", "cdp_audience_member")
FACTS = Relation("gold", "cdp_fact_events")
EMPTY_TABLES = {
    STATE: "select '' as destination, cast(0 as bigint) as user_id, '' as status,"
    " false as is_there, false as is_sure, cast(0 as bigint) as fingerprint,"
    " '' as reason,"
    " cast(null as timestamp) as run_at, cast(null as timestamp) as sent_at where false",
    EVENT: "select '' as destination, '' as event_id, cast(0 as bigint) as user_id,"
    " '' as status, cast(null as timestamp) as sent_at where false",
    ERASURE: "select cast(0 as bigint) as user_id, cast(null as timestamp) as requested_at"
    " where false",
    TYPE: "select '' as destination, '' as of_what, '' as attribute, '' as kind where false",
    OUTCOME: "select '' as sync_id, cast(0 as bigint) as outcome_no, '' as destination,"
    " '' as action, cast(0 as bigint) as user_id, '' as event_id, '' as status, '' as reason,"
    " cast(0 as bigint) as http_status, '' as request_id, cast(0 as bigint) as attempt,"
    " cast(null as timestamp) as sent_at, cast(0 as bigint) as fingerprint,"
    " cast(null as timestamp) as run_at where false",
}
"""Table that syncs keep → a query of it as it begins."""


def create_sync_tables(engine: Engine, as_of: datetime) -> None:
    """Create the tables that syncs keep, where they are not there."""
    for relation, sql in EMPTY_TABLES.items():
        if engine.columns(relation) is None:
            stage(engine, relation, sql, as_of)


def has_sync_tables(engine: Engine) -> bool:
    """Tell whether all tables of syncs are there."""
    return all(engine.columns(r) is not None for r in EMPTY_TABLES)
