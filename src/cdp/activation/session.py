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
from cdp.engine import open_engine
from cdp.errors import QueryError, UsageError
from cdp.sql.render import literal
from cdp.store.deliveries import open_ledger
from cdp.store.state import commit_often, held_by_sync, hold_lease, open_state
from cdp.tables import AUDIENCE_MEMBER, GOLD_REDIRECT, IDENTITY_LOG, SYNC_TYPE
from cdp.warehouse.run_marker import demand_last_run
from cdp.warehouse.session import Session

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime

    from cdp.activation.clock import Clock
    from cdp.activation.destination import Destination
    from cdp.activation.sender import RetryPolicy
    from cdp.engine import Mode
    from cdp.project.load import Project
    from cdp.store.deliveries import Ledger
    from cdp.warehouse.context import Manifest

PATIENCE = 600
"""Seconds that a sync waits for a run to let go of the warehouse."""


@dataclass(frozen=True)
class SyncSession:
    """What the steps of one sync share."""

    manifest: Manifest
    target: str
    spec: SyncSpec
    ledger: Ledger
    sync_id: str
    as_of: datetime
    """The instant of the sync."""
    clock: Clock
    policy: RetryPolicy

    @contextlib.contextmanager
    def warehouse(self, mode: Mode) -> Generator[Session]:
        """Open the warehouse for a moment."""
        project = self.manifest.project
        engine = open_engine(project.target(self.target).engine, project.root, mode, wait=PATIENCE)
        try:
            yield Session(engine, self.as_of)
        finally:
            engine.close()


def demand_destination(project: Project, name: str) -> None:
    """Raise UsageError when a project has no destination of this name."""
    if name not in project.destinations:
        known = ", ".join(sorted(project.destinations)) or "there is none yet"
        raise UsageError(f"there is no destination {name!r}", fix=f"choose from: {known}")


def sync_spec_of(manifest: Manifest, name: str) -> SyncSpec:
    """Gather what a diff needs to know of the project; UsageError for an unknown destination."""
    project = manifest.project
    demand_destination(project, name)
    wanted = project.destinations[name].value
    golden = manifest.golden
    if golden is None or project.profile is None:
        raise UsageError("there is no golden record to send", fix="write gold/user.yaml")
    contact = project.profile.value.contact
    redirect = (
        GOLD_REDIRECT if GOLD_REDIRECT in {m.relation for m in manifest.models_of("gold")} else None
    )
    return SyncSpec(
        name, wanted, golden.relation, golden.columns, contact.owner if contact else None,
        redirect, IDENTITY_LOG, leaf_of(wanted).can_merge(wanted),
    )  # fmt: skip


@contextlib.contextmanager
def open_session(
    manifest: Manifest, target: str | None, name: str, clock: Clock | None, policy: RetryPolicy
) -> Generator[SyncSession]:
    """Hold a destination for one sync; LockedError when another process syncs it."""
    project = manifest.project
    clock = clock or SystemClock()
    chosen = target or project.config.default_target
    spec = sync_spec_of(manifest, name)
    state = open_state(project.target(target).state, project.root)
    now = clock.now()
    with (
        hold_lease(state, held_by_sync(project.config.name, chosen, name)),
        commit_often(state) as often,
    ):
        ledger = open_ledger(often, project.config.name, chosen, name)
        sync_id = f"{name}-{now:%Y%m%dT%H%M%S}-{os.urandom(3).hex()}"
        yield SyncSession(manifest, chosen, spec, ledger, sync_id, now, clock, policy)


def read_first_kinds(s: SyncSession, warehouse: Session) -> dict[tuple[str, str], str]:
    """Read which kind of value the destination has seen first: (of what, attribute) → kind."""
    found = warehouse.query(
        f"select of_what, attribute, kind from {SYNC_TYPE}"
        f" where destination = {literal(s.spec.name)}"
    ).to_pylist()
    return {(x["of_what"], x["attribute"]): x["kind"] for x in found}


def open_session_destination(
    s: SyncSession, kinds: dict[tuple[str, str], str], *, needs_secrets: bool = True
) -> Destination:
    """Open the destination; `kinds` is filled as values of new attributes are met."""
    wanted = s.spec.wanted
    effective = wanted.model_copy(update={"fields": mapped_fields(s.spec)})
    secrets = read_secrets(wanted, s.spec.name if needs_secrets else None)
    return open_destination(effective, Context(s.manifest.project.root, s.as_of, secrets, kinds))


def diff_users(s: SyncSession, warehouse: Session) -> datetime:
    """Compare what is wanted with what is there, into `WANTED` and `ACTION`.

    Returns the instant of the run whose users are wanted; QueryError when there was none.
    """
    last = demand_last_run(warehouse)
    run = warehouse.at(last.as_of)
    if s.spec.wanted.audience and not warehouse.has(AUDIENCE_MEMBER):
        raise QueryError("no run has made the audiences yet", fix="run `cdp run` first")
    try:
        run.materialize(WANTED, wanted_users_sql(s.spec))
    except QueryError as error:
        where = f"destinations/{s.spec.name}.yaml, hold and channels"
        raise QueryError(f"{where}: {error.message}", fix=error.fix) from error
    run.materialize(ACTION, user_actions_sql(s.spec))
    return last.as_of


def count_users_by_action(warehouse: Session) -> dict[str, int]:
    """Count users by what is to be done with them: action → users."""
    found = warehouse.query(
        f"select action, count(*) as n from {ACTION} group by action"
    ).to_pylist()
    return {x["action"]: x["n"] for x in found}
