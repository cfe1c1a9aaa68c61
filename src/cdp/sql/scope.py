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

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlglot import exp

from cdp.sql.clocks import clocks_of
from cdp.sql.parse import DIALECT
from cdp.sql.trace import (
    TOUCHED,
    Found,
    Site,
    block_query,
    demanded,
    equalities,
    is_clock,
    only_source,
    qualified,
    relation_of,
    sources_of,
    trace,
)
from cdp.types import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cdp.sql.clocks import Clock
    from cdp.sql.model import Model
    from cdp.sql.trace import Block, Tables

STORED = frozenset({"silver", "gold"})
"""Schemas that hold tables and no views."""


@dataclass(frozen=True)
class Touch:
    """How changed rows of one table tell scope values: `query` reads `changed` in its place."""

    table: Relation
    changed: Relation
    query: exp.Query


@dataclass(frozen=True)
class Follower:
    """A table joined to a site: its rows matter only where `value` is a `their_value` of it."""

    table: exp.Table
    value: exp.Expr
    leader: exp.Table
    their_value: exp.Expr


@dataclass(frozen=True)
class Scoping:
    """What the analysis of one model found."""

    column: str
    tree: exp.Query
    sites: tuple[Site, ...]
    followers: tuple[Follower, ...]
    touches: tuple[Touch, ...]
    clocks: tuple[Clock, ...]
    blind: frozenset[Relation]
    """Tables whose changes cannot be followed to scope values."""
    reads_clock: bool
    """Whether the query names `as_of`."""
    blind_clock: bool
    """Whether it does so where the passing of time cannot be followed."""

    @property
    def restricted(self) -> tuple[Relation, ...]:
        """Tables whose rows belong to a scope value."""
        return tuple(dict.fromkeys(relation_of(s.table) for s in self.sites))

    @property
    def sources(self) -> tuple[Relation, ...]:
        """Source tables that are restricted."""
        return tuple(f for f in self.restricted if f.schema == "source")


def changed_relation(table: Relation) -> Relation:
    """Name the work relation that holds a table's changed rows, as they were and as they are."""
    return Relation("stage", f"changed_{table.schema}_{table.name}")


def analyse(model: Model, column: str, tables: Tables) -> Scoping | None:
    """Analyse a model for a scope column; None when no table of it can be restricted."""
    tree = qualified(model.query, tables)
    found = Found(model.neighbours.column if model.neighbours else "")
    names = {name: name for name in tree.named_selects}
    if not trace(tree, column, names, found) or not found.sites:
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
            blind.add(relation_of(table))
        elif not any(touch.table == t.table and touch.query == t.query for t in touches):
            touches.append(touch)
    timed = [c for c in tree.find_all(exp.Column) if is_clock(c)]
    clocks, blind_clock = clocks_of(timed, found, model, column)
    return Scoping(
        column, tree, tuple(found.sites), tuple(_followers(found)), tuple(touches), tuple(clocks),
        frozenset(blind), reads_clock=bool(timed), blind_clock=blind_clock,
    )  # fmt: skip


@dataclass(frozen=True)
class Restricted:
    """A query for some scope values, and the work tables it reads, each with its own query."""

    inputs: tuple[tuple[Relation, exp.Query], ...]
    query: exp.Query


@dataclass(frozen=True)
class Fresh:
    """What was just written to a table: all its rows of some values of its key."""

    rows: Relation
    key: str
    """The key's one column, never null."""
    touched: Relation
    """The values, as column `k`."""


def restrict(
    scoping: Scoping, touched: Relation, fresh: Mapping[Relation, Fresh] | None = None
) -> Restricted:
    """Give the model's query for the scope values in `touched` (column `k`) alone.

    What it needs of each table is put into a work table first, so that an engine plans the rest
    knowing how little there is. Rows that stand in `fresh` are not looked for in their table.
    """
    inputs: dict[str, _Input] = {}
    places: dict[int, exp.Table] = {}
    for site in scoping.sites:
        written = (fresh or {}).get(relation_of(site.table))
        by_key = written if written and _column_of(site.value) == written.key else None
        among = _among(site.value, touched, never_null=by_key is not None)
        places[id(site.table)] = _input(inputs, site.table, among, touched, by_key)
    for follower in scoping.followers:
        leader = places[id(follower.leader)].copy()
        values = exp.select(follower.their_value.copy()).from_(leader)
        among = exp.In(this=follower.value.copy(), query=values.subquery())
        places[id(follower.table)] = _input(inputs, follower.table, among, touched)
    originals = list(scoping.tree.find_all(exp.Table))
    copy = scoping.tree.copy()
    for original, table in zip(originals, list(copy.find_all(exp.Table)), strict=True):
        if id(original) in places:
            table.replace(places[id(original)].copy())
    whole = exp.column(scoping.column, table="scoped", quoted=True)
    query = (
        exp.select(*[exp.column(n, table="scoped", quoted=True) for n in copy.named_selects])
        .from_(copy.subquery("scoped", copy=False), copy=False)
        .where(_among(whole, touched))
    )
    return Restricted(tuple(q for i in inputs.values() for q in i.queries()), query)


@dataclass(frozen=True)
class _Input:
    """Some rows of a table that a restricted query reads, and the columns it reads of them."""

    relation: Relation
    table: Relation
    among: exp.In
    columns: set[str]
    fresh: Fresh | None = None

    def queries(self) -> Iterator[tuple[Relation, exp.Query]]:
        """Give the query that finds them, behind one for the keys that are not fresh."""
        if self.fresh is None:
            yield self.relation, self._from(self.table, self.among)
            return
        done = exp.select(exp.column(TOUCHED, table="done")).from_(
            exp.table_(self.fresh.touched.name, db=self.fresh.touched.schema, alias="done")
        )
        wanted = exp.alias_(self.among.args["query"].copy(), "wanted")
        named = exp.TableAlias(
            this=exp.to_identifier("wanted"), columns=[exp.to_identifier(TOUCHED)]
        )
        wanted.set("alias", named)
        rest = Relation(self.relation.schema, f"rest_{self.relation.name}")
        yield rest, exp.except_(exp.select(TOUCHED).from_(wanted), done)
        others = self.among.copy()
        keys = exp.select(exp.column(TOUCHED, table="rest")).from_(
            exp.table_(rest.name, db=rest.schema, alias="rest")
        )
        others.set("query", keys.subquery())
        yield (
            self.relation,
            exp.union(
                self._from(self.fresh.rows, self.among),
                self._from(self.table, others),
                distinct=False,
            ),
        )

    def _from(self, relation: Relation, among: exp.Expr) -> exp.Select:
        columns: list[exp.Expr] = [exp.column(n, table=_ROW) for n in sorted(self.columns)]
        table = exp.table_(relation.name, db=relation.schema, alias=_ROW)
        return exp.select(*columns).from_(table).where(among)


_ROW = "input_row"


def _input(
    inputs: dict[str, _Input],
    table: exp.Table,
    among: exp.In,
    touched: Relation,
    fresh: Fresh | None = None,
) -> exp.Table:
    """Name the work table for some rows of a table; the same rows are put there once."""
    alias = table.alias_or_name
    for column in among.find_all(exp.Column):
        if column.table == alias:
            column.set("table", exp.to_identifier(_ROW))
    source = relation_of(table)
    relation = Relation("stage", f"input_{len(inputs)}_{touched.name}")
    found = inputs.setdefault(
        f"{source} {among.sql(dialect=DIALECT)}", _Input(relation, source, among, set(), fresh)
    )
    found.columns.update(_read_columns(table))
    return exp.table_(found.relation.name, db=found.relation.schema, alias=alias)


def stored_rows(
    table: Relation,
    columns: Sequence[str],
    column: str,
    touched: Relation,
    place: tuple[str, str] | None = None,
) -> exp.Query:
    """Give the stored rows of the touched scope values.

    `place` is what the engine calls a row's place, and the column it is given as.
    """
    source = exp.table_(table.name, db=table.schema, alias="stored")
    value = exp.column(column, table="stored", quoted=True)
    names: list[exp.Expr] = [exp.column(n, table="stored", quoted=True) for n in columns]
    if place:
        names.append(exp.alias_(exp.column(place[0], table="stored"), place[1]))
    return exp.select(*names).from_(source).where(_among(value, touched))


def columns_told(scoping: Scoping, table: Relation) -> set[str]:
    """Name the columns of a table's changed rows that tell scope values."""
    found: set[str] = set()
    for touch in scoping.touches:
        if touch.table == table:
            read = (t for t in touch.query.find_all(exp.Table) if relation_of(t) == touch.changed)
            aliases = {t.alias_or_name for t in read}
            found |= {c.name for c in touch.query.find_all(exp.Column) if c.table in aliases}
    return found


def _prefixed(value: exp.Expr) -> tuple[str, exp.Column] | None:
    """Read `concat('some text', column)`."""
    parts = value.expressions if isinstance(value, exp.Concat) else []
    if len(parts) == 2 and parts[0].is_string and isinstance(parts[1], exp.Column):  # noqa: PLR2004
        return parts[0].name, parts[1]
    return None


def _column_of(value: exp.Expr) -> str | None:
    """Name the column that a scope value is, or is with a prefix."""
    prefixed = _prefixed(value)
    column = prefixed[1] if prefixed else value
    return column.name if isinstance(column, exp.Column) else None


def _among(value: exp.Expr, touched: Relation, *, never_null: bool = False) -> exp.In:
    """Ask whether a value is touched; a prefix is taken off the few, not put on every row."""
    table = exp.table_(touched.name, db=touched.schema, alias="touched")
    key = exp.column(TOUCHED, table="touched")
    prefixed = _prefixed(value)
    if prefixed is None:
        keys = exp.select(key).from_(table)
        return exp.In(this=value.copy(), query=keys.subquery())
    prefix, column = prefixed
    bare = exp.cast(column.copy(), "text")
    if not never_null:
        bare = exp.func("coalesce", bare, exp.Literal.string(""))
    rest = exp.Substring(this=key, start=exp.Literal.number(len(prefix) + 1))
    start = exp.Substring(
        this=key.copy(), start=exp.Literal.number(1), length=exp.Literal.number(len(prefix))
    )
    keys = exp.select(rest).from_(table).where(start.eq(exp.Literal.string(prefix)))
    return exp.In(this=bare, query=keys.subquery())


def _read_columns(table: exp.Table) -> list[str]:
    """Name the columns of a table that its block reads; one at least."""
    block = table.find_ancestor(exp.Select)
    alias = table.alias_or_name
    columns = block.find_all(exp.Column) if block is not None else ()
    return sorted({c.name for c in columns if c.table == alias})


def _followers(found: Found) -> Iterator[Follower]:
    """Find the tables that are joined to a site by an equality."""
    sited = {id(s.table) for s in found.sites}
    for query in (block.query for block in found.blocks):
        sources = sources_of(query) or {}
        tables = {a: s.node for a, s in sources.items() if isinstance(s.node, exp.Table)}
        leaders = {a: t for a, t in tables.items() if id(t) in sited and t.db != "source"}
        done: set[str] = set()
        for left, right, only in demanded(query, sources):
            for mine, theirs in ((left, right), (right, left)):
                alias, leader = only_source(mine), only_source(theirs)
                if alias in done or leader not in leaders or only not in {None, alias}:
                    continue
                table = tables.get(alias)
                if table is None or id(table) in sited or table.db not in STORED:
                    continue
                if sources[alias].soft and only != alias:
                    continue
                done.add(alias)
                yield Follower(table, mine, leaders[leader], theirs)


def _direct(site: Site) -> Touch:
    """Read the scope value off the changed rows themselves."""
    table = relation_of(site.table)
    changed = changed_relation(table)
    source = exp.table_(changed.name, db=changed.schema, alias=site.table.alias_or_name)
    value = exp.alias_(site.value.copy(), TOUCHED)
    return Touch(table, changed, exp.select(value).distinct().from_(source))


def _by_way(table: exp.Table, found: Found, model: Model, column: str) -> Touch | None:
    """Find scope values through the joins of the block that reads the table."""
    block = table.find_ancestor(exp.Select)
    place = next((b for b in found.blocks if b.query is block), None)
    if place is None or table.parent is None or not isinstance(table.parent, (exp.Join, exp.From)):
        return None
    relation = relation_of(table)
    changed = changed_relation(relation)
    sources = sources_of(place.query) or {}
    source = sources.get(table.alias_or_name)
    if source is not None and source.soft:
        stored = _by_stored_rows(table, source.on, place, model, column)
        if stored is not None:
            return Touch(relation, changed, stored)
    if any(t.db == "source" for t in place.query.find_all(exp.Table)):
        return None  # only the touched rows of a source are at hand
    query = block_query(place.query, place.value, table, changed)
    return Touch(relation, changed, _widened(query))


def _widened(query: exp.Select) -> exp.Select:
    """Leave out what only narrows the rows down dearly: more scope values may be found, none less.

    These are conditions with a query of their own, and left joins of which nothing is read; many
    touches are the same without them.
    """
    where = query.args.get("where")
    if where is not None:
        parts = where.this.flatten() if isinstance(where.this, exp.And) else [where.this]
        plain = [p.unnest().copy() for p in parts if p.find(exp.Select) is None]
        query = query.where(*plain, append=False) if plain else query
        if not plain:
            query.set("where", None)
    while True:
        joins = query.args.get("joins") or []
        unread = [j for j in joins if j.side.upper() == "LEFT" and not _is_read(j, query)]
        if not unread:
            return query
        query.set("joins", [j for j in joins if j not in unread])


def _is_read(join: exp.Expr, query: exp.Select) -> bool:
    alias = join.this.alias_or_name
    own = {id(c) for c in join.find_all(exp.Column)}
    return any(c.table == alias and id(c) not in own for c in query.find_all(exp.Column))


def _by_stored_rows(
    table: exp.Table, on: exp.Expr | None, place: Block, model: Model, column: str
) -> exp.Query | None:
    """Look up in the model's own table which rows had joined, or would join, a changed row."""
    changed = changed_relation(relation_of(table))
    for left, right, _ in equalities(on):
        for mine, theirs in ((left, right), (right, left)):
            if only_source(theirs) != table.alias_or_name:
                continue
            if not isinstance(mine, exp.Column):
                continue
            stored = place.shown.get((mine.table, mine.name))
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
