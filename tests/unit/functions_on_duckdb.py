"""Running our functions on the embedded engine, for the tests of what they promise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
from sqlglot import ErrorLevel, parse_one

from cdp.sql.functions.expand import expand_functions

if TYPE_CHECKING:
    from collections.abc import Sequence


def rendered(expression: str, dialect: str = "duckdb") -> str:
    tree = expand_functions(parse_one(expression, read="duckdb"), dialect)
    return tree.sql(dialect=dialect, unsupported_level=ErrorLevel.RAISE)


def column(expression: str, texts: Sequence[str | None]) -> list[Any]:
    """What an expression over the text column `x` gives for each of the texts, in their order."""
    with duckdb.connect() as con:
        sql = f"select {rendered(expression)} from (select unnest($1::varchar[]) as x)"
        return [row[0] for row in con.execute(sql, [list(texts)]).fetchall()]


def value(expression: str, source: str = "(select 1)") -> Any:
    with duckdb.connect() as con:
        rows = con.execute(f"select {rendered(expression)} from {source}").fetchall()
    return rows[0][0]
