"""People who asked to be erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.activation.open_flushed import open_flushed
from cdp.errors import QueryError, UsageError
from cdp.tables import ERASURE, GOLD_REDIRECT, SYNC_STATE
from cdp.types import Relation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cdp.project.load import Project
    from cdp.warehouse.session import Session

_NEW_ERASURE = Relation("work", "erasure_wanted")


def request_erasure(
    project: Project, target: str | None, users: Sequence[int], *, now: datetime
) -> int:
    """Note that people asked to be erased; every sync from now on erases and holds them.

    Returns how many had not asked before. UsageError for ids that nobody has.
    """
    wanted = ", ".join(f"({int(u)})" for u in users)
    with open_flushed(project, target, None, now=now, write=True) as warehouse:
        _demand_known_users(project, warehouse, users)
        warehouse.materialize(
        _NEW_ERASURE,
            f"select cast(v.user_id as bigint) as user_id, as_of as requested_at"
            f" from (values {wanted}) as v(user_id)"
            f" left join {ERASURE} as e on e.user_id = v.user_id where e.user_id is null"
        )  # fmt: skip
        noted = warehouse.append(ERASURE, f"select * from {_NEW_ERASURE}")
        warehouse.engine.commit("erasure")
        return noted


def _demand_known_users(project: Project, warehouse: Session, users: Sequence[int]) -> None:
    """Raise UsageError for ids that nobody has: a slip would leave somebody unerased."""
    golden = project.profile.value.relation if project.profile else None
    if golden is None or warehouse.columns(golden) is None:
        raise QueryError("no run is complete yet", fix="build the warehouse first with `cdp run`")
    among = f"in ({', '.join(str(int(u)) for u in users)})"
    if warehouse.columns(GOLD_REDIRECT) is not None:
        former = warehouse.query(f"select retired_user_id, user_id from {GOLD_REDIRECT}"
                     f" where retired_user_id {among}").to_pylist()  # fmt: skip
        for row in former:
            raise UsageError(
                f"user {row['retired_user_id']} has merged into {row['user_id']}",
                fix=f"erase {row['user_id']}: it is the same person",
            )
    found = warehouse.query(f"select user_id from {golden} where user_id {among}"
                f" union select user_id from {SYNC_STATE} where user_id {among}")  # fmt: skip
    known = set(found["user_id"].to_pylist())
    unknown = [u for u in users if u not in known]
    if unknown:
        raise UsageError(
            f"there is no user {unknown[0]}; nothing was noted",
            fix="find the id with `cdp show user` and the person's mobile or e-mail",
        )
