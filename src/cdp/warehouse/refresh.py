"""Bring the models of a stage up to date, each as far as the changes of what it reads demand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cdp.sql.render import quoted
from cdp.sql.scoping.clocks import clock_query
from cdp.sql.scoping.restrict import Fresh, restrict_query
from cdp.sql.scoping.scope import TOUCHED, analyse_scope, columns_told, values_of
from cdp.types import Relation, TableCount
from cdp.warehouse.change_set import Change, ChangeSet, columns_worth_naming
from cdp.warehouse.history import update_history
from cdp.warehouse.incremental import update_touched_rows, update_whole, work_table
from cdp.warehouse.materialize import build_model, keeps_rows_of, prove_keys
from cdp.warehouse.plan import Decision, decide_model, scope_column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cdp.sql.model import Model, Query
    from cdp.sql.scoping.scope import Scoping, Touch
    from cdp.warehouse.context import Run

SPARSE = 20
"""One touched row in so many is sparse: only beyond it are rows compared that need not be."""


def refresh_models(r: Run, models: Sequence[Model]) -> list[TableCount]:
    """Bring models up to date one after another, and prove their keys at the end."""
    found: list[TableCount] = []
    for model in models:
        r.progress.step(str(model.relation))
        found.append(refresh_model(r, model))
        if model.history:
            found.append(update_history(r, model))
    prove_keys(r)
    return found


def refresh_model(r: Run, model: Model) -> TableCount:
    """Bring one model up to date and note what of it has changed."""
    decision, scoping = decision_for(r, model)
    if decision.mode == "skip":
        r.changes[model.relation] = Change.none
        return TableCount(str(model.relation), 0, 0, notes=(decision.reason,))
    if decision.mode == "scoped" and scoping is not None:
        return replace(_refresh_touched(r, model, scoping), notes=(decision.reason,))
    for relation in model.inputs:
        if relation.schema == "source":
            r.sources[relation.name].cover_all(r)
    if decision.mode == "compare":
        done, made_anew = update_whole(r.session, model, _change_set(r, model, None))
        fresh = work_table(model, "fresh")
        r.unproven.append((model, fresh))
        changed = Change.all if made_anew else Change.rows
        r.changes[model.relation] = changed if done.kept or made_anew else Change.none
        return replace(done, notes=(decision.reason,))
    done = build_model(r.session, model, tables=r.manifest.tables)
    if not keeps_rows_of(model, done.kept, r.kept_rows):
        r.unproven.append((model, model.relation))
    r.changes[model.relation] = Change.all
    return done


def decision_for(r: Run, model: Model) -> tuple[Decision, Scoping | None]:
    """Decide how a model is brought up to date in this run."""
    if r.full:
        return Decision("build", "asked for in full"), None
    columns = r.session.columns(model.relation)
    known = r.known.get(str(model.relation)) if columns else None
    stay = columns is not None and tuple(columns) == tuple(c.name for c in model.columns)
    if model.relation in r.request.rebuild:
        return Decision("compare" if stay else "build", "asked for"), None
    scoping = scoping_of(r, model) if known == model.fingerprint and stay else None
    decision = decide_model(
        model, scoping, r.changes, known=known, columns_stay=stay,
        time_has_passed=r.since != r.as_of,
    )  # fmt: skip
    return decision, scoping


def scoping_of(r: Run, model: Model) -> Scoping | None:
    """Analyse a model for the column its rows belong to, once a run."""
    if model.relation not in r.scopings:
        identity = r.manifest.project.identity
        single = identity.value.single if identity else None
        column = scope_column(model, single.key if single else None)
        found = analyse_scope(model, column, r.manifest.tables) if column else None
        r.scopings[model.relation] = found
    return r.scopings[model.relation]


def _refresh_touched(r: Run, model: Model, scoping: Scoping) -> TableCount:
    touched = work_table(model, "touched")
    sent = r.engine.statements
    values = _find_touched(r, scoping, touched)
    if not values:
        r.changes[model.relation] = Change.none
        return TableCount(str(model.relation), 0, 0, statements=r.engine.statements - sent)
    if model.neighbours:
        touched = _with_neighbours(r, model, scoping, touched)
    for site in scoping.sources:
        r.sources[site.name].cover_keys(r, touched)
    wanted = _change_set(r, model, values)
    done = update_touched_rows(r.session, model, scoping, touched, wanted, written=r.fresh)
    fresh = work_table(model, "fresh")
    r.unproven.append((model, fresh))
    if model.key == (scoping.column,):
        r.fresh[model.relation] = Fresh(fresh, scoping.column, touched)
    changed = Change.rows if wanted.columns else Change.all
    r.changes[model.relation] = changed if done.kept else Change.none
    return replace(done, statements=r.engine.statements - sent)


def _change_set(r: Run, model: Model, touched: int | None) -> ChangeSet:
    """Say what readers need of rows that may have changed; `touched` is None where all are read.

    Reading a few old rows whole costs as much as reading the table, more than is saved behind it.
    """
    readers = [m for m in r.manifest.refreshed if model.relation in m.inputs]
    needed = _columns_for_identity(r, model)
    is_golden = r.manifest.golden is not None and model.relation == r.manifest.golden.relation
    is_key_alone = len(model.columns) == len(model.key)  # then comparing costs nothing
    compared = is_golden or is_key_alone or touched is None
    if not (is_golden or readers or needed or model.history):
        return ChangeSet((), compared=compared)
    scopings = (scoping_of(r, m) for m in readers)
    needed |= {c for s in scopings if s for c in columns_told(s, model.relation)} | {*model.key}
    if not compared and touched is not None:
        size = r.engine.size(model.relation)
        compared = size is None or touched * SPARSE > size
    return ChangeSet(
        tuple(c.name for c in model.columns if c.name in needed),
        compared=compared,
        named=columns_worth_naming(model) if is_golden else (),
    )


def _columns_for_identity(r: Run, model: Model) -> set[str]:
    """Name the columns that identity reads of changed records: it looks up the others itself."""
    identity = r.manifest.project.identity
    tables = identity.value.records if identity else []
    found = [t for t in tables if t.relation == model.relation]
    return {c for t in found for c in (t.key, *t.identifiers.values())}


def _find_touched(r: Run, scoping: Scoping, touched: Relation) -> int:
    """Write the scope values that changes and the passing of time touch; returns how many."""
    touches = [t for t in scoping.touches if r.changes.get(t.table, Change.none) is Change.rows]
    queries: list[Query] = [t.query for t in touches]
    if r.since is not None and r.time_has_passed:
        queries += [clock_query(c, r.since.isoformat(sep=" ")) for c in scoping.clocks]
    if not queries:
        return 0
    if len(queries) == 1:
        keys = _keys_at_hand(r, touches[0]) if touches else 0  # else time alone touches
        if keys:
            r.session.define(touched, values_of(queries[0]))
            return keys
        return r.session.materialize(touched, values_of(queries[0]))
    parts = [Relation("work", f"part_{n}_{touched.name}") for n in range(len(queries))]
    together = " union ".join(f"select {TOUCHED} from {p}" for p in parts)
    sql = f"select {TOUCHED} from ({together}) as found where {TOUCHED} is not null"
    return r.session.materialize(touched, sql, inside=[*zip(parts, queries, strict=True)])


def _keys_at_hand(r: Run, touch: Touch) -> int:
    """Count the keys of a source table that were read, where they alone are what is touched.

    They stand in a work table already, so no other needs to be written; 0 elsewhere.
    """
    is_plain = not any(touch.query.args.get(part) for part in ("joins", "where", "group"))
    if touch.table.schema != "source" or not is_plain:
        return 0
    return r.engine.size(r.sources[touch.table.name].touched) or 0


def _with_neighbours(r: Run, model: Model, scoping: Scoping, touched: Relation) -> Relation:
    """Add those who share a value with a touched row, as it was or as it will be."""
    neighbours = model.neighbours
    assert neighbours is not None  # noqa: S101 - for the type checker
    column, key = quoted(neighbours.column), quoted(scoping.column)
    names = (model.key[0], neighbours.column)
    probe = replace(
        model, query=neighbours.query, neighbours=None,
        columns=tuple(c for c in model.columns if c.name in names),
    )  # fmt: skip
    narrow = analyse_scope(probe, scoping.column, r.manifest.tables)
    now, values = work_table(model, "value_now"), work_table(model, "values")
    wider = work_table(model, "wider")
    restricted = restrict_query(narrow, touched) if narrow else None
    inside = [*restricted.inputs, (now, restricted.query)] if restricted else [
        (now, neighbours.query)
    ]  # fmt: skip
    among = (
        f"select {column} from {now} where {column} is not null"
        f" union select {column} from {model.relation} where {column} is not null"
        f" and {key} in (select {TOUCHED} from {touched})"
    )
    r.session.materialize(
        wider,
        f"select {TOUCHED} from {touched} union select {key} as {TOUCHED} from {model.relation}"
        f" where {column} in (select {column} from {values})",
        inside=[*inside, (values, among)],
    )
    return wider
