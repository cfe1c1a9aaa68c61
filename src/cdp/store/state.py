"""The state database: which runs there were, and who holds the project now."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import event, exc

from cdp.errors import LockedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from cdp.project.config import State

LEASE_SECONDS = 30
"""A lease that was not renewed for so long is void: its holder is gone."""
PATIENCE = 10
"""Seconds that whoever writes waits for whoever is just reading, or settling a sync."""

_meta = sa.MetaData()
_run = sa.Table(
    "run",
    _meta,
    sa.Column("run_id", sa.String(40), primary_key=True),
    sa.Column("project", sa.String(64), nullable=False),
    sa.Column("target", sa.String(64), nullable=False),
    sa.Column("as_of", sa.DateTime, nullable=False),
    sa.Column("started_at", sa.DateTime, nullable=False),
    sa.Column("finished_at", sa.DateTime),
    sa.Column("status", sa.String(16), nullable=False),
    sa.Column("message", sa.Text),
    sa.Column("report", sa.Text),
)
_lease = sa.Table(
    "lease",
    _meta,
    sa.Column("name", sa.String(200), primary_key=True),
    sa.Column("host", sa.String(255), nullable=False),
    sa.Column("pid", sa.Integer, nullable=False),
    sa.Column("since", sa.DateTime, nullable=False),
    sa.Column("renewed_at", sa.DateTime, nullable=False),
)


@dataclass(frozen=True)
class RunRow:
    """One run as people see it; `report` is what `cdp run --format json` printed."""

    run_id: str
    project: str
    target: str
    as_of: datetime
    started_at: datetime
    finished_at: datetime | None
    status: str
    message: str | None
    report: dict[str, Any] | None


def open_state(config: State, root: Path) -> sa.Engine:
    """Open the state database of a target and make its tables; UsageError when it cannot be."""
    text = os.environ.get(config.url_env, "") if config.url_env else config.url
    if not text:
        raise UsageError(
            f"the environment variable {config.url_env} is not set",
            fix="set it to the SQLAlchemy URL of the state database",
        )
    try:
        url = sa.make_url(text)
        if url.get_backend_name() == "sqlite" and url.database not in {None, ":memory:"}:
            path = root / str(url.database)
            path.parent.mkdir(parents=True, exist_ok=True)
            url = url.set(database=str(path))
        engine = sa.create_engine(url)
        _meta.create_all(engine)
        found = {c["name"] for c in sa.inspect(engine).get_columns(_run.name)}
        if found != set(_run.columns.keys()):
            raise UsageError(
                "the state database was made by another version of cdp",
                fix="move it away: it holds run history, losing it loses no customer data",
            )
    except (exc.SQLAlchemyError, ImportError, OSError) as error:
        raise UsageError(
            f"the state database cannot be opened ({type(error).__name__})",
            fix="check `state: url:` in cdp.yaml",
        ) from error
    return engine


@contextlib.contextmanager
def commit_often(state: sa.Engine) -> Generator[sa.Engine]:
    """Open the same database for many small commits, as durable as ever.

    SQLite then keeps a log beside its file, so that a commit waits for the disk once instead of
    four times; the log is folded in at the end, or by whoever opens the file after a crash.
    """
    if state.dialect.name != "sqlite":
        yield state
        return
    often = sa.create_engine(state.url)
    event.listen(often, "connect", lambda db, _: _set_journal(db, "wal"))
    try:
        yield often
    finally:
        state.dispose()
        with often.connect() as db:
            _set_journal(db.connection.driver_connection, "delete")
        often.dispose()


def _set_journal(connection: Any, mode: str) -> None:  # noqa: ANN401 - a connection of the driver
    """Choose how SQLite keeps a commit whole; while others have the file open it stays as it is."""
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute(f"pragma journal_mode = {mode}")
    connection.execute("pragma synchronous = full")


def held_by_run(project: str, target: str) -> str:
    """Name what a run holds: one run a project and target at a time."""
    return f"run {project} {target}"


def held_by_sync(project: str, target: str, destination: str) -> str:
    """Name what a sync holds: one a destination at a time."""
    return f"sync {project} {target} {destination}"


def begin_run(state: sa.Engine, run_id: str, project: str, target: str, as_of: datetime) -> None:
    """Note that a run begins."""
    row = {
        "run_id": run_id,
        "project": project,
        "target": target,
        "as_of": as_of,
        "status": "running",
    }
    row["started_at"] = utc_now()
    with state.begin() as db:
        db.execute(sa.insert(_run).values(row))


def end_run(
    state: sa.Engine, run_id: str, status: str, message: str | None, report: dict[str, Any] | None
) -> None:
    """Note how a run ended: complete or failed, with a message free of personal data."""
    text = json.dumps(report) if report is not None else None
    values = {"finished_at": utc_now(), "status": status, "message": message, "report": text}
    with state.begin() as db:
        db.execute(sa.update(_run).where(_run.c.run_id == run_id).values(values))


def list_runs(state: sa.Engine, project: str, target: str | None, limit: int) -> list[RunRow]:
    """List a project's latest runs, newest first; one that was killed shows as `killed`."""
    query = sa.select(_run).where(_run.c.project == project)
    if target is not None:
        query = query.where(_run.c.target == target)
    query = query.order_by(_run.c.started_at.desc()).limit(limit)
    with state.connect() as db:
        rows = db.execute(query).mappings().all()
        held = {
            str(r["name"]) for r in db.execute(sa.select(_lease)).mappings() if _is_alive(dict(r))
        }
    found: list[RunRow] = []
    for row in rows:
        values = dict(row)
        values["report"] = json.loads(values["report"]) if values["report"] else None
        if values["status"] == "running" and held_by_run(project, values["target"]) not in held:
            values["status"] = "killed"
        found.append(RunRow(**values))
    return found


def list_holders(state: sa.Engine) -> frozenset[str]:
    """Name what is held by somebody who lives."""
    with state.connect() as db:
        rows = db.execute(sa.select(_lease)).mappings().all()
    return frozenset(str(r["name"]) for r in rows if _is_alive(dict(r)))


@contextlib.contextmanager
def hold_lease(state: sa.Engine, name: str) -> Generator[None]:
    """Hold a name for one process at a time; LockedError says who holds it.

    The lease is renewed while it is held. A holder on this machine that has died, or one elsewhere
    that has not renewed for 30 seconds, holds nothing any more.
    """
    import threading

    _take_lease(state, name)
    done = threading.Event()

    def renew() -> None:
        while not done.wait(LEASE_SECONDS / 3):
            with state.begin() as db:
                db.execute(sa.update(_lease).where(*_held_here(name)).values(renewed_at=utc_now()))

    thread = threading.Thread(target=renew, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        with state.begin() as db:
            db.execute(sa.delete(_lease).where(*_held_here(name)))


def _held_here(name: str) -> tuple[sa.ColumnElement[bool], ...]:
    host = socket.gethostname()
    return (_lease.c.name == name, _lease.c.host == host, _lease.c.pid == os.getpid())


def _take_lease(state: sa.Engine, name: str) -> None:
    mine = {
        "name": name, "host": socket.gethostname(), "pid": os.getpid(),
        "since": utc_now(), "renewed_at": utc_now(),
    }  # fmt: skip
    kind = name.partition(" ")[0]
    for _ in range(2):
        try:
            with state.begin() as db:
                db.execute(sa.insert(_lease).values(mine))
        except exc.IntegrityError:
            with state.begin() as db:
                held = db.execute(sa.select(_lease).where(_lease.c.name == name)).mappings().first()
                if held is None:
                    continue
                if _is_alive(dict(held)):
                    raise LockedError(
                        f"another {kind} is under way: process {held['pid']} on {held['host']},"
                        f" since {held['since']:%Y-%m-%d %H:%M:%S} UTC",
                        fix="wait until it is done; `cdp status` shows it",
                    ) from None
                db.execute(
                    sa.delete(_lease).where(
                        _lease.c.name == name, _lease.c.renewed_at == held["renewed_at"]
                    )
                )
        else:
            return
    raise LockedError(f"another {kind} has just begun", fix="wait until it is done")


def _is_alive(row: dict[str, Any]) -> bool:
    if utc_now() - row["renewed_at"] > timedelta(seconds=LEASE_SECONDS):
        return False
    if row["host"] != socket.gethostname():
        return True
    try:
        os.kill(int(row["pid"]), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def utc_now() -> datetime:
    """Read the clock, in UTC and without a zone, as the state database keeps instants."""
    return datetime.now(UTC).replace(tzinfo=None)
