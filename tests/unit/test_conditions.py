"""Conditions of audiences and destinations: mistakes are told before an engine sees them."""

from __future__ import annotations

import pytest

from cdp.pipeline.compile import condition_mistake
from cdp.sql.condition import take_out_counts
from cdp.sql.parse import SqlMistake

TYPES = {"calls": "bigint", "name": "varchar", "is_won": "boolean", "at": "timestamp"}


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("calls > (select max(n) from t)", "may hold no subquery"),
        ("calls in (select n from t)", "may hold no subquery"),
        ("exists (select 1)", "may hold no subquery"),
        ("sum(calls) > 3", "sums over several rows"),
        ("count(*) over () > 3", "sums over several rows"),
        ("is_won in ('yes', 'no')", "compares true or false with text"),
        ("calls between 'a' and 3", "compares a number with text"),
        ("calls", "is no condition but bigint"),
        ("nam = 'x'", "there is no column nam; did you mean name?"),
        ("count_events(event_name = 'x') > 1", "in audiences alone"),
    ],
)
def test_a_condition_that_is_none_is_told(text: str, mistake: str) -> None:
    assert mistake in (condition_mistake(text, TYPES) or "")


@pytest.mark.parametrize(
    "text", ["at in ('2026-01-01')", "at between '2026-01-01' and as_of", "is_won", "name is null"]
)
def test_a_condition_that_is_one_passes(text: str) -> None:
    assert condition_mistake(text, TYPES) is None


@pytest.mark.parametrize(
    "text",
    ["count_events(a = 1)", "not (count_events(a = 1))", "is_won and count_events(a = 1)"],
)
def test_a_count_of_events_is_no_condition(text: str) -> None:
    with pytest.raises(SqlMistake, match="gives a number"):
        take_out_counts(text)


def test_a_count_that_is_compared_is_one() -> None:
    assert len(take_out_counts("is_won and (count_events(a = 1)) >= 2").events) == 1
