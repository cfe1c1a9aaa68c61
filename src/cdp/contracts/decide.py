"""How much of a source table a run reads, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.contracts.compile import TIMELESS
from cdp.contracts.rules import clocked_rules
from cdp.sql.render import literal, quoted
from cdp.types import Relation
from cdp.warehouse.plan import Decision

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cdp.project.contract import SchemaObject
    from cdp.types import Arrival
    from cdp.warehouse.context import Run


def decide_source(  # noqa: PLR0911 - one return a reason
    table: SchemaObject, arrival: Arrival, known: str | None, fingerprint: str, *, full: bool
) -> Decision:
    """Decide how a source table is read; `known` is the contract's fingerprint at the last run."""
    if full:
        return Decision("build", "asked for in full")
    if known is None:
        return Decision("build", "never read before")
    if known != fingerprint:
        return Decision("compare", "its contract has changed")
    if arrival.is_quiet:
        return Decision("skip", "no file has changed")
    if table.snapshot:
        return Decision("compare", "its newest file is the whole table")
    if table.changes == "compare":
        return Decision("compare", "its contract asks to compare")
    if arrival.gone:
        return Decision("compare", f"the file {arrival.gone[0]} is gone")
    new = f"{len(arrival.new)} new file{'s' if len(arrival.new) != 1 else ''}"
    if table.changes == "cursor":
        return Decision("scoped", f"rows since the newest {table.version} seen")
    if arrival.rewritten:
        return Decision("compare", f"the file {arrival.rewritten[0]} was written anew")
    return Decision("scoped", new)


def decide_with_time(
    r: Run, table: SchemaObject, decision: Decision, waiting: Mapping[str, int]
) -> Decision:
    """Look at rules of a contract that the passing of time may change.

    `waiting` are the quarantined rows that it may have cleared, by source table.
    """
    rules = clocked_rules(table)
    if not rules or not r.time_has_passed or r.since is None:
        return decision
    if "unclear" in rules.values() or r.as_of < r.since:
        return Decision("compare", "time has passed, and a rule of its contract depends on it")
    if waiting.get(table.name) and decision.mode == "skip":
        rows = waiting[table.name]
        return Decision("scoped", f"time may clear {rows:,} quarantined rows")
    return decision


def count_waiting_rows(r: Run) -> dict[str, int]:
    """Count the quarantined rows that time may have cleared, by source table, in one statement."""
    tables = [c.value.table for c in r.manifest.project.contracts]
    timed = [
        t.name for t in tables if clocked_rules(t) and r.session.has(Relation("quarantine", t.name))
    ]
    if not timed or not r.time_has_passed:
        return {}
    counted = " union all ".join(
        f"select {literal(name)} as table_name, count(*) as n"
        f" from quarantine.{quoted(name)} where {waiting_rows(r)}"
        for name in timed
    )
    found = r.session.query(counted).to_pylist()
    return {x["table_name"]: x["n"] for x in found}


def waiting_rows(r: Run) -> str:
    """Write the condition for quarantined rows that time may have cleared since the last run."""
    since = r.since.isoformat(sep=" ") if r.since else "0001-01-01 00:00:00"
    return waiting_between(f"timestamp '{since}'")


def waiting_between(since: str) -> str:
    """Write that condition for an instant as SQL."""
    return f"clears_at <= as_of and (clears_at > {since} or clears_at = {TIMELESS})"
