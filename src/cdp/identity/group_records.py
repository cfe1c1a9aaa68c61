"""The groups of the records at hand: connected components, then the conflicts inside them.

Components are found on arrays; conflicts are resolved a chunk of whole groups at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cdp.identity.candidates import refusal_columns
from cdp.identity.components import Groups, connected_components
from cdp.identity.conflict_models import candidate_model, candidate_value_model, may_refuse
from cdp.identity.conflicts import CHUNK_RECORDS, cut_into_ranges, resolve_conflicts
from cdp.identity.link_rule import REASONS
from cdp.identity.relations import (
    COMPONENT,
    CONFLICT_CANDIDATE,
    CONFLICT_VALUE,
    LINK,
    PIN,
    PIN_ROW,
    REFUSAL,
    SPLIT,
)
from cdp.types import Relation
from cdp.warehouse.materialize import build_model

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt
    import pyarrow as pa

    from cdp.identity.candidates import Refusals, ResolvedConflicts
    from cdp.project.identity import Identity
    from cdp.warehouse.context import Run

    Ints = npt.NDArray[np.int64]

MOST_ROWS = 50_000_000
"""Rows that one chunk may hold: a group is never cut, however large it is."""
_CHUNK = Relation("work", "identity_chunk")


def group_records(r: Run, identity: Identity) -> int:
    """Find the groups of the records at hand, and the links that are refused.

    Writes the connected components, the groups that take their place where links are refused, and
    these links. Returns the records that have company.
    """
    r.progress.step("groups")
    plain = connected_components(*_scan_pairs(r, f"select record_no, other_no from {LINK}"))
    r.session.load(COMPONENT, _group_rows(plain))
    written = False
    for found in _resolve_in_chunks(r, identity):
        _add_rows(r, SPLIT, _group_rows(found.groups), is_first=not written)
        _add_rows(r, REFUSAL, refusal_rows(found.refusals, identity), is_first=not written)
        written = True
    if not written:
        nothing = np.empty(0, np.int64)
        r.session.load(SPLIT, _group_rows(Groups(nothing, nothing)))
        r.session.load(REFUSAL, refusal_rows(refusal_columns(()), identity))
    return len(plain.record_no)


def _scan_pairs(r: Run, sql: str) -> tuple[Ints, Ints]:
    """Read two columns of whole numbers as arrays, batch by batch."""
    left, right = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for batch in r.session.scan(sql):
        for found, column in zip((left, right), batch.columns, strict=True):
            found.append(column.to_numpy(zero_copy_only=False).astype(np.int64, copy=False))
    return np.concatenate(left), np.concatenate(right)


def _resolve_in_chunks(r: Run, identity: Identity) -> Iterator[ResolvedConflicts]:
    """Resolve the conflicts of candidates chunk by chunk; yields nothing where there are none."""
    pins = r.session.read(PIN) if r.engine.size(PIN_ROW) else _no_pins()
    if not may_refuse(identity) and not pins.num_rows:
        return
    counts: list[int] = []
    for model in (candidate_model(identity), candidate_value_model()):
        r.progress.step(str(model.relation))
        counts.append(build_model(r.session, model).kept if not counts or counts[0] else 0)
    for where in _candidate_ranges(r, counts[0]):
        read = f"select * from {CONFLICT_CANDIDATE}{where} order by group_no, place"
        candidates = r.session.query(read, MOST_ROWS)
        values = r.session.query(f"select * from {CONFLICT_VALUE}{where}", MOST_ROWS)
        yield resolve_conflicts(candidates, values, pins, identity)


def _no_pins() -> pa.Table:
    import pyarrow as pa

    kinds = {"record_a": pa.int64(), "record_b": pa.int64(), "same": pa.bool_()}
    return pa.table({name: pa.array([], kind) for name, kind in kinds.items()})


def _candidate_ranges(r: Run, records: int) -> Iterator[str]:
    """Yield the condition of each chunk of candidates; none is needed where one holds them all."""
    if records <= CHUNK_RECORDS:
        yield from [""] if records else []
        return
    counted = (
        f"select group_no, count(*) as records from {CONFLICT_CANDIDATE}"
        " group by group_no order by group_no"
    )
    sizes = list(r.session.scan(counted))
    for first, last in cut_into_ranges(sizes, CHUNK_RECORDS):
        yield f" where group_no between {first} and {last}"


def _add_rows(r: Run, table: Relation, added: pa.Table, *, is_first: bool) -> None:
    """Begin a work table with the rows of the first chunk, and let it grow by the others."""
    if is_first:
        r.session.load(table, added)
    elif added.num_rows:
        r.session.load(_CHUNK, added)
        r.session.append(table, f"select * from {_CHUNK}")


def _group_rows(groups: Groups) -> pa.Table:
    import pyarrow as pa

    return pa.table({"record_no": groups.record_no, "group_no": groups.group_no})


def refusal_rows(refusals: Refusals, identity: Identity) -> pa.Table:
    """Write refused links as the rows of their table, with names for numbers."""
    import pyarrow as pa

    def named(names: list[str], numbers: npt.NDArray[np.int64]) -> pa.Array:
        return pa.array(names, pa.string()).take(pa.array(numbers))

    return pa.table(
        {
            "record_a": refusals.record_a,
            "record_b": refusals.record_b,
            "rule": named([rule.name for rule in identity.rules], refusals.rule),
            "reason": named(list(REASONS), refusals.reason),
        }
    )
