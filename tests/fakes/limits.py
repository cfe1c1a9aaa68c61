"""Rate limits as the vendors document them: so many units a minute, and a fair share a user."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Clock = Callable[[], float]


@dataclass(frozen=True)
class Usage:
    """How a limit stands behind one call."""

    allowed: bool
    limit: int
    remaining: int
    reset: float
    """Seconds until the window ends."""


class Limits:
    """Fixed windows, one a name; not safe for threads by itself, its vendor's lock guards it.

    A name without a limit is never refused. Whether the vendors' windows are fixed or sliding is
    not documented [?]; both document them as a minute.
    """

    def __init__(
        self,
        per_minute: Mapping[str, int],
        *,
        scale: float = 1.0,
        window: float = 60.0,
        clock: Clock = time.time,
    ) -> None:
        """Take the units of a window by name; tests scale them, or shorten the window."""
        self._limits = {name: max(1, round(units * scale)) for name, units in per_minute.items()}
        self._window = window
        self._clock = clock
        self._index = -1
        self._used: Counter[str] = Counter()

    @classmethod
    def off(cls) -> Limits:
        """Refuse nothing and give no headers."""
        return cls({})

    def take(self, costs: Mapping[str, int]) -> Usage | None:
        """Charge a call to all its limits, or to none when one of them would be passed.

        Gives the limit that is nearest to its end; None where none applies.
        """
        costs = {name: units for name, units in costs.items() if name in self._limits}
        self._roll()
        over = [n for n, units in costs.items() if self._used[n] + units > self._limits[n]]
        if not over:
            self._used.update(costs)
        return self._usage(over or list(costs), allowed=not over)

    def spent(self, costs: Mapping[str, int]) -> Usage | None:
        """Tell how a used up limit would look, for a refusal that is made up."""
        self._roll()
        for name in costs:
            if name in self._limits:
                return Usage(False, self._limits[name], 0, self._reset())
        return None

    def _usage(self, names: list[str], *, allowed: bool) -> Usage | None:
        if not names:
            return None
        name = min(names, key=lambda n: self._limits[n] - self._used[n])
        # told as it is: a call that is too big may be refused while a little remains
        left = self._limits[name] - self._used[name]
        return Usage(allowed, self._limits[name], left, self._reset())

    def _roll(self) -> None:
        index = int(self._clock() // self._window)
        if index != self._index:
            self._index = index
            self._used.clear()

    def _reset(self) -> float:
        return (self._index + 1) * self._window - self._clock()


class FairUse:
    """Counts what is sent about one user in several windows at once."""

    def __init__(self, most: Mapping[int, int], clock: Clock) -> None:
        """Take the most of a user by the seconds of the window."""
        self._clock = clock
        self._windows = [_Share(seconds, count) for seconds, count in most.items()]

    def breaches(self, key: str, count: int = 1) -> list[str]:
        """Count `count` more of a user; name the windows whose limit this passes, once each."""
        now = self._clock()
        return [w.name for w in self._windows if w.passes(key, count, now)]


class _Share:
    def __init__(self, seconds: int, most: int) -> None:
        self.name = f"{most} in {seconds} s"
        self._seconds = seconds
        self._most = most
        self._index = -1
        self._used: dict[str, int] = {}

    def passes(self, key: str, count: int, now: float) -> bool:
        index = int(now // self._seconds)
        if index != self._index:
            self._index = index
            self._used = {}
        before = self._used.get(key, 0)
        self._used[key] = before + count
        return before <= self._most < before + count
