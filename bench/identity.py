"""Who is one person among many records of five tables: tables in, map out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bench import data
from bench.figures import GIB, Part, at_most
from bench.process import best, each, step
from bench.settings import FULL, MEMORY, WORK

if TYPE_CHECKING:
    from bench.process import Process
    from bench.settings import Scale


def measure(scale: Scale) -> Part:
    """Load the tables outside the clock, then resolve them in a new process, each round anew."""
    source = data.records(scale.records)
    warehouse = WORK / "records.duckdb"
    loaded: dict[str, Any] = {}
    runs: list[Process] = []
    for _ in range(scale.rounds):
        warehouse.parent.mkdir(parents=True, exist_ok=True)
        warehouse.unlink(missing_ok=True)
        loaded = step("load_records", source, warehouse).json()
        runs.append(step("resolve_records", warehouse, MEMORY))
        print(f"  identity: {runs[-1].seconds:.2f} s", flush=True)
    warehouse.unlink()
    run = best(runs)
    found = run.json() | loaded
    size = f"{found['records']:,} records, {found['links']:,} links"
    figures = (
        at_most(f"identity of {size}", run.seconds, 20 * scale.records / FULL.records, " s"),
        at_most("… peak memory", max(p.peak_bytes for p in runs) / GIB, 6, " GiB"),
    )
    steps = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in found["steps"].items())
    notes = (
        f"whole process, from tables to committed map: {each(runs)}",
        "five tables in DuckDB's own format, loaded from Parquet outside the clock",
        "keys, e-mail addresses, loyalty numbers and device ids are text",
        "a link joins a record to the first one with the same value",
        f"values on the records {found['values']:,}, users {found['users']:,}",
        f"steps: {steps}",
    )
    return Part("Identity", figures, notes)
