"""Text to tree: one SELECT or one expression, with the line of mistakes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, cast

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, TokenError

DIALECT: Final = "duckdb"
AS_OF = "as_of"
"""The identifier that stands for the run's instant in every SQL text of a project."""


@dataclass(frozen=True)
class SqlMistake(Exception):  # noqa: N818 - a finding, turned into a Problem by the caller
    """What is wrong in a SQL text, in which of its lines (1-based), about which name if any."""

    message: str
    line: int
    name: str = ""

    def __str__(self) -> str:
        return self.message


def parse_query(text: str) -> exp.Query:
    """Parse exactly one SELECT (or WITH, UNION); SqlMistake for anything else."""
    try:
        trees = [t for t in sqlglot.parse(text, dialect=DIALECT) if t is not None]
    except (ParseError, TokenError) as error:
        raise _syntax_mistake(error) from error
    if len(trees) != 1:
        raise SqlMistake(f"expected one SELECT, found {len(trees)} statements", 1)
    if not isinstance(trees[0], exp.Query):
        raise SqlMistake("expected a SELECT", 1)
    return trees[0]


def parse_own_query(text: str) -> exp.Query:
    """Parse a query of our own: no message will ever name a line of it."""
    tree = parse_query(text)
    forget_lines(tree)
    return tree


def parse_passing_query(text: str) -> exp.Expr:
    """Parse a query of our own that is rendered once and forgotten."""
    return sqlglot.parse_one(text, dialect=DIALECT)


def forget_lines(tree: exp.Expr) -> None:
    """Forget on which line each part of a tree stands: copying it is three times as fast then."""
    for node in tree.walk():
        if node.meta_get("line") is not None:
            node.meta.clear()


def parse_expression(text: str) -> exp.Expr:
    """Parse exactly one SQL expression without a subquery; SqlMistake for anything else."""
    tree = parse_query(f"select {text}")
    items = tree.expressions
    if (
        not isinstance(tree, exp.Select)
        or len(items) != 1
        or (len(tree.args) and tree.args.get("from_"))
    ):
        raise SqlMistake("expected a single expression", 1)
    if any(node is not tree for node in tree.find_all(exp.Subquery, exp.Query)):
        raise SqlMistake("an expression may hold no subquery", 1)
    return cast("exp.Expr", items[0].unalias().pop())


def _syntax_mistake(error: Exception) -> SqlMistake:
    details = getattr(error, "errors", None) or [{}]
    description = str(details[0].get("description") or error).split(" for <class")[0]
    return SqlMistake(f"not valid SQL: {description.rstrip('.')}", details[0].get("line") or 1)


def column_names(tree: exp.Expr) -> set[str]:
    """Name every column an expression reads, the run's instant left out."""
    return {c.name for c in tree.find_all(exp.Column)} - {AS_OF}
