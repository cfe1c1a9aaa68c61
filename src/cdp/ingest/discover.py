"""Find the source's files, number new ones, and say what has changed since the last run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cdp.project.config import leaf_type
from cdp.project.leaves import SOURCES, open_leaf
from cdp.tables import SOURCE_FILE, SOURCE_FILE_TABLE
from cdp.types import Arrival, FileSet

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    import pyarrow as pa

    from cdp.project.config import Section
    from cdp.warehouse.session import Session


@dataclass(frozen=True)
class KnownFile:
    """A file that was read: its number is its rank in the order of arrival, for ever."""

    table: str
    number: int
    name: str
    size: int
    modified_ns: int
    run_id: str
    first_seen_at: datetime


def read_known_files(session: Session) -> list[KnownFile]:
    """Read the register of files from the warehouse; empty before the first run."""
    if not session.has(SOURCE_FILE):
        return []
    rows = session.read(SOURCE_FILE, SOURCE_FILE_TABLE.names()).to_pylist()
    return [KnownFile(*row.values()) for row in rows]


def discover_files(
    config: Section,
    root: Path,
    tables: Mapping[str, str],
    known: list[KnownFile],
    *,
    run_id: str,
    as_of: datetime,
) -> tuple[list[Arrival], list[KnownFile]]:
    """List the files of every table in order of arrival, and the register as it will be.

    `tables` maps a table's name at the source to its name here.

    A file that is new gets the next number of its table; new files are numbered by name. A file
    that was written anew keeps its number and when it was first seen.
    Raises SourceError when a table has no file.
    """
    leaf = open_leaf(SOURCES, leaf_type(config))
    arrivals: list[Arrival] = []
    register: list[KnownFile] = []
    for source_name, table in tables.items():
        kind, paths = leaf.find(config, root, source_name)
        seen = {k.name: k for k in known if k.table == table}
        number = max((k.number for k in seen.values()), default=-1) + 1
        files: list[tuple[KnownFile, Path]] = []
        new: list[int] = []
        for path in paths:
            stat = path.stat()
            found = KnownFile(
                table, number, path.name, stat.st_size, stat.st_mtime_ns, run_id, as_of
            )
            before = seen.get(path.name)
            if before is None:
                new.append(number)
                number += 1
            else:
                found = replace(before, size=found.size, modified_ns=found.modified_ns)
            files.append((found, path))
        files.sort(key=lambda pair: pair[0].number)
        mine = [k for k, _ in files]
        register += mine
        rewritten = tuple(k.name for k in mine if k.name in seen and k != seen[k.name])
        gone = tuple(name for name in seen if name not in {k.name for k in mine})
        numbers = tuple(k.number for k in mine)
        fileset = FileSet(table, kind, tuple(p for _, p in files), numbers)
        arrivals.append(Arrival(fileset, tuple(new), rewritten, gone))
    return arrivals, register


def without_new_files(arrival: Arrival) -> Arrival:
    """Leave out the files that were never seen."""
    files = arrival.files
    kept = [(p, n) for p, n in zip(files.paths, files.numbers, strict=True) if n not in arrival.new]
    paths, numbers = tuple(p for p, _ in kept), tuple(n for _, n in kept)
    return replace(arrival, files=replace(files, paths=paths, numbers=numbers), new=())


def register_rows(register: list[KnownFile]) -> pa.Table:
    """Make rows of `ops.source_file` from the register."""
    import pyarrow as pa

    return pa.table(
        {
            "table_name": pa.array([k.table for k in register], pa.string()),
            "file_no": pa.array([k.number for k in register], pa.int64()),
            "file_name": pa.array([k.name for k in register], pa.string()),
            "file_bytes": pa.array([k.size for k in register], pa.int64()),
            "modified_ns": pa.array([k.modified_ns for k in register], pa.int64()),
            "run_id": pa.array([k.run_id for k in register], pa.string()),
            "first_seen_at": pa.array([k.first_seen_at for k in register], pa.timestamp("us")),
        }
    )
