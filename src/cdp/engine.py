"""The Engine protocol, what engines declare about themselves, and the only door to one."""

from __future__ import annotations

import time
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal, Protocol

from cdp.errors import LockedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    import pyarrow as pa

    from cdp.project.config import DuckdbEngine
    from cdp.types import FileSet, Relation

Kind = Literal["table", "view"]
Mode = Literal["write", "resume", "read", "scratch"]
"""`resume` writes to a warehouse that is there, `write` makes one where there is none; `scratch` is
an empty place beside the warehouse, which shows there as schemas `kept_…`."""


@dataclass(frozen=True)
class Capabilities:
    """What an engine can do, declared rather than found out by failing."""

    transactions: bool
    max_query_bytes: int | None = None
    place: str | None = None
    """SQL name of a row's place in its table, good until the table is written; None: has none."""
    dictionaries: bool = False
    """Whether `replace` makes use of knowing which columns hold few different values."""


PLACE = "_place"
"""Column of the places of rows, for `merge`."""


class Engine(Protocol):
    """What the platform asks of a database; a new engine is one file under `engines/`."""

    can: Capabilities
    dialect: str

    def execute(self, sql: str) -> int:
        """Run one statement; gives the number of rows it wrote, 0 where that has no meaning."""
        ...

    def fetch(self, sql: str) -> pa.Table:
        """Run one query and give its whole result."""
        ...

    def load(self, table: Relation, rows: pa.Table) -> None:
        """Replace `table` by these rows."""
        ...

    def replace(
        self, table: Relation, select: str, kind: Kind = "table", few: Collection[str] = ()
    ) -> int:
        """Replace `table` by the result of a query; gives its rows, 0 for a view.

        It is atomic, but for `few`, which wants an open transaction: columns that hold few
        different values, for engines that declare `dictionaries`.
        """
        ...

    def merge(
        self, table: Relation, keys: Relation | None, select: str, by: Sequence[str] = ()
    ) -> int:
        """Take the rows of these keys out of `table` and a query's rows in, atomically.

        `by` names the columns of `keys` that say which rows, all of them if none is named: columns
        of the table, or, where the engine knows places, `_place` alone, where the rows are. A null
        in the one column says nothing; among several columns it is a value like others. Without
        `keys` nothing is taken out. The query names its columns as the table does. Gives the rows
        put in.
        """
        ...

    def columns(self, table: Relation) -> dict[str, str] | None:
        """Give column → type in the engine's own words, or None where there is no such table."""
        ...

    def attach(self, table: Relation, files: FileSet) -> dict[str, frozenset[str]]:
        """Make files readable as `table`: their columns, `_file`, and `_arrival`, the row's order.

        Parquet files show `_row` too, a row's number in its file, by which it is found quickly.
        Column names are those of the files, lower-cased, with runs of other characters as `_`.
        Gives the columns of each file that is not known yet by its name. SourceError names the file
        that is missing,
        empty, unreadable or cut off.
        """
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """Make everything inside take effect together, or not at all."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...


_LEAVES = {"duckdb": "cdp.engines.duckdb"}
MOMENT = 1.0
"""Seconds that a run with nothing to do may hold a warehouse, so that everybody waits as long."""


def open_engine(
    config: DuckdbEngine, root: Path, mode: Mode = "write", *, wait: float = MOMENT
) -> Engine:
    """Open the engine that a target names; paths are relative to `root`.

    LockedError when another process has it, after `wait` seconds.
    """
    try:
        module = import_module(_LEAVES[config.type])
    except ImportError as error:
        raise UsageError(
            f"the driver of engine {config.type!r} is not installed ({error.name})",
            fix=f"install it with: pip install {error.name}",
        ) from error
    deadline = time.monotonic() + wait
    while True:
        try:
            return module.connect(config, root, mode)
        except LockedError:
            if time.monotonic() >= deadline:
                raise
            time.sleep(0.1)
