"""The stages of a run, in order: the one place that joins them. A new stage is one entry here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.pipeline.arrivals import open_sources
from cdp.pipeline.dry_run import plan_refreshed
from cdp.pipeline.time_triggers import refreshed_time_triggers, write_time_triggers
from cdp.tables import INSTANT_THEN, RUN_MARKER, SOURCE_FILE
from cdp.types import TableCount
from cdp.warehouse.context import Stage
from cdp.warehouse.refresh import refresh_models
from cdp.warehouse.run_marker import marker_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cdp.project.load import Project
    from cdp.sql.model import Model
    from cdp.warehouse.context import DryRun, PlannedTable, Run, TimeTrigger

    StageRun = Callable[[Run, Stage], Sequence[TableCount]]


def stages_of(project: Project, models: Mapping[str, Sequence[Model]]) -> tuple[Stage, ...]:
    """List the stages of a project with their models, which are given by stage."""
    tables = len(project.contracts)
    identity = models["identity"]
    return (
        Stage("ingest", (), find_sources, steps=tables),
        Stage(
            "contracts", tuple(models["contracts"]), split_sources, plan_sources, source_triggers,
            steps=tables,
        ),
        _refreshed("silver", models["silver"]),
        Stage("identity", tuple(identity), resolve_records, plan_records, steps=len(identity) + 1),
        _refreshed("gold", models["gold"], refresh_gold),
        _refreshed("audiences", models["audiences"], refresh_audiences),
        Stage("commit", (), write_marker, steps=1),
    )  # fmt: skip


def refresh_stage(r: Run, stage: Stage) -> list[TableCount]:
    """Bring the stage's models up to date."""
    return refresh_models(r, stage.models)


def _refreshed(name: str, models: Sequence[Model], run: StageRun = refresh_stage) -> Stage:
    return Stage(
        name, tuple(models), run, plan_refreshed, refreshed_time_triggers, refreshes=True,
        steps=len(models),
    )  # fmt: skip


def find_sources(r: Run, _: Stage) -> list[TableCount]:
    """Find what lies at the source and decide what is read of it; keep the register of files."""
    from cdp.contracts.step import source_tables
    from cdp.ingest.discover import register_rows

    r.session.load(SOURCE_FILE, register_rows(open_sources(r)))
    found: list[TableCount] = []
    for source in source_tables(r):
        notes = (source.decision.reason,) if source.decision.mode != "build" else ()
        files = len(source.arrival.files.paths)
        found.append(TableCount(source.name, 0, 0, files=files, notes=notes))
    return found


def split_sources(r: Run, _: Stage) -> list[TableCount]:
    """Split source rows into kept, quarantined and duplicate ones."""
    from cdp.contracts.step import split_sources as split

    return split(r)


def plan_sources(d: DryRun, _: Stage) -> Iterator[PlannedTable]:
    """Say how much of every source table would be read."""
    from cdp.contracts.step import plan_contracts

    return plan_contracts(d)


def source_triggers(r: Run, _: Stage) -> Iterator[TimeTrigger]:
    """Find the contracts whose verdicts time alone changes."""
    from cdp.contracts.step import contract_time_triggers

    return contract_time_triggers(r, INSTANT_THEN)


def resolve_records(r: Run, _: Stage) -> list[TableCount]:
    """Decide which records are one person."""
    from cdp.identity.step import resolve_identity

    return resolve_identity(r)


def plan_records(d: DryRun, _: Stage) -> Iterator[PlannedTable]:
    """Say which records would be resolved again."""
    from cdp.identity.step import plan_identity

    return plan_identity(d)


def refresh_gold(r: Run, stage: Stage) -> list[TableCount]:
    """Bring golden records and the other gold tables up to date, and tell what has changed."""
    from cdp.profiles.user_change import log_user_changes, remember_users

    remember_users(r)
    return [*refresh_models(r, stage.models), *log_user_changes(r)]


def refresh_audiences(r: Run, stage: Stage) -> list[TableCount]:
    """Find who is in each audience now, and note who has entered and left."""
    from cdp.audiences.membership import update_membership

    return [*refresh_models(r, stage.models), *update_membership(r, stage.models)]


def write_marker(r: Run, _: Stage) -> list[TableCount]:
    """Write the run's marker, last, and let readers see the run."""
    r.progress.step(str(RUN_MARKER))
    write_time_triggers(r)
    r.session.load(RUN_MARKER, marker_rows(r.run_id, r.as_of, r.manifest.built()))
    r.engine.commit(r.run_id)
    return [TableCount(str(RUN_MARKER), 1, 1)]
