"""Tree to text: our functions expanded, the run's instant filled in, in an engine's dialect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import ErrorLevel, exp
from sqlglot.errors import UnsupportedError

from cdp.sql.functions.expand import expand_functions
from cdp.sql.parse import AS_OF, DIALECT, SqlMistake
from cdp.types import WORK_SCHEMAS, Relation

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    Naming = Callable[[Relation], Relation | str]


def _fill_as_of(tree: exp.Expr, as_of: datetime) -> None:
    """Put the run's instant (UTC) where the tree names `as_of`; the root is no column."""
    text = as_of.replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")
    for column in list(tree.find_all(exp.Column)):
        if column.name == AS_OF and not column.table:
            column.replace(exp.cast(exp.Literal.string(text), "timestamp"))


def render(
    tree: exp.Expr,
    dialect: str,
    as_of: datetime,
    name: Naming | None = None,
    *,
    pretty: bool = False,
    used_up: bool = False,
) -> str:
    """Write the SQL text that runs on an engine of this dialect.

    `name` says where a table stands there, or writes the query that it stands for; without it
    tables are named as people read them. A tree that is `used_up` is not needed afterwards, which
    spares a copy of it. Raises SqlMistake when the dialect cannot say what the tree says.
    """
    ready = tree if used_up else tree.copy()
    _fill_as_of(ready, as_of)
    ready = expand_functions(ready, dialect)
    _name_tables(ready, name or _shown_names(dialect))
    if dialect != DIALECT:
        _plain_timestamps(ready, dialect)
    try:
        return ready.sql(
            dialect=dialect, pretty=pretty, unsupported_level=ErrorLevel.RAISE, comments=False,
            copy=False,
        )  # fmt: skip
    except UnsupportedError as error:
        raise SqlMistake(f"{dialect} cannot run this: {error}", 1) from error


def _shown_names(dialect: str) -> Naming:
    """Name tables as people read them: work relations of the embedded engine have a dot inside."""
    if dialect != DIALECT:
        return lambda table: table
    return lambda table: Relation("", str(table)) if table.schema in WORK_SCHEMAS else table


def _plain_timestamps(tree: exp.Expr, dialect: str) -> None:
    """Say what an author's `timestamp` is: microseconds, and no time zone."""
    kinds = (exp.DataType.Type.TIMESTAMP, exp.DataType.Type.TIMESTAMPNTZ)
    for node in list(tree.find_all(exp.DataType)):
        if node.this in kinds and dialect == "spark":
            node.replace(exp.DataType(this=exp.DataType.Type.TIMESTAMPNTZ))
        elif node.this in kinds and not node.expressions:
            node.replace(exp.DataType.build("timestamp(6)", dialect="trino"))


def _name_tables(tree: exp.Expr, name: Naming) -> None:
    """Put in place of each table's name where it stands, or the query that it stands for."""
    for table in list(tree.find_all(exp.Table)):
        if not table.db:
            continue
        said = Relation(table.db, table.name)
        there = name(said)
        if there == said:
            continue
        if not table.alias:
            table.set("alias", exp.TableAlias(this=exp.to_identifier(table.name)))
        if isinstance(there, str):  # text of the dialect already: written as it is
            table.set("this", exp.Var(this=f"({there})"))
            table.set("db", None)
            continue
        table.set("this", exp.to_identifier(there.name, quoted=True))
        table.set("db", exp.to_identifier(there.schema, quoted=True) if there.schema else None)


def quoted(name: str) -> str:
    """Quote an identifier for SQL text that is parsed next."""
    return exp.to_identifier(name, quoted=True).sql(dialect=DIALECT)


def literal(value: str) -> str:
    """Quote a text value for SQL text that is parsed next."""
    return exp.Literal.string(value).sql(dialect=DIALECT)
