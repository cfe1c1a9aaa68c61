"""A stand-in of the WebEngage REST API: `/v1/accounts/…` with what external-apis.md B documents."""

from __future__ import annotations

import re
import threading
import time
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from . import webengage_rules as rules
from .limits import Limits
from .notes import Book, Refused, decode
from .server import Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .limits import Clock, Usage
    from .server import Request

PER_MINUTE = {
    "users": 5_000,
    "events": 5_000,
    "bulk-users": 500,
    "bulk-events": 500,
    "opengdpr_requests": 100,
}
"""External-apis.md B: requests a minute."""
BULK = {"bulk-users": "users", "bulk-events": "events"}
ROWS = 25
"""External-apis.md B: rows of one bulk call."""
REPEAT_WINDOW = 4 * 3600
"""External-apis.md B: seconds within which a repeated `x-request-id` is taken once."""
_PATH = re.compile(r"/v1/accounts/([^/]+)/([^/]+)")
_QUEUED = {"response": {"status": "queued"}}
_FAULTS = {429: "Error: rate limit exceeded.", 401: "Error: Unauthorized"}


@dataclass(frozen=True, slots=True)
class Event:
    """One event as it is kept; `user` is a userId, or an anonymousId of nobody known."""

    user: str
    name: str
    time: str | None
    data: dict[str, Any]


class WebEngage:
    """One licence. What it keeps may be read at any time between calls."""

    def __init__(
        self,
        license_code: str,
        key: str,
        *,
        limits: Limits | None = None,
        bulk_bad_row: Literal["fails_batch", "drops_row"] = "fails_batch",
        clock: Clock = time.time,
    ) -> None:
        """Make an empty licence with the documented limits, unless others are given.

        External-apis.md B: whether one bad row fails its bulk call is not documented [?]; it does,
        unless told otherwise.
        """
        self._license = license_code
        self._authorization = f"Bearer {key}"
        self._limits = Limits(PER_MINUTE, clock=clock) if limits is None else limits
        self._fails_batch = bulk_bad_row == "fails_batch"
        self._clock = clock
        self._lock = threading.Lock()
        self._book = Book()
        self._taken: dict[str, tuple[float, bytes]] = {}
        self.refused = self._book.refused
        self.dropped = self._book.dropped
        self.offences = self._book.offences
        self.users: dict[str, dict[str, Any]] = {}
        self.anonymous: dict[str, dict[str, Any]] = {}
        self.events: list[Event] = []
        self.events_by_id: Counter[str] = Counter()
        self.erased: set[str] = set()
        self.restricted: set[str] = set()
        self.gdpr: list[dict[str, Any]] = []
        self.repeats = 0
        self.user_schema = rules.Schema(self._book)
        self.event_schemas: dict[str, rules.Schema] = {}
        self.calls: Counter[str] = Counter()
        self.body_bytes: Counter[str] = Counter()

    def handle(self, request: Request) -> Reply:
        """Answer one call."""
        with self._lock:
            headers: dict[str, str] = {}
            try:
                resource = self._admit(request)
                self._charge(resource, headers)
                self.calls[resource] += 1
                self.body_bytes[resource] += len(request.body)
                self._do(resource, request)
            except Refused as refused:
                self.refused.append(refused.note(request.path.rsplit("/", 1)[-1]))
                return _failure(refused.status, refused.message, headers)
        return Reply.json(201, _QUEUED, headers)

    def refusal(self, request: Request, status: int) -> Reply:
        """Word an error that is not the caller's fault."""
        with self._lock:
            spent = self._limits.spent({request.path.rsplit("/", 1)[-1]: 1})
        headers = _headers(spent) if status == 429 else {}
        return _failure(status, _FAULTS.get(status, "Error: internal error."), headers)

    def profile(self, user: str) -> dict[str, Any]:
        """Return a user as campaigns see him: with the opt-ins that nobody has set."""
        with self._lock:
            return {**rules.DEFAULTS, **self.users[user]}

    def state(self) -> dict[str, Any]:
        """Count what is kept."""
        with self._lock:
            return {
                "users": len(self.users),
                "anonymous": len(self.anonymous),
                "events": len(self.events),
                "event_ids": len(self.events_by_id),
                "erased": len(self.erased),
                "repeats": self.repeats,
                "calls": dict(self.calls),
                "body_bytes": dict(self.body_bytes),
                **self._book.counts(),
            }

    def _admit(self, request: Request) -> str:
        """Name the resource. External-apis.md B: 404 URL, 400 licence or resource, 401 key."""
        place = _PATH.fullmatch(request.path)
        if place is None:
            raise Refused(404, "path", "Error: invalid URL.", where=request.path)
        if request.method != "POST":
            raise Refused(405, "method", "Error: method not allowed.", where=request.method)
        if request.headers.get("authorization") != self._authorization:
            raise Refused(401, "key", _FAULTS[401])
        license_code, resource = place.groups()
        if license_code != self._license:
            # the vendor's text says 404 of it where its table says 400 [?]
            raise rules.bad("license", "invalid license code.")
        if resource not in PER_MINUTE:
            raise rules.bad("resource", "invalid resource.", resource)
        return resource

    def _charge(self, resource: str, headers: dict[str, str]) -> None:
        """External-apis.md B: two headers, 429 on excess; no Retry-After is documented."""
        usage = self._limits.take({resource: 1})
        headers.update(_headers(usage))
        if usage is not None and not usage.allowed:
            raise Refused(429, "rate_limit", _FAULTS[429])

    def _do(self, resource: str, request: Request) -> None:
        content = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if content != "application/json":
            # every example sends it; what becomes of another is not documented [?]
            raise rules.bad("content_type", "Content-Type must be application/json.")
        try:
            document = decode(request.body)
        except ValueError:
            raise rules.bad("json", "malformed JSON.") from None
        if not isinstance(document, dict):
            raise rules.bad("json", "a JSON object is required.")
        if resource in BULK:
            self._bulk(BULK[resource], document)
        elif resource == "opengdpr_requests":
            self._gdpr(document)
        else:
            # checked before it is known to be a repeat: only what was ingested can be one
            row = self._check(resource, document)
            if not self._repeated(request):
                self._apply(resource, row)

    def _repeated(self, request: Request) -> bool:
        """External-apis.md B: an `x-request-id` of hex is taken once in four hours.

        It is documented of the single endpoints alone, so that bulk calls do not come here.
        """
        token = request.headers.get("x-request-id")
        if token is None:
            return False
        if re.fullmatch(r"[0-9a-fA-F]+", token) is None:
            self._book.offend("request_id_not_hex", token)
            return False
        now, print_ = self._clock(), sha256(request.path.encode() + request.body).digest()
        seen, first = self._taken.get(token, (-REPEAT_WINDOW, print_))
        if now - seen >= REPEAT_WINDOW:
            self._taken[token] = (now, print_)
            return False
        if first != print_:
            # another call under an old id is lost
            self._book.offend("request_id_reused", token)
        self.repeats += 1
        return True

    def _bulk(self, kind: str, document: Mapping[str, Any]) -> None:
        rows = document.get(kind)
        if not isinstance(rows, list) or not rows:
            raise rules.bad("rows", f"{kind} cannot be empty.", kind)
        if len(rows) > ROWS:
            # external-apis.md B: 25 a call
            raise rules.bad("row_count", f"{kind} must not exceed {ROWS}.", kind)
        good: list[dict[str, Any]] = []
        for place, row in enumerate(rows):
            try:
                good.append(self._check(kind, row))
            except Refused as refused:
                if self._fails_batch:
                    raise
                self.dropped.append(refused.note(f"[{place}]"))
        for row in good:
            self._apply(kind, row)

    def _check(self, kind: str, row: object) -> dict[str, Any]:
        check = rules.check_user if kind == "users" else rules.check_event
        return check(row, self._book)

    def _apply(self, kind: str, row: Mapping[str, Any]) -> None:
        id_name, key = rules.identity(row)
        known = id_name == "userId"
        if known and key in self.erased:
            self._book.offend("back_after_erasure", key)
        if kind == "users":
            self._user(self.users if known else self.anonymous, key, row)
        else:
            self._event(key, row)

    def _user(self, store: dict[str, dict[str, Any]], key: str, row: Mapping[str, Any]) -> None:
        """Set fields and attributes; latest wins, each for itself."""
        user = store.setdefault(key, {})
        user.update({n: row[n] for n in rules.USER_FIELDS if row.get(n) is not None})
        kept = self.user_schema.clean(row.get("attributes", {}), key)
        user.setdefault("attributes", {}).update(kept)

    def _event(self, key: str, row: Mapping[str, Any]) -> None:
        name = row["eventName"]
        fault = rules.name_fault(name)
        if fault:
            # external-apis.md B: such events are ignored
            self._book.offend(fault, f"{key} {name}")
            return
        schema = self.event_schemas.setdefault(name, rules.Schema(self._book))
        data = schema.clean(row.get("eventData", {}), f"{key} {name}")
        self.events.append(Event(key, name, row.get("eventTime"), data))
        if "event_id" in data:
            self.events_by_id[str(data["event_id"])] += 1

    def _gdpr(self, document: Mapping[str, Any]) -> None:
        """External-apis.md B: a uuid, one of four types, and one user a call."""
        token, kind = document.get("subject_request_id"), document.get("subject_request_type")
        if not isinstance(token, str) or not _is_uuid(token):
            raise rules.bad("gdpr_id", "subject_request_id must be a UUID.")
        if kind not in ("erasure", "restriction", "re-enable", "portability"):
            raise rules.bad("gdpr_type", "subject_request_type is invalid.")
        identities = document.get("subject_identities")
        if not isinstance(identities, list) or len(identities) != 1:
            raise rules.bad("gdpr_identities", "one subject identity is required.")
        identity = identities[0] if isinstance(identities[0], dict) else {}
        value = identity.get("identity_value")
        if identity.get("identity_type") != "cuid" or not isinstance(value, str) or not value:
            raise rules.bad("gdpr_identity", "identity_type must be cuid.")
        self.gdpr.append(dict(document))
        if kind == "erasure":
            self.users.pop(value, None)
            self.events[:] = [event for event in self.events if event.user != value]
            self.erased.add(value)
        elif kind == "restriction":
            self.restricted.add(value)
        elif kind == "re-enable":
            self.restricted.discard(value)


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


def _headers(usage: Usage | None) -> dict[str, str]:
    """External-apis.md B: limit and remaining, and no more than that."""
    if usage is None:
        return {}
    return {
        "X-RateLimit-Limit": str(usage.limit),
        "X-RateLimit-Remaining": str(usage.remaining),
    }


def _failure(status: int, message: str, headers: Mapping[str, str]) -> Reply:
    return Reply.json(status, {"response": {"message": message, "status": "error"}}, headers)
