"""The few words the dialects spell differently: literals, regular expressions, safe casts.

Every function returns an expression as text of the dialect asked for. Patterns are written once, in the
syntax that RE2 (DuckDB) shares with Java's (Trino, Spark): no look-around, no back-references, and
classes such as `[0-9]` and `[.]` in place of escapes, whose meaning and quoting differ. A code point is
written `\\x{200b}` and a group in a replacement `\\1`.
"""

from __future__ import annotations

import re
from typing import Literal

import sqlglot.expressions as exp

Dialect = Literal["duckdb", "trino", "spark"]


def text(dialect: Dialect, value: str) -> str:
    """A quoted text literal."""
    return exp.Literal.string(value).sql(dialect=dialect)


def pattern(dialect: Dialect, regex: str) -> str:
    """A quoted regular expression, its code points in the engine's notation."""
    if dialect != "duckdb":
        regex = re.sub(r"\\x\{([0-9a-f]{4})\}", r"\\u\1", regex)
    return text(dialect, regex)


def replaced(dialect: Dialect, x: str, regex: str, by: str) -> str:
    """`x` with every match of the pattern replaced."""
    if dialect == "duckdb":
        return f"REGEXP_REPLACE({x}, {pattern(dialect, regex)}, {text(dialect, by)}, 'g')"
    by = re.sub(r"\\([0-9])", r"$\1", by)
    return f"REGEXP_REPLACE({x}, {pattern(dialect, regex)}, {text(dialect, by)})"


def edited(dialect: Dialect, x: str, regex: str, by: str) -> str:
    """`x` with the one match of an anchored pattern replaced: cheaper than `replaced` where it can be."""
    if dialect == "duckdb":
        return f"REGEXP_REPLACE({x}, {pattern(dialect, regex)}, {text(dialect, by)})"
    return replaced(dialect, x, regex, by)


def extracted(dialect: Dialect, x: str, regex: str, group: int = 0) -> str:
    """The match of the pattern, or of one of its groups; NULL where there is none or it is empty."""
    return f"NULLIF(REGEXP_EXTRACT({x}, {pattern(dialect, regex)}, {group}), '')"


def matches(dialect: Dialect, x: str, regex: str) -> str:
    """Whether the pattern matches anywhere in `x`."""
    word = {"duckdb": "REGEXP_MATCHES", "trino": "REGEXP_LIKE", "spark": "REGEXP_LIKE"}[dialect]
    return f"{word}({x}, {pattern(dialect, regex)})"


def as_text(dialect: Dialect, x: str) -> str:
    """A cast to text."""
    return f"CAST({x} AS {'STRING' if dialect == 'spark' else 'VARCHAR'})"


def joined(dialect: Dialect, separator: str, parts: list[str]) -> str:
    """The non-NULL parts with a separator (an expression) between them."""
    del dialect  # one spelling today; kept so that all words are called alike
    return f"CONCAT_WS({separator}, {', '.join(parts)})"
