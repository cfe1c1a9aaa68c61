"""The WebEngage stand-in: who is let in, batches and rates, repeated calls, and GDPR requests."""

from __future__ import annotations

from typing import Any

import pytest
from webengage_calls import AUTH, NOW, event, licence, post, rules, user

from fakes.limits import Limits
from fakes.server import Request
from fakes.webengage import PER_MINUTE, WebEngage


@pytest.mark.parametrize(
    ("status", "rule", "change"),
    [
        (401, "key", {"headers": {"content-type": "application/json"}}),
        (401, "key", {"headers": {**AUTH, "authorization": "Bearer other"}}),
        (401, "key", {"headers": {**AUTH, "authorization": "Basic key"}}),
        (400, "license", {"path": "/v1/accounts/other/users"}),
        (400, "resource", {"path": "/v1/accounts/lic/people"}),
        (404, "path", {"path": "/v1/account/lic/users"}),
        (404, "path", {"path": "/v2/accounts/lic/users"}),
        (404, "path", {"path": "/v1/accounts/lic/users/bulk"}),
        (400, "content_type", {"headers": {**AUTH, "content-type": "text/plain"}}),
    ],
)
def test_a_call_that_is_not_let_in_changes_nothing(
    status: int, rule: str, change: dict[str, Any]
) -> None:
    webengage = licence()
    reply = post(webengage, "users", user(), **change)
    assert (reply.status, rules(webengage.refused)) == (status, [rule])
    assert reply.document()["response"]["status"] == "error"
    assert not webengage.users
    assert post(webengage, "users", user()).status == 201


def test_nothing_can_be_read() -> None:
    request = Request("GET", "/v1/accounts/lic/users", {}, AUTH)
    assert licence().handle(request).status == 405


@pytest.mark.parametrize("body", [b"", b"{", b'{"a": NaN}', b'"\xff"', b"[]"])
def test_a_body_that_is_no_json_object_is_refused(body: bytes) -> None:
    webengage = licence()
    assert post(webengage, "users", body).status == 400
    assert rules(webengage.refused) == ["json"]


@pytest.mark.parametrize("kind", ["users", "events"])
def test_a_bulk_call_takes_25_rows(kind: str) -> None:
    webengage = licence()
    rows = [user(f"u{n}") if kind == "users" else event(f"u{n}") for n in range(26)]
    for broken in (rows, [], {}, None):
        assert post(webengage, f"bulk-{kind}", {kind: broken}).status == 400
    assert rules(webengage.refused) == ["row_count", "rows", "rows", "rows"]
    assert not webengage.users
    assert not webengage.events
    assert post(webengage, f"bulk-{kind}", {kind: rows[:25]}).status == 201
    assert len(webengage.users if kind == "users" else webengage.events) == 25


@pytest.mark.parametrize(
    ("resource", "document", "limit"),
    [
        ("users", user(), 5_000),
        ("events", event(), 5_000),
        ("bulk-users", {"users": [user("u1"), user("u2")]}, 500),
        ("bulk-events", {"events": [event(), event()]}, 500),
    ],
)
def test_every_answer_tells_the_limit_of_its_endpoint(
    resource: str, document: Any, limit: int
) -> None:
    headers = dict(post(licence(), resource, document).headers)
    del headers["content-type"]
    expected = {"X-RateLimit-Limit": str(limit), "X-RateLimit-Remaining": str(limit - 1)}
    assert headers == expected


def test_calls_above_the_limit_are_refused_until_the_minute_ends() -> None:
    now = [NOW - NOW % 60]
    limits = Limits(PER_MINUTE, scale=0.004, clock=lambda: now[0])  # 2 bulk calls, 20 single ones
    webengage = licence(clock=lambda: now[0], limits=limits)
    statuses = []
    for n in range(3):
        reply = post(webengage, "bulk-users", {"users": [user(f"u{n}")]})
        statuses.append((reply.status, reply.headers["X-RateLimit-Remaining"]))
    assert statuses == [(201, "1"), (201, "0"), (429, "0")]
    assert list(webengage.users) == ["u0", "u1"]
    assert post(webengage, "users", user("u2")).status == 201
    now[0] += 60
    assert post(webengage, "bulk-users", {"users": [user("u3")]}).status == 201
    off = post(licence(limits=Limits.off()), "users", user())
    assert set(off.headers) == {"content-type"}


def once(token: str) -> dict[str, str]:
    return {**AUTH, "x-request-id": token}


@pytest.mark.parametrize("resource", ["users", "events"])
def test_a_request_id_is_taken_once_in_four_hours(resource: str) -> None:
    now = [NOW]
    webengage = licence(clock=lambda: now[0])
    document = event() if resource == "events" else user()
    for elapsed, repeats in ((0, 0), (1, 1), (14_398, 2), (1, 2), (14_399, 3)):
        now[0] += elapsed
        assert post(webengage, resource, document, headers=once("c0ffee")).status == 201
        assert webengage.repeats == repeats
    assert len(webengage.events) == (2 if resource == "events" else 0)
    post(webengage, resource, document, headers=once("c0ffef"))
    assert webengage.repeats == 3
    assert not webengage.offences


def test_a_refused_call_does_not_use_up_its_request_id() -> None:
    webengage = licence()
    assert post(webengage, "events", {"userId": "u1"}, headers=once("a1")).status == 400
    assert post(webengage, "events", event(), headers=once("a1")).status == 201
    assert len(webengage.events) == 1


def test_another_call_under_an_old_request_id_is_lost() -> None:
    webengage = licence()
    post(webengage, "events", event("u1"), headers=once("a1"))
    assert post(webengage, "events", event("u2"), headers=once("a1")).status == 201
    assert webengage.offences == [("request_id_reused", "a1")]
    assert [e.user for e in webengage.events] == ["u1"]


def test_a_request_id_that_is_not_hex_or_on_a_bulk_call_does_nothing() -> None:
    webengage = licence()
    for _ in range(2):
        post(webengage, "events", event(), headers=once("call-7"))
    assert rules(webengage.offences) == ["request_id_not_hex"] * 2
    for _ in range(2):
        post(webengage, "bulk-events", {"events": [event()]}, headers=once("a1"))
    assert len(webengage.events) == 4
    assert webengage.repeats == 0


UUID = "0191e7a2-3f7e-7c1e-9d4b-5b1f0c6d2a10"


def gdpr(webengage: WebEngage, kind: object = "erasure", **change: Any) -> int:
    document = {
        "subject_request_id": UUID,
        "subject_request_type": kind,
        "subject_identities": [{"identity_type": "cuid", "identity_value": "u1"}],
        **change,
    }
    return post(webengage, "opengdpr_requests", document).status


def test_an_erasure_takes_a_user_and_his_events() -> None:
    webengage = licence()
    post(webengage, "bulk-users", {"users": [user("u1"), user("u2")]})
    post(webengage, "bulk-events", {"events": [event("u1"), event("u2")]})
    assert gdpr(webengage) == 201
    assert list(webengage.users) == ["u2"]
    assert [e.user for e in webengage.events] == ["u2"]
    assert webengage.erased == {"u1"}
    post(webengage, "users", user("u1"))
    assert webengage.offences == [("back_after_erasure", "u1")]


def test_the_other_requests_take_nobody() -> None:
    webengage = licence()
    post(webengage, "users", user("u1"))
    assert gdpr(webengage, "restriction") == 201
    assert webengage.restricted == {"u1"}
    assert gdpr(webengage, "re-enable") == 201
    assert gdpr(webengage, "portability") == 201
    assert webengage.restricted == set()
    assert list(webengage.users) == ["u1"]
    kinds = [request["subject_request_type"] for request in webengage.gdpr]
    assert kinds == ["restriction", "re-enable", "portability"]


ONE = {"identity_type": "cuid", "identity_value": "u1"}


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("gdpr_id", {"subject_request_id": "7"}),
        ("gdpr_id", {"subject_request_id": None}),
        ("gdpr_type", {"kind": "delete"}),
        ("gdpr_identities", {"subject_identities": [ONE, ONE]}),
        ("gdpr_identities", {"subject_identities": []}),
        ("gdpr_identity", {"subject_identities": [{**ONE, "identity_type": "email"}]}),
        ("gdpr_identity", {"subject_identities": [{**ONE, "identity_value": 7}]}),
    ],
)
def test_bad_gdpr_requests_are_refused(rule: str, change: dict[str, Any]) -> None:
    webengage = licence()
    post(webengage, "users", user("u1"))
    assert gdpr(webengage, **change) == 400
    assert rules(webengage.refused) == [rule]
    assert list(webengage.users) == ["u1"]


def test_gdpr_requests_are_100_a_minute() -> None:
    webengage = licence()
    assert [gdpr(webengage) for _ in range(101)] == [201] * 100 + [429]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_made_up_errors_are_worded_as_the_vendor_does(status: int) -> None:
    webengage = licence()
    reply = webengage.refusal(Request("POST", "/v1/accounts/lic/users"), status)
    assert (reply.status, reply.document()["response"]["status"]) == (status, "error")
    assert reply.headers.get("X-RateLimit-Remaining") == ("0" if status == 429 else None)
    assert not webengage.refused


def test_the_state_counts_what_is_kept() -> None:
    webengage = licence()
    post(webengage, "bulk-users", {"users": [user("u1"), user("u2")]})
    state = webengage.state()
    assert (state["users"], state["calls"]) == (2, {"bulk-users": 1})
