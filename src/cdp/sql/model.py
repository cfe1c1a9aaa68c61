"""Model: the one frozen value that every declarative thing compiles to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from sqlglot import exp

from cdp.sql.parse import DIALECT, forget_lines
from cdp.types import Column, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable

Query = exp.Query
Scope = Literal["row", "record", "user", "table"]


@dataclass(frozen=True, eq=False)
class Neighbours:
    """Rows that depend on each other because they share the value of a column."""

    column: str
    query: exp.Query
    """The model's key and this column alone, cheap to ask for some keys."""


@dataclass(frozen=True)
class History:
    """Columns of which a model's earlier values are kept, and the one that dates a row."""

    columns: tuple[str, ...]
    at: str


@dataclass(frozen=True, eq=False)
class Model:
    """A named query with a unique key, a scope and documented columns.

    `file` and `line` say where its SQL begins, for messages; `kind` is `view` for what is cheap to
    compute and used once.
    """

    relation: Relation
    query: exp.Query
    stage: str
    """The stage of a run that makes it."""
    key: tuple[str, ...] = ()
    scope: Scope = "table"
    columns: tuple[Column, ...] = ()
    description: str = ""
    kind: Literal["table", "view"] = "table"
    file: str = ""
    line: int = 1
    neighbours: Neighbours | None = None
    history: History | None = None

    @cached_property
    def inputs(self) -> frozenset[Relation]:
        """Relations the query reads."""
        return frozenset(
            Relation(table.db, table.name) for table in self.query.find_all(exp.Table) if table.db
        )

    @cached_property
    def fingerprint(self) -> str:
        """Hash of what the model means: normalised SQL, key and scope; not comments or layout."""
        text = self.query.sql(dialect=DIALECT, comments=False, normalize=True)
        parts = (str(self.relation), self.kind, self.scope, ",".join(self.key), text)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


class CircleError(ValueError):
    """Models read each other; `models` are those of the circle and no others."""

    def __init__(self, models: list[Model]) -> None:
        self.models = sorted(models, key=lambda m: str(m.relation))
        names = ", ".join(str(m.relation) for m in self.models)
        super().__init__(f"models read each other: {names}")


def _find_circle(pending: dict[Relation, Model]) -> list[Model]:
    """Follow what models read until one comes again."""
    path: list[Model] = [next(iter(pending.values()))]
    while True:
        step = min(i for i in path[-1].inputs if i in pending)
        if pending[step] in path:
            return path[path.index(pending[step]) :]
        path.append(pending[step])


def without_lines(model: Model) -> Model:
    """Forget on which line each part of the query stands, once no message will name it."""
    for query in (model.query, model.neighbours.query if model.neighbours else None):
        if query is not None:
            forget_lines(query)
    return model


def sort_models(models: Iterable[Model]) -> tuple[Model, ...]:
    """Sort models so that each stands behind what it reads; ties keep their given order.

    Raises CircleError naming the models that read each other.
    """
    pending = {m.relation: m for m in models}
    done: list[Model] = []
    while pending:
        ready = [m for m in pending.values() if not any(i in pending for i in m.inputs)]
        if not ready:
            raise CircleError(_find_circle(pending))
        done.extend(ready)
        for model in ready:
            del pending[model.relation]
    return tuple(done)
