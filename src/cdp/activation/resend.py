"""Let rows be sent again: what was rejected, or everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.activation.open_flushed import open_flushed
from cdp.activation.session import demand_destination
from cdp.activation.sync_tables import EVENT, STATE
from cdp.sql.render import literal, statement
from cdp.store import state as store
from cdp.warehouse.materialize import count

if TYPE_CHECKING:
    from datetime import datetime

    from cdp.engine import Engine
    from cdp.project.load import Project


def forget_sent_rows(
    project: Project, target: str | None, name: str, *, only_rejected: bool, now: datetime
) -> int:
    """Forget what was sent, or what was rejected alone; returns how many rows are due again.

    UsageError for an unknown destination, LockedError while it is being synced.
    """
    chosen = target or project.config.default_target
    demand_destination(project, name)
    state = store.open_state(project.target(target).state, project.root)
    with (
        store.lease(state, store.held_by_sync(project.config.name, chosen, name)),
        open_flushed(project, target, name, now=now, write=True) as engine,
    ):
        return _forget_rows(engine, name, only_rejected=only_rejected, now=now)


def _forget_rows(engine: Engine, name: str, *, only_rejected: bool, now: datetime) -> int:
    where = f" where destination = {literal(name)}"
    where += " and status = 'rejected'" if only_rejected else ""
    forgotten = 0
    with engine.transaction():
        for relation in (STATE, EVENT):
            forgotten += count(engine, f"{relation}{where}", now)
            if relation is STATE:
                # who may be there stays known: else nobody would tell it who has left since
                said = "status = 'accepted'" if only_rejected else "status = 'due', is_sure = false"
                known = f"update {relation} set fingerprint = null, reason = '', {said}{where}"
                there = f"{known} and is_there"
                engine.execute(statement(there, engine.dialect, now))
            kept = " and not is_there" if relation is STATE and not only_rejected else ""
            gone = f"delete from {relation}{where}{kept}"
            engine.execute(statement(gone, engine.dialect, now))
    return forgotten
