"""Run models one after another: render for the engine, write, count."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from cdp.errors import QueryError
from cdp.sql.keys import repeated_keys, row_source
from cdp.sql.parse import SqlMistake
from cdp.sql.render import render, select_all
from cdp.types import Relation, TableCount

if TYPE_CHECKING:
    from datetime import datetime

    import pyarrow as pa

    from cdp.engine import Engine
    from cdp.sql.model import Model


def build(engine: Engine, model: Model, as_of: datetime) -> TableCount:
    """Replace the model's table by its query's result; gives rows written and seconds.

    Raises QueryError naming the model and its file when the engine refuses it.
    """
    started = time.perf_counter()
    where = f"{model.relation} ({model.file})" if model.file else str(model.relation)
    try:
        sql = render(model.query, engine.dialect, as_of)
        rows = engine.replace(model.relation, sql, model.kind)
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
    query = render(repeated_keys(model), engine.dialect, as_of)
    repeated = engine.fetch(query)["repeated"][0].as_py()
    if repeated:
        raise QueryError(
            f"{model.relation} ({model.file}): the key {', '.join(model.key)} is not unique,"
            f" {repeated:,} rows repeat one or have none",
            fix="a join that finds several rows, or another key, is the usual reason",
        )


def rows(engine: Engine, relation: Relation) -> pa.Table:
    """Give a whole table; for the small ones that stages hand to each other."""
    return engine.fetch(select_all(relation, engine.dialect))
