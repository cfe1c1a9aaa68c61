"""How what two checkouts took in turns is compared and written down."""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def bench() -> Iterator[Any]:
    sys.path.insert(0, str(ROOT))
    try:
        yield import_module("bench")
    finally:
        sys.path.remove(str(ROOT))


@pytest.fixture
def ratios(bench: Any) -> Any:
    return import_module(f"{bench.__name__}.ratios")


@pytest.fixture
def versus(bench: Any) -> Any:
    return import_module(f"{bench.__name__}.versus")


def test_the_median_of_the_ratios_counts_not_the_ratio_of_the_medians(ratios: Any) -> None:
    turns = ratios.Turns(ratios.Target("full", 0.9), [1.0, 8.0, 9.0], [2.0, 4.0, 10.0])
    assert turns.ratios == [0.5, 2.0, 0.9]
    assert turns.met is True
    assert "| 8.000 s | 4.000 s | 0.900 [0.500, 2.000] |" in ratios.table([turns])


def test_an_absolute_target_is_of_ours_alone(ratios: Any) -> None:
    target = ratios.Target("peak", 1.5, "GiB", absolute=True)
    assert ratios.Turns(target, [1.4, 1.5, 9.0], [1.0, 1.0, 1.0]).met is True
    missed = ratios.Turns(target, [1.6], [4.0])
    assert missed.met is False
    assert "| ≤ 1.5 GiB | **missed** |" in ratios.table([missed])


def test_what_failed_says_why_and_counts_as_not_measured(ratios: Any) -> None:
    target = ratios.Target("plan", 1.0)
    failed = ratios.Turns(target, [1.0], [1.0], failure="RuntimeError: no")
    found = [failed, ratios.Turns(target), ratios.Turns(target, [1.0], [2.0])]
    assert [turns.met for turns in found] == [None, None, True]
    assert "RuntimeError: no" in ratios.table(found)
    assert "| not measured |" in ratios.table(found)
    assert ratios.verdict(found) == "1 of 3 targets are met, **2 not measured**."


def test_every_line_has_as_many_cells_as_the_head(ratios: Any) -> None:
    target = ratios.Target("full", 1.0)
    found = [
        ratios.Turns(target),
        ratios.Turns(target, [1.0], [1.0]),
        ratios.Turns(target, [1.0], [1.0], [0.5]),
    ]
    lines = ratios.table(found).splitlines()
    assert len(lines) == 5
    assert {line.count("|") for line in lines} == {lines[0].count("|")}


def test_statements_are_listed_where_a_side_reports_them(ratios: Any) -> None:
    silent = ratios.Statements("plan", None, None)
    assert ratios.statements_table([silent]) == ""
    text = ratios.statements_table([silent, ratios.Statements("full", 1234, None)])
    assert text.splitlines()[2:] == ["| full | 1,234 |  |"]
    assert text in ratios.markdown([], [ratios.Statements("full", 1234, None)], ["today"])


@pytest.mark.parametrize(
    ("report", "count"),
    [
        ({}, None),
        ([{"statements": 3}], None),
        ({"statements": 3}, 3),
        ({"statements": {"silver": 1, "gold": 2}}, 3),
        ({"statements": ["select 1"]}, 1),
    ],
)
def test_a_report_says_its_statements_in_one_of_several_ways(
    versus: Any, report: Any, count: int | None
) -> None:
    assert versus._statements(_process(0.0, report)) == count


def test_parts_are_read_off_the_processes_of_their_trial(versus: Any) -> None:
    found = versus.Versus(*(versus.Side(n, Path(n), 1.0) for n in ("ours", "theirs")), 10)
    found.done["full"] = {"ours": [_build(3.0, 1.0)], "theirs": [_build(4.0, 2.0)]}
    assert found.turns(versus.PARTS["full"]).ratios == [0.75]
    assert found.turns(versus.PARTS["full"]).cpu == [0.75]
    assert found.turns(versus.PARTS["identity"]).ratios == [0.5]
    assert found.turns(versus.PARTS["identity"]).cpu == []
    assert found.turns(versus.PARTS["ten"]).met is None


def test_sides_take_turns_and_a_trial_that_failed_is_not_tried_again(
    versus: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, str]] = []

    def trial(name: str, failing: str = "") -> Any:
        def run(side: Any, _leads: int) -> Any:
            seen.append((name, side.name))
            if side.name == failing:
                raise RuntimeError("no  such\ncommand")
            return _process(1.0, {})

        return versus.Trial(run, based=False)

    monkeypatch.setattr(versus, "TRIALS", {"a": trial("a"), "b": trial("b", "theirs")})
    found = versus.Versus(*(versus.Side(n, Path(n), 1.0) for n in ("ours", "theirs")), 10)
    for number in range(2):
        found.round(number, ["a", "b"])
    assert seen == [
        ("a", "ours"), ("a", "theirs"), ("b", "ours"), ("b", "theirs"),
        ("a", "theirs"), ("a", "ours"),
    ]  # fmt: skip
    assert found.failures == {"b": "RuntimeError: no such command"}
    assert "b" not in found.done, "half a turn is none"


def test_parts_are_chosen_by_name(versus: Any) -> None:
    assert versus._parts("full,ten") == ["full", "ten"]
    with pytest.raises(argparse.ArgumentTypeError, match="no such part: eleven"):
        versus._parts("full,eleven")
    assert {part.trial for part in versus.PARTS.values()} == set(versus.TRIALS)


def _build(seconds: float, identity: float) -> Any:
    return _process(seconds, {"stages": [{"name": "identity", "seconds": identity}]})


def _process(seconds: float, report: Any) -> Any:
    process = import_module("bench.process")
    return process.Process(seconds, seconds, 1 << 30, json.dumps(report))
