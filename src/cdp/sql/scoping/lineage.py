"""Which rows of which tables make up the rows of one scope value: a column followed down a query.

A query is brought into a plain form first: every name resolved, every common table expression put
where it is read, nothing selected that nobody uses. Then the scope column is followed through
unions, joins, groups and windows down to tables. A table it is found in is a *site*; every SELECT
on the way is a *block*, in which the scope value is an expression over one of its sources.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from sqlglot import exp
from sqlglot.optimizer.pushdown_projections import pushdown_projections
from sqlglot.optimizer.qualify import qualify
from sqlglot.schema import MappingSchema

from cdp.sql.expression import is_aggregate_call
from cdp.sql.parse import AS_OF, DIALECT
from cdp.types import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Tables = Mapping[Relation, tuple[str, ...]]
    Equality = tuple[exp.Expr, exp.Expr, str | None]


TOUCHED = "k"
"""The one column of a relation of touched scope values."""


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
class Found:
    """What a walk over the query collects."""

    neighbour: str
    sites: list[Site] = field(default_factory=list["Site"])
    blocks: list[Block] = field(default_factory=list["Block"])


def is_clock(column: exp.Expr) -> bool:
    """Tell whether a node is the name of the run's instant."""
    return isinstance(column, exp.Column) and column.name == AS_OF and not column.table


def relation_of(table: exp.Table) -> Relation:
    """Give the relation that a node of the query names."""
    return Relation(table.db, table.name)


def qualified(query: exp.Query, tables: Tables) -> exp.Query:
    """Bring a query into the plain form that can be traced."""
    tree = _inlined(query.copy())
    schema = MappingSchema(dialect=DIALECT)
    for relation in {relation_of(t) for t in tree.find_all(exp.Table) if t.db}:
        columns: dict[str, str] = dict.fromkeys(tables[relation], "text")
        schema.add_table(exp.table_(relation.name, db=relation.schema), columns)
    for column in list(tree.find_all(exp.Column)):
        if is_clock(column):  # no column of any table
            column.replace(exp.Var(this=AS_OF))
    tree = qualify(
        tree, dialect=DIALECT, schema=schema, validate_qualify_columns=False,
        quote_identifiers=False, identify=False,
    )  # fmt: skip
    tree = pushdown_projections(tree)
    for var in list(tree.find_all(exp.Var)):
        if var.name == AS_OF:
            var.replace(exp.column(AS_OF))
    return tree


def _inlined(tree: exp.Query) -> exp.Query:
    """Put every common table expression where it is read, so that each reading is its own."""
    while True:
        clause = next(tree.find_all(exp.With), None)
        if clause is None:
            return tree
        owner = cast("exp.Query", clause.parent)
        names = Counter(t.name for t in owner.find_all(exp.Table) if not t.db)
        clause.pop()
        bodies: dict[str, exp.Query] = {}
        for cte in clause.expressions:
            bodies[cte.alias] = _filled(cast("exp.Query", cte.this), bodies, names)
        filled = _filled(owner, bodies, names)
        if owner is tree:
            tree = filled


def _filled(query: exp.Query, bodies: dict[str, exp.Query], names: Counter[str]) -> exp.Query:
    """Put bodies in the place of their names; one that is read once need not be copied."""
    for table in list(query.find_all(exp.Table)):
        if not table.db and table.name in bodies:
            body = bodies[table.name]
            body = body if names[table.name] == 1 else body.copy()
            table.replace(body.subquery(table.alias_or_name, copy=False))
    return query


def trace(query: exp.Expr, column: str, names: dict[str, str], found: Found) -> bool:
    """Follow an output column down; False when its rows cannot be told apart by it.

    `names` gives, for output columns of this query, the model's column that shows them unchanged.
    """
    query = query.unnest()
    if isinstance(query, exp.SetOperation):
        return _trace_sides(query, column, names, found)
    if not isinstance(query, exp.Select) or query.args.get("limit") or query.args.get("offset"):
        return False
    output = next((s for s in query.selects if s.alias_or_name == column), None)
    sources = sources_of(query)
    value = output.unalias() if output is not None else exp.Null()
    alias = only_source(value)
    if not sources or alias not in sources or sources[alias].soft:
        return False
    if not _separates(query, value, found.neighbour):
        return False
    found.blocks.append(Block(query, value, _shown(query, names)))
    for member_alias, member in _equal(query, alias, value, sources).items():
        _descend(sources[member_alias].node, member, query, names, found)
    _into_conditions(query, alias, value, sources, found)
    return True


def _trace_sides(query: exp.SetOperation, column: str, names: dict[str, str], found: Found) -> bool:
    place = query.named_selects.index(column)
    traced: list[bool] = []
    for side in (query.left, query.right):
        own = cast("exp.Query", side.unnest()).named_selects
        renamed = {
            mine: names[theirs]
            for mine, theirs in zip(own, query.named_selects, strict=True)
            if theirs in names
        }
        traced.append(trace(side, own[place], renamed, found))
    return all(traced)


@dataclass(frozen=True)
class Source:
    """One source of a block: a table or a subquery, and how it is joined."""

    node: exp.Expr
    soft: bool
    """Whether it stands right of a left join, so that its columns may be null."""
    on: exp.Expr | None


def sources_of(query: exp.Select) -> dict[str, Source] | None:
    """Give the sources of a block by alias; None where a join keeps rows of its right side."""
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


def _separates(query: exp.Select, value: exp.Expr, neighbour: str) -> bool:
    """Whether rows of different scope values never meet in one group, window or duplicate.

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
    elif _aggregates(query):
        return False
    distinct = query.args.get("distinct")
    if distinct is not None and distinct.args.get("on") is not None:
        return False
    windows = [w for w in _own(query) if isinstance(w, exp.Window)]
    return all(
        text in {p.sql(dialect=DIALECT) for p in parts}
        or any(isinstance(p, exp.Column) and p.name == neighbour for p in parts)
        for parts in (w.args.get("partition_by") or [] for w in windows)
    )


def _aggregates(query: exp.Select) -> bool:
    calls = (n for n in _own(query) if is_aggregate_call(n))
    return any(a.find_ancestor(exp.Window, exp.Select) is query for a in calls)


def _own(query: exp.Select) -> Iterator[exp.Expr]:
    """Give the nodes that stand in this block itself, not in a query inside it."""
    return (n for n in query.walk() if n is not query and n.find_ancestor(exp.Select) is query)


def _equal(
    query: exp.Select, alias: str, value: exp.Expr, sources: dict[str, Source]
) -> dict[str, exp.Expr]:
    """Give source → the expression over it that equals the scope value wherever it counts."""
    known = {alias: value}
    pairs = demanded(query, sources)
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


def demanded(query: exp.Select, sources: dict[str, Source]) -> list[Equality]:
    """Give every equality that a block demands of its rows, in `where` or in a join."""
    where = query.args.get("where")
    pairs = [*equalities(where.this if where is not None else None)]
    for name, source in sources.items():
        pairs += equalities(source.on, name if source.soft else None)
    return pairs


def equalities(condition: exp.Expr | None, only: str | None = None) -> Iterator[Equality]:
    """Give the `a = b` that a condition demands; `only` names the source they hold for."""
    if condition is None:
        return
    for part in condition.flatten() if isinstance(condition, exp.And) else [condition]:
        equality = part.unnest()
        if isinstance(equality, exp.EQ):
            yield equality.left, equality.right, only


def _descend(
    node: exp.Expr, value: exp.Expr, block: exp.Select, names: dict[str, str], found: Found
) -> None:
    if isinstance(node, exp.Table):
        if node.db:
            found.sites.append(Site(node, value))
    elif isinstance(node, exp.Subquery) and isinstance(value, exp.Column):
        alias = node.alias_or_name
        inner = {c: n for (a, c), n in _shown(block, names).items() if a == alias}
        attempt = Found(found.neighbour)
        if trace(node.this, value.name, inner, attempt):
            found.sites += attempt.sites
            found.blocks += attempt.blocks


def _shown(block: exp.Select, names: dict[str, str]) -> dict[tuple[str, str], str]:
    """Give (alias, column) of a block's sources → the model's column that shows it unchanged."""
    if block.args.get("group"):
        return {}
    plain = ((s.unalias(), names.get(s.alias_or_name)) for s in block.selects)
    return {(c.table, c.name): n for c, n in plain if isinstance(c, exp.Column) and n}


def _into_conditions(
    query: exp.Select, alias: str, value: exp.Expr, sources: dict[str, Source], found: Found
) -> None:
    """Restrict `x in (select …)` where x is the scope value."""
    members = list(_equal(query, alias, value, sources).values())
    where = query.args.get("where")
    for condition in where.find_all(exp.In) if where is not None else ():
        inner = condition.args.get("query")
        if inner is None or condition.find_ancestor(exp.Select) is not query:
            continue
        if any(condition.this == m for m in members):
            body = cast("exp.Query", inner.unnest())
            attempt = Found(found.neighbour)
            if trace(body, body.named_selects[0], {}, attempt):
                found.sites += attempt.sites


def block_query(
    block: exp.Select,
    value: exp.Expr,
    table: exp.Table | None = None,
    changed: Relation | None = None,
) -> exp.Select:
    """Give a block's scope values, one table of it replaced by its changed rows."""
    start = cast("exp.Expr", block.args["from_"]).this
    query = (
        exp.select(exp.alias_(value.copy(), TOUCHED))
        .distinct()
        .from_(_in_place(start, table, changed))
    )
    for join in block.args.get("joins") or []:
        copy = join.copy()
        copy.set("this", _in_place(join.this, table, changed))
        if join.this is table:
            copy.set("side", None)
        query.append("joins", copy)
    where = block.args.get("where")
    return query.where(where.this.copy()) if where is not None else query


def _in_place(node: exp.Expr, table: exp.Table | None, changed: Relation | None) -> exp.Expr:
    if node is table and changed is not None:
        return exp.table_(changed.name, db=changed.schema, alias=node.alias_or_name)
    return node.copy()
