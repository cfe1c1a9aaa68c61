"""Resolve a query's names against known tables: unknown tables, unknown columns, output columns."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from sqlglot import exp
from sqlglot.errors import OptimizeError, SqlglotError
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import traverse_scope
from sqlglot.schema import MappingSchema

from cdp.sql.functions.expand import expand_functions
from cdp.sql.parse import AS_OF, DIALECT, SqlMistake
from cdp.types import Relation

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def output_columns(query: exp.Query) -> tuple[str, ...]:
    """Name the columns of a query's result, in order; `*` is not expanded."""
    return tuple(query.named_selects)


def call_mistake(tree: exp.Expr) -> str | None:
    """Say what is wrong with the calls of our functions in an expression, or None."""
    try:
        expand_functions(exp.select(tree.copy()), DIALECT)
    except ValueError as error:
        return str(error)
    return None


def find_query_mistakes(
    query: exp.Query, tables: Mapping[Relation, tuple[str, ...]], ignore: Collection[Relation]
) -> list[SqlMistake]:
    """Find every name in the query that does not resolve, and every call that is wrong.

    `tables` maps what exists to its columns; relations in `ignore` have mistakes of their own and
    are not complained about a second time.
    """
    unknown = _unknown_tables(query, tables, ignore)
    if unknown or any(_is_ignored(t, ignore) for t in query.find_all(exp.Table)):
        return unknown
    try:
        tree = expand_functions(query.copy(), DIALECT)
    except ValueError as error:
        return [SqlMistake(str(error), 1)]
    schema = MappingSchema(dialect=DIALECT)
    for relation in {Relation(t.db, t.name) for t in query.find_all(exp.Table) if t.db}:
        columns: dict[str, str] = dict.fromkeys(tables[relation], "text")
        schema.add_table(exp.table_(relation.name, db=relation.schema), columns)
    try:
        tree = qualify(
            tree,
            dialect=DIALECT,
            schema=schema,
            validate_qualify_columns=False,
            expand_stars=True,
            quote_identifiers=False,
            identify=False,
        )
    except (OptimizeError, SqlglotError) as error:
        return [_optimizer_mistake(str(error), query, tables)]
    return _unknown_columns(tree, tables)


_NAMED = re.compile(r"[Cc]olumn:? ['\"]?(\w+)")
_LINE = re.compile(r"Line: (\d+)")


def _optimizer_mistake(
    text: str, query: exp.Query, tables: Mapping[Relation, tuple[str, ...]]
) -> SqlMistake:
    named, line = _NAMED.search(text), _LINE.search(text)
    if named is None:
        return SqlMistake(text.split("\n", maxsplit=1)[0], int(line[1]) if line else 1)
    relations = (Relation(t.db, t.name) for t in query.find_all(exp.Table))
    known = [c for r in relations for c in tables.get(r, ())]
    column = next((c for c in query.find_all(exp.Column) if c.name == named[1]), None)
    return _unknown_column(named[1], known, _line_of(column) if column is not None else 1)


def _unknown_column(name: str, known: list[str], line: int) -> SqlMistake:
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    return SqlMistake(f"there is no column {name}{hint}", line, name)


def _is_ignored(table: exp.Table, ignore: Collection[Relation]) -> bool:
    return Relation(table.db, table.name) in ignore or Relation(table.db, "*") in ignore


def _unknown_tables(
    query: exp.Query, tables: Mapping[Relation, tuple[str, ...]], ignore: Collection[Relation]
) -> list[SqlMistake]:
    named = {cte.alias for cte in query.find_all(exp.CTE)}
    found: list[SqlMistake] = []
    for table in query.find_all(exp.Table):
        relation = Relation(table.db, table.name)
        known = relation in tables or (not table.db and table.name in named)
        if known or _is_ignored(table, ignore):
            continue
        if isinstance(table.this, exp.Func):
            found.append(SqlMistake("table functions are not portable", _line_of(table)))
            continue
        near = difflib.get_close_matches(str(relation), [str(t) for t in tables], n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        name = str(relation) if table.db else table.name
        found.append(SqlMistake(f"there is no table {name}{hint}", _line_of(table)))
    return found


def _unknown_columns(
    tree: exp.Expr, tables: Mapping[Relation, tuple[str, ...]]
) -> list[SqlMistake]:
    found: dict[tuple[str, int], SqlMistake] = {}
    for scope in traverse_scope(tree):
        sources = {
            alias: tables.get(Relation(source.db, source.name), ())
            if isinstance(source, exp.Table)
            else tuple(getattr(source.expression, "named_selects", ()))
            for alias, source in scope.sources.items()
        }
        for column in scope.columns:
            known = sources.get(column.table)
            if column.name == AS_OF and not column.table:
                continue
            if column.table and (known is None or column.name in known or "*" in known):
                continue
            candidates = list(known or {name for names in sources.values() for name in names})
            line = _line_of(column)
            found[column.name, line] = _unknown_column(column.name, candidates, line)
    return list(found.values())


def _line_of(node: exp.Expr) -> int:
    for part in node.walk():
        line = part.meta.get("line")
        if line:
            return int(line)
    return 1
