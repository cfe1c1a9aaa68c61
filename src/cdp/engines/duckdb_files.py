"""How the embedded engine reads files: Parquet where it lies, text copied and numbered."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

import duckdb

from cdp.engine import Snapshot
from cdp.engines.duckdb_connection import interrupts, literal, quote
from cdp.engines.flatfile import check_json_lines, read_header
from cdp.errors import CdpError, SourceError
from cdp.types import Relation, column_name

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence
    from pathlib import Path

    from cdp.engines.duckdb_connection import Database
    from cdp.types import FileSet, LogicalType

FILE_BITS = 40
"""A file may hold 2^40 rows: the order of arrival is `file number << 40 | row in file`."""
_LOGICAL: dict[str, LogicalType] = {
    "VARCHAR": "text", "BIGINT": "integer", "DOUBLE": "number", "BOOLEAN": "boolean",
    "DATE": "date", "TIMESTAMP": "timestamp", "TIMESTAMP WITH TIME ZONE": "timestamp_tz",
    "TINYINT": "small_integer", "SMALLINT": "small_integer", "INTEGER": "small_integer",
    "UTINYINT": "small_integer", "USMALLINT": "small_integer", "UINTEGER": "small_integer",
    "FLOAT": "small_number",
}  # fmt: skip
"""What the engine's types hold; all others are `other`."""
Types = dict[str, tuple[str, str]]
"""Column → its name in the file, and its type in the engine's words."""


class Files:
    """The source files that one connection has read or looked at."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._tables: dict[str, str] = {}
        """Name of a file → source table."""
        self._bytes: dict[str, int] = {}
        """Source table → bytes of its files."""
        self._described: dict[tuple[Path, ...], Types] = {}
        """Parquet files that were read together → their columns."""
        self._copies: dict[str, tuple[frozenset[int], Types]] = {}
        """Source table → files that stand in its copy, and the copy's columns."""

    def forget(self) -> None:
        """Forget copies that went with a transaction."""
        self._copies.clear()

    def table_of(self, file: str) -> str:
        """Name the source table that a file belongs to."""
        return self._tables.get(file, "?")

    def bytes_of(self, table: str) -> int:
        """Size of all files of a source table."""
        return self._bytes.get(table, 0)

    def expose(self, files: FileSet, like: Mapping[str, str] | None) -> Snapshot:
        """Make the rows of files readable; `like` names the columns that the query has."""
        sizes = [path.stat().st_size for path in files.paths]
        for path, size in zip(files.paths, sizes, strict=True):
            if size == 0:
                raise SourceError(
                    f"source table {files.table!r}: the file {path.name} is empty",
                    fix="remove it or deliver it again",
                )
        self._tables |= {path.name: files.table for path in files.paths}
        self._bytes[files.table] = max(sum(sizes), self._bytes.get(files.table, 0))
        read = self._parquet if files.format == "parquet" else self._text
        source, types, by_file = read(files)
        wanted = like or {column: kind for column, (_, kind) in types.items()}
        select = ", ".join(
            [*(_selected(column, kind, types) for column, kind in wanted.items()),
             "_file", "_row", "_arrival"]
        )  # fmt: skip
        return Snapshot(
            f"select {select} from {source}",
            dict(wanted),
            {column: _LOGICAL.get(kind, "other") for column, kind in wanted.items()},
            by_file,
        )

    def _parquet(self, files: FileSet) -> tuple[str, Types, dict[str, frozenset[str]]]:
        fresh = [
            path
            for path, number in zip(files.paths, files.numbers, strict=True)
            if number not in files.known
        ]
        by_file: dict[str, frozenset[str]] = {}
        for path in fresh:
            with _source_errors(files.table, path):
                by_file[path.name] = frozenset(self._types(files.table, (path,)))
        with _source_errors(files.table, files.paths[0].parent):
            types = self._types(files.table, files.paths)
        number = f"({list(files.numbers)})[file_index::bigint + 1]::bigint"
        if files.numbers == tuple(range(len(files.numbers))):
            number = "file_index::bigint"
        names = ", ".join(f"{quote(old)} as {quote(new)}" for new, (old, _) in types.items())
        source = (
            f"(select {names}, {number} as _file, file_row_number as _row,"
            f" {number} << {FILE_BITS} | file_row_number as _arrival"
            f" from {_scan_parquet(files.paths)})"
        )
        return source, types, by_file

    def _types(self, table: str, paths: tuple[Path, ...]) -> Types:
        if paths not in self._described:
            self._described[paths] = self._describe(table, _scan_parquet(paths))
        return self._described[paths]

    def _describe(self, table: str, scan: str) -> Types:
        rows = self._database.driver_rows(f"describe select * from {scan}")
        renamed = _renamed(table, [str(row[0]) for row in rows])
        return {renamed[str(row[0])]: (str(row[0]), str(row[1])) for row in rows}

    def _text(self, files: FileSet) -> tuple[str, Types, dict[str, frozenset[str]]]:
        """Copy text files to a work table, as their rows can be numbered only once read."""
        name = self._database.sql_name(Relation("landed", files.table))
        there = self._copies.get(files.table)
        if there is not None and there[0] >= set(files.numbers):
            numbers = ", ".join(map(str, files.numbers))
            return f"(select * from {name} where _file in ({numbers}))", there[1], {}
        scans: dict[Path, tuple[str, Types]] = {}
        for path in files.paths:
            with _source_errors(files.table, path):
                scan = self._scan_text(path, files)
                scans[path] = (scan, self._describe(files.table, scan))
        columns = dict.fromkeys(new for _, types in scans.values() for new in types)
        declared = ", ".join(f"{quote(column)} varchar" for column in columns)
        self._database.make_copy(
            Relation("landed", files.table),
            f"{declared}, _file bigint, _row bigint, _arrival bigint",
        )
        for number, (path, (scan, types)) in zip(files.numbers, scans.items(), strict=True):
            # blanks around a value are the writer's layout, in a typed file they would be data
            select = ", ".join(
                f"trim({quote(old)}) as {quote(new)}" for new, (old, _) in types.items()
            )
            with _source_errors(files.table, path), self._in_order():
                self._database.driver_rows(
                    f"insert into {name} by name select *, {number}::bigint << {FILE_BITS} | _row"
                    f" as _arrival from (select {select}, {number}::bigint as _file,"
                    f" row_number() over () - 1 as _row from {scan})"
                )
        copied: Types = {column: (column, "VARCHAR") for column in columns}
        self._copies[files.table] = (frozenset(files.numbers), copied)
        by_file = {path.name: frozenset(types) for path, (_, types) in scans.items()}
        return name, copied, by_file

    @contextlib.contextmanager
    def _in_order(self) -> Generator[None]:
        """Keep rows in the order of their file, which is off elsewhere for speed."""
        self._database.configure("set preserve_insertion_order = true")
        try:
            yield
        finally:
            with contextlib.suppress(CdpError):  # a failed statement ends the transaction
                self._database.configure("set preserve_insertion_order = false")

    def _scan_text(self, path: Path, files: FileSet) -> str:
        if files.format == "csv":
            return _scan_csv(path, files)
        check_json_lines(path, files.table)
        return self._scan_json(path)

    def _scan_json(self, path: Path) -> str:
        options = "format = 'newline_delimited'"
        found = self._database.driver_rows(
            f"describe select * from read_json({literal(path)}, {options}, sample_size = -1)"
        )
        columns = ", ".join(f"{literal(row[0])}: 'VARCHAR'" for row in found)
        return f"read_json({literal(path)}, {options}, columns = {{{columns}}})"


def _selected(column: str, kind: str, types: Types) -> str:
    """Read a column in a type that may be another than that of the files at hand."""
    name = quote(column)
    if column not in types:
        return f"cast(null as {kind}) as {name}"
    return name if types[column][1] == kind else f"cast({name} as {kind}) as {name}"


def _scan_csv(path: Path, files: FileSet) -> str:
    delimiter, names = read_header(path, files.table)
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in names)
    return (
        f"read_csv({literal(path)}, auto_detect = false, header = true,"
        f" delim = {literal(delimiter)}, quote = '\"', escape = '\"',"
        f" max_line_size = 16777216, columns = {{{columns}}})"
    )


def _scan_parquet(paths: Sequence[Path]) -> str:
    return f"read_parquet([{', '.join(map(literal, paths))}], union_by_name = true)"


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


@contextlib.contextmanager
def _source_errors(table: str, path: Path) -> Generator[None]:
    """Name table and file; the engine's own text may quote the row, so only its kind is told."""
    try:
        with interrupts():
            yield
    except duckdb.Error as error:
        line = re.search(r"(?:CSV Error on Line|in line):? (\d+)", str(error))
        where = f" at line {line[1]}" if line else ""
        raise SourceError(
            f"source table {table!r}: the file {path.name} cannot be read{where}",
            fix="it may be half-written, damaged or of another form; deliver it again",
        ) from error
