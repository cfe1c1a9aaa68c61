"""A query in plain form: every name resolved, every common table expression where it is read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

from sqlglot import exp
from sqlglot.optimizer.pushdown_projections import pushdown_projections
from sqlglot.optimizer.qualify import qualify
from sqlglot.schema import MappingSchema

from cdp.sql.parse import AS_OF, DIALECT
from cdp.types import Relation

if TYPE_CHECKING:
    from collections.abc import Mapping

    Tables = Mapping[Relation, tuple[str, ...]]
    """Table → its columns."""


def is_clock(column: exp.Expr) -> bool:
    """Tell whether a node is the name of the run's instant."""
    return isinstance(column, exp.Column) and column.name == AS_OF and not column.table


def relation_of(table: exp.Table) -> Relation:
    """Name the relation that a table of the query is."""
    return Relation(table.db, table.name)


def qualify_query(query: exp.Query, tables: Tables) -> exp.Query:
    """Bring a query into the plain form in which columns can be followed."""
    tree = _inline_ctes(query.copy())
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


def _inline_ctes(tree: exp.Query) -> exp.Query:
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
            bodies[cte.alias] = _fill_bodies(cast("exp.Query", cte.this), bodies, names)
        filled = _fill_bodies(owner, bodies, names)
        if owner is tree:
            tree = filled


def _fill_bodies(query: exp.Query, bodies: dict[str, exp.Query], names: Counter[str]) -> exp.Query:
    """Put bodies in the place of their names; one that is read once need not be copied."""
    for table in list(query.find_all(exp.Table)):
        if not table.db and table.name in bodies:
            body = bodies[table.name]
            body = body if names[table.name] == 1 else body.copy()
            table.replace(body.subquery(table.alias_or_name, copy=False))
    return query
