"""The identity stage: models before, the groups of records, models after."""

from __future__ import annotations

import time
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
    CHANGED_VALUE,
    COMPONENT,
    FORMER,
    FORMER_REFUSAL,
    FRESH_REGISTRY,
    FRESH_VALUE,
    MEMBER,
    OLD_PIN,
    OUTPUT,
    PIN,
    PIN_ROW,
    REACHED,
    REDIRECT,
    REFUSAL,
    REFUSED,
    REGISTRY,
    SEED,
    TOUCHED,
    TOUCHED_VALUE,
    USER_MAP,
    VALUE,
)
from cdp.identity.user_models import assignment_model, register_records, user_models
from cdp.sql.scoping.scope import changed_relation
from cdp.types import Relation, TableCount
from cdp.warehouse.materialize import build, count, rows, stage
from cdp.warehouse.plan import Change, Decision
from cdp.warehouse.run_marker import RULES, rules_fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from cdp.project.identity import Identity
    from cdp.warehouse.context import Run

STEPS = 14
PUBLISHED = (USER_MAP, VALUE, OUTPUT, REDIRECT)
"""Tables that models may read."""


def decide_resolution(r: Run, identity: Identity) -> Decision:  # noqa: PLR0911 - one a reason
    """Decide whether records are resolved in full, where they changed, or not at all."""
    if r.full:
        return Decision("build", "asked for in full")
    if r.engine.columns(REGISTRY) is None or r.engine.columns(VALUE) is None:
        return Decision("build", "new")
    if r.known.get(RULES) != rules_fingerprint(identity):
        return Decision("build", "the rules have changed")
    whole = [t.table for t in identity.records if r.changes.get(t.relation) is Change.all]
    if whole:
        return Decision("build", f"anything in {whole[0]} may have changed")
    changed = [t.table for t in identity.records if r.changes.get(t.relation) is Change.rows]
    if changed:
        return Decision("scoped", f"changed rows of {', '.join(changed)}")
    if _pins_changed(r, identity):
        return Decision("scoped", "pins have changed")
    return Decision("skip", "no record has changed")


def _pins_changed(r: Run, identity: Identity) -> bool:
    if r.engine.columns(OLD_PIN) is None:
        return True
    keys = ("record_a", "record_b", "same")
    rows_of = (read_pins(identity, r.compiled.project.root), rows(r.engine, OLD_PIN))
    old, new = ({tuple(x[k] for k in keys) for x in t.to_pylist()} for t in rows_of)
    return old != new


def resolve_identity(r: Run) -> list[TableCount]:
    """Decide which records are one person and keep it in `identity.*`."""
    if r.compiled.project.identity is None:
        return []
    identity = r.compiled.project.identity.value
    chosen = decide_resolution(r, identity)
    if chosen.mode == "skip":
        for relation in PUBLISHED:
            r.changes[relation] = Change.none
        return [TableCount("records", 0, 0, notes=(chosen.reason,))]
    pinned = read_pins(identity, r.compiled.project.root)
    r.engine.load(PIN_ROW, pinned)
    if chosen.mode == "scoped":
        found = list(_resolve_changes(r, identity))
    else:
        found = list(_resolve_all(r, identity, pinned.num_rows))
    r.engine.load(OLD_PIN, pinned)
    r.changes[OUTPUT] = Change.all
    return found


def _resolve_all(r: Run, identity: Identity, pinned: int) -> Iterator[TableCount]:
    if r.engine.columns(REGISTRY) is None:
        r.engine.load(REGISTRY, _empty_registry())
    if r.engine.columns(REFUSED) is None:
        r.engine.load(REFUSED, refusal_rows(refusal_columns(()), identity))
    stage(r.engine, FORMER, f"select * from {REGISTRY}", r.as_of)
    for model in record_models(identity):
        r.progress.step(str(model.relation))
        yield build(r.engine, model, r.as_of)
    started = time.perf_counter()
    group_records(r, identity)
    _keep_refusals(r, "true")
    seconds = round(time.perf_counter() - started, 3)
    lost = pinned - rows(r.engine, PIN).num_rows
    notes = (f"{lost:,} pins name a record that is not there",) if lost > 0 else ()
    grouped = count(r.engine, COMPONENT, r.as_of)
    yield TableCount("groups", grouped, grouped, seconds=seconds, notes=notes)
    for model in (assignment_model(), *user_models(identity)):
        r.progress.step(str(model.relation))
        yield build(r.engine, model, r.as_of)
    r.changes[VALUE] = Change.all
    first = not count(r.engine, FORMER, r.as_of)
    yield from _publish_users(r, identity, REGISTRY, first=first)


def _resolve_changes(r: Run, identity: Identity) -> Iterator[TableCount]:
    started = time.perf_counter()
    changed = [t for t in identity.records if r.changes.get(t.relation) is Change.rows]
    work = (
        (TOUCHED, select_touched_records(changed)),
        (TOUCHED_VALUE, select_touched_values(identity, changed)),
        (SEED, select_seeds(identity)),
        (REACHED, select_reached_components()),
        (FORMER, select_former_records()),
        (MEMBER, select_members()),
    )
    members = 0
    for relation, sql in work:
        r.progress.step(str(relation))
        members = stage(r.engine, relation, sql, r.as_of)
    for model in record_models(identity, MEMBER):
        r.progress.step(str(model.relation))
        build(r.engine, model, r.as_of)
    _merge_values(r, identity)
    build(r.engine, link_model(identity), r.as_of)
    resolved = f"record_a in (select record_no from {FORMER})"
    group_records(r, identity)
    _keep_refusals(r, resolved)
    build(r.engine, assignment_model(), r.as_of)
    fresh = stage(r.engine, FRESH_REGISTRY, register_records(FORMER), r.as_of)
    sql = r.sql(f"select * from {FRESH_REGISTRY}")
    r.engine.merge(REGISTRY, FORMER, sql, ["record_no"])
    seconds = round(time.perf_counter() - started, 3)
    yield TableCount("records", members, fresh, seconds=seconds)
    yield from _publish_users(r, identity, FRESH_REGISTRY, first=False)


def _merge_values(r: Run, identity: Identity) -> None:
    """Count the records of touched values anew; those of all others cannot have changed."""
    build(r.engine, value_model(identity, FRESH_VALUE), r.as_of)
    rows_changed = stage(r.engine, CHANGED_VALUE, select_changed_values(), r.as_of)
    r.changes[VALUE] = Change.rows if rows_changed else Change.none
    columns = ", ".join(r.engine.columns(VALUE) or {})
    sql = f"select {columns} from {CHANGED_VALUE} where _is_new"
    by = ["type_no", "identifier_value"]
    r.engine.merge(VALUE, CHANGED_VALUE, r.sql(sql), by)


def _keep_refusals(r: Run, among: str) -> None:
    """Put the links refused in this run in place of those of the records `among` (a condition)."""
    former = f"select * from {REFUSED} where {among}"
    stage(r.engine, FORMER_REFUSAL, former, r.as_of)
    come = r.sql(f"select * from {REFUSAL}")
    r.engine.merge(REFUSED, FORMER_REFUSAL, come, ["record_a"])


def _publish_users(
    r: Run, identity: Identity, fresh: Relation, *, first: bool
) -> Iterator[TableCount]:
    """Tell the stages behind who belongs to whom now, write the log and the redirects."""
    if not first:
        changed = select_changed_user_map(identity, FORMER, fresh)
        moved = stage(r.engine, changed_relation(USER_MAP), changed, r.as_of)
        r.changes[USER_MAP] = Change.rows if moved else Change.none
    else:
        r.changes[USER_MAP] = Change.all
    logged = append_identity_log(r, identity, fresh, first=first)
    yield logged
    yield write_redirects(r, may_have_changed=logged.kept > 0)


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
