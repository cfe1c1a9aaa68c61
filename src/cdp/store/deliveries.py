"""What became of every row that was sent, until it stands in the lake; and the syncs there were."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from cdp.store.state import utc_now

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_meta = sa.MetaData()
_outcome = sa.Table(
    "sync_outcome",
    _meta,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("project", sa.String(64), nullable=False),
    sa.Column("target", sa.String(64), nullable=False),
    sa.Column("destination", sa.String(64), nullable=False),
    sa.Column("sync_id", sa.String(40), nullable=False),
    sa.Column("run_at", sa.DateTime, nullable=False),
    sa.Column("status", sa.String(16), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("http_status", sa.Integer),
    sa.Column("request_id", sa.Text, nullable=False),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("sent_at", sa.DateTime, nullable=False),
    sa.Column("rows", sa.Text, nullable=False),
    sa.Index("sync_outcome_of", "project", "target", "destination", "id"),
    sqlite_autoincrement=True,  # a number is never given twice: settling goes by it
)
_sync = sa.Table(
    "sync",
    _meta,
    sa.Column("sync_id", sa.String(40), primary_key=True),
    sa.Column("project", sa.String(64), nullable=False),
    sa.Column("target", sa.String(64), nullable=False),
    sa.Column("destination", sa.String(64), nullable=False),
    sa.Column("started_at", sa.DateTime, nullable=False),
    sa.Column("finished_at", sa.DateTime),
    sa.Column("status", sa.String(16), nullable=False),
    sa.Column("message", sa.Text),
    sa.Column("report", sa.Text),
)
_TEXT = 500
"""Most characters of a reason that are kept."""


@dataclass(frozen=True)
class SyncRow:
    """One sync as people see it."""

    sync_id: str
    destination: str
    target: str
    started_at: datetime
    finished_at: datetime | None
    status: str
    message: str | None
    report: dict[str, Any] | None


@dataclass(frozen=True)
class Ledger:
    """The outcomes of one destination of a project and target."""

    state: sa.Engine
    project: str
    target: str
    destination: str

    def record(self, shared: dict[str, Any], rows: Sequence[tuple[Any, ...]]) -> None:
        """Store what became of the rows of one request; it is durable when this returns.

        A row is (action, user id, event id, fingerprint); the rest they share.
        """
        named = {"project": self.project, "target": self.target, "destination": self.destination}
        said = {"reason": shared["reason"][:_TEXT], "rows": json.dumps(rows)}
        with self.state.begin() as db:
            db.execute(sa.insert(_outcome).values(shared | named | said))

    def waiting(self, most: int) -> list[dict[str, Any]]:
        """List requests whose outcomes do not stand in the lake yet, oldest first."""
        query = sa.select(_outcome).where(*self._mine()).order_by(_outcome.c.id).limit(most)
        with self.state.connect() as db:
            return [dict(r) for r in db.execute(query).mappings()]

    def settled(self, up_to: int) -> None:
        """Forget outcomes that stand in the lake now."""
        with self.state.begin() as db:
            db.execute(sa.delete(_outcome).where(*self._mine(), _outcome.c.id <= up_to))

    def begin(self, sync_id: str) -> None:
        """Note that a sync begins."""
        row = {
            "sync_id": sync_id, "project": self.project, "target": self.target,
            "destination": self.destination, "started_at": utc_now(), "status": "running",
        }  # fmt: skip
        with self.state.begin() as db:
            db.execute(sa.insert(_sync).values(row))

    def end(self, sync_id: str, status: str, message: str, report: dict[str, Any]) -> None:
        """Note how a sync ended."""
        values = {
            "finished_at": utc_now(), "status": status, "message": message,
            "report": json.dumps(report),
        }  # fmt: skip
        with self.state.begin() as db:
            db.execute(sa.update(_sync).where(_sync.c.sync_id == sync_id).values(values))

    def _mine(self) -> tuple[sa.ColumnElement[bool], ...]:
        c = _outcome.c
        return (
            c.project == self.project, c.target == self.target,
            c.destination == self.destination,
        )  # fmt: skip


def open_ledger(state: sa.Engine, project: str, target: str, destination: str) -> Ledger:
    """Open the ledger of a destination and make its tables."""
    _meta.create_all(state)
    return Ledger(state, project, target, destination)


def list_sync_rows(state: sa.Engine, project: str, target: str, limit: int) -> Iterator[SyncRow]:
    """List a project's latest syncs, newest first."""
    _meta.create_all(state)
    c = _sync.c
    query = sa.select(_sync).where(c.project == project, c.target == target)
    with state.connect() as db:
        rows = db.execute(query.order_by(c.started_at.desc()).limit(limit)).mappings().all()
    for row in rows:
        values = {k: v for k, v in row.items() if k != "project"}
        values["report"] = json.loads(values["report"]) if values["report"] else None
        yield SyncRow(**values)
