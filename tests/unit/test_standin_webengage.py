"""The WebEngage stand-in: what each rule on users and events rejects, and what it lets through."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webengage_calls import event, licence, post, rules, user

from fakes.limits import Limits
from fakes.webengage import PER_MINUTE

TIME = "2026-01-02T10:00:00+0530"
COLON = "2026-01-02T10:00:00+05:30"
# rule, a user that breaks it, a user that keeps it
USERS: list[tuple[str, Any, Any]] = [
    ("no_id", {"firstName": "Asha"}, user()),
    ("no_id", user(""), {"userId": "", "anonymousId": "a1"}),
    ("no_id", user(None), user("None")),
    ("id_type", user(7), user("7")),
    ("id_length", user("u" * 101), user("u" * 100)),
    ("id_length", {"anonymousId": "u" * 101}, {"anonymousId": "u" * 100}),
    *[
        (f"field_{name}", user(**{name: 7}), user(**{name: "seven"}))
        for name in ("firstName", "lastName", "company", "hashedEmail", "hashedPhone")
    ],
    *[
        (f"field_{name}", user(**{name: ["x"]}), user(**{name: "x"}))
        for name in ("postalCode", "country", "city", "locality", "region")
    ],
    *[
        (f"field_{name}", user(**{name: "true"}), user(**{name: True}))
        for name in ("emailOptIn", "smsOptIn", "rcsOptIn", "whatsappOptIn")
    ],
    ("field_birthDate", user(birthDate=COLON), user(birthDate=TIME)),
    ("field_birthDate", user(birthDate="2009-08-19"), user(birthDate="2009-08-19T00:00:00-0800")),
    ("field_birthDate", user(birthDate="2026-01-02T10:00:00Z"), user(birthDate=TIME)),
    ("field_birthDate", user(birthDate="2026-02-30T10:00:00+0530"), user(birthDate=TIME)),
    ("field_gender", user(gender="Male"), user(gender="male")),
    ("field_gender", user(gender="M"), user(gender="other")),
    ("field_email", user(email="a.b.in"), user(email="a@b.in")),
    ("field_phone", user(phone="918888444411"), user(phone="+918888444411")),
    ("field_phone", user(phone="+91 88884 44411"), user(phone="+551155256325")),
    ("field_phone", user(phone="+0188884444"), user(phone="+188884444")),
    ("attributes", user(attributes=[]), user(attributes={})),
    ("row", "u1", user()),
]
EVENTS: list[tuple[str, Any, Any]] = [
    ("no_id", {"eventName": "Called"}, event()),
    ("id_type", event(7), event("7")),
    ("event_name", {"userId": "u1"}, {"userId": "u1", "eventName": "Called"}),
    ("event_name", event("u1", ""), event("u1", "C")),
    ("event_name", event("u1", 7), event("u1", "7")),
    ("event_time", {**event(), "eventTime": COLON}, {**event(), "eventTime": TIME}),
    ("event_time", {**event(), "eventTime": 1_767_348_000}, {**event(), "eventTime": TIME}),
    ("event_data", {**event(), "eventData": "x"}, {**event(), "eventData": {}}),
    ("row", ["u1"], event()),
]
ROWS = [("users", *case) for case in USERS] + [("events", *case) for case in EVENTS]


@pytest.mark.parametrize(("kind", "rule", "breaks", "keeps"), ROWS)
def test_a_single_call_that_breaks_a_rule_is_answered_with_400(
    kind: str, rule: str, breaks: Any, keeps: Any
) -> None:
    webengage = licence()
    reply = post(webengage, kind, breaks)
    assert reply.status == 400
    answer = reply.document()["response"]
    assert answer["status"] == "error"
    assert answer["message"].startswith("Error: ")
    assert rules(webengage.refused) == [rule if isinstance(breaks, dict) else "json"]
    assert not webengage.users
    assert not webengage.events

    reply = post(webengage, kind, keeps)
    assert (reply.status, reply.document()) == (201, {"response": {"status": "queued"}})
    assert not webengage.offences
    assert webengage.users or webengage.anonymous or webengage.events


@pytest.mark.parametrize(("kind", "rule", "breaks", "keeps"), ROWS)
def test_a_bad_row_fails_its_batch_or_is_dropped(
    kind: str, rule: str, breaks: Any, keeps: Any
) -> None:
    webengage = licence()
    batch = {kind: [keeps, breaks]}
    assert post(webengage, f"bulk-{kind}", batch).status == 400
    assert rules(webengage.refused) == [rule]
    assert not webengage.users
    assert not webengage.anonymous
    assert not webengage.events

    lenient = licence(bulk_bad_row="drops_row")
    assert post(lenient, f"bulk-{kind}", batch).status == 201
    assert rules(lenient.dropped) == [rule]
    assert len(lenient.users) + len(lenient.anonymous) + len(lenient.events) == 1


def test_the_missing_id_is_told_in_the_words_of_the_documentation() -> None:
    message = "Error: userId and anonymousId cannot be empty."
    expected = {"response": {"message": message, "status": "error"}}
    assert post(licence(), "users", {}).document() == expected


def test_an_anonymous_id_beside_a_user_id_is_ignored() -> None:
    webengage = licence()
    post(webengage, "users", {"anonymousId": "a1", "city": "Pune"})
    post(webengage, "users", {"userId": "u1", "anonymousId": "a1"})
    assert webengage.anonymous == {"a1": {"city": "Pune", "attributes": {}}}
    assert webengage.users == {"u1": {"attributes": {}}}


def test_the_latest_value_of_each_field_wins_and_missing_ones_stay() -> None:
    webengage = licence()
    post(webengage, "users", user(city="Pune", company="X", attributes={"a": 1, "b": 1}))
    post(webengage, "bulk-users", {"users": [user(city="Kota", attributes={"b": 2})]})
    kept = {"city": "Kota", "company": "X", "attributes": {"a": 1, "b": 2}}
    assert webengage.users == {"u1": kept}


def test_whatsapp_alone_is_opted_out_by_default() -> None:
    webengage = licence()
    post(webengage, "users", user(smsOptIn=False))
    profile = webengage.profile("u1")
    names = ("emailOptIn", "smsOptIn", "rcsOptIn", "whatsappOptIn")
    assert [profile[name] for name in names] == [True, False, True, False]


# rule, attributes that break it, what is kept, attributes that keep it
SOFT: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    ("we_prefix", {"we_a": 1, "b": 1}, {"b": 1}, {"wea": 1}),
    ("name_length", {"n" * 50: 1, "b": 1}, {"b": 1}, {"n" * 49: 1}),
    ("value_truncated", {"a": "x" * 1_000}, {"a": "x" * 999}, {"a": "x" * 999}),
    ("null_value", {"a": None, "b": 1}, {"b": 1}, {"a": ""}),
]


@pytest.mark.parametrize(("rule", "breaks", "kept", "keeps"), SOFT)
def test_some_attributes_are_ignored_or_cut(
    rule: str, breaks: dict[str, Any], kept: dict[str, Any], keeps: dict[str, Any]
) -> None:
    webengage = licence()
    assert post(webengage, "users", user(attributes=breaks)).status == 201
    assert post(webengage, "events", event(**breaks)).status == 201
    assert rules(webengage.offences) == [rule, rule]
    assert webengage.users["u1"]["attributes"] == kept
    assert webengage.events[0].data == kept

    other = licence()
    post(other, "users", user(attributes=keeps))
    post(other, "events", event(**keeps))
    assert other.users["u1"]["attributes"] == other.events[0].data == keeps
    assert not other.offences


@pytest.mark.parametrize(
    ("rule", "breaks", "keeps"),
    [
        ("unknown_field", user(first_name="Asha"), user(firstName="Asha")),
        ("null_value", user(firstName=None), user(firstName="")),
    ],
)
def test_fields_that_are_unknown_or_null_are_passed_over(
    rule: str, breaks: dict[str, Any], keeps: dict[str, Any]
) -> None:
    webengage = licence()
    assert post(webengage, "users", keeps).status == 201
    assert not webengage.offences
    assert post(webengage, "users", breaks).status == 201
    assert rules(webengage.offences) == [rule]
    assert webengage.users == {"u1": {"firstName": keeps["firstName"], "attributes": {}}}


@pytest.mark.parametrize(("rule", "name"), [("we_prefix", "we_x"), ("name_length", "n" * 50)])
def test_events_of_a_bad_name_are_ignored(rule: str, name: str) -> None:
    webengage = licence()
    assert post(webengage, "events", event("u1", name)).status == 201
    assert rules(webengage.offences) == [rule]
    assert not webengage.events
    post(webengage, "events", event("u1", name[1:]))
    assert len(webengage.events) == 1


VALUES = ["x", 1, True, TIME, [1], {"a": 1}]


@pytest.mark.parametrize("first", VALUES)
@pytest.mark.parametrize("second", VALUES)
def test_the_first_datapoint_fixes_the_type(first: Any, second: Any) -> None:
    webengage = licence()
    for value in (first, second):
        post(webengage, "users", user(attributes={"a": value}))
        post(webengage, "events", event(a=value))
    other = type(first) is not type(second) or (TIME in (first, second) and first != second)
    kept = first if other else second
    assert webengage.users["u1"]["attributes"] == {"a": kept}
    assert [e.data for e in webengage.events] == [{"a": first}, {} if other else {"a": second}]
    assert rules(webengage.dropped) == ["type_changed"] * 2 * other


def test_a_licence_has_25_attributes_of_each_type() -> None:
    webengage = licence()
    for part in (range(13), range(13, 25)):
        post(webengage, "users", user(f"u{part[0]}", attributes={f"t{n}": "x" for n in part}))
    post(webengage, "users", user(attributes={f"n{n}": n for n in range(25)}))
    assert not webengage.dropped
    post(webengage, "users", user(attributes={"t25": "x", "t0": "y", "flag": True}))
    assert webengage.dropped == [("too_many_attributes", "u1 t25")]
    kept = webengage.users["u1"]["attributes"]
    assert (kept["t0"], kept["flag"], "t25" in kept) == ("y", True, False)


def test_each_event_has_25_attributes_of_each_type() -> None:
    webengage = licence()
    post(webengage, "events", event(**{f"t{n}": "x" for n in range(26)}))
    post(webengage, "events", event("u1", "Other", t25="x"))
    assert webengage.dropped == [("too_many_attributes", "u1 Called t25")]
    assert webengage.events[1].data == {"t25": "x"}


def test_events_are_kept_as_they_come_even_twice() -> None:
    webengage = licence()
    rows = [event("u9", event_id=x) for x in ("e1", "e2", "e1")]
    post(webengage, "bulk-events", {"events": rows})
    assert webengage.events_by_id == {"e1": 2, "e2": 1}
    assert [e.data["event_id"] for e in webengage.events] == ["e1", "e2", "e1"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)
KEYS = st.sampled_from(
    (
        *("userId", "eventName", "eventData", "attributes", "phone", "gender", "users", "events"),
        *("subject_request_id", "subject_request_type", "subject_identities"),
    )
)


@settings(max_examples=60, deadline=None)
@given(resource=st.sampled_from(sorted(PER_MINUTE)), document=st.dictionaries(KEYS, JSON) | JSON)
def test_no_body_upsets_the_stand_in(resource: str, document: Any) -> None:
    webengage = licence(limits=Limits.off())
    kind = resource.removeprefix("bulk-")
    for body in (document, {kind: [document]}, user(attributes={"x": document})):
        assert post(webengage, resource, body).status in {201, 400}
