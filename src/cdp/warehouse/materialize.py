"""Make the tables of models, and prove that their keys are keys."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from cdp.engine import Hint
from cdp.errors import QueryError
from cdp.sql.keys import repeated_keys, row_source
from cdp.sql.low_cardinality import low_cardinality_columns
from cdp.sql.parse import SqlMistake
from cdp.types import Relation, TableCount

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cdp.engine import Engine
    from cdp.sql.model import Model, Query
    from cdp.warehouse.context import Run
    from cdp.warehouse.session import Session


class Meter:
    """Seconds and statements that something took, from when it was made."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._started, self._sent = time.perf_counter(), engine.statements

    def counted(self, table: Relation | str, made: int, kept: int) -> TableCount:
        """Count what was done with a table: rows computed, and rows it came to."""
        seconds = round(time.perf_counter() - self._started, 3)
        sent = self._engine.statements - self._sent
        return TableCount(str(table), made, kept, seconds=seconds, statements=sent)


def build_model(
    session: Session,
    model: Model,
    into: Relation | None = None,
    *,
    tables: Mapping[Relation, tuple[str, ...]] | None = None,
    inside: Sequence[tuple[Relation, str | Query]] = (),
) -> TableCount:
    """Replace the model's table by its query's result; counts rows, seconds and statements.

    With `into` that work table is written instead. `tables` are the columns of what it reads, for
    a hint to the engine. Raises QueryError naming the model and its file when the engine refuses.
    """
    meter = Meter(session.engine)
    where = f"{model.relation} ({model.file})" if model.file else str(model.relation)
    hint = _hint_of(model, tables) if tables and not into and model.kind == "table" else None
    kind = "table" if into else model.kind
    try:
        rows = session.materialize(
            into or model.relation, model.query, kind, inside=inside, hint=hint
        )
    except (SqlMistake, ValueError) as error:
        raise QueryError(f"{where}: {error}") from error
    except QueryError as error:
        raise QueryError(f"{where}: {error.message}", fix=error.fix) from error
    return meter.counted(model.relation, rows, rows)


def _hint_of(model: Model, tables: Mapping[Relation, tuple[str, ...]]) -> Hint:
    reads = frozenset(i for i in model.inputs if i in tables)
    return Hint(reads, partial(low_cardinality_columns, model.query, dict(tables)))


def keeps_rows_of(model: Model, built: int, kept: Mapping[str, int]) -> bool:
    """Whether the rows just built are one to one those of a source table, whose key is proven.

    `kept` are the kept rows of source tables: a proof by counting, where the query allows it.
    """
    source = row_source(model)
    return source is not None and kept.get(source.name) == built


def prove_keys(r: Run) -> None:
    """Raise QueryError when the key of a model that a stage has just written is not unique.

    One statement asks for all of them, or for as many as the engine takes in one; nothing has been
    committed yet.
    """
    models = [model for model, _ in r.unproven]
    asked = [
        f"select {n} as model_no, repeated from ({_repeated(model, table)}) as m{n}"
        for n, (model, table) in enumerate(r.unproven)
    ]
    r.unproven.clear()
    wrong: dict[int, int] = {}
    for parts in _fitting(asked, r.engine.can.max_query_bytes):
        sql = f"select * from ({' union all '.join(parts)}) as k where repeated > 0"
        wrong |= {x["model_no"]: x["repeated"] for x in r.session.query(sql).to_pylist()}
    for number, rows in sorted(wrong.items()):
        model = models[number]
        raise QueryError(
            f"{model.relation} ({model.file}): the key {', '.join(model.key)} is not unique,"
            f" {rows:,} rows repeat one or have none",
            fix="a join that finds several rows, or another key, is the usual reason",
        )


def _fitting(parts: Sequence[str], most: int | None) -> list[list[str]]:
    """Split the parts of a statement into as many as an engine needs, which takes `most` bytes."""
    found: list[list[str]] = []
    room = 0
    for part in parts:
        size = 2 * len(part.encode())  # where a table stands may take longer to say
        if not found or (most is not None and size > room):
            found.append([])
            room = most or 0
        found[-1].append(part)
        room -= size
    return found


def _repeated(model: Model, table: Relation) -> str:
    return repeated_keys(replace(model, relation=table))


def has_repeated_keys(session: Session, model: Model) -> bool:
    """Whether rows that stand in the model's table repeat a key or have none."""
    return bool(session.value(_repeated(model, model.relation)))
