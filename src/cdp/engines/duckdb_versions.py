"""The protocol of engines without transactions, on DuckDB (docs/adr/0024).

Every table stands under a name that carries the opening that wrote it: `silver.person__3f9a2c17_0`.
`lake.version` says under which name readers find each table now. A run writes tables under new
names and switches last, by writing `lake.version` anew, which is one statement. What a killed run
left is named nowhere in it, and swept when the next one opens the database. Views are texts over
such names, so a switch writes those anew whose tables moved.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

import duckdb

from cdp.engine import Capabilities, Merged
from cdp.engines.duckdb_connection import literal, quote
from cdp.engines.duckdb_database import DuckdbDatabase, among_keys
from cdp.types import WORK_SCHEMAS, Relation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cdp.engine import Kind, Mode, Step
    from cdp.engines.duckdb_connection import Connection

VERSIONS = '"lake"."version"'
MARK = "__"
"""Stands between a table's name and the opening that wrote it."""


class DuckdbLake(DuckdbDatabase):
    """DuckDB as a lake sees it: tables that are replaced whole, and one switch."""

    can = Capabilities(max_query_bytes=262_144)

    def __init__(self, connection: Connection, path: Path, mode: Mode) -> None:
        super().__init__(connection, path, mode)
        self._token = os.urandom(4).hex()
        self._commits = 0
        self._current: dict[Relation, Relation] = {}
        """Table → where readers find it."""
        self._pending: dict[Relation, Relation] = {}
        """Table → where it stands since it was written, before the switch."""
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
            return Relation("lake_work", f"{table.schema}{MARK}{table.name}{MARK}{self._token}")
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
                f"{table.name}{MARK}{self._token}_{self._commits}",
            )
            self.rows(f"create schema if not exists {quote(self._pending[table].schema)}")
        return self.sql_name(table)

    def _make_room(self, table: Relation, kind: Kind) -> None:
        there = self._work if table.schema in WORK_SCHEMAS else self._pending_kinds
        if table.schema in WORK_SCHEMAS:
            self.rows('create schema if not exists "lake_work"')
        if table in there and there[table] != kind:
            self.rows(f"drop {there.pop(table)} {self.sql_name(table)}")

    @property
    def _pending_kinds(self) -> dict[Relation, Kind]:
        return {r: k for r, k in self._catalog().items() if r in self._pending}

    def _replace(self, step: Step, select: str) -> int:
        rows = super()._replace(step, select)
        self._views.pop(step.table, None)
        if step.kind == "view" and step.table.schema not in WORK_SCHEMAS:
            self._views[step.table] = select
        return rows

    def merge(
        self, table: Relation, keys: str | None, select: str | None, by: Sequence[str] = ()
    ) -> Merged:
        """Write the table anew: the rows that stay, and a query's rows."""
        if table in self._pending:
            return super().merge(table, keys, select, by)
        before, columns = self.sql_name(table), self.columns(table) or {}
        stay = f" where not coalesce({among_keys(keys, by)}, false)" if keys is not None else ""
        come = f" union all by name {select}" if select is not None else ""
        was, stayed = self.rows(
            f"select count(*), (select count(*) from {before}{stay}) from {before}"
        )[0]
        with self._writing():
            made = self.send(
                f"create or replace table {self._target(table)} as"
                f" select {', '.join(map(quote, columns))} from {before}{stay}{come}"
            )
        self._note(table, "table", made)
        self._columns[table] = columns
        return Merged(was - stayed, made - stayed)

    def commit(self, run_id: str) -> None:
        """Switch: from here on readers find what was written under the new names."""
        if not self._pending or self._mode in {"scratch", "beside"}:
            return
        moved = {
            self._current[r].name: p.name for r, p in self._pending.items() if r in self._current
        }
        for view in [v for v in self._views if v not in self._pending]:
            text = self._views[view]
            for old, new in moved.items():
                text = text.replace(quote(old), quote(new))
            if text != self._views[view]:
                self.rows(f"create or replace view {self._target(view)} as {text}")
                self._views[view] = text
        after = self._current | self._pending
        kinds = self._catalog()
        values = ", ".join(
            f"({', '.join(map(literal, (run_id, r.schema, r.name, p.schema, p.name)))},"
            f" {literal(kinds.get(r, 'table'))}, {literal(self._views.get(r, ''))})"
            for r, p in after.items()
        )
        self.rows('create schema if not exists "lake"')
        self.rows(
            f"create or replace table {VERSIONS} as select * from (values {values}) as v"
            "(run_id, schema_name, table_name, physical_schema, physical_name, kind, definition)"
        )
        self._current, self._pending = after, {}
        self._commits += 1
        self._sweep()

    def _read_versions(self) -> None:
        """Read which tables readers see; none before the first commit."""
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

    def _sweep(self) -> None:
        """Drop what no version names: old versions, and what a killed run left."""
        named = {*self._current.values(), *self._pending.values()}
        mine = f"{MARK}{self._token}"
        found = self._db.execute(
            "select schema_name, view_name, 'view' from duckdb_views()"
            " where database_name = current_database() and not internal"
            " union all select schema_name, table_name, 'table' from duckdb_tables()"
            " where database_name = current_database()"
        ).fetchall()
        for schema, name, kind in found:
            is_ours = schema == "lake_work" and name.endswith(mine)
            if schema == "lake" or MARK not in name or is_ours:
                continue
            if Relation(schema, name) not in named:
                self.rows(f"drop {kind} if exists {quote(schema)}.{quote(name)}")

    def _catalog(self) -> dict[Relation, Kind]:
        """List the tables as readers name them; in a place beside, those of the place."""
        if self._kept is None:
            there = self._pending if self._mode == "beside" else self._current | self._pending
            if self._mode == "beside":
                kept = {Relation(f"kept_{r.schema}", r.name): p for r, p in self._current.items()}
                there = there | kept
            rows = self.rows(
                "select schema_name, table_name, 'table', estimated_size from duckdb_tables()"
                " union all select schema_name, view_name, 'view', 0 from duckdb_views()"
                " where not internal"
            )
            found = {Relation(schema, name): (kind, size) for schema, name, kind, size in rows}
            self._kept = {r: found[p][0] for r, p in there.items() if p in found}
            self._sizes |= {r: found[p][1] for r, p in there.items() if p in found}
        return self._kept

    def _discard(self) -> None:
        super()._discard()
        self._pending.clear()
        self._views.clear()
        self._read_versions()

    def close(self) -> None:
        """Sweep this opening's work tables and what was not committed, and let go of the file."""
        with contextlib.suppress(duckdb.Error, RuntimeError, KeyboardInterrupt):
            if self._mode != "read":
                self._sweep_own()
        super().close()

    def _sweep_own(self) -> None:
        """Drop what carries this opening's name and what nobody reads."""
        self._work.clear()
        self._pending.clear()
        named = set(self._current.values())
        found = self._db.execute(
            "select schema_name, view_name, 'view' from duckdb_views()"
            " where database_name = current_database() and not internal"
            " union all select schema_name, table_name, 'table' from duckdb_tables()"
            " where database_name = current_database()"
        ).fetchall()
        for schema, name, kind in found:
            if self._token in f"{schema} {name}" and Relation(schema, name) not in named:
                self._db.execute(f"drop {kind} if exists {quote(schema)}.{quote(name)} cascade")
