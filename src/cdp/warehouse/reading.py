"""Questions to a built warehouse: a session at the instant of the run that it shows."""

from __future__ import annotations

import contextlib
from datetime import datetime
from typing import TYPE_CHECKING

from cdp.engine import open_engine
from cdp.warehouse.run_marker import demand_last_run
from cdp.warehouse.session import Session

if TYPE_CHECKING:
    from collections.abc import Generator

    from cdp.engine import Engine
    from cdp.project.load import Project

NO_INSTANT = datetime(1970, 1, 1)  # noqa: DTZ001 - instants are naive UTC inside
"""Stands for the instant of a session that has yet to learn it."""


def session_of_run(engine: Engine) -> Session:
    """Make a session at the instant of the run that a warehouse shows; QueryError without one."""
    session = Session(engine, NO_INSTANT)
    session.as_of = demand_last_run(session).as_of
    return session


@contextlib.contextmanager
def reading_session(project: Project, target: str | None) -> Generator[Session]:
    """Open a target's warehouse for reading, at the instant of its run."""
    engine = open_engine(project.target(target).engine, project.root, "read")
    try:
        yield session_of_run(engine)
    finally:
        engine.close()
