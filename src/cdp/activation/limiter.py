"""A token bucket an endpoint, which listens to the rate-limit headers of answers.

No library known to us follows headers; the arithmetic is a dozen lines.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cdp.activation.clock import Clock
    from cdp.activation.record import Limits

BURST = 1 / 30
"""Share of a minute's allowance that may go at once."""
EPOCH = 1_000_000_000
"""`x-ratelimit-reset` is documented both as seconds to go and as seconds since 1970; see which."""


@dataclass
class Bucket:
    """What may be sent to one endpoint, and when; safe to share between threads."""

    limits: Limits
    clock: Clock
    _tokens: float = field(init=False)
    _filled: float = field(init=False)
    _free_at: float = field(default=0.0, init=False)
    _per_minute: float = field(init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    def __post_init__(self) -> None:
        self._per_minute = float(self.limits.per_minute)
        self._tokens, self._filled = self._most, self.clock.time()

    @property
    def _most(self) -> float:
        return max(self._per_minute * BURST, 1.0)

    def take(self, records: int) -> None:
        """Wait until a request of so many records may be sent."""
        wanted = records if self.limits.counts == "records" else 1
        while True:
            with self._lock:
                wait = self._wait(wanted)
            if wait <= 0:
                return
            self.clock.sleep(wait)

    def _wait(self, wanted: int) -> float:
        now = self.clock.time()
        rate = (self._per_minute - self._most) / 60 or self._per_minute / 60
        self._tokens = min(self._most, self._tokens + (now - self._filled) * rate)
        self._filled = now
        if now < self._free_at:
            return self._free_at - now
        # a batch larger than the burst goes when the bucket is full, and leaves a debt
        if self._tokens >= min(wanted, self._most):
            self._tokens -= wanted
            return 0.0
        return (min(wanted, self._most) - self._tokens) / rate + 0.001

    def told(self, headers: Mapping[str, str], *, refused: bool = False) -> None:
        """Follow what an answer says of limits; `refused` when it was a 429."""
        limit, left = (
            _read_header_number(headers, "limit"),
            _read_header_number(headers, "remaining"),
        )
        with self._lock:
            if limit and limit < self._per_minute:
                self._per_minute = limit
                self._tokens = min(self._tokens, self._most)
            if refused or left == 0:
                until = self._reset(headers)
                if until is not None:
                    self._free_at = max(self._free_at, until)

    def pause(self, seconds: float) -> None:
        """Send nothing for so long."""
        with self._lock:
            self._free_at = max(self._free_at, self.clock.time() + seconds)

    def _reset(self, headers: Mapping[str, str]) -> float | None:
        reset = _read_header_number(headers, "reset")
        if reset is None:
            return None
        now = self.clock.time()
        until = reset if reset > EPOCH else now + reset
        return min(until, now + 300)


def _read_header_number(headers: Mapping[str, str], name: str) -> float | None:
    try:
        return float(headers[f"x-ratelimit-{name}"])
    except (KeyError, ValueError):
        return None
