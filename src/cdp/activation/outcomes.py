"""Look at what came of syncs, and let rows be sent again, or people be erased."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cdp.activation.diff import ERASURE, EVENT, OUTCOME, REDIRECT, STATE
from cdp.activation.flush_outcomes import is_prepared, prepare, settle
from cdp.activation.session import PATIENCE
from cdp.engine import open_engine
from cdp.errors import QueryError, UsageError
from cdp.sql.render import literal, statement
from cdp.store import state as store
from cdp.store.deliveries import open_ledger, syncs
from cdp.types import Relation
from cdp.warehouse.materialize import append, ask, count, stage

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
    """Give what stands rejected or failed now, by reason: what came after is accounted for."""
    _known(project, name)
    with_lake = _open(project, target, name)
    try:
        if not is_prepared(with_lake):
            return []
        return ask(
            with_lake,
            "select status, action, reason, count(*) as n, min(sent_at) as first_at,"
            " max(sent_at) as last_at, min(coalesce(event_id, cast(user_id as varchar))) as one"
            f" from ({_last(name)}) as x where status in ('rejected', 'failed')"
            f" group by status, action, reason order by count(*) desc, reason limit {limit}",
            _clock(),
        ).to_pylist()
    finally:
        with_lake.close()


def _last(name: str) -> str:
    """Give a query of the last outcome of every row that ever went wrong."""
    mine = f"{OUTCOME} where destination = {literal(name)}"
    return (
        f"select * from (select o.*, row_number() over (partition by o.user_id, o.event_id"
        " order by o.sent_at desc, o.outcome_no desc) as turn"
        f" from (select * from {mine}) as o inner join (select distinct user_id,"
        f" coalesce(event_id, '') as event from {mine} and status in ('rejected', 'failed')) as w"
        " on w.user_id = o.user_id and w.event = coalesce(o.event_id, '')) as y where turn = 1"
    )


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
            if relation is STATE:
                # who may be there stays known: else nobody would tell it who has left since
                said = "status = 'accepted'" if only_rejected else "status = 'due', is_sure = false"
                known = f"update {relation} set fingerprint = null, reason = '', {said}{where}"
                there = f"{known} and is_there"
                engine.execute(statement(there, engine.dialect, _clock()))
            kept = " and not is_there" if relation is STATE and not only_rejected else ""
            gone = f"delete from {relation}{where}{kept}"
            engine.execute(statement(gone, engine.dialect, _clock()))
    return forgotten


def request_erasure(project: Project, target: str | None, users: Sequence[int]) -> int:
    """Note that people asked to be erased; every sync from now on erases and holds them."""
    engine = _open(project, target, None, write=True)
    wanted = ", ".join(f"({int(u)})" for u in users)
    try:
        _demand_known(project, engine, users)
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


def _demand_known(project: Project, engine: Engine, users: Sequence[int]) -> None:
    """Raise UsageError for ids that nobody has: a slip would leave somebody unerased."""
    golden = project.profile.value.relation if project.profile else None
    if golden is None or engine.columns(golden) is None:
        raise QueryError("no run is complete yet", fix="build the warehouse first with `cdp run`")
    among = f"in ({', '.join(str(int(u)) for u in users)})"
    if engine.columns(REDIRECT) is not None:
        former = ask(engine, f"select retired_user_id, user_id from {REDIRECT}"
                     f" where retired_user_id {among}", _clock()).to_pylist()  # fmt: skip
        for row in former:
            raise UsageError(
                f"user {row['retired_user_id']} has merged into {row['user_id']}",
                fix=f"erase {row['user_id']}: it is the same person",
            )
    found = ask(engine, f"select user_id from {golden} where user_id {among}"
                f" union select user_id from {STATE} where user_id {among}", _clock())  # fmt: skip
    known = set(found["user_id"].to_pylist())
    unknown = [u for u in users if u not in known]
    if unknown:
        raise UsageError(
            f"there is no user {unknown[0]}; nothing was noted",
            fix="find the id with `cdp show user` and the person's mobile or e-mail",
        )


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
    from cdp.activation.sender import SystemClock

    return SystemClock().now()
