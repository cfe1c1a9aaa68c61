"""The same silver and gold tables as its users would build them with dbt, on the same engine.

The project in `bench/dbt` keeps the latest version of each row, in tables or incrementally.
It has no contracts, no quarantine and no comparison of names: a person is a mobile.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.process import timed
from bench.settings import AS_OF, BENCH, DATA, MEMORY, ROOT, WORK

if TYPE_CHECKING:
    from pathlib import Path

    from bench.process import Process

FILES = BENCH / "dbt"
WAREHOUSE = WORK / "dbt.duckdb"
_VENV = DATA / "dbt-venv"
_TARGET = WORK / "dbt-target"


@dataclass(frozen=True)
class Way:
    """How the models are kept in the database, and the instant at which windows end."""

    materialized: str
    as_of: str


TABLES = Way("table", AS_OF)


def prepare(source: Path) -> None:
    """Install dbt where it is not installed as pinned, and let it parse the project once."""
    pinned = "".join((FILES / name).read_text() for name in ("requirements.txt", "overrides.txt"))
    installed = _VENV / "pinned.txt"
    if not installed.exists() or installed.read_text() != pinned:
        uv = shutil.which("uv") or str(ROOT / ".uv" / "bin" / "uv")  # as scripts/setup.sh has it
        timed([uv, "venv", "--clear", "--python", "3.11", _VENV])
        wanted = ["-r", FILES / "requirements.txt", "--override", FILES / "overrides.txt"]
        timed([uv, "pip", "install", "--python", _VENV / "bin" / "python", *wanted])
        installed.write_text(pinned)
    _dbt(source, TABLES, "parse", 2)


def versions() -> dict[str, str]:
    """Return the versions in dbt's environment; empty where there is none."""
    names = ("dbt-core", "dbt-duckdb", "duckdb")
    python = _VENV / "bin" / "python"
    if not python.exists():
        return {}
    code = f"from importlib.metadata import version as v; print(*map(v, {names}))"
    return dict(zip(names, timed([python, "-c", code]).output.split(), strict=True))


def run(source: Path, threads: int) -> Process:
    """Run `dbt run`, the whole process, into a new database; the parsed project is kept."""
    for path in WORK.glob("dbt.duckdb*"):
        path.unlink()
    done = _dbt(source, TABLES, "run", threads)
    print(f"  dbt, threads {threads}: {done.seconds:.2f} s", flush=True)
    return done


def run_again(source: Path, as_of: str, threads: int) -> Process:
    """Run `dbt run` with incremental models on the database that is there, or on none yet.

    The project is parsed before, outside the clock, since the source and instant that it is told
    would else make it parse itself anew.
    """
    way = Way("incremental", as_of)
    _dbt(source, way, "parse", threads)
    done = _dbt(source, way, "run", threads)
    print(f"  dbt, incremental, threads {threads}: {done.seconds:.2f} s", flush=True)
    return done


def _dbt(source: Path, way: Way, verb: str, threads: int) -> Process:
    WORK.mkdir(parents=True, exist_ok=True)
    paths = ["--project-dir", FILES, "--profiles-dir", FILES, "--target-path", _TARGET]
    env = {
        "BENCH_SOURCE": str(source),
        "BENCH_WAREHOUSE": str(WAREHOUSE),
        "BENCH_MEMORY": MEMORY,
        "BENCH_AS_OF": way.as_of,
        "BENCH_MATERIALIZED": way.materialized,
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DO_NOT_TRACK": "1",
        "NO_COLOR": "1",
    }
    command = [_VENV / "bin" / "dbt", verb, *paths, "--log-path", WORK, "--threads", str(threads)]
    return timed(command, env)


def seconds_by_model() -> dict[str, float]:
    """Return what each model took in the last run."""
    report = json.loads((_TARGET / "run_results.json").read_text())
    return {r["unique_id"].rpartition(".")[2]: r["execution_time"] for r in report["results"]}
