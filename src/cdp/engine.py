"""The Engine protocol, what engines declare about themselves, and the only door to one.

The protocol asks for outcomes and hides the means: an engine may be a file on this disk or a lake
that the data never leave. Everything between opening an engine, or its last commit, and the next
`commit` becomes visible to readers together, or not at all: an engine with transactions uses one,
an engine without writes tables of its own beside those that readers see and switches last.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from cdp.errors import LockedError
from cdp.project.config import leaf_type
from cdp.project.leaves import ENGINES, open_leaf

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa

    from cdp.project.config import Section
    from cdp.types import FileSet, LogicalType, Relation

Kind = Literal["table", "view"]
Mode = Literal["write", "resume", "read", "scratch", "beside"]
"""`resume` writes to a warehouse that is there, `write` makes one where there is none. `scratch` is
an empty place that goes with the engine, `beside` the same with the warehouse's tables in schemas
`kept_…`, for reading."""

ROW_ID = "_row_id"
"""Column of row ids, for `merge`."""


@dataclass(frozen=True)
class Capabilities:
    """What an engine can do, declared rather than found out by failing."""

    single_writer: bool = False
    """Whether who writes keeps readers out too: then a warehouse is opened once, and briefly."""
    row_ids: str | None = None
    """SQL name of a row's id in its table, good until the table is written; None: has none."""
    max_query_bytes: int | None = None
    """Bytes of the longest statement it takes."""


FewValued = Callable[["Relation"], "Collection[str]"]
"""Table → its columns that hold few different values."""


@dataclass(frozen=True)
class Hint:
    """What is known of a step's values, for engines that store values by their kind."""

    reads: frozenset[Relation]
    """The tables that it is made of."""
    low_cardinality: Callable[[FewValued], frozenset[str]]
    """Columns that hold few different values, given those of what is read."""


@dataclass(frozen=True)
class Step:
    """A named query. What nothing reads after the steps it is run with is not `kept`."""

    table: Relation
    select: str
    """In the engine's dialect; an earlier step that is not kept is read as `"schema.name"`."""
    kind: Kind = "table"
    kept: bool = True
    hint: Hint | None = None


@dataclass(frozen=True)
class Merged:
    """Rows that a merge moved."""

    taken_out: int
    put_in: int

    @property
    def moved(self) -> int:
        """Rows taken out and put in together."""
        return self.taken_out + self.put_in


@dataclass(frozen=True)
class Snapshot:
    """What a source table holds, made readable."""

    select: str
    """Query of its rows: the columns below, `_file` (number), `_row` (its number in the file, from
    0), and `_arrival`, which orders all rows of the table as they came and tells each apart."""
    types: Mapping[str, str]
    """Column → type in the engine's own words; the three above are not among them."""
    columns: Mapping[str, LogicalType]
    """Column → what its values are."""
    by_file: Mapping[str, frozenset[str]]
    """Name of each file that was not known before → its columns."""


class Engine(Protocol):
    """What the platform asks of a database; a new engine is one file under `engines/`."""

    can: Capabilities
    dialect: str
    statements: int
    """Statements that it has been sent."""

    def name(self, table: Relation) -> Relation:
        """Name the table where it stands: a work table may be temporary, or carry the run."""
        ...

    def run(self, steps: Sequence[Step]) -> list[int]:
        """Make tables and views of queries; those that are not kept become part of later ones.

        Returns the rows of each step, 0 for a view and where it is not kept. Each table is replaced
        whole or not at all.
        """
        ...

    def scan(self, sql: str) -> pa.RecordBatchReader:
        """Stream the result of a query; it is to be read, or closed, before the next call."""
        ...

    def load(self, table: Relation, rows: pa.Table | pa.RecordBatchReader) -> None:
        """Replace `table` by these rows."""
        ...

    def merge(
        self, table: Relation, keys: str | None, select: str | None, by: Sequence[str] = ()
    ) -> Merged:
        """Take the rows of some keys out of `table` and a query's rows in.

        `keys` is a query of the columns `by`: columns of the table or, where the engine has row
        ids, `_row_id` alone. A null key matches no row where there is one column; among several it
        is a value like others. Without `keys` nothing is taken out, without `select` nothing put
        in. The query names its columns as the table does, and does not read the table.
        """
        ...

    def commit(self, run_id: str) -> None:
        """Let readers see all that was done since the engine was opened, or since the last commit.

        What is not committed when the engine is closed, or when a statement fails, is gone.
        """
        ...

    def expose(self, files: FileSet, like: Mapping[str, str] | None = None) -> Snapshot:
        """Make the rows of files readable.

        Column names are those of the files, lower-cased, with runs of other characters as `_`.
        With `like` the query has these columns, in these types. SourceError names the file that is
        missing, empty, unreadable or cut off.
        """
        ...

    def tables(self, schema: str) -> list[Relation]:
        """List the tables, not the views, of a schema, by name."""
        ...

    def columns(self, table: Relation) -> dict[str, str] | None:
        """Column → type in the engine's own words, or None where there is no such table."""
        ...

    def size(self, table: Relation) -> int | None:
        """Estimate the rows of a table at no cost: 0 only where it has none; None: not known."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...


MOMENT = 1.0
"""Seconds that a run with nothing to do may hold a warehouse, so that everybody waits as long."""


def capabilities_of(config: Section) -> Capabilities:
    """Read what the engine that a target names can do, without opening it."""
    return open_leaf(ENGINES, leaf_type(config)).CAN


def open_engine(
    config: Section, root: Path, mode: Mode = "write", *, wait: float = MOMENT
) -> Engine:
    """Open the engine that a target names; paths are relative to `root`.

    LockedError when another process has it, after `wait` seconds.
    """
    leaf = open_leaf(ENGINES, leaf_type(config))
    deadline = time.monotonic() + wait
    while True:
        try:
            return leaf.connect(config, root, mode)
        except LockedError:
            if time.monotonic() >= deadline:
                raise
            time.sleep(0.1)
