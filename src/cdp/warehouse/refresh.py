"""Bring the models of a stage up to date, each as far as the changes of what it reads demand."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from cdp.contracts import read as sources
from cdp.profiles import user_change
from cdp.sql.render import quoted
from cdp.sql.scoping.clocks import clock_query
from cdp.sql.scoping.restrict import Fresh, restrict
from cdp.sql.scoping.scope import TOUCHED, analyse, columns_told, values_of
from cdp.types import Relation, TableCount
from cdp.warehouse import history
from cdp.warehouse.incremental import Told, update_scoped, update_whole, work
from cdp.warehouse.low_cardinality import few_columns
from cdp.warehouse.materialize import build, check_key, count, stage, stage_inputs
from cdp.warehouse.plan import Change, Decision, decide, scope_column

SPARSE = 20
"""One touched row in so many is sparse: only beyond it are rows compared that need not be."""

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cdp.pipeline.compile import Compiled
    from cdp.sql.model import Model, Query
    from cdp.sql.scoping.scope import Scoping
    from cdp.warehouse.context import Run


def refresh_all(r: Run, wanted: Sequence[Model]) -> list[TableCount]:
    """Bring models up to date one after another."""
    found: list[TableCount] = []
    for model in wanted:
        r.progress.step(str(model.relation))
        found.append(refresh(r, model))
        if model.history:
            found.append(history.keep(r, model))
    return found


def refresh(r: Run, model: Model) -> TableCount:
    """Bring one model up to date and note what of it has changed."""
    decision, scoping = decision_for(r, model)
    if decision.mode == "skip":
        r.changes[model.relation] = Change.none
        return TableCount(str(model.relation), 0, 0, notes=(decision.reason,))
    if decision.mode == "scoped" and scoping is not None:
        return replace(_scoped(r, model, scoping), notes=(decision.reason,))
    _read_sources_whole(r, model)
    if decision.mode == "compare":
        done, made_anew = update_whole(r.engine, model, r.as_of, _told(r, model, None))
        changed = Change.all if made_anew else Change.rows
        r.changes[model.relation] = changed if done.kept or made_anew else Change.none
        return replace(done, notes=(decision.reason,))
    done = build(r.engine, model, r.as_of, few=few_columns(r, model))
    check_key(r.engine, model, done.kept, r.as_of)
    r.changes[model.relation] = Change.all
    return done


def decision_for(r: Run, model: Model) -> tuple[Decision, Scoping | None]:
    """Decide how a model is brought up to date in this run."""
    if r.full:
        return Decision("build", "asked for in full"), None
    columns = r.engine.columns(model.relation)
    known = r.known.get(str(model.relation)) if columns else None
    stay = columns is not None and tuple(columns) == tuple(c.name for c in model.columns)
    if model.relation in r.anew:
        return Decision("compare" if stay else "build", "asked for"), None
    scoping = scoping_of(r.compiled, model) if known == model.fingerprint and stay else None
    decision = decide(
        model, scoping, r.changes, known=known, columns_stay=stay,
        time_has_passed=r.since != r.as_of,
    )  # fmt: skip
    return decision, scoping


def scoping_of(compiled: Compiled, model: Model) -> Scoping | None:
    """Analyse a model for the column its rows belong to, once."""
    if model.relation not in compiled.scopings:
        compiled.scopings[model.relation] = _analysed(compiled, model)
    return compiled.scopings[model.relation]


def _analysed(compiled: Compiled, model: Model) -> Scoping | None:
    identity = compiled.project.identity
    single = identity.value.single if identity else None
    column = scope_column(model, single.key if single else None)
    return analyse(model, column, compiled.tables) if column else None


def _scoped(r: Run, model: Model, scoping: Scoping) -> TableCount:
    started = time.perf_counter()
    touched = work(model, "touched")
    values = _touch(r, model, scoping, touched)
    if not values:
        r.changes[model.relation] = Change.none
        return TableCount(str(model.relation), 0, 0)
    for site in scoping.sources:
        source = r.sources[site.name]
        if source.reach != "all":
            _reach(r, source, touched)
    told = _told(r, model, values)
    done = update_scoped(r.engine, model, scoping, touched, r.as_of, told=told, written=r.fresh)
    if model.key == (scoping.column,):
        r.fresh[model.relation] = Fresh(work(model, "fresh"), scoping.column, touched)
    changed = Change.rows if told.columns else Change.all
    r.changes[model.relation] = changed if done.kept else Change.none
    return replace(done, seconds=round(time.perf_counter() - started, 3))


def _told(r: Run, model: Model, touched: int | None) -> Told:
    """Say what readers need of rows that may have changed; `touched` is None where all are read.

    Reading a few old rows whole costs as much as reading the table, more than is saved behind it.
    """
    models = (*r.compiled.silver, *r.compiled.gold, *r.compiled.audiences)
    readers = [m for m in models if model.relation in m.inputs]
    needed = _told_to_identity(r, model)
    golden = model.stage == "profiles"
    compared = golden or model.stage == "audiences" or touched is None
    if not (golden or readers or needed or model.history):
        return Told((), compared=compared)
    scopings = (scoping_of(r.compiled, m) for m in readers)
    needed |= {c for s in scopings if s for c in columns_told(s, model.relation)} | {*model.key}
    if not compared and touched is not None:
        compared = touched * SPARSE > count(r.engine, model.relation, r.as_of)
    return Told(
        tuple(c.name for c in model.columns if c.name in needed),
        compared=compared,
        named=user_change.named_columns(model) if golden else (),
    )


def _told_to_identity(r: Run, model: Model) -> set[str]:
    """Name the columns that identity reads of changed records: it looks up the others itself."""
    identity = r.compiled.project.identity
    tables = identity.value.records if identity else []
    found = [t for t in tables if t.relation == model.relation]
    return {c for t in found for c in (t.key, *t.identifiers.values())}


def _reach(r: Run, source: sources.Source, touched: Relation) -> None:
    """Read the touched keys of a source that new files alone did not touch."""
    wanted = f"select {TOUCHED} from {touched}"
    if source.reach == "keys":
        more = f"{wanted} except select {TOUCHED} from {source.touched}"
        if not count(r.engine, f"({more}) as m", r.as_of):
            return
    sources.read_touched(r, source, [wanted])


def _touch(r: Run, model: Model, scoping: Scoping, touched: Relation) -> int:
    """Write the scope values that changes and the passing of time touch; gives how many."""
    queries = [
        t.query for t in scoping.touches if r.changes.get(t.table, Change.none) is Change.rows
    ]
    if r.since is not None and r.since != r.as_of:
        queries += [clock_query(c, r.since.isoformat(sep=" ")) for c in scoping.clocks]
    rows = _collect(r, touched, queries) if queries else 0
    return _with_neighbours(r, model, scoping, touched) if rows and model.neighbours else rows


def _collect(r: Run, touched: Relation, queries: Sequence[Query]) -> int:
    """Put the results of queries together; an engine plans each of them better alone."""
    if len(queries) == 1:
        return stage(r.engine, touched, values_of(queries[0]), r.as_of)
    parts = [Relation("stage", f"part_{n}_{touched.name}") for n in range(len(queries))]
    for part, query in zip(parts, queries, strict=True):
        stage(r.engine, part, query, r.as_of)
    together = " union ".join(f"select {TOUCHED} from {p}" for p in parts)
    sql = f"select {TOUCHED} from ({together}) as found where {TOUCHED} is not null"
    return stage(r.engine, touched, sql, r.as_of)


def _with_neighbours(r: Run, model: Model, scoping: Scoping, touched: Relation) -> int:
    """Add those who share a value with a touched row, as it was or as it will be."""
    neighbours = model.neighbours
    if neighbours is None:
        return 0
    column, key = quoted(neighbours.column), quoted(scoping.column)
    names = (model.key[0], neighbours.column)
    probe = replace(
        model, query=neighbours.query, neighbours=None,
        columns=tuple(c for c in model.columns if c.name in names),
    )  # fmt: skip
    narrow = analyse(probe, scoping.column, r.compiled.tables)
    values = work(model, "values")
    now = work(model, "value_now")
    if narrow is None:
        stage(r.engine, now, neighbours.query, r.as_of)
    else:
        restricted = restrict(narrow, touched)
        stage_inputs(r.engine, restricted, r.as_of)
        stage(r.engine, now, restricted.query, r.as_of)
    stage(
        r.engine, values,
        f"select {column} from {now} where {column} is not null"
        f" union select {column} from {model.relation} where {column} is not null"
        f" and {key} in (select {TOUCHED} from {touched})",
        r.as_of,
    )  # fmt: skip
    wider = work(model, "wider")
    stage(
        r.engine, wider,
        f"select {TOUCHED} from {touched} union select {key} as {TOUCHED} from {model.relation}"
        f" where {column} in (select {column} from {values})",
        r.as_of,
    )  # fmt: skip
    return stage(r.engine, touched, f"select {TOUCHED} from {wider}", r.as_of)


def _read_sources_whole(r: Run, model: Model) -> None:
    for relation in model.inputs:
        if relation.schema == "source" and r.sources[relation.name].reach != "all":
            sources.read_all(r, r.sources[relation.name])
