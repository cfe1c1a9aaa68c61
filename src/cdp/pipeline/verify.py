"""Prove the warehouse: rebuild it from what the last run had read, and compare row for row."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cdp.engine import open_engine
from cdp.errors import QueryError
from cdp.pipeline.run import run_stages
from cdp.sql.keys import same_key
from cdp.sql.render import quoted
from cdp.tables import (
    AUDIENCE_MEMBER,
    IDENTITY_LOG,
    REGISTRY,
    RUN_MARKER,
    SOURCE_FILE,
)
from cdp.types import WORK_SCHEMAS, Relation
from cdp.warehouse.context import Run, RunRequest
from cdp.warehouse.history import history_relation
from cdp.warehouse.reading import NO_INSTANT
from cdp.warehouse.run_marker import demand_last_run
from cdp.warehouse.session import Session

if TYPE_CHECKING:
    from cdp.engine import Engine
    from cdp.sql.model import Model
    from cdp.warehouse.context import Manifest, Progress

CARRIED = (SOURCE_FILE, REGISTRY, IDENTITY_LOG)
"""What a rebuild starts from: which files were read in which order, and the registered ids."""
SHOWN = 5


@dataclass(frozen=True)
class Difference:
    """A row that one side has and the other has not, or has with other values."""

    key: dict[str, Any]
    columns: tuple[str, ...]
    """Columns that differ; empty when the row is on one side alone."""
    side: str
    """`both`, or the side that has it: `warehouse` or `rebuild`."""


@dataclass(frozen=True)
class Compared:
    """One table: rows in the warehouse, rows that differ, and some of them."""

    table: str
    rows: int
    differing: int
    samples: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """The whole comparison."""

    run_id: str
    seconds: float
    tables: tuple[Compared, ...] = field(default=())

    @property
    def differing(self) -> int:
        """Rows that differ in all tables together."""
        return sum(t.differing for t in self.tables)


def verify_warehouse(manifest: Manifest, target_name: str | None, progress: Progress) -> Verdict:
    """Rebuild beside the warehouse, which stays as it is, and compare every table.

    Files that arrived since the last run are left out. Raises QueryError when there is no complete
    run, or when the project has changed since.
    """
    target = manifest.project.target(target_name)
    started = time.perf_counter()
    engine = open_engine(target.engine, manifest.project.root, "beside")
    try:
        r = _rebuild(engine, manifest, target_name, progress)
        histories = {history_relation(m): m for m in manifest.models if m.history}
        keys = {m.relation: m.key for m in manifest.models}
        schemas = sorted({m.relation.schema for m in manifest.models} | {"quarantine"})
        tables = tuple(
            _compare_open(r, t, histories[t]) if t in histories else _compare(r, t, keys.get(t))
            for schema in schemas
            for t in engine.tables(schema)
            if t != AUDIENCE_MEMBER and t.schema not in WORK_SCHEMAS
        )
        return Verdict(r.run_id, round(time.perf_counter() - started, 3), tables)
    finally:
        engine.close()


def _rebuild(
    engine: Engine, manifest: Manifest, target_name: str | None, progress: Progress
) -> Run:
    session = Session(engine, NO_INSTANT)
    last = demand_last_run(session, kept(RUN_MARKER))
    if not manifest.is_as(last.fingerprints):
        raise QueryError("the project has changed since the last run", fix="run `cdp run` first")
    session.as_of = last.as_of
    target = manifest.project.target(target_name)
    request = RunRequest(last.run_id, last.as_of, target, full=True, known_files_only=True)
    r = Run(request, manifest, session, progress)
    for relation in CARRIED:
        if session.has(kept(relation)):
            session.materialize(relation, f"select * from {kept(relation)}")
    run_stages(r)
    return r


def kept(relation: Relation) -> Relation:
    """Name a table of the warehouse as the place beside it shows it."""
    return Relation(f"kept_{relation.schema}", relation.name)


def _compare(r: Run, table: Relation, known: tuple[str, ...] | None) -> Compared:
    columns = list(r.session.columns(table) or {})
    names = ", ".join(map(quoted, columns))
    key = known or tuple(columns[:1])
    sides = (f"select {names} from {kept(table)}", f"select {names} from {table}")
    if known and r.session.count(kept(table)) == r.session.count(
        table
    ):  # else a row may stand there twice
        sides = _only_differing(r, sides, known, columns)
    return _compare_rows(r, table, sides, key, columns)


def _only_differing(
    r: Run, sides: tuple[str, str], key: tuple[str, ...], columns: list[str]
) -> tuple[str, str]:
    """Narrow both sides down to the keys whose rows differ: cheaper than comparing sets of rows.

    The key of a model is unique in either; a part of one of several columns may be null.
    """
    differ = Relation("work", "verify_key")
    alone = f"a.{quoted(key[0])} is null or b.{quoted(key[0])} is null"
    tests = [f"a.{quoted(c)} is distinct from b.{quoted(c)}" for c in columns if c not in key]
    either = ", ".join(f"coalesce(a.{quoted(k)}, b.{quoted(k)}) as {quoted(k)}" for k in key)
    r.session.materialize(
        differ,
        f"select {either} from ({sides[0]}) as a full outer join ({sides[1]}) as b"
        f" on {same_key(key, 'a', 'b')}"
        f" where {' or '.join([alone, *tests])}",
    )
    among = f"where exists (select 1 from {differ} as d where {same_key(key, 'd', 'side')})"
    ours, theirs = (f"select * from ({side}) as side {among}" for side in sides)
    return ours, theirs


def _compare_open(r: Run, table: Relation, model: Model) -> Compared:
    """Compare what a history says is so now; what was so before no rebuild can tell."""
    columns = [*model.key, *(model.history.columns if model.history else ())]
    names = ", ".join(map(quoted, columns))
    sides = (
        f"select {names} from {kept(table)} where valid_to is null",
        f"select {names} from {model.relation}",
    )
    return _compare_rows(r, table, sides, model.key, columns)


def _compare_rows(
    r: Run, table: Relation, sides: tuple[str, str], key: tuple[str, ...], columns: list[str]
) -> Compared:
    rows = r.session.count(kept(table))
    side, (ours, theirs) = Relation("work", "verify_side"), sides
    sql = (
        f"select *, 'warehouse' as _side from ({ours} except all {theirs}) as a union all"
        f" select *, 'rebuild' as _side from ({theirs} except all {ours}) as b"
    )
    differing = r.session.materialize(side, sql)
    if not differing:
        return Compared(str(table), rows, 0)
    return Compared(str(table), rows, differing, _samples(r, side, key, columns))


def _samples(
    r: Run, side: Relation, key: tuple[str, ...], columns: list[str]
) -> tuple[Difference, ...]:
    order = ", ".join(map(quoted, key))
    sql = f"select * from {side} order by {order}, _side limit {SHOWN * 4}"
    rows = r.session.query(sql).to_pylist()
    by_key: dict[tuple[str, ...], dict[str, dict[str, Any]]] = {}
    for row in rows:
        by_key.setdefault(tuple(repr(row[k]) for k in key), {})[row["_side"]] = row
    found: list[Difference] = []
    for sides in list(by_key.values())[:SHOWN]:
        a, b = sides.get("warehouse"), sides.get("rebuild")
        one = a or b or {}
        named = {k: one[k] for k in key}
        if a and b:
            found.append(Difference(named, tuple(c for c in columns if a[c] != b[c]), "both"))
        else:
            found.append(Difference(named, (), one["_side"]))
    return tuple(found)
