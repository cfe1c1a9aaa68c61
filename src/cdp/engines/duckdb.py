"""The embedded engine: one DuckDB file, one transaction a run."""

from __future__ import annotations

import contextlib
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from cdp.engine import PLACE, Capabilities
from cdp.engines import duckdb_files
from cdp.engines.duckdb_files import interrupts, literal, quote
from cdp.errors import LockedError, QueryError, SourceError
from cdp.types import WORK_SCHEMAS, Relation

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Sequence

    import pyarrow as pa

    from cdp.engine import Kind, Mode
    from cdp.project.config import DuckdbEngine
    from cdp.types import FileSet

_QUOTING = (duckdb.DataError, duckdb.InvalidInputException, duckdb.IntegrityError)
"""Errors whose text quotes the value they are about."""
Settings = dict[str, str | bool | int | float | list[str]]
SMALL = 64 * 1024 * 1024
"""Bytes of a database whose log is folded into it at once."""
LONG = 15.0
"""Seconds of work after which nobody minds the fraction of one that folding the log in takes."""
FEW_GONE = 10_000
"""Rows taken out up to which it takes no longer: where many are, whole blocks are written anew."""
LOG = "128MB"
"""Size of a log that no longer waits."""


def connect(config: DuckdbEngine, root: Path, mode: Mode) -> DuckdbDatabase:
    """Open the database file; LockedError when another process has it open for writing."""
    in_memory = config.path == ":memory:"
    path = Path(config.path) if in_memory else root / config.path
    if mode != "write" and not path.exists():
        raise QueryError("there is no warehouse yet", fix="build it first with `cdp run`")
    mode = "write" if mode == "resume" else mode
    settings: Settings = {
        "memory_limit": config.memory_limit,
        "preserve_insertion_order": False,
        "checkpoint_threshold": LOG,
        "allow_community_extensions": False,
        "autoinstall_known_extensions": False,
        "parquet_metadata_cache": True,
    }
    if config.threads:
        settings["threads"] = config.threads
    try:
        if not in_memory:
            path.parent.mkdir(parents=True, exist_ok=True)
        connection = _open(path, mode, settings)
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise LockedError(
                "the warehouse file is in use by another process",
                fix="wait until it is done; `cdp status` says who runs",
            ) from error
        raise QueryError(f"the warehouse cannot be opened: {_first_line(error)}") from error
    except duckdb.Error as error:
        raise QueryError(f"the warehouse cannot be opened: {_first_line(error)}") from error
    return DuckdbDatabase(connection, path, mode, fast=config.compression == "fast")


def _open(path: Path, mode: Mode, settings: Settings) -> duckdb.DuckDBPyConnection:
    """Attach the file under a name that no schema has, so that any file name will do."""
    spill = {} if str(path) == ":memory:" else {"temp_directory": f"{path}.tmp"}
    connection = duckdb.connect(":memory:", config={**settings, **spill})
    access = "" if mode == "write" else " (read_only)"
    connection.execute(f"attach {literal(path)} as cdp_warehouse{access}")
    if mode == "scratch":
        _open_scratch(connection, path)
    else:
        connection.execute("use cdp_warehouse")
        # folding the log into a big file costs more than a small run: `close` decides
        connection.execute("pragma disable_checkpoint_on_shutdown")
    connection.execute("set TimeZone = 'UTC'")
    if mode == "read":
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
    return connection


def _open_scratch(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Make an empty database beside the file, with views of the file's tables in `kept_…`."""
    scratch = Path(f"{path}.scratch")
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


class DuckdbDatabase:
    """Engine over one DuckDB connection; work relations are temporary."""

    dialect = "duckdb"

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        path: Path,
        mode: Mode,
        *,
        fast: bool,
    ) -> None:
        self.can = Capabilities(transactions=True, place="rowid", dictionaries=fast)
        self._db = connection
        self._path = path
        self._mode = mode
        self._opened = time.monotonic()
        self._tables: dict[str, str] = {}
        self._work: dict[Relation, Kind] = {}
        """Work relations that are there."""
        self._kept: dict[Relation, Kind] | None = None
        """Tables and views of the database; None until somebody asks, and after a rollback."""
        self._columns: dict[Relation, dict[str, str]] = {}
        """Columns of relations that were asked for, until they are made anew."""
        self._made_dictionaries = False
        """Whether columns were declared as dictionaries, whose last rows are written at the end."""
        self._rows_gone = 0
        """Rows that were taken out of tables."""
        if mode != "read":
            self._squeeze(allowed=False)

    def execute(self, sql: str) -> int:
        """Run one statement; gives the number of rows it wrote."""
        with self._errors():
            rows = self._db.execute(sql).fetchall()
        return int(rows[0][0]) if rows and rows[0] and isinstance(rows[0][0], int) else 0

    def fetch(self, sql: str) -> pa.Table:
        """Run one query and give its whole result."""
        with self._errors():
            return self._db.sql(sql).to_arrow_table()

    def load(self, table: Relation, rows: pa.Table) -> None:
        """Replace `table` by these rows."""
        with self._errors():
            self._db.register("incoming rows", rows)
            try:
                self.replace(table, 'select * from "incoming rows"')
            finally:
                self._db.unregister("incoming rows")

    def replace(
        self, table: Relation, select: str, kind: Kind = "table", few: Collection[str] = ()
    ) -> int:
        """Replace `table` by the result of a query; `few` names columns to keep as dictionaries."""
        temporary = "temp " if table.schema in WORK_SCHEMAS else ""
        self._columns.pop(table, None)
        there = self._work if temporary else self._catalog()
        if not temporary and not any(r.schema == table.schema for r in there):
            self.execute(f"create schema if not exists {quote(table.schema)}")
        if there.get(table, kind) != kind:  # make room where a view becomes a table
            self.execute(f"drop {there.pop(table)} {_name(table)}")
        what = f"{temporary}{kind} {_name(table)}"
        if few and self.can.dictionaries and kind == "table" and not temporary:
            self.execute(f"create or replace {what} ({self._declared(select, few)})")
            self._made_dictionaries = True
            self._squeeze(allowed=True)
            rows = self.execute(f"insert into {_name(table)} {select}")
            self._squeeze(allowed=False)
        else:
            rows = self.execute(f"create or replace {what} as {select}")
        there[table] = kind
        return rows

    def _declared(self, select: str, few: Collection[str]) -> str:
        """Declare the columns of a query: text as a dictionary where it has few values, else plain.

        Texts that hardly repeat cost more to squeeze than to write (docs/adr/0021).
        """
        with self._errors():
            columns = self._db.execute(f"describe {select}").fetchall()
        how = {name: "dict_fsst" if name in few else "uncompressed" for name, *_ in columns}
        return ", ".join(
            f"{quote(name)} {kind}"
            + (f" using compression {how[name]}" if kind == "VARCHAR" else "")
            for name, kind, *_ in columns
        )

    def _squeeze(self, *, allowed: bool) -> None:
        """Say whether text may be written squeezed, where a column is not declared plain."""
        if self.can.dictionaries:
            without = "" if allowed else "dict_fsst"
            with self._errors():
                self._db.execute(f"set disabled_compression_methods = '{without}'")

    def merge(
        self, table: Relation, keys: Relation | None, select: str, by: Sequence[str] = ()
    ) -> int:
        """Take the rows of these keys out of `table` and a query's rows in."""
        if keys is not None:
            names = [quote(name) for name in by or self.columns(keys) or {}]
            key = names[0] if len(names) == 1 else f"({', '.join(names)})"
            of_row = "rowid" if names == [quote(PLACE)] else key
            self._rows_gone += self.execute(
                f"delete from {_name(table)} where {of_row} in (select {key} from {_name(keys)})"
            )
        return self.execute(f"insert into {_name(table)} by name {select}")

    def columns(self, table: Relation) -> dict[str, str] | None:
        """Give column → type, or None where there is no such table."""
        if table not in (self._work if table.schema in WORK_SCHEMAS else self._catalog()):
            return None
        if table not in self._columns:
            with self._errors():
                rows = self._db.execute(
                    f"select name, type from pragma_table_info({literal(_name(table))})"
                ).fetchall()
            self._columns[table] = {str(column): str(kind) for column, kind in rows}
        return self._columns[table]

    def _catalog(self) -> dict[Relation, Kind]:
        """Give what there is of the database: nobody else changes it while it is open."""
        if self._kept is None:
            with self._errors():
                found = self._db.execute(
                    "select schema_name, table_name, 'table' from duckdb_tables()"
                    " where database_name = current_database() and not temporary"
                    " union all select schema_name, view_name, 'view' from duckdb_views()"
                    " where database_name = current_database() and not temporary"
                ).fetchall()
            self._kept = {Relation(schema, name): kind for schema, name, kind in found}
        return self._kept

    def attach(self, table: Relation, files: FileSet) -> dict[str, frozenset[str]]:
        """Make files readable as `table`; gives the columns of each file by its name."""
        self._tables |= {path.name: files.table for path in files.paths}
        self._columns.pop(table, None)
        with self._errors():
            found = duckdb_files.attach(self._db, _name(table), files)
        self._work[table] = "view" if files.format == "parquet" else "table"
        return found

    @contextlib.contextmanager
    def transaction(self) -> Generator[None]:
        """Make everything inside take effect together, or not at all."""
        self.execute("begin transaction")
        work = dict(self._work)
        try:
            yield
            # what is left of new tables is written now; else squeezing costs more than it saves
            self._squeeze(allowed=self._made_dictionaries)
            self.execute("commit")
        except BaseException:
            with contextlib.suppress(duckdb.Error):
                self._db.execute("rollback")
            self._work, self._kept = work, None
            self._columns.clear()
            raise

    @contextlib.contextmanager
    def _errors(self) -> Generator[None]:
        try:
            with interrupts():
                yield
        except duckdb.Error as error:
            file = _FILE.search(str(error))
            if file:  # Parquet is read late: damage inside a file shows only now
                table = self._tables.get(file[0], "?")
                raise SourceError(
                    f"source table {table!r}: the file {file[0]} is damaged",
                    fix="deliver it again",
                ) from error
            if isinstance(error, _QUOTING):
                # these quote the value they fell over, which may be personal data
                kind = type(error).__name__.removesuffix("Exception")
                message = f"the engine could not convert or read a value ({kind})"
                raise QueryError(message) from error
            raise QueryError(_first_line(error)) from error

    def _is_big(self) -> bool:
        return self._path.exists() and self._path.stat().st_size >= SMALL

    def close(self) -> None:
        """Let go of the database file, without a log beside it where folding it in costs little."""
        try:
            is_new = time.monotonic() - self._opened > LONG and self._rows_gone < FEW_GONE
            is_cheap = is_new or not self._is_big()
            if self._mode == "write" and self._path.exists() and is_cheap:
                # the log is as good as the file, so no error or interrupt matters
                with contextlib.suppress(duckdb.Error, RuntimeError, KeyboardInterrupt):
                    self._db.execute("checkpoint")
        finally:
            self._db.close()
        if self._mode == "scratch":
            for suffix in ("", ".wal"):
                Path(f"{self._path}.scratch{suffix}").unlink(missing_ok=True)


def _name(table: Relation) -> str:
    if table.schema in WORK_SCHEMAS:
        return quote(str(table))
    return f"{quote(table.schema)}.{quote(table.name)}"


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


_FILE = re.compile(r"[^/'\"\s]+\.parquet")
