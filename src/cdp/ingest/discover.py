"""Find the source's files, give new ones their number, and make them readable as `raw.<table>`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from cdp.types import FileSet, Relation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    import pyarrow as pa

    from cdp.engine import Engine
    from cdp.project.config import FilesSource

SOURCE_FILE = Relation("ops", "source_file")
_LEAVES = {"files": "cdp.ingest.sources.files"}


@dataclass(frozen=True)
class KnownFile:
    """A file that was read: its number is its place in the order of arrival, for ever."""

    table: str
    number: int
    name: str
    size: int
    run_id: str
    first_seen_at: datetime


def known_files(engine: Engine) -> list[KnownFile]:
    """Read the register of files from the warehouse; empty before the first run."""
    if engine.columns(SOURCE_FILE) is None:
        return []
    rows = engine.fetch(
        "select table_name, file_no, file_name, file_bytes, run_id, first_seen_at"
        " from ops.source_file"
    ).to_pylist()
    return [KnownFile(*row.values()) for row in rows]


def discover(
    config: FilesSource,
    root: Path,
    tables: Mapping[str, str],
    known: list[KnownFile],
    *,
    run_id: str,
    as_of: datetime,
) -> tuple[list[FileSet], list[KnownFile]]:
    """List the files of every table in order of arrival, and the register as it will be.

    `tables` maps a table's name at the source to its name here.

    A file that is new gets the next number of its table; new files are numbered by name.
    Raises SourceError when a table has no file.
    """
    leaf = import_module(_LEAVES[config.type])
    sets: list[FileSet] = []
    register: list[KnownFile] = []
    for source_name, table in tables.items():
        kind, paths = leaf.find(config, root, source_name)
        seen = {k.name: k for k in known if k.table == table}
        number = max((k.number for k in seen.values()), default=-1) + 1
        files: list[tuple[KnownFile, Path]] = []
        for path in paths:
            size = path.stat().st_size
            before = seen.get(path.name)
            if before is None:
                before = KnownFile(table, number, path.name, size, run_id, as_of)
                number += 1
            files.append((before, path))
        files.sort(key=lambda pair: pair[0].number)
        register += [k for k, _ in files]
        numbers = tuple(k.number for k, _ in files)
        sets.append(FileSet(table, kind, tuple(p for _, p in files), numbers))
    return sets, register


def register_rows(register: list[KnownFile]) -> pa.Table:
    """Make rows of `ops.source_file` from the register."""
    import pyarrow as pa

    return pa.table(
        {
            "table_name": pa.array([k.table for k in register], pa.string()),
            "file_no": pa.array([k.number for k in register], pa.int64()),
            "file_name": pa.array([k.name for k in register], pa.string()),
            "file_bytes": pa.array([k.size for k in register], pa.int64()),
            "run_id": pa.array([k.run_id for k in register], pa.string()),
            "first_seen_at": pa.array([k.first_seen_at for k in register], pa.timestamp("us")),
        }
    )
