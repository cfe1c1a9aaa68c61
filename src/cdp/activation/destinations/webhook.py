"""Signed JSON to an address of one's own.

Every request carries `x-cdp-timestamp` (seconds), `x-cdp-signature` (`sha256=` and the HMAC of
timestamp, a point and the body) and `x-cdp-idempotency-key`, which stays the same when a request is
sent again. Any 2xx says that it was taken.
"""

from __future__ import annotations

import hmac
from datetime import UTC
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from cdp.activation.check import flag_names, repeated_names
from cdp.activation.convert import RefusedError, keep_value, to_json_bytes, write_iso_day
from cdp.activation.mapping import Mapper
from cdp.activation.record import (
    Answer,
    Element,
    Event,
    Flags,
    Limits,
    Merge,
    Rejection,
    Removal,
    Request,
    User,
    Verdict,
    is_redirect,
)  # fmt: skip
from cdp.project.config import Section
from cdp.project.destination import Address, DestinationSettings, Env

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from cdp.activation.destination import Context
    from cdp.activation.record import Record, Response

ENDPOINT = "records"
_HEAD, _TAIL = b'{"records":[', b"]}"


class WebhookAccount(Section):
    """An address of one's own that takes signed JSON."""

    url: Address = Field(description="Where records are posted.")
    secret_env: Env = Field(description="Environment variable with the signing secret.")
    records: int = Field(default=500, ge=1, description="Most records a request.")
    bytes: int = Field(default=1_000_000, ge=10_000, description="Most bytes a request.")
    per_minute: int = Field(default=600, ge=1, description="Most requests a minute.")


class Settings(DestinationSettings, frozen=True):
    """A sync to an address of one's own."""

    type: Literal["webhook"] = Field(description="Which tool.")
    account: WebhookAccount = Field(description="Where and as whom.")


def connect(wanted: Settings, context: Context) -> Webhook:
    """Make the destination ready."""
    return Webhook(wanted, context)


def mistakes(wanted: Settings, columns: Sequence[str]) -> list[tuple[str, str]]:  # noqa: ARG001
    """Find attributes without a name and those that are sent twice."""
    named = [(f"fields.{i}.attribute", f.attribute) for i, f in enumerate(wanted.fields)]
    named += flag_names(wanted)
    empty = [(key, "an attribute has no name") for key, name in named if not name.strip()]
    return empty + repeated_names(named)


def can_merge(_: Settings) -> bool:
    """Whether users can be merged there."""
    return True


class Webhook:
    """One address."""

    def __init__(self, wanted: Settings, context: Context) -> None:
        account = wanted.account
        self._url, self._secret = account.url, context.secrets[account.secret_env].encode()
        self.limits = {
            ENDPOINT: Limits(account.records, account.bytes, account.per_minute, "requests")
        }
        self._rename = wanted.events.rename if wanted.events else {}
        self._mapper = Mapper(
            wanted.fields, pass_others=wanted.other_fields == "pass",
            writer_for=_webhook_writer_for, check_name=lambda _: None, types=context.types,
        )  # fmt: skip

    def encode(self, record: Record, *, single: bool = False) -> Element | Rejection:  # noqa: ARG002 - there is one endpoint
        """Say one record as JSON of a `kind`."""
        try:
            return _webhook_element(*self._said(record))
        except RefusedError as error:
            return Rejection(str(error))

    def _said(self, record: Record) -> tuple[dict[str, Any], str, str]:
        match record:
            case User():
                found, empty = self._mapper.apply(record.attributes, whole=record.whole)
                found |= dict.fromkeys(empty)
                body = {"kind": "user", "user_id": record.user_id, "attributes": found}
                return body, record.user_id, record.user_id
            case Flags():
                flags = dict(record.flags)
                body = {"kind": "user", "user_id": record.user_id, "attributes": flags}
                return body, record.user_id, record.user_id
            case Event():
                name = self._rename.get(record.event_name, record.event_name)
                body = {
                    "kind": "event", "event_id": record.event_id, "user_id": record.user_id,
                    "event_name": name, "occurred_at": f"{record.occurred_at.isoformat()}Z",
                    "properties": self._mapper.others(record.properties, name),
                }  # fmt: skip
                return body, record.user_id, record.event_id
            case Merge():
                body = {"kind": "merge", "from": record.retired, "to": record.retained}
                return body, record.retired, record.retired
            case Removal():
                kind = "erase" if record.erase else "remove"
                return {"kind": kind, "user_id": record.user_id}, record.user_id, record.user_id

    def overhead(self, endpoint: str) -> tuple[int, int]:  # noqa: ARG002 - there is one endpoint
        """Count the bytes around and between elements."""
        return len(_HEAD) + len(_TAIL), 1

    def request(self, endpoint: str, elements: Sequence[Element], at: datetime) -> Request:  # noqa: ARG002
        """Join elements into one signed request."""
        body = _HEAD + b",".join(e.body for e in elements) + _TAIL
        stamp = str(int(at.replace(tzinfo=UTC).timestamp()))
        signed = hmac.new(self._secret, f"{stamp}.".encode() + body, sha256).hexdigest()
        headers = {
            "Content-Type": "application/json", "x-cdp-timestamp": stamp,
            "x-cdp-signature": f"sha256={signed}",
            "x-cdp-idempotency-key": sha256(body).hexdigest()[:32],
        }  # fmt: skip
        return Request("POST", self._url, headers, body, frozenset({"x-cdp-signature"}))

    def decode(self, response: Response) -> Answer:
        """Read a response by its status."""
        if 200 <= response.status < 300:  # noqa: PLR2004
            return Answer(Verdict.accepted)
        if response.status == 429:  # noqa: PLR2004
            return Answer(Verdict.limited)
        if response.status in {401, 403, 404, 405, 410} or is_redirect(response):
            return Answer(Verdict.closed, f"the address answered {response.status}")
        later = response.status >= 500  # noqa: PLR2004
        verdict = Verdict.retry if later else Verdict.rejected
        return Answer(verdict, f"the address answered {response.status}")


def _webhook_element(body: dict[str, Any], lane: str, key: str) -> Element:
    return Element(ENDPOINT, to_json_bytes(body), lane, key)


def _webhook_writer_for(name: str, kind: str) -> Callable[[Any], Any]:  # noqa: ARG001 - any column
    """Choose what writes values of a kind."""
    return {"datetime": _write_webhook_instant, "date": write_iso_day}.get(kind, keep_value)


def _write_webhook_instant(value: datetime) -> str:
    return f"{value.isoformat()}Z"
