"""Which columns of a query are of low cardinality, given those of what it reads.

Low cardinality means few different values. A function of a few values has no more of them, and
choosing among rows makes no new ones: that much the query alone tells. What cannot be followed is
taken to hold many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from cdp.sql.expression import is_aggregate_call
from cdp.sql.scoping.plain_form import qualify_query, relation_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from cdp.sql.scoping.plain_form import Tables
    from cdp.types import Relation

    Columns = Callable[[Relation], Collection[str]]
    Read = dict[str, set[str]]

_CHOOSING = (exp.ArgMax, exp.ArgMin, exp.Max, exp.Min, exp.AnyValue)
_NAMED_CHOOSING = frozenset({"cdp_latest", "cdp_earliest"})


def low_cardinality_columns(query: exp.Query, tables: Tables, known: Columns) -> frozenset[str]:
    """Name the output columns of low cardinality; `known` tells them of a table."""
    tree = qualify_query(query, tables)
    pairs = zip(tree.named_selects, _are_low(tree, known), strict=False)
    return frozenset(name for name, is_low in pairs if is_low)


def _are_low(query: exp.Expr, known: Columns) -> list[bool]:
    query = query.unnest()
    if isinstance(query, exp.SetOperation):
        left, right = _are_low(query.left, known), _are_low(query.right, known)
        if query.args.get("by_name") or len(left) != len(right):
            return [False] * len(query.named_selects)
        return [a and b for a, b in zip(left, right, strict=True)]
    if not isinstance(query, exp.Select):
        return []
    read = _low_columns_read(query, known)
    return [_is_low(output.unalias(), read) for output in query.selects]


def _low_columns_read(query: exp.Select, known: Columns) -> Read:
    """Map each alias that the block reads to its columns of low cardinality."""
    start = query.args.get("from_")
    nodes = [start.this] if start is not None else []
    nodes += [join.this for join in query.args.get("joins") or []]
    found: Read = {}
    for node in nodes:
        if isinstance(node, exp.Table) and node.db:
            found[node.alias_or_name] = set(known(relation_of(node)))
        elif isinstance(node, exp.Subquery) and isinstance(node.this, exp.Query):
            pairs = zip(node.this.named_selects, _are_low(node.this, known), strict=False)
            found[node.alias_or_name] = {name for name, is_low in pairs if is_low}
    return found


def _is_low(value: exp.Expr, read: Read) -> bool:
    parts = _taken_from(value)
    if parts is not None:
        return all(_is_low(p, read) for p in parts)
    if isinstance(value, exp.Column):
        return value.name in read.get(value.table, ())
    if any(isinstance(n, (exp.Window, exp.Query)) or is_aggregate_call(n) for n in value.walk()):
        return False
    columns = {(c.table, c.name) for c in value.find_all(exp.Column)}
    return len(columns) <= 1 and all(name in read.get(alias, ()) for alias, name in columns)


def _taken_from(value: exp.Expr) -> list[exp.Expr] | None:
    """Find the expressions of which a value is one; None where it is made of them."""
    if isinstance(value, (exp.Paren, exp.Filter, *_CHOOSING)):
        return [value.this]
    if isinstance(value, exp.Anonymous) and value.name.lower() in _NAMED_CHOOSING:
        return value.expressions[:1]
    if isinstance(value, exp.Coalesce):
        return [value.this, *value.expressions]
    if isinstance(value, exp.Nullif):
        return [value.this]
    if isinstance(value, exp.Case):
        default = value.args.get("default")
        found = [branch.args["true"] for branch in value.args["ifs"]]
        return [*found, default] if default is not None else found
    return None
