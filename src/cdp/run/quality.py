"""The ingest and contracts stages: read the source, split it, balance it, stop if need be."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cdp.contracts.compile import compile_contract
from cdp.contracts.rules import required_columns
from cdp.engine import open_engine
from cdp.errors import ContractError, SourceError
from cdp.ingest import discover
from cdp.models.runner import build, rows
from cdp.run.context import Run
from cdp.types import Relation, TableCount

if TYPE_CHECKING:
    from datetime import datetime

    from cdp.contracts.compile import CompiledContract
    from cdp.project.contract import Contract
    from cdp.project.load import Sourced
    from cdp.run.compile import Compiled
    from cdp.run.context import Progress


def split(r: Run) -> list[TableCount]:
    """Split every source table into kept, quarantined and duplicate rows.

    Raises SourceError when a table has lost a required column, ContractError when the rejected
    share of any table is above its contract's threshold.
    """
    counts, breaches = _split_all(r)
    if breaches:
        raise ContractError(
            "too many rows break a contract, nothing was changed:\n  " + "\n  ".join(breaches),
            fix="`cdp contracts check` shows every rule; mend the source or the contract",
        )
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


def attach(r: Run) -> list[TableCount]:
    """Find the source's files and make each table readable as `raw.<table>`."""
    tables = {c.value.source_name: c.value.table.name for c in r.compiled.project.contracts}
    files, register = discover.discover(
        r.target.source, r.compiled.project.root, tables, discover.known_files(r.engine),
        run_id=r.run_id, as_of=r.as_of,
    )  # fmt: skip
    r.engine.load(discover.SOURCE_FILE, discover.register_rows(register))
    found: list[TableCount] = []
    for item in files:
        r.progress.step(item.table)
        started = time.perf_counter()
        columns = r.engine.attach(Relation("raw", item.table), item)
        _check_files(r, item.table, columns)
        seconds = round(time.perf_counter() - started, 3)
        found.append(TableCount(item.table, 0, 0, seconds=seconds, files=len(item.paths)))
    return found


def _check_files(r: Run, table: str, columns: dict[str, frozenset[str]]) -> None:
    """Stop when any file of a table has lost a required column, whatever the others have."""
    sourced = next(c for c in r.compiled.project.contracts if c.value.table.name == table)
    for file, names in columns.items():
        lost = sorted(required_columns(sourced.value.table) - names)
        if lost:
            raise SourceError(
                f"{sourced.doc.file}: source table {table!r} has lost the required column"
                f" {lost[0]!r} in the file {file}",
                fix="restore the column at the source, or change the contract",
            )


def _split_all(r: Run) -> tuple[list[TableCount], list[str]]:
    counts: list[TableCount] = []
    breaches: list[str] = []
    for sourced in r.compiled.project.contracts:
        table = sourced.value.table
        r.progress.step(table.name)
        count = _split_table(r, sourced)
        counts.append(count)
        share = count.quarantined / count.rows_in if count.rows_in else 0.0
        if share > table.max_rejected_share:
            reasons = ", ".join(f"{name}: {n:,}" for name, n in count.rejects)
            breaches.append(
                f"{table.name}: {count.quarantined:,} of {count.rows_in:,} rows ({share:.1%}) break"
                f" the contract, it allows {table.max_rejected_share:.1%} ({reasons})"
            )
    return counts, breaches


def _split_table(r: Run, sourced: Sourced[Contract]) -> TableCount:
    started = time.perf_counter()
    name = sourced.value.table.name
    physical = r.engine.columns(Relation("raw", name)) or {}
    contract = compile_contract(sourced.value, sourced.doc.file, physical)
    for model in contract.models:
        build(r.engine, model, r.as_of)
    tally: dict[str, Any] = rows(r.engine, Relation("stage", f"{name}_tally")).to_pylist()[0]
    count = _count(contract, tally, round(time.perf_counter() - started, 3))
    if count.rows_in != count.kept + count.quarantined + count.duplicates:
        raise AssertionError(f"{name}: the balance of read and kept rows is off: {count}")
    notes = [*count.notes]
    hours, newest = sourced.value.freshness_hours, tally["newest"]
    if hours is not None and (newest is None or newest < r.as_of - timedelta(hours=hours)):
        seen = f"{newest:%Y-%m-%d %H:%M} UTC" if newest else "never"
        notes.append(f"stale: newest row {seen}, promised every {hours:g} h")
    return replace(count, notes=tuple(notes))


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
