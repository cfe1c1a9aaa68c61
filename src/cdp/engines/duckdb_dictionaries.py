"""Which text of big tables the embedded engine stores as dictionaries (docs/adr/0021).

Columns that hold few different values take a fraction of their size as dictionaries, and columns of
ever new values are spared the attempt. What holds few is seen in a sample of what a table is made
of; nobody outside the engine knows of it.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from cdp.engines.duckdb_connection import quote
from cdp.types import WORK_SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Generator

    from cdp.engine import Step
    from cdp.engines.duckdb_connection import Database
    from cdp.types import Relation

BIG = 500_000
"""Rows from which on it is worth while to look."""
BIG_FILES = 16 * 1024 * 1024
"""Bytes of source files that may hold as many."""
SAMPLE = 50_000
"""Rows that are looked at."""
FEW = 2_500
"""Different values in them that are few."""


class Dictionaries:
    """What was seen of the tables of one connection."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: dict[Relation, frozenset[str]] = {}
        self._made_some = False
        """Whether columns were declared as dictionaries, whose last rows are written at the end."""
        self._allow(allowed=False)

    def declared(self, step: Step, select: str) -> str | None:
        """Declare the columns of a table: text of few values as a dictionary, other text plain.

        None where there is no such text, or where too little is read. Texts that hardly repeat
        cost more to squeeze than to write.
        """
        if step.hint is None or not any(map(self._is_big, step.hint.reads)):
            return None
        few = step.hint.low_cardinality(self._look_at)
        if not few:
            return None
        self._made_some = True
        how = {True: "dict_fsst", False: "uncompressed"}
        columns = self._database.rows(f"describe {select}")
        return ", ".join(
            f"{quote(name)} {kind}"
            + (f" using compression {how[name in few]}" if kind == "VARCHAR" else "")
            for name, kind, *_ in columns
        )

    def _is_big(self, table: Relation) -> bool:
        if table.schema in WORK_SCHEMAS:
            return self._database.source_bytes(table.name) >= BIG_FILES
        return (self._database.size(table) or 0) >= BIG

    def _look_at(self, table: Relation) -> frozenset[str]:
        """Name the columns of a table that hold few values in a sample, which is taken once."""
        if table not in self._seen:
            names = list(self._database.columns(table) or {})
            counted = ", ".join(f"approx_count_distinct({quote(n)})" for n in names)
            if not names:  # it is only defined
                return frozenset()
            name = self._database.sql_name(table)
            sample = f"select {', '.join(map(quote, names))} from {name} limit {SAMPLE}"
            found = self._database.rows(f"select {counted} from ({sample}) as sample")[0]
            self._seen[table] = frozenset(
                name for name, values in zip(names, found, strict=True) if values <= FEW
            )
        return self._seen[table]

    @contextlib.contextmanager
    def allowed(self) -> Generator[None]:
        """Let text be written squeezed, where a column is not declared plain."""
        self._allow(allowed=True)
        yield
        self._allow(allowed=False)

    @contextlib.contextmanager
    def at_commit(self) -> Generator[None]:
        """Let what is left of new tables be written squeezed, if any column was declared so."""
        self._allow(allowed=self._made_some)
        yield
        self._allow(allowed=False)

    def _allow(self, *, allowed: bool) -> None:
        without = "" if allowed else "dict_fsst"
        self._database.configure(f"set disabled_compression_methods = '{without}'")
