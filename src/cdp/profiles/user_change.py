"""`ops.user_change`: what every run did to every golden record, for whoever passes it on."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from cdp.identity.relations import LOG, REDIRECT
from cdp.sql.render import literal
from cdp.types import Relation, TableCount
from cdp.warehouse.incremental import compared_relation
from cdp.warehouse.materialize import append, stage
from cdp.warehouse.plan import Change

if TYPE_CHECKING:
    from cdp.sql.model import Model
    from cdp.warehouse.context import Run

FEED = Relation("ops", "user_change")
_FORMER = Relation("stage", "user_former")
_ENTRY = Relation("stage", "user_change_entry")


def golden(r: Run) -> Model | None:
    """Find the model of the golden record."""
    return next((m for m in r.compiled.gold if m.stage == "profiles"), None)


def named_columns(model: Model) -> tuple[str, ...]:
    """Name the columns of the golden record whose change is worth a word."""
    return tuple(c.name for c in model.columns if c.name not in {*model.key, "row_hash"})


def remember(r: Run) -> None:
    """Keep ids and hashes of the golden records, for when the table is made anew."""
    model = golden(r)
    if model is None:
        return
    there = r.engine.columns(model.relation)
    read = f"select user_id, row_hash from {model.relation}"
    none = "select cast(0 as bigint) as user_id, cast(0 as bigint) as row_hash where false"
    r.engine.replace(_FORMER, r.sql(read if there and "row_hash" in there else none), "table")


def write(r: Run) -> list[TableCount]:
    """Append a line for every golden record that was created, changed, merged, split or deleted."""
    model = golden(r)
    if model is None or r.changes[model.relation] is Change.none:
        return []
    started = time.perf_counter()
    compared = r.changes[model.relation] is Change.rows
    stage(r.engine, _ENTRY, _entries(r, _rows(model) if compared else _hashes(model)), r.as_of)
    rows = append(r.engine, FEED, _ENTRY)
    return [TableCount(str(FEED), rows, rows, seconds=round(time.perf_counter() - started, 3))]


def _rows(model: Model) -> str:
    """Read what the comparison of golden records found."""
    return f"""
        select user_id, _was_there as was_there,
            _is_there as is_there, _changed as columns
        from {compared_relation(model)}
    """


def _hashes(model: Model) -> str:
    """Compare hashes, where the table was made anew: which columns changed is not known then."""
    return f"""
        select coalesce(n.user_id, o.user_id) as user_id, o.user_id is not null as was_there,
            n.user_id is not null as is_there, cast(null as varchar) as columns
        from {_FORMER} as o full outer join {model.relation} as n on n.user_id = o.user_id
        where o.row_hash is distinct from n.row_hash
    """


def _entries(r: Run, compared: str) -> str:
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
            select distinct to_user as user_id from {LOG}
            where run_id = {literal(r.run_id)} and kind = 'split'
        ) as s on s.user_id = c.user_id
    """
