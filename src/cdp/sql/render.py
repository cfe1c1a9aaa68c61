"""Tree to text: our functions expanded, the run's instant filled in, in an engine's dialect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import ErrorLevel, exp, parse_one
from sqlglot.errors import UnsupportedError

from cdp.sql.functions.expand import expand
from cdp.sql.parse import AS_OF, DIALECT, SqlMistake
from cdp.types import WORK_SCHEMAS

if TYPE_CHECKING:
    from datetime import datetime

    from cdp.types import Relation


def _fill_as_of(tree: exp.Expr, as_of: datetime) -> None:
    """Put the run's instant (UTC) where the tree names `as_of`; the root is no column."""
    text = as_of.replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")
    for column in list(tree.find_all(exp.Column)):
        if column.name == AS_OF and not column.table:
            column.replace(exp.cast(exp.Literal.string(text), "timestamp"))


def render(tree: exp.Expr, dialect: str, as_of: datetime, *, pretty: bool = False) -> str:
    """Give the SQL text that runs on an engine of this dialect.

    Raises SqlMistake when the dialect cannot say what the tree says.
    """
    return _written(tree.copy(), dialect, as_of, pretty=pretty)


def _written(ready: exp.Expr, dialect: str, as_of: datetime, *, pretty: bool = False) -> str:
    """Give the text of a tree that nobody needs any more."""
    _fill_as_of(ready, as_of)
    ready = expand(ready, dialect)
    if dialect == "duckdb":
        _name_work_relations(ready)
    else:
        _plain_timestamps(ready, dialect)
    try:
        return ready.sql(
            dialect=dialect, pretty=pretty, unsupported_level=ErrorLevel.RAISE, comments=False,
            copy=False,
        )  # fmt: skip
    except UnsupportedError as error:
        raise SqlMistake(f"{dialect} cannot run this: {error}", 1) from error


def _plain_timestamps(tree: exp.Expr, dialect: str) -> None:
    """Say what an author's `timestamp` is: microseconds, and no time zone."""
    kinds = (exp.DataType.Type.TIMESTAMP, exp.DataType.Type.TIMESTAMPNTZ)
    for node in list(tree.find_all(exp.DataType)):
        if node.this in kinds and dialect == "spark":
            node.replace(exp.DataType(this=exp.DataType.Type.TIMESTAMPNTZ))
        elif node.this in kinds and not node.expressions:
            node.replace(exp.DataType.build("timestamp(6)", dialect="trino"))


def _name_work_relations(tree: exp.Expr) -> None:
    """Name work relations as the embedded engine does: temporary, `"schema.table"`."""
    for table in list(tree.find_all(exp.Table)):
        if table.db in WORK_SCHEMAS:
            if not table.alias:
                table.set("alias", exp.TableAlias(this=exp.to_identifier(table.name)))
            table.set("this", exp.to_identifier(f"{table.db}.{table.name}", quoted=True))
            table.set("db", None)


def statement(text: str, dialect: str, as_of: datetime) -> str:
    """Give a statement of our own, a query or a deletion, as an engine's SQL."""
    return _written(parse_one(text, dialect=DIALECT), dialect, as_of)


def quoted(name: str) -> str:
    """Quote an identifier for SQL text that is parsed next."""
    return exp.to_identifier(name, quoted=True).sql(dialect="duckdb")


def literal(value: str) -> str:
    """Quote a text value for SQL text that is parsed next."""
    return exp.Literal.string(value).sql(dialect="duckdb")


def select_all(relation: Relation, dialect: str) -> str:
    """Give the SQL that reads a whole relation."""
    table = exp.table_(relation.name, db=relation.schema)
    tree: exp.Expr = exp.select("*").from_(table)
    if dialect == "duckdb":
        _name_work_relations(tree)
    return tree.sql(dialect=dialect)
