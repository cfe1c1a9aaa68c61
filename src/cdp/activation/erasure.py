"""People who asked to be erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.activation.open_flushed import open_flushed
from cdp.activation.sync_tables import ERASURE, REDIRECT, STATE
from cdp.errors import QueryError, UsageError
from cdp.types import Relation
from cdp.warehouse.materialize import append, ask, stage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cdp.engine import Engine
    from cdp.project.load import Project

_NEW_ERASURE = Relation("stage", "erasure_wanted")


def request_erasure(
    project: Project, target: str | None, users: Sequence[int], *, now: datetime
) -> int:
    """Note that people asked to be erased; every sync from now on erases and holds them.

    Returns how many had not asked before. UsageError for ids that nobody has.
    """
    wanted = ", ".join(f"({int(u)})" for u in users)
    with open_flushed(project, target, None, now=now, write=True) as engine:
        _demand_known_users(project, engine, users, now)
        stage(
            engine, _NEW_ERASURE,
            f"select cast(v.user_id as bigint) as user_id, as_of as requested_at"
            f" from (values {wanted}) as v(user_id)"
            f" left join {ERASURE} as e on e.user_id = v.user_id where e.user_id is null",
            now,
        )  # fmt: skip
        return append(engine, ERASURE, _NEW_ERASURE)


def _demand_known_users(
    project: Project, engine: Engine, users: Sequence[int], now: datetime
) -> None:
    """Raise UsageError for ids that nobody has: a slip would leave somebody unerased."""
    golden = project.profile.value.relation if project.profile else None
    if golden is None or engine.columns(golden) is None:
        raise QueryError("no run is complete yet", fix="build the warehouse first with `cdp run`")
    among = f"in ({', '.join(str(int(u)) for u in users)})"
    if engine.columns(REDIRECT) is not None:
        former = ask(engine, f"select retired_user_id, user_id from {REDIRECT}"
                     f" where retired_user_id {among}", now).to_pylist()  # fmt: skip
        for row in former:
            raise UsageError(
                f"user {row['retired_user_id']} has merged into {row['user_id']}",
                fix=f"erase {row['user_id']}: it is the same person",
            )
    found = ask(engine, f"select user_id from {golden} where user_id {among}"
                f" union select user_id from {STATE} where user_id {among}", now)  # fmt: skip
    known = set(found["user_id"].to_pylist())
    unknown = [u for u in users if u not in known]
    if unknown:
        raise UsageError(
            f"there is no user {unknown[0]}; nothing was noted",
            fix="find the id with `cdp show user` and the person's mobile or e-mail",
        )
