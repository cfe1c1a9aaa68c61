"""Restricting: an analysed query for some scope values, and the rows of each table it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlglot import exp

from cdp.sql.parse import DIALECT
from cdp.sql.scoping.block import TOUCHED
from cdp.sql.scoping.plain_form import relation_of
from cdp.types import Relation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cdp.sql.scoping.scope import Scoping


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


def restrict_query(
    scoping: Scoping, touched: Relation, fresh: Mapping[Relation, Fresh] | None = None
) -> Restricted:
    """Restrict the model's query to the scope values in `touched` (column `k`).

    What it needs of each table is put into a work table first, so that an engine plans the rest
    knowing how little there is. Rows that stand in `fresh` are not looked for in their table.
    """
    inputs: dict[str, _Input] = {}
    inputs_of: dict[int, exp.Table] = {}
    for site in scoping.sites:
        written = (fresh or {}).get(relation_of(site.table))
        by_key = written if written and _column_of(site.value) == written.key else None
        among = _is_touched(site.value, touched, never_null=by_key is not None)
        inputs_of[id(site.table)] = _input_table(inputs, site.table, among, touched, by_key)
    for follower in scoping.followers:
        leader = inputs_of[id(follower.leader)].copy()
        values = exp.select(follower.their_value.copy()).from_(leader)
        among = exp.In(this=follower.value.copy(), query=values.subquery())
        inputs_of[id(follower.table)] = _input_table(inputs, follower.table, among, touched)
    originals = list(scoping.tree.find_all(exp.Table))
    copy = scoping.tree.copy()
    for original, table in zip(originals, list(copy.find_all(exp.Table)), strict=True):
        if id(original) in inputs_of:
            table.replace(inputs_of[id(original)].copy())
    whole = exp.column(scoping.column, table="scoped", quoted=True)
    query = (
        exp.select(*[exp.column(n, table="scoped", quoted=True) for n in copy.named_selects])
        .from_(copy.subquery("scoped", copy=False), copy=False)
        .where(_is_touched(whole, touched))
    )
    return Restricted(tuple((i.relation, i.query()) for i in inputs.values()), query)


@dataclass(frozen=True)
class _Input:
    """Some rows of a table that a restricted query reads, and the columns it reads of them."""

    relation: Relation
    table: Relation
    among: exp.In
    columns: set[str]
    fresh: Fresh | None = None

    def query(self) -> exp.Query:
        """Write the query that finds them: in the table itself, but for keys that are fresh."""
        if self.fresh is None:
            return self._from(self.table, self.among)
        done = exp.select(exp.column(TOUCHED, table="done")).from_(
            exp.table_(self.fresh.touched.name, db=self.fresh.touched.schema, alias="done")
        )
        wanted = self.among.args["query"].copy()
        named = exp.TableAlias(
            this=exp.to_identifier("wanted"), columns=[exp.to_identifier(TOUCHED)]
        )
        wanted.set("alias", named)
        others = self.among.copy()
        others.set("query", exp.except_(exp.select(TOUCHED).from_(wanted), done).subquery())
        return exp.union(
            self._from(self.fresh.rows, self.among),
            self._from(self.table, others),
            distinct=False,
        )

    def _from(self, relation: Relation, among: exp.Expr) -> exp.Select:
        columns: list[exp.Expr] = [exp.column(n, table=_ROW) for n in sorted(self.columns)]
        table = exp.table_(relation.name, db=relation.schema, alias=_ROW)
        return exp.select(*columns).from_(table).where(among)


_ROW = "input_row"


def _input_table(
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
    relation = Relation("work", f"input_{len(inputs)}_{touched.name}")
    found = inputs.setdefault(
        f"{source} {among.sql(dialect=DIALECT)}", _Input(relation, source, among, set(), fresh)
    )
    found.columns.update(_read_columns(table))
    return exp.table_(found.relation.name, db=found.relation.schema, alias=alias)


def stored_rows(
    table: Relation,
    columns: Sequence[str],
    column: str | None = None,
    touched: Relation | None = None,
    row_id: tuple[str, str] | None = None,
) -> exp.Query:
    """Select the stored rows of the touched scope values of a column, or all of them.

    `row_id` is what the engine calls a row's id, and the column to select it as.
    """
    source = exp.table_(table.name, db=table.schema, alias="stored")
    names: list[exp.Expr] = [exp.column(n, table="stored", quoted=True) for n in columns]
    if row_id:
        names.append(exp.alias_(exp.column(row_id[0], table="stored"), row_id[1]))
    rows = exp.select(*names).from_(source)
    if column is None or touched is None:
        return rows
    return rows.where(_is_touched(exp.column(column, table="stored", quoted=True), touched))


def _split_prefix(value: exp.Expr) -> tuple[str, exp.Column] | None:
    """Read `concat('some text', column)`."""
    parts = value.expressions if isinstance(value, exp.Concat) else []
    if len(parts) == 2 and parts[0].is_string and isinstance(parts[1], exp.Column):  # noqa: PLR2004 - a text and a column
        return parts[0].name, parts[1]
    return None


def _column_of(value: exp.Expr) -> str | None:
    """Name the column that a scope value is, or is with a prefix."""
    prefixed = _split_prefix(value)
    column = prefixed[1] if prefixed else value
    return column.name if isinstance(column, exp.Column) else None


def _is_touched(value: exp.Expr, touched: Relation, *, never_null: bool = False) -> exp.In:
    """Write the test that a value is touched; a prefix is cut off the touched ones alone."""
    table = exp.table_(touched.name, db=touched.schema, alias="touched")
    key = exp.column(TOUCHED, table="touched")
    prefixed = _split_prefix(value)
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
