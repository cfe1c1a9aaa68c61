"""The protocol of engines without transactions, on DuckDB (docs/adr/0024).

Every table stands under a name that carries the opening that wrote it: `silver.person__3f9a2c17_0`.
`lake.version` says under which name readers find each table now. A run writes tables under new
names and switches last, by writing `lake.version` anew, which is one statement. What a killed run
left is named nowhere in it, and swept when the warehouse is next opened for writing; so are the
versions before the last, which a reader may still have been at. Views are texts over such names, so
those whose tables move are written anew at once.
"""

from __future__ import annotations

import contextlib
import os
import re
from typing import TYPE_CHECKING

import duckdb

from cdp.engine import Capabilities, Merged
from cdp.engines.duckdb_connection import quote
from cdp.engines.duckdb_database import DuckdbDatabase, among_keys
from cdp.types import WORK_SCHEMAS, Relation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cdp.engine import Kind, Mode, Step
    from cdp.engines.duckdb_connection import Connection

VERSIONS = '"lake"."version"'
WORK = "lake_work"
MARK = "__"
"""Stands between a table's name and the opening that wrote it."""
_OURS = re.compile(rf"{MARK}[0-9a-f]{{8}}(_\d+)?$")
"""How the names of tables end that an opening made: nobody else's are ever dropped."""
_PLACE = re.compile(r"scratch_[0-9a-f]{8}_")
"""How the names of the schemas of a place beside begin."""


class DuckdbLake(DuckdbDatabase):
    """DuckDB as a lake sees it: tables that are replaced whole, and one switch."""

    _has_transactions = False

    def __init__(
        self,
        connection: Connection,
        path: Path,
        mode: Mode,
        can: Capabilities,
        *,
        memory_limit: str,
    ) -> None:
        super().__init__(connection, path, mode, can, memory_limit=memory_limit)
        # who only reads may not write a table anywhere, and has a place of its own
        self._has_temporary_tables = mode == "read"
        self._token = os.urandom(4).hex()
        self._switches = 0
        self._current: dict[Relation, Relation] = {}
        """Table → where readers find it."""
        self._pending: dict[Relation, Relation] = {}
        """Table → where it stands since it was written, before the switch."""
        self._shown: set[Relation] = set()
        """Where readers found tables until this opening switched."""
        self._views: dict[Relation, str] = {}
        """View → its text."""
        self._read_versions()
        if mode in {"write", "resume"}:
            self._sweep()

    @property
    def _beside(self) -> str:
        """What stands before the schemas of a place beside the warehouse."""
        return f"scratch_{self._token}_" if self._mode == "beside" else ""

    def name(self, table: Relation) -> Relation:
        """Name the table where it stands: work tables and new versions carry the opening."""
        if table.schema in WORK_SCHEMAS:
            if self._has_temporary_tables:
                return super().name(table)
            return Relation(WORK, f"{table.schema}{MARK}{table.name}{MARK}{self._token}")
        if self._beside and table.schema.startswith("kept_"):
            kept = Relation(table.schema.removeprefix("kept_"), table.name)
            return self._current.get(kept, table)
        if self._beside:
            return self._pending.get(table, Relation(self._beside + table.schema, table.name))
        return self._pending.get(table) or self._current.get(table, table)

    def _target(self, table: Relation) -> str:
        """Name the version that a write makes; readers go on with the one there is."""
        if table.schema not in WORK_SCHEMAS and table not in self._pending:
            self._pending[table] = Relation(
                self._beside + table.schema,
                f"{table.name}{MARK}{self._token}_{self._switches}",
            )
            self.rows(f"create schema if not exists {quote(self._pending[table].schema)}")
        return self.sql_name(table)

    def _make_room(self, table: Relation, kind: Kind) -> None:
        is_work = table.schema in WORK_SCHEMAS
        if is_work and not self._has_temporary_tables:
            self.rows(f"create schema if not exists {quote(WORK)}")
        there = self._work if is_work else self._catalog()
        is_mine = is_work or table in self._pending
        if is_mine and there.get(table, kind) != kind:
            self.rows(f"drop {there.pop(table)} {self.sql_name(table)}")

    def _replace(self, step: Step, select: str) -> int:
        before = self.name(step.table)
        rows = super()._replace(step, select)
        if step.table.schema not in WORK_SCHEMAS:
            self._views.pop(step.table, None)
            if step.kind == "view":
                self._views[step.table] = select
            self._move_views(before, self.name(step.table))
        return rows

    def merge(
        self, table: Relation, keys: str | None, select: str | None, by: Sequence[str] = ()
    ) -> Merged:
        """Write the table anew: the rows that stay, and a query's rows."""
        if table in self._pending:
            return super().merge(table, keys, select, by)
        there, before, columns = self.name(table), self.sql_name(table), self.columns(table) or {}
        stay = f" where not coalesce({among_keys(keys, by)}, false)" if keys is not None else ""
        come = f" union all by name {select}" if select is not None else ""
        with self._writing():
            was, stayed = self._send(
                f"select count(*), (select count(*) from {before}{stay}) from {before}"
            )[0]
            made = self.send(
                f"create or replace table {self._target(table)} as"
                f" select {', '.join(map(quote, columns))} from {before}{stay}{come}"
            )
        self._note(table, "table", made)
        self._columns[table] = columns
        self._move_views(there, self.name(table))
        return Merged(was - stayed, made - stayed)

    def _move_views(self, before: Relation, after: Relation) -> None:
        """Write the views anew that read a table which has moved, and those that read them."""
        old, new = (f"{quote(r.schema)}.{quote(r.name)}" for r in (before, after))
        for view in [v for v, text in self._views.items() if old != new and old in text]:
            self._views[view] = self._views[view].replace(old, new)
            there = self.name(view)
            with self._writing():
                self._send(f"create or replace view {self._target(view)} as {self._views[view]}")
            self._note(view, "view", 0)
            self._move_views(there, self.name(view))

    def commit(self, run_id: str) -> None:
        """Switch: from here on readers find what was written under the new names."""
        if not self._pending or self._mode not in {"write", "resume"}:
            return
        import pyarrow as pa

        after, kinds = self._current | self._pending, self._catalog()
        names = (
            "run_id", "schema_name", "table_name", "physical_schema", "physical_name", "kind",
            "definition",
        )  # fmt: skip
        rows = [
            (run_id, r.schema, r.name, p.schema, p.name, kinds[r], self._views.get(r, ""))
            for r, p in after.items()
        ]
        columns = [pa.array([row[n] for row in rows], pa.string()) for n in range(len(names))]
        self.rows('create schema if not exists "lake"')
        with self._incoming(pa.table(columns, names=list(names))) as incoming:
            self.rows(f"create or replace table {VERSIONS} as select * from {incoming}")
        self._shown.update(self._current.values())
        self._current, self._pending = after, {}
        self._switches += 1

    def _read_versions(self) -> None:
        """Read which tables readers see; none before the first commit."""
        self._current, self._views = {}, {}
        try:
            found = self._db.execute(
                "select schema_name, table_name, physical_schema, physical_name, kind, definition"
                f" from {VERSIONS}"
            ).fetchall()
        except duckdb.CatalogException:
            return
        for schema, name, physical_schema, physical_name, kind, definition in found:
            self._current[Relation(schema, name)] = Relation(physical_schema, physical_name)
            if kind == "view":
                self._views[Relation(schema, name)] = definition

    def _sweep(self, mine: str = "") -> None:
        """Drop what no version names: older versions, and what a killed run left.

        With `mine`, what this opening has not committed and its work tables.
        """
        named = {*self._current.values(), *self._shown}
        for there, kind, _ in self._stored():
            is_meant = _OURS.search(there.name) and mine in there.name
            if is_meant and there not in named:
                self._db.execute(f"drop {kind} if exists {quote(there.schema)}.{quote(there.name)}")
        found = self._db.execute("select schema_name from duckdb_schemas()").fetchall()
        for schema in {name for (name,) in found if _PLACE.match(name) and mine in name}:
            self._db.execute(f"drop schema if exists {quote(schema)} cascade")

    def _stored(self) -> list[tuple[Relation, Kind, int]]:
        """List tables and views as the file has them, with the estimated rows of each."""
        rows = self._db.execute(
            "select schema_name, view_name, 'view', 0 from duckdb_views()"
            " where database_name = current_database() and not internal"
            " union all select schema_name, table_name, 'table', estimated_size"
            " from duckdb_tables() where database_name = current_database()"
        ).fetchall()
        return [(Relation(schema, name), kind, size) for schema, name, kind, size in rows]

    def _catalog(self) -> dict[Relation, Kind]:
        """List the tables as readers name them; in a place beside, those of the place."""
        if self._kept is None:
            there = self._current | self._pending
            if self._mode == "beside":
                kept = {Relation(f"kept_{r.schema}", r.name): p for r, p in self._current.items()}
                there = self._pending | kept
            self.statements += 1
            found: dict[Relation, tuple[Kind, int]] = {r: (k, n) for r, k, n in self._stored()}
            self._kept = {r: found[p][0] for r, p in there.items() if p in found}
            self._sizes |= {r: found[p][1] for r, p in there.items() if p in found}
        return self._kept

    def _discard(self) -> None:
        super()._discard()
        self._pending.clear()
        self._sweep_own()

    def _sweep_own(self) -> None:
        """Drop this opening's work tables and what it has not committed."""
        with contextlib.suppress(duckdb.Error, RuntimeError, KeyboardInterrupt):
            self._read_versions()  # an interrupt may have hit right behind the switch
            if self._mode != "read":
                self._sweep(self._token)

    def close(self) -> None:
        """Drop this opening's work tables and what it has not committed; let go of the file."""
        try:
            self._sweep_own()
        finally:
            super().close()
