"""A stand-in of the MoEngage Data API: `/v1/…` with what external-apis.md A documents.

The vendor says that every bulk call is answered with 200, although its OpenAPI also lists a 400 for
it [?]. The stand-in answers 200 as long as the call is let in, and only `dropped` tells what was
lost.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from typing import TYPE_CHECKING, Any, Literal

from . import moengage_rules as rules
from .limits import FairUse, Limits
from .moengage_door import (
    BUDGET,
    FAIR_USE,
    PER_MINUTE,
    Door,
    costs_of,
    document_of,
    endpoint_of,
    failure,
    limits_of,
)
from .moengage_store import USER_ATTRIBUTES, Catalogue, Events, Users
from .notes import Book, Refused
from .server import Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .limits import Clock, Usage
    from .server import Request

__all__ = ["PER_MINUTE", "MoEngage"]

MERGES = 50
IDENTITIES: dict[str, tuple[str, ...]] = {
    "ID": (),
    "user_secondary_id": ("user_secondary_id",),
    "email": ("u_em", "email"),
    "mobile": ("u_mb", "mobile", "moe_mobile"),
    "google_advertising_id": ("moe_gaid",),
    "advertising_identifier": ("advertising_identifier",),
}
_ACCEPTED = "Your request has been accepted and will be processed soon."


class MoEngage:
    """One workspace. What it keeps may be read at any time between calls."""

    def __init__(
        self,
        workspace: str,
        key: str,
        *,
        limits: Limits | None = None,
        identity_resolution: bool = False,
        clock: Clock = time.time,
        reset: Literal["seconds", "epoch"] = "seconds",
    ) -> None:
        """Make an empty workspace with the documented limits, unless others are given.

        External-apis.md, traps: the vendor's two pages disagree on what `x-ratelimit-reset` means;
        `reset` chooses.
        """
        self._door = Door(workspace, key)
        self._limits = Limits(PER_MINUTE, clock=clock) if limits is None else limits
        self._identity_resolution = identity_resolution
        self._clock = clock
        self._reset = reset
        self._fair_use = FairUse(FAIR_USE, clock)
        self._lock = threading.Lock()
        self._book = Book()
        standard = {**rules.STANDARD, **(rules.IDENTIFIERS if identity_resolution else {})}
        catalogue = Catalogue(USER_ATTRIBUTES, self._book, rules.user_attribute, standard)
        self._users = Users(self._book, clock, catalogue)
        self._events = Events(self._book, clock)
        self.refused = self._book.refused
        self.dropped = self._book.dropped
        self.offences = self._book.offences
        self.users = self._users.users
        self.merged = self._users.merged
        self.deleted = self._users.deleted
        self.erased = self._users.erased
        self.events = self._events.events
        self.events_by_id = self._events.by_id
        self.devices: dict[str, dict[str, Any]] = {}
        self.calls: Counter[str] = Counter()
        self.body_bytes: Counter[str] = Counter()

    def handle(self, request: Request) -> Reply:
        """Answer one call."""
        endpoint = ""
        try:
            endpoint = endpoint_of(request)
            self._door.admit(request, endpoint)
            document = document_of(request, endpoint)
        except Refused as refused:
            with self._lock:
                return self._failure(refused, endpoint, {})
        with self._lock:
            return self._answer(endpoint, document, len(request.body))

    def refusal(self, request: Request, status: int) -> Reply:
        """Word an error that is not the caller's fault."""
        try:
            endpoint = endpoint_of(request)
        except Refused:
            endpoint = ""
        with self._lock:
            usage = self._limits.spent(limits_of(endpoint)) if status == 429 else None
            return failure(Refused(status, "fault", ""), endpoint, self._headers(usage), "fault")

    def state(self) -> dict[str, Any]:
        """Count what is kept."""
        with self._lock:
            return {
                "users": len(self.users),
                "events": len(self.events),
                "event_ids": len(self.events_by_id),
                "merged": len(self.merged),
                "deleted": len(self.deleted),
                "erased": len(self.erased),
                "calls": dict(self.calls),
                "body_bytes": dict(self.body_bytes),
                **self._book.counts(),
            }

    def _answer(self, endpoint: str, document: Any, size: int) -> Reply:
        usage = self._limits.take(costs_of(endpoint, document))
        headers = self._headers(usage)
        if usage is not None and not usage.allowed:
            # external-apis.md A: 429 with the three headers; no Retry-After is documented
            return self._failure(Refused(429, "rate_limit", ""), endpoint, headers)
        self.calls[endpoint] += 1
        self.body_bytes[endpoint] += size
        if size > BUDGET:
            self._book.offend("over_budget", f"{endpoint} {size} bytes")
        try:
            outcome = self._do(endpoint, document)
        except Refused as refused:
            return self._failure(refused, endpoint, headers)
        request_id = f"r{self.calls.total():07d}"
        return Reply.json(200, {"status": "success", **outcome, "request_id": request_id}, headers)

    def _do(self, endpoint: str, document: Any) -> dict[str, str]:
        if endpoint == "transition":
            self._transition(document)
        elif endpoint == "merge":
            self._merge(document)
            return {"operation": "created"}
        elif endpoint == "delete":
            self._delete(document)
        elif endpoint == "opengdpr_requests":
            self._erase(document)
        else:
            self._element(document, (endpoint,))
        return {"message": _ACCEPTED}

    def _transition(self, document: Any) -> None:
        """Take the elements that are good; external-apis.md A: the others are lost in silence."""
        if document is None or document.get("type") != "transition":
            self._book.drop("envelope", "transition")
            return
        elements = document.get("elements")
        if not isinstance(elements, list) or not elements:
            self._book.drop("elements", "transition")
            return
        for place, element in enumerate(elements):
            try:
                self._element(element, ("customer", "event", "device"))
            except Refused as refused:
                name = element.get("customer_id", "?") if isinstance(element, dict) else "?"
                self.dropped.append(refused.note(f"[{place}] {name}"))

    def _element(self, element: Any, kinds: tuple[str, ...]) -> None:
        """Take a user, the events of a user, or a device."""
        kind = element.get("type") if isinstance(element, dict) else None
        if kind not in kinds:
            # external-apis.md A: `type` must be there, and in lower case
            message = "type in elements should be customer/event/device"
            raise Refused(400, "type", message, where="type")
        count = 1
        if kind == "customer":
            key = self._key(element, element.get("attributes"))
            self._users.upsert(key, element)
        elif kind == "event":
            key = self._key(element, element.get("user_identifiers"))
            count = self._events.take(key, element)
            # the vendor's overview: a user who does not exist is made by his first event
            self._users.ensure(key)
        else:
            key = self._key(element, None)
            self._device(key, element)
        for breach in self._fair_use.breaches(key, count):
            # external-apis.md A: a breach loses this user's data for hours
            self._book.offend("fair_use", f"{key} {breach}")

    def _key(self, element: Mapping[str, Any], identifiers: Any) -> str:
        """Name the user. External-apis.md A: the id is optional with Identity Resolution on.

        Users without a `customer_id` go by their identifier; profiles that share one are not
        joined here as the vendor would.
        """
        if "customer_id" in element:
            return rules.customer_id(element["customer_id"])
        if self._identity_resolution and isinstance(identifiers, dict):
            for name in ("moe_mobile", "u_mb", "mobile", "u_em", "email"):
                if isinstance(identifiers.get(name), str):
                    return f"{name}:{identifiers[name]}"
        raise rules.missing("customer_id")

    def _device(self, key: str, element: Mapping[str, Any]) -> None:
        """External-apis.md A: platform and push_id are needed, the user must exist."""
        attributes = element.get("attributes")
        if not isinstance(attributes, dict):
            raise rules.missing("attributes")
        platform, push_id = (_text(attributes, name) for name in ("platform", "push_id"))
        if platform not in rules.DEVICE_PLATFORMS:
            message = "'platform' is not a valid platform."
            raise Refused(400, "platform", message, where="platform", kind="ValueError")
        if key not in self.users:
            raise Refused(400, "unknown_user", "the user does not exist", where=key)
        device = {"customer_id": key, "platform": platform, "push_id": push_id}
        self.devices[str(element.get("device_id", key))] = device

    def _merge(self, document: Mapping[str, Any]) -> None:
        """External-apis.md A: at most 50 a call, and not where Identity Resolution is on."""
        if self._identity_resolution:
            raise Refused(400, "merge_disabled", "Merge User is not functional in this workspace")
        pairs = document.get("merge_data")
        if not isinstance(pairs, list) or not pairs:
            raise rules.missing("merge_data")
        if len(pairs) > MERGES:
            raise Refused(400, "merge_count", "at most 50 users can be merged in a call")
        names = [(_text(pair, "merged_user"), _text(pair, "retained_user")) for pair in pairs]
        for gone, kept in names:
            if gone == kept:
                # what the vendor does with it is not documented [?]
                raise Refused(400, "merge_self", "a user cannot be merged into itself", where=gone)
        for gone, kept in names:
            self._users.merge(gone, kept)

    def _delete(self, document: Mapping[str, Any]) -> None:
        """External-apis.md A: one user a call; a body with anything else in it is refused [?]."""
        if set(document) != {"identity_type", "identity_value"}:
            raise Refused(400, "delete_body", "identity_type and identity_value are required")
        kind, value = _text(document, "identity_type"), _text(document, "identity_value")
        if kind not in {"customer_id", "moengage_id"}:
            raise Refused(400, "identity_type", "identity_type is invalid", kind="Invalid Params")
        if kind == "moengage_id":
            # the stand-in gives out no ids of its own, so that it knows none
            raise Refused(400, "unknown_user", "User doesn't exists", where=value, kind="Not Found")
        self._users.delete(value)

    def _erase(self, document: Mapping[str, Any]) -> None:
        """External-apis.md A; the vendor's page: one payload cannot erase several people."""
        for name in ("request_type", "submitted_time", "identities", "api_version"):
            if name not in document:
                raise rules.missing(name)
        if document["request_type"] != "erasure" or document["api_version"] != "1.0":
            raise Refused(400, "gdpr_request", "only erasure of version 1.0 is documented")
        rules.instant(document["submitted_time"], "submitted_time")
        identities = document["identities"]
        if not isinstance(identities, list) or not identities:
            raise rules.missing("identities")
        named = {_text(one, "identity_type"): _text(one, "identity_value") for one in identities}
        if len(named) < len(identities):
            # two identities of one type are two people [?]
            raise Refused(400, "one_person", "multiple users cannot be deleted in one payload")
        if not named.keys() <= IDENTITIES.keys():
            raise Refused(400, "identity_type", "identity_type is invalid", where="identity_type")
        for kind, value in named.items():
            self._events.forget(self._users.erase(IDENTITIES[kind], value))

    def _headers(self, usage: Usage | None) -> dict[str, str]:
        """External-apis.md A: limit, remaining and reset, the last in seconds or as an epoch."""
        if usage is None:
            return {}
        reset = usage.reset if self._reset == "seconds" else self._clock() + usage.reset
        return {
            "x-ratelimit-limit": str(usage.limit),
            "x-ratelimit-remaining": str(usage.remaining),
            # documented to be below 60, hence rounded down
            "x-ratelimit-reset": str(int(reset)),
        }

    def _failure(self, refused: Refused, endpoint: str, headers: Mapping[str, str]) -> Reply:
        self.refused.append(refused.note(endpoint))
        return failure(refused, endpoint, headers, f"e{len(self.refused):07d}")


def _text(document: Any, name: str) -> str:
    value = document.get(name) if isinstance(document, dict) else None
    if not isinstance(value, str) or not value:
        message = f"{name} is expected to be String or Unicode String."
        raise rules.missing(name, message)
    return value
