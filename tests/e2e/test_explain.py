"""`cdp explain`: why records are one person, or two, worked out by hand on a few persons.

- k1, k2, k3, k4 are a chain: a number, an address, another number.
- r1, r2, r3 are a ring: r1 and r3 by card, r1 and r2 by number, r2 and r3 by address, so
  no one of the three is a bridge.
- d1 and d2 have one card, two names, and one number, which would not join two names.
- s1 and s2 are siblings on one number; s3 has an address with s2, and a name of its own.
- q1 to q4 are on one number, and three is the most that a number may join.
- z1 and z2 are pinned the same, m1 and m2 apart, each pair on a number of its own.
- f1 and f2 have nothing with anybody, except that f2's card is f1's key.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from commands import answer, call

from conftest import Tiny, content

if TYPE_CHECKING:
    from pathlib import Path

PERSONS = (
    ("k1", "Kavya Reddy", "9811100001", "", ""),
    ("k2", "Kavya Reddy", "9811100001", "kavya@mail.in", ""),
    ("k3", "Kavya Reddy", "9811100002", "kavya@mail.in", ""),
    ("k4", "Kavya Reddy", "9811100002", "", ""),
    ("r1", "Yash Mehta", "9811100003", "", "R9"),
    ("r2", "Yash Mehta", "9811100003", "yash@mail.in", ""),
    ("r3", "Yash Mehta", "", "yash@mail.in", "R9"),
    ("d1", "Meera Iyer", "9811100004", "", "D9"),
    ("d2", "Radha Menon", "9811100004", "", "D9"),
    ("s1", "Rohan Das", "9811100005", "", ""),
    ("s2", "Riya Das", "9811100005", "das@mail.in", ""),
    ("s3", "Vikram Das", "", "das@mail.in", ""),
    ("q1", "Sana Malik", "9811100006", "", ""),
    ("q2", "Sana Malik", "9811100006", "", ""),
    ("q3", "Sana Malik", "9811100006", "", ""),
    ("q4", "Sana Malik", "9811100006", "", ""),
    ("z1", "Zoya Ali", "9811100007", "", ""),
    ("z2", "Gita More", "9811100007", "", ""),
    ("m1", "Manav Bose", "9811100008", "", ""),
    ("m2", "Manav Bose", "9811100008", "", ""),
    ("f1", "Om Patil", "9811100009", "", ""),
    ("f2", "Ira Bose", "", "", "F1"),
)
MOBILE = "+9198111000{:02}"
PINS = """record_a,record_b,decision,by,at,reason
z1,z2,same,asha,2026-01-30,she goes by two names
m2,silver.dim_person:m1,different,asha,2026-01-31,father and son
"""


def _prepare(project: Tiny) -> None:
    project.edit("identity.yaml", "limits:", "crowded: {phone: 3}\nlimits:")
    (project.root / "identity_pins.csv").write_text(PINS, encoding="utf-8")
    project.persons(
        *(
            f"{key},2026-01-{day:02}T08:00:00Z,2026-01-31T08:00:00Z,,{name},,{phone},{mail},{card},"
            for day, (key, name, phone, mail, card) in enumerate(PERSONS, 1)
        )
    )
    project.run()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the project once; only to be read."""
    project = Tiny(tmp_path_factory.mktemp("explain") / "tiny")
    _prepare(project)
    return project.root


def explained(root: Path, who: object) -> dict[str, Any]:
    """Explain one that is one user."""
    found = answer(root, "explain", who)
    assert found["user_count"] == 1, found
    return found["users"][0]


def links(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [
        (x["record_a"], x["record_b"], x["rule"], x["identifier_value"], x["at"][:10]) for x in rows
    ]


def bridges(user: dict[str, Any]) -> dict[str, list[tuple[int, str]]]:
    return {
        b["identifier_value"] or b["pin_line"]: [(p["records"], p["first"]) for p in b["pieces"]]
        for b in user["bridges"]
    }


def test_a_chain_is_held_together_by_bridges(root: Path) -> None:
    user = explained(root, "k3")
    assert [r["record"] for r in user["records"]] == ["k1", "k2", "k3", "k4"]
    assert user["records"][0] == {
        "record": "k1", "record_table": "silver.dim_person", "record_key": "k1",
        "observed_at": "2026-01-01T08:00:00", "name": "Kavya Reddy", "born": None,
    }  # fmt: skip
    assert links(user["links"]) == [
        ("k1", "k2", "same phone", MOBILE.format(1), "2026-01-02"),
        ("k2", "k3", "same email", "kavya@mail.in", "2026-01-03"),
        ("k3", "k4", "same phone", MOBILE.format(2), "2026-01-04"),
    ]
    assert bridges(user) == {
        MOBILE.format(1): [(1, "k1"), (3, "k2")],
        "kavya@mail.in": [(2, "k1"), (2, "k3")],
        MOBILE.format(2): [(3, "k1"), (1, "k4")],
    }
    assert (user["refused"], user["joins_nobody"], user["pins"]) == ([], [], [])
    assert user["pieces"] == 1


def test_a_ring_has_no_bridge(root: Path) -> None:
    user = explained(root, "r1")
    assert sorted(x["rule"] for x in user["links"]) == ["same card", "same email", "same phone"]
    assert user["bridges"] == []


def test_a_value_that_would_not_join_two_names_is_no_second_link(root: Path) -> None:
    user = explained(root, "d1")
    assert links(user["links"]) == [("d1", "d2", "same card", "D9", "2026-01-09")]
    assert bridges(user) == {"D9": [(1, "d1"), (1, "d2")]}


def test_a_pin_holds_two_together_and_is_their_bridge(root: Path) -> None:
    user = explained(root, "z2")
    (link,) = user["links"]
    assert (link["rule"], link["pin_line"], link["identifier_value"]) == ("pin", 2, None)
    assert bridges(user) == {2: [(1, "z1"), (1, "z2")]}
    (pin,) = user["pins"]
    assert pin == {
        "line": 2, "decision": "same", "record_a": "z1", "record_b": "z2",
        "by": "asha", "at": "2026-01-30", "reason": "she goes by two names",
    }  # fmt: skip


def test_siblings_show_the_link_that_was_refused(root: Path) -> None:
    user = explained(root, "s1")
    (refused,) = user["refused"]
    other = explained(root, "s2")["user_id"]
    assert refused == {
        "record": "s1", "name": "Rohan Das", "born": None,
        "other_record": "s2", "other_name": "Riya Das", "other_born": None, "other_user": other,
        "rule": "same phone", "identifier_type": "phone", "identifier_value": MOBILE.format(5),
        "reason": "different_name",
    }  # fmt: skip
    assert user["links"] == user["bridges"] == []
    both = explained(root, "s2")["refused"]
    assert [(r["record"], r["other_record"], r["identifier_type"]) for r in both] == [
        ("s2", "s1", "phone"), ("s2", "s3", "email"),
    ]  # fmt: skip


def test_a_crowded_number_joins_nobody_and_says_so(root: Path) -> None:
    (value,) = explained(root, "q1")["joins_nobody"]
    assert value == {
        "identifier_type": "phone", "identifier_value": MOBILE.format(6), "status": "crowded",
        "records": 4,
    }  # fmt: skip
    found = answer(root, "explain", "098111 00006")
    assert found["values"] == [value]
    assert [[r["record"] for r in u["records"]] for u in found["users"]] == [
        ["q1"], ["q2"], ["q3"], ["q4"]
    ]  # fmt: skip


@pytest.mark.parametrize(
    "who", ["k1", "silver.dim_person:k2", "9811100002", "KAVYA@mail.in", " k4 ", "1000001"]
)
def test_a_person_is_found_however_it_is_asked(root: Path, who: str) -> None:
    assert explained(root, who)["user_id"] == 1_000_001
    assert "user 1000001 has 4 records" in call(root, "explain", who).found()


def test_the_shortest_chain_between_two(root: Path) -> None:
    found = answer(root, "explain", "k4", "k1")
    assert (found["same_user"], found["user_id"]) == (True, 1_000_001)
    assert links(found["chain"]) == [
        ("k4", "k3", "same phone", MOBILE.format(2), "2026-01-04"),
        ("k3", "k2", "same email", "kavya@mail.in", "2026-01-03"),
        ("k2", "k1", "same phone", MOBILE.format(1), "2026-01-02"),
    ]
    # the ring has a way of two links and one of one
    assert links(answer(root, "explain", "r1", "r3")["chain"]) == [
        ("r1", "r3", "same card", "R9", "2026-01-07")
    ]
    # an address stands for all records that have it: k2 is the nearer to k1
    assert [x["record_b"] for x in answer(root, "explain", "k1", "kavya@mail.in")["chain"]] == [
        "k2"
    ]
    assert links(answer(root, "explain", "z1", "z2")["chain"])[0][2] == "pin"
    shown = call(root, "explain", "k4", "k1").found()
    assert "both are user 1000001, by 3 of its links" in shown


@pytest.mark.parametrize(("one", "other"), [("k1", "silver.dim_person:k1"), ("k1", "1000001")])
def test_one_and_the_same_record_needs_no_chain(root: Path, one: str, other: str) -> None:
    assert answer(root, "explain", one, other)["chain"] == []
    assert "one and the same record" in call(root, "explain", one, other).found()


def test_what_keeps_siblings_apart(root: Path) -> None:
    found = answer(root, "explain", "s1", "s2")
    assert (found["same_user"], found["reasons"], found["through"]) == (False, ["refused"], [])
    (refused,) = found["refused"]
    assert (refused["record"], refused["name"]) == ("s1", "Rohan Das")
    assert (refused["other_record"], refused["other_name"]) == ("s2", "Riya Das")
    assert (refused["rule"], refused["reason"]) == ("same phone", "different_name")
    assert [(v["identifier_type"], v["status"]) for v in found["shared_values"]] == [
        ("phone", "refused")
    ]
    (turned,) = answer(root, "explain", "s2", "s1")["refused"]
    assert (turned["record"], turned["other_record"]) == ("s2", "s1")
    users = [explained(root, who)["user_id"] for who in ("s1", "s2")]
    assert answer(root, "explain", *users) == found
    assert "links between them were refused" in call(root, "explain", "s1", "s2").found()


def test_two_may_be_kept_apart_by_way_of_a_third(root: Path) -> None:
    found = answer(root, "explain", "s3", "s1")
    assert (found["reasons"], found["refused"]) == (["refused through others"], [])
    assert [(x["record"], x["other_record"], x["rule"]) for x in found["through"]] == [
        ("s3", "s2", "same email"), ("s2", "s1", "same phone"),
    ]  # fmt: skip


def test_a_crowded_number_is_why_two_are_apart(root: Path) -> None:
    found = answer(root, "explain", "q1", "q3")
    assert (found["reasons"], found["refused"]) == (["crowded"], [])
    assert found["shared_values"] == [
        {
            "identifier_type": "phone", "identifier_value": MOBILE.format(6), "status": "crowded",
            "records": 4,
        }
    ]  # fmt: skip


def test_a_pin_is_why_two_are_apart(root: Path) -> None:
    found = answer(root, "explain", "m1", "m2")
    assert found["reasons"] == ["pin", "refused"]
    assert [(p["line"], p["decision"], p["reason"]) for p in found["pins"]] == [
        (3, "different", "father and son")
    ]
    assert [r["reason"] for r in found["refused"]] == ["pinned apart"]


def test_two_may_have_nothing_in_common(root: Path) -> None:
    found = answer(root, "explain", "f2", "k1")
    assert found["reasons"] == ["nothing in common"]
    assert not any(found[k] for k in ("pins", "refused", "shared_values", "through"))
    assert "nothing in common" in call(root, "explain", "f2", "k1").found()


def test_a_word_that_stands_for_several_users_is_compared_whole(root: Path) -> None:
    mobile = MOBILE.format(5)
    (link,) = answer(root, "explain", "z1", "z2")["chain"]
    assert link["rule"] == "pin"
    assert answer(root, "explain", mobile, "s2")["chain"] == []
    found = answer(root, "explain", mobile, "s3")
    assert len(found["users_a"]) == 2
    assert [(r["record"], r["other_record"]) for r in found["refused"]] == [("s2", "s3")]


@pytest.mark.parametrize(
    "who", ["9811199999", "no.body@mail.in", "zz", "", "' or 1=1 --", "7", "silver.dim_person:zz"]
)
def test_an_unknown_one_is_refused_and_not_repeated(root: Path, who: str) -> None:
    for form in ((), ("--format", "json")):
        said = call(root, "explain", who, *form)
        said.refused("no user has this id", code=1)
        assert not who or who not in said.err
    said = call(root, "explain", "k1", who)
    said.refused("no user has the second id", code=1)
    assert not who or who not in said.err
    call(root, "explain", who, "k1").refused("no user has the first id", code=1)


def test_wrong_options_are_refused(root: Path, tmp_path: Path) -> None:
    assert call(root, "explain").code == 2
    assert call(root, "explain", "k1", "--format", "xml").code == 2
    call(root, "explain", "k1", "--target", "moon").refused("'moon'")
    call(tmp_path, "explain", "k1").refused("cdp.yaml")


def test_a_project_without_users_has_nothing_to_explain(root: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(root, tmp_path / "tiny")
    (copy / "identity.yaml").unlink()
    (copy / "gold" / "user.yaml").unlink()
    call(copy, "explain", "k1").refused("identity.yaml")
    call(copy, "explain", "k1", "k2").refused("identity.yaml")


def test_explaining_before_the_first_run(tiny: Tiny) -> None:
    call(tiny.root, "explain", "p1").refused("cdp run", code=6)


def test_explaining_changes_nothing(root: Path) -> None:
    before = content(root / "warehouse.duckdb")
    call(root, "explain", "k1").found()
    call(root, "explain", "s1", "s3").found()
    assert content(root / "warehouse.duckdb") == before


def test_rules_that_changed_since_the_run_are_noticed(root: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(root, tmp_path / "tiny")
    (copy / "identity_pins.csv").write_text(PINS.replace("z1,z2,same", "z1,k1,different"))
    assert explained(copy, "z1")["pieces"] == 2
    assert "changed since the last run" in call(copy, "explain", "z1").found()
    assert answer(copy, "explain", "z1", "z2")["chain"] is None
    assert "changed since the last run" in call(copy, "explain", "z1", "z2").found()


def test_earlier_ids_come_from_the_log(root: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(root, tmp_path / "tiny")
    entries = (
        ("05", "assigned", 1000003, "k3", "null", 1000003, "null, null, null"),
        ("06", "merged", 1000003, "k3", 1000003, 1000001, "'same email', 'email', 'k@mail.in'"),
        ("06", "merged", 1000004, "k4", 1000003, 1000001, "'same phone', 'phone', '+9198'"),
        ("07", "split", 1000010, "s1", 1000099, 1000010, "null, null, null"),
    )
    with duckdb.connect(str(copy / "warehouse.duckdb")) as db:
        db.execute(
            'create or replace table ops.identity_log (run_id text, "at" timestamp, kind text,'
            " record_no bigint, record_table text, record_key text, from_user bigint,"
            " to_user bigint, rule text, identifier_type text, identifier_value text,"
            " evidence text)"
        )
        for day, kind, number, key, old, new, why in entries:
            db.execute(
                f"insert into ops.identity_log values ('run', '2026-01-{day}', '{kind}', {number},"
                f" 'silver.dim_person', '{key}', {old}, {new}, {why}, null)"
            )
    (earlier,) = explained(copy, "k1")["earlier_ids"]
    assert (earlier["user_id"], earlier["kind"], earlier["records"]) == (1000003, "merged", 2)
    assert earlier["at"] == "2026-01-06T00:00:00"
    assert [e["user_id"] for e in explained(copy, "s1")["earlier_ids"]] == [1000099]
    assert explained(copy, "s2")["earlier_ids"] == []
    # the id that was given up leads to who has its records; a record's number never was an id
    assert explained(copy, 1000003)["user_id"] == 1_000_001
    assert answer(copy, "explain", 1000003, "k4")["chain"] == []
    call(copy, "explain", 1000002).refused("no user", code=1)
    assert "earlier ids" in call(copy, "explain", "k1").found()
