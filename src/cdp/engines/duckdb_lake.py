"""DuckDB without what a lake lacks, to try projects and ourselves on the protocol of lakes.

No transactions, temporary tables, row ids or attached databases, and no statement over 262,144
bytes, which is Athena's limit. See `duckdb_versions.py` for how a run becomes visible all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from cdp.engine import Capabilities
from cdp.project.config import Section

if TYPE_CHECKING:
    from pathlib import Path

    from cdp.engine import Engine, Mode

CAN = Capabilities(max_query_bytes=262_144)


class Settings(Section):
    """An embedded database that behaves as a lake does: slower, for trying things out."""

    type: Literal["duckdb_lake"] = Field(description="Which engine computes.")
    path: str = Field(default="lake.duckdb", description="Database file, relative to the project.")
    memory_limit: str = Field(
        default="4GB",
        pattern=r"^\d+(\.\d+)? ?[KMGT]i?B$",
        description="Most memory the engine may take.",
    )
    threads: int | None = Field(
        default=None, ge=1, description="Worker threads; default: all cores."
    )


def connect(settings: Settings, root: Path, mode: Mode) -> Engine:
    """Open the database file; LockedError when another process has it open."""
    from cdp.engines.duckdb_connection import open_database
    from cdp.engines.duckdb_versions import DuckdbLake

    connection, path = open_database(settings, root, mode, is_lake=True)
    return DuckdbLake(connection, path, mode, CAN, memory_limit=settings.memory_limit)
