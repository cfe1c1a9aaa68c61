"""The MoEngage stand-in: what each rule on events and devices rejects, and what it lets through."""

from __future__ import annotations

from typing import Any

import pytest
from moengage_calls import NOW, action, bulk, customer, event, post, rules, workspace

ZONE = "user_timezone_offset"
ELEMENTS: list[tuple[str, Any, Any]] = [
    ("type", {**event(), "type": "Event"}, event()),
    ("missing", {"type": "event", "actions": [action()]}, event()),
    ("banned_id", event("none"), event("nobody")),
    ("missing", {"type": "event", "customer_id": "u1"}, event()),
    ("missing", {**event(), "actions": []}, event()),
    ("actions", event("u1", "Called"), event("u1", action("Called"))),
    ("missing", event("u1", {"attributes": {}}), event("u1", action())),
    ("missing", event("u1", action("")), event("u1", action("C"))),
    ("missing", event("u1", action(7)), event("u1", action("7"))),
    ("moe_prefix", event("u1", action("moe_called")), event("u1", action("called_moe_"))),
    ("reserved_name", event("u1", action("INSTALL")), event("u1", action("Installed"))),
    ("forbidden_name", event("u1", action("_id")), event("u1", action("_ids"))),
    ("attributes", event("u1", action(attributes=7)), event("u1", action(attributes={}))),
    (
        "moe_prefix",
        event("u1", action(attributes={"moe_a": 1})),
        event("u1", action(attributes={"a": 1})),
    ),
    (
        "forbidden_name",
        event("u1", action(attributes={"id": 1})),
        event("u1", action(attributes={"event_id": 1})),
    ),
    (
        "array_mixed",
        event("u1", action(attributes={"a": [1, "x"]})),
        event("u1", action(attributes={"a": ["1", "x"]})),
    ),
    (
        "future_event",
        event("u1", action(current_time=NOW + 1)),
        event("u1", action(current_time=NOW)),
    ),
    (
        "future_event",
        event("u1", action(current_time="2036-01-02T10:00:00Z")),
        event("u1", action(current_time="2026-01-02T15:30:00+05:30")),
    ),
    (
        "future_event",
        event("u1", action(current_time=str(int(NOW + 1) * 1000))),
        event("u1", action(current_time=str(int(NOW) * 1000))),
    ),
    (
        "time_format",
        event("u1", action(current_time="yesterday")),
        event("u1", action(current_time="1708939453")),
    ),
    (
        "time_format",
        event("u1", action(user_time=[1])),
        event("u1", action(user_time="2026-01-02T15:30:00Z")),
    ),
    (
        "timezone_offset",
        event("u1", action(**{ZONE: 54_001})),
        event("u1", action(**{ZONE: 54_000})),
    ),
    (
        "timezone_offset",
        event("u1", action(**{ZONE: -54_001})),
        event("u1", action(**{ZONE: -54_000})),
    ),
    ("timezone_offset", event("u1", action(**{ZONE: "330"})), event("u1", action(**{ZONE: 19800}))),
]


@pytest.mark.parametrize(("rule", "breaks", "keeps"), ELEMENTS)
def test_an_event_that_breaks_a_rule_is_answered_with_400_alone_and_lost_in_bulk(
    rule: str, breaks: Any, keeps: Any
) -> None:
    moengage = workspace()
    reply = post(moengage, "event", breaks)
    assert reply.status == 400
    assert reply.document()["status"] == "fail"
    assert rules(moengage.refused) == [rule]
    assert not moengage.users

    assert post(moengage, "transition", bulk(breaks, keeps)).status == 200
    assert rules(moengage.dropped) == [rule]
    assert post(moengage, "event", keeps).status == 200
    assert len(moengage.events) == 2
    assert not moengage.offences


@pytest.mark.parametrize(
    ("rule", "breaks", "keeps"),
    [
        ("time_missing", {"action": "Called"}, action()),
        ("time_without_zone", action(current_time="2026-01-02T10:00:00"), action()),
        ("platform", action(platform="Android"), action(platform="ANDROID")),
        ("platform", action(platform=7), action(platform="unknown")),
        ("name_truncated", action("n" * 201), action("n" * 200)),
        ("value_truncated", action(attributes={"a": "x" * 513}), action(attributes={"a": "x"})),
        (
            "reserved_event_attribute",
            action(attributes={"status": "x"}),
            action(attributes={"call_status": "x"}),
        ),
    ],
)
def test_some_events_are_kept_and_noted(
    rule: str, breaks: dict[str, Any], keeps: dict[str, Any]
) -> None:
    moengage = workspace()
    assert post(moengage, "event", event("u1", keeps)).status == 200
    assert not moengage.offences
    assert post(moengage, "event", event("u1", breaks)).status == 200
    assert rules(moengage.offences) == [rule]
    assert len(moengage.events) == 2


def test_events_are_kept_as_they_come_even_twice_and_make_their_user() -> None:
    moengage = workspace()
    calls = [action(attributes={"event_id": x}) for x in ("e1", "e2", "e1")]
    post(moengage, "event", event("u1", *calls))
    assert [e.attributes["event_id"] for e in moengage.events] == ["e1", "e2", "e1"]
    assert moengage.events_by_id == {"e1": 2, "e2": 1}
    assert moengage.events[0].time == 1_767_348_000
    assert moengage.users == {"u1": {}}


def test_a_bad_action_loses_its_whole_element() -> None:
    moengage = workspace()
    post(moengage, "transition", bulk(event("u1", action(), action("moe_x"))))
    assert not moengage.events


def test_a_workspace_knows_512_events() -> None:
    moengage = workspace()
    for half in range(2):
        post(moengage, "event", event("u1", *[action(f"e{half}_{n}") for n in range(256)]))
    assert not moengage.dropped
    assert post(moengage, "event", event("u1", action("more"), action("e0_0"))).status == 200
    assert moengage.dropped == [("too_many_events", "u1 more")]
    assert len(moengage.events) == 513


def test_an_event_knows_100_attributes() -> None:
    moengage = workspace()
    post(moengage, "event", event("u1", action(attributes={f"a{n}": n for n in range(100)})))
    assert not moengage.dropped
    post(moengage, "event", event("u1", action(attributes={"b": 1, "a0": 1})))
    post(moengage, "event", event("u1", action("Other", attributes={"b": 1})))
    assert moengage.dropped == [("too_many_attributes", "u1 Called b")]
    assert [e.attributes for e in moengage.events[1:]] == [{"a0": 1}, {"b": 1}]


def test_a_device_needs_platform_push_id_and_a_user() -> None:
    moengage = workspace()
    device = {
        "type": "device",
        "customer_id": "u1",
        "device_id": "d1",
        "attributes": {"platform": "ANDROID", "push_id": "p", "colour": "red"},
    }
    assert post(moengage, "device", device).status == 400
    post(moengage, "customer", customer("u1"))
    for broken in ({"platform": "ANDROID"}, {"platform": "PalmOS", "push_id": "p"}, None):
        assert post(moengage, "device", {**device, "attributes": broken}).status == 400
    assert rules(moengage.refused) == ["unknown_user", "missing", "platform", "missing"]
    assert post(moengage, "transition", bulk(device)).status == 200
    kept = {"customer_id": "u1", "platform": "ANDROID", "push_id": "p"}
    assert moengage.devices == {"d1": kept}
