"""What stands before the MoEngage stand-in's data: paths, keys, sizes, rates, and wording."""

from __future__ import annotations

import re
from base64 import b64decode
from typing import TYPE_CHECKING, Any

from .notes import Refused, decode
from .server import Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .server import Request

BODY = 128 * 1024
"""External-apis.md A: 128 KB a request; whether a KB is 1,000 or 1,024 bytes is not said [?]."""
BUDGET = 100_000
"""External-apis.md A: the bulk page says 100 KB, so more than this is noted as an offence."""
PER_MINUTE = {
    "customer": 10_000,
    "event": 30_000,
    "device": 10_000,
    "bulk_users": 10_000,
    "bulk_events": 30_000,
    "merge": 1_000,
    "delete": 5_000,
}
"""External-apis.md A. Bulk takes 60,000 of each by newer copies of the page; the lower hold here.

None is documented for `opengdpr_requests`.
"""
FAIR_USE = {60: 5_000, 300: 10_000, 3_600: 50_000, 86_400: 100_000}
"""External-apis.md A: most updates and events of one user, by seconds."""

_WORKSPACE_PATH = re.compile(r"/v1/(customer|event|device|transition|opengdpr_requests)/([^/]+)")
_QUERY_PATHS = {"/v1/customer/merge": "merge", "/v1/customer/delete": "delete"}
_FAULTS = {429: ("Rate limit exceeded", "RateLimitError")}


def endpoint_of(request: Request) -> str:
    """Name the endpoint. External-apis.md A lists the paths; all of them are posted to."""
    place = _WORKSPACE_PATH.fullmatch(request.path)
    endpoint = _QUERY_PATHS.get(request.path) or (place.group(1) if place else "")
    if not endpoint:
        raise Refused(404, "path", "Resource not found.", where=request.path)
    if request.method != "POST":
        raise Refused(405, "method", "Method not allowed", where=request.method)
    return endpoint


class Door:
    """Lets in the calls of one workspace."""

    def __init__(self, workspace: str, key: str) -> None:
        self._workspace = workspace
        self._key = key

    def admit(self, request: Request, endpoint: str) -> None:
        """Check who calls, for which workspace, and what kind of body. Raises Refused."""
        self._authenticate(request)
        if endpoint in _QUERY_PATHS.values():
            workspace = request.query.get("app_id")
            if workspace is None:
                message = "app_id is required in path/query params."
                raise Refused(400, "app_id", message, kind="ParamsRequired")
        else:
            workspace = request.path.rsplit("/", 1)[1]
        if workspace != self._workspace:
            # external-apis.md A: a mismatch gives 401 or 409; the vendor's table says 409 of paths
            message = "App key mismatch in params and authentication"
            raise Refused(409, "workspace", message, kind="Authentication Mismatch")
        content = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if content != "application/json":
            # external-apis.md A: 415
            raise Refused(415, "content_type", "Unsupported Media Type", kind="MediaTypeError")
        if len(request.body) > BODY:
            # external-apis.md A: 413
            message = "The payload can not exceed 128KB"
            raise Refused(413, "body_size", message, kind="PayloadTooLarge")

    def _authenticate(self, request: Request) -> None:
        """External-apis.md A: `Basic b64(workspace:key)`; a MOE-APPKEY is optional but must fit."""
        scheme, _, code = request.headers.get("authorization", "").partition(" ")
        if not scheme:
            raise _stranger("authorization", "Authentication Header Required")
        try:
            username, _, key = b64decode(code, validate=True).decode().partition(":")
        except ValueError:
            username, key = "", ""
        if scheme != "Basic" or not key:
            raise _stranger("authorization", "Invalid identity information found")
        if username != self._workspace:
            raise _stranger("username", "Invalid APP_ID used in Authentication Header")
        if key != self._key:
            raise _stranger("key", "App Secret key mismatch.")
        if request.headers.get("moe-appkey", self._workspace) != self._workspace:
            raise _stranger("app_key", "MOE_APPKEY doesn't match the Username in Basic Auth")


def _stranger(rule: str, message: str) -> Refused:
    return Refused(401, rule, message, kind="Authentication required")


def document_of(request: Request, endpoint: str) -> Any:
    """Read the body; None for one of a bulk call that cannot be read."""
    try:
        document = decode(request.body)
    except ValueError:
        document = None
    if isinstance(document, dict):
        return document
    if endpoint == "transition":
        # external-apis.md A: bulk calls are always answered with 200, so this is found out later
        return None
    message = "Could not decode the request body. The JSON was incorrect or not encoded as UTF-8."
    raise Refused(400, "json", message, kind="Malformed JSON")


def limits_of(endpoint: str) -> dict[str, int]:
    """Name the limits of an endpoint."""
    names = ("bulk_users", "bulk_events") if endpoint == "transition" else (endpoint,)
    return dict.fromkeys(names, 1)


def costs_of(endpoint: str, document: Any) -> dict[str, int]:
    """Count what a call is charged: external-apis.md A counts users and events, not calls."""
    if endpoint == "event":
        return {"event": _length(document, "actions")}
    if endpoint == "merge":
        return {"merge": _length(document, "merge_data")}
    if endpoint != "transition":
        return {endpoint: 1}
    elements = document.get("elements") if document else None
    elements = elements if isinstance(elements, list) else []
    events = [e for e in elements if isinstance(e, dict) and e.get("type") == "event"]
    users = len(elements) - len(events)
    return {"bulk_users": users, "bulk_events": sum(_length(e, "actions") for e in events)}


def _length(document: Mapping[str, Any], name: str) -> int:
    entries = document.get(name)
    return len(entries) if isinstance(entries, list) else 1


def failure(refused: Refused, endpoint: str, headers: Mapping[str, str], request_id: str) -> Reply:
    """Word a refusal. External-apis.md A: two shapes, one of them for 429 and 5xx of delete."""
    message, kind = refused.message, refused.kind or "AttributeError"
    if not message:
        message, kind = _FAULTS.get(refused.status, ("Internal Server Error", "ServerError"))
    if endpoint == "delete" and (refused.status == 429 or refused.status >= 500):
        return Reply.json(refused.status, {"title": kind, "description": message}, headers)
    error = {"message": message, "type": kind, "request_id": request_id}
    if refused.where:
        error["attribute"] = refused.where
    return Reply.json(refused.status, {"status": "fail", "error": error}, headers)
