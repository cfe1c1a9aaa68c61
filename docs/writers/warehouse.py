"""The page of the warehouse's tables: the example project built from files without rows."""

from __future__ import annotations

import contextlib
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from writers.markdown import NOTICE, row

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from cdp.engine import Engine
    from cdp.types import Column, Relation
    from cdp.warehouse.context import Manifest

EXAMPLE = Path(__file__).resolve().parents[2] / "projects" / "superleap"


VALIDITY = {
    "valid_from": "Since when the row was so (UTC).",
    "valid_to": "Until when, that instant left out (UTC); empty while it is so.",
}

ABOUT = {
    "quarantine": "Rows that break a `reject` rule, one table a source table, all of one shape.",
    "silver": "Typed and cleaned; one row a key of the source, deleted rows flagged.",
    "identity": "Who is the same person, and why not.",
    "gold": "What people and tools read.",
    "audience": "Who is in each audience now, one table a file of `audiences/`.",
    "ops": "What runs and syncs themselves keep in the warehouse.",
}

INTRODUCTION = """
The tables that the example project `projects/superleap` makes, in the types of the embedded engine.
`raw`, `source` and `work` live only while a run does and are not listed.
"""


def tables() -> Iterator[str]:
    """Make the page of the warehouse's tables, as the example project makes them."""
    from cdp.pipeline.compile import compile_root

    compiled = compile_root(EXAMPLE)
    yield NOTICE
    yield "\n# Tables of the warehouse"
    yield INTRODUCTION.rstrip()
    documented = {str(m.relation): m for m in compiled.models}
    with _empty_warehouse(compiled) as engine:
        built = _relations(engine)
        for schema, about in ABOUT.items():
            yield f"\n## {schema}\n\n{about}"
            mine = [r for r in built if r.schema == schema]
            if schema == "quarantine":
                yield f"\n### quarantine.*\n\nTables: {_listed(map(str, mine))}.\n"
                yield from _columns(mine[0], engine, documented[str(mine[0])].columns)
                continue
            for relation in mine:
                model = documented.get(str(relation).removesuffix("_history"))
                yield f"\n### {relation}\n"
                if model and model.description:
                    yield f"{model.description} Key: {_listed(model.key)}; scope: {model.scope}.\n"
                yield from _columns(relation, engine, model.columns if model else ())


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{n}`" for n in names)


def _columns(relation: Relation, engine: Engine, known: Sequence[Column]) -> Iterator[str]:
    from cdp.tables import KEPT_TABLES
    from cdp.types import Column

    by_name = {c.name: c for c in known}
    extra = (
        {c.name: c.description for c in KEPT_TABLES[relation].columns}
        if (relation in KEPT_TABLES)
        else {}
    )
    yield "| column | type | unit | personal data | description |"
    yield "|---|---|---|---|---|"
    for name, kind in (engine.columns(relation) or {}).items():
        column = by_name.get(name)
        if relation.name.endswith("_history") and name in VALIDITY:
            by_name[name] = column = Column(name, VALIDITY[name])
        if column is None and name not in extra:
            raise LookupError(f"{relation}.{name} is described nowhere")
        unit, pii = (column.unit, column.pii) if column else ("", "")
        said = column.description if column else extra[name]
        yield row(f"`{name}`", kind.lower(), unit, pii, said)


@contextlib.contextmanager
def _empty_warehouse(compiled: Manifest) -> Generator[Engine]:
    """Build the project in memory from files that hold a header and no row."""
    from cdp.activation.sync_tables import create_sync_tables
    from cdp.engine import open_engine
    from cdp.engines.duckdb import Settings as DuckdbSettings
    from cdp.ingest.sources.files import Settings as FilesSettings
    from cdp.pipeline.run import run_stages
    from cdp.project.config import Target
    from cdp.warehouse.context import Run, RunRequest, Unwatched
    from cdp.warehouse.session import Session

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for sourced in compiled.project.contracts:
            columns = (p.physicalName or p.name for p in sourced.value.table.properties)
            path = folder / f"{sourced.value.source_name}.csv"
            path.write_text(",".join(columns) + "\n", encoding="utf-8")
        config = DuckdbSettings(path=":memory:", memory_limit="1GB", threads=1)
        target = Target(engine=config, source=FilesSettings(path=name))
        as_of = datetime(2026, 1, 1)  # noqa: DTZ001 - instants are naive UTC inside
        engine = open_engine(config, folder)
        try:
            session = Session(engine, as_of)
            request = RunRequest("docs", as_of, target, full=True)
            run_stages(Run(request, compiled, session, Unwatched()))
            create_sync_tables(session)
            yield engine
        finally:
            engine.close()


def _relations(engine: Engine) -> list[Relation]:
    from cdp.types import Relation

    rows = (
        engine.scan(
            "select schema_name, table_name from duckdb_tables() where not temporary"
            " union all select schema_name, view_name as table_name from duckdb_views()"
            " where not temporary and not internal order by schema_name, table_name"
        )
        .read_all()
        .to_pylist()
    )
    return [Relation(r["schema_name"], r["table_name"]) for r in rows]
