"""The embedded engine: one DuckDB file, one transaction a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from cdp.engine import Capabilities
from cdp.project.config import Section

if TYPE_CHECKING:
    from pathlib import Path

    from cdp.engine import Engine, Mode

CAN = Capabilities(single_writer=True, row_ids="rowid")


class Settings(Section):
    """The embedded engine: one database file."""

    type: Literal["duckdb"] = Field(default="duckdb", description="Which engine computes.")
    path: str = Field(
        default="warehouse.duckdb", description="Database file, relative to the project."
    )
    memory_limit: str = Field(
        default="4GB",
        pattern=r"^\d+(\.\d+)? ?[KMGT]i?B$",
        description="Most memory the engine may take.",
    )
    threads: int | None = Field(
        default=None, ge=1, description="Worker threads; default: all cores."
    )
    compression: Literal["fast", "small"] = Field(
        default="fast",
        description="How text is stored: fast to write, or in about half the space.",
    )


def connect(settings: Settings, root: Path, mode: Mode) -> Engine:
    """Open the database file; LockedError when another process has it open for writing."""
    from cdp.engines.duckdb_connection import open_database
    from cdp.engines.duckdb_database import DuckdbDatabase

    connection, path = open_database(settings, root, mode)
    return DuckdbDatabase(
        connection, path, mode, CAN, memory_limit=settings.memory_limit,
        dictionaries=settings.compression == "fast",
    )  # fmt: skip
