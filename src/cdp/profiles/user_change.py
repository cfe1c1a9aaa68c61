"""`ops.user_change`: what every run did to every golden record, for whoever passes it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.sql.render import literal
from cdp.tables import IDENTITY_LOG, REDIRECT, USER_CHANGE
from cdp.types import Relation
from cdp.warehouse.change_set import Change
from cdp.warehouse.incremental import compared_relation
from cdp.warehouse.materialize import Meter

if TYPE_CHECKING:
    from cdp.sql.model import Model
    from cdp.types import TableCount
    from cdp.warehouse.context import Run

_FORMER = Relation("work", "user_former")


def remember_users(r: Run) -> None:
    """Keep ids and hashes of the golden records, for when the table is made anew."""
    model = r.manifest.golden
    if model is None:
        return
    there = r.session.columns(model.relation)
    read = f"select user_id, row_hash from {model.relation}"
    none = "select cast(0 as bigint) as user_id, cast(0 as bigint) as row_hash where false"
    r.session.materialize(_FORMER, read if there and "row_hash" in there else none)


def log_user_changes(r: Run) -> list[TableCount]:
    """Append a line for every golden record that was created, changed, merged, split or deleted."""
    model = r.manifest.golden
    if model is None or r.changes[model.relation] is Change.none:
        return []
    meter = Meter(r.engine)
    compared = r.changes[model.relation] is Change.rows
    found = _compared_rows(model) if compared else _compared_hashes(model)
    rows = r.session.append(USER_CHANGE, _log_entries(r, found))
    return [meter.counted(USER_CHANGE, rows, rows)]


def _compared_rows(model: Model) -> str:
    """Read what the comparison of golden records found."""
    return f"""
        select user_id, _was_there as was_there,
            _is_there as is_there, _changed as columns
        from {compared_relation(model)}
    """


def _compared_hashes(model: Model) -> str:
    """Compare hashes, where the table was made anew: which columns changed is not known then."""
    return f"""
        select coalesce(n.user_id, o.user_id) as user_id, o.user_id is not null as was_there,
            n.user_id is not null as is_there, cast(null as varchar) as columns
        from {_FORMER} as o full outer join {model.relation} as n on n.user_id = o.user_id
        where o.row_hash is distinct from n.row_hash
    """


def _log_entries(r: Run, compared: str) -> str:
    return f"""
        select {literal(r.run_id)} as run_id, as_of as at, c.user_id,
            case
                when c.is_there and c.was_there then 'changed'
                when c.is_there and s.user_id is not null then 'split'
                when c.is_there then 'created'
                when d.retired_user_id is not null then 'merged'
                else 'deleted'
            end as kind,
            c.columns as changed_columns
        from ({compared}) as c
        left join {REDIRECT} as d on d.retired_user_id = c.user_id
        left join (
            select distinct to_user as user_id from {IDENTITY_LOG}
            where run_id = {literal(r.run_id)} and kind = 'split'
        ) as s on s.user_id = c.user_id
    """
