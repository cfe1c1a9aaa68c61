"""A stand-in of whoever receives the generic webhook: signed JSON, each delivery once."""

from __future__ import annotations

import hmac
import re
import threading
import time
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from .notes import Book, Refused, decode
from .server import Reply

if TYPE_CHECKING:
    from .limits import Clock
    from .server import Request

MAX_AGE = 5 * 60
"""Seconds that a signature holds, so that a call that was overheard cannot be played again."""


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """Return the signature header of a body: HMAC-SHA256 over the timestamp, a dot and the body."""
    digest = hmac.new(secret.encode(), timestamp.encode() + b"." + body, sha256)
    return f"sha256={digest.hexdigest()}"


class Webhook:
    """Takes signed records at any path, each idempotency key once."""

    def __init__(self, secret: str, *, clock: Clock = time.time) -> None:
        self._secret = secret
        self._clock = clock
        self._lock = threading.Lock()
        self._book = Book()
        self._taken: dict[str, bytes] = {}
        self.refused = self._book.refused
        self.dropped = self._book.dropped
        self.offences = self._book.offences
        self.records: list[dict[str, Any]] = []
        self.repeats = 0
        self.calls: Counter[str] = Counter()
        self.body_bytes: Counter[str] = Counter()

    def handle(self, request: Request) -> Reply:
        """Answer one call."""
        with self._lock:
            try:
                applied = self._take(request)
            except Refused as refused:
                self.refused.append(refused.note(refused.rule))
                return Reply.json(refused.status, {"error": refused.message})
        return Reply.json(200, {"status": "ok", "applied": applied})

    def refusal(self, request: Request, status: int) -> Reply:  # noqa: ARG002 - one wording for all
        """Word an error that is not the caller's fault."""
        return Reply.json(status, {"error": "try again"})

    def state(self) -> dict[str, Any]:
        """Count what is kept."""
        with self._lock:
            return {
                "records": len(self.records),
                "repeats": self.repeats,
                "calls": dict(self.calls),
                "body_bytes": dict(self.body_bytes),
                **self._book.counts(),
            }

    def _take(self, request: Request) -> bool:
        """Keep the records; False for a key that was there before."""
        if request.method != "POST":
            raise Refused(405, "method", "method not allowed")
        self._verify(request)
        key = request.headers.get("x-cdp-idempotency-key", "")
        if not key:
            raise Refused(400, "idempotency_key", "x-cdp-idempotency-key is missing")
        records = _records(request)
        print_ = sha256(request.body).digest()
        if key in self._taken:
            if self._taken[key] != print_:
                # other records under an old key are lost
                self._book.offend("idempotency_key_reused", key)
            self.repeats += 1
            return False
        self._taken[key] = print_
        self.calls["webhook"] += 1
        self.body_bytes["webhook"] += len(request.body)
        self.records += records
        return True

    def _verify(self, request: Request) -> None:
        timestamp = request.headers.get("x-cdp-timestamp", "")
        if re.fullmatch(r"[0-9]{1,12}", timestamp) is None:
            raise Refused(401, "timestamp", "x-cdp-timestamp is no unix time")
        if abs(self._clock() - int(timestamp)) > MAX_AGE:
            # a time to come would make a signature that holds for longer
            raise Refused(401, "timestamp_age", "x-cdp-timestamp is too far from now")
        given = request.headers.get("x-cdp-signature", "")
        wanted = sign(self._secret, timestamp, request.body)
        if not hmac.compare_digest(given.encode("latin-1"), wanted.encode()):
            raise Refused(401, "signature", "x-cdp-signature does not match")


def _records(request: Request) -> list[dict[str, Any]]:
    content = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content != "application/json":
        raise Refused(415, "content_type", "application/json is required")
    try:
        document = decode(request.body)
    except ValueError:
        raise Refused(400, "json", "malformed JSON") from None
    records = document.get("records") if isinstance(document, dict) else None
    if not isinstance(records, list) or not all(isinstance(r, dict) for r in records):
        raise Refused(400, "records", "records must be a list of objects")
    return records
