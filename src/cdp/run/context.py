"""What every stage of one run shares, and who is told how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from cdp.engine import Engine
    from cdp.project.config import Target
    from cdp.run.compile import Compiled
    from cdp.types import StageResult


class Progress(Protocol):
    """Who wants to know how far a run is."""

    def stage(self, name: str, steps: int) -> None:
        """Note that a stage with so many steps begins."""
        ...

    def step(self, name: str) -> None:
        """Note that a step of the stage begins."""
        ...

    def done(self, result: StageResult) -> None:
        """Note that a stage has ended."""
        ...


@dataclass(frozen=True)
class Run:
    """What every stage of one run shares."""

    engine: Engine
    compiled: Compiled
    target: Target
    run_id: str
    as_of: datetime
    progress: Progress
