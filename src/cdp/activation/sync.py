"""One sync: what is due, in the destination's words, delivered and accounted for.

Users come before events, and those who leave before those who come, so that a destination never
holds an event of somebody it does not know. The warehouse is open only to compare and to write down
outcomes, never while requests are under way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.activation.delivery import DeliveryRounds, SyncTally, fetch_due_users
from cdp.activation.diff import COMING, LEAVING
from cdp.activation.flush_outcomes import flush_outcomes
from cdp.activation.note_users import mark_due_users, record_held_users, store_first_kinds
from cdp.activation.sender import CLOSED, RetryPolicy
from cdp.activation.session import (
    count_users_by_action,
    diff_users,
    open_session,
    open_session_destination,
    read_first_kinds,
)  # fmt: skip
from cdp.activation.sync_tables import create_sync_tables
from cdp.activation.transport import open_transport
from cdp.errors import CdpError, DeliveryError, Interrupted

if TYPE_CHECKING:
    from cdp.activation.clock import Clock
    from cdp.activation.delivery import SyncResult, Watcher
    from cdp.activation.session import SyncSession
    from cdp.warehouse.context import Manifest


def run_sync(
    manifest: Manifest,
    target: str | None,
    name: str,
    *,
    clock: Clock | None = None,
    policy: RetryPolicy | None = None,
    watcher: Watcher | None = None,
) -> SyncResult:
    """Send what is due to one destination; DeliveryError when it could not all be sent.

    Nothing that was accepted is sent again, whatever ended an earlier sync.
    """
    with open_session(manifest, target, name, clock, policy or RetryPolicy()) as s:
        result = _run_on_record(s, watcher)
    if result.stopped:
        closed = result.stopped.startswith(CLOSED)
        look_at = "the account's secrets and address" if closed else f"`cdp sync errors {name}`"
        raise DeliveryError(
            f"{name}: {result.stopped}; {result.accepted:,} rows were accepted",
            fix=f"look at {look_at}; the next `cdp sync run {name}` goes on where this one ended",
        )
    return result


def _run_on_record(s: SyncSession, watcher: Watcher | None) -> SyncResult:
    """Run a sync, and let the ledger know when it began and how it ended."""
    s.ledger.begin(s.sync_id)
    tally, started = SyncTally(), s.clock.time()
    try:
        _send_what_is_due(s, tally, watcher)
    except BaseException as error:
        message = error.message if isinstance(error, CdpError) else type(error).__name__
        result = tally.result(s.sync_id, s.spec.name, s.clock.time() - started)
        s.ledger.end(s.sync_id, "failed", message, result.report())
        if isinstance(error, KeyboardInterrupt):
            raise Interrupted("interrupted; what was accepted is not sent again") from error
        raise
    result = tally.result(s.sync_id, s.spec.name, s.clock.time() - started)
    status = "stopped" if result.stopped else "complete"
    s.ledger.end(s.sync_id, status, result.stopped, result.report())
    return result


def _send_what_is_due(s: SyncSession, tally: SyncTally, watcher: Watcher | None) -> None:
    with s.warehouse("write") as warehouse:
        create_sync_tables(warehouse)
        flush_outcomes(warehouse, s.ledger)
        kinds = read_first_kinds(s, warehouse)
        known = dict(kinds)
        destination = open_session_destination(s, kinds)
        run_at = diff_users(s, warehouse)
        run = warehouse.at(run_at)
        found = tally.counts = count_users_by_action(warehouse)
        tally.held = record_held_users(s, warehouse, run_at) if found.get("held") else 0
        leaving, coming = (
            fetch_due_users(s, run, actions, 0) if found.keys() & set(actions) else None
            for actions in (LEAVING, COMING)
        )
        if leaving or coming:
            mark_due_users(s, warehouse)
        warehouse.engine.commit(s.sync_id)
    rounds = DeliveryRounds(s, destination, run_at, tally, watcher)
    with open_transport(timeout=s.policy.timeout, connections=s.policy.lanes) as rounds.transport:
        if s.spec.wanted.users:
            rounds.send_users(LEAVING, leaving)
            rounds.send_users(COMING, coming)
        if s.spec.wanted.events:
            rounds.send_events()
    if kinds != known or s.ledger.waiting(1):
        with s.warehouse("write") as warehouse:
            flush_outcomes(warehouse, s.ledger)
            store_first_kinds(s, warehouse, kinds)
