"""What our functions mean, as SQL text per dialect.

Each builder takes the dialect and its arguments (names of placeholder columns) and returns one
expression. An argument appears as few times as the meaning allows, because engines do not share common
parts inside CASE: most functions are one chain of regular expressions.
"""

from __future__ import annotations

from typing import Final

from cdp.sql.phones import foreign_pattern, trunk_pattern
from cdp.sql.words import Dialect, as_text, edited, extracted, matches, pattern, replaced, text

_BLANK: Final = r"[\x{0009}-\x{000d} ]*"
# What text from forms and spreadsheets has for a space: controls, no-break and typographic spaces.
_SPACES: Final = r"[\x{0000}-\x{0020}\x{007f}-\x{00a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}|]+"
# Seen by nobody, dropped everywhere. Joiners (200c, 200d) stay in shown names: Indic scripts need them.
_UNSEEN: Final = r"\x{00ad}\x{200b}\x{200e}\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2064}\x{feff}"

# --- mobile -------------------------------------------------------------------------------------------

_INDIAN: Final = "[6-9][0-9]{9}"
_DIGITS: Final = "०१२३४५६७८९০১২৩৪৫৬৭৮৯૦૧૨૩૪૫૬૭૮૯٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９＋"  # noqa: RUF001
# A number that a spreadsheet took for a float; scientific notation has lost digits and becomes nothing.
_DAMAGE: Final = rf"^{_BLANK}([0-9]{{10}}|[0-9]{{12}})[.]0+{_BLANK}$|^.*[0-9][eE][+]?[0-9].*$"
_TO_INDIAN: Final = rf"^(?:[+]*0{{0,2}}910?|[+]*0)?({_INDIAN})$"


def mobile(dialect: Dialect, x: str) -> str:
    """E.164 text of `x`, or NULL. Source of the rule: warehouse design, rules of cleaning."""
    odd = matches(dialect, x, r"[^\x{0000}-\x{007f}]")
    ascii_digits = text(dialect, "0123456789" * 6 + "+")
    plain = f"CASE WHEN {odd} THEN TRANSLATE({x}, {text(dialect, _DIGITS)}, {ascii_digits}) ELSE {x} END"
    digits = replaced(dialect, edited(dialect, plain, _DAMAGE, r"\1"), "[^0-9+]+", "")
    indian = edited(dialect, digits, _TO_INDIAN, r"+91\1")
    abroad = edited(dialect, indian, "^[+]*00|^[+]+", "+")
    direct = edited(dialect, abroad, trunk_pattern(), r"\1\2")
    known = extracted(dialect, direct, f"^(?:[+]91{_INDIAN}|{foreign_pattern()})$")
    return (
        f"CASE WHEN {matches(dialect, x, f'^{_INDIAN}$')} THEN CONCAT('+91', {x}) "
        f"WHEN {matches(dialect, x, f'^[+]91{_INDIAN}$')} THEN {x} ELSE {known} END"
    )


def is_dummy_mobile(dialect: Dialect, x: str) -> str:
    """Whether the last ten digits of E.164 text are no one's; false for NULL."""
    up, down = "01234567890123456789", "98765432109876543210"
    runs = sorted({run[i : i + 10] for run in (up, down) for i in range(10)})
    round_ones = [f"{first}000000000" for first in "6789"]
    same = "|".join(f"{digit}{{9}}[0-9]|[0-9]{digit}{{9}}" for digit in range(10))
    listed = "|".join([*runs, *round_ones, same])
    return f"COALESCE({matches(dialect, x, f'(?:{listed})$')}, FALSE)"


# --- email --------------------------------------------------------------------------------------------

_ATOM: Final = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_HOST: Final = (
    "(?:[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*[.])+(?:[A-Za-z]{2,63}|[xX][nN]--[A-Za-z0-9-]{2,59})"
)
_ADDRESS: Final = rf"{_ATOM}(?:[.]{_ATOM})*@{_HOST}"
_NO_ONE: Final = (
    "na|n[.]a|nil|none?|null|no[._-]?e?mail|not?[._-]?(?:available|applicable|given|provided|known)"
    "|unknown|undefined|no[._-]?one|nobody|noreply|no-reply|asdf|qwerty|x{2,}|fake[0-9]*"
    "|(?:test(?:ing|er)?|abc|xyz|dummy|example|sample|demo)[._-]?[0-9]*"
)
_NOWHERE: Final = (
    "(?:example|test|testing|na|none|nil|null|nomail|noemail|dummy|fake)[.](?:com|net|org|in|co[.]in)"
    "|(?:abc|xyz|abcd|asdf)[.]com|.*[.](?:test|example|invalid|localhost|local)"
)
_NO_EMAIL: Final = (
    rf"(?i)^{_BLANK}(?:(?:{_NO_ONE})@.*|[^@]{{65,}}@.*|[^@]*@(?:{_NOWHERE}){_BLANK})$"
)


def email(dialect: Dialect, x: str) -> str:
    """The lower-cased address in `x` when it is one and somebody's, else NULL."""
    somebody = edited(dialect, x, _NO_EMAIL, "")
    return f"LOWER({extracted(dialect, somebody, f'^{_BLANK}({_ADDRESS}){_BLANK}$', 1)})"


# --- names --------------------------------------------------------------------------------------------

_NO_NAME: Final = (
    r"(?i)^(?:[^\p{L}]*|n[ ./]*a[.]?|nil|none|null|nan|no ?name|not (?:available|applicable|given|known)"
    "|unknown|anonymous|undefined|test(?:ing|er)?(?: ?(?:user|lead|student|name|data))?[ 0-9]*"
    "|dummy(?: ?(?:user|lead|student|name|data))?[ 0-9]*|(?:first |last |full |student )?name"
    "|abc[d]?|xyz|x{2,}|asdf[a-z]*|qwerty)$"
)
_UNWORDED: Final = r"[^\p{L}\p{M}\p{N}]+"
_HONORIFICS: Final = "mr|mrs|ms|miss|mx|dr|er|prof|professor|shri|shree|sri|smt|shrimati|kumari|kum|km|master|mast|sir|madam"
_ACCENTED: Final = (
    "àáâãäåāăąçćĉċčďđèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľłñńņňòóôõöøōŏőŕŗřśŝşšţťŧùúûüũūŭůűųŵýÿŷźżžṭḍṇṛṣṃḥ"
)
_UNACCENTED: Final = (
    "aaaaaaaaacccccddeeeeeeeeegggghhiiiiiiiiijkllllnnnnooooooooorrrsssstttuuuuuuuuuuwyyyzzztdnrsmh"
)


def name(dialect: Dialect, x: str) -> str:
    """`x` as it is shown: single-spaced, every part of the name begun with a capital; NULL when a dummy."""
    seen = replaced(dialect, x, f"[{_UNSEEN}]+", "")
    spaced = f"TRIM({replaced(dialect, seen, _SPACES, ' ')})"
    real = f"NULLIF({edited(dialect, spaced, _NO_NAME, '')}, '')"
    parted = replaced(dialect, f"LOWER({real})", r"([ .(/-])|(['’])([a-z]{2})", r"\1\2|\3")  # noqa: RUF001
    return capitalised(dialect, parted)


def capitalised(dialect: Dialect, parted: str) -> str:
    """The parts that `|` divides, each begun with a capital, put together again."""
    if dialect == "duckdb":
        each = f"LIST_TRANSFORM(STRING_SPLIT({parted}, '|'), LAMBDA w: UPPER(LEFT(w, 1)) || SUBSTRING(w, 2))"
        return f"ARRAY_TO_STRING({each}, '')"
    bar = "'[|]'" if dialect == "spark" else "'|'"
    each = "CONCAT(UPPER(SUBSTR(w, 1, 1)), SUBSTR(w, 2))"
    return f"ARRAY_JOIN(TRANSFORM(SPLIT({parted}, {bar}), w -> {each}), '')"


def name_key(dialect: Dialect, x: str) -> str:
    """`x` folded for comparing: no case, accents, punctuation, or honorific before the name."""
    lower = replaced(
        dialect, f"LOWER({x})", rf"[\x{{0300}}-\x{{036f}}\x{{200c}}\x{{200d}}{_UNSEEN}]+", ""
    )
    plain = f"TRANSLATE({lower}, {text(dialect, _ACCENTED)}, {text(dialect, _UNACCENTED)})"
    spaced = f"TRIM({replaced(dialect, plain, _UNWORDED, ' ')})"
    bare = edited(dialect, spaced, f"^(?:(?:{_HONORIFICS}) )+", "")
    return f"NULLIF({edited(dialect, bare, _NO_NAME, '')}, '')"


# --- times --------------------------------------------------------------------------------------------

_DATE: Final = "[12][0-9]{3}-[01][0-9]-[0-3][0-9]"
_CLOCK: Final = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_OFFSET: Final = "[+-][01][0-9]:?[0-5][0-9]"


def timestamp(dialect: Dialect, x: str) -> str:
    """The instant that ISO-8601 text names, in UTC without zone, cut to microseconds; else NULL.

    On Spark the session's time zone has to be UTC.
    """
    clock = rf"(?:[.][0-9]{{1,9}})?"
    if dialect == "duckdb":
        utc = rf"^{_BLANK}{_DATE}(?:[T ]{_CLOCK}{clock} ?(?:Z|UTC)?)?{_BLANK}$"
        off = rf"^{_BLANK}{_DATE}[T ]{_CLOCK}{clock} ?{_OFFSET}{_BLANK}$"
        return (
            f"CASE WHEN {matches(dialect, x, utc)} THEN TRY_CAST({x} AS TIMESTAMP) "
            f"WHEN {matches(dialect, x, off)} "
            f"THEN MAKE_TIMESTAMP(EPOCH_US(TRY_CAST({x} AS TIMESTAMPTZ))) END"
        )
    zoned = edited(
        dialect, x, rf"^{_BLANK}({_DATE}[T ]{_CLOCK}{clock}) ?(?:Z|UTC)?{_BLANK}$", r"\1+00:00"
    )
    timed = edited(dialect, zoned, rf"^{_BLANK}({_DATE}){_BLANK}$", r"\1 00:00:00+00:00")
    shape = rf"^{_BLANK}({_DATE})[T ]({_CLOCK}(?:[.][0-9]{{1,6}})?)[0-9]* ?([+-][01][0-9]):?([0-5][0-9]){_BLANK}$"
    gap = " " if dialect == "trino" else ""
    written = edited(dialect, timed, shape, rf"\1 \2{gap}\3:\4")
    sound = extracted(dialect, written, rf"^{_DATE} {_CLOCK}[.0-9]*{gap}[+-][0-9]{{2}}:[0-9]{{2}}$")
    if dialect == "spark":
        return f"CAST(TRY_CAST({sound} AS TIMESTAMP) AS TIMESTAMP_NTZ)"
    zone = f"TRY_CAST({sound} AS TIMESTAMP(6) WITH TIME ZONE)"
    return f"CAST({zone} AT TIME ZONE 'UTC' AS TIMESTAMP(6))"


def date(dialect: Dialect, x: str) -> str:
    """The date that ISO text begins with, as written there (no zone applied); else NULL."""
    rest = rf"(?:[T ]{_CLOCK}(?:[.][0-9]{{1,9}})? ?(?:Z|UTC|{_OFFSET})?)?"
    return f"TRY_CAST({extracted(dialect, x, rf'^{_BLANK}({_DATE}){rest}{_BLANK}$', 1)} AS DATE)"


def ist_date(dialect: Dialect, x: str) -> str:
    """The business day, Asia/Kolkata, of a UTC timestamp: +05:30 all year, no daylight saving."""
    del dialect
    return f"CAST({x} + INTERVAL '330' MINUTE AS DATE)"


def ist_hour(dialect: Dialect, x: str) -> str:
    """The hour of the day, 0 to 23, Asia/Kolkata, of a UTC timestamp."""
    kind = "INT" if dialect == "spark" else "INTEGER"
    return f"CAST(EXTRACT(HOUR FROM {x} + INTERVAL '330' MINUTE) AS {kind})"


def epoch_ms(dialect: Dialect, x: str) -> str:
    """Milliseconds since 1970-01-01 UTC, cut downwards."""
    if dialect == "duckdb":
        return f"EPOCH_MS({x})"
    if dialect == "spark":
        return f"UNIX_MILLIS(CAST({x} AS TIMESTAMP))"
    return f"DATE_DIFF('millisecond', TIMESTAMP '1970-01-01 00:00:00', {x})"


# --- tolerant casts -----------------------------------------------------------------------------------


def boolean(dialect: Dialect, x: str) -> str:
    """Text that says yes or no, as BOOLEAN; else NULL."""
    yes = matches(dialect, x, rf"(?i)^{_BLANK}(?:true|t|yes|y|on|1){_BLANK}$")
    no = matches(dialect, x, rf"(?i)^{_BLANK}(?:false|f|no|n|off|0){_BLANK}$")
    return f"CASE WHEN {yes} THEN TRUE WHEN {no} THEN FALSE END"


def integer(dialect: Dialect, x: str) -> str:
    """A whole number in text (`.0` of a spreadsheet allowed) as BIGINT; else NULL."""
    digits = extracted(dialect, x, rf"^{_BLANK}([+-]?[0-9]{{1,19}})(?:[.]0*)?{_BLANK}$", 1)
    return f"TRY_CAST({digits} AS BIGINT)"


def decimal(dialect: Dialect, x: str, precision: int, scale: int) -> str:
    """A number in text as DECIMAL, rounded half away from zero; NULL when it is none or does not fit."""
    number = extracted(dialect, x, rf"^{_BLANK}([+-]?(?:[0-9]+[.]?[0-9]*|[.][0-9]+)){_BLANK}$", 1)
    return f"TRY_CAST({number} AS DECIMAL({precision}, {scale}))"


# --- aggregates ---------------------------------------------------------------------------------------


def listing(dialect: Dialect, x: str) -> str:
    """The distinct values of a group, sorted by code point, without NULL; NULL when there are none."""
    if dialect == "duckdb":
        return f"LIST_SORT(LIST(DISTINCT {x}) FILTER (WHERE {x} IS NOT NULL))"
    if dialect == "trino":
        return f"ARRAY_SORT(ARRAY_AGG(DISTINCT {x}) FILTER (WHERE {x} IS NOT NULL))"
    return f"CASE WHEN COUNT({x}) > 0 THEN SORT_ARRAY(COLLECT_SET({x})) END"


def latest(dialect: Dialect, value: str, *by: str) -> str:
    """The value of the row with the greatest `by`; rows where the value or a `by` is NULL are skipped."""
    return _pick(dialect, {"duckdb": "ARG_MAX", "trino": "MAX_BY", "spark": "MAX_BY"}, value, by)


def earliest(dialect: Dialect, value: str, *by: str) -> str:
    """The value of the row with the least `by`; rows where the value or a `by` is NULL are skipped."""
    return _pick(dialect, {"duckdb": "ARG_MIN", "trino": "MIN_BY", "spark": "MIN_BY"}, value, by)


def _pick(dialect: Dialect, word: dict[Dialect, str], value: str, by: tuple[str, ...]) -> str:
    key = by[0]
    if len(by) > 1 and dialect == "spark":
        key = f"STRUCT({', '.join(f'{k} AS k{i}' for i, k in enumerate(by))})"
    elif len(by) > 1:
        key = f"ROW({', '.join(by)})"
    call = f"{word[dialect]}({value}, {key})"
    if dialect == "duckdb" and len(by) == 1:
        return call
    known = " AND ".join(f"{x} IS NOT NULL" for x in (value, *by))
    return f"{call} FILTER (WHERE {known})"


# --- fingerprints and JSON ----------------------------------------------------------------------------


def fingerprint(dialect: Dialect, parts: list[str]) -> str:
    """The first eight bytes of an md5, least significant first, minus 2^63, of texts joined by U+001F.

    NULL is joined as U+001E. Each part is an expression of text.
    """
    marked = [f"COALESCE({part}, CHR(30))" for part in parts]
    whole = f"CONCAT_WS(CHR(31), {', '.join(marked)})" if len(marked) > 1 else marked[0]
    if dialect == "duckdb":
        low = f"CAST(MD5_NUMBER({whole}) & 18446744073709551615 AS HUGEINT)"
        return f"CAST({low} - 9223372036854775808 AS BIGINT)"
    if dialect == "trino":
        low = f"FROM_BIG_ENDIAN_64(REVERSE(SUBSTR(MD5(TO_UTF8({whole})), 1, 8)))"
        return f"BITWISE_XOR({low}, BITWISE_LEFT_SHIFT(CAST(1 AS BIGINT), 63))"
    turned = edited(dialect, f"SUBSTR(MD5({whole}), 1, 16)", "(..)" * 8, r"\8\7\6\5\4\3\2\1")
    return f"CAST(CAST(CONV({turned}, 16, 10) AS DECIMAL(20, 0)) - 9223372036854775808 AS BIGINT)"


_TO_ESCAPE: Final = r'[\x{0000}-\x{001f}"\\]'


def quoted(dialect: Dialect, x: str) -> str:
    """Text as a JSON string, escaped."""
    if dialect == "duckdb":
        return f"TO_JSON({x})"
    escaped = _escaped(dialect, x)
    needs = matches(dialect, x, _TO_ESCAPE)
    return f"CONCAT('\"', CASE WHEN {needs} THEN {escaped} ELSE {x} END, '\"')"


def _escaped(dialect: Dialect, x: str) -> str:
    if dialect == "spark":
        inner = r"^(?s).{6}(.*).{2}$"
        return extracted(dialect, f"TO_JSON(STRUCT({x} AS t))", inner, 1)
    named = {
        '"': r"\"",
        "\\": r"\\",
        "\b": r"\b",
        "\f": r"\f",
        "\n": r"\n",
        "\r": r"\r",
        "\t": r"\t",
    }
    cases = " ".join(f"WHEN {ord(c)} THEN '{out}'" for c, out in named.items())
    code = "CODEPOINT(CAST(m[1] AS VARCHAR(1)))"
    other = f"CONCAT('\\u', LPAD(UPPER(TO_BASE({code}, 16)), 4, '0'))"
    found = pattern(dialect, f"({_TO_ESCAPE})")
    return f"REGEXP_REPLACE({x}, {found}, m -> CASE {code} {cases} ELSE {other} END)"


def instant(dialect: Dialect, x: str) -> str:
    """A UTC timestamp as `YYYY-MM-DDTHH:MM:SS[.ffffff]Z`: six digits of fraction, or none when zero."""
    if dialect == "duckdb":
        return (
            f"CASE WHEN MICROSECOND({x}) % 1000000 = 0 THEN STRFTIME({x}, '%Y-%m-%dT%H:%M:%SZ') "
            f"ELSE STRFTIME({x}, '%Y-%m-%dT%H:%M:%S.%fZ') END"
        )
    if dialect == "spark":
        shape = text(dialect, "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
        return f"REPLACE(DATE_FORMAT({x}, {shape}), '.000000Z', 'Z')"
    written = f"CONCAT(CAST(CAST({x} AS TIMESTAMP(6)) AS VARCHAR), 'Z')"
    return f"REPLACE(REPLACE({written}, ' ', 'T'), '.000000Z', 'Z')"


def json_object(dialect: Dialect, pairs: list[tuple[str, str, str]]) -> str:
    """A JSON object without its NULLs; pairs are the key's JSON, an expression of text, and its quote.

    The quote is `"` for values to be put between quotes and empty for values that are JSON already.
    """
    if dialect == "duckdb":
        pieces: list[str] = []
        for key, value, quote in pairs:
            pieces += [
                f"CASE WHEN {value} IS NOT NULL THEN {text(dialect, f',{key}:{quote}')} END",
                value,
            ]
            pieces += [f"CASE WHEN {value} IS NOT NULL THEN '\"' END"] if quote else []
        return f"CONCAT('{{', LTRIM(CONCAT({', '.join(pieces)}), ','), '}}')"
    members = [
        f"({text(dialect, f'{key}:{quote}')} || {value}" + (" || '\"')" if quote else ")")
        for key, value, quote in pairs
    ]
    return f"CONCAT('{{', CONCAT_WS(',', {', '.join(members)}), '}}')"


def plain(dialect: Dialect, x: str) -> str:
    """A number, boolean, date or text as text."""
    return as_text(dialect, x)
