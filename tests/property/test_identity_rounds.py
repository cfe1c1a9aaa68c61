"""Many small groups settled at once come out as each of them does when it is settled alone."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from cdp.identity import grouping
from cdp.project.identity import Identity

NAMES = [None, "asha rao", "a rao", "asha", "rao asha", "vikram rao", "v rao", "meena iyer"]
BIRTHS = [None, date(2010, 4, 5), date(2010, 5, 4), date(2012, 1, 30)]
REASONS = ["different_birth_date", "different_name"]
Row = tuple[str | None, date | None, tuple[int | None, ...]]


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
    """Write groups as the suspects, their values and no pins; numbers run against the places."""
    flat = [(g, place, row) for g, rows in enumerate(groups) for place, row in enumerate(rows)]
    suspects = pa.table(
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
    return suspects, pa.table(columns), pins


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
def test_groups_settled_at_once_are_those_settled_one_by_one(
    groups: list[list[Row]], unless: list[str], limits: dict[str, int]
) -> None:
    rules, given_tables = identity(unless, limits), tables(groups)
    at_once = grouping.regroup(*given_tables, rules)
    one_by_one = grouping.regroup(*given_tables, rules, most_records=0)
    assert np.array_equal(at_once.groups.record_no, one_by_one.groups.record_no)
    assert np.array_equal(at_once.groups.group_no, one_by_one.groups.group_no)
    assert at_once.refusals == one_by_one.refusals
