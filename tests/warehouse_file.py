"""Open a warehouse file to read it under logical names, whichever engine wrote it.

Where an engine gives tables other names, they are found through what it says of them; the names
that a test uses (`silver.dim_person`, `identity.user_map`) are views in memory then.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

if TYPE_CHECKING:
    from collections.abc import Collection

Content = dict[str, list[tuple[Any, ...]]]


def open_warehouse(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a warehouse file to read it under logical names; views included."""
    if not _is_lake(path):
        return duckdb.connect(str(path), read_only=True)
    db = duckdb.connect()
    db.execute(f"attach '{path}' as stored (read_only)")
    versions = db.execute(
        "select schema_name, table_name, physical_schema, physical_name from stored.lake.version"
    ).fetchall()
    for schema in {schema for schema, *_ in versions}:
        db.execute(f'create schema "{schema}"')
    for schema, table, where, name in versions:
        db.execute(f'create view "{schema}"."{table}" as from stored."{where}"."{name}"')
    return db


def _is_lake(path: Path) -> bool:
    with duckdb.connect(str(path), read_only=True) as db:
        found = db.execute("select 1 from duckdb_tables() where schema_name = 'lake'").fetchall()
    return bool(found)


def table_names(db: duckdb.DuckDBPyConnection) -> list[str]:
    """Name the tables, not the views, of a warehouse that `open_warehouse` has opened."""
    stored = "select 1 from duckdb_databases() where database_name = 'stored'"
    asked = (
        "select schema_name || '.' || table_name from stored.lake.version where kind = 'table'"
        if db.execute(stored).fetchall()
        else "select schema_name || '.' || table_name from duckdb_tables()"
    )
    return sorted(name for (name,) in db.execute(asked).fetchall())


def content(path: Path, without: Collection[str] = ()) -> Content:
    """Read every table of a warehouse, in a fixed order, but columns of some names."""
    with open_warehouse(path) as db:
        return {name: _rows(db, name, without) for name in table_names(db)}


def _rows(
    db: duckdb.DuckDBPyConnection, name: str, without: Collection[str]
) -> list[tuple[Any, ...]]:
    found = db.execute(f"select * from {name}")
    kept = [n for n, column in enumerate(found.description or ()) if column[0] not in without]
    return sorted((tuple(row[n] for n in kept) for row in found.fetchall()), key=repr)


def physical_tables(path: Path) -> set[str]:
    """Name all that stands in a warehouse file, as the file itself has it."""
    with duckdb.connect(str(path), read_only=True) as db:
        return {
            f"{schema}.{name}"
            for schema, name in db.execute(
                "select schema_name, table_name from duckdb_tables()"
                " union all select schema_name, view_name from duckdb_views() where not internal"
                " union all select schema_name, '' from duckdb_schemas() where not internal"
            ).fetchall()
        }


def choose_engine(root: Path, engine: str) -> None:
    """Let a test's project compute on an engine, in the file that it names already."""
    config = root / "cdp.yaml"
    text = config.read_text(encoding="utf-8")
    assert text.count("type: duckdb") == 1, text
    config.write_text(text.replace("type: duckdb", f"type: {engine}"), encoding="utf-8")
