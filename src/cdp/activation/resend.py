"""Let rows be sent again: what was rejected, or everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.activation.open_flushed import open_flushed
from cdp.activation.session import demand_destination
from cdp.sql.render import literal
from cdp.store.state import held_by_sync, hold_lease, open_state
from cdp.tables import SYNC_EVENT, SYNC_STATE
from cdp.types import Relation

if TYPE_CHECKING:
    from datetime import datetime

    from cdp.project.load import Project
    from cdp.warehouse.session import Session

_STILL_KNOWN = Relation("work", "sync_still_known")


def forget_sent_rows(
    project: Project, target: str | None, name: str, *, only_rejected: bool, now: datetime
) -> int:
    """Forget what was sent, or what was rejected alone; returns how many rows are due again.

    UsageError for an unknown destination, LockedError while it is being synced.
    """
    chosen = target or project.config.default_target
    demand_destination(project, name)
    state = open_state(project.target(target).state, project.root)
    with (
        hold_lease(state, held_by_sync(project.config.name, chosen, name)),
        open_flushed(project, target, name, now=now, write=True) as warehouse,
    ):
        return _forget_rows(warehouse, name, only_rejected=only_rejected)


def _forget_rows(warehouse: Session, name: str, *, only_rejected: bool) -> int:
    mine = f"destination = {literal(name)}"
    mine += " and status = 'rejected'" if only_rejected else ""
    forgotten = 0
    for relation in (SYNC_STATE, SYNC_EVENT):
        forgotten += warehouse.count(f"{relation} where {mine}")
    # who may be there stays known: else nobody would tell it who has left since
    status, is_sure = ("'accepted'", "is_sure") if only_rejected else ("'due'", "false")
    known = (
        f"select destination, user_id, {status} as status, is_there, {is_sure} as is_sure,"
        " cast(null as bigint) as fingerprint, cast('' as varchar) as reason, run_at, sent_at"
        f" from {SYNC_STATE} where {mine} and is_there"
    )
    warehouse.materialize(_STILL_KNOWN, known)
    keys = f"select destination, user_id from {SYNC_STATE} where {mine}"
    back = f"select * from {_STILL_KNOWN}"
    warehouse.merge(SYNC_STATE, keys, back, ["destination", "user_id"])
    events = f"select destination, event_id from {SYNC_EVENT} where {mine}"
    warehouse.merge(SYNC_EVENT, events, None, ["destination", "event_id"])
    warehouse.engine.commit(f"reset {name}")
    return forgotten
