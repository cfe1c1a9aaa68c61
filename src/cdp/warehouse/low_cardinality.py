"""Which columns of a table about to be built hold few different values, seen in what it reads.

Such columns are kept as dictionaries where the engine can, a fraction of their size, and columns
of ever new values are spared the attempt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.sql.low_cardinality import few_valued
from cdp.sql.render import quoted
from cdp.types import Relation
from cdp.warehouse.materialize import ask, count

if TYPE_CHECKING:
    from cdp.sql.model import Model
    from cdp.warehouse.context import Run

BIG = 500_000
"""Rows from which on it is worth while to look."""
SAMPLE = 50_000
"""Rows that are looked at."""
FEW = 2_500
"""Different values in them that are few."""


def few_columns(r: Run, model: Model) -> frozenset[str]:
    """Name the columns of a model that hold few different values; none where little is read."""
    if not r.engine.can.dictionaries or model.kind != "table":
        return frozenset()
    readable = [i for i in model.inputs if i in r.compiled.tables]
    if not any(_is_big(r, i) for i in readable):
        return frozenset()
    return few_valued(model.query, r.compiled.tables, lambda table: _seen(r, table))


def _is_big(r: Run, table: Relation) -> bool:
    rows = Relation("landed", table.name) if table.schema == "source" else table
    return r.engine.columns(rows) is not None and count(r.engine, rows, r.as_of) >= BIG


def _seen(r: Run, table: Relation) -> frozenset[str]:
    """Look at a sample of a table, once a run."""
    if table not in r.few:
        names = list(r.engine.columns(table) or {})
        counted = ", ".join(
            f"approx_count_distinct({quoted(n)}) as n{i}" for i, n in enumerate(names)
        )
        sample = f"select {', '.join(map(quoted, names))} from {table} limit {SAMPLE}"
        found = ask(r.engine, f"select {counted} from ({sample}) as sample", r.as_of).to_pylist()
        r.few[table] = frozenset(n for i, n in enumerate(names) if found[0][f"n{i}"] <= FEW)
    return r.few[table]
