"""The identity stage: models before, the resolution on arrays, models after."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from cdp.identity import compile as models
from cdp.identity.grouping import regroup
from cdp.identity.pins import pin_rows
from cdp.identity.resolve import Groups, components
from cdp.models.runner import build, rows
from cdp.types import TableCount

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt
    import pyarrow as pa

    from cdp.identity.resolve import Refusal
    from cdp.project.identity import Identity
    from cdp.run.context import Run

STEPS = 10


def resolve(r: Run) -> list[TableCount]:
    """Decide which records are one person and keep it in `identity.*`."""
    if r.compiled.project.identity is None:
        return []
    return list(_steps(r, r.compiled.project.identity.value))


def _steps(r: Run, identity: Identity) -> Iterator[TableCount]:
    if r.engine.columns(models.REGISTRY) is None:
        r.engine.load(models.REGISTRY, _empty_registry())
    pinned = pin_rows(identity, r.compiled.project.root)
    r.engine.load(models.PIN_ROW, pinned)
    for model in models.before(identity):
        r.progress.step(str(model.relation))
        yield build(r.engine, model, r.as_of)
    started = time.perf_counter()
    r.progress.step("groups")
    links = rows(r.engine, models.LINK)
    plain = components(_ints(links, "record_no"), _ints(links, "other_no"))
    del links
    r.engine.load(models.GROUP, _group_rows(plain))
    refusals = _split_groups(r, identity, plain)
    r.engine.load(models.REFUSED, _refused_rows(refusals, identity))
    seconds = round(time.perf_counter() - started, 3)
    grouped = len(plain.record_no)
    lost = pinned.num_rows - rows(r.engine, models.PIN).num_rows
    notes = (f"{lost:,} pins name a record that is not there",) if lost > 0 else ()
    yield TableCount("groups", grouped, grouped, seconds=seconds, notes=notes)
    for model in (models.assignment(), *models.after(identity)):
        r.progress.step(str(model.relation))
        yield build(r.engine, model, r.as_of)


def _split_groups(r: Run, identity: Identity, plain: Groups) -> list[Refusal]:
    """Take the careful path for the groups that need it; gives the links that were refused."""
    pins = rows(r.engine, models.PIN)
    if not models.may_refuse(identity) and not pins.num_rows:
        return []
    for model in (models.suspects(identity), models.suspect_values()):
        r.progress.step(str(model.relation))
        build(r.engine, model, r.as_of)
    suspects, values = rows(r.engine, models.SUSPECT), rows(r.engine, models.SUSPECT_VALUE)
    careful = regroup(suspects, values, pins, identity)
    r.engine.load(models.GROUP, _group_rows(_override(plain, careful.groups)))
    return careful.refusals


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
