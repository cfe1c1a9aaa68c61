"""Text becomes typed values, and values become fingerprints and JSON, alike on every engine."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from decimal import Decimal

import pytest
from functions_on_duckdb import column, value

TIMES = {
    "2026-01-02T03:04:05Z": datetime(2026, 1, 2, 3, 4, 5),
    "2026-01-02 03:04:05": datetime(2026, 1, 2, 3, 4, 5),
    "2026-01-02T03:04:05.1Z": datetime(2026, 1, 2, 3, 4, 5, 100000),
    "2026-01-02T03:04:05.123Z": datetime(2026, 1, 2, 3, 4, 5, 123000),
    "2026-01-02T03:04:05.123456Z": datetime(2026, 1, 2, 3, 4, 5, 123456),
    "2026-01-02T03:04:05.123456789Z": datetime(2026, 1, 2, 3, 4, 5, 123456),
    "2026-01-02 03:04:05.999999999": datetime(2026, 1, 2, 3, 4, 5, 999999),
    "2026-01-02T03:04:05+05:30": datetime(2026, 1, 1, 21, 34, 5),
    "2026-01-02T03:04:05.5-03:30": datetime(2026, 1, 2, 6, 34, 5, 500000),
    "2026-01-02T03:04:05+0530": datetime(2026, 1, 1, 21, 34, 5),
    "2026-01-02T03:04:05-00:00": datetime(2026, 1, 2, 3, 4, 5),
    "2026-01-02 03:04:05.000 UTC": datetime(2026, 1, 2, 3, 4, 5),
    " 2026-01-02T03:04:05Z\n": datetime(2026, 1, 2, 3, 4, 5),
    "\t2026-01-02 03:04:05.5 ": datetime(2026, 1, 2, 3, 4, 5, 500000),
    "2026-01-02T03:04:05 +05:30\n": datetime(2026, 1, 1, 21, 34, 5),
    "2026-01-02": datetime(2026, 1, 2),
    " 2026-01-02 ": datetime(2026, 1, 2),
    "2026-01-02\r\n": datetime(2026, 1, 2),
    "2024-02-29T23:59:59Z": datetime(2024, 2, 29, 23, 59, 59),
    "1999-12-31T23:59:59-14:00": datetime(2000, 1, 1, 13, 59, 59),
}
NO_TIMES = [
    "",
    "na",
    "infinity",
    "epoch",
    "now",
    "2026-1-2",
    "2026/01/02",
    "02-01-2026",
    "20260102",
    "2026-02-30T00:00:00Z",
    "2025-02-29",
    "2026-13-01",
    "2026-00-01",
    "2026-01-00",
    "2026-01-02T24:00:00Z",
    "2026-01-02T03:60:00Z",
    "2026-01-02T03:04:60Z",
    "2026-01-02T03:04",
    "2026-01-02T03:04:05.Z",
    "2026-01-02T03:04:05.1234567890Z",
    "2026-01-02T03:04:05 IST",
    "2026-01-02T03:04:05+5:30",
    "2026-01-02x03:04:05Z",
    "12026-01-02",
    "0026-01-02",
    "2026-01-02 2026-01-02",
]


def test_timestamps_are_utc_to_the_microsecond() -> None:
    found = dict(zip(TIMES, column("cdp_timestamp(x)", list(TIMES)), strict=True))
    assert found == TIMES


def test_a_date_is_the_one_written() -> None:
    written = [date.fromisoformat(text.strip()[:10]) for text in TIMES]
    assert column("cdp_date(x)", list(TIMES)) == written


@pytest.mark.parametrize("function", ["cdp_timestamp", "cdp_date"])
def test_no_time_is_guessed(function: str) -> None:
    found = column(f"{function}(x)", [*NO_TIMES, None])
    assert [w for w, f in zip([*NO_TIMES, None], found, strict=True) if f is not None] == []


@pytest.mark.parametrize(
    ("utc", "day", "hour"),
    [
        ("2026-01-01 18:29:59.999999", date(2026, 1, 1), 23),
        ("2026-01-01 18:30:00", date(2026, 1, 2), 0),
        ("2026-01-01 03:30:00", date(2026, 1, 1), 9),
        ("2025-12-31 18:30:00", date(2026, 1, 1), 0),
    ],
)
def test_the_business_day_turns_at_half_past_six_in_the_evening_utc(
    utc: str, day: date, hour: int
) -> None:
    assert value(f"cdp_ist_date(timestamp '{utc}')") == day
    assert value(f"cdp_ist_hour(timestamp '{utc}')") == hour


def test_milliseconds_are_rounded_down() -> None:
    assert value("cdp_epoch_ms(timestamp '2026-01-01 00:00:00.0019')") == 1767225600001
    assert value("cdp_epoch_ms(timestamp '1970-01-01 00:00:00')") == 0
    at = "timestamptz '2026-06-30 23:30:00.000001+05:30'"
    assert value(f"cast(cdp_utc({at}) as varchar)") == "2026-06-30 18:00:00.000001"
    assert value("cdp_epoch_ms(timestamp '1969-12-31 23:59:59.9995')") == -1


def test_the_next_instant_is_a_microsecond_later() -> None:
    assert value("cdp_next_instant(timestamp '2026-12-31 23:59:59.999999')") == datetime(2027, 1, 1)
    assert value("cdp_next_instant(cast(null as timestamp))") is None


def test_same_is_equal_or_both_null() -> None:
    pairs = "(values ('a', 'a'), ('a', 'b'), ('', null), (null, ''), (null, null)) as p(a, b)"
    assert value("list(cdp_same(a, b))", pairs) == [True, False, False, False, True]
    joined = "x full outer join y on cdp_same(x.a, y.a) and cdp_same(x.b, y.b)"
    rows = f"with x as (from {pairs}), y as (from {pairs}) select count(*) from {joined}"
    assert value(f"({rows})") == 5
    assert value("not cdp_same(1, 2) and cdp_same(3, 3)") is True


def test_yes_and_no() -> None:
    yes = ["true", "TRUE", "t", "T", "yes", "Y", "on", "1", " Yes "]
    no = ["false", "False", "f", "no", "N", "off", "0", "\tno"]
    neither = ["", "maybe", "2", "10", "yess", "truefalse", None]
    assert column("cdp_bool(x)", yes) == [True] * len(yes)
    assert column("cdp_bool(x)", no) == [False] * len(no)
    assert column("cdp_bool(x)", neither) == [None] * len(neither)


def test_whole_numbers() -> None:
    written = {
        "12": 12,
        " -7 ": -7,
        "+5": 5,
        "007": 7,
        "12.": 12,
        "12.0": 12,
        "-0": 0,
        "9223372036854775807": 2**63 - 1,
        "-9223372036854775808": -(2**63),
        "9007199254740993.0": 9007199254740993,
        "9223372036854775808": None,
        "12.5": None,
        "1e3": None,
        "1,000": None,
        "1_000": None,
        "0x10": None,
        "12 34": None,
        "": None,
        "-": None,
    }
    assert dict(zip(written, column("cdp_int(x)", list(written)), strict=True)) == written


def test_decimals_round_halves_away_from_zero() -> None:
    written = {
        "12": Decimal("12.00"),
        " 12.5 ": Decimal("12.50"),
        "1.005": Decimal("1.01"),
        "-1.005": Decimal("-1.01"),
        "1.00499999": Decimal("1.00"),
        ".5": Decimal("0.50"),
        "5.": Decimal("5.00"),
        "+3": Decimal("3.00"),
        "99999999.99": Decimal("99999999.99"),
        "100000000": None,
        "1e5": None,
        "1,50,000": None,
        "₹5": None,
        ".": None,
        "": None,
    }
    found = column("cdp_decimal(x, 10, 2)", list(written))
    assert dict(zip(written, found, strict=True)) == written


def fingerprint(joined: str) -> int:
    """The definition, by hand: first eight bytes of an md5, least significant first, minus 2^63."""
    return int.from_bytes(hashlib.md5(joined.encode()).digest()[:8], "little") - 2**63  # noqa: S324 - a fingerprint


def test_a_fingerprint_is_the_same_number_everywhere() -> None:
    # md5 of "a" begins 0c c1 75 b9 c0 f1 b6 a8; turned round A8B6F1C0B975C10C, less 2^63:
    assert value("cdp_hash('a')") == fingerprint("a") == 0x28B6F1C0B975C10C
    assert value("cdp_hash('a', 'b')") == fingerprint("a\x1fb")
    assert value("cdp_hash('a', null, '')") == fingerprint("a\x1f\x1e\x1f")
    assert value("cdp_hash(12, true, date '2026-01-02', 1.50)") == fingerprint(
        "12\x1ftrue\x1f2026-01-02\x1f1.50"
    )
    assert value("cdp_hash(cdp_time(timestamp '2026-01-02 03:04:05'))") == fingerprint(
        "2026-01-02T03:04:05Z"
    )
    assert value("cdp_hash('é', 'रा')") == fingerprint("é\x1fरा")


def test_fingerprints_tell_apart_what_looks_alike_when_joined() -> None:
    calls = [
        "cdp_hash('ab', 'c')",
        "cdp_hash('a', 'bc')",
        "cdp_hash('abc')",
        "cdp_hash('abc', '')",
        "cdp_hash('abc', null)",
        "cdp_hash('', 'abc')",
    ]
    assert len({value(call) for call in calls}) == len(calls)


def test_a_fingerprint_of_many_columns_is_that_of_their_join() -> None:
    columns = ", ".join(f"'{i}'" for i in range(250))
    assert value(f"cdp_hash({columns})") == fingerprint("\x1f".join(map(str, range(250))))


EVENT = """cdp_json(
  'id', cdp_code(id), 'remarks', cdp_text(remarks), 'seconds', cdp_num(seconds),
  'fee', cdp_num(fee), 'connected', cdp_flag(connected), 'at', cdp_time(at),
  'day', cdp_day(day), 'kind', 'call "log"', 'version', 2, 'live', true, 'none', null)"""


def test_json_in_the_order_given() -> None:
    source = """(select 'x1' as id, 'said "ok"' as remarks, 61 as seconds, 1500.50::decimal(12,2)
      as fee, false as connected, timestamp '2026-01-02 03:04:05.120' as at,
      date '2026-01-02' as day)"""
    assert value(EVENT, source) == (
        '{"id":"x1","remarks":"said \\"ok\\"","seconds":61,"fee":1500.50,"connected":false,'
        '"at":"2026-01-02T03:04:05.120000Z","day":"2026-01-02","kind":"call \\"log\\"",'
        '"version":2,"live":true}'
    )


def test_json_leaves_nulls_out_wherever_they_stand() -> None:
    source = """(select null::varchar as id, null::varchar as remarks, 61 as seconds,
      null::decimal(12,2) as fee, null::boolean as connected, null::timestamp as at,
      null::date as day)"""
    assert value(EVENT, source) == '{"seconds":61,"kind":"call \\"log\\"","version":2,"live":true}'
    pairs = "'a', cdp_code(a), 'b', cdp_text(b), 'c', cdp_num(c)"
    texts = {
        "('x', 'y', 1)": '{"a":"x","b":"y","c":1}',
        "(null, 'y', 1)": '{"b":"y","c":1}',
        "(null, null, 1)": '{"c":1}',
        "('x', null, 1)": '{"a":"x","c":1}',
        "('x', 'y', null)": '{"a":"x","b":"y"}',
        "('x', null, null)": '{"a":"x"}',
        "(null, ',', null)": '{"b":","}',
        "('', '', 0)": '{"a":"","b":"","c":0}',
        "(null, null, null)": "{}",
    }
    for row, expected in texts.items():
        source = (
            f"(select a::varchar as a, b::varchar as b, c::int as c from (values {row}) t(a, b, c))"
        )
        assert value(f"cdp_json({pairs})", source) == expected
    assert value("cdp_json('a', null)") == "{}"
    assert value("cdp_json('a', cdp_code(a))", "(select null::varchar as a)") == "{}"


def test_json_text_is_escaped_as_json_is() -> None:
    awkward = [*map(chr, range(1, 32)), '"', "\\", "/", "\x7f", "é", "राहुल", "😀", "\u2028", ""]
    texts = [f"a{character}b" for character in awkward]
    found = column("cdp_json('k', cdp_text(x))", texts)
    assert [json.loads(text)["k"] for text in found] == texts
    assert found == [
        upper_escapes(json.dumps({"k": text}, ensure_ascii=False, separators=(",", ":")))
        for text in texts
    ]


def upper_escapes(text: str) -> str:
    r"""Python writes `\u001f`, the engines `\u001F`."""
    head, mark, tail = text.partition("\\u00")
    return head + mark + tail[:2].upper() + tail[2:] if mark else text


def test_a_fraction_is_six_digits_or_none() -> None:
    texts = {
        "2026-01-02 03:04:05": '{"t":"2026-01-02T03:04:05Z"}',
        "2026-01-02 03:04:05.1": '{"t":"2026-01-02T03:04:05.100000Z"}',
        "2026-01-02 00:00:00.000001": '{"t":"2026-01-02T00:00:00.000001Z"}',
        "1969-12-31 23:59:59.5": '{"t":"1969-12-31T23:59:59.500000Z"}',
    }
    for written, expected in texts.items():
        assert value(f"cdp_json('t', cdp_time(timestamp '{written}'))") == expected


CALLS = """(values ('b', 1, 'x'), ('a', 1, 'y'), ('c', 0, 'z'), (null, 5, 'z'), ('d', null, 'z'),
  ('a', 1, null)) t(v, n, id)"""


def test_lists_are_distinct_and_sorted() -> None:
    assert value("cdp_list(v)", CALLS) == ["a", "b", "c", "d"]
    assert value("cdp_list(v) filter (where n = 1)", CALLS) == ["a", "b"]
    assert value("cdp_list(v)", "(values ('z'), ('Z'), ('é'), ('राम'), ('a b')) t(v)") == [
        "Z",
        "a b",
        "z",
        "é",
        "राम",
    ]
    assert value("cdp_list(v)", "(select null::varchar as v)") is None
    assert value("cdp_list(v)", "(select 'a' as v where false)") is None


def test_latest_and_earliest_pass_over_what_is_null() -> None:
    assert value("cdp_latest(v, n, id)", CALLS) == "a"
    assert value("cdp_earliest(v, n, id)", CALLS) == "c"
    assert value("cdp_latest(v, n, v)", CALLS) == "b"
    assert value("cdp_latest(v, n, id) filter (where n < 1)", CALLS) == "c"
    assert value("cdp_latest(v, n)", "(values (null, 2), ('a', 1), ('b', null)) t(v, n)") == "a"
    assert value("cdp_latest(v, n, v)", "(values (null, 2)) t(v, n)") is None


def test_latest_orders_by_each_key_in_turn() -> None:
    rows = "(values (1, -5, 'b'), (2, -5, 'a'), (3, -50, 'z'), (4, -5, 'B')) t(v, n, id)"
    assert value("cdp_latest(v, n, id)", rows) == 1
    assert value("cdp_earliest(v, n, id)", rows) == 3
    times = """(values (1, timestamp '1969-12-31 00:00:00', 2), (2, timestamp '2026-01-01', 1),
      (3, timestamp '2026-01-01', -1)) t(v, seen, n)"""
    assert value("cdp_latest(v, seen, n)", times) == 2
    assert value("cdp_earliest(v, seen, n)", times) == 1
