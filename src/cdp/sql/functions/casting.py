"""How text becomes typed values, and what is asked of timestamps, as SQL text per dialect.

Casts of the engines are lenient, each in its own way (`1e3`, `2024-1-2`, `infinity`), so a pattern
that all of them read alike stands before every cast, and only what it lets through is cast.
"""

from __future__ import annotations

from typing import Final

from cdp.sql.dialect import Dialect, cast_to_text, extract_match, has_match, replace_one, whole_text
from cdp.sql.functions.cleaning import BLANK
from cdp.sql.parse import DIALECT

_DATE: Final = "[12][0-9]{3}-[01][0-9]-[0-3][0-9]"
_CLOCK: Final = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_FRACTION: Final = "(?:[.][0-9]{1,9})?"
_OFFSET: Final = "[+-][01][0-9]:?[0-5][0-9]"


def read_timestamp(dialect: Dialect, x: str) -> str:
    """Read ISO-8601 text as the UTC instant it names, cut to microseconds, without zone; else NULL.

    A date and a time of day with seconds, `T` or a space between them, up to nine digits of
    fraction, then nothing, `Z`, `UTC` or an offset; or a date alone, which is its midnight. Years
    1000 to 2999. On Spark the time zone of the session has to be UTC.
    """
    form = _with_offset(dialect, x, " " if dialect == "trino" else "")
    if dialect == "spark":
        return f"CAST(TRY_CAST({form} AS TIMESTAMP) AS TIMESTAMP_NTZ)"
    if dialect == "trino":
        zoned = f"TRY_CAST({form} AS TIMESTAMP(6) WITH TIME ZONE)"
        return f"CAST({zoned} AT TIME ZONE 'UTC' AS TIMESTAMP(6))"
    # a cast to TIMESTAMP reads past an offset, one to TIMESTAMPTZ applies it
    utc = has_match(dialect, x, whole_text(f"{_DATE}(?:[T ]{_CLOCK}{_FRACTION} ?(?:Z|UTC)?)?"))
    offset = has_match(dialect, x, whole_text(f"{_DATE}[T ]{_CLOCK}{_FRACTION}{_OFFSET}"))
    return (
        f"CASE WHEN {utc} THEN TRY_CAST({x} AS TIMESTAMP) "
        f"WHEN {offset} THEN MAKE_TIMESTAMP(EPOCH_US(TRY_CAST({x} AS TIMESTAMPTZ))) "
        f"ELSE MAKE_TIMESTAMP(EPOCH_US(TRY_CAST({form} AS TIMESTAMPTZ))) END"
    )


def _with_offset(dialect: Dialect, x: str, gap: str) -> str:
    """Bring every accepted form to one, with an offset and at most six digits; others to NULL."""
    to_zone = whole_text(f"{BLANK}({_DATE}[T ]{_CLOCK}{_FRACTION}) ?(?:Z|UTC)?{BLANK}")
    zoned = replace_one(dialect, x, to_zone, r"\1+00:00")
    timed = replace_one(
        dialect, zoned, whole_text(f"{BLANK}({_DATE}){BLANK}"), r"\1 00:00:00+00:00"
    )
    clock = f"({_CLOCK}(?:[.][0-9]{{1,6}})?)[0-9]{{0,3}}"
    full = whole_text(f"{BLANK}({_DATE})[T ]{clock} ?([+-][01][0-9]):?([0-5][0-9]){BLANK}")
    form = whole_text(f"{_DATE} {_CLOCK}[.0-9]*{gap}[+-][0-9]{{2}}:[0-9]{{2}}")
    return extract_match(dialect, replace_one(dialect, timed, full, rf"\1 \2{gap}\3:\4"), form)


def read_date(dialect: Dialect, x: str) -> str:
    """Read the date that ISO text begins with, as written there, no zone applied; else NULL."""
    rest = f"(?:[T ]{_CLOCK}{_FRACTION} ?(?:Z|UTC|{_OFFSET})?)?"
    found = extract_match(dialect, x, whole_text(f"{BLANK}({_DATE}){rest}{BLANK}"), 1)
    chain = f"TRY_CAST({found} AS DATE)"
    if dialect != DIALECT:
        return chain
    bare = has_match(dialect, x, whole_text(_DATE))
    return f"CASE WHEN {bare} THEN TRY_CAST({x} AS DATE) ELSE {chain} END"


def ist_date(dialect: Dialect, x: str) -> str:
    """Take the business day in Asia/Kolkata of a UTC timestamp: +05:30 all year."""
    del dialect
    return f"CAST({x} + INTERVAL '330' MINUTE AS DATE)"


def ist_hour(dialect: Dialect, x: str) -> str:
    """Take the hour of the day in Asia/Kolkata, 0 to 23, of a UTC timestamp."""
    kind = "INT" if dialect == "spark" else "INTEGER"
    return f"CAST(EXTRACT(HOUR FROM {x} + INTERVAL '330' MINUTE) AS {kind})"


def epoch_ms(dialect: Dialect, x: str) -> str:
    """Count the milliseconds since 1970 of a UTC timestamp, rounded down."""
    if dialect == "spark":
        return f"UNIX_MILLIS(CAST({x} AS TIMESTAMP))"
    # DuckDB's own epoch_ms rounds halves up
    return f"DATE_DIFF('millisecond', TIMESTAMP '1970-01-01 00:00:00', {x})"


def next_instant(dialect: Dialect, x: str) -> str:
    """Write the timestamp one microsecond later; Trino's intervals end at the millisecond."""
    if dialect != "trino":
        return f"{x} + INTERVAL '1' MICROSECOND"
    micros = f"CAST(SUBSTR(CAST(CAST({x} AS TIMESTAMP(6)) AS VARCHAR), 24, 3) AS BIGINT)"
    millis = f"DATE_DIFF('millisecond', TIMESTAMP '1970-01-01 00:00:00', {x})"
    nanos = f"{millis} * 1000000 + ({micros} + 1) * 1000"
    return f"CAST(FROM_UNIXTIME_NANOS({nanos}) AT TIME ZONE 'UTC' AS TIMESTAMP(6))"


def is_same(dialect: Dialect, x: str, y: str) -> str:
    """Write that two values are equal, or both NULL.

    Trino joins both sides in full only by conditions that are equalities, so it is given those.
    """
    if dialect == DIALECT:
        return f"{x} IS NOT DISTINCT FROM {y}"
    if dialect == "spark":
        return f"{x} <=> {y}"
    one, other = (f"COALESCE({cast_to_text(dialect, v)}, '')" for v in (x, y))
    return f"{one} = {other} AND ({x} IS NULL) = ({y} IS NULL)"


def to_utc(dialect: Dialect, x: str) -> str:
    """Convert an instant with time zone to the UTC timestamp."""
    if dialect == DIALECT:  # a cast goes through the calendar of the session's zone, row by row
        return f"MAKE_TIMESTAMP(EPOCH_US({x}))"
    if dialect == "spark":
        return f"CAST(TO_UTC_TIMESTAMP({x}, CURRENT_TIMEZONE()) AS TIMESTAMP_NTZ)"
    return f"CAST({x} AT TIME ZONE 'UTC' AS TIMESTAMP(6))"


def read_boolean(dialect: Dialect, x: str) -> str:
    """Read true, t, yes, y, on, 1 and false, f, no, n, off, 0 in any case; else NULL."""
    yes = has_match(dialect, x, rf"(?i)^{BLANK}(?:true|t|yes|y|on|1){BLANK}\z")
    no = has_match(dialect, x, rf"(?i)^{BLANK}(?:false|f|no|n|off|0){BLANK}\z")
    return f"CASE WHEN {yes} THEN TRUE WHEN {no} THEN FALSE END"


def read_integer(dialect: Dialect, x: str) -> str:
    """Read a whole number, a spreadsheet's `.0` allowed, as BIGINT; else NULL."""
    return _read_number(dialect, x, "[+-]?[0-9]{1,19}", "(?:[.]0*)?", "BIGINT")


def read_decimal(dialect: Dialect, x: str, precision: int, scale: int) -> str:
    """Read a number as DECIMAL, halves rounded away from zero; NULL where none or too large."""
    number = "[+-]?(?:[0-9]+[.]?[0-9]*|[.][0-9]+)"
    return _read_number(dialect, x, number, "", f"DECIMAL({precision}, {scale})")


def _read_number(dialect: Dialect, x: str, number: str, tail: str, kind: str) -> str:
    if dialect == DIALECT:  # its casts skip blanks and read what the pattern lets through
        fits = has_match(dialect, x, whole_text(f"{BLANK}{number}{tail}{BLANK}"))
        return f"CASE WHEN {fits} THEN TRY_CAST({x} AS {kind}) END"
    found = extract_match(dialect, x, whole_text(f"{BLANK}({number}){tail}{BLANK}"), 1)
    return f"TRY_CAST({found} AS {kind})"
