"""Look at what came of syncs, and let rows be sent again, or people be erased."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cdp.activate.diff import ERASURE, EVENT, OUTCOME, STATE
from cdp.engine import open_engine
from cdp.errors import UsageError
from cdp.models.runner import append, ask, count, stage
from cdp.run.settle import is_prepared, prepare, settle
from cdp.run.sync_scene import PATIENCE
from cdp.sql.render import literal, statement
from cdp.store import state as store
from cdp.store.deliveries import open_ledger, syncs
from cdp.types import Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cdp.engine import Engine
    from cdp.project.load import Project


def latest(project: Project, target: str | None, limit: int) -> list[dict[str, Any]]:
    """Give the latest syncs, newest first; one whose process died shows as killed."""
    chosen = target or project.config.default_target
    state = store.open_state(project.target(target).state, project.root)
    held = store.holders(state)
    found: list[dict[str, Any]] = []
    for row in syncs(state, project.config.name, chosen, limit):
        name = store.held_by_sync(project.config.name, chosen, row.destination)
        dead = row.status == "running" and name not in held
        report = row.report or {}
        numbers = {k: report.get(k, 0) for k in ("accepted", "rejected", "failed", "held")}
        found.append(
            {
                "sync": row.sync_id, "destination": row.destination,
                "started": f"{row.started_at:%Y-%m-%d %H:%M:%S}",
                "status": "killed" if dead else row.status, **numbers,
                "seconds": report.get("seconds"), "message": row.message or "",
            }
        )  # fmt: skip
    return found


def errors(project: Project, target: str | None, name: str, limit: int) -> list[dict[str, Any]]:
    """Give what stands rejected now, and what failed in the latest sync, by reason."""
    _known(project, name)
    with_lake = _open(project, target, name)
    try:
        if not is_prepared(with_lake):
            return []
        return ask(
            with_lake,
            "select status, action, reason, count(*) as n, min(sent_at) as first_at,"
            " max(sent_at) as last_at, min(coalesce(event_id, cast(user_id as varchar))) as one"
            f" from {OUTCOME} where destination = {literal(name)}"
            " and status in ('rejected', 'failed')"
            f" group by status, action, reason order by count(*) desc limit {limit}",
            _clock(),
        ).to_pylist()
    finally:
        with_lake.close()


def forget(project: Project, target: str | None, name: str, *, only_rejected: bool) -> int:
    """Forget what was sent, or what was rejected alone; gives how many rows are due again."""
    chosen = target or project.config.default_target
    _known(project, name)
    state = store.open_state(project.target(target).state, project.root)
    with store.lease(state, store.held_by_sync(project.config.name, chosen, name)):
        engine = _open(project, target, name, write=True)
        try:
            return _forget(engine, name, only_rejected=only_rejected)
        finally:
            engine.close()


def _forget(engine: Engine, name: str, *, only_rejected: bool) -> int:
    where = f" where destination = {literal(name)}"
    where += " and status = 'rejected'" if only_rejected else ""
    forgotten = 0
    with engine.transaction():
        for relation in (STATE, EVENT):
            forgotten += count(engine, f"{relation}{where}", _clock())
            if only_rejected and relation is STATE:
                # who was there before stays known: only what was refused is forgotten
                known = f"update {relation} set fingerprint = null, status = 'accepted'{where}"
                engine.execute(statement(f"{known} and is_there", engine.dialect, _clock()))
            engine.execute(statement(f"delete from {relation}{where}", engine.dialect, _clock()))
    return forgotten


def request_erasure(project: Project, target: str | None, users: Sequence[int]) -> int:
    """Note that people asked to be erased; every sync from now on erases and holds them."""
    engine = _open(project, target, None, write=True)
    wanted = ", ".join(f"({int(u)})" for u in users)
    try:
        fresh = Relation("stage", "erasure_wanted")
        stage(
            engine, fresh,
            f"select cast(v.user_id as bigint) as user_id, as_of as requested_at"
            f" from (values {wanted}) as v(user_id)"
            f" left join {ERASURE} as e on e.user_id = v.user_id where e.user_id is null",
            _clock(),
        )  # fmt: skip
        return append(engine, ERASURE, fresh)
    finally:
        engine.close()


def _open(project: Project, target: str | None, name: str | None, *, write: bool = False) -> Engine:
    """Open the lake, with everything settled that a destination's ledger still holds."""
    chosen = target or project.config.default_target
    ledger = None
    if name is not None:
        state = store.open_state(project.target(target).state, project.root)
        ledger = open_ledger(state, project.config.name, chosen, name)
        write = write or bool(ledger.waiting(1))
    mode = "write" if write else "read"
    engine = open_engine(project.target(target).engine, project.root, mode, wait=PATIENCE)
    if write:
        prepare(engine, _clock())
        if ledger:
            settle(engine, ledger, _clock())
    return engine


def _known(project: Project, name: str) -> None:
    if name not in project.destinations:
        known = ", ".join(sorted(project.destinations)) or "there is none yet"
        raise UsageError(f"there is no destination {name!r}", fix=f"choose from: {known}")


def _clock() -> Any:  # noqa: ANN401
    from cdp.activate.sender import SystemClock

    return SystemClock().now()
