"""Run models one after another: render for the engine, write, count."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from cdp.errors import QueryError
from cdp.sql.keys import repeated_keys, row_source
from cdp.sql.parse import SqlMistake
from cdp.sql.render import render, select_all, statement
from cdp.types import Relation, TableCount

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    import pyarrow as pa

    from cdp.engine import Engine
    from cdp.sql.model import Model, Query
    from cdp.sql.scoping.restrict import Restricted


def build(
    engine: Engine,
    model: Model,
    as_of: datetime,
    into: Relation | None = None,
    few: Collection[str] = (),
) -> TableCount:
    """Replace the model's table by its query's result; gives rows written and seconds.

    With `into` that work table is written instead. `few` names columns with few different values.
    Raises QueryError naming the model and its file when the engine refuses it.
    """
    started = time.perf_counter()
    where = f"{model.relation} ({model.file})" if model.file else str(model.relation)
    try:
        sql = render(model.query, engine.dialect, as_of)
        rows = engine.replace(into or model.relation, sql, "table" if into else model.kind, few)
    except (SqlMistake, ValueError) as error:
        raise QueryError(f"{where}: {error}") from error
    except QueryError as error:
        raise QueryError(f"{where}: {error.message}", fix=error.fix) from error
    seconds = time.perf_counter() - started
    return TableCount(str(model.relation), rows, rows, seconds=round(seconds, 3))


def check_key(engine: Engine, model: Model, built: int, as_of: datetime) -> None:
    """Make sure that the model's key is unique; QueryError when it is not.

    `built` is the number of rows just written. Costs nothing to speak of where the model keeps the
    rows of one source table, whose key its contract made unique.
    """
    source = row_source(model)
    if source is not None:
        kept = rows(engine, Relation("stage", f"{source.name}_tally"))["kept"][0].as_py()
        if built == kept:
            return
    demand_unique(engine, model, model.relation, as_of)


def demand_unique(engine: Engine, model: Model, table: Relation, as_of: datetime) -> None:
    """Raise QueryError when a model's key is not unique in a table of its rows."""
    rows_wrong = repeated(engine, model, table, as_of)
    if rows_wrong:
        raise QueryError(
            f"{model.relation} ({model.file}): the key {', '.join(model.key)} is not unique,"
            f" {rows_wrong:,} rows repeat one or have none",
            fix="a join that finds several rows, or another key, is the usual reason",
        )


def repeated(engine: Engine, model: Model, table: Relation, as_of: datetime) -> int:
    """Count the rows of a table that repeat a model's key or have none."""
    query = render(repeated_keys(replace(model, relation=table)), engine.dialect, as_of)
    return engine.fetch(query)["repeated"][0].as_py()


def stage(engine: Engine, relation: Relation, query: str | Query, as_of: datetime) -> int:
    """Write a work table from a query; gives its rows."""
    dialect = engine.dialect
    own = isinstance(query, str)
    sql = statement(query, dialect, as_of) if own else render(query, dialect, as_of)
    return engine.replace(relation, sql)


def ask(engine: Engine, query: str, as_of: datetime) -> pa.Table:
    """Give the result of a query of our own."""
    return engine.fetch(statement(query, engine.dialect, as_of))


def count(engine: Engine, source: Relation | str, as_of: datetime) -> int:
    """Count the rows of a relation, or of what may stand behind `from`."""
    return int(ask(engine, f"select count(*) as n from {source}", as_of)["n"][0].as_py())


def stage_inputs(engine: Engine, restricted: Restricted, as_of: datetime) -> None:
    """Write the work tables that a restricted query reads."""
    for relation, query in restricted.inputs:
        stage(engine, relation, query, as_of)


def append(engine: Engine, table: Relation, rows: Relation) -> int:
    """Add the rows of a work table to a table that only grows; gives how many."""
    sql = select_all(rows, engine.dialect)
    if engine.columns(table) is None:
        return engine.replace(table, sql)
    return engine.merge(table, None, sql)


def rows(engine: Engine, relation: Relation) -> pa.Table:
    """Give a whole table; for the small ones that stages hand to each other."""
    return engine.fetch(select_all(relation, engine.dialect))
