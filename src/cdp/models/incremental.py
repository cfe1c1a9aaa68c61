"""Bring a model's table up to date: the rows of what was touched, compared and exchanged.

Each way of updating leaves `stage.changed_<schema>_<name>`: the rows that changed, or may have, as
they were (`_is_new` false) and as they are (true), for the models that read this one.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from cdp.engine import PLACE
from cdp.models.runner import build, demand_unique, repeated, stage, stage_inputs
from cdp.sql.keys import same_key
from cdp.sql.render import quoted, statement
from cdp.sql.restrict import restrict, stored_rows
from cdp.sql.scope import TOUCHED, changed_relation
from cdp.types import Relation, TableCount

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from cdp.engine import Engine
    from cdp.sql.model import Model
    from cdp.sql.restrict import Fresh
    from cdp.sql.scope import Scoping


def update_scoped(
    engine: Engine,
    model: Model,
    scoping: Scoping,
    touched: Relation,
    as_of: datetime,
    *,
    told: Sequence[str] | None = None,
    written: Mapping[Relation, Fresh] | None = None,
) -> TableCount:
    """Replace the rows of the touched scope values; gives rows computed, and rows gone or come.

    With `told` they are not compared, and all count as gone or come: these columns of them are left
    as changed rows, and where there is no such column no old row is read. `written` is what was
    just written to tables that the model reads.
    """
    started = time.perf_counter()
    fresh, stale = work(model, "fresh"), work(model, "stale")
    restricted = restrict(scoping, touched, written)
    stage_inputs(engine, restricted, as_of)
    made = build(engine, replace(model, query=restricted.query), as_of, fresh).kept
    names = [c.name for c in model.columns] if told is None else told
    place = (engine.can.place, PLACE) if engine.can.place else None
    if names or place:
        found = stored_rows(model.relation, names, scoping.column, touched, place)
        stage(engine, stale, found, as_of)
    if told is None:
        changed = _exchange(engine, model, fresh, stale, as_of)
    else:
        changed = _tell(engine, model, told, as_of) if told else made
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
    fresh, gone = work(model, "fresh"), work(model, "gone")
    demand_unique(engine, model, fresh, as_of)
    if engine.can.place:
        stage(engine, gone, f"select {PLACE} from {work(model, 'stale')}", as_of)
    else:
        stage(engine, gone, f"select {TOUCHED} as {quoted(scoping.column)} from {touched}", as_of)
    come = f"select {_names(model)} from {fresh}"
    engine.merge(model.relation, gone, statement(come, engine.dialect, as_of))


def update_whole(engine: Engine, model: Model, as_of: datetime) -> tuple[TableCount, bool]:
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
        changed = _exchange(engine, model, fresh, model.relation, as_of)
    return TableCount(str(model.relation), made, changed, seconds=_since(started)), anew


def _exchange(
    engine: Engine, model: Model, fresh: Relation, stale: Relation, as_of: datetime
) -> int:
    """Put the rows of `fresh` in place of those of `stale`; gives how many went or came."""
    demand_unique(engine, model, fresh, as_of)
    names, same, changed = _names(model), work(model, "same"), changed_relation(model.relation)
    stage(engine, same, _unchanged(model, fresh, stale), as_of)
    other = f"not {_stands_in(model, 'x', same)}"
    rows = stage(
        engine, changed,
        f"select {names}, false as _is_new from {stale} as x where {other}"
        f" union all select {names}, true as _is_new from {fresh} as x where {other}",
        as_of,
    )  # fmt: skip
    if not rows:
        return 0
    gone = work(model, "gone")
    keys = f"select distinct {', '.join(map(quoted, model.key))} from {changed}"
    if engine.can.place and stale != model.relation:
        keys = f"select {PLACE} from {stale} as x where {_stands_in(model, 'x', changed)}"
    stage(engine, gone, keys, as_of)
    come = f"select {names} from {changed} where _is_new"
    engine.merge(model.relation, gone, statement(come, engine.dialect, as_of))
    return rows


def _unchanged(model: Model, fresh: Relation, stale: Relation) -> str:
    """Give the keys of rows that are as they were: cheaper to find than whole rows that differ."""
    rest = [quoted(c.name) for c in model.columns if c.name not in model.key]
    equal = " and ".join(f"n.{c} is not distinct from o.{c}" for c in rest)
    return (
        f"select {', '.join(f'n.{quoted(k)}' for k in model.key)} from {fresh} as n"
        f" join {stale} as o on {same_key(model.key, 'n', 'o')}{' where ' if equal else ''}{equal}"
    )


def _stands_in(model: Model, alias: str, keys: Relation) -> str:
    return f"exists (select 1 from {keys} as k where {same_key(model.key, 'k', alias)})"


def work(model: Model, what: str) -> Relation:
    """Name a work relation of a model."""
    return Relation("stage", f"{what}_{model.relation.schema}_{model.relation.name}")


def _names(model: Model) -> str:
    return ", ".join(quoted(c.name) for c in model.columns)


def _since(started: float) -> float:
    return round(time.perf_counter() - started, 3)
