"""How much memory the embedded engine takes: little for a small run, all it may for a large one.

The engine keeps what it has read for as long as there is room, so a run that reads a little of each
of many big tables would fill whatever it is allowed, without being any quicker for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cdp.engines.duckdb_connection import Database

LITTLE = 10**9
"""Bytes that a small run takes at most."""
LARGE_FILES = 32 * 1024 * 1024
"""Bytes of new files from which on a run is not small."""
LARGE_RESULT = 2_000_000
"""Rows written by one statement from which on a run is not small."""
_UNITS = {"K": 1, "M": 2, "G": 3, "T": 4}


class Memory:
    """What one connection that carries on a warehouse may take, and whether it is little as yet."""

    def __init__(self, database: Database, allowed: str) -> None:
        self._database = database
        self._allowed = allowed
        self._new_bytes = 0
        self._is_little = count_bytes(allowed) > LITTLE
        if self._is_little:
            database.configure(f"set memory_limit = '{LITTLE}B'")

    def note_files(self, new_bytes: int) -> None:
        """Take note of new files that are going to be read."""
        self._new_bytes += new_bytes
        if self._new_bytes >= LARGE_FILES:
            self._take_all()

    def note_result(self, rows: int) -> None:
        """Take note of rows that a statement has written."""
        if rows >= LARGE_RESULT:
            self._take_all()

    def _take_all(self) -> None:
        if self._is_little:
            self._is_little = False
            self._database.configure(f"set memory_limit = '{self._allowed}'")


def count_bytes(size: str) -> int:
    """Read a size as the settings of an engine write it: `4GB`, `512 MiB`."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?) ?([KMGT])(i?)B", size)
    if found is None:
        raise ValueError(f"not a size: {size!r}")
    number, unit, binary = found.groups()
    return int(float(number) * (1024 if binary else 1000) ** _UNITS[unit])
