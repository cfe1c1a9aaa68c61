r"""What the dialects spell differently: literals, regular expressions, safe casts.

Every function returns an expression as text of the dialect asked for. Patterns are written once, in
the syntax that RE2 (DuckDB) shares with Java's (Spark) and Joni's (Trino): no look-around, no
back-references, and classes such as `[0-9]` and `[.]` instead of escapes, whose meaning and quoting
differ. Text ends at `\z`, because Java's `$` stands before a last line break too. A code point is
written `\x{200b}`, a group in a replacement `\1`.
"""

from __future__ import annotations

import re
from typing import Literal

from sqlglot import exp

from cdp.sql.parse import DIALECT

Dialect = Literal["duckdb", "trino", "spark"]


def text_literal(dialect: Dialect, value: str) -> str:
    """Write a text literal."""
    return exp.Literal.string(value).sql(dialect=dialect)


def pattern_literal(dialect: Dialect, regex: str) -> str:
    """Write a regular expression as a literal, its code points in the engine's notation."""
    if dialect != DIALECT:
        regex = re.sub(r"\\x\{([0-9a-f]{4})\}", r"\\u\1", regex)
    return text_literal(dialect, regex)


def whole_text(regex: str) -> str:
    """Anchor a pattern at both ends of the text."""
    return rf"^{regex}\z"


def replace_all(dialect: Dialect, x: str, regex: str, by: str) -> str:
    """Replace every match of the pattern in `x`."""
    if dialect == DIALECT:
        found, put = pattern_literal(dialect, regex), text_literal(dialect, by)
        return f"REGEXP_REPLACE({x}, {found}, {put}, 'g')"
    by = re.sub(r"\\([0-9])", r"$\1", by)
    return f"REGEXP_REPLACE({x}, {pattern_literal(dialect, regex)}, {text_literal(dialect, by)})"


def replace_one(dialect: Dialect, x: str, regex: str, by: str) -> str:
    """Replace the one match of an anchored pattern, cheaper than `replace_all` does."""
    if dialect == DIALECT:
        return (
            f"REGEXP_REPLACE({x}, {pattern_literal(dialect, regex)}, {text_literal(dialect, by)})"
        )
    return replace_all(dialect, x, regex, by)


def extract_match(dialect: Dialect, x: str, regex: str, group: int = 0) -> str:
    """Take the match of the pattern, or one of its groups; NULL where none or empty."""
    return null_if_empty(
        dialect, f"REGEXP_EXTRACT({x}, {pattern_literal(dialect, regex)}, {group})"
    )


def null_if_empty(dialect: Dialect, x: str) -> str:
    """Make empty text NULL, and work `x` out once.

    DuckDB writes NULLIF out as a CASE that holds `x` twice, and inside a CASE it shares no common
    parts: a chain of such steps would double its cost at each.
    """
    if dialect == DIALECT:
        return f"LIST_FILTER([{x}], LAMBDA v: v <> '')[1]"
    return f"NULLIF({x}, '')"


def has_match(dialect: Dialect, x: str, regex: str) -> str:
    """Tell, in SQL, whether the pattern matches anywhere in `x`."""
    word = "REGEXP_MATCHES" if dialect == DIALECT else "REGEXP_LIKE"
    return f"{word}({x}, {pattern_literal(dialect, regex)})"


def is_ascii(dialect: Dialect, x: str) -> str:
    """Tell, in SQL, whether `x` is written in ASCII alone."""
    if dialect == DIALECT:  # as many bytes as characters: six times faster than a pattern
        return f"STRLEN({x}) = LENGTH({x})"
    return f"NOT {has_match(dialect, x, _BEYOND_ASCII)}"


_BEYOND_ASCII = r"[^\x{0000}-\x{007f}]"


def cast_to_text(dialect: Dialect, x: str) -> str:
    """Cast to text."""
    return f"CAST({x} AS {'STRING' if dialect == 'spark' else 'VARCHAR'})"
