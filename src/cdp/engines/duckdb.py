"""The embedded engine: one DuckDB file, one transaction a run."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from cdp.engine import Capabilities
from cdp.engines.flatfile import header
from cdp.errors import LockedError, QueryError, SourceError
from cdp.types import WORK_SCHEMAS, column_name

if TYPE_CHECKING:
    from collections.abc import Generator

    import pyarrow as pa

    from cdp.engine import Kind, Mode
    from cdp.project.config import DuckdbEngine
    from cdp.types import FileSet, Relation

Settings = dict[str, str | bool | int | float | list[str]]
FILE_BITS = 40
"""A file may hold 2^40 rows: the order of arrival is `file number << 40 | row in file`."""


def connect(config: DuckdbEngine, root: Path, mode: Mode) -> DuckdbDatabase:
    """Open the database file; LockedError when another process has it open for writing."""
    in_memory = config.path == ":memory:"
    path = Path(config.path) if in_memory else root / config.path
    if mode == "read" and not path.exists():
        raise QueryError("there is no warehouse yet", fix="build it first with `cdp run`")
    settings: Settings = {
        "memory_limit": config.memory_limit,
        "preserve_insertion_order": False,
        "allow_community_extensions": False,
        "autoinstall_known_extensions": False,
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
    return DuckdbDatabase(connection)


def _open(path: Path, mode: Mode, settings: Settings) -> duckdb.DuckDBPyConnection:
    """Attach the file under a name that no schema has, so that any file name will do."""
    spill = {} if str(path) == ":memory:" else {"temp_directory": f"{path}.tmp"}
    connection = duckdb.connect(":memory:", config={**settings, **spill})
    access = " (read_only)" if mode == "read" else ""
    connection.execute(f"attach {_literal(path)} as cdp_warehouse{access}")
    connection.execute("use cdp_warehouse")
    connection.execute("set TimeZone = 'UTC'")
    if mode == "read":
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
    return connection


class DuckdbDatabase:
    """Engine over one DuckDB connection; work relations are temporary."""

    can = Capabilities(transactions=True)
    dialect = "duckdb"

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._db = connection

    def execute(self, sql: str) -> int:
        """Run one statement; gives the number of rows it wrote."""
        with _errors():
            rows = self._db.execute(sql).fetchall()
        return int(rows[0][0]) if rows and rows[0] and isinstance(rows[0][0], int) else 0

    def fetch(self, sql: str) -> pa.Table:
        """Run one query and give its whole result."""
        with _errors():
            return self._db.sql(sql).to_arrow_table()

    def load(self, table: Relation, rows: pa.Table) -> None:
        """Replace `table` by these rows."""
        with _errors():
            self._db.register("incoming rows", rows)
            try:
                self.replace(table, 'select * from "incoming rows"')
            finally:
                self._db.unregister("incoming rows")

    def replace(self, table: Relation, select: str, kind: Kind = "table") -> int:
        """Replace `table` by the result of a query."""
        temporary = "temp " if table.schema in WORK_SCHEMAS else ""
        if not temporary:
            self.execute(f'create schema if not exists "{table.schema}"')
            self._drop_other_kind(table, kind)
        return self.execute(f"create or replace {temporary}{kind} {_name(table)} as {select}")

    def _drop_other_kind(self, table: Relation, kind: Kind) -> None:
        """Make room where a view becomes a table or a table a view."""
        other: Kind = "table" if kind == "view" else "view"
        found = self._db.execute(
            f"select 1 from duckdb_{other}s() where schema_name = ? and {other}_name = ?"
            " and database_name = current_database()",
            [table.schema, table.name],
        ).fetchall()
        if found:
            self.execute(f"drop {other} {_name(table)}")

    def columns(self, table: Relation) -> dict[str, str] | None:
        """Give column → type, or None where there is no such table."""
        name = str(table) if table.schema in WORK_SCHEMAS else table.name
        schema = "main" if table.schema in WORK_SCHEMAS else table.schema
        with _errors():
            rows = self._db.execute(
                "select column_name, data_type from duckdb_columns()"
                " where schema_name = ? and table_name = ? order by column_index",
                [schema, name],
            ).fetchall()
        return {str(column): str(kind) for column, kind in rows} or None

    def attach(self, table: Relation, files: FileSet) -> None:
        """Make files readable as `table`, with `_arrival`."""
        for path in files.paths:
            if path.stat().st_size == 0:
                raise SourceError(
                    f"source table {files.table!r}: the file {path.name} is empty",
                    fix="remove it or deliver it again",
                )
        with _source_errors(files.table):
            if files.format == "parquet":
                self._attach_parquet(table, files)
            else:
                self._attach_text(table, files)

    def _attach_parquet(self, table: Relation, files: FileSet) -> None:
        scan = f"read_parquet([{', '.join(map(_literal, files.paths))}], union_by_name = true)"
        described = self._db.execute(f"describe select * from {scan}").fetchall()
        columns = _renamed(files.table, [str(row[0]) for row in described])
        select = ", ".join(f"{_quote(old)} as {_quote(new)}" for old, new in columns.items())
        file_no = f"({list(files.numbers)})[file_index::bigint + 1]::bigint"
        if files.numbers == tuple(range(len(files.numbers))):
            file_no = "file_index::bigint"
        self._db.execute(
            f"create or replace temp view {_name(table)} as"
            f" select {select}, {file_no} << {FILE_BITS} | file_row_number as _arrival,"
            f" {file_no} as _file from {scan}"
        )

    def _attach_text(self, table: Relation, files: FileSet) -> None:
        """Copy text files to a temporary table, as their rows can be numbered only once read."""
        parts: list[str] = []
        for number, path in zip(files.numbers, files.paths, strict=True):
            scan = self._scan_csv(path, files) if files.format == "csv" else self._scan_json(path)
            described = self._db.execute(f"describe {scan}").fetchall()
            columns = _renamed(files.table, [str(row[0]) for row in described])
            # blanks around a value are the writer's layout, in a typed file they would be data
            values = {_quote(old): _quote(new) for old, new in columns.items()}
            select = ", ".join(f"trim({old}) as {new}" for old, new in values.items())
            arrival = f"{number}::bigint << {FILE_BITS} | (row_number() over () - 1) as _arrival"
            file = f"{number}::bigint as _file"
            parts.append(f"select {select}, {arrival}, {file} from ({scan})")
        self._db.execute("set preserve_insertion_order = true")
        try:
            union = " union all by name ".join(f"({part})" for part in parts)
            self._db.execute(f"create or replace temp table {_name(table)} as {union}")
        finally:
            self._db.execute("set preserve_insertion_order = false")

    def _scan_csv(self, path: Path, files: FileSet) -> str:
        delimiter, names = header(path, files.table)
        columns = ", ".join(f"{_literal(name)}: 'VARCHAR'" for name in names)
        return (
            f"select * from read_csv({_literal(path)}, auto_detect = false, header = true,"
            f" delim = {_literal(delimiter)}, quote = '\"', escape = '\"',"
            f" max_line_size = 16777216, columns = {{{columns}}})"
        )

    def _scan_json(self, path: Path) -> str:
        options = "format = 'newline_delimited'"
        found = self._db.execute(
            f"describe select * from read_json({_literal(path)}, {options}, sample_size = -1)"
        ).fetchall()
        columns = ", ".join(f"{_literal(row[0])}: 'VARCHAR'" for row in found)
        return f"select * from read_json({_literal(path)}, {options}, columns = {{{columns}}})"

    @contextlib.contextmanager
    def transaction(self) -> Generator[None]:
        """Make everything inside take effect together, or not at all."""
        self.execute("begin transaction")
        try:
            yield
            self.execute("commit")
        except BaseException:
            with contextlib.suppress(duckdb.Error):
                self._db.execute("rollback")
            raise

    def close(self) -> None:
        """Let go of the database file."""
        self._db.close()


def _name(table: Relation) -> str:
    if table.schema in WORK_SCHEMAS:
        return _quote(str(table))
    return f"{_quote(table.schema)}.{_quote(table.name)}"


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"


def _renamed(table: str, names: list[str]) -> dict[str, str]:
    renamed = {name: column_name(name) for name in names}
    seen: dict[str, str] = {}
    for old, new in renamed.items():
        if new in seen:
            raise SourceError(
                f"source table {table!r}: columns {seen[new]!r} and {old!r} are the same column",
                fix="rename one of them at the source",
            )
        seen[new] = old
    return renamed


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


@contextlib.contextmanager
def _errors() -> Generator[None]:
    try:
        yield
    except (duckdb.ConversionException, duckdb.InvalidInputException) as error:
        # these quote the value they fell over, which may be personal data
        kind = type(error).__name__.removesuffix("Exception")
        raise QueryError(f"the engine could not convert or read a value ({kind})") from error
    except duckdb.Error as error:
        raise QueryError(_first_line(error)) from error


@contextlib.contextmanager
def _source_errors(table: str) -> Generator[None]:
    try:
        yield
    except duckdb.Error as error:
        text = _first_line(error)
        if "CSV Error" in text:
            text = text.removeprefix("Invalid Input Error: ") + " (wrong number of columns?)"
        raise SourceError(
            f"source table {table!r} cannot be read: {text}",
            fix="the file may be half-written or damaged; deliver it again",
        ) from error
