"""The webhook stand-in: signatures, their age, and deliveries that come twice."""

from __future__ import annotations

import hmac
import json
from typing import Any

import pytest

from fakes.server import Request
from fakes.webhook import Webhook, sign

NOW = 1_790_000_000.0
RECORDS = [{"user_id": 1}, {"user_id": 2}]
BODY = json.dumps({"records": RECORDS}).encode()


def receiver() -> Webhook:
    return Webhook("secret", clock=lambda: NOW)


def headers(body: bytes = BODY, at: float = NOW, **change: str) -> dict[str, str]:
    timestamp = str(int(at))
    sent = {
        "content-type": "application/json",
        "x-cdp-timestamp": timestamp,
        "x-cdp-signature": sign("secret", timestamp, body),
        "x-cdp-idempotency-key": "k1",
    }
    changed = {f"x-cdp-{name}".replace("_", "-"): value for name, value in change.items()}
    return {name: value for name, value in {**sent, **changed}.items() if value != "-"}


def deliver(webhook: Webhook, body: bytes = BODY, **change: Any) -> int:
    request = Request("POST", "/hook", {}, change.pop("headers", headers(body, **change)), body)
    return webhook.handle(request).status


def test_the_signature_is_as_written_down() -> None:
    digest = hmac.new(b"secret", b"17." + BODY, "sha256").hexdigest()
    assert sign("secret", "17", BODY) == f"sha256={digest}"


def test_signed_records_are_kept() -> None:
    webhook = receiver()
    assert deliver(webhook) == 200
    assert webhook.records == RECORDS
    assert webhook.state()["records"] == 2


@pytest.mark.parametrize(
    ("status", "rule", "change"),
    [
        (401, "signature", {"signature": "-"}),
        (401, "signature", {"signature": sign("other", str(int(NOW)), BODY)}),
        (401, "signature", {"signature": sign("secret", str(int(NOW)), BODY + b" ")}),
        (401, "signature", {"signature": sign("secret", str(int(NOW) - 1), BODY)}),
        (401, "signature", {"signature": sign("secret", str(int(NOW)), BODY)[7:]}),
        (401, "timestamp", {"timestamp": "-"}),
        (401, "timestamp", {"timestamp": "2026-01-02T10:00:00Z"}),
        (401, "timestamp_age", {"at": NOW - 301}),
        (401, "timestamp_age", {"at": NOW + 301}),
        (400, "idempotency_key", {"idempotency_key": "-"}),
        (400, "json", {"body": b"{"}),
        (400, "records", {"body": b"[]"}),
        (400, "records", {"body": b'{"records": [1]}'}),
        (415, "content_type", {"headers": {**headers(), "content-type": "text/plain"}}),
    ],
)
def test_a_delivery_that_breaks_a_rule_is_refused(
    status: int, rule: str, change: dict[str, Any]
) -> None:
    webhook = receiver()
    assert deliver(webhook, **change) == status
    assert [note.rule for note in webhook.refused] == [rule]
    assert not webhook.records
    assert deliver(webhook) == 200


@pytest.mark.parametrize("at", [NOW - 300, NOW + 300])
def test_a_signature_holds_for_five_minutes(at: float) -> None:
    assert deliver(receiver(), at=at) == 200


def test_nothing_can_be_read() -> None:
    assert receiver().handle(Request("GET", "/hook", {}, headers(), BODY)).status == 405


def test_a_key_is_taken_once() -> None:
    webhook = receiver()
    for key in ("k1", "k1", "k2"):
        assert deliver(webhook, idempotency_key=key) == 200
    assert webhook.records == RECORDS * 2
    assert webhook.repeats == 1
    assert not webhook.offences
    assert deliver(webhook, b'{"records": []}', idempotency_key="k1") == 200
    assert webhook.offences == [("idempotency_key_reused", "k1")]
    assert webhook.records == RECORDS * 2


def test_made_up_errors_have_their_status() -> None:
    assert receiver().refusal(Request("POST", "/hook"), 503).status == 503
