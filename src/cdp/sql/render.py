"""Tree to text: our functions expanded, the run's instant filled in, in an engine's dialect."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlglot import ErrorLevel, exp
from sqlglot.errors import UnsupportedError

from cdp.sql.functions import expand
from cdp.sql.parse import AS_OF, SqlMistake
from cdp.types import WORK_SCHEMAS

if TYPE_CHECKING:
    from datetime import datetime

    from cdp.types import Relation

T = TypeVar("T", bound=exp.Expr)


def with_as_of(tree: T, as_of: datetime) -> T:
    """Put the run's instant (UTC) where the tree names `as_of`."""
    text = as_of.replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")
    literal = exp.cast(exp.Literal.string(text), "timestamp")

    def fill(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Column) and node.name == AS_OF and not node.table:
            return literal.copy()
        return node

    return tree.transform(fill)  # pyright: ignore[reportReturnType]


def render(tree: exp.Expr, dialect: str, as_of: datetime, *, pretty: bool = False) -> str:
    """Give the SQL text that runs on an engine of this dialect.

    Raises SqlMistake when the dialect cannot say what the tree says.
    """
    ready = expand(with_as_of(tree, as_of), dialect)
    ready = ready.transform(_work_name if dialect == "duckdb" else _plain_timestamp, dialect)
    try:
        return ready.sql(
            dialect=dialect, pretty=pretty, unsupported_level=ErrorLevel.RAISE, comments=False
        )
    except UnsupportedError as error:
        raise SqlMistake(f"{dialect} cannot run this: {error}", 1) from error


def _plain_timestamp(node: exp.Expr, dialect: str) -> exp.Expr:
    """Say what an author's `timestamp` is: microseconds, and no time zone."""
    kinds = (exp.DataType.Type.TIMESTAMP, exp.DataType.Type.TIMESTAMPNTZ)
    if isinstance(node, exp.DataType) and node.this in kinds:
        if dialect == "spark":
            return exp.DataType(this=exp.DataType.Type.TIMESTAMPNTZ)
        if not node.expressions:
            return exp.DataType.build("timestamp(6)", dialect="trino")
    return node


def _work_name(node: exp.Expr, _: str = "duckdb") -> exp.Expr:
    """Name work relations as the embedded engine does: temporary, `"schema.table"`."""
    if isinstance(node, exp.Table) and node.db in WORK_SCHEMAS:
        alias = node.args.get("alias") or exp.TableAlias(this=exp.to_identifier(node.name))
        return exp.Table(
            this=exp.to_identifier(f"{node.db}.{node.name}", quoted=True),
            alias=alias,
            joins=node.args.get("joins"),
            pivots=node.args.get("pivots"),
            sample=node.args.get("sample"),
        )
    return node


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
        tree = tree.transform(_work_name)
    return tree.sql(dialect=dialect)
