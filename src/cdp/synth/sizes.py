"""How large a synthetic world is, all told by its number of base leads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """How many of each thing there are in the base, and how many a day brings."""

    leads: int
    new: int
    """New leads a day: first those of known persons, then new siblings, then strangers."""
    known: int
    siblings: int
    waited_for: int
    """The last of a day's new leads: older than the day, and calls spoke of them before."""
    changed: int
    deleted: int
    agents: int

    @staticmethod
    def of(leads: int) -> Sizes:
        """Return the sizes that go with a number of base leads."""
        new = max(12, round(leads * 0.001))
        return Sizes(
            leads=leads,
            new=new,
            known=new // 4,
            siblings=max(2, new // 20),
            waited_for=max(1, new // 25),
            changed=max(20, round(leads * 0.001)),
            deleted=max(2, round(leads * 0.0001)),
            agents=max(5, round(leads * 0.002)),
        )
