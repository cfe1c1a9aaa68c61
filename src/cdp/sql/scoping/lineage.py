"""Which rows of which tables make up the rows of one scope value: a column followed down a query.

A query is brought into a plain form first: every name resolved, every common table expression put
where it is read, nothing selected that nobody uses. Then the scope column is followed through
unions, joins, groups and windows down to tables. A table it is found in is a *site*; every SELECT
on the way is a *block*, in which the scope value is an expression over one of its sources.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from sqlglot import exp

from cdp.sql.expression import is_aggregate_call
from cdp.sql.parse import DIALECT
from cdp.sql.scoping.block import (
    Source,
    demanded_equalities,
    only_source,
    own_nodes,
    sources_of,
)


@dataclass(frozen=True)
class Site:
    """A table of the query that can be restricted: `value` of its row is the scope value."""

    table: exp.Table
    value: exp.Expr


@dataclass(frozen=True)
class Block:
    """A SELECT on the way: the scope value of its rows, and what of its sources the model shows."""

    query: exp.Select
    value: exp.Expr
    shown: dict[tuple[str, str], str]
    """(alias, column) → the model's column that shows it unchanged."""


@dataclass
class Lineage:
    """What a walk over the query collects."""

    neighbour: str
    sites: list[Site] = field(default_factory=list["Site"])
    blocks: list[Block] = field(default_factory=list["Block"])


def follow_column(query: exp.Expr, column: str, names: dict[str, str], found: Lineage) -> bool:
    """Follow an output column down; False when its rows cannot be told apart by it.

    `names` maps output columns of this query to the model's column that shows them unchanged.
    """
    query = query.unnest()
    if isinstance(query, exp.SetOperation):
        return _follow_sides(query, column, names, found)
    if not isinstance(query, exp.Select) or query.args.get("limit") or query.args.get("offset"):
        return False
    output = next((s for s in query.selects if s.alias_or_name == column), None)
    sources = sources_of(query)
    value = output.unalias() if output is not None else exp.Null()
    alias = only_source(value)
    if not sources or alias not in sources or sources[alias].soft:
        return False
    if not _separates_values(query, value, found.neighbour):
        return False
    found.blocks.append(Block(query, value, _shown_columns(query, names)))
    for member_alias, member in _equal_expressions(query, alias, value, sources).items():
        _follow_source(sources[member_alias].node, member, query, names, found)
    _follow_conditions(query, alias, value, sources, found)
    return True


def _follow_sides(
    query: exp.SetOperation, column: str, names: dict[str, str], found: Lineage
) -> bool:
    position = query.named_selects.index(column)
    followed: list[bool] = []
    for side in (query.left, query.right):
        own = cast("exp.Query", side.unnest()).named_selects
        renamed = {
            mine: names[theirs]
            for mine, theirs in zip(own, query.named_selects, strict=True)
            if theirs in names
        }
        followed.append(follow_column(side, own[position], renamed, found))
    return all(followed)


def _separates_values(query: exp.Select, value: exp.Expr, neighbour: str) -> bool:
    """Tell whether rows of different scope values never meet in one group, window or duplicate.

    They may meet in windows over `neighbour`, whose rows are touched together.
    """
    text = value.sql(dialect=DIALECT)
    group = query.args.get("group")
    if group is not None:
        by = {e.sql(dialect=DIALECT) for e in group.expressions}
        outputs = {s.alias_or_name for s in query.selects if s.unalias() == value}
        if text not in by and not by & outputs:
            return False
        if any(group.args.get(k) for k in ("grouping_sets", "cube", "rollup")):
            return False
    elif _is_aggregated(query):
        return False
    distinct = query.args.get("distinct")
    if distinct is not None and distinct.args.get("on") is not None:
        return False
    windows = [w for w in own_nodes(query) if isinstance(w, exp.Window)]
    return all(
        text in {p.sql(dialect=DIALECT) for p in parts}
        or any(isinstance(p, exp.Column) and p.name == neighbour for p in parts)
        for parts in (w.args.get("partition_by") or [] for w in windows)
    )


def _is_aggregated(query: exp.Select) -> bool:
    calls = (n for n in own_nodes(query) if is_aggregate_call(n))
    return any(a.find_ancestor(exp.Window, exp.Select) is query for a in calls)


def _equal_expressions(
    query: exp.Select, alias: str, value: exp.Expr, sources: dict[str, Source]
) -> dict[str, exp.Expr]:
    """Map each source to the expression over it that equals the scope value wherever it counts."""
    known = {alias: value}
    pairs = demanded_equalities(query, sources)
    grown = True
    while grown:
        grown = False
        for left, right, only in pairs:
            for a, b in ((left, right), (right, left)):
                other = only_source(b)
                if other in known or other not in sources or (only and other != only):
                    continue
                if sources[other].soft and other != only:
                    continue
                if any(a == member for member in known.values()):
                    known[other] = b
                    grown = True
    return known


def _follow_source(
    node: exp.Expr, value: exp.Expr, block: exp.Select, names: dict[str, str], found: Lineage
) -> None:
    if isinstance(node, exp.Table):
        if node.db:
            found.sites.append(Site(node, value))
    elif isinstance(node, exp.Subquery) and isinstance(value, exp.Column):
        alias = node.alias_or_name
        inner = {c: n for (a, c), n in _shown_columns(block, names).items() if a == alias}
        attempt = Lineage(found.neighbour)
        if follow_column(node.this, value.name, inner, attempt):
            found.sites += attempt.sites
            found.blocks += attempt.blocks


def _shown_columns(block: exp.Select, names: dict[str, str]) -> dict[tuple[str, str], str]:
    """Map (alias, column) of a block's sources to the model's column that shows it unchanged."""
    if block.args.get("group"):
        return {}
    plain = ((s.unalias(), names.get(s.alias_or_name)) for s in block.selects)
    return {(c.table, c.name): n for c, n in plain if isinstance(c, exp.Column) and n}


def _follow_conditions(
    query: exp.Select, alias: str, value: exp.Expr, sources: dict[str, Source], found: Lineage
) -> None:
    """Restrict `x in (select …)` where x is the scope value."""
    members = list(_equal_expressions(query, alias, value, sources).values())
    where = query.args.get("where")
    for condition in where.find_all(exp.In) if where is not None else ():
        inner = condition.args.get("query")
        if inner is None or condition.find_ancestor(exp.Select) is not query:
            continue
        if any(condition.this == m for m in members):
            body = cast("exp.Query", inner.unnest())
            attempt = Lineage(found.neighbour)
            if follow_column(body, body.named_selects[0], {}, attempt):
                found.sites += attempt.sites
