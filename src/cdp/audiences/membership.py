"""`gold.cdp_audience_member`: who is in which audience since when, and who was.

A row is open while `left_at` is empty. Like a history it tells what runs saw, and no rebuild can
make it again; who is in an audience now it can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.sql.render import literal
from cdp.tables import AUDIENCE_MEMBER, AUDIENCE_MEMBER_TABLE
from cdp.types import Relation
from cdp.warehouse.change_set import Change
from cdp.warehouse.materialize import Meter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cdp.sql.model import Model
    from cdp.types import TableCount
    from cdp.warehouse.context import Run

_TURN = Relation("work", "audience_turn")


def update_membership(r: Run, audiences: Sequence[Model]) -> list[TableCount]:
    """Note who has entered an audience and who has left."""
    meter = Meter(r.engine)
    if not r.session.has(AUDIENCE_MEMBER):
        if not audiences:
            return []
        r.session.materialize(AUDIENCE_MEMBER, AUDIENCE_MEMBER_TABLE.no_rows())
    moved = [m for m in audiences if r.full or r.changes[m.relation] is not Change.none]
    parts = [_turned_users(m) for m in moved]
    among = ", ".join(literal(m.relation.name) for m in audiences)
    gone = f" and audience not in ({among})" if audiences else ""
    parts.append(
        f"select audience, user_id, entered_at, false as is_in from {AUDIENCE_MEMBER}"
        f" where left_at is null{gone}"
    )
    turned = r.session.materialize(_TURN, " union all ".join(parts))
    if turned:
        _exchange_rows(r)
    r.changes[AUDIENCE_MEMBER] = Change.all if turned else Change.none
    return [meter.counted(AUDIENCE_MEMBER, turned, turned)]


def _turned_users(model: Model) -> str:
    """Find who is in one audience and was not, and the other way about."""
    name = literal(model.relation.name)
    return (
        f"select {name} as audience, coalesce(c.user_id, o.user_id) as user_id, o.entered_at,"
        " c.user_id is not null as is_in"
        f" from {model.relation} as c full outer join (select user_id, entered_at from"
        f" {AUDIENCE_MEMBER} where audience = {name} and left_at is null) as o"
        " on o.user_id = c.user_id where c.user_id is null or o.user_id is null"
    )


def _exchange_rows(r: Run) -> None:
    """Close the rows of those who left, and open rows for those who entered.

    Who leaves at the very instant of entering was never in it.
    """
    left = f"{_TURN} where not is_in"
    r.session.merge(
        AUDIENCE_MEMBER,
        f"select audience, user_id, entered_at from {left}",
        f"select audience, user_id, entered_at, as_of as left_at from {left} and entered_at < as_of"
        " union all select audience, user_id, as_of as entered_at,"
        f" cast(null as timestamp) as left_at from {_TURN} where is_in",
        ["audience", "user_id", "entered_at"],
    )
