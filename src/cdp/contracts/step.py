"""The ingest and contracts stages: what has changed, split it, balance it, stop if need be."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cdp.contracts import read as sources
from cdp.contracts import rules
from cdp.engine import open_engine
from cdp.errors import ContractError
from cdp.ingest import discover
from cdp.sql.render import quoted
from cdp.types import Relation, TableCount
from cdp.warehouse.context import Run
from cdp.warehouse.materialize import count, rows
from cdp.warehouse.plan import Change, Decision, decide_source

if TYPE_CHECKING:
    from datetime import datetime

    from cdp.contracts.compile import CompiledContract
    from cdp.contracts.read import KnownTable, Source
    from cdp.ingest.discover import Arrival, KnownFile
    from cdp.pipeline.compile import Compiled
    from cdp.project.contract import Contract, SchemaObject
    from cdp.project.load import Sourced
    from cdp.warehouse.context import Progress

SMALL = 1000
"""Rows below which the rejected share of an increment says little: the whole table's counts."""


def attach(r: Run) -> list[TableCount]:
    """Find the source's files, decide what is read of each table, keep the register of files."""
    register = find(r)
    r.engine.load(discover.SOURCE_FILE, discover.register_rows(register))
    found: list[TableCount] = []
    for source in r.sources.values():
        notes = (source.decision.reason,) if source.decision.mode != "build" else ()
        files = len(source.arrival.files.paths)
        found.append(TableCount(source.name, 0, 0, files=files, notes=notes))
    return found


def find(r: Run) -> list[KnownFile]:
    """Find the source's files and what is new about them; gives the register as it will be."""
    tables = {c.value.source_name: c.value.table.name for c in r.compiled.project.contracts}
    arrivals, register = discover.discover(
        r.target.source, r.compiled.project.root, tables, discover.known_files(r.engine),
        run_id=r.run_id, as_of=r.as_of,
    )  # fmt: skip
    if r.known_files_only:
        arrivals = [discover.without_new(a) for a in arrivals]
        seen = {(a.files.table, n) for a in arrivals for n in a.files.numbers}
        register = [k for k in register if (k.table, k.number) in seen]
    known = sources.known_tables(r)
    for sourced, arrival in zip(r.compiled.project.contracts, arrivals, strict=True):
        name = arrival.files.table
        r.progress.step(name)
        r.sources[name] = _source(r, sourced, arrival, known.get(name))
    return register


def _source(
    r: Run, sourced: Sourced[Contract], arrival: Arrival, known: KnownTable | None
) -> Source:
    table = sourced.value.table
    if table.snapshot:
        arrival = replace(arrival, files=_newest(arrival))
    decision = decide_source(
        table, arrival, known.fingerprint if known else None, sources.fingerprint(sourced.value),
        full=r.full,
    )  # fmt: skip
    if decision.mode in {"skip", "scoped"}:
        decision = _with_clock(r, table, decision)
    return sources.Source(sourced, arrival, decision, known)


def _newest(arrival: Arrival) -> Any:  # noqa: ANN401
    files = arrival.files
    return replace(files, paths=files.paths[-1:], numbers=files.numbers[-1:])


def _with_clock(r: Run, table: SchemaObject, decision: Decision) -> Decision:
    """Look at rules that the passing of time may change."""
    clocked = rules.clocked(table)
    if not clocked or r.since is None or r.since == r.as_of:
        return decision
    if "unclear" in clocked.values() or r.as_of < r.since:
        return Decision("compare", "time has passed, and a rule of its contract depends on it")
    rows_waiting = f"quarantine.{quoted(table.name)} where {sources.waiting(r)}"
    waiting = count(r.engine, rows_waiting, r.as_of)
    if waiting and decision.mode == "skip":
        return Decision("scoped", f"time may clear {waiting:,} quarantined rows")
    return decision


def split(r: Run) -> list[TableCount]:
    """Split what has changed of every source table into kept, quarantined and duplicate rows.

    Raises SourceError when a table has lost a required column, ContractError when the rejected
    share of any table is above its contract's threshold.
    """
    counts, breaches = _split_all(r)
    if breaches:
        raise ContractError(
            "too many rows break a contract, nothing was changed:\n  " + "\n  ".join(breaches),
            fix="`cdp contracts check` shows every rule; mend the source or the contract",
        )
    sources.note(r)
    return counts


def rehearse(
    compiled: Compiled, target: str | None, as_of: datetime, progress: Progress
) -> tuple[list[TableCount], list[str]]:
    """Split the source in memory alone; gives the counts, and the thresholds that are passed."""
    chosen = compiled.project.target(target)
    in_memory = chosen.engine.model_copy(update={"path": ":memory:"})
    engine = open_engine(in_memory, compiled.project.root)
    try:
        r = Run(engine, compiled, chosen, "rehearsal", as_of, progress)
        attach(r)
        return _split_all(r)
    finally:
        engine.close()


def _split_all(r: Run) -> tuple[list[TableCount], list[str]]:
    counts: list[TableCount] = []
    breaches: list[str] = []
    for source in r.sources.values():
        r.progress.step(source.name)
        count = _split_table(r, source)
        counts.append(count)
        breach = _breach(r, source, count)
        if breach:
            breaches.append(breach)
    return counts, breaches


def _breach(r: Run, source: Source, count: TableCount) -> str | None:
    """Say when too many rows are rejected: of the new ones, or of all where these are few."""
    table = source.sourced.value.table
    if not count.quarantined:
        return None
    rejected, of = count.quarantined, count.rows_in
    if source.reach == "keys":
        rejected, of = sources.new_share(r, source)
        if of < SMALL:
            rejected, of = sources.whole_share(r, source)
    if rejected <= of * table.max_rejected_share:
        return None
    reasons = ", ".join(f"{name}: {n:,}" for name, n in count.rejects)
    return (
        f"{table.name}: {rejected:,} of {of:,} rows ({rejected / of:.1%}) break"
        f" the contract, it allows {table.max_rejected_share:.1%} ({reasons})"
    )


def _split_table(r: Run, source: Source) -> TableCount:
    started = time.perf_counter()
    relation = Relation("source", source.name)
    if source.decision.mode == "skip":
        r.changes[relation] = Change.none
        return replace(TableCount(source.name, 0, 0), notes=_stale(r, source))
    contract = sources.land(r, source)
    if source.decision.mode == "scoped" and (
        source.known is None or source.known.types != contract.types
    ):
        source.decision = Decision("compare", "its columns have other types")
    if source.decision.mode == "scoped":
        sources.read_touched(r, source, sources.arrived_keys(r, source))
        r.changes[relation] = Change.rows
    else:
        sources.read_all(r, source)
        r.changes[relation] = Change.all
    sources.put_quarantine(r, source)
    tally: dict[str, Any] = rows(r.engine, Relation("stage", f"{source.name}_tally")).to_pylist()[0]
    for name in ("rows_in", "duplicates"):
        tally[name] += source.superseded
    count = _count(contract, tally, round(time.perf_counter() - started, 3))
    if count.rows_in != count.kept + count.quarantined + count.duplicates:
        raise AssertionError(f"{source.name}: the balance of read and kept rows is off: {count}")
    source.newest = tally["newest"]
    return replace(count, notes=(*count.notes, *_stale(r, source)))


def _stale(r: Run, source: Source) -> tuple[str, ...]:
    """Say when a table's newest row is older than its contract promises."""
    hours, newest = source.sourced.value.freshness_hours, sources.newest(source)
    if hours is None or (newest and newest >= r.as_of - timedelta(hours=hours)):
        return ()
    seen = f"{newest:%Y-%m-%d %H:%M} UTC" if newest else "never"
    return (f"stale: newest row {seen}, promised every {hours:g} h",)


def _count(contract: CompiledContract, tally: dict[str, Any], seconds: float) -> TableCount:
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
