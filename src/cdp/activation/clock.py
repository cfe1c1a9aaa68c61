"""Time as the sender sees it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import threading


class Clock(Protocol):
    """What tells the time and waits."""

    def now(self) -> datetime:
        """Return the instant in UTC, without a zone."""
        ...

    def time(self) -> float:
        """Return seconds since 1970."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class SystemClock:
    """The time of this machine."""

    def now(self) -> datetime:
        """Return the instant in UTC, without a zone."""
        return datetime.now(UTC).replace(tzinfo=None)

    def time(self) -> float:
        """Return seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


@dataclass(frozen=True)
class InterruptibleClock:
    """A clock whose sleepers wake when all is over."""

    clock: Clock
    over: threading.Event

    def now(self) -> datetime:
        """Return the instant in UTC, without a zone."""
        return self.clock.now()

    def time(self) -> float:
        """Return seconds since 1970."""
        return self.clock.time()

    def sleep(self, seconds: float) -> None:
        """Wait, half a second at a time, until it is enough or all is over."""
        while seconds > 0 and not self.over.is_set():
            self.clock.sleep(min(seconds, 0.5))
            seconds -= 0.5
