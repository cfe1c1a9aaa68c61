"""Where things are, and how much is measured."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path

BENCH = Path(__file__).parent
ROOT = BENCH.parent
DATA = BENCH / ".data"
WORK = DATA / "work"
PROJECT = ROOT / "projects" / "superleap"
PYTHON = sys.executable
CDP = str(Path(sys.executable).parent / "cdp")
SEED = 7
MEMORY = "4GB"
"""What the engine may take, on every side of a comparison."""
AS_OF = "2026-11-01T00:00:00Z"
NEXT_HOUR = "2026-11-01T01:00:00Z"
NEXT_DAY = "2026-11-02T00:00:00Z"


@dataclass(frozen=True)
class Scale:
    """How much is measured, in rows, and how often."""

    leads: int
    records: int
    scored_leads: int
    grown_leads: int
    users: int
    small_leads: int = 20_000
    rounds: int = 2
    verified: bool = True
    """Whether `cdp verify` follows every change of the part `increment`."""

    def repeated(self, rounds: int, *, verified: bool) -> Scale:
        """Return the same with another number of rounds, and with changes verified or not."""
        return replace(self, rounds=rounds, verified=verified)


FULL = Scale(
    leads=1_000_000, records=10_000_000, scored_leads=200_000, grown_leads=1_000_000,
    users=1_000_000,
)  # fmt: skip
QUICK = Scale(
    leads=100_000, records=1_000_000, scored_leads=20_000, grown_leads=50_000, users=100_000
)
