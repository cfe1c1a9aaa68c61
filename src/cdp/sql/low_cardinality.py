"""Which columns of a query hold few different values, given those of what it reads.

A function of few values gives few values, and choosing among rows gives no new ones: that much the
query alone tells. What cannot be followed is taken to hold many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from cdp.sql.expression import is_aggregate_call
from cdp.sql.scoping.lineage import qualified, relation_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from cdp.sql.scoping.lineage import Tables
    from cdp.types import Relation

    Columns = Callable[[Relation], Collection[str]]
    Known = dict[str, set[str]]

_CHOOSING = (exp.ArgMax, exp.ArgMin, exp.Max, exp.Min, exp.AnyValue)
_NAMED_CHOOSING = frozenset({"cdp_latest", "cdp_earliest"})


def few_valued(query: exp.Query, tables: Tables, few: Columns) -> frozenset[str]:
    """Name the output columns that hold few different values; `few` tells them of a table."""
    tree = qualified(query, tables)
    pairs = zip(tree.named_selects, _outputs(tree, few), strict=False)
    return frozenset(name for name, is_few in pairs if is_few)


def _outputs(query: exp.Expr, few: Columns) -> list[bool]:
    query = query.unnest()
    if isinstance(query, exp.SetOperation):
        left, right = _outputs(query.left, few), _outputs(query.right, few)
        if query.args.get("by_name") or len(left) != len(right):
            return [False] * len(query.named_selects)
        return [a and b for a, b in zip(left, right, strict=True)]
    if not isinstance(query, exp.Select):
        return []
    known = _sources(query, few)
    return [_is_few(output.unalias(), known) for output in query.selects]


def _sources(query: exp.Select, few: Columns) -> Known:
    """Give alias → columns with few values, for what the block reads."""
    start = query.args.get("from_")
    nodes = [start.this] if start is not None else []
    nodes += [join.this for join in query.args.get("joins") or []]
    known: Known = {}
    for node in nodes:
        if isinstance(node, exp.Table) and node.db:
            known[node.alias_or_name] = set(few(relation_of(node)))
        elif isinstance(node, exp.Subquery) and isinstance(node.this, exp.Query):
            pairs = zip(node.this.named_selects, _outputs(node.this, few), strict=False)
            known[node.alias_or_name] = {name for name, is_few in pairs if is_few}
    return known


def _is_few(value: exp.Expr, known: Known) -> bool:
    parts = _parts(value)
    if parts is not None:
        return all(_is_few(p, known) for p in parts)
    if isinstance(value, exp.Column):
        return value.name in known.get(value.table, ())
    if any(isinstance(n, (exp.Window, exp.Query)) or is_aggregate_call(n) for n in value.walk()):
        return False
    columns = {(c.table, c.name) for c in value.find_all(exp.Column)}
    return len(columns) <= 1 and all(name in known.get(alias, ()) for alias, name in columns)


def _parts(value: exp.Expr) -> list[exp.Expr] | None:
    """Give the expressions of which a value is one; None where it is made of them."""
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
