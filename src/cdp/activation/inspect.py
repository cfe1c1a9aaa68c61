"""Questions about syncs: which there were, and what stands rejected or failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdp.activation.open_flushed import open_flushed
from cdp.activation.session import demand_destination
from cdp.activation.sync_tables import has_sync_tables
from cdp.sql.render import literal
from cdp.store.deliveries import list_sync_rows
from cdp.store.state import held_by_sync, list_holders, open_state
from cdp.tables import SYNC_OUTCOME

if TYPE_CHECKING:
    from datetime import datetime

    from cdp.project.load import Project


@dataclass(frozen=True)
class SyncStatus:
    """One sync and what came of it; instants in UTC without a zone."""

    sync_id: str
    destination: str
    started_at: datetime
    status: str
    """running, complete, stopped, failed, or killed when its process died."""
    accepted: int
    rejected: int
    failed: int
    held: int
    seconds: float | None
    """None while it has not ended."""
    message: str


@dataclass(frozen=True)
class SyncError:
    """Rows of a destination that stand rejected or failed for the same reason."""

    status: str
    action: str
    reason: str
    rows: int
    first_at: datetime
    last_at: datetime
    example: str
    """Id of one event, or of one user."""


def list_syncs(project: Project, target: str | None, limit: int) -> tuple[SyncStatus, ...]:
    """List the latest syncs, newest first; one whose process died shows as killed."""
    chosen = target or project.config.default_target
    state = open_state(project.target(target).state, project.root)
    held = list_holders(state)
    found: list[SyncStatus] = []
    for row in list_sync_rows(state, project.config.name, chosen, limit):
        lease = held_by_sync(project.config.name, chosen, row.destination)
        dead = row.status == "running" and lease not in held
        report = row.report or {}
        accepted, rejected, failed, held_back = (
            report.get(k, 0) for k in ("accepted", "rejected", "failed", "held")
        )
        found.append(
            SyncStatus(
                row.sync_id, row.destination, row.started_at, "killed" if dead else row.status,
                accepted, rejected, failed, held_back, report.get("seconds"), row.message or "",
            )
        )  # fmt: skip
    return tuple(found)


def list_sync_errors(
    project: Project, target: str | None, name: str, limit: int, *, now: datetime
) -> tuple[SyncError, ...]:
    """List what stands rejected or failed now, by reason: what came after is accounted for.

    UsageError for an unknown destination.
    """
    demand_destination(project, name)
    with open_flushed(project, target, name, now=now) as warehouse:
        if not has_sync_tables(warehouse):
            return ()
        found = warehouse.query(
            "select status, action, reason, count(*) as rows_of_it, min(sent_at) as first_at,"
            " max(sent_at) as last_at, min(coalesce(event_id, cast(user_id as varchar))) as one"
            f" from ({_last_outcomes_sql(name)}) as x where status in ('rejected', 'failed')"
            f" group by status, action, reason order by count(*) desc, reason limit {limit}"
        ).to_pylist()
    return tuple(SyncError(*row.values()) for row in found)


def _last_outcomes_sql(name: str) -> str:
    """Select the last outcome of every row that ever went wrong."""
    mine = f"{SYNC_OUTCOME} where destination = {literal(name)}"
    return (
        f"select * from (select o.*, row_number() over (partition by o.user_id, o.event_id"
        " order by o.sent_at desc, o.outcome_no desc) as turn"
        f" from (select * from {mine}) as o inner join (select distinct user_id,"
        f" coalesce(event_id, '') as event from {mine} and status in ('rejected', 'failed')) as w"
        " on w.user_id = o.user_id and w.event = coalesce(o.event_id, '')) as y where turn = 1"
    )
