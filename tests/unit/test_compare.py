"""Which names and birth dates can be one person's: the decided cases, and what holds for any."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdp.identity.compare import (
    Comparer,
    birth_contradictions,
    births_contradict,
    name_contradictions,
    names_contradict,
)
from cdp.identity.comparers import FACT_COMPARERS, load_comparer

with (Path(__file__).parent / "name_cases.csv").open(encoding="utf-8", newline="") as file:
    CASES = [(row["a"], row["b"], row["verdict"], row["why"]) for row in csv.DictReader(file)]

PIECES = st.sampled_from(
    (
        *("Rohan", "Rohit", "Rohna", "Riya", "Ankit", "Ankita", "Anika", "Sai", "Krishna", "Raj"),
        *("Saikrishna", "Kumar", "Kumari", "Sri", "Lakshmi", "R", "S", "RK", "Sharma", "Sharna"),
        *("Verma", "Ekka", "Vemula", "Lohitaksh", "Mr", "Dr", "Test", "N", "Om", "José", "राहुल"),
        *("शर्मा", "S/o", "xxx", "7", "-"),
    )
)
NAMES = st.lists(PIECES, max_size=5).map(" ".join) | st.text(max_size=12)
WORDS = st.lists(
    st.sampled_from(
        (
            "Rohan",
            "Riya",
            "Ankita",
            "Sai",
            "Krishna",
            "Kumar",
            "Sharma",
            "Ekka",
            "Lohitaksh",
            "R",
            "P",
        )
    ),
    min_size=1,
    max_size=5,
)


@pytest.mark.parametrize(("a", "b", "verdict", "why"), CASES)
def test_decided_case(a: str, b: str, verdict: str, why: str) -> None:
    assert names_contradict(a, b) is (verdict == "contradict"), why


def test_the_table_is_large_and_clean() -> None:
    assert len(CASES) >= 80
    assert {verdict for _, _, verdict, _ in CASES} == {"agree", "contradict"}
    assert len({frozenset((a, b)) for a, b, _, _ in CASES}) == len(CASES)
    assert all(why for _, _, _, why in CASES)


def test_many_at_once_decides_the_table_alike_and_twice() -> None:
    a, b, verdicts, _ = zip(*CASES, *CASES, strict=True)
    expected = [verdict == "contradict" for verdict in verdicts]
    assert name_contradictions(pa.array(a), pa.array(b)).tolist() == expected
    assert name_contradictions(pa.array(b), pa.array(a)).tolist() == expected


def test_nobody_contradicts_a_missing_name() -> None:
    assert not names_contradict(None, "Rohan Sharma")
    assert not names_contradict("Rohan Sharma", None)
    assert not names_contradict(None, None)


@given(NAMES, NAMES)
def test_the_order_of_the_two_does_not_matter(a: str, b: str) -> None:
    assert names_contradict(a, b) == names_contradict(b, a)


@given(NAMES)
def test_a_name_never_contradicts_itself(name: str) -> None:
    assert not names_contradict(name, name)
    assert not names_contradict(name, f" mr. {name.upper()}")


@given(WORDS.flatmap(lambda words: st.tuples(st.just(words), st.permutations(words))))
def test_another_order_never_contradicts(names: tuple[list[str], list[str]]) -> None:
    assert not names_contradict(" ".join(names[0]), " ".join(names[1]))


@given(WORDS, st.data())
def test_a_part_of_a_name_never_contradicts_it(words: list[str], data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.sampled_from(range(len(words))), unique=True))
    assert not names_contradict(" ".join(words), " ".join(words[i] for i in kept))


@given(WORDS)
def test_initials_never_contradict_their_name(words: list[str]) -> None:
    assert not names_contradict(" ".join(words), " ".join(word[0] for word in words))


@given(st.lists(st.tuples(st.none() | NAMES, st.none() | NAMES), max_size=12))
def test_many_at_once_says_what_one_by_one_does(pairs: list[tuple[str | None, str | None]]) -> None:
    a, b = (pa.array([pair[side] for pair in pairs], pa.string()) for side in (0, 1))
    assert name_contradictions(a, b).tolist() == [names_contradict(x, y) for x, y in pairs]


def test_many_at_once_keeps_spellings_apart_that_sound_alike() -> None:
    names = ["Maav", "Mav"]
    for each in (names, names[::-1]):
        found = name_contradictions(pa.array(each), pa.array(["Manav", "Manav"]))
        assert found.tolist() == [name == "Mav" for name in each]


def test_many_at_once_takes_any_arrow_form_of_text() -> None:
    a, b = pa.array(["Rohan Sharma", None, "R Sharma"]), pa.array(["Riya Sharma", "Riya", "Rohan"])
    expected = [True, False, False]
    assert name_contradictions(a, b).tolist() == expected
    assert (
        name_contradictions(a.dictionary_encode(), b.cast(pa.large_string())).tolist() == expected
    )
    chunks = pa.chunked_array([a.slice(0, 1), a.slice(1)])
    assert name_contradictions(chunks, pa.chunked_array([b])).tolist() == expected


def test_many_at_once_of_nothing_is_nothing() -> None:
    none = pa.array([], pa.string())
    assert name_contradictions(none, none).tolist() == []
    assert name_contradictions(pa.array([None], pa.string()), pa.array(["Riya"])).tolist() == [
        False
    ]


@pytest.mark.parametrize("comparer", FACT_COMPARERS.values())
def test_arrays_of_two_lengths_are_refused(comparer: Comparer) -> None:
    with pytest.raises(ValueError, match="1 values cannot be compared with 2"):
        comparer(pa.nulls(1, pa.string()), pa.nulls(2, pa.string()))


BIRTHS = [
    (date(2009, 5, 4), date(2009, 5, 4), False),  # the same
    (date(2009, 5, 4), date(2009, 4, 5), False),  # day and month swapped
    (date(2009, 1, 12), date(2009, 12, 1), False),
    (date(1969, 12, 1), date(1969, 1, 12), False),  # before 1970
    (date(1969, 12, 1), date(1969, 1, 11), True),
    (date(2009, 5, 4), date(2009, 5, 3), False),  # a day apart: twins, or a time zone
    (date(2009, 5, 4), date(2009, 5, 14), False),  # the day mistyped
    (date(2008, 12, 31), date(2009, 1, 31), False),  # a month apart: no siblings
    (date(2009, 5, 4), date(2009, 6, 5), True),
    (date(2009, 5, 14), date(2009, 4, 5), True),
    (date(2009, 1, 4), date(2009, 11, 4), False),  # the month mistyped
    (date(2009, 1, 4), date(2009, 11, 5), True),
    (date(2009, 5, 4), date(2008, 5, 4), False),  # the year mistyped
    (date(2009, 5, 4), date(1990, 5, 4), False),
    (date(2009, 5, 4), date(2007, 5, 5), False),  # the same and a day
    (date(2009, 5, 4), date(2007, 5, 6), True),
    (date(2008, 12, 31), date(2011, 1, 1), False),
    (date(2008, 12, 31), date(2011, 1, 2), True),
    (date(2008, 2, 29), date(2007, 2, 28), False),  # a day that not every year has
    (date(2008, 2, 29), date(2007, 3, 1), False),
    (date(2009, 5, 4), date(2008, 4, 5), True),  # swapped, and another year
    (date(2009, 5, 4), date(2010, 4, 1), True),  # siblings eleven months apart
    (None, date(2009, 5, 4), False),
    (None, None, False),
]


@pytest.mark.parametrize(("a", "b", "contradict"), BIRTHS)
def test_birth_dates(a: date | None, b: date | None, contradict: bool) -> None:
    assert births_contradict(a, b) is contradict
    assert births_contradict(b, a) is contradict


def test_birth_dates_many_at_once() -> None:
    a, b, expected = zip(*BIRTHS, strict=True)
    a, b = pa.array(a, pa.date32()), pa.array(b, pa.date32())
    assert birth_contradictions(a, b).tolist() == list(expected)
    assert birth_contradictions(pa.chunked_array([b]), pa.chunked_array([a])).tolist() == list(
        expected
    )
    assert birth_contradictions(a, b).dtype == np.bool_


@given(st.lists(st.tuples(*[st.none() | st.dates(date(1999, 1, 1), date(2001, 12, 31))] * 2)))
def test_birth_dates_many_at_once_as_one_by_one(
    pairs: list[tuple[date | None, date | None]],
) -> None:
    a, b = (pa.array([pair[side] for pair in pairs], pa.date32()) for side in (0, 1))
    assert birth_contradictions(a, b).tolist() == [births_contradict(x, y) for x, y in pairs]


def test_rules_may_name_these_contradictions() -> None:
    assert dict(FACT_COMPARERS) == {
        "different_name": name_contradictions,
        "different_birth_date": birth_contradictions,
    }


def test_a_project_loads_its_own_comparer() -> None:
    assert load_comparer("cdp.identity.compare:birth_contradictions") is birth_contradictions


@pytest.mark.parametrize(
    ("spec", "complaint"),
    [
        ("contradictions", "is not of the form module:function"),
        (":contradictions", "is not of the form module:function"),
        ("cdp.identity.compare:", "is not of the form module:function"),
        ("no_such_module_here:compare", "cannot be imported: No module named"),
        ("cdp.identity.compare:no_such_function", "has no function 'no_such_function'"),
        ("cdp.identity.comparers:FACT_COMPARERS", "has no function 'FACT_COMPARERS'"),
    ],
)
def test_a_wrong_comparer_is_named(spec: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        load_comparer(spec)
