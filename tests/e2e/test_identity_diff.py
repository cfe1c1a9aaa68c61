"""`cdp identity diff`: what other rules would do is what they do when a run has them.

Persons of the tiny project: a1, a2, a3 are one by a number (a1, a2) and an address (a2, a3); b1 and
b2 are siblings on a number, b3 is another, on b2's address; c1 is alone. Ids go by age: a1 is
1000001, b1 1000004, b2 1000005, b3 1000006, c1 1000007.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from commands import answer, call

from conftest import Silent, Tiny, content

PERSONS = (
    ("a1", "Kavya Reddy", "9811100001", ""),
    ("a2", "Kavya Reddy", "9811100001", "kavya@mail.in"),
    ("a3", "Kavya Reddy", "", "kavya@mail.in"),
    ("b1", "Rohan Das", "9811100005", ""),
    ("b2", "Riya Das", "9811100005", "das@mail.in"),
    ("b3", "Vikram Das", "", "das@mail.in"),
    ("c1", "Om Patil", "9811100009", ""),
)
UNLESS = ", unless: [different_name, different_birth_date]"
EMAIL = f"  - {{name: same email, match: [email]{UNLESS}}}\n"
SHOP = Path(__file__).parent / "generic" / "shop"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the project once; only to be read."""
    project = Tiny(tmp_path_factory.mktemp("diff") / "tiny")
    project.persons(
        *(
            f"{key},2026-01-{day:02}T08:00:00Z,2026-01-31T08:00:00Z,,{name},,{phone},{mail},,"
            for day, (key, name, phone, mail) in enumerate(PERSONS, 1)
        )
    )
    project.run()
    return project.root


def rules(root: Path, file: Path, *swaps: tuple[str, str]) -> Path:
    """Write other rules: the project's own with some text replaced."""
    text = (root / "identity.yaml").read_text(encoding="utf-8")
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return file


def diff(root: Path, file: Path, *args: object) -> dict[str, Any]:
    return answer(root, "identity", "diff", "--rules", file, *args)


def changes(found: dict[str, Any]) -> list[tuple[Any, ...]]:
    cases = [*([found["largest"]] if found["largest"] else []), *found["sample"]]
    return [
        (
            case["user_id"],
            case["parts"],
            case["records"],
            {r["record"]: (r["user_before"], r["user_after"]) for r in case["rows"]},
        )
        for case in cases
    ]


NONE = {"users": 0, "parts": 0, "largest": None, "sample": []}


def test_the_rules_there_are_change_nothing(root: Path) -> None:
    found = diff(root, root / "identity.yaml")
    assert found == {
        "records_before": 7, "records_after": 7, "users_before": 5, "users_after": 5,
        "moved": 0, "refused_before": 2, "refused_after": 2, "merges": NONE, "splits": NONE,
    }  # fmt: skip


def test_weaker_contradictions_merge_users(root: Path, tmp_path: Path) -> None:
    found = diff(root, rules(root, tmp_path / "new.yaml", (UNLESS, "")))
    assert (found["users_before"], found["users_after"], found["moved"]) == (5, 3, 2)
    assert (found["refused_before"], found["refused_after"]) == (2, 0)
    assert found["splits"] == NONE
    assert (found["merges"]["users"], found["merges"]["parts"]) == (1, 3)
    b1 = 1_000_004
    moves = {"b1": (b1, b1), "b2": (b1 + 1, b1), "b3": (b1 + 2, b1)}
    assert changes(found["merges"]) == [(b1, 3, 3, moves)]
    row = found["merges"]["largest"]["rows"][1]
    assert row == {
        "record": "b2", "name": "Riya Das", "born": None, "user_before": b1 + 1, "user_after": b1,
    }  # fmt: skip


def test_a_rule_that_goes_splits_users(root: Path, tmp_path: Path) -> None:
    found = diff(root, rules(root, tmp_path / "new.yaml", (EMAIL, "")))
    assert (found["users_before"], found["users_after"], found["moved"]) == (5, 6, 1)
    assert found["merges"] == NONE
    a1 = 1_000_001
    moves = {"a1": (a1, a1), "a2": (a1, a1), "a3": (a1, a1 + 2)}
    assert changes(found["splits"]) == [(a1, 2, 3, moves)]


def test_both_ways_at_once(root: Path, tmp_path: Path) -> None:
    swaps = ((EMAIL, ""), (UNLESS, ""), ("  - {name: same phone, match: [phone]}\n", ""))
    found = diff(root, rules(root, tmp_path / "new.yaml", *swaps[:2]))
    b1, a1 = 1_000_004, 1_000_001
    assert changes(found["merges"]) == [(b1, 2, 2, {"b1": (b1, b1), "b2": (b1 + 1, b1)})]
    moves = {"a1": (a1, a1), "a2": (a1, a1), "a3": (a1, a1 + 2)}
    assert changes(found["splits"]) == [(a1, 2, 3, moves)]
    assert (found["users_before"], found["users_after"], found["moved"]) == (5, 5, 2)
    apart = diff(root, rules(root, tmp_path / "none.yaml", *swaps))
    assert (apart["merges"], apart["users_after"]) == (NONE, 7)
    assert (apart["splits"]["users"], apart["splits"]["parts"]) == (1, 3)


def test_a_sample_is_the_same_each_time(tmp_path: Path) -> None:
    project = Tiny(tmp_path / "tiny")
    names = ("Asha Rao", "Vikram Das")
    project.persons(
        *(
            f"p{n},2026-01-01T08:{n:02}:00Z,2026-01-31T08:00:00Z,,{names[n % 2]},,"
            f"98111000{n // 2:02},,,"
            for n in range(16)
        )
    )
    project.run()
    other = rules(project.root, tmp_path / "new.yaml", (UNLESS, ""))
    found = [diff(project.root, other, "--sample", n)["merges"] for n in (3, 3, 0, 50)]
    assert found[0] == found[1]
    assert [len(f["sample"]) for f in found] == [3, 3, 0, 7]
    assert {f["users"] for f in found} == {8}
    assert found[0]["sample"] == found[3]["sample"][:3]
    ids = [case["user_id"] for case in (found[3]["largest"], *found[3]["sample"])]
    assert len(set(ids)) == 8
    shown = call(project.root, "identity", "diff", "--rules", other, "--sample", 1).found()
    assert "16 users would become 8" in shown
    assert shown.count("users would become user") == 2


@pytest.mark.parametrize(
    "swaps",
    [((UNLESS, ""),), ((EMAIL, ""),), (("limits:", "crowded: {phone: 1}\nlimits:"),)],
    ids=["no-unless", "no-email", "crowded"],
)
def test_a_run_with_the_rules_does_what_was_rehearsed(
    root: Path, tmp_path: Path, swaps: tuple[tuple[str, str], ...]
) -> None:
    copy = shutil.copytree(root, tmp_path / "tiny")
    found = diff(copy, rules(copy, tmp_path / "new.yaml", *swaps))
    before = _users(copy)
    shutil.copy(tmp_path / "new.yaml", copy / "identity.yaml")
    _run(copy, datetime(2026, 2, 2))
    after = _users(copy)
    assert len(set(after.values())) == found["users_after"]
    assert sum(after[k] != before[k] for k in before) == found["moved"]
    assert found["moved"] > 0


def _users(root: Path) -> dict[str, int]:
    project = Tiny.__new__(Tiny)
    project.warehouse = root / "warehouse.duckdb"
    return project.users()


def _run(root: Path, as_of: datetime) -> None:
    from cdp.pipeline.compile import compile_root
    from cdp.pipeline.execute import execute_run

    execute_run(compile_root(root), None, as_of, Silent())


def test_a_rehearsal_writes_nothing(root: Path, tmp_path: Path) -> None:
    before, files = content(root / "warehouse.duckdb"), sorted(root.rglob("*"))
    diff(root, rules(root, tmp_path / "new.yaml", (UNLESS, "")))
    assert content(root / "warehouse.duckdb") == before
    assert sorted(root.rglob("*")) == files


def test_pins_count_in_a_rehearsal(root: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(root, tmp_path / "tiny")
    with (copy / "identity_pins.csv").open("a", encoding="utf-8") as file:
        file.write("c1,b1,same,asha,2026-02-01,x\n")
    (merge,) = changes(diff(copy, copy / "identity.yaml")["merges"])
    assert merge[1:3] == (2, 2)


@pytest.mark.parametrize(
    ("swap", "words"),
    [
        (("match: [email]", "match: [emial]"), ("new.yaml:1", "'emial'")),
        (("key: person_id", "key: nobody_id"), ("new.yaml:3 records.0", "'nobody_id'")),
        (("silver.dim_person", "silver.nothing"), ("new.yaml:3 records.0", "silver.nothing")),
        (("limits:", "limts:"), ("new.yaml:13 limts", "did you mean `limits`?")),
        (("where: not is_deleted", "where: not"), ("new.yaml:8 records.0.where",)),
        (("identity_pins.csv", "gone.csv"), ("gone.csv", "missing")),
        (("entity: user", "entity: [user"), ("new.yaml:", "not valid YAML")),
    ],
    ids=["type", "column", "table", "key", "where", "pins", "yaml"],
)
def test_mistakes_in_the_rules_are_named_with_their_line(
    root: Path, tmp_path: Path, swap: tuple[str, str], words: tuple[str, ...]
) -> None:
    file = rules(root, tmp_path / "new.yaml", swap)
    call(root, "identity", "diff", "--rules", file).refused("mistake", *words)


def test_wrong_options_are_refused(root: Path, tmp_path: Path, tiny: Tiny) -> None:
    call(root, "identity", "diff", "--rules", tmp_path / "no.yaml").refused("missing")
    assert call(root, "identity", "diff").code == 2
    own = root / "identity.yaml"
    assert call(root, "identity", "diff", "--rules", own, "--sample", -1).code == 2
    call(root, "identity", "diff", "--rules", own, "--target", "moon").refused("'moon'")
    call(tiny.root, "identity", "diff", "--rules", own).refused("cdp run", code=6)
    (tiny.root / "identity.yaml").unlink()
    (tiny.root / "gold" / "user.yaml").unlink()
    call(tiny.root, "identity", "diff", "--rules", own).refused("identity.yaml")


def test_a_column_that_no_run_has_built_is_told_as_such(root: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(root, tmp_path / "tiny")
    model = copy / "silver" / "dim_person.sql"
    text = model.read_text(encoding="utf-8")
    text = text.replace("  spent: Money", "  card: Card.\n  spent: Money")
    model.write_text(text.replace("  p.spent,", "  p.member_no as card,\n  p.spent,"))
    other = rules(copy, tmp_path / "new.yaml", ("member_no: member_no", "member_no: card"))
    said = call(copy, "identity", "diff", "--rules", other)
    said.refused("silver.dim_person", "'card'", "cdp run", code=6)


def test_records_of_several_tables_are_named_with_their_table(tmp_path: Path) -> None:
    root = shutil.copytree(SHOP, tmp_path / "shop")
    _run(root, datetime(2026, 1, 25))
    # without the bills Ana's and Carla's have one record less, and the passer-by is no one
    text = (root / "identity.yaml").read_text(encoding="utf-8")
    bill = text[text.index("  - table: silver.bill") : text.index("rules:")]
    found = diff(root, rules(root, tmp_path / "a.yaml", (bill, "")))
    assert (found["records_before"], found["records_after"]) == (17, 13)
    assert (found["users_before"], found["users_after"], found["moved"]) == (7, 6, 0)
    assert (found["merges"], found["splits"]) == (NONE, NONE)
    # one user a phone: Dan becomes Ana
    found = diff(root, rules(root, tmp_path / "b.yaml", (", unless: [different_name]", "")))
    (merge,) = changes(found["merges"])
    assert merge[1:3] == (2, 5)
    assert merge[3].keys() == {
        "silver.card:1", "silver.customer:c1", "silver.sale:s1", "silver.bill:t4",
        "silver.customer:c4",
    }  # fmt: skip
