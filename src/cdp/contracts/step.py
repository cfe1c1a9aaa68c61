"""The contracts stage: decide what is read of each table, split it, balance it, stop if need be."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from cdp.contracts.decide import (
    count_waiting_rows,
    decide_source,
    decide_with_time,
    waiting_between,
)
from cdp.contracts.read import (
    ReadableSource,
    arrived_keys,
    land_table,
    read_touched_keys,
    read_whole_table,
    rejected_share_of_all,
    rejected_share_of_new,
    update_quarantine,
)
from cdp.contracts.rules import clocked_rules
from cdp.contracts.source_table import (
    contract_fingerprint,
    read_known_tables,
    source_table_rows,
)
from cdp.errors import ContractError
from cdp.sql.render import quoted
from cdp.tables import SOURCE_TABLE
from cdp.types import Relation, TableCount
from cdp.warehouse.change_set import Change
from cdp.warehouse.context import PlannedTable, TimeTrigger
from cdp.warehouse.materialize import Meter
from cdp.warehouse.plan import Decision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cdp.contracts.compile import CompiledContract
    from cdp.contracts.source_table import KnownTable
    from cdp.project.contract import Contract
    from cdp.project.yamlfile import Sourced
    from cdp.types import Arrival, FileSet
    from cdp.warehouse.context import DryRun, Run

SMALL = 1000
"""Rows below which the rejected share of an increment says little: the whole table's counts."""


def source_tables(r: Run) -> list[ReadableSource]:
    """List the source tables of a run, in the order of the project's contracts."""
    return [cast("ReadableSource", source) for source in r.sources.values()]


def decide_sources(r: Run, arrivals: Sequence[Arrival]) -> None:
    """Decide for every source table how much of it is read, from what has arrived."""
    known = read_known_tables(r.session)
    waiting = count_waiting_rows(r)
    for sourced, arrival in zip(r.manifest.project.contracts, arrivals, strict=True):
        name = arrival.files.table
        r.progress.step(name)
        r.sources[name] = _decided(r, sourced, arrival, known.get(name), waiting)


def _decided(
    r: Run,
    sourced: Sourced[Contract],
    arrival: Arrival,
    known: KnownTable | None,
    waiting: Mapping[str, int],
) -> ReadableSource:
    table = sourced.value.table
    if table.snapshot:
        arrival = replace(arrival, files=_newest_file(arrival.files))
    decision = decide_source(
        table, arrival, known.fingerprint if known else None, contract_fingerprint(sourced.value),
        full=r.full or r.last is None,
    )  # fmt: skip
    if decision.mode in {"skip", "scoped"}:
        decision = decide_with_time(r, table, decision, waiting)
    return ReadableSource(sourced, arrival, decision, known)


def _newest_file(files: FileSet) -> FileSet:
    return replace(files, paths=files.paths[-1:], numbers=files.numbers[-1:])


def split_sources(r: Run) -> list[TableCount]:
    """Split what has changed of every source table into kept, quarantined and duplicate rows.

    Raises SourceError when a table has lost a required column, ContractError when the rejected
    share of any table is above its contract's threshold.
    """
    counts, breaches = split_and_weigh(r)
    if breaches:
        raise ContractError(
            "too many rows break a contract, nothing was changed:\n  " + "\n  ".join(breaches),
            fix="`cdp contracts check` shows every rule; mend the source or the contract",
        )
    r.session.load(SOURCE_TABLE, source_table_rows(source_tables(r)))
    return counts


def split_and_weigh(r: Run) -> tuple[list[TableCount], list[str]]:
    """Split the source tables; returns the counts, and the thresholds that are passed."""
    counts: list[TableCount] = []
    breaches: list[str] = []
    for source in source_tables(r):
        r.progress.step(source.name)
        sent = r.engine.statements
        count = _split_table(r, source)
        breach = _breach(r, source, count)
        counts.append(replace(count, statements=r.engine.statements - sent))
        if breach:
            breaches.append(breach)
    return counts, breaches


def _breach(r: Run, source: ReadableSource, count: TableCount) -> str | None:
    """Say when too many rows are rejected: of the new ones, or of all where these are few."""
    table = source.sourced.value.table
    if not count.quarantined:
        return None
    rejected, of = count.quarantined, count.rows_in
    if source.extent == "keys":
        rejected, of = rejected_share_of_new(r, source, land_table(r, source))
        if of < SMALL:
            rejected, of = rejected_share_of_all(r, source)
    if rejected <= of * table.max_rejected_share:
        return None
    reasons = ", ".join(f"{name}: {n:,}" for name, n in count.rejects)
    return (
        f"{table.name}: {rejected:,} of {of:,} rows ({rejected / of:.1%}) break"
        f" the contract, it allows {table.max_rejected_share:.1%} ({reasons})"
    )


def _split_table(r: Run, source: ReadableSource) -> TableCount:
    meter = Meter(r.engine)
    if source.decision.mode == "skip":
        r.changes[source.kept] = Change.none
        return replace(TableCount(source.name, 0, 0), notes=_stale_note(r, source))
    contract = land_table(r, source)
    if source.decision.mode == "scoped" and (
        source.known is None or source.known.types != contract.types
    ):
        source.decision = Decision("compare", "its columns have other types")
    if source.decision.mode == "scoped":
        read_touched_keys(r, source, arrived_keys(r, source))
        r.changes[source.kept] = Change.rows
    else:
        read_whole_table(r, source)
        r.changes[source.kept] = Change.all
    tally: dict[str, Any] = r.session.query(contract.model(contract.names.tally).query).to_pylist()[
        0
    ]
    if source.extent == "all":
        r.kept_rows[source.name] = tally["kept"]
    update_quarantine(r, source, int(tally["quarantined"]))
    for name in ("rows_in", "duplicates"):
        tally[name] += source.superseded
    count = _counted(contract, tally, meter.counted(source.name, 0, 0).seconds)
    if count.rows_in != count.kept + count.quarantined + count.duplicates:
        raise AssertionError(f"{source.name}: the balance of read and kept rows is off: {count}")
    source.newest = tally["newest"]
    return replace(count, notes=(*count.notes, *_stale_note(r, source)))


def _stale_note(r: Run, source: ReadableSource) -> tuple[str, ...]:
    """Say when a table's newest row is older than its contract promises."""
    hours, newest = source.sourced.value.freshness_hours, source.newest_seen
    if hours is None or (newest and newest >= r.as_of - timedelta(hours=hours)):
        return ()
    seen = f"{newest:%Y-%m-%d %H:%M} UTC" if newest else "never"
    return (f"stale: newest row {seen}, promised every {hours:g} h",)


def _counted(contract: CompiledContract, tally: dict[str, Any], seconds: float) -> TableCount:
    broken = [(rule, int(tally[f"rule_{i}"])) for i, rule in enumerate(contract.rules)]
    notes: list[str] = []
    if contract.extra:
        notes.append(f"columns the contract does not know: {', '.join(contract.extra)}")
    if contract.absent:
        notes.append(f"columns the source does not have: {', '.join(contract.absent)}")
    return TableCount(
        table=contract.table,
        rows_in=int(tally["rows_in"]),
        kept=int(tally["kept"]),
        quarantined=int(tally["quarantined"]),
        duplicates=int(tally["duplicates"]),
        seconds=seconds,
        warnings=tuple((rule.name, n) for rule, n in broken if n and not rule.rejects),
        rejects=tuple((rule.name, n) for rule, n in broken if n and rule.rejects),
        notes=tuple(notes),
    )


def plan_contracts(d: DryRun) -> Iterator[PlannedTable]:
    """Say how much of every source table would be read."""
    for source in source_tables(d.run):
        decision = source.decision
        changed = Change.rows if decision.mode == "scoped" else Change.all
        d.run.changes[source.kept] = Change.none if decision.mode == "skip" else changed
        d.moved[source.kept] = _rows_to_read(d, source)
        yield PlannedTable(
            "contracts", source.name, decision.mode, d.moved[source.kept], decision.reason
        )


def _rows_to_read(d: DryRun, source: ReadableSource) -> int:
    """Count the rows of the files that would be read."""
    if source.decision.mode == "skip":
        return 0
    found = source.arrival.files
    if source.decision.mode == "scoped":
        pairs = zip(found.paths, found.numbers, strict=True)
        new = [(p, n) for p, n in pairs if n in source.arrival.new]
        if not new:
            return 0
        found = replace(found, paths=tuple(p for p, _ in new), numbers=tuple(n for _, n in new))
    d.files.expose(source.landed, found)
    return d.files.count(source.landed)


def contract_time_triggers(r: Run, then: str) -> Iterator[TimeTrigger]:
    """Write the queries that find out whether time has cleared rows since the instant `then`."""
    for sourced in r.manifest.project.contracts:
        table = sourced.value.table
        kinds = set(clocked_rules(table).values())
        quarantine = Relation("quarantine", table.name)
        if "unclear" in kinds:
            yield TimeTrigger(quarantine, "select 1 as one")
        elif kinds:
            where = waiting_between(f"timestamp '{then}'")
            sql = f"select 1 as one from quarantine.{quoted(table.name)} where {where}"
            yield TimeTrigger(quarantine, sql)
