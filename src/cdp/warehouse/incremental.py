"""Bring a model's table up to date: the rows of what was touched, compared and exchanged.

Each way of updating leaves `stage.changed_<schema>_<name>`: the rows that changed, or may have, as
they were (`_is_new` false) and as they are (true), for the models that read this one.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cdp.engine import PLACE
from cdp.sql.keys import same_key
from cdp.sql.parse import DIALECT
from cdp.sql.render import literal, quoted, statement
from cdp.sql.scoping.restrict import restrict, stored_rows
from cdp.sql.scoping.scope import TOUCHED, changed_relation
from cdp.types import Relation, TableCount
from cdp.warehouse.materialize import build, count, demand_unique, repeated, stage, stage_inputs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from cdp.engine import Engine
    from cdp.sql.model import Model, Query
    from cdp.sql.scoping.restrict import Fresh
    from cdp.sql.scoping.scope import Scoping

OLD = "_old_"
"""What stands before a column's name of the stored row where rows are compared."""


@dataclass(frozen=True)
class Told:
    """What an update leaves of the rows that changed, or may have."""

    columns: tuple[str, ...]
    """Columns of them that somebody reads."""
    compared: bool = True
    """Whether rows that stay as they are are told apart, and left alone."""
    named: tuple[str, ...] = ()
    """Columns that are named in the work table `compared` where they changed."""


def update_scoped(
    engine: Engine,
    model: Model,
    scoping: Scoping,
    touched: Relation,
    as_of: datetime,
    *,
    told: Told,
    written: Mapping[Relation, Fresh] | None = None,
) -> TableCount:
    """Replace the rows of the touched scope values; gives rows computed, and rows gone or come.

    Where they are not compared, all count as gone or come, and no old row is read of which nothing
    is told. `written` is what was just written to tables that the model reads.
    """
    started = time.perf_counter()
    fresh = work(model, "fresh")
    restricted = restrict(scoping, touched, written)
    stage_inputs(engine, restricted, as_of)
    made = build(engine, replace(model, query=restricted.query), as_of, fresh).kept
    place = (engine.can.place, PLACE) if engine.can.place else None
    names = [c.name for c in model.columns] if told.compared else told.columns
    stored = stored_rows(model.relation, names, scoping.column, touched, place)
    if told.compared:
        changed = _exchange(engine, model, stored, told, as_of)
    else:
        if names or place:
            stage(engine, work(model, "stale"), stored, as_of)
        changed = _tell(engine, model, told.columns, as_of) if told.columns else made
        _replace_touched(engine, model, scoping, touched, as_of)
    return TableCount(str(model.relation), made, changed, seconds=_since(started))


def _tell(engine: Engine, model: Model, told: Sequence[str], as_of: datetime) -> int:
    names = ", ".join(map(quoted, told))
    sql = (
        f"select {names}, false as _is_new from {work(model, 'stale')}"
        f" union all select {names}, true as _is_new from {work(model, 'fresh')}"
    )
    return stage(engine, changed_relation(model.relation), sql, as_of)


def _replace_touched(
    engine: Engine, model: Model, scoping: Scoping, touched: Relation, as_of: datetime
) -> None:
    fresh, gone, by = work(model, "fresh"), work(model, "stale"), PLACE
    demand_unique(engine, model, fresh, as_of)
    if not engine.can.place:
        gone, by = work(model, "gone"), scoping.column
        stage(engine, gone, f"select {TOUCHED} as {quoted(by)} from {touched}", as_of)
    come = f"select {_names(model)} from {fresh}"
    engine.merge(model.relation, gone, statement(come, engine.dialect, as_of), [by])


def update_whole(
    engine: Engine, model: Model, as_of: datetime, told: Told
) -> tuple[TableCount, bool]:
    """Compute the whole model and exchange the rows that differ.

    Gives rows computed, and gone or come; and whether the table had to be made anew, as the one
    there was has columns of other types, or rows that the model's key does not tell apart.
    """
    started = time.perf_counter()
    fresh = work(model, "fresh")
    made = build(engine, model, as_of, fresh).kept
    anew = engine.columns(fresh) != engine.columns(model.relation) or bool(
        repeated(engine, model, model.relation, as_of)
    )
    if anew:
        demand_unique(engine, model, fresh, as_of)
        sql = statement(f"select {_names(model)} from {fresh}", engine.dialect, as_of)
        changed = engine.replace(model.relation, sql)
    else:
        place = (engine.can.place, PLACE) if engine.can.place else None
        stored = stored_rows(model.relation, [c.name for c in model.columns], place=place)
        changed = _exchange(engine, model, stored, told, as_of)
    return TableCount(str(model.relation), made, changed, seconds=_since(started)), anew


def _exchange(engine: Engine, model: Model, stored: Query, told: Told, as_of: datetime) -> int:
    """Put the fresh rows that differ in place of the stored ones; gives how many went or came."""
    fresh, compared = work(model, "fresh"), compared_relation(model)
    demand_unique(engine, model, fresh, as_of)
    if not stage(engine, compared, _differing(engine, model, stored, told), as_of):
        return 0
    same = same_key(model.key, "k", "n")
    came = f"exists (select 1 from {compared} as k where k._is_there and {same})"
    if told.columns:
        old = ", ".join(f"{quoted(OLD + c)} as {quoted(c)}" for c in told.columns)
        new = ", ".join(f"n.{quoted(c)}" for c in told.columns)
        rows = stage(
            engine, changed_relation(model.relation),
            f"select {old}, false as _is_new from {compared} where _was_there"
            f" union all select {new}, true as _is_new from {fresh} as n where {came}",
            as_of,
        )  # fmt: skip
    else:
        ways = ("_was_there", "_is_there")
        rows = sum(count(engine, f"{compared} where {way}", as_of) for way in ways)
    come = f"select {_names(model)} from {fresh} as n where {came}"
    by = [PLACE] if engine.can.place else model.key
    engine.merge(model.relation, compared, statement(come, engine.dialect, as_of), by)
    return rows


def _differing(engine: Engine, model: Model, stored: Query, told: Told) -> str:
    """Compare fresh rows with the stored ones of their key; gives those that are not the same.

    Columns: the key, what is told of the stored row, its place. Whole rows are not put anywhere:
    that takes longer than reading them.
    """
    rest = [c.name for c in model.columns if c.name not in model.key]
    equal = {c: f"n.{quoted(c)} is not distinct from o.{quoted(c)}" for c in rest}
    both = "n._there and o._there"
    columns = [f"coalesce(n.{quoted(k)}, o.{quoted(k)}) as {quoted(k)}" for k in model.key]
    columns += [f"o.{quoted(c)} as {quoted(OLD + c)}" for c in told.columns]
    columns += [f"o.{PLACE}"] if engine.can.place else []
    if told.named:
        turned = ", ".join(f"case when not ({equal[c]}) then {literal(c)} end" for c in told.named)
        columns.append(f"case when {both} then concat_ws(',', {turned}) end as _changed")
    return f"""
        select {", ".join(columns)},
            n._there is not null as _is_there, o._there is not null as _was_there
        from (select *, true as _there from {work(model, "fresh")}) as n
        full outer join (
            select *, true as _there from ({stored.sql(dialect=DIALECT)}) as s
        ) as o on {same_key(model.key, "n", "o")}
        where not coalesce({" and ".join([both, *equal.values()])}, false)
    """


def compared_relation(model: Model) -> Relation:
    """Name the work table that an exchange leaves: a row for every key that differs.

    Its columns: the key, `_old_…` (what is told of the row as it was), `_is_there`, `_was_there`,
    and `_changed`, the names of the columns that differ, where they were asked for.
    """
    return work(model, "compared")


def work(model: Model, what: str) -> Relation:
    """Name a work relation of a model."""
    return Relation("stage", f"{what}_{model.relation.schema}_{model.relation.name}")


def _names(model: Model) -> str:
    return ", ".join(quoted(c.name) for c in model.columns)


def _since(started: float) -> float:
    return round(time.perf_counter() - started, 3)
