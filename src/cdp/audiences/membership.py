"""`gold.cdp_audience_member`: who is in which audience since when, and who was.

A row is open while `left_at` is empty. Like a history it tells what runs saw, and no rebuild can
make it again; who is in an audience now it can.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from cdp.activation.diff import MEMBER
from cdp.sql.render import literal
from cdp.types import Relation, TableCount
from cdp.warehouse.materialize import append, stage
from cdp.warehouse.plan import Change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cdp.sql.model import Model
    from cdp.warehouse.context import Run

_TURN = Relation("stage", "audience_turn")
_KEY = Relation("stage", "audience_key")
_FRESH = Relation("stage", "audience_fresh")
_NONE = (
    "select '' as audience, cast(0 as bigint) as user_id, cast(null as timestamp) as entered_at,"
    " cast(null as timestamp) as left_at where false"
)


def keep(r: Run, audiences: Sequence[Model]) -> list[TableCount]:
    """Note who has entered and who has left."""
    started = time.perf_counter()
    if r.engine.columns(MEMBER) is None:
        if not audiences:
            return []
        r.engine.replace(MEMBER, r.sql(_NONE))
    moved = [m for m in audiences if r.full or r.changes[m.relation] is not Change.none]
    parts = [_turn(m) for m in moved]
    among = ", ".join(literal(m.relation.name) for m in audiences)
    gone = f" and audience not in ({among})" if audiences else ""
    parts.append(
        f"select audience, user_id, entered_at, false as is_in from {MEMBER}"
        f" where left_at is null{gone}"
    )
    turned = stage(r.engine, _TURN, " union all ".join(parts), r.as_of)
    if turned:
        _write(r)
    r.changes[MEMBER] = Change.all if turned else Change.none
    seconds = round(time.perf_counter() - started, 3)
    return [TableCount(str(MEMBER), turned, turned, seconds=seconds)]


def _turn(model: Model) -> str:
    """Find who is in one audience and was not, and the other way about."""
    name = literal(model.relation.name)
    return (
        f"select {name} as audience, coalesce(c.user_id, o.user_id) as user_id, o.entered_at,"
        " c.user_id is not null as is_in"
        f" from {model.relation} as c full outer join (select user_id, entered_at from {MEMBER}"
        f" where audience = {name} and left_at is null) as o on o.user_id = c.user_id"
        " where c.user_id is null or o.user_id is null"
    )


def _write(r: Run) -> None:
    """Close the rows of those who left, and open rows for those who entered.

    Who leaves at the very instant of entering was never in it.
    """
    left = f"{_TURN} where not is_in"
    key = f"select audience, user_id, entered_at from {left}"
    stage(r.engine, _KEY, key, r.as_of)
    closed = (
        f"select audience, user_id, entered_at, as_of as left_at from {left} and entered_at < as_of"
    )
    r.engine.merge(MEMBER, _KEY, r.sql(closed))
    stage(
        r.engine, _FRESH,
        "select audience, user_id, as_of as entered_at, cast(null as timestamp) as left_at"
        f" from {_TURN} where is_in",
        r.as_of,
    )  # fmt: skip
    append(r.engine, MEMBER, _FRESH)
