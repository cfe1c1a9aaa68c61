"""`<table>_history`: what chosen columns of a table were, from what each run saw (type 2).

A row is valid from `valid_from` up to, not including, `valid_to`; the open one has none. It is the
one kind of table that no rebuild can make again, so a rebuild leaves it as it is.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from cdp.sql.render import quoted
from cdp.sql.scoping.scope import TOUCHED, changed_relation
from cdp.types import Relation, TableCount
from cdp.warehouse.materialize import stage
from cdp.warehouse.plan import Change

if TYPE_CHECKING:
    from cdp.sql.model import Model
    from cdp.warehouse.context import Run


def keep(r: Run, model: Model) -> TableCount:
    """Close the rows that are no longer so and open those that are now."""
    started = time.perf_counter()
    history = relation(model)
    if r.engine.columns(history) is None:
        rows = r.engine.replace(history, r.sql(_first(model)))
    elif r.changes[model.relation] is Change.none:
        rows = 0
    else:
        rows = _advance(r, model, history)
    r.changes[history] = Change.all if rows else Change.none
    return TableCount(str(history), rows, rows, seconds=round(time.perf_counter() - started, 3))


def relation(model: Model) -> Relation:
    """Name the table that keeps a model's history."""
    return Relation(model.relation.schema, f"{model.relation.name}_history")


def _names(model: Model) -> tuple[str, str, str]:
    """Give key, kept columns and the dating column, quoted."""
    assert model.history is not None  # noqa: S101 - for the type checker
    kept = ", ".join(map(quoted, model.history.columns))
    return quoted(model.key[0]), kept, quoted(model.history.at)


def _first(model: Model) -> str:
    key, kept, at = _names(model)
    return (
        f"select {key}, {kept}, coalesce({at}, as_of) as valid_from,"
        f" cast(null as timestamp) as valid_to from {model.relation}"
    )


def _advance(r: Run, model: Model, history: Relation) -> int:
    key, kept, at = _names(model)
    columns = [quoted(c) for c in (model.history.columns if model.history else ())]
    differs = " or ".join(f"c.{c} is distinct from o.{c}" for c in columns)
    now, known = model.relation, history
    if r.changes[model.relation] is Change.rows:
        fresh = r.fresh.get(model.relation)
        changed = f"select {key} from {changed_relation(model.relation)}"
        keys = f"select {TOUCHED} from {fresh.touched}" if fresh else changed
        known = Relation("stage", f"history_{model.relation.name}_known")
        stage(r.engine, known, f"select * from {history} where {key} in ({keys})", r.as_of)
        now = fresh.rows if fresh else f"{model.relation} where {key} in ({keys})"
    step = Relation("stage", f"history_{model.relation.name}")
    sql = f"""
        with now as (select {key}, {kept}, {at} as seen_at from {now}),
        past as (
            select {key}, max(coalesce(valid_to, valid_from)) as last_at from {known} group by {key}
        ),
        opened as (select * from {known} where valid_to is null),
        turn as (
            select coalesce(c.{key}, o.{key}) as {key}, c.{key} is not null as is_there,
                o.{key} is not null as was_there,
                case
                    when p.last_at is null then coalesce(c.seen_at, as_of)
                    when c.seen_at > p.last_at then c.seen_at
                    when as_of > p.last_at then as_of
                    else p.last_at + interval '1' microsecond
                end as at
            from now as c full outer join opened as o on o.{key} = c.{key}
            left join past as p on p.{key} = coalesce(c.{key}, o.{key})
            where c.{key} is null or o.{key} is null or {differs}
        )
        select o.{key}, {", ".join(f"o.{c}" for c in columns)}, o.valid_from, t.at as valid_to
        from turn as t join opened as o on o.{key} = t.{key}
        union all
        select c.{key}, {", ".join(f"c.{c}" for c in columns)}, t.at as valid_from,
            cast(null as timestamp) as valid_to
        from turn as t join now as c on c.{key} = t.{key}
    """
    rows = stage(r.engine, step, sql, r.as_of)
    if rows:
        by = [model.key[0], "valid_from"]
        r.engine.merge(history, step, r.sql(f"select * from {step}"), by)
    return rows
