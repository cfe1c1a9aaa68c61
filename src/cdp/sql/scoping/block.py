"""One SELECT taken apart: what it reads, how that is joined, and what its rows have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from sqlglot import exp

from cdp.sql.expression import is_aggregate_call
from cdp.sql.scoping.plain_form import is_clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cdp.types import Relation

    Equality = tuple[exp.Expr, exp.Expr, str | None]
    """Two equal expressions, and the one source whose rows they hold for, if not for all."""

TOUCHED = "k"
"""The one column of a relation of touched scope values."""


@dataclass(frozen=True)
class Source:
    """One source of a block: a table or a subquery, and how it is joined."""

    node: exp.Expr
    soft: bool
    """Whether it stands right of a left join, so that its columns may be null."""
    on: exp.Expr | None


def sources_of(query: exp.Select) -> dict[str, Source] | None:
    """Find the sources of a block by alias; None where a join keeps rows of its right side."""
    start = query.args.get("from_")
    if start is None:
        return None
    found = {start.this.alias_or_name: Source(start.this, soft=False, on=None)}
    for join in query.args.get("joins") or []:
        side = join.side.upper()
        if side not in {"", "LEFT"} or join.kind.upper() not in {"", "INNER", "CROSS", "OUTER"}:
            return None
        if join.args.get("using"):
            return None
        soft = side == "LEFT"
        found[join.this.alias_or_name] = Source(join.this, soft, join.args.get("on"))
    return found


def only_source(value: exp.Expr) -> str:
    """Name the one source an expression reads; empty when there is none or are several."""
    if any(isinstance(n, (exp.Window, exp.Query)) or is_aggregate_call(n) for n in value.walk()):
        return ""
    if any(is_clock(c) for c in value.find_all(exp.Column)):
        return ""
    aliases = {c.table for c in value.find_all(exp.Column)}
    return aliases.pop() if len(aliases) == 1 else ""


def own_nodes(query: exp.Select) -> Iterator[exp.Expr]:
    """Walk the nodes that stand in this block itself, not in a query inside it."""
    return (n for n in query.walk() if n is not query and n.find_ancestor(exp.Select) is query)


def demanded_equalities(query: exp.Select, sources: dict[str, Source]) -> list[Equality]:
    """List every equality that a block demands of its rows, in `where` or in a join."""
    where = query.args.get("where")
    pairs = [*split_equalities(where.this if where is not None else None)]
    for name, source in sources.items():
        pairs += split_equalities(source.on, name if source.soft else None)
    return pairs


def split_equalities(condition: exp.Expr | None, only: str | None = None) -> Iterator[Equality]:
    """Find the `a = b` that a condition demands; `only` names the source they hold for."""
    if condition is None:
        return
    for part in condition.flatten() if isinstance(condition, exp.And) else [condition]:
        equality = part.unnest()
        if isinstance(equality, exp.EQ):
            yield equality.left, equality.right, only


def block_query(
    block: exp.Select,
    value: exp.Expr,
    table: exp.Table | None = None,
    changed: Relation | None = None,
) -> exp.Select:
    """Select a block's scope values, one table of it replaced by its changed rows."""
    start = cast("exp.Expr", block.args["from_"]).this
    query = (
        exp.select(exp.alias_(value.copy(), TOUCHED))
        .distinct()
        .from_(_copy_source(start, table, changed))
    )
    for join in block.args.get("joins") or []:
        copy = join.copy()
        copy.set("this", _copy_source(join.this, table, changed))
        if join.this is table:
            copy.set("side", None)
        query.append("joins", copy)
    where = block.args.get("where")
    return query.where(where.this.copy()) if where is not None else query


def _copy_source(node: exp.Expr, table: exp.Table | None, changed: Relation | None) -> exp.Expr:
    if node is table and changed is not None:
        return exp.table_(changed.name, db=changed.schema, alias=node.alias_or_name)
    return node.copy()
