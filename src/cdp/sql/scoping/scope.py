"""Scoping: a query written for all rows, rewritten to those that a change touches.

A model's rows *belong* to the values of one output column, its scope. Three things follow from the
query alone:

- `sites`     the tables whose rows can be told apart by it, through joins, unions, groups and
              windows, so that `restrict.py` can ask the query for some scope values only;
- `touches`   for each table the query reads, the query that finds the scope values that changed
              rows of this table reach;
- `clocks`    the queries that find the scope values whose rows change as time passes, because a
              condition on `as_of` answers otherwise now than it did then.

Everything found here is *sound*, not complete: what cannot be followed stays unrestricted, or is
reported in `blind`, and a change of a blind table means building the model in full.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlglot import exp

from cdp.sql.scoping.block import (
    TOUCHED,
    block_query,
    demanded_equalities,
    only_source,
    sources_of,
    split_equalities,
)
from cdp.sql.scoping.clocks import clocks_of
from cdp.sql.scoping.lineage import Lineage, Site, follow_column
from cdp.sql.scoping.plain_form import is_clock, qualify_query, relation_of
from cdp.types import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cdp.sql.model import Model
    from cdp.sql.scoping.clocks import Clock
    from cdp.sql.scoping.lineage import Block
    from cdp.sql.scoping.plain_form import Tables

STORED = frozenset({"silver", "gold"})
"""Schemas that hold tables and no views."""


@dataclass(frozen=True)
class Touch:
    """How changed rows of one table tell scope values: `query` reads `changed` instead of it."""

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
    return Relation("work", f"changed_{table.schema}_{table.name}")


def analyse_scope(model: Model, column: str, tables: Tables) -> Scoping | None:
    """Analyse a model for a scope column; None when no table of it can be restricted."""
    tree = qualify_query(model.query, tables)
    found = Lineage(model.neighbours.column if model.neighbours else "")
    names = {name: name for name in tree.named_selects}
    if not follow_column(tree, column, names, found) or not found.sites:
        return None
    touches: list[Touch] = []
    blind: set[Relation] = set()
    sited = {id(s.table): s for s in found.sites}
    for table in list(tree.find_all(exp.Table)):
        if not table.db:
            continue
        site = sited.get(id(table))
        touch = _touch_directly(site) if site else _touch_by_joins(table, found, model, column)
        if touch is None:
            blind.add(relation_of(table))
        elif not any(touch.table == t.table and touch.query == t.query for t in touches):
            touches.append(touch)
    timed = [c for c in tree.find_all(exp.Column) if is_clock(c)]
    clocks, blind_clock = clocks_of(timed, found, model, column)
    return Scoping(
        column, tree, tuple(found.sites), tuple(_find_followers(found)), tuple(touches),
        tuple(clocks), frozenset(blind), reads_clock=bool(timed), blind_clock=blind_clock,
    )  # fmt: skip


def values_of(query: exp.Query) -> exp.Query:
    """Select the scope values that a touch's query finds, but null, which is nobody's."""
    found = query.copy().subquery("found", copy=False)
    return exp.select(TOUCHED).from_(found).where(exp.column(TOUCHED).is_(exp.null()).not_())


def columns_told(scoping: Scoping, table: Relation) -> set[str]:
    """Name the columns of a table's changed rows that tell scope values."""
    found: set[str] = set()
    for touch in scoping.touches:
        if touch.table == table:
            read = (t for t in touch.query.find_all(exp.Table) if relation_of(t) == touch.changed)
            aliases = {t.alias_or_name for t in read}
            found |= {c.name for c in touch.query.find_all(exp.Column) if c.table in aliases}
    return found


def _find_followers(found: Lineage) -> Iterator[Follower]:
    """Find the tables that are joined to a site by an equality."""
    sited = {id(s.table) for s in found.sites}
    for query in (block.query for block in found.blocks):
        sources = sources_of(query) or {}
        tables = {a: s.node for a, s in sources.items() if isinstance(s.node, exp.Table)}
        leaders = {a: t for a, t in tables.items() if id(t) in sited and t.db != "source"}
        done: set[str] = set()
        for left, right, only in demanded_equalities(query, sources):
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


def _touch_directly(site: Site) -> Touch:
    """Read the scope value off the changed rows themselves."""
    table = relation_of(site.table)
    changed = changed_relation(table)
    source = exp.table_(changed.name, db=changed.schema, alias=site.table.alias_or_name)
    value = exp.alias_(site.value.copy(), TOUCHED)
    return Touch(table, changed, exp.select(value).distinct().from_(source))


def _touch_by_joins(table: exp.Table, found: Lineage, model: Model, column: str) -> Touch | None:
    """Find scope values through the joins of the block that reads the table."""
    block = table.find_ancestor(exp.Select)
    within = next((b for b in found.blocks if b.query is block), None)
    if within is None or table.parent is None or not isinstance(table.parent, (exp.Join, exp.From)):
        return None
    relation = relation_of(table)
    changed = changed_relation(relation)
    sources = sources_of(within.query) or {}
    source = sources.get(table.alias_or_name)
    if source is not None and source.soft:
        stored = _touch_by_stored_rows(table, source.on, within, model, column)
        if stored is not None:
            return Touch(relation, changed, stored)
    if any(t.db == "source" for t in within.query.find_all(exp.Table)):
        return None  # only the touched rows of a source are at hand
    query = block_query(within.query, within.value, table, changed)
    return Touch(relation, changed, _widen_query(query))


def _widen_query(query: exp.Select) -> exp.Select:
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


def _touch_by_stored_rows(
    table: exp.Table, on: exp.Expr | None, within: Block, model: Model, column: str
) -> exp.Query | None:
    """Look up in the model's own table which rows had joined, or would join, a changed row."""
    changed = changed_relation(relation_of(table))
    for left, right, _ in split_equalities(on):
        for mine, theirs in ((left, right), (right, left)):
            if only_source(theirs) != table.alias_or_name:
                continue
            if not isinstance(mine, exp.Column):
                continue
            stored = within.shown.get((mine.table, mine.name))
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
