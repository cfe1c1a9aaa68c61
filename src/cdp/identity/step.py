"""The identity stage: models before, the groups of records, models after."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cdp.identity.candidates import refusal_columns
from cdp.identity.group_records import group_records, refusal_rows
from cdp.identity.identity_log import append_identity_log
from cdp.identity.incremental import (
    select_changed_user_map,
    select_changed_values,
    select_former_records,
    select_members,
    select_reached_components,
    select_seeds,
    select_touched_records,
    select_touched_values,
)
from cdp.identity.pins import read_pins
from cdp.identity.record_models import link_model, record_models, value_model
from cdp.identity.redirects import write_redirects
from cdp.identity.relations import (
    ASSIGNED,
    CHANGED_VALUE,
    FORMER,
    FORMER_REFUSAL,
    FRESH_REGISTRY,
    FRESH_VALUE,
    MEMBER,
    NUMBERED,
    PIN,
    PIN_ROW,
    REACHED,
    RECORD,
    REFUSAL,
    SEED,
    TOUCHED,
    TOUCHED_VALUE,
)
from cdp.identity.user_models import assignment_model, register_records, user_models
from cdp.sql.scoping.scope import changed_relation
from cdp.tables import (
    IDENTIFIER_VALUE,
    REDIRECT,
    REFUSED_LINK,
    REGISTRY,
    STANDING_PIN,
    USER_IDENTIFIER,
    USER_MAP,
)
from cdp.types import WORK_SCHEMAS, TableCount
from cdp.warehouse.change_set import Change
from cdp.warehouse.context import PlannedTable
from cdp.warehouse.materialize import Meter, build_model
from cdp.warehouse.plan import Decision, change_after
from cdp.warehouse.run_marker import RULES, rules_fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from cdp.project.identity import Identity
    from cdp.sql.model import Model
    from cdp.types import Relation
    from cdp.warehouse.context import DryRun, Run

NO_PINS = (
    "select cast(null as varchar) as record_a, cast(null as varchar) as record_b,"
    " cast(null as boolean) as same where false"
)
READ_BY_MODELS = (USER_MAP, IDENTIFIER_VALUE, USER_IDENTIFIER, REDIRECT)
"""Tables that models may read."""


def decide_resolution(r: Run, identity: Identity) -> Decision:  # noqa: PLR0911 - one a reason
    """Decide whether records are resolved in full, where they changed, or not at all."""
    if r.full:
        return Decision("build", "asked for in full")
    if not (r.session.has(REGISTRY) and r.session.has(IDENTIFIER_VALUE)):
        return Decision("build", "new")
    if r.known.get(RULES) != rules_fingerprint(identity):
        return Decision("build", "the rules have changed")
    whole = [t.table for t in identity.records if r.changes.get(t.relation) is Change.all]
    if whole:
        return Decision("build", f"anything in {whole[0]} may have changed")
    changed = [t.table for t in identity.records if r.changes.get(t.relation) is Change.rows]
    if changed:
        return Decision("scoped", f"changed rows of {', '.join(changed)}")
    if not _same_pins(r, read_pins(identity, r.manifest.project.root)):
        return Decision("scoped", "pins have changed")
    return Decision("skip", "no record has changed")


def _same_pins(r: Run, pins: pa.Table) -> bool:
    """Tell whether pins are those that the last run read."""
    if not r.session.has(STANDING_PIN):
        return False
    keys = ("record_a", "record_b", "same")
    old, new = (
        {tuple(x[k] for k in keys) for x in t.to_pylist()}
        for t in (r.session.read(STANDING_PIN), pins)
    )
    return old == new


def resolve_identity(r: Run) -> list[TableCount]:
    """Decide which records are one person and keep it in `identity.*`."""
    if r.manifest.project.identity is None:
        return []
    identity = r.manifest.project.identity.value
    chosen = decide_resolution(r, identity)
    if chosen.mode == "skip":
        for relation in READ_BY_MODELS:
            r.changes[relation] = Change.none
        return [TableCount("records", 0, 0, notes=(chosen.reason,))]
    pins = read_pins(identity, r.manifest.project.root)
    if pins.num_rows:
        r.session.load(PIN_ROW, pins)
    else:
        r.session.define(PIN_ROW, NO_PINS)
    same_pins = _same_pins(r, pins)
    if not r.session.has(STANDING_PIN):
        r.session.load(STANDING_PIN, pins.slice(0, 0))
    if chosen.mode == "scoped":
        found = list(_resolve_changes(r, identity))
    else:
        found = list(_resolve_all(r, identity, pins.num_rows))
    if not same_pins:
        r.session.load(STANDING_PIN, pins)
    r.changes[USER_IDENTIFIER] = Change.all
    return found


def _make(r: Run, model: Model) -> TableCount:
    """Make a work table or a table of identity; a work view, or pins of nobody, are defined."""
    r.progress.step(str(model.relation))
    is_view = model.kind == "view" and model.relation.schema in WORK_SCHEMAS
    if is_view or (model.relation == PIN and not r.engine.size(PIN_ROW)):
        r.session.define(model.relation, model.query)
        return TableCount(str(model.relation), 0, 0)
    return build_model(r.session, model)


def _resolve_all(r: Run, identity: Identity, pinned: int) -> Iterator[TableCount]:
    if not r.session.has(REGISTRY):
        r.session.load(REGISTRY, _empty_registry())
    if not r.session.has(REFUSED_LINK):
        r.session.load(REFUSED_LINK, refusal_rows(refusal_columns(()), identity))
    known = r.session.materialize(FORMER, f"select * from {REGISTRY}")
    for model in record_models(identity):
        yield _make(r, model)
    meter = Meter(r.engine)
    grouped = group_records(r, identity)
    _replace_refusals(r, "true")
    lost = pinned - r.session.count(PIN) if pinned else 0
    notes = (f"{lost:,} pins name a record that is not there",) if lost > 0 else ()
    yield replace(meter.counted("groups", grouped, grouped), notes=notes)
    for model in (assignment_model(), *user_models(identity)):
        yield _make(r, model)
    r.changes[IDENTIFIER_VALUE] = Change.all
    yield from _tell_users(r, identity, REGISTRY, first=known == 0)


def _resolve_changes(r: Run, identity: Identity) -> Iterator[TableCount]:
    meter = Meter(r.engine)
    changed = [t for t in identity.records if r.changes.get(t.relation) is Change.rows]
    make = r.session.materialize
    make(TOUCHED_VALUE, select_touched_values(identity, changed))
    make(SEED, select_seeds(identity), inside=[(TOUCHED, select_touched_records(changed))])
    make(FORMER, select_former_records(), inside=[(REACHED, select_reached_components())])
    record, numbered, *others = record_models(identity, MEMBER)
    inside = [(MEMBER, select_members()), (RECORD, record.query)]
    resolved = make(NUMBERED, numbered.query, inside=inside)
    for model in others:
        _make(r, model)
    _merge_values(r, identity)
    _make(r, link_model(identity))
    group_records(r, identity)
    _replace_refusals(r, f"record_a in (select record_no from {FORMER})")
    inside = [(ASSIGNED, assignment_model().query)]
    fresh = make(FRESH_REGISTRY, register_records(FORMER), inside=inside)
    keys = f"select record_no from {FORMER}"
    r.session.merge(REGISTRY, keys, f"select * from {FRESH_REGISTRY}", ["record_no"])
    yield meter.counted("records", resolved, fresh)
    yield from _tell_users(r, identity, FRESH_REGISTRY, first=False)


def _merge_values(r: Run, identity: Identity) -> None:
    """Count the records of touched values anew; those of all others cannot have changed."""
    fresh = value_model(identity, FRESH_VALUE)
    rows_changed = r.session.materialize(
        CHANGED_VALUE, select_changed_values(), inside=[(FRESH_VALUE, fresh.query)]
    )
    r.changes[IDENTIFIER_VALUE] = Change.rows if rows_changed else Change.none
    if not rows_changed:
        return
    columns = ", ".join(r.session.columns(IDENTIFIER_VALUE) or {})
    by = ["type_no", "identifier_value"]
    r.session.merge(
        IDENTIFIER_VALUE,
        f"select {', '.join(by)} from {CHANGED_VALUE}",
        f"select {columns} from {CHANGED_VALUE} where _is_new",
        by,
    )


def _replace_refusals(r: Run, among: str) -> None:
    """Put the links refused in this run in place of those of the records `among` (a condition)."""
    former = r.session.materialize(FORMER_REFUSAL, f"select * from {REFUSED_LINK} where {among}")
    keys = f"select record_a from {FORMER_REFUSAL}" if former else None
    come = f"select * from {REFUSAL}" if r.engine.size(REFUSAL) != 0 else None
    r.session.merge(REFUSED_LINK, keys, come, ["record_a"])


def _tell_users(
    r: Run, identity: Identity, fresh: Relation, *, first: bool
) -> Iterator[TableCount]:
    """Tell the stages behind who belongs to whom now, write the log and the redirects."""
    if not first:
        changed = select_changed_user_map(identity, FORMER, fresh)
        moved = r.session.materialize(changed_relation(USER_MAP), changed)
        r.changes[USER_MAP] = Change.rows if moved else Change.none
    else:
        r.changes[USER_MAP] = Change.all
    logged = append_identity_log(r, identity, fresh, first=first)
    yield logged
    yield write_redirects(r, may_have_changed=logged.kept > 0)


def plan_identity(d: DryRun) -> Iterator[PlannedTable]:
    """Say which records would be resolved again."""
    project = d.run.manifest.project
    if project.identity is None:
        return
    identity = project.identity.value
    decision = decide_resolution(d.run, identity)
    scoped = decision.mode == "scoped"
    rows = 0
    for table in identity.records:
        there = d.run.session.has(table.relation)
        stored = d.run.session.count(table.relation) if there and not scoped else 0
        rows += d.moved.get(table.relation, 0) if scoped else stored
    rows = 0 if decision.mode == "skip" else rows
    for relation in READ_BY_MODELS:
        d.run.changes[relation] = change_after(decision)
        d.moved[relation] = rows
    yield PlannedTable("identity", "records", decision.mode, rows, decision.reason, scoped)


def _empty_registry() -> pa.Table:
    import pyarrow as pa

    kinds = {
        "record_no": pa.int64(),
        "record_table": pa.string(),
        "record_key": pa.string(),
        "user_id": pa.int64(),
        "component_no": pa.int64(),
        "is_live": pa.bool_(),
    }
    return pa.table({name: pa.array([], kind) for name, kind in kinds.items()})
