"""What the steps of one sync share: the project, the warehouse, the ledger, and what is due."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdp.activation import diff
from cdp.activation.destination import Context, can_merge, open_destination, secrets
from cdp.activation.sender import SystemClock
from cdp.engine import open_engine
from cdp.errors import QueryError, UsageError
from cdp.identity.relations import LOG
from cdp.sql.render import literal
from cdp.store import state as store
from cdp.store.deliveries import open_ledger
from cdp.warehouse.materialize import ask, stage
from cdp.warehouse.run_marker import last_run

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime

    from cdp.activation.destination import Destination
    from cdp.activation.diff import Scene
    from cdp.activation.limiter import Clock
    from cdp.activation.sender import Pace
    from cdp.engine import Engine, Mode
    from cdp.pipeline.compile import Compiled
    from cdp.store.deliveries import Ledger

PATIENCE = 600
"""Seconds that a sync waits for a run to let go of the warehouse."""


@dataclass(frozen=True)
class Syncing:
    """What the steps of one sync share."""

    compiled: Compiled
    target: str
    scene: Scene
    ledger: Ledger
    sync_id: str
    as_of: datetime
    """The instant of the sync."""
    clock: Clock
    pace: Pace

    @contextlib.contextmanager
    def warehouse(self, mode: Mode) -> Generator[Engine]:
        """Open the warehouse for a moment."""
        project = self.compiled.project
        engine = open_engine(project.target(self.target).engine, project.root, mode, wait=PATIENCE)
        try:
            yield engine
        finally:
            engine.close()


def scene_of(compiled: Compiled, name: str) -> Scene:
    """Gather what a diff needs to know of the project; UsageError for an unknown destination."""
    project = compiled.project
    sourced = project.destinations.get(name)
    if sourced is None:
        known = ", ".join(sorted(project.destinations)) or "there is none yet"
        raise UsageError(f"there is no destination {name!r}", fix=f"choose from: {known}")
    golden = next((m for m in compiled.gold if m.stage == "profiles"), None)
    if golden is None or project.profile is None:
        raise UsageError("there is no golden record to send", fix="write gold/user.yaml")
    contact = project.profile.value.contact
    relations = {m.relation for m in compiled.gold}
    return diff.Scene(
        name, sourced.value, golden.relation, golden.columns, contact.owner if contact else None,
        diff.REDIRECT if diff.REDIRECT in relations else None, LOG, can_merge(sourced.value),
    )  # fmt: skip


@contextlib.contextmanager
def begin(
    compiled: Compiled, target: str | None, name: str, clock: Clock | None, pace: Pace
) -> Generator[Syncing]:
    """Hold a destination; LockedError when another process syncs it."""
    project = compiled.project
    clock = clock or SystemClock()
    chosen = target or project.config.default_target
    scene = scene_of(compiled, name)
    state = store.open_state(project.target(target).state, project.root)
    now = clock.now()
    with (
        store.lease(state, store.held_by_sync(project.config.name, chosen, name)),
        store.writing_often(state) as often,
    ):
        ledger = open_ledger(often, project.config.name, chosen, name)
        sync_id = f"{name}-{now:%Y%m%dT%H%M%S}-{os.urandom(3).hex()}"
        yield Syncing(compiled, chosen, scene, ledger, sync_id, now, clock, pace)


def locked_types(s: Syncing, engine: Engine) -> dict[tuple[str, str], str]:
    """Read which kind of value the destination has seen first of every attribute."""
    found = ask(
        engine,
        f"select of_what, attribute, kind from {diff.TYPE}"
        f" where destination = {literal(s.scene.name)}",
        s.as_of,
    ).to_pylist()
    return {(x["of_what"], x["attribute"]): x["kind"] for x in found}


def open_for(s: Syncing, types: dict[tuple[str, str], str], *, needed: bool = True) -> Destination:
    """Open the destination; `types` is filled as values of new attributes are met."""
    wanted = s.scene.wanted
    effective = wanted.model_copy(update={"fields": diff.sent_fields(s.scene)})
    known = secrets(wanted, s.scene.name if needed else None)
    return open_destination(effective, Context(s.compiled.project.root, s.as_of, known, types))


def look(s: Syncing, engine: Engine) -> datetime:
    """Compare what is wanted with what is there; gives the instant of the run that is shown."""
    last = last_run(engine)
    if last is None:
        raise QueryError("no run is complete yet", fix="build the warehouse first with `cdp run`")
    if s.scene.wanted.audience and engine.columns(diff.MEMBER) is None:
        raise QueryError("no run has made the audiences yet", fix="run `cdp run` first")
    try:
        stage(engine, diff.WANTED, diff.wanted_sql(s.scene), last.as_of)
    except QueryError as error:
        where = f"destinations/{s.scene.name}.yaml, hold and channels"
        raise QueryError(f"{where}: {error.message}", fix=error.fix) from error
    stage(engine, diff.ACTION, diff.action_sql(s.scene), last.as_of)
    return last.as_of


def counts(s: Syncing, engine: Engine) -> dict[str, int]:
    """Count users by what is to be done with them."""
    found = ask(
        engine, f"select action, count(*) as n from {diff.ACTION} group by action", s.as_of
    ).to_pylist()
    return {x["action"]: x["n"] for x in found}
