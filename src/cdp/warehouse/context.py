"""What the stages of a run are given: the manifest of a project, a request, and the run's state."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from cdp.project.load import hash_project
from cdp.warehouse.run_marker import FILES, RULES, rules_fingerprint

if TYPE_CHECKING:
    from datetime import datetime

    from cdp.engine import Engine
    from cdp.project.config import Target
    from cdp.project.load import Project
    from cdp.sql.model import Model, Query
    from cdp.sql.scoping.restrict import Fresh
    from cdp.sql.scoping.scope import Scoping
    from cdp.types import Relation, StageResult, TableCount
    from cdp.warehouse.change_set import Change
    from cdp.warehouse.run_marker import LastRun
    from cdp.warehouse.session import Session

Mode = Literal["skip", "scoped", "compare", "build"]
"""How a table is brought up to date: not at all, for some values of what its rows belong to, whole
with what differs exchanged, or made anew."""


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


class Unwatched:
    """Nobody who wants to know how far a run is."""

    def stage(self, name: str, steps: int) -> None:
        """Let it pass."""

    def step(self, name: str) -> None:
        """Let it pass."""

    def done(self, result: StageResult) -> None:
        """Let it pass."""


@dataclass(frozen=True)
class PlannedTable:
    """What would be done with one table: skip, scoped, compare or build, and why."""

    stage: str
    table: str
    mode: Mode
    rows: int | None
    """Rows that are read or computed; None where that shows only when it is done."""
    reason: str
    estimated: bool = False
    """Whether `rows` is an estimate."""


@dataclass(frozen=True)
class TimeTrigger:
    """A query that gives rows when the passing of time, from `then` to `as_of`, changes a table."""

    table: Relation
    query: str | Query


@dataclass(frozen=True)
class Stage:
    """A part of a run: its models in the order they run, and what it does.

    Adding a stage to the platform is adding one to the list in `pipeline/stages.py`.
    """

    name: str
    models: tuple[Model, ...]
    run: Callable[[Run, Stage], Sequence[TableCount]]
    dry_run: Callable[[DryRun, Stage], Iterator[PlannedTable]] | None = None
    """Says what it would do, where that is worth a word."""
    time_triggers: Callable[[Run, Stage], Iterator[TimeTrigger]] | None = None
    """Queries that find out whether the passing of time alone changes anything."""
    refreshes: bool = False
    """Whether its models are brought up to date one by one, as far as changes demand."""
    steps: int = 0
    """Steps for a progress bar, where these are not its models."""


@dataclass(frozen=True)
class Manifest:
    """A project without mistakes, compiled: stages with their models, and every table."""

    project: Project
    stages: tuple[Stage, ...]
    tables: dict[Relation, tuple[str, ...]]
    """Every table that a model may read, with its columns."""
    golden: Model | None
    """The model of the golden record."""

    @property
    def models(self) -> tuple[Model, ...]:
        """Every model in the order they run."""
        return tuple(m for s in self.stages for m in s.models)

    @property
    def refreshed(self) -> tuple[Model, ...]:
        """The models that are brought up to date one by one, in the order they run."""
        return tuple(m for s in self.stages if s.refreshes for m in s.models)

    def models_of(self, stage: str) -> tuple[Model, ...]:
        """The models of one stage."""
        return next((s.models for s in self.stages if s.name == stage), ())

    def fingerprints(self) -> dict[str, str]:
        """The fingerprint of every model that a run leaves behind, and of the rules of identity."""
        models = (*self.refreshed, *self.models_of("identity"))
        found = {str(m.relation): m.fingerprint for m in models if m.relation.schema != "work"}
        identity = self.project.identity
        return found | ({RULES: rules_fingerprint(identity.value)} if identity else {})

    def is_as(self, known: Mapping[str, str]) -> bool:
        """Tell whether a run with these fingerprints was of this project as it is.

        Tables of identity go by the fingerprint of its rules: their SQL may be written otherwise by
        another version of the library, and mean the same.
        """
        by_rules = {str(m.relation) for m in self.models_of("identity")}
        own = self.fingerprints()
        return {k: v for k, v in known.items() if k not in by_rules} == {
            k: v for k, v in own.items() if k not in by_rules
        }

    def built(self) -> dict[str, str]:
        """What the marker of a run notes: fingerprints, and a digest of the project's files."""
        return self.fingerprints() | {FILES: hash_project(self.project.root)}


@dataclass(frozen=True)
class RunRequest:
    """What is asked of a run."""

    run_id: str
    as_of: datetime
    target: Target
    full: bool = False
    """Whether everything is to be built anew."""
    rebuild: frozenset[Relation] = frozenset()
    """Models that are to be computed whole although nothing demands it."""
    known_files_only: bool = False
    """Whether files that no run has read yet are left alone."""


class SourceReader(Protocol):
    """A source table as models ask for it: `source.t` holds as much of it as was asked for."""

    @property
    def touched(self) -> Relation:
        """The work table of the keys (column `k`) that were read."""
        ...

    def cover_keys(self, r: Run, touched: Relation) -> None:
        """Let `source.t` hold the rows of these keys (column `k`), besides those it has."""
        ...

    def cover_all(self, r: Run) -> None:
        """Let `source.t` hold every row."""
        ...


@dataclass
class Run:
    """The state of one run, which its stages share and fill."""

    request: RunRequest
    manifest: Manifest
    session: Session
    progress: Progress
    last: LastRun | None = None
    """What the run that the warehouse shows has left; None before the first."""
    sources: dict[str, SourceReader] = field(default_factory=dict[str, "SourceReader"])
    """Source tables by name, filled by the ingest stage."""
    changes: dict[Relation, Change] = field(default_factory=dict["Relation", "Change"])
    """What each stage has found or made to change."""
    fresh: dict[Relation, Fresh] = field(default_factory=dict["Relation", "Fresh"])
    """What was just written of tables that were brought up to date."""
    scopings: dict[Relation, Scoping | None] = field(
        default_factory=dict["Relation", "Scoping | None"]
    )
    """What was found out about models so far."""
    kept_rows: dict[str, int] = field(default_factory=dict[str, int])
    """Source table → rows that its contract keeps, where all of it was read."""
    unproven: list[tuple[Model, Relation]] = field(default_factory=list["tuple[Model, Relation]"])
    """Models, and the tables of their rows whose keys are still to be proven unique."""

    @property
    def engine(self) -> Engine:
        """The engine that computes."""
        return self.session.engine

    @property
    def as_of(self) -> datetime:
        """The instant of the run."""
        return self.request.as_of

    @property
    def run_id(self) -> str:
        """Name of the run."""
        return self.request.run_id

    @property
    def since(self) -> datetime | None:
        """The instant of the run that the warehouse shows; None before the first."""
        return self.last.as_of if self.last else None

    @property
    def full(self) -> bool:
        """Whether everything is to be built anew."""
        return self.request.full

    @property
    def known(self) -> dict[str, str]:
        """Model → fingerprint at the last run."""
        return self.last.fingerprints if self.last else {}

    @property
    def time_has_passed(self) -> bool:
        """Whether this run's instant is another than that of the last one."""
        return self.since is not None and self.since != self.as_of


@dataclass
class DryRun:
    """A run whose stages say what they would do, in a state that they fill as a run does."""

    run: Run
    files: Session
    """An empty place where source files may be counted."""
    moved: dict[Relation, int] = field(default_factory=dict["Relation", int])
    """Table → about how many rows of it would change."""
