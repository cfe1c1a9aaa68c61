"""What every stage of one run shares, and who is told how far it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from cdp.sql.render import statement

if TYPE_CHECKING:
    from datetime import datetime

    from cdp.contracts.read import Source
    from cdp.engine import Engine
    from cdp.pipeline.compile import Compiled
    from cdp.project.config import Target
    from cdp.sql.scoping.restrict import Fresh
    from cdp.types import Relation, StageResult
    from cdp.warehouse.plan import Change


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
    since: datetime | None = None
    """The instant of the run that the warehouse shows; None before the first."""
    full: bool = False
    """Whether everything is to be built anew."""
    anew: frozenset[Relation] = frozenset()
    """Models that are to be computed whole although nothing demands it."""
    known_files_only: bool = False
    """Whether files that no run has read yet are left alone."""
    known: dict[str, str] = field(default_factory=dict[str, str])
    """Model → fingerprint at the last run."""
    sources: dict[str, Source] = field(default_factory=dict[str, "Source"])
    """Source tables by name, filled by the ingest stage."""
    changes: dict[Relation, Change] = field(default_factory=dict["Relation", "Change"])
    """What each stage has found or made to change, filled as the run goes on."""
    fresh: dict[Relation, Fresh] = field(default_factory=dict["Relation", "Fresh"])
    """What was just written of tables that were brought up to date, filled as the run goes on."""
    few: dict[Relation, frozenset[str]] = field(default_factory=dict["Relation", "frozenset[str]"])
    """Columns of tables in which few different values were seen, filled as tables are built."""

    def sql(self, text: str) -> str:
        """Give a statement of our own as the engine's SQL, with this run's instant."""
        return statement(text, self.engine.dialect, self.as_of)
