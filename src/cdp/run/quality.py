"""The contracts stage: split every source table, check the balance, stop above a threshold."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cdp.contracts.compile import compile_contract
from cdp.errors import ContractError
from cdp.models.runner import build, rows
from cdp.types import Relation, TableCount

if TYPE_CHECKING:
    from cdp.contracts.compile import CompiledContract
    from cdp.project.contract import Contract
    from cdp.project.load import Sourced
    from cdp.run.context import Run


def split(r: Run) -> list[TableCount]:
    """Split every source table into kept, quarantined and duplicate rows.

    Raises SourceError when a table has lost a required column, ContractError when the rejected
    share of any table is above its contract's threshold.
    """
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
    if breaches:
        raise ContractError(
            "too many rows break a contract, nothing was changed:\n  " + "\n  ".join(breaches),
            fix="`cdp contracts check` shows every rule; mend the source or the contract",
        )
    return counts


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
