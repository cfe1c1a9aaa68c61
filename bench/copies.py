"""Projects with a source of their own that grows, and copies of them to try each change on."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from bench.process import timed
from bench.settings import CDP, PROJECT, WORK

if TYPE_CHECKING:
    from pathlib import Path

    from bench.process import Process

_BLOCK = bytearray(1 << 22)
_LEFT_BY_RUNS = ("data", "warehouse.duckdb*", "state.db*")


def project(name: str, source: Path, example: Path = PROJECT) -> Path:
    """Copy an example project to a new folder; its data are links to the files of `source`."""
    made = WORK / name
    shutil.rmtree(made, ignore_errors=True)
    shutil.copytree(example, made, ignore=shutil.ignore_patterns(*_LEFT_BY_RUNS))
    deliver(source, made / "data")
    return made


def deliver(files: Path, to: Path) -> None:
    """Link the files of every table below `files` into the folder of that table."""
    for path in sorted(files.glob("[!_]*/*.parquet")):
        folder = to / path.parent.name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / path.name).symlink_to(path)


def copy(of: Path, name: str) -> Path:
    """Copy a project with its data, warehouse and state; an older copy of that name goes."""
    made = WORK / name
    shutil.rmtree(made, ignore_errors=True)
    shutil.copytree(of, made, symlinks=True)
    _forget(of)
    settle(*made.glob("warehouse.duckdb*"))
    return made


def settle(*files: Path) -> None:
    """Wait until the disk has files just written, and read them: the next process finds them so.

    Else it competes with the writing of what lies beside it, which is of the copying alone.
    """
    for path in files:
        with path.open("rb", buffering=0) as file:
            os.fsync(file.fileno())
            while file.readinto(_BLOCK):
                pass


def _forget(project: Path) -> None:
    """Let go of what the machine keeps of a project's warehouse in memory: the copy is to be there.

    Both together, and what a run takes, are more than the machine has.
    """
    for path in project.glob("warehouse.duckdb*"):
        with path.open("rb") as file:
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def run(project: Path, as_of: str) -> Process:
    """Run `cdp run`, the whole process, on a project as it lies there."""
    command = [CDP, "run", "--project", project, "--as-of", as_of, "--format", "json"]
    return timed(command)


def differing(project: Path) -> dict[str, int]:
    """Let `cdp verify` rebuild beside the warehouse; return tables whose rows differ."""
    command = [CDP, "verify", "--project", project, "--format", "json"]
    found = timed(command, accepted=(0, 1)).json()
    return {t["table"]: t["differing"] for t in found["tables"] if t["differing"]}
