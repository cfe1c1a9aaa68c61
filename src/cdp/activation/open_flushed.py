"""Open the lake between syncs, with all that the ledger of a destination still holds in it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from cdp.activation.flush_outcomes import flush_outcomes
from cdp.activation.session import PATIENCE
from cdp.activation.sync_tables import create_sync_tables
from cdp.engine import open_engine
from cdp.store.deliveries import open_ledger
from cdp.store.state import open_state
from cdp.warehouse.session import Session

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime

    from cdp.project.load import Project


@contextlib.contextmanager
def open_flushed(
    project: Project,
    target: str | None,
    name: str | None,
    *,
    now: datetime,
    write: bool = False,
) -> Generator[Session]:
    """Open the lake of a target; `name` is a destination whose outcomes are flushed into it.

    Without `write` it is opened to read, as long as there is nothing to flush. `now` in UTC.
    """
    chosen = target or project.config.default_target
    ledger = None
    if name is not None:
        state = open_state(project.target(target).state, project.root)
        ledger = open_ledger(state, project.config.name, chosen, name)
        write = write or bool(ledger.waiting(1))
    mode = "write" if write else "read"
    engine = open_engine(project.target(target).engine, project.root, mode, wait=PATIENCE)
    try:
        warehouse = Session(engine, now)
        if write:
            create_sync_tables(warehouse)
            if ledger:
                flush_outcomes(warehouse, ledger)
            engine.commit("sync tables")
        yield warehouse
    finally:
        engine.close()
