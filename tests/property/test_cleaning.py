"""What is clean stays as it is, and what is written differently means the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import duckdb
import phonenumbers
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from phonenumbers import NumberParseException, PhoneNumberFormat
from sqlglot import parse_one

from cdp.sql.functions.expand import expand_functions

if TYPE_CHECKING:
    from collections.abc import Sequence

# letters of the scripts in use, what stands between them, and what nobody sees
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéÉñÑśṭāöÅçकखगरािीमहलष्ँঅકAbcअ"
MARKS = " .,'’-_/()|@+&;:\t\n\u00a0\u200b\u200c\u200d\u0301\u2009\ufeff0123456789"  # noqa: RUF001
WORDS = ["mr", "Dr.", "kumari", "test", "na", "n/a", "unknown", "d'souza", "rahul", "KUMAR", "s/o"]
NAMES = st.lists(
    st.one_of(st.sampled_from(WORDS), st.text(LETTERS, max_size=5), st.text(MARKS, max_size=2)),
    max_size=7,
).map("".join)
EMAILS = st.one_of(
    st.text(LETTERS[:52] + MARKS, max_size=20),
    st.builds(
        "{}{}@{}.{}{}".format,
        st.sampled_from(["", " ", "\t"]),
        st.text("abcXYZ019._+'-", min_size=1, max_size=10),
        st.text("abcXYZ01-", min_size=1, max_size=8),
        st.sampled_from(["com", "IN", "co.in", "c", "test", "xn--p1ai"]),
        st.sampled_from(["", " ", "\n", "."]),
    ),
)
MOBILES = st.one_of(
    st.text("0123456789+ -().eE९٩", max_size=18),
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["", "0", "91", "+91", "+91-0-", "0091 ", "(+91) ", "+", "00", "+44 (0)"]),
        st.from_regex(r"[5-9][0-9]{4}", fullmatch=True),
        st.sampled_from(["", " ", "-", ".", " - ", "\u00a0"]),
        st.from_regex(r"[0-9]{4,6}(\.0)?", fullmatch=True),
    ),
)
# The rows that break a promise are picked out by the query; making the list smaller adds nothing.
MANY = settings(max_examples=8, deadline=None, phases=[Phase.reuse, Phase.generate])
# Where phonenumbers knows more than lengths: other domestic prefixes than zero after the calling
# code, or an area code it adds.
OWN_WAYS = {1, 7, 55, 86, 261, 352, 370, 375, 378, 423, 672, 692, 993}


def many(texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    """Hundreds of texts an example, so that one query checks them all."""
    return st.lists(texts, min_size=100, max_size=400)


def columns(expressions: Sequence[str], texts: list[str]) -> list[tuple[Any, ...]]:
    sql = ", ".join(
        expand_functions(parse_one(e, read="duckdb"), "duckdb").sql("duckdb") for e in expressions
    )
    with duckdb.connect() as con:
        source = "(select unnest($1::varchar[]) as x)"
        return con.execute(f"select x, {sql} from {source}", [texts]).fetchall()


@pytest.mark.parametrize(
    ("function", "texts"),
    [
        ("cdp_mobile", MOBILES),
        ("cdp_email", EMAILS),
        ("cdp_name", NAMES),
        ("cdp_name_key", NAMES),
    ],
)
def test_what_is_clean_stays_as_it_is(function: str, texts: st.SearchStrategy[str]) -> None:
    @MANY
    @given(many(texts))
    def holds(written: list[str]) -> None:
        rows = columns([f"{function}(x)", f"{function}({function}(x))"], written)
        assert [row for row in rows if row[1] != row[2]] == []

    holds()


@pytest.mark.parametrize(
    ("function", "texts", "around"),
    [
        ("cdp_mobile", MOBILES, ("'\u200b' || x", "x || ' '")),
        ("cdp_email", EMAILS, ("' ' || x", "x || chr(10)")),
        ("cdp_name", NAMES, ("'\u200b' || x", "x || '  '")),
        ("cdp_name_key", NAMES, ("' ' || x", "x || '\u200b'")),
    ],
)
def test_what_nobody_sees_changes_nothing(
    function: str, texts: st.SearchStrategy[str], around: tuple[str, str]
) -> None:
    """The cheap branches for plain text give what the whole rule gives."""

    @MANY
    @given(many(texts))
    def holds(written: list[str]) -> None:
        rows = columns([f"{function}({text})" for text in ("x", *around)], written)
        assert [row for row in rows if len(set(row[1:])) > 1] == []

    holds()


@MANY
@given(many(NAMES))
def test_a_name_as_shown_has_the_key_of_the_name_as_written(written: list[str]) -> None:
    rows = columns(["cdp_name(x)", "cdp_name_key(cdp_name(x))", "cdp_name_key(x)"], written)
    assert [row for row in rows if row[1] is not None and row[2] != row[3]] == []


@MANY
@given(many(MOBILES))
def test_a_mobile_is_e164_or_nothing(written: list[str]) -> None:
    rows = columns(["cdp_mobile(x)"], written)
    shape = re.compile(r"\+91[6-9][0-9]{9}|\+(?!91|0)[1-9][0-9]{3,18}")
    assert [row for row in rows if row[1] is not None and not shape.fullmatch(row[1])] == []


@MANY
@given(
    many(
        st.builds(
            "+{}{}{}".format,
            st.sampled_from(sorted(set(phonenumbers.COUNTRY_CODE_TO_REGION_CODE) - OWN_WAYS)),
            st.sampled_from("123456789"),
            st.from_regex(r"[0-9]{1,16}", fullmatch=True),
        )
    )
)
def test_phonenumbers_agrees_on_foreign_numbers(written: list[str]) -> None:
    rows = columns(["cdp_mobile(x)"], written)
    assert [(text, got) for text, got in rows if got != by_phonenumbers(text)] == []


def by_phonenumbers(written: str) -> str | None:
    try:
        number = phonenumbers.parse(written, None)
    except NumberParseException:
        return None
    text = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    if number.country_code == 91:
        return text if re.fullmatch(r"\+91[6-9]\d{9}", text) else None
    return text if phonenumbers.is_possible_number(number) else None
