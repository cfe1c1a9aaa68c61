"""Calls of the MoEngage stand-in, for the tests of what it lets through."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import TYPE_CHECKING, Any

from fakes.moengage import MoEngage
from fakes.server import Reply, Request

if TYPE_CHECKING:
    from collections.abc import Mapping

NOW = 1_790_000_000.0
AUTH = {
    "authorization": "Basic " + b64encode(b"WS:key").decode(),
    "content-type": "application/json",
}


def workspace(**options: Any) -> MoEngage:
    chosen: dict[str, Any] = {"clock": lambda: NOW, **options}
    return MoEngage("WS", "key", **chosen)


def post(
    moengage: MoEngage,
    endpoint: str,
    document: object,
    *,
    path: str = "",
    query: Mapping[str, str] | None = None,
    headers: Mapping[str, str] = AUTH,
) -> Reply:
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    query = {"app_id": "WS"} if query is None else query
    return moengage.handle(Request("POST", path or f"/v1/{endpoint}/WS", query, headers, body))


def customer(key: object = "u1", **attributes: Any) -> dict[str, Any]:
    return {"type": "customer", "customer_id": key, "attributes": attributes}


def bulk(*elements: object) -> dict[str, Any]:
    return {"type": "transition", "elements": list(elements)}


def rules(notes: list[Any]) -> list[str]:
    return [note.rule for note in notes]


def event(key: object = "u1", *actions: object) -> dict[str, Any]:
    return {"type": "event", "customer_id": key, "actions": list(actions or [action()])}


def action(name: object = "Called", **keys: Any) -> dict[str, Any]:
    return {"action": name, "current_time": "2026-01-02T10:00:00Z", **keys}
