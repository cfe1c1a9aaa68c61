"""Calls of the WebEngage stand-in, for the tests of what it lets through."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fakes.server import Reply, Request
from fakes.webengage import WebEngage

if TYPE_CHECKING:
    from collections.abc import Mapping

NOW = 1_790_000_000.0
AUTH = {"authorization": "Bearer key", "content-type": "application/json"}


def licence(**options: Any) -> WebEngage:
    chosen: dict[str, Any] = {"clock": lambda: NOW, **options}
    return WebEngage("lic", "key", **chosen)


def post(
    webengage: WebEngage,
    resource: str,
    document: object,
    *,
    path: str = "",
    headers: Mapping[str, str] = AUTH,
) -> Reply:
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    path = path or f"/v1/accounts/lic/{resource}"
    return webengage.handle(Request("POST", path, {}, headers, body))


def user(key: object = "u1", **fields: Any) -> dict[str, Any]:
    return {"userId": key, **fields}


def event(key: object = "u1", name: object = "Called", **data: Any) -> dict[str, Any]:
    return {"userId": key, "eventName": name, "eventData": data}


def rules(notes: list[Any]) -> list[str]:
    return [note.rule for note in notes]
