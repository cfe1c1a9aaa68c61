"""Many small groups resolved at once come out as each of them does alone, and as defined."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from identity_definition import History, Record, naive

from cdp.identity.candidates import match_rules
from cdp.identity.conflicts import cut_into_ranges, resolve_conflicts
from cdp.project.identity import Identity

if TYPE_CHECKING:
    from cdp.identity.candidates import ResolvedConflicts

NAMES = [None, "asha rao", "a rao", "asha", "rao asha", "vikram rao", "v rao", "meena iyer"]
BIRTHS = [None, date(2010, 4, 5), date(2010, 5, 4), date(2012, 1, 30)]
REASONS = ["different_birth_date", "different_name"]
Row = tuple[str | None, date | None, tuple[int | None, int | None, int | None]]


def identity(unless: list[str], limits: dict[str, int]) -> Identity:
    return Identity.model_validate(
        {
            "entity": "user",
            "records": [
                {
                    "table": "silver.person",
                    "key": "person_id",
                    "identifiers": {t: t for t in ("member_no", "phone", "email")},
                    "observed_at": "created_at",
                }
            ],
            "rules": [
                {"name": "member", "match": ["member_no"]},
                {"name": "phone", "match": ["phone"], "unless": unless},
                {"name": "email", "match": ["email"], "unless": REASONS},
            ],
            "limits": limits,
        }
    )


def tables(groups: list[list[Row]]) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Write groups as candidates, their values and no pins; numbers run against the places."""
    flat = [(g, place, row) for g, rows in enumerate(groups) for place, row in enumerate(rows)]
    candidates = pa.table(
        {
            "group_no": [g for g, _, _ in flat],
            "place": [place for _, place, _ in flat],
            "record_no": [1000 * (g + 1) - place for g, place, _ in flat],
            "name_key": pa.array([row[0] for _, _, row in flat], pa.string()),
            "born": pa.array([row[1] for _, _, row in flat], pa.date32()),
        }
    )
    carried = [
        (g, place, type_no, value)
        for g, place, row in flat
        for type_no, value in enumerate(row[2])
        if value is not None
    ]
    names = ("group_no", "place", "type_no", "value_no")
    columns = {n: pa.array([c[i] for c in carried], pa.int64()) for i, n in enumerate(names)}
    pins = pa.table({n: pa.array([], pa.int64()) for n in ("record_a", "record_b", "same")})
    return candidates, pa.table(columns), pins


def refusals_of(found: ResolvedConflicts) -> list[tuple[int, ...]]:
    """Write refusals as rows."""
    columns = (found.refusals.record_a, found.refusals.record_b)
    columns += (found.refusals.rule, found.refusals.reason)
    return list(zip(*(c.tolist() for c in columns), strict=True))


value = st.sampled_from([None, 0, 1, 2])
row = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(BIRTHS),
    st.tuples(st.sampled_from([None, None, 0, 1]), value, value),
)


@given(
    st.lists(st.lists(row, min_size=2, max_size=9), min_size=1, max_size=5),
    st.permutations(REASONS),
    st.sampled_from([{}, {"member_no": 1}, {"member_no": 1, "email": 2}]),
)
@settings(deadline=None, max_examples=200)
def test_groups_resolved_at_once_are_those_resolved_one_by_one(
    groups: list[list[Row]], unless: list[str], limits: dict[str, int]
) -> None:
    rules, given_tables = identity(unless, limits), tables(groups)
    at_once = resolve_conflicts(*given_tables, rules)
    one_by_one = resolve_conflicts(*given_tables, rules, most_records=0)
    assert np.array_equal(at_once.groups.record_no, one_by_one.groups.record_no)
    assert np.array_equal(at_once.groups.group_no, one_by_one.groups.group_no)
    assert refusals_of(at_once) == refusals_of(one_by_one)


PAIRS = list(combinations(range(9), 2))
group_with_pins = st.tuples(
    st.lists(row, min_size=2, max_size=9),
    st.dictionaries(st.sampled_from(PAIRS), st.booleans(), max_size=2),
)


def history_of(members: list[Row], decided: dict[tuple[int, int], bool]) -> History:
    """Write a group as a history, with the decisions about records that it has."""
    known = [(a, b, same) for (a, b), same in decided.items() if b < len(members)]
    return History(tuple(Record(*member) for member in members), tuple(known))


def pins_of(histories: list[History]) -> pa.Table:
    """Write the decisions of each history as pins about record numbers."""
    base = [1000 * (g + 1) for g in range(len(histories))]
    rows = [(n - a, n - b, s) for n, h in zip(base, histories, strict=True) for a, b, s in h.pins]
    kinds = {"record_a": pa.int64(), "record_b": pa.int64(), "same": pa.bool_()}
    columns = ([r[i] for r in rows] for i in range(3))
    return pa.table({n: pa.array(c, t) for (n, t), c in zip(kinds.items(), columns, strict=True)})


@given(
    st.lists(group_with_pins, min_size=1, max_size=5),
    st.permutations(REASONS),
    st.sampled_from([{}, {"member_no": 1}, {"member_no": 1, "email": 2}]),
    st.sampled_from([0, 4, 32]),
)
@settings(deadline=None, max_examples=200)
def test_groups_with_pins_come_out_as_defined(
    groups: list[tuple[list[Row], dict[tuple[int, int], bool]]],
    unless: list[str],
    limits: dict[str, int],
    most_records: int,
) -> None:
    rules = identity(unless, limits)
    histories = [history_of(*group) for group in groups]
    candidates, values, _ = tables([members for members, _ in groups])
    pins = pins_of(histories)
    found = resolve_conflicts(candidates, values, pins, rules, most_records).groups
    parts: dict[int, set[int]] = {}
    for record, group in zip(found.record_no.tolist(), found.group_no.tolist(), strict=True):
        parts.setdefault(group, set()).add(record)
    assert all(min(records) == group for group, records in parts.items())
    numbers = {t: n for n, t in enumerate(rules.types)}
    most = {numbers[t]: n for t, n in limits.items()}
    for g, history in enumerate(histories):
        records = {1000 * (g + 1) - place for place in range(len(history.records))}
        got = {frozenset(part) for part in parts.values() if part & records}
        want = naive(history, match_rules(rules), most)
        # a group in which nothing conflicts is left as it is
        assert not got or got == {frozenset(1000 * (g + 1) - i for i in part) for part in want}


@given(
    st.lists(st.lists(row, min_size=2, max_size=9), min_size=1, max_size=8),
    st.integers(1, 30),
    st.sampled_from([{}, {"member_no": 1}]),
)
@settings(deadline=None, max_examples=100)
def test_chunks_of_whole_groups_come_out_as_all_of_them(
    groups: list[list[Row]], most: int, limits: dict[str, int]
) -> None:
    rules = identity(REASONS, limits)
    candidates, values, pins = tables(groups)
    whole = resolve_conflicts(candidates, values, pins, rules)
    sizes = pa.table(
        {"group_no": range(len(groups)), "records": [len(members) for members in groups]}
    )
    ranges = list(cut_into_ranges(sizes.to_batches(max_chunksize=3), most))
    assert [n for first, last in ranges for n in range(first, last + 1)] == list(range(len(groups)))
    placed: dict[int, int] = {}
    refused: list[tuple[int, ...]] = []
    for first, last in ranges:
        assert first == last or sum(map(len, groups[first : last + 1])) <= most
        part = resolve_conflicts(
            _between(candidates, first, last), _between(values, first, last), pins, rules
        )
        placed |= zip(part.groups.record_no.tolist(), part.groups.group_no.tolist(), strict=True)
        refused += refusals_of(part)
    assert placed == dict(
        zip(whole.groups.record_no.tolist(), whole.groups.group_no.tolist(), strict=True)
    )
    assert sorted(refused) == sorted(refusals_of(whole))


def _between(table: pa.Table, first: int, last: int) -> pa.Table:
    group = table["group_no"].to_numpy()
    return table.filter(pa.array((group >= first) & (group <= last)))


def test_a_group_larger_than_a_chunk_is_one() -> None:
    sizes = pa.table({"group_no": [5, 6, 9, 12], "records": [1, 7, 2, 1]})
    assert list(cut_into_ranges(sizes.to_batches(), 3)) == [(5, 5), (6, 6), (9, 12)]
    assert list(cut_into_ranges([], 3)) == []
