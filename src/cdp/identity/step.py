"""The identity stage: models before, the resolution on arrays, models after."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from cdp.identity import compile as models
from cdp.identity import conflict_candidates as careful
from cdp.identity import identity_log as log
from cdp.identity import incremental as changes
from cdp.identity.grouping import regroup
from cdp.identity.pins import pin_rows
from cdp.identity.resolve import Groups, components
from cdp.sql.scoping.scope import changed_relation
from cdp.types import Relation, TableCount
from cdp.warehouse.materialize import ask, build, count, rows, stage
from cdp.warehouse.plan import Change, Decision
from cdp.warehouse.run_marker import RULES, rules_fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt
    import pyarrow as pa

    from cdp.identity.resolve import Refusal
    from cdp.project.identity import Identity
    from cdp.warehouse.context import Run

STEPS = 14
PUBLISHED = (models.USER_MAP, models.VALUE, models.OUTPUT, models.REDIRECT)
"""Tables that models may read."""


def decision(r: Run, identity: Identity) -> Decision:  # noqa: PLR0911 - one a reason
    """Decide whether records are resolved in full, where they changed, or not at all."""
    if r.full:
        return Decision("build", "asked for in full")
    if r.engine.columns(models.REGISTRY) is None or r.engine.columns(models.VALUE) is None:
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
    if r.engine.columns(changes.OLD_PIN) is None:
        return True
    keys = ("record_a", "record_b", "same")
    rows_of = (pin_rows(identity, r.compiled.project.root), rows(r.engine, changes.OLD_PIN))
    old, new = ({tuple(x[k] for k in keys) for x in t.to_pylist()} for t in rows_of)
    return old != new


def resolve(r: Run) -> list[TableCount]:
    """Decide which records are one person and keep it in `identity.*`."""
    if r.compiled.project.identity is None:
        return []
    identity = r.compiled.project.identity.value
    chosen = decision(r, identity)
    if chosen.mode == "skip":
        for relation in PUBLISHED:
            r.changes[relation] = Change.none
        return [TableCount("records", 0, 0, notes=(chosen.reason,))]
    pinned = pin_rows(identity, r.compiled.project.root)
    r.engine.load(models.PIN_ROW, pinned)
    if chosen.mode == "scoped":
        found = list(_resolve_changes(r, identity))
    else:
        found = list(_resolve_all(r, identity, pinned.num_rows))
    r.engine.load(changes.OLD_PIN, pinned)
    r.changes[models.OUTPUT] = Change.all
    return found


def _resolve_all(r: Run, identity: Identity, pinned: int) -> Iterator[TableCount]:
    if r.engine.columns(models.REGISTRY) is None:
        r.engine.load(models.REGISTRY, _empty_registry())
    if r.engine.columns(models.REFUSED) is None:
        r.engine.load(models.REFUSED, _refused_rows([], identity))
    stage(r.engine, changes.FORMER, f"select * from {models.REGISTRY}", r.as_of)
    for model in models.before(identity):
        r.progress.step(str(model.relation))
        yield build(r.engine, model, r.as_of)
    started = time.perf_counter()
    _keep_refusals(r, _refused_rows(_group(r, identity), identity), "true")
    seconds = round(time.perf_counter() - started, 3)
    lost = pinned - rows(r.engine, models.PIN).num_rows
    notes = (f"{lost:,} pins name a record that is not there",) if lost > 0 else ()
    grouped = count(r.engine, models.COMPONENT, r.as_of)
    yield TableCount("groups", grouped, grouped, seconds=seconds, notes=notes)
    for model in (models.assignment(), *models.after(identity)):
        r.progress.step(str(model.relation))
        yield build(r.engine, model, r.as_of)
    r.changes[models.VALUE] = Change.all
    first = not count(r.engine, changes.FORMER, r.as_of)
    yield from _publish(r, identity, models.REGISTRY, first=first)


def _resolve_changes(r: Run, identity: Identity) -> Iterator[TableCount]:
    started = time.perf_counter()
    changed = [t for t in identity.records if r.changes.get(t.relation) is Change.rows]
    work = (
        (changes.TOUCHED, changes.touched(changed)),
        (changes.TOUCHED_VALUE, changes.touched_values(identity, changed)),
        (changes.SEED, changes.seeds(identity)),
        (changes.REACHED, changes.reached()),
        (changes.FORMER, changes.former()),
        (changes.MEMBER, changes.members()),
    )
    members = 0
    for relation, sql in work:
        r.progress.step(str(relation))
        members = stage(r.engine, relation, sql, r.as_of)
    for model in models.before(identity, changes.MEMBER):
        r.progress.step(str(model.relation))
        build(r.engine, model, r.as_of)
    _merge_values(r, identity)
    build(r.engine, models.links(identity), r.as_of)
    resolved = f"record_a in (select record_no from {changes.FORMER})"
    _keep_refusals(r, _refused_rows(_group(r, identity), identity), resolved)
    build(r.engine, models.assignment(), r.as_of)
    fresh = stage(r.engine, changes.FRESH_REGISTRY, models.registry(changes.FORMER), r.as_of)
    sql = r.sql(f"select * from {changes.FRESH_REGISTRY}")
    r.engine.merge(models.REGISTRY, changes.FORMER, sql, ["record_no"])
    seconds = round(time.perf_counter() - started, 3)
    yield TableCount("records", members, fresh, seconds=seconds)
    yield from _publish(r, identity, changes.FRESH_REGISTRY, first=False)


def _merge_values(r: Run, identity: Identity) -> None:
    """Count the records of touched values anew; those of all others cannot have changed."""
    build(r.engine, models.values(identity, changes.FRESH_VALUE), r.as_of)
    rows_changed = stage(r.engine, changes.CHANGED_VALUE, changes.changed_values(), r.as_of)
    r.changes[models.VALUE] = Change.rows if rows_changed else Change.none
    columns = ", ".join(r.engine.columns(models.VALUE) or {})
    sql = f"select {columns} from {changes.CHANGED_VALUE} where _is_new"
    by = ["type_no", "identifier_value"]
    r.engine.merge(models.VALUE, changes.CHANGED_VALUE, r.sql(sql), by)


def _keep_refusals(r: Run, refused: pa.Table, among: str) -> None:
    """Write the links that were refused in place of those of the records `among` (a condition)."""
    r.engine.load(changes.REFUSALS, refused)
    former = f"select * from {models.REFUSED} where {among}"
    stage(r.engine, changes.FORMER_REFUSALS, former, r.as_of)
    come = r.sql(f"select * from {changes.REFUSALS}")
    r.engine.merge(models.REFUSED, changes.FORMER_REFUSALS, come, ["record_a"])


def _group(r: Run, identity: Identity) -> list[Refusal]:
    """Find the groups of the records at hand; gives the links that were refused."""
    r.progress.step("groups")
    links = rows(r.engine, models.LINK)
    plain = components(_ints(links, "record_no"), _ints(links, "other_no"))
    del links
    r.engine.load(models.COMPONENT, _group_rows(plain))
    r.engine.load(models.GROUP, _group_rows(plain))
    return _split_groups(r, identity, plain)


def _publish(r: Run, identity: Identity, fresh: Relation, *, first: bool) -> Iterator[TableCount]:
    """Tell the stages behind who belongs to whom now, write the log and the redirects."""
    if not first:
        changed = changes.changed_user_map(identity, changes.FORMER, fresh)
        moved = stage(r.engine, changed_relation(models.USER_MAP), changed, r.as_of)
        r.changes[models.USER_MAP] = Change.rows if moved else Change.none
    else:
        r.changes[models.USER_MAP] = Change.all
    yield log.write(r, identity, fresh, first=first)
    yield log.redirects(r)


def _split_groups(r: Run, identity: Identity, plain: Groups) -> list[Refusal]:
    """Take the careful path for the groups that need it; gives the links that were refused."""
    pins = rows(r.engine, models.PIN)
    if not careful.may_refuse(identity) and not pins.num_rows:
        return []
    for model in (careful.suspects(identity), careful.suspect_values()):
        r.progress.step(str(model.relation))
        build(r.engine, model, r.as_of)
    suspects = ask(r.engine, f"select * from {careful.SUSPECT} order by group_no, place", r.as_of)
    values = rows(r.engine, careful.SUSPECT_VALUE)
    split = regroup(suspects, values, pins, identity)
    r.engine.load(models.GROUP, _group_rows(_override(plain, split.groups)))
    return split.refusals


def _override(plain: Groups, careful: Groups) -> Groups:
    """Put the careful path's groups in place of the plain ones; `plain.record_no` is sorted."""
    group_no = plain.group_no.copy()
    group_no[np.searchsorted(plain.record_no, careful.record_no)] = careful.group_no
    return Groups(plain.record_no, group_no)


def _ints(table: pa.Table, column: str) -> npt.NDArray[np.int64]:
    return table[column].to_numpy().astype(np.int64, copy=False)


def _group_rows(groups: Groups) -> pa.Table:
    import pyarrow as pa

    return pa.table({"record_no": groups.record_no, "group_no": groups.group_no})


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


def _refused_rows(refusals: list[Refusal], identity: Identity) -> pa.Table:
    import pyarrow as pa

    return pa.table(
        {
            "record_a": pa.array([x.record_a for x in refusals], pa.int64()),
            "record_b": pa.array([x.record_b for x in refusals], pa.int64()),
            "rule": pa.array([identity.rules[x.rule].name for x in refusals], pa.string()),
            "reason": pa.array([x.reason for x in refusals], pa.string()),
        }
    )
