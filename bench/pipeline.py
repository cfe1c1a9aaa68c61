"""The whole run, beside its floor and beside the same tables built by dbt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bench import data, dbt
from bench.figures import GIB, Part, at_most, plain
from bench.process import best, each, step
from bench.projects import cdp_run, warehouse
from bench.settings import MEMORY, WORK

if TYPE_CHECKING:
    from bench.process import Process
    from bench.settings import Scale

_THREADS = (2, 1)


def measure(scale: Scale) -> Part:
    """Take turns: the run, its floor, dbt with two threads and with one."""
    source = data.leads(scale.leads)
    data.warm(source)
    dbt.prepare(source)
    runs: list[Process] = []
    floors: list[Process] = []
    others: dict[int, list[Process]] = {threads: [] for threads in _THREADS}
    for _ in range(scale.rounds):
        runs.append(cdp_run(source))
        floors.append(_floor(source))
        for threads, found in others.items():
            found.append(dbt.run(source, threads))
    run, floor, alike = best(runs), best(floors), _floor(source, "dict_fsst")
    dbts = [p for found in others.values() for p in found]
    other = best(dbts)
    compared = step("compare", warehouse(), dbt.WAREHOUSE).json()
    size = f"{scale.leads:,} leads"
    figures = (
        plain(f"`cdp run`, {size}, whole process", run.seconds, " s"),
        at_most("… peak memory", max(p.peak_bytes for p in runs) / GIB, 6, " GiB"),
        plain("floor: read the source once, write the result once", floor.seconds, " s"),
        at_most("… `cdp run` ÷ floor", run.seconds / floor.seconds, 1.6),
        plain("dbt, the same tables without contracts or names", other.seconds, " s"),
        at_most("… `cdp run` ÷ dbt", run.seconds / other.seconds, 1),
    )
    notes = (
        "dbt: all as tables; the better number of threads counts",
        f"`cdp run`: {each(runs)}",
        f"floor: {each(floors)}",
        *(f"dbt, threads {n}: {each(found)}" for n, found in others.items()),
        f"dbt's peak memory: {max(p.peak_bytes for p in dbts) / GIB:.2f} GiB",
        f"CPU time of `cdp run` ÷ floor {_cpu(runs, floors):.2f}, ÷ dbt {_cpu(runs, dbts):.2f}",
        (
            f"floor written with `compression: fast`, as the run is: {each([alike])};"
            f" `cdp run` ÷ this floor {run.seconds / alike.seconds:.2f}"
        ),
        (
            f"size of the warehouse: {warehouse().stat().st_size / GIB:.2f} GiB, of dbt's"
            f" {dbt.WAREHOUSE.stat().st_size / GIB:.2f} GiB"
        ),
        "the floor's seconds: {read:.2f} to read, {write:.2f} to write".format(**floor.json()),
        *_differences(compared),
        *_by_table(run),
    )
    return Part("The whole run", figures, notes)


def _cpu(ours: list[Process], theirs: list[Process]) -> float:
    """Compare by CPU time, which other work on the machine disturbs less."""
    return min(p.cpu_seconds for p in ours) / min(p.cpu_seconds for p in theirs)


def _floor(source: object, *left_out: str) -> Process:
    copy = WORK / "floor.duckdb"
    copy.unlink(missing_ok=True)
    done = step("floor", source, warehouse(), copy, MEMORY, *left_out)
    size = copy.stat().st_size / GIB
    copy.unlink()
    print(f"  floor: {done.seconds:.2f} s, {size:.2f} GiB", flush=True)
    return done


def _differences(compared: dict[str, Any]) -> list[str]:
    """Say which columns one side lacks: where there are any, the two do not do the same work."""
    found = [
        f"{table}: {', '.join(columns)} only in {side}"
        for side, tables in compared["columns"].items()
        for table, columns in tables.items()
    ]
    rows = [f"{table} {counts}" for table, counts in compared["rows"].items()]
    return [
        f"columns: {'; '.join(found) or 'the same on both sides'}",
        f"rows, cdp and dbt: {'; '.join(rows)}",
    ]


def _by_table(run: Process) -> list[str]:
    """Tell where the time goes: stages of the run, and tables beside dbt's last run."""
    report = run.json()
    theirs = dbt.seconds_by_model()
    ours = {
        table["table"].rpartition(".")[2]: table["seconds"]
        for stage in report["stages"]
        if stage["name"] in {"silver", "identity", "gold"}
        for table in stage["tables"]
    }
    stages = ", ".join(f"{s['name']} {s['seconds']:.2f} s" for s in report["stages"])
    tables = ", ".join(
        f"{name} {ours[name]:.2f} / {theirs[name]:.2f}" for name in ours if name in theirs
    )
    return [
        f"stages of `cdp run`: {stages}",
        f"seconds by table, cdp / dbt with {_THREADS[-1]} thread: {tables}",
    ]
