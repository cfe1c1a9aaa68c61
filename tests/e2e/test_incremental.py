"""A run costs what changed and leaves what a rebuild would; each case here was worked out by hand.

Every step is a run and a rebuild beside it that has to come to the same tables.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from cdp.engines import duckdb_dictionaries
from cdp.pipeline.compile import compile_root
from cdp.pipeline.dry_run import plan_run
from cdp.pipeline.verify import verify_warehouse
from conftest import Silent, Tiny

if TYPE_CHECKING:
    from pathlib import Path

FIRST, SECOND, THIRD, FOURTH = range(1_000_001, 1_000_005)
DAY_1 = datetime(2026, 2, 1)


def person(
    key: str, name: str = "Asha Rao", phone: str = "", email: str = "", *,
    seen: int = 1, changed: int = 1, deleted: bool = False, spent: str = "",
) -> str:  # fmt: skip
    """Write a row; the phone and e-mail address are the last digit or first letter of one."""
    return ",".join(
        (
            key, f"2026-01-{seen:02}", f"2026-01-{changed:02}",
            f"2026-01-{changed:02}" if deleted else "", name, "",
            f"987650000{phone}" if phone else "", f"{email}@rao.in" if email else "", "", spent,
        )
    )  # fmt: skip


class Story:
    """A project whose rows come in one delivery after another."""

    def __init__(self, root: Path) -> None:
        self.tiny = Tiny(root)
        (self.tiny.data / "person.csv").unlink()
        (self.tiny.data / "person").mkdir()
        self.day = 0
        self.report: dict[str, Any] = {}

    def deliver(self, *rows: str, name: str = "") -> dict[str, int]:
        """Put a file with these rows, a day later; gives who is who."""
        self.write(name or f"day-{self.day + 1:02}.csv", *rows)
        return self.run()

    def write(self, name: str, *rows: str) -> None:
        """Write a file, at a time of its own."""
        path = self.tiny.data / "person" / name
        path.write_text("\n".join([Tiny.header, *rows, ""]), encoding="utf-8")
        second = 1_767_225_600 + 86_400 * self.day
        os.utime(path, (second, second))

    def run(self, *, later: bool = True) -> dict[str, int]:
        """Run, and compare with a rebuild; gives person → user id."""
        self.day += later
        self.report = self.tiny.run(DAY_1 + timedelta(days=self.day))
        verdict = verify_warehouse(compile_root(self.tiny.root), None, Silent())
        assert not verdict.differing, verdict
        return self.tiny.users()

    def redirects(self) -> dict[int, int]:
        """Return retired id → id in use."""
        return dict(self.tiny.fetch("select retired_user_id, user_id from identity.redirect"))

    def told(self) -> dict[int, str]:
        """Return what the last run told of golden records."""
        return dict(
            self.tiny.fetch(
                "select user_id, kind from ops.user_change"
                f" where run_id = '{self.report['run_id']}'"
            )
        )

    def logged(self) -> list[tuple[str, str, int | None, int | None]]:
        """Return what the last run decided about records."""
        return self.tiny.fetch(
            "select record_key, kind, from_user, to_user from ops.identity_log"
            f" where run_id = '{self.report['run_id']}' order by record_key"
        )

    def table(self, name: str, stage: str = "") -> dict[str, Any]:
        """Return the report's line of a table, in that stage or the last that has one."""
        stages = [s for s in self.report["stages"] if stage in {"", s["name"]}]
        return [t for s in stages for t in s["tables"] if t["table"] == name][-1]

    def custom(self, text: str) -> None:
        """Add custom properties to the contract."""
        self.tiny.edit(
            "contracts/person.yaml", "    customProperties:\n", f"    customProperties:\n{text}"
        )


@pytest.fixture
def story(tmp_path: Path) -> Story:
    """Return a project without any row."""
    return Story(tmp_path / "tiny")


CHAIN = [
    person("a", phone="1", seen=2),
    person("b", phone="1", email="m", seen=3),
    person("c", phone="2", email="m", seen=4),
    person("d", phone="2", email="n", seen=5),
]


def test_who_joins_the_end_of_a_chain_joins_all_of_it(story: Story) -> None:
    assert set(story.deliver(*CHAIN).values()) == {FIRST}
    users = story.deliver(person("z", email="n", seen=6))
    assert users == dict.fromkeys("abcdz", FIRST)
    assert story.logged() == [("z", "assigned", None, FIRST)]
    assert story.told() == {FIRST: "changed"}


def test_a_chain_that_meets_an_earlier_user_is_renamed_whole(story: Story) -> None:
    assert story.deliver(person("z", email="z", seen=9)) == {"z": FIRST}
    assert set(story.deliver(*CHAIN).values()) == {FIRST, SECOND}
    users = story.deliver(person("y", phone="2", email="z", seen=10))
    assert users == dict.fromkeys("abcdyz", FIRST)
    assert story.redirects() == {SECOND: FIRST}
    assert [kind for _, kind, _, _ in story.logged()] == [*["merged"] * 4, "assigned"]
    assert story.told() == {FIRST: "changed", SECOND: "merged"}


def test_a_chain_that_loses_its_middle_falls_apart(story: Story) -> None:
    story.deliver(*CHAIN)
    users = story.deliver(person("c", phone="3", seen=4, changed=9))
    assert users["a"] == users["b"] == FIRST
    assert len({users["c"], users["d"], FIRST}) == 3
    assert story.told() == {FIRST: "changed", users["c"]: "split", users["d"]: "split"}
    assert set(story.deliver(person("c", phone="2", email="m", changed=10)).values()) == {FIRST}


def test_an_old_id_comes_back_when_a_merge_is_undone(story: Story) -> None:
    assert story.deliver(person("p1", phone="1"), person("p2", phone="2", seen=2)) == {
        "p1": FIRST, "p2": SECOND,
    }  # fmt: skip
    assert story.redirects() == {}

    assert set(story.deliver(person("p2", phone="1", changed=5)).values()) == {FIRST}
    assert story.redirects() == {SECOND: FIRST}
    assert story.logged() == [("p2", "merged", SECOND, FIRST)]
    assert story.told() == {FIRST: "changed", SECOND: "merged"}

    assert story.deliver(person("p2", phone="2", changed=6)) == {"p1": FIRST, "p2": SECOND}
    assert story.redirects() == {}
    assert story.logged() == [("p2", "split", FIRST, SECOND)]
    assert story.told() == {FIRST: "changed", SECOND: "split"}


def test_an_initial_on_a_family_number_joins_the_one_it_fits(story: Story) -> None:
    family = story.deliver(
        person("p1", "Asha Rao", "1"),
        person("p2", "Vikram Rao", "1", seen=2),
        person("p3", "Meena Rao", "1", seen=3),
    )
    assert family == {"p1": FIRST, "p2": SECOND, "p3": THIRD}
    assert story.deliver(person("p4", "V Rao", "1", seen=4)) == family | {"p4": SECOND}
    assert story.told() == {SECOND: "changed"}
    # the id stays with the initial when the full name goes
    gone = story.deliver(person("p2", "Vikram Rao", "1", changed=9, deleted=True))
    assert gone == {"p1": FIRST, "p3": THIRD, "p4": SECOND}
    # another name that fits the initial finds it there
    assert story.deliver(person("p5", "Vijay Rao", "1", seen=8)) == gone | {"p5": SECOND}
    # both names are back: the one who was seen first has it
    both = story.deliver(person("p2", "Vikram Rao", "1", seen=2, changed=10))
    assert both["p2"] == both["p4"] == SECOND
    assert both["p5"] not in {FIRST, SECOND, THIRD}


def test_an_older_record_that_comes_late_changes_no_id(story: Story) -> None:
    users = story.deliver(person("p5", phone="1", seen=20), person("p6", phone="2", seen=21))
    late = story.deliver(person("p1", phone="1", seen=2), person("p2", phone="2", seen=3))
    assert late == users | {"p1": FIRST, "p2": SECOND}
    # seen before all others, it joins both: the user who was registered first keeps the id
    joined = story.deliver(
        person("p0", phone="1", email="e", seen=1),
        person("p6", phone="2", email="e", seen=21, changed=22),
    )
    assert joined == dict.fromkeys(late, FIRST) | {"p0": FIRST}
    assert story.redirects() == {SECOND: FIRST}


def test_an_older_version_that_comes_late_changes_nothing(story: Story) -> None:
    story.deliver(person("p1", phone="1", changed=9), person("p2", phone="2"))
    before = story.tiny.content()["gold.person_whole"]
    users = story.deliver(person("p1", phone="2", changed=3))
    assert users == {"p1": FIRST, "p2": SECOND}
    assert story.tiny.content()["gold.person_whole"] == before
    assert story.told() == {}


def test_a_crowded_number_joins_again_when_there_is_room(story: Story) -> None:
    story.tiny.edit("identity.yaml", "pins:", "crowded: {phone: 2}\npins:")
    two = story.deliver(person("p1", phone="1"), person("p2", phone="1", seen=2))
    assert two == {"p1": FIRST, "p2": FIRST}
    three = story.deliver(person("p3", phone="1", seen=3))
    assert three == {"p1": FIRST, "p2": SECOND, "p3": THIRD}
    status = "select identifier_value, record_count, status from identity.identifier_value"
    assert story.tiny.fetch(status) == [("+919876500001", 3, "crowded")]
    again = story.deliver(person("p3", phone="3", changed=9))
    assert again == {"p1": FIRST, "p2": FIRST, "p3": THIRD}
    assert story.tiny.fetch(status) == [("+919876500001", 2, "joined")]
    assert story.redirects() == {SECOND: FIRST}


def test_a_founder_who_is_gone_still_leads_to_the_others(story: Story) -> None:
    """The id of a merged user resolves as long as any of its records is there."""
    story.deliver(
        person("p1", phone="1"), person("p2", phone="2", seen=2), person("p3", phone="2", seen=3)
    )
    assert story.deliver(person("p2", phone="2", changed=5, deleted=True))["p3"] == SECOND
    assert set(story.deliver(person("p3", phone="1", changed=6)).values()) == {FIRST}
    assert story.redirects() == {SECOND: FIRST}
    assert story.told() == {FIRST: "changed", SECOND: "merged"}


def test_a_founder_who_comes_back_apart_takes_the_id_along(story: Story) -> None:
    together = story.deliver(person("a", phone="1"), person("b", phone="1"))
    assert together == {"a": FIRST, "b": FIRST}
    assert story.deliver(person("a", phone="1", changed=2, deleted=True))["b"] == FIRST
    apart = story.deliver(person("a", phone="2", changed=3))
    assert apart == {"a": FIRST, "b": FIRST + 1}, (
        "an id is the number of the record that founded it"
    )
    assert story.told() == {FIRST: "changed", FIRST + 1: "split"}


def test_a_pin_waits_for_its_record(story: Story) -> None:
    both = story.deliver(person("p1", phone="1"), person("p2", "Vikram Rao", phone="2", seen=2))
    pins = "record_a,record_b,decision,by,at,reason\np2,p3,same,,,\n"
    (story.tiny.root / "identity_pins.csv").write_text(pins, encoding="utf-8")
    assert story.run() == both
    joined = story.deliver(person("p3", "Meena Iyer", phone="3", seen=3))
    assert joined == both | {"p3": SECOND}
    assert story.told() == {SECOND: "changed"}


def test_what_was_refused_is_logged_once_and_a_pin_is_named_on_both_sides(story: Story) -> None:
    story.deliver(person("p1", phone="1"), person("p2", "Vikram Rao", phone="1", seen=2))
    reasons = "select record_key, kind, rule, evidence from ops.identity_log"
    refused = [("p1", "refused", "same phone", f"different_name of record {SECOND}")]
    assert story.tiny.fetch(f"{reasons} where kind = 'refused'") == refused
    # p2 changes in something else: its link is refused again, which is nothing new
    story.deliver(person("p2", "Vikram Rao", phone="1", seen=2, changed=3, spent="7"))
    assert story.tiny.fetch(f"{reasons} where kind = 'refused'") == refused
    pins = story.tiny.root / "identity_pins.csv"
    header = pins.read_text(encoding="utf-8").splitlines()[0]
    pins.write_text(f"{header}\np1,p2,same,ops,2026-02-01,twins they are not\n", encoding="utf-8")
    assert story.run() == {"p1": FIRST, "p2": FIRST}
    assert story.tiny.fetch(f"{reasons} where kind = 'merged'") == [("p2", "merged", "pin", None)]


def test_a_record_that_stays_as_it_is_takes_its_data_to_another_user(story: Story) -> None:
    story.deliver(person("p1", phone="1", email="m"), person("p2", phone="2", email="m", seen=2))
    users = story.deliver(person("p1", "Vikram Rao", phone="1", email="m", seen=3, changed=5))
    assert users == {"p1": FIRST, "p2": SECOND}
    golden = "select user_id, name, phone, record_count from gold.person_whole order by 1"
    assert story.tiny.fetch(golden) == [
        (FIRST, "Vikram Rao", "+919876500001", 1), (SECOND, "Asha Rao", "+919876500002", 1),
    ]  # fmt: skip
    assert story.told() == {FIRST: "changed", SECOND: "split"}


def test_a_file_that_is_written_anew_is_noticed(story: Story) -> None:
    story.deliver(person("p1", phone="1"), person("p2", phone="2"))
    assert story.deliver(
        person("p1", phone="1"), person("p2", phone="1"), name="day-01.csv"
    ) == {"p1": FIRST, "p2": FIRST}  # fmt: skip
    assert story.table("person", "ingest")["notes"] == ["the file day-01.csv was written anew"]
    # its rows go with it
    assert story.deliver(person("p2", phone="1"), name="day-01.csv") == {"p2": FIRST}


def test_the_rows_of_a_file_that_is_gone_are_gone(story: Story) -> None:
    story.deliver(person("p1", phone="1"), person("p2", phone="2"))
    story.deliver(person("p2", phone="1", changed=5), person("p3", phone="3"))
    (story.tiny.data / "person" / "day-02.csv").unlink()
    assert story.run() == {"p1": FIRST, "p2": SECOND}
    assert story.told() == {FIRST: "changed", SECOND: "split", THIRD: "deleted"}


def test_a_key_that_vanished_from_a_snapshot_is_gone_until_it_is_back(story: Story) -> None:
    story.custom("      - {property: snapshot, value: true}\n")
    both = person("p1", phone="1"), person("p2", phone="2", seen=2)
    assert story.deliver(*both) == {"p1": FIRST, "p2": SECOND}
    assert story.deliver(both[0]) == {"p1": FIRST}
    assert story.tiny.fetch("select person_id from silver.dim_person") == [("p1",)]
    assert story.told() == {SECOND: "deleted"}
    assert story.deliver(*both) == {"p1": FIRST, "p2": SECOND}
    assert story.told() == {SECOND: "created"}


def test_a_cursor_reads_the_keys_since_the_newest_version_seen(story: Story) -> None:
    story.custom("      - {property: changes, value: cursor}\n")
    rows = [person(f"p{i}", phone=str(i), seen=i, changed=i) for i in range(1, 7)]
    story.deliver(*rows, name="all.csv")
    # the one file grows: a new key, and a version of p2 as new as the newest so far
    users = story.deliver(
        *rows, person("p7", phone="1", changed=8), person("p2", phone="1", changed=6),
        name="all.csv",
    )  # fmt: skip
    assert users == {
        "p1": FIRST, "p2": FIRST, "p3": FIRST + 2, "p4": FIRST + 3, "p5": FIRST + 4,
        "p6": FIRST + 5, "p7": FIRST,
    }  # fmt: skip
    assert story.told() == {FIRST: "changed", SECOND: "merged"}
    line = story.table("person")  # p2 twice, p6 because it is as new, p7
    assert (line["rows_in"], line["kept"], line["duplicates"]) == (4, 3, 1)


def test_a_cursor_does_not_hide_that_a_file_is_gone(story: Story) -> None:
    story.custom("      - {property: changes, value: cursor}\n")
    story.deliver(person("p1", phone="1"), name="a.csv")
    story.deliver(person("p2", phone="2", changed=5), name="b.csv")
    (story.tiny.data / "person" / "a.csv").unlink()
    assert story.run() == {"p2": SECOND}
    assert story.table("person", "ingest")["notes"] == ["the file a.csv is gone"]


def test_a_plan_says_what_the_run_then_does_at_most(story: Story) -> None:
    story.deliver(person("p1", phone="1"))
    story.write("day-02.csv", person("p2", phone="1", seen=2))
    assert planned(story) == done(story)
    bound = "name: spent, logicalType: number, logicalTypeOptions: {minimum: 0}"
    story.tiny.edit("contracts/person.yaml", "name: spent, logicalType: number", bound)
    plan = planned(story)
    assert plan["person"] == "its contract has changed"
    assert plan["silver.dim_person"] == "anything in source.person may have changed"
    # no row breaks it, which only shows when it is done
    quiet = dict.fromkeys(plan, "nothing it reads has changed")
    assert done(story) == quiet | {t: plan[t] for t in ("person", "silver.dim_person")}
    assert planned(story) == done(story)  # nothing but time has passed


def planned(story: Story) -> dict[str, str]:
    """Return table → reason, as a plan for the next run says."""
    instant = DAY_1 + timedelta(days=story.day + 1)
    steps = plan_run(compile_root(story.tiny.root), None, instant)
    return {step.table: step.reason for step in steps if step.stage != "identity"}


def done(story: Story) -> dict[str, str]:
    """Run, and give table → reason, as the report says."""
    story.run()
    stages = {s["name"]: s["tables"] for s in story.report["stages"]}
    tables = [*stages["ingest"], *stages["silver"], *stages["gold"]]
    return {t["table"]: t["notes"][0] for t in tables if t["notes"]}


def test_a_source_that_is_compared_is_read_whole(story: Story) -> None:
    story.custom("      - {property: changes, value: compare}\n")
    story.deliver(person("p1", phone="1"), person("p2", phone="2", seen=2))
    assert story.deliver(person("p2", phone="1", changed=5)) == {"p1": FIRST, "p2": FIRST}
    assert story.table("person")["rows_in"] == 3
    assert story.table("person", "ingest")["notes"] == ["its contract asks to compare"]
    assert story.told() == {FIRST: "changed", SECOND: "merged"}
    assert story.deliver(person("p2", phone="1", changed=5)) == {"p1": FIRST, "p2": FIRST}
    assert story.told() == {}


READER = """/*
description: One row a {what}.
key: {key}
scope: row
columns:
  {key}: Its key.
  name: Name.
*/
select
  t.{key},
  t.name
from {table} as t
"""


def test_a_changed_trait_rebuilds_the_golden_record_and_who_reads_it(story: Story) -> None:
    gold = story.tiny.root / "gold"
    (gold / "reader.sql").write_text(
        READER.format(what="person", key="user_id", table="gold.person_whole")
    )
    (gold / "other.sql").write_text(
        READER.format(what="record", key="person_id", table="silver.dim_person")
    )
    story.deliver(person("p1", phone="1", spent="3"), person("p2", phone="1", spent="4"))
    spent = "select total_spent from gold.person_whole"
    assert story.tiny.fetch(spent) == [(7.0,)]
    story.tiny.edit("gold/user.yaml", "sql: sum(spent)", "sql: max(spent)")
    story.run()
    assert story.tiny.fetch(spent) == [(4.0,)]
    assert {
        name: story.table(name)["notes"]
        for name in ("silver.dim_person", "gold.person_whole", "gold.reader", "gold.other")
    } == {
        "silver.dim_person": ["nothing it reads has changed"],
        "gold.person_whole": ["the model has changed"],
        "gold.reader": ["changed rows of gold.person_whole"],
        "gold.other": ["nothing it reads has changed"],
    }
    assert story.table("records")["notes"] == ["no record has changed"]
    assert story.told() == {FIRST: "changed"}


def test_what_changed_of_a_golden_record_is_named_though_no_model_reads_it(story: Story) -> None:
    story.deliver(person("p1", phone="1", spent="3"), person("p2", phone="1", spent="4"))

    def named() -> list[tuple[Any, ...]]:
        return story.tiny.fetch(
            "select kind, changed_columns from ops.user_change"
            f" where run_id = '{story.report['run_id']}'"
        )

    story.deliver(person("p2", phone="1", email="b", changed=2, spent="9"))
    assert named() == [("changed", "email,total_spent")]
    story.tiny.edit("gold/user.yaml", "sql: sum(spent)", "sql: max(spent)")
    story.run()
    assert named() == [("changed", "total_spent")]


def test_what_is_seen_of_values_changes_how_they_are_kept_and_nothing_else(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duckdb_dictionaries, "BIG", 1)
    monkeypatch.setattr(duckdb_dictionaries, "BIG_FILES", 1)
    story.deliver(person("a", phone="1"), person("b", "Ravi Rao", phone="2"))
    made = story.tiny.fetch("select sql from duckdb_tables() where table_name = 'dim_person'")
    assert '"name" VARCHAR USING COMPRESSION DICT_FSST' in made[0][0]
    story.deliver(person("b", "Ravi R", phone="1", changed=2), person("c", phone="3"))
    assert set(story.tiny.users()) == {"a", "b", "c"}


def test_a_run_with_nothing_to_do_does_nothing(story: Story) -> None:
    story.deliver(person("p1", phone="1"), person("p2", "Vikram Rao", phone="1"))
    before = story.tiny.content()
    for later in (False, True):
        story.run(later=later)
        after = story.tiny.content()
        assert {n: r for n, r in after.items() if n != "ops.run"} == {
            n: r for n, r in before.items() if n != "ops.run"
        }
        reasons = {
            t["table"]: t["notes"] for s in story.report["stages"] for t in s["tables"]
            if t["notes"]
        }  # fmt: skip
        assert reasons == {
            "person": ["no file has changed"],
            "silver.dim_person": ["nothing it reads has changed"],
            "records": ["no record has changed"],
            "gold.person_whole": ["nothing it reads has changed"],
        }
        written = {t["table"] for s in story.report["stages"] for t in s["tables"] if t["kept"]}
        assert written == {"ops.run"}


def test_a_row_from_the_future_waits_until_its_time_has_come(story: Story) -> None:
    story.tiny.edit(
        "contracts/person.yaml", "required: true, description: When it came to be.}",
        "required: true, description: When it came to be.,\n"
        "         quality: [{name: too early, type: custom, engine: cdp, severity: error,"
        " implementation: seen_at <= as_of}]}",
    )  # fmt: skip
    early = person("p2", phone="1").replace("2026-01-01", "2026-02-04", 1)
    assert story.deliver(person("p1", phone="1"), early) == {"p1": FIRST}  # on the 2nd
    waiting = "select row_key, rules from quarantine.person"
    assert story.tiny.fetch(waiting) == [("p2", "too early")]
    assert story.run() == {"p1": FIRST}  # on the 3rd
    assert story.run() == {"p1": FIRST, "p2": FIRST}  # on the 4th
    assert story.tiny.fetch(waiting) == []
    assert story.told() == {FIRST: "changed"}


def test_time_alone_touches_the_rows_whose_hour_has_come(story: Story) -> None:
    model = "silver/dim_person.sql"
    story.tiny.edit(model, "  seen_at: When", "  is_new: Came within 31 days.\n  seen_at: When")
    story.tiny.edit(
        model, "  p.seen_at,", "  p.seen_at > as_of - interval 31 day as is_new,\n  p.seen_at,"
    )
    new = "select person_id from silver.dim_person where is_new order by all"
    story.deliver(person("p1"), person("p2", seen=3), person("p3", seen=4))  # on the 2nd
    assert story.tiny.fetch(new) == [("p2",), ("p3",)]
    story.run()  # on the 3rd
    assert story.tiny.fetch(new) == [("p3",)]
    assert story.table("silver.dim_person")["kept"] < 3  # not what was old before


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("insert into silver.dim_person from silver.dim_person where person_id = 'p1'", ("p1", 1)),
        ("delete from silver.dim_person where person_id = 'p2'", ("p2", 1)),
        ("update silver.dim_person set name = 'Asha R' where person_id = 'p1'", ("p1", 2)),
        ("update silver.dim_person set person_id = 'p9' where person_id = 'p2'", ("p2", 2)),
    ],
    ids=["twice", "lost", "other", "other key"],
)
def test_verify_sees_any_row_that_a_rebuild_would_not_leave(
    story: Story, fault: str, said: tuple[str, int]
) -> None:
    story.deliver(person("p1", phone="1"), person("p2", "Ravi Rao", "2"))
    with duckdb.connect(str(story.tiny.warehouse)) as db:
        db.execute(fault)
    verdict = verify_warehouse(compile_root(story.tiny.root), None, Silent())
    found = {
        t.table: (t.samples[0].key["person_id"], t.differing) for t in verdict.tables if t.differing
    }
    assert found == {"silver.dim_person": said}
