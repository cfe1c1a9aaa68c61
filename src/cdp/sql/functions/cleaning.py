"""How mobile numbers, addresses and names are cleaned, as SQL text per dialect.

Each function takes the dialect and an expression of text and returns one expression. The meaning is
one chain of regular expressions that names its argument once or twice; on DuckDB cheaper branches
stand before it for what most rows look like, and return what the chain would return.
"""

from __future__ import annotations

from typing import Final

from cdp.sql.dialect import (
    Dialect,
    extract_match,
    has_match,
    is_ascii,
    null_if_empty,
    replace_all,
    replace_one,
    text_literal,
    whole_text,
)
from cdp.sql.functions.phones import foreign_pattern, trunk_pattern
from cdp.sql.parse import DIALECT

BLANK: Final = r"[\x{0009}-\x{000d} ]*"
# Seen by nobody, so dropped. Joiners (200c, 200d) stay in shown names: Indic scripts need them.
_UNSEEN: Final = r"\x{00ad}\x{200b}\x{200e}\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2064}\x{feff}"
# What forms and spreadsheets have for a space; also the bar, which divides a name's parts below.
_ODD_SPACE: Final = (
    r"[\x{0000}-\x{001f}\x{007f}-\x{00a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}"
    r"\x{3000}|]"
)
_ANY_SPACE: Final = f"[ {_ODD_SPACE[1:]}"

# --- mobile numbers -----------------------------------------------------------------------------

_INDIAN: Final = "[6-9][0-9]{9}"
_GAP: Final = "[ ().-]*"
_WRITTEN_INDIAN: Final = (
    f"^{_GAP}(?:[+]?{_GAP}(?:0{_GAP}0{_GAP})?9{_GAP}1{_GAP}(?:0{_GAP})?|0{_GAP})?"
    rf"[6-9](?:[ ()-]*[0-9]){{9}}[ ()-]*\z"
)
_DIGITS: Final = (  # Devanagari, Bengali, Gujarati, Arabic, Urdu and full-width
    "०१२३४५६७८९০১২৩৪৫৬৭৮৯૦૧૨૩૪૫૬૭૮૯٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９＋"  # noqa: RUF001 - digits meant
)
# A spreadsheet took the number for a float: `.0` goes; in scientific notation digits are lost.
_DAMAGE: Final = r"(?s)^([^0-9]*[0-9]+)[.]0+[^0-9]*\z|^.*[0-9][eE][+]?[0-9].*\z"
_TO_INDIAN: Final = whole_text(f"(?:[+]*(?:00)?910?|0)?({_INDIAN})[+]*")


def clean_mobile(dialect: Dialect, x: str) -> str:
    """Write the number as E.164, or NULL where it is no possible one.

    Digits are kept, and a leading 0091, +91, 91 or 0 goes where ten digits remain that begin with 6
    to 9. What begins with + or 00 and another calling code is kept when its length is possible.
    """
    digits = text_literal(dialect, "0123456789" * (len(_DIGITS) // 10) + "+")
    latin = f"TRANSLATE({x}, {text_literal(dialect, _DIGITS)}, {digits})"
    known = f"CASE WHEN {is_ascii(dialect, x)} THEN {x} ELSE {latin} END"
    kept = replace_all(dialect, replace_one(dialect, known, _DAMAGE, r"\1"), "[^0-9+]+", "")
    indian = replace_one(dialect, kept, _TO_INDIAN, r"+91\1")
    abroad = replace_one(dialect, indian, "^[+]*00|^[+]+", "+")
    direct = replace_one(dialect, abroad, trunk_pattern(), r"\1\2")
    chain = extract_match(dialect, direct, whole_text(f"(?:[+]91{_INDIAN}|{foreign_pattern()})"))
    written = ""
    if dialect == DIALECT:
        ten = f"RIGHT({replace_all(dialect, x, '[^0-9]+', '')}, 10)"
        written = f"WHEN {has_match(dialect, x, _WRITTEN_INDIAN)} THEN CONCAT('+91', {ten}) "
    ten_digits, stored = (has_match(dialect, x, whole_text(p + _INDIAN)) for p in ("", "[+]91"))
    return (
        f"CASE WHEN {ten_digits} THEN CONCAT('+91', {x}) WHEN {stored} THEN {x} "
        f"{written}ELSE {chain} END"
    )


def is_dummy_mobile(dialect: Dialect, x: str) -> str:
    """Ask whether the last ten digits of an E.164 number are nobody's; false for NULL."""
    circles = ("0123456789" * 2, "9876543210" * 2)
    runs = sorted(circle[i : i + 10] for circle in circles for i in range(10))
    round_ones = [f"{first}0{{9}}" for first in "6789"]
    nine_same = [f"{digit}{{9}}[0-9]|[0-9]{digit}{{9}}" for digit in range(10)]
    listed = rf"(?:{'|'.join([*runs, *round_ones, *nine_same])})\z"
    return f"COALESCE({has_match(dialect, x, listed)}, FALSE)"


# --- addresses ----------------------------------------------------------------------------------

_ATOM: Final = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_TOP: Final = "(?:[A-Za-z]{2,63}|[xX][nN]--[A-Za-z0-9-]{2,59})"
_ADDRESS: Final = rf"{_ATOM}(?:[.]{_ATOM})*@(?:[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*[.])+{_TOP}"
_NO_ONE: Final = (
    "na|no|n[.]a|nil|none?|null|no[._-]?e?mail|not?[._-]?(?:available|applicable|given|provided|known)"
    "|unknown|undefined|no[._-]?one|nobody|no-?reply|asdf|qwerty|x{2,}|fake[0-9]*"
    "|(?:test(?:ing|er)?|abc|xyz|dummy|example|sample|demo)[._-]?[0-9]*"
)
_NOWHERE: Final = (
    "(?:example|test|testing|na|none|nil|null|nomail|noemail|dummy|fake)[.]"
    "(?:com|net|org|in|co[.]in)"
    "|(?:abc|xyz|abcd|asdf)[.]com|.*[.](?:test|example|invalid|localhost|local)"
)
_PLACEHOLDER: Final = (
    rf"(?is)^{BLANK}(?:(?:{_NO_ONE})@.*|[^@]{{65,}}@.*|[^@]*@(?:{_NOWHERE}){BLANK})\z"
)


def clean_email(dialect: Dialect, x: str) -> str:
    """Write the address in lower case, or NULL where it is none or stands for none."""
    somebody = replace_one(dialect, x, _PLACEHOLDER, "")
    chain = extract_match(dialect, somebody, whole_text(f"{BLANK}({_ADDRESS}){BLANK}"), 1)
    if dialect == DIALECT:
        bare = has_match(dialect, x, whole_text(_ADDRESS))
        chain = f"CASE WHEN {bare} THEN {null_if_empty(dialect, somebody)} ELSE {chain} END"
    return f"LOWER({chain})"


# --- names --------------------------------------------------------------------------------------

_NO_NAME: Final = (
    r"(?i)^(?:[^\p{L}]*|n[ ./]*a[.]?|nil|none|null|nan|no ?name"
    "|not (?:available|applicable|given|known)|unknown|anonymous|undefined"
    "|(?:test(?:ing|er)?|dummy)(?: ?(?:user|lead|student|name|data))?[ 0-9]*"
    r"|(?:first |last |full |student )?name|abcd?|xyz|x{2,}|asdf[a-z]*|qwerty)\z"
)
_PLAIN_NAME: Final = whole_text("[A-Za-z]+(?: [A-Za-z]+)*")
_SHOWN_NAME: Final = whole_text("[A-Z][a-z]*(?: [A-Z][a-z]*)*")
_WORD: Final = r"\p{L}\p{M}\p{N}"
# A new part of a name begins after these, and after an apostrophe that is no English genitive.
_BEFORE_PART: Final = " .(/-"
_APOSTROPHE: Final = "(['’])([a-z]{2})"  # noqa: RUF001 - both marks are meant
_HONORIFICS: Final = (
    "mr|mrs|ms|miss|mx|dr|er|prof|professor|shri|shree|sri|smt|shrimati|kumari|kum|km|master|mast"
    "|sir|madam"
)
_ACCENTED: Final = (
    "àáâãäåāăąçćĉċčďđèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľłñńņňòóôõöøōŏőŕŗřśŝşšţťŧùúûüũūŭůűųŵýÿŷźżž"
    "ṭḍṇṅṛṣṃḥḷ"
)
_UNACCENTED: Final = (
    "aaaaaaaaacccccddeeeeeeeeegggghhiiiiiiiiijkllllnnnnooooooooorrrsssstttuuuuuuuuuuwyyyzzz"
    "tdnnrsmhl"
)


def clean_name(dialect: Dialect, x: str) -> str:
    """Write the name as it is shown, single-spaced and capitalised; NULL where it is a dummy."""
    seen = f"CASE WHEN {is_ascii(dialect, x)} THEN {x} ELSE {_drop_unseen(dialect, x)} END"
    lower = f"LOWER({_drop_dummy(dialect, _space_once(dialect, seen, _ODD_SPACE, _ANY_SPACE))})"
    chain = _capitalise_parts(dialect, _mark_parts(dialect, lower), "|", "")
    if dialect == DIALECT:
        somebody = _drop_dummy(dialect, x)
        words = _capitalise_parts(dialect, f"LOWER({somebody})", " ", " ")
        chain = (
            f"CASE WHEN {has_match(dialect, x, _SHOWN_NAME)} THEN {somebody} "
            f"WHEN {has_match(dialect, x, _PLAIN_NAME)} THEN {words} ELSE {chain} END"
        )
    return null_if_empty(dialect, chain)


def name_key(dialect: Dialect, x: str) -> str:
    """Fold the name for comparing: no case, accents, punctuation, or honorific before it."""
    marks = rf"[\x{{0300}}-\x{{036f}}\x{{200c}}\x{{200d}}{_UNSEEN}]+"
    unmarked = replace_all(dialect, f"LOWER({x})", marks, "")
    table = f"{text_literal(dialect, _ACCENTED)}, {text_literal(dialect, _UNACCENTED)}"
    plain = (
        f"CASE WHEN {is_ascii(dialect, x)} THEN LOWER({x}) ELSE TRANSLATE({unmarked}, {table}) END"
    )
    chain = _drop_honorifics(dialect, _space_once(dialect, plain, f"[^{_WORD} ]", f"[^{_WORD}]"))
    if dialect == DIALECT:
        words = _drop_honorifics(dialect, f"LOWER({x})")
        chain = f"CASE WHEN {has_match(dialect, x, _PLAIN_NAME)} THEN {words} ELSE {chain} END"
    return null_if_empty(dialect, chain)


def _drop_unseen(dialect: Dialect, x: str) -> str:
    return replace_all(dialect, x, f"[{_UNSEEN}]+", "")


def _space_once(dialect: Dialect, x: str, odd: str, either: str) -> str:
    """Make every run of odd characters and spaces one space, and trim."""
    return f"TRIM({replace_all(dialect, x, f'{odd}{either}*| {either}+', ' ')})"


def _mark_parts(dialect: Dialect, lower: str) -> str:
    """Put a bar before every part of a name but the first."""
    if dialect != DIALECT:
        return replace_all(dialect, lower, f"([{_BEFORE_PART}])|{_APOSTROPHE}", r"\1\2|\3")
    for mark in _BEFORE_PART:  # five times as fast as one pattern for them all
        lower = f"REPLACE({lower}, '{mark}', '{mark}|')"
    return replace_all(dialect, lower, _APOSTROPHE, r"\1|\2")


def _drop_dummy(dialect: Dialect, x: str) -> str:
    return replace_one(dialect, x, _NO_NAME, "")


def _drop_honorifics(dialect: Dialect, folded: str) -> str:
    """Take honorifics off the front of folded text, as long as a word remains after them."""
    return _drop_dummy(dialect, replace_one(dialect, folded, f"^(?:(?:{_HONORIFICS}) )+", ""))


def _capitalise_parts(dialect: Dialect, lower: str, between: str, glue: str) -> str:
    """Begin each part with a capital; `between` divides the parts, `glue` puts them together."""
    if dialect == DIALECT:
        each = "LAMBDA w: UPPER(LEFT(w, 1)) || SUBSTRING(w, 2)"
        parts = f"STRING_SPLIT({lower}, '{between}')"
        return f"ARRAY_TO_STRING(LIST_TRANSFORM({parts}, {each}), '{glue}')"
    divider = f"[{between}]" if dialect == "spark" else between
    each = "CONCAT(UPPER(SUBSTR(w, 1, 1)), SUBSTR(w, 2))"
    return f"ARRAY_JOIN(TRANSFORM(SPLIT({lower}, '{divider}'), w -> {each}), '{glue}')"
