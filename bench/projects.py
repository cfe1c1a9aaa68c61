"""Fresh copies of the example project, and runs of them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from bench.process import timed
from bench.settings import AS_OF, CDP, PROJECT, WORK

if TYPE_CHECKING:
    from pathlib import Path

    from bench.process import Process

_LEFT_BY_RUNS = ("data", "warehouse.duckdb*", "state.db*")


def fresh(source: Path) -> Path:
    """Copy the project into the work folder, its data being `source`; what was there goes."""
    project = WORK / "project"
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns(*_LEFT_BY_RUNS))
    (project / "data").symlink_to(source, target_is_directory=True)
    return project


def cdp_run(source: Path) -> Process:
    """Run `cdp run`, the whole process, on a fresh copy; prints the run's report as JSON."""
    project = fresh(source)
    command = [CDP, "run", "--project", project, "--as-of", AS_OF, "--format", "json"]
    done = timed(command)
    print(f"  cdp run: {done.seconds:.2f} s", flush=True)
    return done


def warehouse() -> Path:
    """Name the warehouse that the last run made."""
    return WORK / "project" / "warehouse.duckdb"
