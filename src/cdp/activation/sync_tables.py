"""The tables that syncs keep in the lake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.tables import (
    ERASURE_TABLE,
    SYNC_EVENT_TABLE,
    SYNC_OUTCOME_TABLE,
    SYNC_STATE_TABLE,
    SYNC_TYPE_TABLE,
)

if TYPE_CHECKING:
    from cdp.warehouse.session import Session

SYNC_TABLES = (
    SYNC_STATE_TABLE,
    SYNC_EVENT_TABLE,
    ERASURE_TABLE,
    SYNC_TYPE_TABLE,
    SYNC_OUTCOME_TABLE,
)


def create_sync_tables(warehouse: Session) -> None:
    """Create the tables that syncs keep, where they are not there."""
    for table in SYNC_TABLES:
        if not warehouse.has(table.relation):
            warehouse.materialize(table.relation, table.no_rows())


def has_sync_tables(warehouse: Session) -> bool:
    """Tell whether all tables of syncs are there."""
    return all(warehouse.has(table.relation) for table in SYNC_TABLES)
