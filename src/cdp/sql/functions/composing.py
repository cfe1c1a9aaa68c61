"""How several values become one: fingerprints, JSON and our aggregates, as SQL text per dialect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cdp.sql.dialect import (
    Dialect,
    extract_match,
    has_match,
    pattern_literal,
    replace_one,
    text_literal,
)
from cdp.sql.parse import DIALECT

_MOST_ARGUMENTS: Final = 100  # Trino takes no more than 127 in a call


def hash_texts(dialect: Dialect, parts: list[str]) -> str:
    """Hash texts to a BIGINT: the first eight bytes of an md5, least significant first, minus 2^63.

    The texts are joined by U+001F, with U+001E for NULL.
    """
    whole = _join_texts([f"COALESCE({part}, CHR(30))" for part in parts])
    if dialect == DIALECT:
        low = f"CAST(MD5_NUMBER({whole}) & 18446744073709551615 AS HUGEINT)"
        return f"CAST({low} - 9223372036854775808 AS BIGINT)"
    if dialect == "trino":  # two's complement with its sign turned is the number minus 2^63
        low = f"FROM_BIG_ENDIAN_64(REVERSE(SUBSTR(MD5(TO_UTF8({whole})), 1, 8)))"
        return f"BITWISE_XOR({low}, BITWISE_LEFT_SHIFT(CAST(1 AS BIGINT), 63))"
    turned = replace_one(dialect, f"SUBSTR(MD5({whole}), 1, 16)", "(..)" * 8, r"\8\7\6\5\4\3\2\1")
    return f"CAST(CAST(CONV({turned}, 16, 10) AS DECIMAL(20, 0)) - 9223372036854775808 AS BIGINT)"


def _join_texts(parts: list[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    chunks = [
        f"CONCAT_WS(CHR(31), {', '.join(parts[i : i + _MOST_ARGUMENTS])})"
        for i in range(0, len(parts), _MOST_ARGUMENTS)
    ]
    return _join_texts(chunks)


# --- JSON ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Member:
    """A member of a JSON object: its key as JSON, the value that may be NULL, and its text.

    `quote` is `"` where the text is to be put between quotes, else empty. A `value` of None says
    that the text is never NULL.
    """

    key: str
    value: str | None
    text: str
    quote: str

    def opening(self, before: str) -> str:
        """Write what stands before the text."""
        return f"{before}{self.key}:{self.quote}"


_TO_ESCAPE: Final = r'[\x{0000}-\x{001f}"\\]'


def json_string(dialect: Dialect, x: str) -> str:
    r"""Write text as a JSON string: short escapes where JSON has them, else `\u00XX`."""
    if dialect == DIALECT:
        return f"TO_JSON({x})"
    wanted, escaped = has_match(dialect, x, _TO_ESCAPE), _escape_text(dialect, x)
    escaped = f"CASE WHEN {wanted} THEN {escaped} ELSE {x} END"
    return f"CONCAT('\"', {escaped}, '\"')"


def _escape_text(dialect: Dialect, x: str) -> str:
    if dialect == "spark":
        return extract_match(dialect, f"TO_JSON(STRUCT({x} AS t))", r'(?s)^[{]"t":"(.*)"[}]\z', 1)
    short = {'"': '"', "\\": "\\", "\b": "b", "\f": "f", "\n": "n", "\r": "r", "\t": "t"}
    cases = " ".join(f"WHEN {ord(c)} THEN '\\{letter}'" for c, letter in short.items())
    point = "CODEPOINT(CAST(m[1] AS VARCHAR(1)))"
    other = f"CONCAT('\\u', LPAD(UPPER(TO_BASE({point}, 16)), 4, '0'))"
    found = pattern_literal(dialect, f"({_TO_ESCAPE})")
    return f"REGEXP_REPLACE({x}, {found}, m -> CASE {point} {cases} ELSE {other} END)"


def json_instant(dialect: Dialect, x: str) -> str:
    """Write a UTC timestamp as `YYYY-MM-DDTHH:MM:SS[.ffffff]Z`: six digits, or none where zero."""
    if dialect == DIALECT:
        return (
            f"CASE WHEN MICROSECOND({x}) % 1000000 = 0 THEN STRFTIME({x}, '%Y-%m-%dT%H:%M:%SZ') "
            f"ELSE STRFTIME({x}, '%Y-%m-%dT%H:%M:%S.%fZ') END"
        )
    if dialect == "spark":
        shape = text_literal(dialect, "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
        return f"REPLACE(DATE_FORMAT({x}, {shape}), '.000000Z', 'Z')"
    written = f"CONCAT(CAST(CAST({x} AS TIMESTAMP(6)) AS VARCHAR), 'Z')"
    return f"REPLACE(REPLACE({written}, ' ', 'T'), '.000000Z', 'Z')"


def json_object(dialect: Dialect, members: list[Member]) -> str:
    """Write a JSON object of the members that are not NULL, in the order given."""
    if dialect == DIALECT:
        return _duckdb_object(members)
    pieces = [
        f"({text_literal(dialect, m.opening(''))} || {m.text}{_closing_quote(m)})" for m in members
    ]
    return f"CONCAT('{{', CONCAT_WS(',', {', '.join(pieces)}), '}}')"


def _closing_quote(member: Member) -> str:
    return " || '\"'" if member.quote else ""


def _duckdb_object(members: list[Member]) -> str:
    """Write the object with one CONCAT, which leaves NULL out, around constants that CASE switches.

    Twice as fast as joining finished members. A first member that is there needs no search for the
    comma to drop, and takes a branch of its own for that.
    """
    first, *others = members
    rest = [piece for member in others for piece in _member_pieces(member)]
    closing = ["'\"'"] if first.quote else []
    opening = text_literal(DIALECT, first.opening("{"))
    whole = f"CONCAT({', '.join([opening, first.text, *closing, *rest, _END])})"
    if first.value is None:
        return whole
    without = f"CONCAT('{{', LTRIM(CONCAT({', '.join(rest)}), ','), '}}')" if rest else "'{}'"
    return f"CASE WHEN {first.value} IS NOT NULL THEN {whole} ELSE {without} END"


_END: Final = "'}'"


def _member_pieces(member: Member) -> list[str]:
    opening = text_literal(DIALECT, member.opening(","))
    if member.value is None:
        return [opening, member.text]
    there = f"{member.value} IS NOT NULL"
    closing = [f"CASE WHEN {there} THEN '\"' END"] if member.quote else []
    return [f"CASE WHEN {there} THEN {opening} END", member.text, *closing]


# --- aggregates ---------------------------------------------------------------------------------


def json_property(dialect: Dialect, x: str, key: str) -> str:
    """Read the text of one member of a JSON object."""
    path = text_literal(dialect, f"$.{key}")
    named = {
        DIALECT: f"JSON_EXTRACT_STRING({x}, {path})",
        "trino": f"JSON_EXTRACT_SCALAR({x}, {path})",
        "spark": f"GET_JSON_OBJECT({x}, {path})",
    }
    return named[dialect]


def collect_list(dialect: Dialect, x: str) -> str:
    """Collect the distinct values, sorted by code point, without NULL; NULL where none."""
    if dialect == DIALECT:
        return f"LIST_SORT(LIST(DISTINCT {x}) FILTER (WHERE {x} IS NOT NULL))"
    if dialect == "trino":
        return f"ARRAY_SORT(ARRAY_AGG(DISTINCT {x}) FILTER (WHERE {x} IS NOT NULL))"
    return f"CASE WHEN COUNT({x}) > 0 THEN SORT_ARRAY(COLLECT_SET({x})) END"


def pick_latest(dialect: Dialect, value: str, *by: str) -> str:
    """Take the value of the row with the greatest `by`, NULL in either passing the row over."""
    return _pick_value(dialect, "MAX", value, by)


def pick_earliest(dialect: Dialect, value: str, *by: str) -> str:
    """Take the value of the row with the least `by`, NULL in either passing the row over."""
    return _pick_value(dialect, "MIN", value, by)


def _pick_value(dialect: Dialect, end: str, value: str, by: tuple[str, ...]) -> str:
    if dialect == DIALECT:
        return f"ARG_{end}({value}, {_duckdb_key(by)})"
    key = by[0]
    if len(by) > 1 and dialect == "trino":
        key = f"ROW({', '.join(by)})"
    elif len(by) > 1:
        key = f"STRUCT({', '.join(f'{x} AS k{i}' for i, x in enumerate(by))})"
    known = " AND ".join(f"{x} IS NOT NULL" for x in (value, *by))
    return f"{end}_BY({value}, {key}) FILTER (WHERE {known})"


def _duckdb_key(by: tuple[str, ...]) -> str:
    """Order by one value itself, by several through the sort key: half the time of a row."""
    if len(by) == 1:
        return by[0]
    known = " AND ".join(f"{x} IS NOT NULL" for x in by)
    keys = ", ".join(f"{x}, 'ASC NULLS LAST'" for x in by)
    return f"CASE WHEN {known} THEN CREATE_SORT_KEY({keys}) END"
