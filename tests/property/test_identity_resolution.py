"""Groups are what the definition says, whatever the order of rows; and ids stay.

The reference is `identity_definition.py`, the definition in plain words.
"""

from __future__ import annotations

import random
from datetime import date, datetime
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from identity_definition import History, Record, contradict, naive

from cdp.identity.compare import births_contradict, names_contradict
from cdp.identity.components import connected_components
from cdp.identity.large_groups import ConflictGroup, resolve_group
from cdp.identity.link_rule import MatchRule

if TYPE_CHECKING:
    from pathlib import Path

    from identity_definition import Parts

    from conftest import Tiny

NAMES = [None, "Asha Rao", "A Rao", "Asha", "Rao Asha", "Vikram Rao", "V Rao", "Meena Iyer"]
BIRTHS = [None, date(2010, 4, 5), date(2010, 5, 4), date(2012, 1, 30)]
TYPES = ("member_no", "phone", "email")
BOTH = (0, 1)
RULES = [MatchRule(0, ()), MatchRule(1, BOTH), MatchRule(2, BOTH)]


def prepared(history: History, rules: list[MatchRule], limits: dict[int, int]) -> ConflictGroup:
    """Say the same history as conflict resolution takes it, as if all of it were one group."""
    records = history.records
    group = ConflictGroup([100 + i for i in range(len(records))], pins=[*history.pins])
    for values, differ in (
        ([r.name for r in records], names_contradict),
        ([r.born for r in records], births_contradict),
    ):
        group.against.append(
            [sum(1 << i for i, w in enumerate(values) if differ(v, w)) for v in values]  # type: ignore[arg-type]
        )
    for number, rule in enumerate(rules):
        carried = [r.values[rule.type_no] for r in records]
        for value in dict.fromkeys(v for v in carried if v is not None):
            group.values.append((number, [i for i, v in enumerate(carried) if v == value]))
    for kind in limits:
        group.limited[kind] = [0 if (v := r.values[kind]) is None else 1 << v for r in records]
    return group


def parts(roots: list[int]) -> Parts:
    """Make a partition of places from their roots."""
    return {frozenset(i for i, r in enumerate(roots) if r == root) for root in roots}


@st.composite
def histories(draw: st.DrawFn, *, pinned: bool = True) -> History:
    value = st.sampled_from([None, 0, 1, 2])
    record = st.builds(
        Record,
        st.sampled_from(NAMES),
        st.sampled_from(BIRTHS),
        st.tuples(st.sampled_from([None, None, 0, 1]), value, value),
    )
    records = draw(st.lists(record, min_size=2, max_size=9))
    pair = st.sampled_from(list(combinations(range(len(records)), 2)))
    decided = draw(st.dictionaries(pair, st.booleans(), max_size=3)) if pinned else {}
    return History(tuple(records), tuple((a, b, same) for (a, b), same in decided.items()))


@given(histories(), st.sampled_from([{}, {0: 1}, {0: 1, 2: 2}]))
@settings(deadline=None, max_examples=300)
def test_conflict_resolution_is_the_definition(history: History, limits: dict[int, int]) -> None:
    roots, refusals = resolve_group(prepared(history, RULES, limits), RULES, limits)
    assert parts(roots) == naive(history, RULES, limits)
    for refusal in refusals:
        a, b = refusal.record_a - 100, refusal.record_b - 100
        assert roots[a] != roots[b]
        values = (history.records[i].values[RULES[refusal.rule].type_no] for i in (a, b))
        assert len({*values} - {None}) == 1


@given(histories(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=150)
def test_the_order_in_which_values_and_pins_come_does_not_matter(
    history: History, shuffler: random.Random
) -> None:
    group = prepared(history, RULES, {0: 1})
    first, refused = resolve_group(group, RULES, {0: 1})
    shuffler.shuffle(group.values)
    shuffler.shuffle(group.pins)
    second, refused_again = resolve_group(group, RULES, {0: 1})
    assert parts(first) == parts(second)
    assert {(r.record_a, r.record_b, r.rule) for r in refused} == {
        (r.record_a, r.record_b, r.rule) for r in refused_again
    }


@given(histories(pinned=False))
@settings(deadline=None, max_examples=200)
def test_no_group_holds_what_its_rules_forbid(history: History) -> None:
    rules, limits = RULES[1:], {0: 1}
    roots, _ = resolve_group(prepared(history, rules, limits), rules, limits)
    for group in parts(roots):
        members = [history.records[i] for i in group]
        assert not [p for p in combinations(members, 2) if contradict(*p, rules[0])]
        assert len({m.values[0] for m in members} - {None}) <= 1


@given(histories())
@settings(deadline=None, max_examples=200)
def test_who_is_pinned_apart_is_apart(history: History) -> None:
    roots, _ = resolve_group(prepared(history, RULES, {}), RULES, {})
    for a, b, same in history.pins:
        assert same or roots[a] != roots[b]


@given(histories(pinned=False))
@settings(deadline=None, max_examples=200)
def test_without_conditions_groups_are_connected_components(history: History) -> None:
    rules = [MatchRule(t, ()) for t in range(3)]
    roots, refusals = resolve_group(prepared(history, rules, {}), rules, {})
    links = [
        (i, j)
        for (i, a), (j, b) in combinations(enumerate(history.records), 2)
        if any(x is not None and x == y for x, y in zip(a.values, b.values, strict=True))
    ]
    assert parts(roots) == flooded(len(history.records), links)
    assert refusals == []


def flooded(size: int, links: list[tuple[int, int]]) -> Parts:
    """Find components by pouring over links until nothing changes."""
    label = list(range(size))
    changed = True
    while changed:
        changed = False
        for a, b in links:
            low = min(label[a], label[b])
            changed |= label[a] != low or label[b] != low
            label[a] = label[b] = low
    return parts(label)


@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=25),
    st.integers(0, 2**40),
    st.randoms(use_true_random=False),
)
@settings(deadline=None, max_examples=150)
def test_components_of_any_numbers_in_any_order(
    links: list[tuple[int, int]], base: int, shuffler: random.Random
) -> None:
    linked = {x for link in links for x in link}
    expected = {p for p in flooded(13, links) if p & linked}
    shuffled = [(b, a) if shuffler.random() < 0.5 else (a, b) for a, b in links]
    shuffler.shuffle(shuffled)
    left = np.array([a for a, _ in shuffled], np.int64) + base
    right = np.array([b for _, b in shuffled], np.int64) + base
    found = connected_components(left, right)
    got: dict[int, set[int]] = {}
    for record, group in zip(found.record_no.tolist(), found.group_no.tolist(), strict=True):
        got.setdefault(group, set()).add(record - base)
    assert {frozenset(g) for g in got.values()} == expected
    assert all(min(members) + base == group for group, members in got.items())


def test_a_chain_may_be_as_long_as_it_likes() -> None:
    numbers = np.arange(200_000, dtype=np.int64)
    found = connected_components(numbers[:-1], numbers[1:])
    assert set(found.group_no.tolist()) == {0}


def _random(chance: random.Random) -> History:
    records = tuple(
        Record(
            chance.choice(NAMES),
            chance.choice(BIRTHS),
            (
                chance.choice([None, None, None, 0, 1]),
                chance.choice([None, 0, 0, 1]),
                chance.choice([None, None, 0, 1]),
            ),
        )
        for _ in range(chance.randint(2, 9))
    )
    pairs = chance.sample(list(combinations(range(len(records)), 2)), chance.randint(0, 1))
    return History(records, tuple((a, b, chance.random() < 0.5) for a, b in pairs))


def _rows(number: int, history: History) -> list[str]:
    """Write a history as rows of the tiny project; no value is in two histories."""
    rows: list[str] = []
    for place, r in enumerate(history.records):
        member, phone, email = (f"{v}" if v is not None else "" for v in r.values)
        cells = (
            f"h{number}-{place}",
            f"2026-01-{place + 1:02}",
            "2026-02-01",
            "",
            r.name or "",
            r.born or "",
            f"98765{number:04}{phone}" if phone else "",
            f"a{number}b{email}@mail.in" if email else "",
            f"M{number}-{member}" if member else "",
            "",
        )
        rows.append(",".join(map(str, cells)))
    return rows


def _resolved(tiny: Tiny, rows: list[str], pins: list[str]) -> dict[int, Parts]:
    """Run the project on these rows; gives history number → its groups."""
    tiny.persons(*rows)
    header = "record_a,record_b,decision,by,at,reason"
    (tiny.root / "identity_pins.csv").write_text("\n".join([header, *pins, ""]), encoding="utf-8")
    tiny.run()
    members: dict[int, set[tuple[int, int]]] = {}
    for key, user in tiny.users().items():
        number, _, place = key.removeprefix("h").partition("-")
        members.setdefault(user, set()).add((int(number), int(place)))
    found: dict[int, Parts] = {}
    for group in members.values():
        (number,) = {n for n, _ in group}
        found.setdefault(number, set()).add(frozenset(p for _, p in group))
    return found


@pytest.mark.parametrize("chunk", [200_000, 7])
def test_a_whole_run_is_the_definition_in_any_order_of_rows(
    tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    from conftest import Tiny as Project

    monkeypatch.setattr("cdp.identity.group_records.CHUNK_RECORDS", chunk)
    chance = random.Random(20260201)  # noqa: S311 - the same histories every time
    all_of_them = {n: _random(chance) for n in range(400)}
    rows = [row for n, h in all_of_them.items() for row in _rows(n, h)]
    pins = [
        f"h{n}-{a},h{n}-{b},{'same' if same else 'different'},me,2026-01-01,seen"
        for n, h in all_of_them.items()
        for a, b, same in h.pins
    ]
    got = _resolved(tiny, rows, pins)
    wrong = {n: h for n, h in all_of_them.items() if got[n] != naive(h, RULES, {0: 1})}
    assert not wrong, f"{len(wrong)} of {len(all_of_them)}, such as {next(iter(wrong.items()))}"
    ids = tiny.users()
    chance.shuffle(rows)
    chance.shuffle(pins)
    other = Project(tmp_path / "shuffled")
    assert _resolved(other, rows, pins) == got
    assert other.users() == ids


# stable ids: a row is key, day it was first seen, and whatever else is said of it


def person(key: str, seen: str = "2026-01-01", **said: str) -> str:
    cells = dict.fromkeys(
        ("id", "seen_at", "changed_at", "deleted_at", "name", "born", "phone", "email",
         "member_no", "spent"), "",
    )  # fmt: skip
    cells |= {"id": key, "seen_at": seen, "changed_at": "2026-01-20", **said}
    return ",".join(cells.values())


def ids(tiny: Tiny, *rows: str) -> dict[str, int]:
    """Run with these rows; gives person → id, counted from 1."""
    tiny.persons(*rows)
    tiny.run(datetime(2026, 2, 1))
    return {key: user - 1_000_000 for key, user in tiny.users().items()}


A = person("a", "2026-01-01", phone="9876500001")
B = person("b", "2026-01-02", phone="9876500002")
BRIDGE = person("c", "2026-01-03", phone="9876500001", email="b@mail.in")
B_MAIL = person("b", "2026-01-02", phone="9876500002", email="b@mail.in")


def test_the_same_rows_again_are_the_same_ids(tiny: Tiny) -> None:
    first = ids(tiny, A, B, BRIDGE)
    assert first == {"a": 1, "b": 2, "c": 1}
    assert ids(tiny, BRIDGE, B, A) == first


def test_a_merge_keeps_the_first_id_and_a_split_brings_the_other_back(tiny: Tiny) -> None:
    assert ids(tiny, A, B) == {"a": 1, "b": 2}
    assert ids(tiny, A, B_MAIL, BRIDGE) == {"a": 1, "b": 1, "c": 1}
    assert ids(tiny, A, B, BRIDGE) == {"a": 1, "b": 2, "c": 1}
    assert ids(tiny, A, B_MAIL, BRIDGE) == {"a": 1, "b": 1, "c": 1}
    assert ids(tiny, A, B_MAIL) == {"a": 1, "b": 2}


def test_the_part_with_the_first_record_keeps_the_id(tiny: Tiny) -> None:
    shared = [person(k, phone="9876500001") for k in ("a", "b", "c")]
    assert ids(tiny, *shared) == {"a": 1, "b": 1, "c": 1}
    moved = person("a", phone="9876500009")
    assert ids(tiny, moved, *shared[1:]) == {"a": 1, "b": 2, "c": 2}
    # the mistake is mended: all is as it was
    assert ids(tiny, *shared) == {"a": 1, "b": 1, "c": 1}


def test_a_deleted_founder_leaves_the_id_to_the_others(tiny: Tiny) -> None:
    shared = [person(k, phone="9876500001") for k in ("a", "b", "c")]
    assert ids(tiny, *shared) == {"a": 1, "b": 1, "c": 1}
    gone = person("a", phone="9876500001", deleted_at="2026-01-21")
    assert ids(tiny, gone, *shared[1:]) == {"b": 1, "c": 1}
    assert ids(tiny, *shared[1:]) == {"b": 1, "c": 1}
    assert ids(tiny, *shared) == {"a": 1, "b": 1, "c": 1}
    # and an id is not given to somebody else
    assert ids(tiny, person("d", phone="9876500004")) == {"d": 4}


def test_an_older_record_that_comes_late_changes_no_id(tiny: Tiny) -> None:
    assert ids(tiny, A, B) == {"a": 1, "b": 2}
    late = person("z", "2020-01-01", phone="9876500002")
    assert ids(tiny, A, B, late) == {"a": 1, "b": 2, "z": 2}
    older = person("y", "2019-01-01", phone="9876500001", email="z@mail.in")
    both = person("z", "2020-01-01", phone="9876500002", email="z@mail.in")
    assert ids(tiny, A, B, both, older) == {"a": 1, "b": 1, "z": 1, "y": 1}
    assert ids(tiny, A, B, late, older) == {"a": 1, "b": 2, "z": 2, "y": 1}


def test_a_record_at_the_end_of_a_chain_joins_all_of_it(tiny: Tiny) -> None:
    chain = [
        person("a", email="1@mail.in"),
        person("b", email="1@mail.in", phone="9876500001"),
        person("c", phone="9876500001", member_no="7"),
        person("d", member_no="7"),
    ]
    assert set(ids(tiny, *chain).values()) == {1}
    assert set(ids(tiny, *chain, person("z", "2020-01-01", member_no="7")).values()) == {1}


def test_a_pin_splits_and_joins_and_ids_come_back(tiny: Tiny) -> None:
    header = "record_a,record_b,decision,by,at,reason\n"
    pins = tiny.root / "identity_pins.csv"
    rows = [person("a", phone="9876500001"), person("b", phone="9876500001"), person("c")]
    assert ids(tiny, *rows) == {"a": 1, "b": 1, "c": 3}
    pins.write_text(f"{header}a,b,different,me,2026-01-01,two people\nb,c,same,me,,seen\n")
    assert ids(tiny, *rows) == {"a": 1, "b": 3, "c": 3}
    pins.write_text(header)
    assert ids(tiny, *rows) == {"a": 1, "b": 1, "c": 3}


def test_ids_outlive_a_change_of_rules(tiny: Tiny) -> None:
    rows = [
        person("a", phone="9876500001", name="Asha Rao"),
        person("b", phone="9876500001", name="Vikram Rao"),
    ]
    assert ids(tiny, *rows) == {"a": 1, "b": 2}
    strict_rule = "match: [phone], unless: [different_name, different_birth_date]"
    tiny.edit("identity.yaml", strict_rule, "match: [phone]")
    assert ids(tiny, *rows) == {"a": 1, "b": 1}
    tiny.edit("identity.yaml", "match: [phone]", strict_rule)
    assert ids(tiny, *rows) == {"a": 1, "b": 2}


def test_blocked_and_crowded_values_join_nobody_and_are_kept(tiny: Tiny) -> None:
    tiny.edit(
        "identity.yaml",
        "limits:",
        'block:\n  phone: {pattern: "^\\\\+91(\\\\d)\\\\1{9}$"}\ncrowded: {email: 2}\nlimits:',
    )
    rows = [
        *(person(k, phone="9999999999") for k in ("a", "b")),
        *(person(k, email="lab@mail.in") for k in ("c", "d", "e")),
        *(person(k, email="two@mail.in") for k in ("f", "g")),
    ]
    assert ids(tiny, *rows) == {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 6}
    values = tiny.fetch(
        "select identifier_value, status, record_count from identity.identifier_value order by 1"
    )
    assert values == [
        ("+919999999999", "blocked", 2),
        ("lab@mail.in", "crowded", 3),
        ("two@mail.in", "joined", 2),
    ]
    assert len(tiny.fetch("select * from identity.identifier")) == len(rows)
