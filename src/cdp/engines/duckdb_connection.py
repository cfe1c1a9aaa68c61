"""Opening a DuckDB file, and what every module of the embedded engine says to its driver."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import duckdb

from cdp.errors import LockedError, QueryError

if TYPE_CHECKING:
    from collections.abc import Generator

    from cdp.engine import Mode
    from cdp.types import Relation

Connection = duckdb.DuckDBPyConnection
LOG = "128MB"
"""Size of a log that no longer waits."""


class Place(Protocol):
    """Where a database is, and what it may take."""

    @property
    def path(self) -> str:
        """File, relative to the project."""
        ...

    @property
    def memory_limit(self) -> str:
        """Most memory."""
        ...

    @property
    def threads(self) -> int | None:
        """Worker threads, or all cores."""
        ...


class Database(Protocol):
    """What the parts of the engine ask of the database that they are parts of."""

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a small query; returns its rows."""
        ...

    def driver_rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a statement about a file; errors come as the driver has them."""
        ...

    def configure(self, sql: str) -> None:
        """Run a statement that sets something of this connection; it is not counted."""
        ...

    def sql_name(self, table: Relation) -> str:
        """Name a table as SQL of this engine does."""
        ...

    def columns(self, table: Relation) -> dict[str, str] | None:
        """Column → type, or None where there is no such table."""
        ...

    def size(self, table: Relation) -> int | None:
        """Estimate the rows of a table: 0 only where it has none."""
        ...

    def source_bytes(self, table: str) -> int:
        """Size of the files of a source table that were made readable."""
        ...

    def make_copy(self, table: Relation, declared: str) -> None:
        """Make an empty work table for the rows of text files."""
        ...


def open_database(
    place: Place, root: Path, mode: Mode, *, is_lake: bool = False
) -> tuple[Connection, Path]:
    """Open the database; LockedError when another process has it open for writing.

    `is_lake`: nothing is attached beside the file, so whoever needs a place there writes into it.
    """
    in_memory = place.path == ":memory:"
    path = Path(place.path) if in_memory else root / place.path
    makes_it = mode in {"write", "scratch"}
    if not makes_it and not path.exists():
        raise QueryError("there is no warehouse yet", fix="build it first with `cdp run`")
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": place.memory_limit,
        "preserve_insertion_order": False,
        "checkpoint_threshold": LOG,
        "allow_community_extensions": False,
        "autoinstall_known_extensions": False,
        "parquet_metadata_cache": True,
    }
    if place.threads:
        settings["threads"] = place.threads
    if mode == "scratch":
        path = Path(":memory:")
    try:
        if makes_it and str(path) != ":memory:":
            path.parent.mkdir(parents=True, exist_ok=True)
        return _attach(path, "write" if is_lake and mode == "beside" else mode, settings), path
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise LockedError(
                "the warehouse file is in use by another process",
                fix="wait until it is done; `cdp status` says who runs",
            ) from error
        raise QueryError(f"the warehouse cannot be opened: {first_line(error)}") from error
    except duckdb.Error as error:
        raise QueryError(f"the warehouse cannot be opened: {first_line(error)}") from error


def _attach(
    path: Path, mode: Mode, settings: dict[str, str | bool | int | float | list[str]]
) -> Connection:
    """Attach the file under a name that no schema has, so that any file name will do."""
    spill = {} if str(path) == ":memory:" else {"temp_directory": f"{path}.tmp"}
    connection = duckdb.connect(":memory:", config={**settings, **spill})
    access = " (read_only)" if mode in {"read", "beside"} else ""
    connection.execute(f"attach {literal(path)} as cdp_warehouse{access}")
    if mode == "beside":
        _attach_scratch(connection, path)
    else:
        connection.execute("use cdp_warehouse")
        # folding the log into a big file costs more than a small run: `close` decides
        connection.execute("pragma disable_checkpoint_on_shutdown")
    connection.execute("set TimeZone = 'UTC'")
    if mode == "read":
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
    return connection


def scratch_file(path: Path) -> Path:
    """Name the file of this process beside a warehouse."""
    return Path(f"{path}.scratch-{os.getpid()}")


def _attach_scratch(connection: Connection, path: Path) -> None:
    """Make an empty database beside the file, with views of the file's tables in `kept_…`."""
    scratch = scratch_file(path)
    scratch.unlink(missing_ok=True)
    tables = connection.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = 'cdp_warehouse'"
    ).fetchall()
    connection.execute(f"attach {literal(scratch)} as cdp_scratch")
    connection.execute("use cdp_scratch")
    for schema in sorted({str(schema) for schema, _ in tables}):
        connection.execute(f"create schema {quote('kept_' + schema)}")
    for schema, table in tables:
        name = f"{quote('kept_' + schema)}.{quote(table)}"
        kept = f"cdp_warehouse.{quote(schema)}.{quote(table)}"
        connection.execute(f"create view {name} as from {kept}")


@contextlib.contextmanager
def interrupts() -> Generator[None]:
    """Let Ctrl-C be what it is: inside a statement the driver makes a RuntimeError of it."""
    try:
        yield
    except RuntimeError as error:
        if str(error) == "Query interrupted":
            raise KeyboardInterrupt from error
        raise


def quote(name: str) -> str:
    """Quote an identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: object) -> str:
    """Quote a value as text."""
    return "'" + str(value).replace("'", "''") + "'"


def first_line(error: Exception) -> str:
    """Keep what an error of the driver says first; the rest points into the statement."""
    return str(error).strip().splitlines()[0]
