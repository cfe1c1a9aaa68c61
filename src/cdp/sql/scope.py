"""Scoping: a query written for all rows, rewritten to those that a change touches.

A model's rows *belong* to the values of one output column, its scope. Three things follow from the
query alone:

- `restrict`  the same query for a set of scope values only: the condition is pushed to every table
              whose rows can be told apart by it, through joins, unions, groups and windows;
- `touches`   for each table the query reads, the query that finds the scope values that changed
              rows of this table reach;
- `clocks`    the queries that find the scope values whose rows change as time passes, because a
              condition on `as_of` answers otherwise now than it did then.

Everything found here is *sound*, not complete: what cannot be traced stays unrestricted, or is
reported in `blind`, and a change of a blind table means building the model in full.
"""

from __future__ import annotations

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
    from collections.abc import Iterator, Mapping, Sequence

    from cdp.sql.model import Model

    Tables = Mapping[Relation, tuple[str, ...]]

STORED = frozenset({"silver", "gold"})
"""Schemas that hold tables and no views."""
TOUCHED = "k"
"""The one column of a relation of touched scope values."""


@dataclass(frozen=True)
class Touch:
    """How changed rows of one table tell scope values: `query` reads `changed` in its place."""

    table: Relation
    changed: Relation
    query: exp.Query


@dataclass(frozen=True)
class Scoping:
    """What the analysis of one model found."""

    column: str
    tree: exp.Query
    sites: tuple[_Site, ...]
    followers: tuple[_Follower, ...]
    touches: tuple[Touch, ...]
    clocks: tuple[_Clock, ...]
    blind: frozenset[Relation]
    """Tables whose changes cannot be followed to scope values."""
    reads_clock: bool
    """Whether the query names `as_of`."""
    blind_clock: bool
    """Whether it does so where the passing of time cannot be followed."""

    @property
    def sources(self) -> tuple[Relation, ...]:
        """Source tables that are restricted."""
        found = (_relation(s.table) for s in self.sites)
        return tuple(dict.fromkeys(f for f in found if f.schema == "source"))


@dataclass(frozen=True)
class _Site:
    """A table of the query that can be restricted: `value` of its row is the scope value."""

    table: exp.Table
    value: exp.Expr


@dataclass(frozen=True)
class _Follower:
    """A table joined to a site: its rows matter only where `value` is a `their_value` of it."""

    table: exp.Table
    value: exp.Expr
    leader: exp.Table
    their_value: exp.Expr


@dataclass(frozen=True)
class _Clock:
    """Scope values `value` of the rows of `block` for which one of `tests` changes with time."""

    block: exp.Select
    value: exp.Expr
    tests: tuple[exp.Expr, ...]


@dataclass
class _Found:
    """What a walk over the query collects."""

    neighbour: str
    sites: list[_Site] = field(default_factory=list["_Site"])
    blocks: list[tuple[exp.Select, exp.Expr, dict[str, str]]] = field(
        default_factory=list[tuple[exp.Select, exp.Expr, dict[str, str]]]
    )
    """Blocks on the way, with the scope value there, and their output columns by model column."""


def changed_relation(table: Relation) -> Relation:
    """Name the work relation that holds a table's changed rows, as they were and as they are."""
    return Relation("stage", f"changed_{table.schema}_{table.name}")


def analyse(model: Model, column: str, tables: Tables) -> Scoping | None:
    """Analyse a model for a scope column; None when no table of it can be restricted."""
    tree = _qualified(model.query, tables)
    found = _Found(model.neighbours.column if model.neighbours else "")
    names = {name: name for name in tree.named_selects}
    if not _trace(tree, column, names, found) or not found.sites:
        return None
    touches: list[Touch] = []
    blind: set[Relation] = set()
    sited = {id(s.table): s for s in found.sites}
    for table in list(tree.find_all(exp.Table)):
        if not table.db:
            continue
        site = sited.get(id(table))
        touch = _direct(site) if site else _by_way(table, found, model, column)
        if touch is None:
            blind.add(_relation(table))
        elif not any(touch.table == t.table and touch.query == t.query for t in touches):
            touches.append(touch)
    timed = [c for c in tree.find_all(exp.Column) if _is_clock(c)]
    clocks, blind_clock = _clocks(timed, found, model, column)
    return Scoping(
        column, tree, tuple(found.sites), tuple(_followers(found)), tuple(touches), tuple(clocks),
        frozenset(blind), reads_clock=bool(timed), blind_clock=blind_clock,
    )  # fmt: skip


@dataclass(frozen=True)
class Restricted:
    """A query for some scope values, and the work tables it reads, each with its own query."""

    inputs: tuple[tuple[Relation, exp.Query], ...]
    query: exp.Query


def restrict(scoping: Scoping, touched: Relation) -> Restricted:
    """Give the model's query for the scope values in `touched` (column `k`) alone.

    What it needs of each table is put into a work table first, so that an engine plans the rest
    knowing how little there is.
    """
    inputs: dict[str, tuple[Relation, exp.Query]] = {}
    places: dict[int, exp.Expr] = {}
    for site in scoping.sites:
        alias = site.table.alias_or_name
        among = _among(site.value, touched)
        if site.table.db == "source":  # what there is of it now is little anyway
            places[id(site.table)] = exp.select("*").from_(site.table.copy()).where(among)
        else:
            places[id(site.table)] = exp.select("*").from_(
                _input(inputs, site.table, among, touched)
            )
    for follower in scoping.followers:
        alias = follower.table.alias_or_name
        leader = places[id(follower.leader)].find(exp.Table)
        values = exp.select(follower.their_value.copy()).from_(
            exp.table_(
                cast("exp.Table", leader).name, db="stage", alias=follower.leader.alias_or_name
            )
        )
        among = exp.In(this=follower.value.copy(), query=values.subquery())
        places[id(follower.table)] = exp.select("*").from_(
            _input(inputs, follower.table, among, touched)
        )
    originals = list(scoping.tree.find_all(exp.Table))
    copy = scoping.tree.copy()
    for original, table in zip(originals, list(copy.find_all(exp.Table)), strict=True):
        place = places.get(id(original))
        if place is not None:
            alias = table.alias_or_name
            table.replace(cast("exp.Query", place).copy().subquery(alias))
    whole = exp.column(scoping.column, table="scoped", quoted=True)
    query = (
        exp.select(*[exp.column(n, table="scoped", quoted=True) for n in copy.named_selects])
        .from_(copy.subquery("scoped"))
        .where(_among(whole, touched))
    )
    return Restricted(tuple(inputs.values()), query)


def _input(
    inputs: dict[str, tuple[Relation, exp.Query]],
    table: exp.Table,
    among: exp.Expr,
    touched: Relation,
) -> exp.Table:
    """Name the work table for some rows of a table; the same rows are put there once."""
    alias = table.alias_or_name
    names = _read_columns(table)
    columns: list[exp.Expr] = [exp.column(n, table=alias) for n in names]
    query = exp.select(*columns).from_(table.copy()).where(among)
    plain = query.copy()
    for node in plain.find_all(exp.Column):
        if node.table == alias:
            node.set("table", exp.to_identifier("t"))
    for node in plain.find_all(exp.Table):
        if node.alias == alias:
            node.set("alias", exp.TableAlias(this=exp.to_identifier("t")))
    name = f"input_{len(inputs)}_{touched.name}"
    relation, _ = inputs.setdefault(plain.sql(dialect=DIALECT), (Relation("stage", name), query))
    return exp.table_(relation.name, db=relation.schema, alias=alias)


def stored_rows(
    table: Relation, columns: Sequence[str], column: str, touched: Relation
) -> exp.Query:
    """Give the stored rows of the touched scope values."""
    source = exp.table_(table.name, db=table.schema, alias="stored")
    value = exp.column(column, table="stored", quoted=True)
    names = [exp.column(n, table="stored", quoted=True) for n in columns]
    return exp.select(*names).from_(source).where(_among(value, touched))


def distinct_union(queries: Sequence[exp.Query]) -> exp.Query:
    """Put queries for scope values together, without values that are null."""
    whole = queries[0].copy()
    for query in queries[1:]:
        whole = exp.union(whole, query.copy(), distinct=True)
    touched = exp.column(TOUCHED, table="found")
    return (
        exp.select(touched).distinct().from_(whole.subquery("found"))
        .where(touched.copy().is_(exp.Null()).not_())
    )  # fmt: skip


def clock_query(clock: _Clock, since: str) -> exp.Query:
    """Give the query for the scope values whose rows differ between `since` and `as_of`."""
    tests: list[exp.Expr] = []
    for test in clock.tests:
        then = test.copy()
        for column in [c for c in then.find_all(exp.Column) if _is_clock(c)]:
            literal = exp.cast(exp.Literal.string(since), "timestamp")
            if column is then:
                then = literal
            else:
                column.replace(literal)
        tests.append(exp.NullSafeNEQ(this=exp.paren(then), expression=exp.paren(test.copy())))
    return _block_query(clock.block, clock.value).where(exp.or_(*tests))


def names_clock(query: exp.Query) -> bool:
    """Tell whether a query names the run's instant."""
    return any(_is_clock(c) for c in query.find_all(exp.Column))


def _qualified(query: exp.Query, tables: Tables) -> exp.Query:
    tree = _inlined(query.copy())
    schema = MappingSchema(dialect=DIALECT)
    for relation in {_relation(t) for t in tree.find_all(exp.Table) if t.db}:
        columns: dict[str, str] = dict.fromkeys(tables[relation], "text")
        schema.add_table(exp.table_(relation.name, db=relation.schema), columns)
    for column in list(tree.find_all(exp.Column)):
        if _is_clock(column):  # no column of any table
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
        bodies: dict[str, exp.Query] = {}
        for cte in clause.expressions:
            body = cast("exp.Query", cte.this.copy())
            bodies[cte.alias] = _filled(body, bodies)
        clause.pop()
        filled = _filled(owner, bodies)
        if owner is tree:
            tree = filled


def _filled(query: exp.Query, bodies: dict[str, exp.Query]) -> exp.Query:
    for table in list(query.find_all(exp.Table)):
        if not table.db and table.name in bodies:
            table.replace(bodies[table.name].copy().subquery(table.alias_or_name))
    return query


def _relation(table: exp.Table) -> Relation:
    return Relation(table.db, table.name)


def _is_clock(column: exp.Expr) -> bool:
    return isinstance(column, exp.Column) and column.name == AS_OF and not column.table


def _among(value: exp.Expr, touched: Relation) -> exp.Expr:
    keys = exp.select(TOUCHED).from_(exp.table_(touched.name, db=touched.schema, alias="touched"))
    return exp.In(this=value.copy(), query=keys.subquery())


# ---------------------------------------------------------------- tracing a column to its tables


def _trace(query: exp.Expr, column: str, names: dict[str, str], found: _Found) -> bool:
    """Follow an output column down; False when its rows cannot be told apart by it.

    `names` gives, for output columns of this query, the model's column that shows them unchanged.
    """
    query = query.unnest()
    if isinstance(query, exp.SetOperation):
        return _trace_sides(query, column, names, found)
    if not isinstance(query, exp.Select) or query.args.get("limit") or query.args.get("offset"):
        return False
    output = next((s for s in query.selects if s.alias_or_name == column), None)
    sources = _sources(query)
    value = output.unalias() if output is not None else exp.Null()
    alias = _only_source(value)
    if not sources or alias not in sources or sources[alias].soft:
        return False
    if not _separates(query, value, found.neighbour):
        return False
    found.blocks.append((query, value, _shown(query, names)))
    for member_alias, member in _equal(query, alias, value, sources).items():
        _descend(sources[member_alias].node, member, query, names, found)
    _into_conditions(query, alias, value, sources, found)
    return True


def _trace_sides(
    query: exp.SetOperation, column: str, names: dict[str, str], found: _Found
) -> bool:
    place = query.named_selects.index(column)
    traced: list[bool] = []
    for side in (query.left, query.right):
        own = cast("exp.Query", side.unnest()).named_selects
        renamed = {
            mine: names[theirs]
            for mine, theirs in zip(own, query.named_selects, strict=True)
            if theirs in names
        }
        traced.append(_trace(side, own[place], renamed, found))
    return all(traced)


@dataclass(frozen=True)
class _Source:
    node: exp.Expr
    soft: bool
    """Whether it stands right of a left join, so that its columns may be null."""
    on: exp.Expr | None


def _sources(query: exp.Select) -> dict[str, _Source] | None:
    """Give the sources of a block by alias; None where a join keeps rows of its right side."""
    start = query.args.get("from_")
    if start is None:
        return None
    found = {start.this.alias_or_name: _Source(start.this, soft=False, on=None)}
    for join in query.args.get("joins") or []:
        side = join.side.upper()
        if side not in {"", "LEFT"} or join.kind.upper() not in {"", "INNER", "CROSS", "OUTER"}:
            return None
        if join.args.get("using"):
            return None
        soft = side == "LEFT"
        found[join.this.alias_or_name] = _Source(join.this, soft, join.args.get("on"))
    return found


def _only_source(value: exp.Expr) -> str:
    """Name the one source an expression reads; empty when there is none or are several."""
    if any(isinstance(n, (exp.Window, exp.Query)) or is_aggregate_call(n) for n in value.walk()):
        return ""
    if any(_is_clock(c) for c in value.find_all(exp.Column)):
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
    query: exp.Select, alias: str, value: exp.Expr, sources: dict[str, _Source]
) -> dict[str, exp.Expr]:
    """Give source → the expression over it that equals the scope value wherever it counts."""
    known = {alias: value}
    pairs = [*_equalities(query.args.get("where"), None)]
    for name, source in sources.items():
        pairs += _equalities(source.on, name if source.soft else None)
    grown = True
    while grown:
        grown = False
        for left, right, only in pairs:
            for a, b in ((left, right), (right, left)):
                other = _only_source(b)
                if other in known or other not in sources or (only and other != only):
                    continue
                if sources[other].soft and other != only:
                    continue
                if any(a == member for member in known.values()):
                    known[other] = b
                    grown = True
    return known


def _equalities(
    condition: exp.Expr | None, only: str | None
) -> Iterator[tuple[exp.Expr, exp.Expr, str | None]]:
    """Give the `a = b` that a condition demands; `only` names the source they hold for."""
    if condition is None:
        return
    tree = condition.this if isinstance(condition, exp.Where) else condition
    for part in tree.flatten() if isinstance(tree, exp.And) else [tree]:
        equality = part.unnest()
        if isinstance(equality, exp.EQ):
            yield equality.left, equality.right, only


def _descend(
    node: exp.Expr, value: exp.Expr, block: exp.Select, names: dict[str, str], found: _Found
) -> None:
    if isinstance(node, exp.Table):
        if node.db:
            found.sites.append(_Site(node, value))
    elif isinstance(node, exp.Subquery) and isinstance(value, exp.Column):
        inner = _passed(block, node.alias_or_name, names)
        attempt = _Found(found.neighbour)
        if _trace(node.this, value.name, inner, attempt):
            found.sites += attempt.sites
            found.blocks += attempt.blocks


def _passed(block: exp.Select, alias: str, names: dict[str, str]) -> dict[str, str]:
    """Give column of a source → the model's column that shows it unchanged."""
    return (
        {
            item.unalias().name: names[item.alias_or_name]
            for item in block.selects
            if isinstance(item.unalias(), exp.Column)
            and item.unalias().args["table"].name == alias
            and item.alias_or_name in names
        }
        if not block.args.get("group")
        else {}
    )


def _shown(block: exp.Select, names: dict[str, str]) -> dict[str, str]:
    """Give `alias.column` of a block's sources → the model's column that shows it unchanged."""
    if block.args.get("group"):
        return {}
    return {
        item.unalias().sql(dialect=DIALECT): names[item.alias_or_name]
        for item in block.selects
        if isinstance(item.unalias(), exp.Column) and item.alias_or_name in names
    }


def _into_conditions(
    query: exp.Select, alias: str, value: exp.Expr, sources: dict[str, _Source], found: _Found
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
            attempt = _Found(found.neighbour)
            if _trace(body, body.named_selects[0], {}, attempt):
                found.sites += attempt.sites


def _read_columns(table: exp.Table) -> list[str]:
    """Name the columns of a table that its block reads; one at least."""
    block = table.find_ancestor(exp.Select)
    alias = table.alias_or_name
    columns = block.find_all(exp.Column) if block is not None else ()
    return sorted({c.name for c in columns if c.table == alias})


def _followers(found: _Found) -> Iterator[_Follower]:
    """Find the tables that are joined to a site by an equality."""
    sited = {id(s.table) for s in found.sites}
    for query, _, _ in found.blocks:
        sources = _sources(query) or {}
        tables = {a: s.node for a, s in sources.items() if isinstance(s.node, exp.Table)}
        leaders = {a: t for a, t in tables.items() if id(t) in sited and t.db != "source"}
        pairs = [*_equalities(query.args.get("where"), None)]
        for name, source in sources.items():
            pairs += _equalities(source.on, name if source.soft else None)
        done: set[str] = set()
        for left, right, only in pairs:
            for mine, theirs in ((left, right), (right, left)):
                alias, leader = _only_source(mine), _only_source(theirs)
                if alias in done or leader not in leaders or only not in {None, alias}:
                    continue
                table = tables.get(alias)
                if table is None or id(table) in sited or table.db not in STORED:
                    continue
                if sources[alias].soft and only != alias:
                    continue
                done.add(alias)
                yield _Follower(table, mine, leaders[leader], theirs)


# ---------------------------------------------------------------- from changed rows to the scope


def _direct(site: _Site) -> Touch:
    """Read the scope value off the changed rows themselves."""
    table = _relation(site.table)
    changed = changed_relation(table)
    source = exp.table_(changed.name, db=changed.schema, alias=site.table.alias_or_name)
    value = exp.alias_(site.value.copy(), TOUCHED)
    return Touch(table, changed, exp.select(value).distinct().from_(source))


def _by_way(table: exp.Table, found: _Found, model: Model, column: str) -> Touch | None:
    """Find scope values through the joins of the block that reads the table."""
    block = table.find_ancestor(exp.Select)
    place = next(((b, v, s) for b, v, s in found.blocks if b is block), None)
    if place is None or table.parent is None or not isinstance(table.parent, (exp.Join, exp.From)):
        return None
    query, value, shown = place
    relation = _relation(table)
    changed = changed_relation(relation)
    sources = _sources(query) or {}
    source = sources.get(table.alias_or_name)
    if source is not None and source.soft:
        stored = _by_stored_rows(table, source.on, shown, model, column)
        if stored is not None:
            return Touch(relation, changed, stored)
    if any(t.db == "source" for t in query.find_all(exp.Table)):
        return None  # only the touched rows of a source are at hand
    return Touch(relation, changed, _block_query(query, value, table, changed))


def _by_stored_rows(
    table: exp.Table, on: exp.Expr | None, shown: dict[str, str], model: Model, column: str
) -> exp.Query | None:
    """Look up in the model's own table which rows had joined, or would join, a changed row."""
    changed = changed_relation(_relation(table))
    for left, right, _ in _equalities(on, None):
        for mine, theirs in ((left, right), (right, left)):
            if _only_source(theirs) != table.alias_or_name:
                continue
            stored = shown.get(mine.sql(dialect=DIALECT))
            if stored is None:
                continue
            values = exp.select(theirs.copy()).from_(
                exp.table_(changed.name, db=changed.schema, alias=table.alias_or_name)
            )
            own = exp.table_(model.relation.name, db=model.relation.schema, alias="stored")
            among = exp.In(
                this=exp.column(stored, table="stored", quoted=True), query=values.subquery()
            )
            value = exp.alias_(exp.column(column, table="stored", quoted=True), TOUCHED)
            return exp.select(value).distinct().from_(own).where(among)
    return None


def _block_query(
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


# ---------------------------------------------------------------- what changes as time passes


def _clocks(
    timed: list[exp.Column], found: _Found, model: Model, column: str
) -> tuple[list[_Clock], bool]:
    """Group the expressions that name `as_of` by block; tells whether any cannot be followed."""
    tests: dict[int, list[exp.Expr]] = {}
    blocks = {id(b): (b, v, s) for b, v, s in found.blocks}
    clocks: list[_Clock] = []
    own = exp.select("*").from_(
        exp.table_(model.relation.name, db=model.relation.schema, alias="stored")
    )
    stored: list[exp.Expr] = []
    for clock in timed:
        block = clock.find_ancestor(exp.Select)
        if block is None or id(block) not in blocks:
            return [], True
        test = _row_test(clock)
        if test is None:
            return [], True
        rewritten = _over_output(test, blocks[id(block)][2])
        if rewritten is not None:
            stored.append(rewritten)
        elif any(t.db == "source" for t in block.find_all(exp.Table)):
            return [], True
        else:
            tests.setdefault(id(block), []).append(test)
    for key, found_tests in tests.items():
        block, value, _ = blocks[key]
        clocks.append(_Clock(block, value, _unique(found_tests)))
    if stored:
        value = exp.column(column, table="stored", quoted=True)
        clocks.append(_Clock(own, value, _unique(stored)))
    return clocks, False


def _unique(tests: list[exp.Expr]) -> tuple[exp.Expr, ...]:
    return tuple({t.sql(dialect=DIALECT): t for t in tests}.values())


def _row_test(clock: exp.Column) -> exp.Expr | None:
    """Give the largest expression around `as_of` that one row alone decides."""
    node: exp.Expr = clock
    while True:
        parent = node.parent
        if parent is None or isinstance(parent, exp.Window) or is_aggregate_call(parent):
            return None if isinstance(parent, exp.Window) else node
        if isinstance(parent, (exp.Alias, exp.Select, exp.Where, exp.Filter, exp.Join)):
            return node if not isinstance(parent, exp.Join) else None
        if isinstance(parent, (exp.Group, exp.Order, exp.Having, exp.Qualify)):
            return None
        if any(isinstance(n, exp.Window) or is_aggregate_call(n) for n in parent.walk()):
            return None if isinstance(parent, exp.Alias) else node
        node = parent


def _over_output(test: exp.Expr, shown: dict[str, str]) -> exp.Expr | None:
    """Write a test in the model's own columns, if it shows all that the test reads."""
    copy = test.copy()
    for column in [c for c in copy.find_all(exp.Column) if not _is_clock(c)]:
        name = shown.get(column.sql(dialect=DIALECT))
        if name is None:
            return None
        stored = exp.column(name, table="stored", quoted=True)
        if column is copy:
            copy = stored
        else:
            column.replace(stored)
    return copy
