"""`<table>_history`: what chosen columns of a table were, from what each run saw (type 2).

A row is valid from `valid_from` up to, not including, `valid_to`; the open one has none. It is the
one kind of table that no rebuild can make again, so a rebuild leaves it as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.sql.render import quoted
from cdp.sql.scoping.scope import TOUCHED, changed_relation
from cdp.types import Relation
from cdp.warehouse.change_set import Change
from cdp.warehouse.materialize import Meter

if TYPE_CHECKING:
    from cdp.sql.model import Model
    from cdp.types import TableCount
    from cdp.warehouse.context import Run


def update_history(r: Run, model: Model) -> TableCount:
    """Close the rows that are no longer so and open those that are now."""
    meter = Meter(r.engine)
    history = history_relation(model)
    if not r.session.has(history):
        rows = r.session.materialize(history, _opening_rows(model))
    elif r.changes[model.relation] is Change.none:
        rows = 0
    else:
        rows = _advance_history(r, model, history)
    r.changes[history] = Change.all if rows else Change.none
    return meter.counted(history, rows, rows)  # fmt: skip


def history_relation(model: Model) -> Relation:
    """Name the table that keeps a model's history."""
    return Relation(model.relation.schema, f"{model.relation.name}_history")


def _history_columns(model: Model) -> tuple[str, str, str]:
    """Name key, kept columns and the dating column, quoted."""
    assert model.history is not None  # noqa: S101 - for the type checker
    kept = ", ".join(map(quoted, model.history.columns))
    return quoted(model.key[0]), kept, quoted(model.history.at)


def _opening_rows(model: Model) -> str:
    key, kept, at = _history_columns(model)
    return (
        f"select {key}, {kept}, coalesce({at}, as_of) as valid_from,"
        f" cast(null as timestamp) as valid_to from {model.relation}"
    )


def _advance_history(r: Run, model: Model, history: Relation) -> int:
    key, kept, at = _history_columns(model)
    columns = [quoted(c) for c in (model.history.columns if model.history else ())]
    differs = " or ".join(f"c.{c} is distinct from o.{c}" for c in columns)
    now, known = str(model.relation), f"select * from {history}"
    if r.changes[model.relation] is Change.rows:
        fresh = r.fresh.get(model.relation)
        changed = f"select {key} from {changed_relation(model.relation)}"
        keys = f"select {TOUCHED} from {fresh.touched}" if fresh else changed
        known = f"select * from {history} where {key} in ({keys})"
        now = str(fresh.rows) if fresh else f"{model.relation} where {key} in ({keys})"
    turned = Relation("work", f"history_{model.relation.name}")
    sql = f"""
        with known as ({known}),
        now as (select {key}, {kept}, {at} as seen_at from {now}),
        past as (
            select {key}, max(coalesce(valid_to, valid_from)) as last_at from known group by {key}
        ),
        opened as (select * from known where valid_to is null),
        turn as (
            select coalesce(c.{key}, o.{key}) as {key}, c.{key} is not null as is_there,
                o.{key} is not null as was_there,
                case
                    when p.last_at is null then coalesce(c.seen_at, as_of)
                    when c.seen_at > p.last_at then c.seen_at
                    when as_of > p.last_at then as_of
                    else cdp_next_instant(p.last_at)
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
    rows = r.session.materialize(turned, sql)
    if rows:
        by = [model.key[0], "valid_from"]
        keys = f"select {', '.join(map(quoted, by))} from {turned}"
        r.session.merge(history, keys, f"select * from {turned}", by)
    return rows
