"""Is a model's key unique? A proof by counting where there is one, a query elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from cdp.sql.render import quoted
from cdp.types import Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cdp.sql.model import Model


def row_source(model: Model) -> Relation | None:
    """Find the source table of which the model keeps every row and whose key is its own.

    Such a model joins only to the left and filters nothing, so it has at least the source's rows;
    when it has no more of them than the source, its key is as unique as the source's.
    """
    query = model.query
    if not isinstance(query, exp.Select) or len(model.key) != 1:
        return None
    unfit = ("where", "group", "having", "distinct", "limit", "qualify", "with_")
    start = query.args.get("from_")
    if start is None or any(query.args.get(part) for part in unfit):
        return None
    table = start.this
    joins = query.args.get("joins") or []
    if not isinstance(table, exp.Table) or table.db != "source":
        return None
    if any(join.side.upper() != "LEFT" for join in joins):
        return None
    output = next((s for s in query.selects if s.alias_or_name == model.key[0]), None)
    column = output.unalias() if output is not None else None
    if not isinstance(column, exp.Column) or column.table not in {"", table.alias_or_name}:
        return None
    return Relation(table.db, table.name)


def same_key(key: Sequence[str], one: str, other: str) -> str:
    """Write the condition that rows under two aliases have one key.

    The one column of a key is never null, a part of a key of several columns may be.
    """
    if len(key) == 1:
        return f"{one}.{quoted(key[0])} = {other}.{quoted(key[0])}"
    return " and ".join(f"cdp_same({one}.{quoted(k)}, {other}.{quoted(k)})" for k in key)


def repeated_keys(model: Model) -> str:
    """Write the query that counts rows whose key stands on another row, or is null."""
    if len(model.key) == 1:  # counting distinct values is cheaper than grouping by them
        one = quoted(model.key[0])
        return f"select count(*) - count(distinct {one}) as repeated from {model.relation}"
    key = ", ".join(map(quoted, model.key))
    return (
        f"select count(*) as repeated from (select 1 as one from {model.relation}"
        f" group by {key} having count(*) > 1) as k"
    )
