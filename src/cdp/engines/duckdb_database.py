"""Engine over one DuckDB connection: work relations are temporary, a run is one transaction."""

from __future__ import annotations

import contextlib
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from cdp.engine import ROW_ID, Merged, Step
from cdp.engines import duckdb_files
from cdp.engines.duckdb_connection import (
    first_line,
    interrupts,
    literal,
    quote,
    scratch_file,
)
from cdp.engines.duckdb_dictionaries import Dictionaries
from cdp.engines.duckdb_memory import Memory
from cdp.errors import QueryError, SourceError
from cdp.types import WORK_SCHEMAS, Relation

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping, Sequence

    import pyarrow as pa

    from cdp.engine import Capabilities, Kind, Mode, Snapshot
    from cdp.engines.duckdb_connection import Connection
    from cdp.types import FileSet

_QUOTING = (duckdb.DataError, duckdb.InvalidInputException, duckdb.IntegrityError)
"""Errors whose text quotes the value they are about."""
SMALL = 64 * 1024 * 1024
"""Bytes of a database whose log is folded into it at once."""
LONG = 15.0
"""Seconds of work after which nobody minds the fraction of one that folding the log in takes."""
FEW_GONE = 10_000
"""Rows taken out up to which it takes no longer: where many are, whole blocks are written anew."""
BATCH = 100_000
"""Rows of a record batch of a result."""


class DuckdbDatabase:
    """The embedded engine."""

    dialect = "duckdb"
    _has_transactions = True
    _has_temporary_tables = True

    def __init__(
        self,
        connection: Connection,
        path: Path,
        mode: Mode,
        can: Capabilities,
        *,
        memory_limit: str,
        dictionaries: bool = False,
    ) -> None:
        self.can = can
        self.statements = 0
        self._db = connection
        self._path = path
        self._mode = mode
        self._opened = time.monotonic()
        self._is_open = False
        """Whether a transaction is under way."""
        self._work: dict[Relation, Kind] = {}
        """Work relations that are there."""
        self._kept: dict[Relation, Kind] | None = None
        """Tables and views of the database; None until somebody asks, and after a failure."""
        self._columns: dict[Relation, dict[str, str]] = {}
        """Columns of relations, until they are made anew."""
        self._sizes: dict[Relation, int] = {}
        """Rows of relations, as far as that is known."""
        self._rows_gone = 0
        """Rows that were taken out of tables."""
        self._files = duckdb_files.Files(self)
        self._memory = Memory(self, memory_limit) if mode == "resume" else None
        self._dictionaries = Dictionaries(self) if dictionaries and mode != "read" else None

    def name(self, table: Relation) -> Relation:
        """Name the table where it stands: work relations are temporary, `"schema.name"`."""
        return Relation("", str(table)) if table.schema in WORK_SCHEMAS else table

    def run(self, steps: Sequence[Step]) -> list[int]:
        """Make tables and views of queries; those that are not kept become part of later ones."""
        inside: list[str] = []
        rows: list[int] = []
        for step in steps:
            if not step.kept:
                inside.append(f"{quote(str(step.table))} as materialized ({step.select})")
                rows.append(0)
                continue
            select = step.select
            if inside:
                select = f"with {', '.join(inside)} select * from ({select}) as result"
            rows.append(self._replace(step, select))
        return rows

    def _replace(self, step: Step, select: str) -> int:
        table, kind = step.table, step.kind
        is_work = table.schema in WORK_SCHEMAS
        temporary = "temp " if is_work and self._has_temporary_tables else ""
        with self._writing():
            self._make_room(table, kind)
            name = self._target(table)
            what = f"{temporary}{kind} {name}"
            declared = None
            if self._dictionaries and kind == "table" and not is_work:
                declared = self._dictionaries.declared(step, select)
            if declared:
                self._send(f"create or replace {what} ({declared})")
                with self._squeezing():
                    rows = self.send(f"insert into {name} {select}")
            else:
                rows = self.send(f"create or replace {what} as {select}")
        self._note(table, kind, rows)
        return rows

    def _squeezing(self, *, at_commit: bool = False) -> contextlib.AbstractContextManager[None]:
        if self._dictionaries is None:
            return contextlib.nullcontext()
        return self._dictionaries.at_commit() if at_commit else self._dictionaries.allowed()

    def _make_room(self, table: Relation, kind: Kind) -> None:
        """Make the schema, and drop a view where a table is to be, or the other way about."""
        temporary = table.schema in WORK_SCHEMAS
        there = self._work if temporary else self._catalog()
        if not temporary and not any(r.schema == table.schema for r in there):
            self._send(f"create schema if not exists {quote(table.schema)}")
        if there.get(table, kind) != kind:
            self._send(f"drop {there.pop(table)} {self.sql_name(table)}")

    def _note(self, table: Relation, kind: Kind, rows: int) -> None:
        """Remember a relation that was just made."""
        self._columns.pop(table, None)
        self._sizes[table] = rows
        (self._work if table.schema in WORK_SCHEMAS else self._catalog())[table] = kind

    def _target(self, table: Relation) -> str:
        """Name the table that a write makes, as SQL."""
        return self.sql_name(table)

    def scan(self, sql: str) -> pa.RecordBatchReader:
        """Stream the result of a query."""
        import pyarrow as pa

        with self._errors():
            self.statements += 1
            # not `execute`: its reader gives rows in another order than the query
            reader = self._db.sql(sql).to_arrow_reader(BATCH)
        return pa.RecordBatchReader.from_batches(reader.schema, self._batches(reader))

    def _batches(self, reader: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
        """Hand on batches; an error inside a stream is told like any other."""
        while True:
            with self._errors():
                try:
                    batch = reader.read_next_batch()
                except StopIteration:
                    return
                except OSError as error:  # as which a stream tells errors of the engine
                    raise _as_driver_error(str(error)) from error
            yield batch

    def load(self, table: Relation, rows: pa.Table | pa.RecordBatchReader) -> None:
        """Replace `table` by these rows."""
        with self._incoming(rows) as incoming:
            self.run([Step(table, f"select * from {incoming}")])

    @contextlib.contextmanager
    def _incoming(self, rows: pa.Table | pa.RecordBatchReader) -> Generator[str]:
        """Let rows at hand stand behind `from` under the name that is given."""
        with self._errors():
            self._db.register("incoming rows", rows)
            try:
                yield '"incoming rows"'
            finally:
                self._db.unregister("incoming rows")

    def merge(
        self, table: Relation, keys: str | None, select: str | None, by: Sequence[str] = ()
    ) -> Merged:
        """Take the rows of some keys out of `table` and a query's rows in."""
        gone = rows = 0
        name = self.sql_name(table)
        with self._writing():
            if keys is not None:
                gone = self.send(f"delete from {name} where {among_keys(keys, by)}")
            if select is not None:
                rows = self.send(f"insert into {name} by name {select}")
        self._rows_gone += gone
        size = self.size(table)
        if size is not None:
            self._sizes[table] = max(size + rows - gone, int(size + rows > 0))
        return Merged(gone, rows)

    def commit(self, run_id: str) -> None:  # noqa: ARG002 - a transaction needs no name
        """Make what was done visible."""
        if self._is_open:
            # what is left of new tables is written now; else squeezing costs more than it saves
            with self._squeezing(at_commit=True):
                self._send("commit")
            self._is_open = False

    def expose(self, files: FileSet, like: Mapping[str, str] | None = None) -> Snapshot:
        """Make the rows of files readable: Parquet where it lies, text copied and numbered."""
        if self._memory:
            numbered = zip(files.numbers, files.paths, strict=True)
            fresh = (path for number, path in numbered if number not in files.known)
            self._memory.note_files(sum(path.stat().st_size for path in fresh))
        return self._files.expose(files, like)

    def tables(self, schema: str) -> list[Relation]:
        """List the tables of a schema, by name."""
        there = self._catalog().items()
        return sorted(r for r, kind in there if r.schema == schema and kind == "table")

    def columns(self, table: Relation) -> dict[str, str] | None:
        """Column → type, or None where there is no such table."""
        if table not in (self._work if table.schema in WORK_SCHEMAS else self._catalog()):
            return None
        if table not in self._columns:
            rows = self.rows(
                f"select name, type from pragma_table_info({literal(self.sql_name(table))})"
            )
            self._columns[table] = {str(column): str(kind) for column, kind in rows}
        return self._columns[table]

    def size(self, table: Relation) -> int | None:
        """Estimate the rows of a table: 0 only where it has none."""
        if table.schema not in WORK_SCHEMAS:
            self._catalog()
        return self._sizes.get(table)

    def _catalog(self) -> dict[Relation, Kind]:
        """List what there is in the database: nobody else changes it while it is open."""
        if self._kept is None:
            tables = self.rows(
                "select schema_name, table_name, 'table', estimated_size from duckdb_tables()"
                " where database_name = current_database() and not temporary"
                " union all select schema_name, view_name, 'view', 0 from duckdb_views()"
                " where database_name = current_database() and not temporary and not internal"
            )
            columns = self.rows(
                "select schema_name, table_name, column_name, data_type from duckdb_columns()"
                " where database_name = current_database() and not internal"
                " order by schema_name, table_name, column_index"
            )
            self._kept = {Relation(schema, name): kind for schema, name, kind, _ in tables}
            self._sizes |= {Relation(schema, name): rows for schema, name, _, rows in tables}
            for schema, name, column, kind in columns:
                self._columns.setdefault(Relation(schema, name), {})[column] = kind
            self._columns = {
                r: found
                for r, found in self._columns.items()
                if r in self._kept or r.schema in WORK_SCHEMAS
            }
        return self._kept

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a small query; returns its rows."""
        with self._errors():
            self.statements += 1
            return self._db.execute(sql).fetchall()

    def send(self, sql: str) -> int:
        """Run a statement; returns the number of rows it wrote."""
        found = self._send(sql)
        rows = int(found[0][0]) if found and found[0] and isinstance(found[0][0], int) else 0
        if self._memory:
            self._memory.note_result(rows)
        return rows

    def _send(self, sql: str) -> list[tuple[Any, ...]]:
        most = self.can.max_query_bytes
        if most is not None and len(sql.encode()) > most:
            raise QueryError(
                f"a statement has {len(sql.encode()):,} bytes, the engine takes {most:,}"
            )
        return self.rows(sql)

    def configure(self, sql: str) -> None:
        """Run a statement that sets something of this connection; it is not counted."""
        with self._errors():
            self._db.execute(sql)

    def driver_rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a statement about a file; errors come as the driver has them."""
        self.statements += 1
        return self._db.execute(sql).fetchall()

    def make_copy(self, table: Relation, declared: str) -> None:
        """Make an empty work table for the rows of text files."""
        with self._writing():
            self._make_room(table, "table")
            temporary = "temp " if self._has_temporary_tables else ""
            self._send(f"create or replace {temporary}table {self._target(table)} ({declared})")
        self._note(table, "table", 0)

    def sql_name(self, table: Relation) -> str:
        """Name a table as SQL of this engine does."""
        there = self.name(table)
        return (
            quote(there.name) if not there.schema else f"{quote(there.schema)}.{quote(there.name)}"
        )

    def source_bytes(self, table: str) -> int:
        """Size of the files of a source table that were made readable."""
        return self._files.bytes_of(table)

    @contextlib.contextmanager
    def _writing(self) -> Generator[None]:
        """Begin a transaction before the first write; what fails takes all of it back."""
        if not self._is_open and self._has_transactions:
            self._send("begin transaction")
            self._is_open = True
        try:
            yield
        except BaseException:
            self._discard()
            raise

    def _discard(self) -> None:
        """Forget what was not committed."""
        with contextlib.suppress(duckdb.Error):
            self._db.execute("rollback")
        self._is_open = False
        self._kept = None
        self._work.clear()
        self._columns.clear()
        self._sizes.clear()
        self._files.forget()

    @contextlib.contextmanager
    def _errors(self) -> Generator[None]:
        try:
            with interrupts():
                yield
        except duckdb.Error as error:
            file = _FILE.search(str(error))
            if file:  # Parquet is read late: damage inside a file shows only now
                table = self._files.table_of(file[0])
                raise SourceError(
                    f"source table {table!r}: the file {file[0]} is damaged",
                    fix="deliver it again",
                ) from error
            if isinstance(error, _QUOTING):
                # these quote the value they fell over, which may be personal data
                kind = type(error).__name__.removesuffix("Exception")
                message = f"the engine could not convert or read a value ({kind})"
                raise QueryError(message) from error
            raise QueryError(first_line(error)) from error

    def _is_big(self) -> bool:
        return self._path.exists() and self._path.stat().st_size >= SMALL

    def close(self) -> None:
        """Let go of the database file, without a log beside it where folding it in costs little."""
        try:
            if self._is_open:
                with contextlib.suppress(duckdb.Error, RuntimeError, KeyboardInterrupt):
                    self._db.execute("rollback")
            is_new = time.monotonic() - self._opened > LONG and self._rows_gone < FEW_GONE
            is_cheap = is_new or not self._is_big()
            if self._mode in {"write", "resume"} and self._path.exists() and is_cheap:
                # the log is as good as the file, so no error or interrupt matters
                with contextlib.suppress(duckdb.Error, RuntimeError, KeyboardInterrupt):
                    self._db.execute("checkpoint")
        finally:
            self._db.close()
        if self._mode == "beside":
            for suffix in ("", ".wal"):
                Path(f"{scratch_file(self._path)}{suffix}").unlink(missing_ok=True)


def _as_driver_error(text: str) -> duckdb.Error:
    """Make the error of the driver that a text tells of."""
    quotes = text.startswith(("Conversion Error", "Invalid Input Error", "Out of Range Error"))
    return duckdb.DataError(text) if quotes else duckdb.Error(text)


def among_keys(keys: str, by: Sequence[str]) -> str:
    """Say that a row is one of those whose keys a query finds."""
    names = ", ".join(map(quote, by))
    mine = "rowid" if list(by) == [ROW_ID] else names if len(by) == 1 else f"({names})"
    theirs = names if len(by) == 1 else f"({names})"
    return f"{mine} in (select {theirs} from ({keys}) as keys)"


_FILE = re.compile(r"[^/'\"\s]+\.parquet")
