"""dbt's incremental models on the tables of the part `increment`."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bench import copies, data, dbt
from bench.process import Process, step
from bench.settings import AS_OF, NEXT_HOUR, WORK

if TYPE_CHECKING:
    from pathlib import Path

_THREADS = (2, 1)
_BASE, _KEPT = WORK / "dbt-base.duckdb", WORK / "dbt-kept.duckdb"


@dataclass(frozen=True)
class Peer:
    """What dbt took, and how its user table differs from its own full build."""

    full: list[Process]
    quiet: list[Process]
    small: list[Process]
    compared: dict[str, Any]


def measure(leads: int, share: float, rounds: int) -> Peer:
    """Build in full, run again with nothing new, and with an increment; each with 2 and 1 threads.

    The full build after the increment, in the end, is what the user table is compared with.
    """
    shutil.rmtree(WORK / "dbt-data", ignore_errors=True)
    source, grown = WORK / "dbt-data" / "base", WORK / "dbt-data" / "grown"
    for folder in (source, grown):
        copies.deliver(data.leads(leads), folder)
    copies.deliver(data.increment(leads, share), grown)
    dbt.prepare(source)
    _lay(None)
    full = [dbt.run_again(source, AS_OF, _THREADS[0])]
    dbt.WAREHOUSE.rename(_BASE)
    quiet = [_again(source, AS_OF, n) for _ in range(rounds) for n in _THREADS]
    small = [_again(grown, NEXT_HOUR, n) for _ in range(rounds) for n in _THREADS]
    dbt.WAREHOUSE.rename(_KEPT)
    _BASE.unlink()
    full.append(dbt.run_again(grown, NEXT_HOUR, _THREADS[0]))
    compared = step("compare_users", _KEPT, dbt.WAREHOUSE).json()
    _lay(None)
    _KEPT.unlink()
    return Peer(full, quiet, small, compared)


def _again(source: Path, as_of: str, threads: int) -> Process:
    _lay(_BASE)
    data.warm(source)
    return dbt.run_again(source, as_of, threads)


def _lay(base: Path | None) -> None:
    """Put a copy of a database where dbt works, or nothing."""
    for path in WORK.glob(f"{dbt.WAREHOUSE.name}*"):
        path.unlink()
    if base:
        shutil.copyfile(base, dbt.WAREHOUSE)
        copies.settle(dbt.WAREHOUSE)
