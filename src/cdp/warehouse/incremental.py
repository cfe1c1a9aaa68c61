"""Bring a model's table up to date: the rows of what was touched, compared and exchanged.

Each way of updating defines `work.changed_<schema>_<name>`: the rows that changed, or may have, as
they were (`_is_new` false) and as they are (true), for the models that read this one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cdp.engine import ROW_ID
from cdp.sql.keys import same_key
from cdp.sql.parse import DIALECT
from cdp.sql.render import literal, quoted
from cdp.sql.scoping.restrict import restrict_query, stored_rows
from cdp.sql.scoping.scope import TOUCHED, changed_relation
from cdp.types import Relation
from cdp.warehouse.materialize import Meter, build_model, has_repeated_keys

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cdp.sql.model import Model, Query
    from cdp.sql.scoping.restrict import Fresh
    from cdp.sql.scoping.scope import Scoping
    from cdp.types import TableCount
    from cdp.warehouse.change_set import ChangeSet
    from cdp.warehouse.session import Session

OLD = "_old_"
"""What stands before a column's name of the stored row where rows are compared."""


def update_touched_rows(
    session: Session,
    model: Model,
    scoping: Scoping,
    touched: Relation,
    wanted: ChangeSet,
    *,
    written: Mapping[Relation, Fresh],
) -> TableCount:
    """Replace the rows of the touched scope values; counts rows computed, and rows gone or come.

    Where they are not compared, all count as gone or come, and no old row is read of which nothing
    is wanted. `written` is what was just written to tables that the model reads.
    """
    meter = Meter(session.engine)
    fresh = work_table(model, "fresh")
    restricted = restrict_query(scoping, touched, written)
    narrowed = replace(model, query=restricted.query)
    made = build_model(session, narrowed, fresh, inside=restricted.inputs).kept
    names = [c.name for c in model.columns] if wanted.compared else wanted.columns
    stored = stored_rows(model.relation, names, scoping.column, touched, _row_id(session))
    if wanted.compared:
        changed = _exchange(session, model, stored, wanted, made)
    else:
        stale = stored if wanted.columns else None
        gone = f"select {TOUCHED} as {quoted(scoping.column)} from {touched}"
        changed = _replace_rows(
            session, model, gone, scoping.column, stored=stale, told=wanted.columns
        )
    return meter.counted(model.relation, made, changed)


def _replace_rows(
    session: Session,
    model: Model,
    gone: str,
    by: str,
    *,
    stored: Query | None,
    told: Sequence[str],
) -> int:
    """Take all rows of some keys out and the fresh ones in; returns those gone and come.

    `stored` finds the rows that go, where `told` of their columns are wanted.
    """
    fresh, stale = work_table(model, "fresh"), work_table(model, "stale")
    if stored is not None:
        session.materialize(stale, stored)
        names = ", ".join(map(quoted, told))
        session.define(
            changed_relation(model.relation),
            f"select {names}, false as _is_new from {stale}"
            f" union all select {names}, true as _is_new from {fresh}",
        )
        if session.engine.can.row_ids:
            gone, by = f"select {ROW_ID} from {stale}", ROW_ID
    come = f"select {_column_names(model)} from {fresh}"
    return session.merge(model.relation, gone, come, [by]).moved


def update_whole(session: Session, model: Model, wanted: ChangeSet) -> tuple[TableCount, bool]:
    """Compute the whole model and exchange the rows that differ.

    Counts rows computed, and gone or come; tells whether the table had to be made anew, as the one
    there was has columns of other types, or rows that the model's key does not tell apart.
    """
    meter = Meter(session.engine)
    fresh = work_table(model, "fresh")
    made = build_model(session, model, fresh).kept
    anew = session.columns(fresh) != session.columns(model.relation)
    anew = anew or has_repeated_keys(session, model)
    if anew:
        changed = session.materialize(model.relation, f"select {_column_names(model)} from {fresh}")
    else:
        names = [c.name for c in model.columns]
        stored = stored_rows(model.relation, names, row_id=_row_id(session))
        changed = _exchange(session, model, stored, wanted, made)
    return meter.counted(model.relation, made, changed), anew


def _exchange(session: Session, model: Model, stored: Query, wanted: ChangeSet, made: int) -> int:
    """Put those of the `made` fresh rows that differ in place of the stored ones.

    Returns how many rows went or came.
    """
    fresh, compared = work_table(model, "fresh"), compared_relation(model)
    row_ids = session.engine.can.row_ids
    if not session.materialize(compared, _differing(session, model, stored, wanted)):
        return 0
    same = same_key(model.key, "k", "n")
    came = f"exists (select 1 from {compared} as k where k._is_there and {same})"
    if wanted.columns:
        old = ", ".join(f"{quoted(OLD + c)} as {quoted(c)}" for c in wanted.columns)
        new = ", ".join(f"n.{quoted(c)}" for c in wanted.columns)
        session.define(
            changed_relation(model.relation),
            f"select {old}, false as _is_new from {compared} where _was_there"
            f" union all select {new}, true as _is_new from {fresh} as n where {came}",
        )
    by = [ROW_ID] if row_ids else [*model.key]
    merged = session.merge(
        model.relation,
        f"select {', '.join(map(quoted, by))} from {compared} where _was_there",
        f"select {_column_names(model)} from {fresh} as n where {came}" if made else None,
        by,
    )
    return merged.moved


def _differing(session: Session, model: Model, stored: Query, wanted: ChangeSet) -> str:
    """Compare fresh rows with the stored ones of their key: the query of those not the same.

    Columns: the key, what is wanted of the stored row, its row id. Whole rows are not put anywhere:
    that takes longer than reading them.
    """
    rest = [c.name for c in model.columns if c.name not in model.key]
    equal = {c: f"n.{quoted(c)} is not distinct from o.{quoted(c)}" for c in rest}
    both = "n._there and o._there"
    columns = [f"coalesce(n.{quoted(k)}, o.{quoted(k)}) as {quoted(k)}" for k in model.key]
    columns += [f"o.{quoted(c)} as {quoted(OLD + c)}" for c in wanted.columns]
    columns += [f"o.{ROW_ID}"] if session.engine.can.row_ids else []
    if wanted.named:
        turned = ", ".join(
            f"case when not ({equal[c]}) then {literal(c)} end" for c in wanted.named
        )
        columns.append(f"case when {both} then concat_ws(',', {turned}) end as _changed")
    return f"""
        select {", ".join(columns)},
            n._there is not null as _is_there, o._there is not null as _was_there
        from (select *, true as _there from {work_table(model, "fresh")}) as n
        full outer join (
            select *, true as _there from ({stored.sql(dialect=DIALECT)}) as s
        ) as o on {same_key(model.key, "n", "o")}
        where not coalesce({" and ".join([both, *equal.values()])}, false)
    """


def compared_relation(model: Model) -> Relation:
    """Name the work table that an exchange leaves: a row for every key that differs.

    Its columns: the key, `_old_…` (what is wanted of the row as it was), `_is_there`, `_was_there`,
    and `_changed`, the names of the columns that differ, where they were asked for.
    """
    return work_table(model, "compared")


def work_table(model: Model, what: str) -> Relation:
    """Name a work relation of a model."""
    return Relation("work", f"{what}_{model.relation.schema}_{model.relation.name}")


def _row_id(session: Session) -> tuple[str, str] | None:
    """What the engine calls a row's id, and the column that it is read as."""
    row_ids = session.engine.can.row_ids
    return (row_ids, ROW_ID) if row_ids else None


def _column_names(model: Model) -> str:
    return ", ".join(quoted(c.name) for c in model.columns)
