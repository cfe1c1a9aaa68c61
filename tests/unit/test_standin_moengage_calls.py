"""The MoEngage stand-in: who is let in, sizes and rates, merging, deleting, erasing."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest
from moengage_calls import AUTH, NOW, action, bulk, customer, event, post, rules, workspace

from fakes.limits import Limits
from fakes.moengage import PER_MINUTE, MoEngage
from fakes.server import Request


def basic(text: str) -> dict[str, str]:
    return {**AUTH, "authorization": "Basic " + b64encode(text.encode()).decode()}


@pytest.mark.parametrize(
    ("status", "rule", "change"),
    [
        (401, "authorization", {"headers": {"content-type": "application/json"}}),
        (401, "authorization", {"headers": {**AUTH, "authorization": "Bearer key"}}),
        (401, "authorization", {"headers": {**AUTH, "authorization": "Basic ?"}}),
        (401, "username", {"headers": basic("OTHER:key")}),
        (401, "key", {"headers": basic("WS:other")}),
        (401, "app_key", {"headers": {**AUTH, "moe-appkey": "OTHER"}}),
        (409, "workspace", {"path": "/v1/customer/OTHER"}),
        (404, "path", {"path": "/v1/customers/WS"}),
        (404, "path", {"path": "/v2/customer/WS"}),
        (404, "path", {"path": "/v1/customer/WS/"}),
        (415, "content_type", {"headers": {**AUTH, "content-type": "text/plain"}}),
        (415, "content_type", {"headers": {"authorization": AUTH["authorization"]}}),
    ],
)
def test_a_call_that_is_not_let_in_changes_nothing(
    status: int, rule: str, change: dict[str, Any]
) -> None:
    moengage = workspace()
    reply = post(moengage, "customer", customer(), **change)
    assert (reply.status, rules(moengage.refused)) == (status, [rule])
    assert reply.document()["status"] == "fail"
    assert not moengage.users
    bulk_change = {
        n: v.replace("/customer/", "/transition/") if n == "path" else v for n, v in change.items()
    }
    assert post(moengage, "transition", bulk(customer()), **bulk_change).status == status
    assert not moengage.users


@pytest.mark.parametrize(
    "headers",
    [
        AUTH,
        {**AUTH, "moe-appkey": "WS"},
        {**AUTH, "content-type": "application/json; charset=utf-8"},
    ],
)
def test_a_call_with_the_right_headers_is_let_in(headers: dict[str, str]) -> None:
    moengage = workspace()
    reply = post(moengage, "customer", customer(), headers=headers)
    assert reply.status == 200
    message = "Your request has been accepted and will be processed soon."
    assert reply.document() == {"status": "success", "message": message, "request_id": "r0000001"}


def test_a_caller_is_told_that_his_key_is_missing() -> None:
    reply = post(workspace(), "customer", customer(), headers={})
    assert reply.document()["error"]["message"] == "Authentication Header Required"


def test_nothing_can_be_read() -> None:
    moengage = workspace()
    assert moengage.handle(Request("GET", "/v1/customer/WS", {}, AUTH)).status == 405


@pytest.mark.parametrize("body", [b"", b"{", b'{"a": NaN}', b'"\xff"', b"[]"])
def test_a_body_that_is_no_json_object_is_refused_but_not_by_bulk(body: bytes) -> None:
    moengage = workspace()
    reply = post(moengage, "customer", body)
    assert (reply.status, reply.document()["error"]["type"]) == (400, "Malformed JSON")
    assert post(moengage, "transition", body).status == 200
    assert moengage.dropped == [("envelope", "transition")]


@pytest.mark.parametrize(
    ("rule", "document"),
    [
        ("envelope", {"elements": [customer()]}),
        ("envelope", {"type": "Transition", "elements": [customer()]}),
        ("elements", {"type": "transition"}),
        ("elements", {"type": "transition", "elements": []}),
        ("elements", {"type": "transition", "elements": customer()}),
    ],
)
def test_a_bulk_call_in_a_wrong_envelope_is_lost(rule: str, document: Any) -> None:
    moengage = workspace()
    assert post(moengage, "transition", document).status == 200
    assert rules(moengage.dropped) == [rule]
    assert not moengage.users


def test_a_body_above_128_kb_is_refused_and_one_above_100_kb_noted() -> None:
    moengage = workspace()
    frame = len(b'{"type": "transition", "elements": []}')
    for size, status, offences in (
        (100_000, 200, []),
        (100_001, 200, ["over_budget"]),
        (131_072, 200, ["over_budget", "over_budget"]),
        (131_073, 413, ["over_budget", "over_budget"]),
    ):
        body = b'{"type": "transition", "elements": [%s]}' % (b" " * (size - frame))
        assert post(moengage, "transition", body).status == status
        assert rules(moengage.offences) == offences


@pytest.mark.parametrize(
    ("endpoint", "document", "limit", "cost"),
    [
        ("customer", customer(), 10_000, 1),
        ("event", event("u1", action(), action()), 30_000, 2),
        ("transition", bulk(customer("u1"), customer("u2")), 10_000, 2),
        ("transition", bulk(event("u1", action(), action())), 10_000, 0),
    ],
)
def test_every_answer_tells_the_limit_of_its_endpoint(
    endpoint: str, document: Any, limit: int, cost: int
) -> None:
    reply = post(workspace(), endpoint, document)
    assert reply.headers["x-ratelimit-limit"] == str(limit)
    assert reply.headers["x-ratelimit-remaining"] == str(limit - cost)
    assert reply.headers["x-ratelimit-reset"] == str(60 - int(NOW) % 60)


def test_a_call_above_the_limit_is_refused_whole_until_the_minute_ends() -> None:
    now = [NOW - NOW % 60 + 30.5]
    limits = Limits(PER_MINUTE, scale=0.0003, clock=lambda: now[0])  # 3 users, 9 events
    moengage = workspace(clock=lambda: now[0], limits=limits)
    assert post(moengage, "transition", bulk(customer("u1"), customer("u2"))).status == 200
    reply = post(moengage, "transition", bulk(customer("u3"), customer("u4")))
    assert reply.status == 429
    assert reply.headers["x-ratelimit-remaining"] == "1"
    assert reply.headers["x-ratelimit-reset"] == "29"
    assert "retry-after" not in reply.headers
    assert post(moengage, "transition", bulk(customer("u3"))).status == 200
    assert post(moengage, "customer", customer("u4")).status == 200  # a limit of its own
    now[0] += 29.6
    assert post(moengage, "transition", bulk(*map(customer, ("u5", "u6", "u7")))).status == 200
    assert post(moengage, "transition", bulk(event("u1", *[action()] * 10))).status == 429
    assert set(moengage.users) == {"u1", "u2", "u3", "u4", "u5", "u6", "u7"}


def test_the_reset_header_may_be_an_epoch() -> None:
    reply = post(workspace(reset="epoch"), "customer", customer())
    assert reply.headers["x-ratelimit-reset"] == str(int(NOW) // 60 * 60 + 60)


def test_limits_can_be_off() -> None:
    reply = post(workspace(limits=Limits.off()), "customer", customer())
    assert not [name for name in reply.headers if name.startswith("x-ratelimit")]


def test_too_much_about_one_user_is_noted_once_a_window() -> None:
    moengage = workspace(limits=Limits.off())
    first, second = ("fair_use", "u1 5000 in 60 s"), ("fair_use", "u1 10000 in 300 s")
    for thousand in range(1, 12):
        post(moengage, "event", event("u1", *[action()] * 1_000))
        expected = [first] * (thousand > 5) + [second] * (thousand > 10)
        assert moengage.offences == expected


def merge(moengage: MoEngage, *pairs: tuple[Any, Any]) -> Any:
    data = [{"merged_user": gone, "retained_user": kept} for gone, kept in pairs]
    return post(moengage, "merge", {"merge_data": data}, path="/v1/customer/merge")


def test_a_merge_keeps_what_the_retained_user_has_and_adds_the_rest() -> None:
    moengage = workspace()
    post(moengage, "transition", bulk(customer("u1", a=1, b=1), customer("u2", b=2)))
    reply = merge(moengage, ("u1", "u2"))
    assert reply.document()["operation"] == "created"
    assert moengage.users == {"u2": {"a": 1, "b": 2}}
    assert moengage.merged == {"u1": "u2"}
    post(moengage, "customer", customer("u1"))
    assert moengage.users["u1"] == {}
    assert not moengage.merged


def test_a_pair_that_cannot_be_merged_is_skipped() -> None:
    moengage = workspace()
    post(moengage, "transition", bulk(customer("u1"), customer("u2"), customer("u3")))
    assert merge(moengage, ("u9", "u1"), ("u1", "u9"), ("u1", "u2")).status == 200
    assert rules(moengage.dropped) == ["merge_unknown", "merge_unknown"]
    merge(moengage, ("u2", "u3"))
    assert moengage.offences == [("merge_chain", "u2 into u3")]
    assert list(moengage.users) == ["u3"]


def test_bad_merges_are_refused_whole() -> None:
    moengage = workspace()
    post(moengage, "transition", bulk(*[customer(f"u{n}") for n in range(102)]))
    pairs = [(f"u{n}", f"u{n + 51}") for n in range(51)]
    assert merge(moengage, *pairs).status == 400
    assert merge(moengage, pairs[0], ("u1", "u1")).status == 400
    assert merge(moengage, pairs[0], (7, "u1")).status == 400
    assert merge(moengage).status == 400
    assert rules(moengage.refused) == ["merge_count", "merge_self", "missing", "missing"]
    assert len(moengage.users) == 102
    assert merge(moengage, *pairs[:50]).status == 200
    assert len(moengage.users) == 52


def test_with_identity_resolution_there_is_no_merging() -> None:
    moengage = workspace(identity_resolution=True)
    post(moengage, "transition", bulk(customer("u1"), customer("u2")))
    assert merge(moengage, ("u1", "u2")).status == 400
    assert rules(moengage.refused) == ["merge_disabled"]


@pytest.mark.parametrize(
    ("query", "status"), [({}, 400), ({"app_id": "OTHER"}, 409), ({"app_id": "WS"}, 200)]
)
def test_merge_and_delete_name_the_workspace_in_the_query(
    query: dict[str, str], status: int
) -> None:
    moengage = workspace()
    post(moengage, "transition", bulk(customer("u1"), customer("u2"), customer("u3")))
    pair = {"merge_data": [{"merged_user": "u1", "retained_user": "u2"}]}
    for path, document in (
        ("/v1/customer/merge", pair),
        ("/v1/customer/delete", {"identity_type": "customer_id", "identity_value": "u3"}),
    ):
        assert post(moengage, "", document, path=path, query=query).status == status


def delete(moengage: MoEngage, value: Any = "u1", kind: str = "customer_id", **more: Any) -> int:
    document = {"identity_type": kind, "identity_value": value, **more}
    return post(moengage, "delete", document, path="/v1/customer/delete").status


def test_a_deleted_user_is_gone_and_a_later_update_makes_him_anew() -> None:
    now = [NOW]
    moengage = workspace(clock=lambda: now[0])
    post(moengage, "transition", bulk(customer("u1", a=1), event("u1")))
    assert delete(moengage) == 200
    assert delete(moengage) == 200  # sent again within the buffer
    assert (moengage.users, moengage.deleted) == ({}, {"u1"})
    assert len(moengage.events) == 1
    now[0] += 86_400
    assert delete(moengage) == 400
    post(moengage, "customer", customer("u1", b=1))
    assert (moengage.users, moengage.deleted) == ({"u1": {"b": 1}}, set())
    assert not moengage.offences
    delete(moengage)
    post(moengage, "customer", customer("u1"))
    assert moengage.offences == [("update_in_delete_buffer", "u1")]


def test_bad_deletes_are_refused() -> None:
    moengage = workspace()
    post(moengage, "customer", customer("u1"))
    assert delete(moengage, "u9") == 400
    assert delete(moengage, ["u1", "u2"]) == 400
    assert delete(moengage, "u1", "email") == 400
    assert delete(moengage, "u1", "moengage_id") == 400
    assert delete(moengage, "u1", also="u2") == 400
    expected = ["unknown_user", "missing", "identity_type", "unknown_user", "delete_body"]
    assert rules(moengage.refused) == expected
    assert list(moengage.users) == ["u1"]


def erase(moengage: MoEngage, *identities: tuple[str, str], **change: Any) -> int:
    document = {
        "request_type": "erasure",
        "submitted_time": "2026-01-02T10:00:00Z",
        "identities": [{"identity_type": k, "identity_value": v} for k, v in identities],
        "api_version": "1.0",
        **change,
    }
    kept = {name: value for name, value in document.items() if value is not None}
    return post(moengage, "opengdpr_requests", kept).status


@pytest.mark.parametrize(
    ("identity", "erased"),
    [
        (("ID", "u1"), {"u1"}),
        (("email", "a@b.in"), {"u1", "u2"}),
        (("mobile", "918888444411"), {"u1"}),
        (("ID", "u9"), set()),
    ],
)
def test_an_erasure_takes_everybody_with_the_identity(
    identity: tuple[str, str], erased: set[str]
) -> None:
    moengage = workspace()
    one = customer("u1", u_em="a@b.in", u_mb="918888444411")
    two = customer("u2", email="a@b.in")
    post(moengage, "transition", bulk(one, two, customer("u3"), event("u1"), event("u3")))
    assert erase(moengage, identity) == 200
    assert moengage.erased == erased
    assert set(moengage.users) == {"u1", "u2", "u3"} - erased
    assert {e.customer_id for e in moengage.events} == {"u1", "u3"} - erased
    assert rules(moengage.offences) == (["erased_many"] if len(erased) > 1 else [])
    post(moengage, "customer", customer("u1"))
    assert ("back_after_erasure", "u1") in moengage.offences or "u1" not in erased


@pytest.mark.parametrize(
    ("rule", "identities", "change"),
    [
        ("missing", [("ID", "u1")], {"request_type": None}),
        ("missing", [("ID", "u1")], {"submitted_time": None}),
        ("missing", [("ID", "u1")], {"api_version": None}),
        ("gdpr_request", [("ID", "u1")], {"request_type": "portability"}),
        ("time_format", [("ID", "u1")], {"submitted_time": "now"}),
        ("missing", [], {}),
        ("identity_type", [("customer_id", "u1")], {}),
        ("one_person", [("ID", "u1"), ("ID", "u2")], {}),
    ],
)
def test_bad_erasures_are_refused(
    rule: str, identities: list[tuple[str, str]], change: dict[str, Any]
) -> None:
    moengage = workspace()
    post(moengage, "transition", bulk(customer("u1"), customer("u2")))
    assert erase(moengage, *identities, **change) == 400
    assert rules(moengage.refused) == [rule]
    assert erase(moengage, ("ID", "u1")) == 200
    assert list(moengage.users) == ["u2"]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_made_up_errors_are_worded_as_the_vendor_does(status: int) -> None:
    moengage = workspace()
    reply = moengage.refusal(Request("POST", "/v1/customer/WS"), status)
    assert reply.status == status
    assert set(reply.document()["error"]) == {"message", "type", "request_id"}
    assert reply.headers.get("x-ratelimit-remaining") == ("0" if status == 429 else None)
    reply = moengage.refusal(Request("POST", "/v1/customer/delete"), status)
    assert set(reply.document()) == {"title", "description"}
    assert moengage.refusal(Request("GET", "/elsewhere"), status).status == status
    assert not moengage.refused


def test_the_state_counts_what_is_kept() -> None:
    moengage = workspace()
    post(moengage, "transition", bulk(customer("u1"), event("u1"), customer("")))
    state = moengage.state()
    assert (state["users"], state["events"]) == (1, 1)
    assert state["calls"] == {"transition": 1}
    assert state["dropped"] == {"missing": 1}
