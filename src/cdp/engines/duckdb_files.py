"""How the embedded engine reads files: Parquet where it lies, text copied and numbered."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

import duckdb

from cdp.engines.flatfile import check_json_lines, header
from cdp.errors import SourceError
from cdp.types import column_name

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from pathlib import Path

    from cdp.types import FileSet

    Database = duckdb.DuckDBPyConnection

FILE_BITS = 40
"""A file may hold 2^40 rows: the order of arrival is `file number << 40 | row in file`."""


def attach(db: Database, name: str, files: FileSet) -> dict[str, frozenset[str]]:
    """Make files readable under a quoted name; gives the columns of each file by its name."""
    for path in files.paths:
        if path.stat().st_size == 0:
            raise SourceError(
                f"source table {files.table!r}: the file {path.name} is empty",
                fix="remove it or deliver it again",
            )
    return (_attach_parquet if files.format == "parquet" else _attach_text)(db, name, files)


def _attach_parquet(db: Database, name: str, files: FileSet) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for path, number in zip(files.paths, files.numbers, strict=True):
        if number in files.known:
            continue
        with _source_errors(files.table, path):
            found[path.name] = frozenset(_described(db, files.table, _parquet([path])).values())
    with _source_errors(files.table, files.paths[0].parent):
        scan = _parquet(files.paths)
        columns = _described(db, files.table, scan)
        select = ", ".join(f"{quote(old)} as {quote(new)}" for old, new in columns.items())
        file_no = f"({list(files.numbers)})[file_index::bigint + 1]::bigint"
        if files.numbers == tuple(range(len(files.numbers))):
            file_no = "file_index::bigint"
        db.execute(
            f"create or replace temp view {name} as"
            f" select {select}, {file_no} << {FILE_BITS} | file_row_number as _arrival,"
            f" {file_no} as _file, file_row_number as _row from {scan}"
        )
    return found


def _attach_text(db: Database, name: str, files: FileSet) -> dict[str, frozenset[str]]:
    """Copy text files to a temporary table, as their rows can be numbered only once read."""
    scans: dict[Path, tuple[str, dict[str, str]]] = {}
    for path in files.paths:
        with _source_errors(files.table, path):
            scan = _scan_text(db, path, files)
            scans[path] = (scan, _described(db, files.table, scan))
    columns = dict.fromkeys(new for _, names in scans.values() for new in names.values())
    declared = ", ".join(f"{quote(column)} varchar" for column in columns)
    declared += ", _arrival bigint, _file bigint"
    db.execute(f"create or replace temp table {name} ({declared})")
    for number, (path, (scan, names)) in zip(files.numbers, scans.items(), strict=True):
        # blanks around a value are the writer's layout, in a typed file they would be data
        select = ", ".join(f"trim({quote(old)}) as {quote(new)}" for old, new in names.items())
        arrival = f"{number}::bigint << {FILE_BITS} | (row_number() over () - 1) as _arrival"
        with _source_errors(files.table, path), _in_order(db):
            db.execute(
                f"insert into {name} by name"
                f" select {select}, {arrival}, {number}::bigint as _file from {scan}"
            )
    return {path.name: frozenset(names.values()) for path, (_, names) in scans.items()}


def _described(db: Database, table: str, scan: str) -> dict[str, str]:
    rows = db.execute(f"describe select * from {scan}").fetchall()
    return _renamed(table, [str(row[0]) for row in rows])


@contextlib.contextmanager
def _in_order(db: Database) -> Generator[None]:
    """Keep rows in the order of their file, which is off elsewhere for speed."""
    db.execute("set preserve_insertion_order = true")
    try:
        yield
    finally:
        with contextlib.suppress(duckdb.Error):  # a failed statement ends the transaction
            db.execute("set preserve_insertion_order = false")


def _scan_text(db: Database, path: Path, files: FileSet) -> str:
    if files.format == "csv":
        return _scan_csv(path, files)
    check_json_lines(path, files.table)
    return _scan_json(db, path)


def _scan_csv(path: Path, files: FileSet) -> str:
    delimiter, names = header(path, files.table)
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in names)
    return (
        f"read_csv({literal(path)}, auto_detect = false, header = true,"
        f" delim = {literal(delimiter)}, quote = '\"', escape = '\"',"
        f" max_line_size = 16777216, columns = {{{columns}}})"
    )


def _scan_json(db: Database, path: Path) -> str:
    options = "format = 'newline_delimited'"
    found = db.execute(
        f"describe select * from read_json({literal(path)}, {options}, sample_size = -1)"
    ).fetchall()
    columns = ", ".join(f"{literal(row[0])}: 'VARCHAR'" for row in found)
    return f"read_json({literal(path)}, {options}, columns = {{{columns}}})"


def _parquet(paths: Sequence[Path]) -> str:
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
