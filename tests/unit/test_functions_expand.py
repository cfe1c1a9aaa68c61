"""Calls become plain SQL of the engine; what is called wrongly is named with what there is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from functions_on_duckdb import column, rendered, value
from sqlglot import exp, parse_one

from cdp.sql.functions.expand import expand_functions
from cdp.sql.functions.known import list_functions

HERE = Path(__file__).parent
REVIEWED = [
    "cdp_mobile(x)",
    "cdp_is_dummy_mobile(x)",
    "cdp_email(x)",
    "cdp_name(x)",
    "cdp_name_key(x)",
    "cdp_timestamp(x)",
    "cdp_date(x)",
    "cdp_ist_date(ts)",
    "cdp_ist_hour(ts)",
    "cdp_epoch_ms(ts)",
    "cdp_next_instant(ts)",
    "cdp_utc(ts)",
    "cdp_same(a, b)",
    "cdp_bool(x)",
    "cdp_int(x)",
    "cdp_decimal(x, 12, 2)",
    "cdp_hash(a)",
    "cdp_hash(a, b, cdp_time(ts))",
    "cdp_json('id', cdp_code(id), 'seconds', cdp_num(seconds))",
    "cdp_json('said', cdp_text(said), 'at', cdp_time(ts), 'on', cdp_day(day), 'ok', cdp_flag(ok),"
    " 'kind', 'call', 'version', 2)",
    "cdp_list(x)",
    "cdp_list(x) FILTER(WHERE n > 1)",
    "cdp_latest(v, ts)",
    "cdp_latest(v, ts, id)",
    "cdp_earliest(v, ts, id)",
    "cdp_property(x, 'status')",
]


@pytest.mark.parametrize("dialect", ["duckdb", "trino", "spark"])
def test_the_sql_of_every_function_is_the_reviewed_one(dialect: str) -> None:
    """After a change on purpose: `CDP_REVIEW=1 pytest tests/unit/test_functions_expand.py`."""
    printed = "".join(f"-- {call}\n{rendered(call, dialect)};\n\n" for call in REVIEWED)
    reviewed = HERE / f"functions.{dialect}.sql"
    if os.environ.get("CDP_REVIEW"):
        reviewed.write_text(printed, encoding="utf-8")
    assert printed == reviewed.read_text(encoding="utf-8")


def test_every_function_is_reviewed_and_documented() -> None:
    documented = {doc.name: doc for doc in list_functions()}
    called = {name for name in documented if any(f"{name}(" in call for call in REVIEWED)}
    assert called == set(documented)
    for doc in documented.values():
        assert doc.signature.startswith(f"{doc.name}(")
        assert doc.doc.endswith(".")
        assert doc.doc[0].isupper()


def test_athena_reads_what_trino_reads() -> None:
    for call in REVIEWED:
        tree = expand_functions(parse_one(call, read="duckdb"), "athena")
        assert tree.sql("trino") == rendered(call, "trino")


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        ("cdp_mobil(x)", "cdp_mobil: no such function"),
        ("cdp_mobile()", r"cdp_mobile: is called as cdp_mobile\(x\), not with 0"),
        ("cdp_mobile(a, b)", r"cdp_mobile: is called as cdp_mobile\(x\), not with 2"),
        ("cdp_latest(v)", "cdp_latest: is called as"),
        ("cdp_hash()", "cdp_hash: is called as"),
        ("cdp_text(x)", "cdp_text: stands only inside cdp_json and cdp_hash"),
        ("upper(cdp_text(x))", "cdp_text: stands only inside"),
        ("cdp_json('k', x)", "cdp_json: say what x is, with one of cdp_text, cdp_code"),
        ("cdp_json('k', upper(x))", r"cdp_json: say what UPPER\(x\) is"),
        ("cdp_json(k, cdp_text(x))", "cdp_json: wants every key as text written out"),
        ("cdp_json('k', cdp_text(x), 'l')", "cdp_json: wants keys and values in pairs"),
        ("cdp_json('k', 1, 'k', 2)", "cdp_json: was given a key twice"),
        ("cdp_decimal(x, p, 2)", "cdp_decimal: wants precision and scale as whole numbers"),
        ("cdp_decimal(x, 39, 2)", r"cdp_decimal: there is no DECIMAL\(39, 2\)"),
        ("cdp_decimal(x, 2, 3)", r"cdp_decimal: there is no DECIMAL\(2, 3\)"),
        ("cdp_list(distinct x)", "cdp_list: takes neither DISTINCT nor ORDER BY"),
        ("cdp_list(x order by y)", "cdp_list: takes neither DISTINCT nor ORDER BY"),
        ("cdp_latest(v, n) over (partition by k)", "cdp_latest: is an aggregate and has no OVER"),
        ("cdp_list(v) filter (where a) over ()", "cdp_list: is an aggregate and has no OVER"),
    ],
)
def test_a_wrong_call_says_what_is_wrong_and_what_there_is(call: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint) as caught:
        rendered(call)
    assert "Known functions: cdp_bool, cdp_code, cdp_date" in str(caught.value)


def test_an_engine_without_functions_is_named() -> None:
    with pytest.raises(ValueError, match="no functions for dialect 'mysql'; known: duckdb, trino"):
        rendered("cdp_mobile(x)", "mysql")


def test_calls_inside_calls_and_queries() -> None:
    assert column("cdp_is_dummy_mobile(cdp_mobile(x))", ["99999 99999", "98765 12345"]) == [
        True,
        False,
    ]
    assert column("cdp_json('n', cdp_text(cdp_name(x)))", ["rahul kumar"]) == [
        '{"n":"Rahul Kumar"}'
    ]
    assert value("CDP_Int(' 7 ') + 1") == 8
    query = """with t as (select cdp_int(x) as n from (values ('1'), ('2')) v(x))
      select sum(n) from t where n in (select cdp_int('2'))"""
    assert value(f"({query})") == 2


def test_an_argument_keeps_its_meaning() -> None:
    assert column("cdp_int(x || '0')", ["1"]) == [10]
    assert column("cdp_ist_hour(timestamp '2026-01-01 00:00:00' + interval 2 hour)", ["x"]) == [7]
    assert column("not cdp_is_dummy_mobile(x)", ["+919876512345"]) == [True]
    assert column("cdp_hash('a') = cdp_hash('a') and cdp_bool(x)", ["yes"]) == [True]
    assert column("cdp_mobile(json_extract_string(x, '$.m'))", ['{"m": "98765 43210"}']) == [
        "+919876543210"
    ]


def test_the_tree_is_changed_in_place_and_a_root_is_replaced() -> None:
    tree = parse_one("select cdp_int(x) as n, y from t", read="duckdb")
    assert expand_functions(tree, "duckdb") is tree
    assert not [node for node in tree.find_all(exp.Anonymous) if node.name.startswith("cdp_")]
    untouched = "SELECT a FROM t WHERE b = 'cdp_mobile(x)'"
    assert rendered(untouched) == untouched
