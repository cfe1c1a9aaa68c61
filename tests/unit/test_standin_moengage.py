"""The MoEngage stand-in: what each rule on users rejects, and what it lets through."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from moengage_calls import bulk, customer, post, rules, workspace

from fakes.limits import Limits
from fakes.moengage import PER_MINUTE

# rule, an element that breaks it, an element that keeps it
ELEMENTS: list[tuple[str, Any, Any]] = [
    ("type", {**customer(), "type": "Customer"}, customer()),
    ("type", {"customer_id": "u1"}, customer()),
    ("type", "u1", customer()),
    ("missing", {"type": "customer", "attributes": {}}, {"type": "customer", "customer_id": "u1"}),
    ("missing", customer(""), customer("u1")),
    ("customer_id_type", customer(12), customer("12")),
    ("short_id", customer("7"), customer("77")),
    *[("banned_id", customer(x), customer(f"x{x}")) for x in ("null", "guest", "-1", "0", "N/A")],
    ("attributes", {**customer(), "attributes": [1]}, customer(a=1)),
    ("moe_prefix", customer(moe_city="x"), customer(city="x")),
    ("moe_prefix", customer(moe_mobile="x"), customer(moe_sms_subscription="yes")),
    ("forbidden_name", customer(id="x"), customer(lead_id="x")),
    ("forbidden_name", customer(**{"": "x"}), customer(x="x")),
    *[
        ("reserved_name", customer(**{name: "x"}), customer(**{f"{name}_": "x"}))
        for name in ("status", "user_id", "source", "INSTALL", "UPDATE", "MOE_GAID")
    ],
    ("reserved_name", customer(USER_ATTRIBUTE_USER_BDAY="x"), customer(user_attribute="x")),
    ("array_length", customer(a=list(range(51))), customer(a=list(range(50)))),
    ("array_mixed", customer(a=[1, "x"]), customer(a=[1, 2.5])),
    ("array_mixed", customer(a=[1, True]), customer(a=[])),
    ("standard_type", customer(u_mb="+918888444411"), customer(u_mb="918888444411")),
    ("standard_type", customer(u_mb=918888444411), customer(mobile="918888444411")),
    ("standard_type", customer(u_em="a.b.in"), customer(u_em="a@b.in")),
    ("standard_type", customer(u_bd="19/08/2009"), customer(u_bd="2009-08-19")),
    ("standard_type", customer(moe_wa_subscription="true"), customer(moe_wa_subscription=True)),
    ("standard_type", customer(moe_unsubscribe=1), customer(moe_unsubscribe=False)),
    ("standard_type", customer(moe_spam="no"), customer(moe_spam=False)),
    ("standard_type", customer(moe_hard_bounce="no"), customer(moe_hard_bounce=False)),
    ("standard_type", customer(moe_sms_subscription=True), customer(moe_sms_subscription="on")),
    (
        "standard_type",
        customer(moe_email_optin_status="OPTED_IN"),
        customer(moe_email_optin_status="DOUBLE_OPTED_IN"),
    ),
    ("standard_type", customer(cr_t=1_767_092_989), customer(cr_t=1_767_092_989_259)),
    ("standard_type", customer(u_n=7), customer(u_n="Asha")),
    (
        "platforms",
        customer(platforms=[{"platform": "windows", "active": "true"}]),
        customer(platforms=[{"platform": "ANDROID", "active": "true"}]),
    ),
    (
        "platforms",
        customer(platforms=[{"platform": "iOS", "active": True}]),
        customer(platforms=[{"platform": "iOS", "active": "false"}]),
    ),
    (
        "array_edit",
        customer(addValueToArrayField={"a": ["x"]}, removeValueFromArrayField={"a": ["y"]}),
        customer(addValueToArrayField={"a": ["x"]}, removeValueFromArrayField={"b": ["y"]}),
    ),
    (
        "array_edit",
        customer(a=["x"], addValueToArrayField={"a": ["y"]}),
        customer(b=["x"], addValueToArrayField={"a": ["y"]}),
    ),
    (
        "array_edit",
        customer(addValueToArrayField={"a": "x"}),
        customer(addValueToArrayField={"a": []}),
    ),
    (
        "reserved_name",
        customer(addValueToArrayField={"source": ["x"]}),
        customer(addValueToArrayField={"sources": ["x"]}),
    ),
    (
        "array_length",
        customer(addValueToArrayField={"a": ["x"] * 51}),
        customer(addValueToArrayField={"a": ["x"] * 50}),
    ),
    ("unset", {**customer(), "unset_attributes": {}}, {**customer(), "unset_attributes": []}),
    (
        "unset",
        {**customer(), "unset_attributes": [{"type": "like", "attr": "a"}]},
        {**customer(), "unset_attributes": [{"type": "equals", "attr": "a"}]},
    ),
]


@pytest.mark.parametrize(("rule", "breaks", "keeps"), ELEMENTS)
def test_a_single_call_that_breaks_a_rule_is_answered_with_400(
    rule: str, breaks: Any, keeps: Any
) -> None:
    moengage = workspace()
    reply = post(moengage, "customer", breaks)
    if isinstance(breaks, dict):
        error = reply.document()["error"]
        assert reply.document()["status"] == "fail"
        assert error["message"]
        assert error["request_id"]
    assert reply.status == 400
    expected = rule if isinstance(breaks, dict) else "json"
    assert rules(moengage.refused) == [expected]
    assert not moengage.users

    assert post(moengage, "customer", keeps).status == 200
    assert list(moengage.users) == [keeps["customer_id"]]
    assert not moengage.offences


@pytest.mark.parametrize(("rule", "breaks", "keeps"), ELEMENTS)
def test_a_bulk_call_loses_the_element_that_breaks_a_rule_and_says_nothing(
    rule: str, breaks: Any, keeps: Any
) -> None:
    moengage = workspace()
    reply = post(moengage, "transition", bulk(keeps, breaks, customer("last")))
    assert reply.status == 200
    assert reply.document()["status"] == "success"
    assert rules(moengage.dropped) == [rule]
    assert moengage.dropped[0].where.startswith("[1]")
    assert list(moengage.users) == [keeps["customer_id"], "last"]


# rule, attributes that break it, what is kept of them, attributes that keep it
VALUES: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    ("value_truncated", {"a": "x" * 513}, {"a": "x" * 512}, {"a": "x" * 512}),
    ("value_truncated", {"a": ["x" * 513]}, {"a": ["x" * 512]}, {"a": ["x" * 512]}),
    ("value_truncated", {"a": "7" * 513}, {"a": "7" * 512}, {"a": "7" * 512}),
    ("name_truncated", {"n" * 201: 1}, {"n" * 200: 1}, {"n" * 200: 1}),
    ("null_value", {"a": None}, {}, {"a": ""}),
    ("datetime_format", {"a": "2026-01-02 10:00:00"}, {}, {"a": "2026-01-02T10:00:00Z"}),
    ("datetime_format", {"a": "2026-01-02T10:00:00+05:30"}, {}, {"a": "2026-01-02"}),
    ("datetime_format", {"a": "2026-15-12"}, {}, {"a": "2026-12-15"}),
    ("datetime_format", {"a": "02/01/2026"}, {}, {"a": "room 02/01/2026"}),
    ("alias_twice", {"email": "a@b.in", "u_em": "a@b.in"}, {}, {"email": "a@b.in"}),
]


@pytest.mark.parametrize(("rule", "breaks", "kept", "keeps"), VALUES)
def test_some_values_are_kept_otherwise_than_sent(
    rule: str, breaks: dict[str, Any], kept: dict[str, Any], keeps: dict[str, Any]
) -> None:
    moengage = workspace()
    assert post(moengage, "customer", customer("u1", **breaks)).status == 200
    assert rules(moengage.offences) == [rule]
    assert moengage.users["u1"] == (kept or ({} if rule == "null_value" else breaks))

    other = workspace()
    assert post(other, "customer", customer("u1", **keeps)).status == 200
    assert other.users["u1"] == keeps
    assert not other.offences


def test_a_value_of_another_type_than_the_first_is_drift() -> None:
    moengage = workspace()
    for value in ("2026-01-02", "2026-01-03T00:00:00Z", "soon", 7):
        post(moengage, "customer", customer("u1", due=value))
    assert rules(moengage.offences) == ["type_drift", "type_drift"]
    assert moengage.users["u1"] == {"due": 7}


@pytest.mark.parametrize("scheme", ["https://x.in/", "HTTP://x.in/"])
def test_a_url_above_512_characters_is_lost_where_text_is_cut(scheme: str) -> None:
    moengage = workspace()
    long = scheme + "a" * (513 - len(scheme))
    assert post(moengage, "customer", customer("u1", link=long, b=1)).status == 200
    assert moengage.dropped == [("url_length", "u1 link")]
    assert moengage.users["u1"] == {"b": 1}
    post(moengage, "customer", customer("u1", link=long[:512]))
    assert moengage.users["u1"] == {"b": 1, "link": long[:512]}


def test_a_workspace_knows_256_custom_attributes_and_standard_ones_beside() -> None:
    moengage = workspace()
    for half in range(2):
        names = {f"a{half}_{n}": n for n in range(128)}
        post(moengage, "customer", customer(f"u{half}", **names))
    assert not moengage.dropped
    post(moengage, "customer", customer("u3", b=1, u_fn="Asha", a0_0=5))
    assert moengage.dropped == [("too_many_attributes", "u3 b")]
    assert moengage.users["u3"] == {"u_fn": "Asha", "a0_0": 5}


def test_the_latest_value_of_each_attribute_wins_and_missing_ones_stay() -> None:
    moengage = workspace()
    post(moengage, "transition", bulk(customer("u1", a=1, b=1), customer("u1", b=2)))
    assert moengage.users == {"u1": {"a": 1, "b": 2}}


def test_update_existing_only_makes_nobody() -> None:
    moengage = workspace()
    only = {**customer("u1", a=1), "update_existing_only": True}
    assert post(moengage, "customer", only).status == 200
    assert moengage.dropped == [("update_existing_only", "u1")]
    post(moengage, "customer", customer("u1"))
    post(moengage, "customer", only)
    assert moengage.users == {"u1": {"a": 1}}


def test_create_only_attributes_do_not_change() -> None:
    moengage = workspace()
    for campaign in ("one", "one", "two"):
        post(moengage, "customer", customer("u1", campaign_name=campaign))
    assert moengage.users == {"u1": {"campaign_name": "one"}}
    assert moengage.dropped == [("create_only", "u1 campaign_name")]


def test_arrays_are_edited() -> None:
    moengage = workspace()
    post(moengage, "customer", customer("u1", a=["x", "y"]))
    edits = {"addValueToArrayField": {"b": ["p"]}, "removeValueFromArrayField": {"a": ["x"]}}
    post(moengage, "customer", customer("u1", **edits))
    post(moengage, "customer", customer("u1", addValueToArrayField={"b": ["p", "q"]}))
    assert moengage.users == {"u1": {"a": ["y"], "b": ["p", "q"]}}


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        ({"type": "equals", "attr": "Due"}, {"DueDate", "my_due", "u_fn"}),
        ({"type": "equals", "attr": "due", "case_sensitive": False}, {"DueDate", "my_due", "u_fn"}),
        ({"type": "prefix", "attr": "Due"}, {"my_due", "u_fn"}),
        ({"type": "suffix", "attr": "due"}, {"Due", "DueDate", "u_fn"}),
        ({"type": "contains", "attr": "ue"}, {"u_fn"}),
        ({"type": "equals", "attr": "due"}, {"Due", "DueDate", "my_due", "u_fn"}),
    ],
)
def test_attributes_are_unset(rule: dict[str, Any], left: set[str]) -> None:
    moengage = workspace()
    post(moengage, "customer", customer("u1", Due=1, DueDate=1, my_due=1, u_fn="Asha"))
    post(moengage, "customer", {**customer("u1"), "unset_attributes": [rule]})
    assert set(moengage.users["u1"]) == left
    assert not moengage.dropped


def test_system_attributes_cannot_be_unset() -> None:
    moengage = workspace()
    post(moengage, "customer", customer("u1", u_fn="Asha"))
    unset = [{"type": "equals", "attr": "u_fn"}]
    post(moengage, "customer", {**customer("u1"), "unset_attributes": unset})
    assert moengage.users == {"u1": {"u_fn": "Asha"}}
    assert moengage.dropped == [("unset_protected", "u1 u_fn")]


def test_with_identity_resolution_the_id_may_be_left_out() -> None:
    moengage = workspace(identity_resolution=True)
    nameless = {"type": "customer", "attributes": {"moe_mobile": "918888444411", "a": 1}}
    assert post(moengage, "customer", nameless).status == 200
    assert list(moengage.users) == ["moe_mobile:918888444411"]
    assert post(workspace(), "customer", nameless).status == 400
    assert post(moengage, "customer", {"type": "customer", "attributes": {}}).status == 400


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)
KEYS = st.sampled_from(
    (
        *("type", "customer_id", "attributes", "actions", "elements", "merge_data", "platforms"),
        *("unset_attributes", "identity_type", "identity_value", "identities", "request_type"),
    )
)


@settings(max_examples=60, deadline=None)
@given(
    endpoint=st.sampled_from(sorted({*PER_MINUTE, "transition", "opengdpr_requests"})),
    document=st.dictionaries(KEYS, JSON) | JSON,
)
def test_no_body_upsets_the_stand_in(endpoint: str, document: object) -> None:
    moengage = workspace(limits=Limits.off())
    path = f"/v1/customer/{endpoint}" if endpoint in {"merge", "delete"} else ""
    element = {"type": "event", "customer_id": "u1", "actions": [document]}
    for body in (document, bulk(document, element, customer("u1", x=document))):
        assert post(moengage, endpoint, body, path=path).status in {200, 400, 404}
