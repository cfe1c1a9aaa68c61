"""What the steps of one sync share: the project, the warehouse, the ledger, and what is due."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdp.activation.clock import SystemClock
from cdp.activation.destination import Context, leaf_of, open_destination, read_secrets
from cdp.activation.diff import ACTION, WANTED, user_actions_sql, wanted_users_sql
from cdp.activation.spec import SyncSpec, mapped_fields
from cdp.activation.sync_tables import MEMBER, REDIRECT, TYPE
from cdp.engine import open_engine
from cdp.errors import QueryError, UsageError
from cdp.identity.identity_log import LOG
from cdp.sql.render import literal
from cdp.store import state as store
from cdp.store.deliveries import open_ledger
from cdp.warehouse.materialize import ask, stage
from cdp.warehouse.run_marker import last_run

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime

    from cdp.activation.clock import Clock
    from cdp.activation.destination import Destination
    from cdp.activation.sender import RetryPolicy
    from cdp.engine import Engine, Mode
    from cdp.pipeline.compile import Compiled
    from cdp.project.load import Project
    from cdp.store.deliveries import Ledger

PATIENCE = 600
"""Seconds that a sync waits for a run to let go of the warehouse."""


@dataclass(frozen=True)
class SyncSession:
    """What the steps of one sync share."""

    compiled: Compiled
    target: str
    spec: SyncSpec
    ledger: Ledger
    sync_id: str
    as_of: datetime
    """The instant of the sync."""
    clock: Clock
    policy: RetryPolicy

    @contextlib.contextmanager
    def warehouse(self, mode: Mode) -> Generator[Engine]:
        """Open the warehouse for a moment."""
        project = self.compiled.project
        engine = open_engine(project.target(self.target).engine, project.root, mode, wait=PATIENCE)
        try:
            yield engine
        finally:
            engine.close()


def demand_destination(project: Project, name: str) -> None:
    """Raise UsageError when a project has no destination of this name."""
    if name not in project.destinations:
        known = ", ".join(sorted(project.destinations)) or "there is none yet"
        raise UsageError(f"there is no destination {name!r}", fix=f"choose from: {known}")


def sync_spec_of(compiled: Compiled, name: str) -> SyncSpec:
    """Gather what a diff needs to know of the project; UsageError for an unknown destination."""
    project = compiled.project
    demand_destination(project, name)
    wanted = project.destinations[name].value
    golden = next((m for m in compiled.gold if m.stage == "profiles"), None)
    if golden is None or project.profile is None:
        raise UsageError("there is no golden record to send", fix="write gold/user.yaml")
    contact = project.profile.value.contact
    redirect = REDIRECT if REDIRECT in {m.relation for m in compiled.gold} else None
    return SyncSpec(
        name, wanted, golden.relation, golden.columns, contact.owner if contact else None,
        redirect, LOG, leaf_of(wanted).can_merge(wanted),
    )  # fmt: skip


@contextlib.contextmanager
def open_session(
    compiled: Compiled, target: str | None, name: str, clock: Clock | None, policy: RetryPolicy
) -> Generator[SyncSession]:
    """Hold a destination for one sync; LockedError when another process syncs it."""
    project = compiled.project
    clock = clock or SystemClock()
    chosen = target or project.config.default_target
    spec = sync_spec_of(compiled, name)
    state = store.open_state(project.target(target).state, project.root)
    now = clock.now()
    with (
        store.lease(state, store.held_by_sync(project.config.name, chosen, name)),
        store.writing_often(state) as often,
    ):
        ledger = open_ledger(often, project.config.name, chosen, name)
        sync_id = f"{name}-{now:%Y%m%dT%H%M%S}-{os.urandom(3).hex()}"
        yield SyncSession(compiled, chosen, spec, ledger, sync_id, now, clock, policy)


def read_first_kinds(s: SyncSession, engine: Engine) -> dict[tuple[str, str], str]:
    """Read which kind of value the destination has seen first: (of what, attribute) → kind."""
    found = ask(
        engine,
        f"select of_what, attribute, kind from {TYPE} where destination = {literal(s.spec.name)}",
        s.as_of,
    ).to_pylist()
    return {(x["of_what"], x["attribute"]): x["kind"] for x in found}


def open_session_destination(
    s: SyncSession, kinds: dict[tuple[str, str], str], *, needs_secrets: bool = True
) -> Destination:
    """Open the destination; `kinds` is filled as values of new attributes are met."""
    wanted = s.spec.wanted
    effective = wanted.model_copy(update={"fields": mapped_fields(s.spec)})
    secrets = read_secrets(wanted, s.spec.name if needs_secrets else None)
    return open_destination(effective, Context(s.compiled.project.root, s.as_of, secrets, kinds))


def diff_users(s: SyncSession, engine: Engine) -> datetime:
    """Compare what is wanted with what is there, into `WANTED` and `ACTION`.

    Returns the instant of the run whose users are wanted; QueryError when there was none.
    """
    last = last_run(engine)
    if last is None:
        raise QueryError("no run is complete yet", fix="build the warehouse first with `cdp run`")
    if s.spec.wanted.audience and engine.columns(MEMBER) is None:
        raise QueryError("no run has made the audiences yet", fix="run `cdp run` first")
    try:
        stage(engine, WANTED, wanted_users_sql(s.spec), last.as_of)
    except QueryError as error:
        where = f"destinations/{s.spec.name}.yaml, hold and channels"
        raise QueryError(f"{where}: {error.message}", fix=error.fix) from error
    stage(engine, ACTION, user_actions_sql(s.spec), last.as_of)
    return last.as_of


def count_users_by_action(s: SyncSession, engine: Engine) -> dict[str, int]:
    """Count users by what is to be done with them: action → users."""
    found = ask(
        engine, f"select action, count(*) as n from {ACTION} group by action", s.as_of
    ).to_pylist()
    return {x["action"]: x["n"] for x in found}
