"""What somebody sees who connects a tool: rehearse, send, look at errors, let it go again."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from conftest import COMMAND
from fakes.server import Faults, serve
from fakes.webhook import Webhook
from sync_world import GOLDEN, SECRETS, address, build, vendors

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from conftest import Cdp
    from fakes.moengage import MoEngage
    from fakes.webengage import WebEngage


@dataclass
class Office:
    """A project with its two vendors at hand."""

    root: Path
    cdp: Cdp
    moengage: MoEngage
    webengage: WebEngage
    faults: Faults

    def sync(self, *args: str, code: int = 0, **env: str) -> str:
        """Call `cdp sync` and give what it printed."""
        done = self.cdp("sync", *args, "--project", self.root, **{**SECRETS, **env})
        assert done.returncode == code, done.stderr + done.stdout
        return done.stdout + done.stderr

    def plan(self, name: str = "moengage") -> dict[str, Any]:
        """Rehearse."""
        return json.loads(self.sync("plan", name, "--format", "json"))

    def leaves(self, user: int, at: str | None = "2026-11-02") -> None:
        """Let a user leave the audience of the hot leads; without an instant, be back in it."""
        self.gold(
            "update gold.cdp_audience_member set left_at = ? where user_id = ?"
            " and audience = 'hot_leads_not_called'", at, user,
        )  # fmt: skip

    def gold(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Look at the warehouse, or change it as a run would."""
        with duckdb.connect(str(self.root / "warehouse.duckdb")) as db:
            return db.execute(sql, list(values)).fetchall()

    def edit(self, file: str, old: str, new: str) -> None:
        """Edit a file of the project."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        path.write_text(text.replace(old, new), encoding="utf-8")

    def reachable(self) -> int:
        """Find somebody who is at MoEngage."""
        return int(min(self.moengage.users))


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("office") / "project"
    build(root, leads=100)
    return root


@contextmanager
def _office(shop: Path, root: Path, cdp: Cdp) -> Generator[Office]:
    shutil.copytree(shop, root)
    both, faults = vendors(), Faults([])
    with serve(both["moengage"], faults) as one, serve(both["webengage"], faults) as two:
        address(root, "moengage", one)
        address(root, "webengage", two)
        yield Office(root, cdp, both["moengage"], both["webengage"], faults)


@pytest.fixture
def office(shop: Path, tmp_path: Path, cdp: Cdp) -> Generator[Office]:
    with _office(shop, tmp_path / "project", cdp) as made:
        yield made


def test_a_rehearsal_tells_what_a_sync_then_does(office: Office) -> None:
    plan = office.plan()
    assert office.faults.requests == 0
    assert (plan["change"], plan["remove"], plan["unchanged"], plan["invalid"]) == (0, 0, 0, 0)
    (people,) = office.gold(f"select count(*) from {GOLDEN}")[0]
    assert plan["add"] + plan["held"] == people
    assert plan["held"] == sum(plan["held_because"].values())
    assert plan["sample"][0]["headers"]["Authorization"] == "***"

    office.sync("run", "moengage")
    assert len(office.moengage.users) == plan["add"]
    assert len(office.moengage.events) == plan["events"]
    assert not office.moengage.dropped
    after = office.plan()
    assert (after["add"], after["unchanged"], after["events"]) == (0, plan["add"], 0)
    before = office.faults.requests
    office.sync("run", "moengage")
    assert office.faults.requests == before


def test_a_changed_field_map_shows_before_it_costs_a_call(office: Office) -> None:
    office.sync("run", "moengage")
    sent, requests = len(office.moengage.users), office.faults.requests
    office.edit("destinations/moengage.yaml", "attribute: city,", "attribute: home_city,")
    plan = office.plan()
    assert (plan["change"], plan["unchanged"]) == (sent, 0)
    assert office.faults.requests == requests


def test_only_what_changed_is_sent(office: Office) -> None:
    office.sync("run", "moengage")
    user = office.reachable()
    office.gold(f"update {GOLDEN} set city = 'Kota', row_hash = 1 where user_id = ?", user)
    assert office.plan()["change"] == 1
    office.sync("run", "moengage")
    assert office.moengage.users[str(user)]["city"] == "Kota"
    assert office.plan()["unchanged"] == len(office.moengage.users)


def test_an_empty_value_overwrites_nothing_unless_the_file_says_so(office: Office) -> None:
    office.sync("run", "moengage")
    user = office.reachable()
    values = "city = 'Kota', interest_level = 'hot'"
    office.gold(f"update {GOLDEN} set {values} where user_id = ?", user)
    office.sync("run", "moengage")
    office.gold(f"update {GOLDEN} set city = null, interest_level = null where user_id = ?", user)
    office.sync("run", "moengage")
    there = office.moengage.users[str(user)]
    assert there["city"] == "Kota"
    assert "interest_level" not in there


def test_a_withdrawn_consent_reaches_the_vendor(office: Office) -> None:
    office.sync("run", "moengage")
    user = office.reachable()
    office.gold(
        f"update {GOLDEN} set can_sms = false, can_email = false, can_whatsapp = false"
        " where user_id = ?", user,
    )  # fmt: skip
    plan = office.plan()
    assert plan["actions"]["suppress"] == 1
    office.sync("run", "moengage")
    there = office.moengage.users[str(user)]
    assert (there["can_sms"], there["can_email"], there["moe_wa_subscription"]) == (False,) * 3
    assert (
        office.gold(
            "select distinct reason from ops.sync_outcome where action = 'hold' and user_id = ?",
            user,
        )
        == []
    )  # it was told of the withdrawal, and counts as held from now on
    office.sync("run", "moengage")
    assert office.plan()["held_because"]["no channel may be used"] >= 1


def test_held_users_are_accounted_for_once_beside_those_of_earlier_versions(office: Office) -> None:
    held = office.plan()["held"]
    office.sync("run", "moengage")
    numbers = "select outcome_no from ops.sync_outcome where action = 'hold' order by 1 desc"
    assert office.gold(numbers) == [(-n,) for n in range(1, held + 1)]
    office.gold("update ops.sync_outcome set outcome_no = -user_id where action = 'hold'")
    office.sync("run", "moengage")
    assert len(office.gold(numbers)) == held, "who was held already is held for the same reason"
    office.gold(f"update {GOLDEN} set can_sms = false, can_email = false, can_whatsapp = false,"
                " is_wrong_number = false, is_contact_owner = true")  # fmt: skip
    office.sync("run", "moengage")  # who was there is told; the others are held for another reason
    office.sync("run", "moengage")
    doubled = "select 1 from ops.sync_outcome group by sync_id, outcome_no having count(*) > 1"
    assert office.gold(doubled) == []
    (known,) = office.gold("select count(*) from ops.sync_state where status = 'held'")[0]
    assert known == office.plan()["held"]


def test_an_erased_person_is_erased_there_and_never_sent_again(office: Office) -> None:
    office.sync("run", "moengage")
    user = office.reachable()
    assert "1 noted" in office.sync("erase", str(user))
    assert office.plan()["actions"]["erase"] == 1
    office.sync("run", "moengage")
    assert str(user) in office.moengage.erased
    assert str(user) not in office.moengage.users
    plan = office.plan()
    assert plan["held_because"]["the person was erased"] == 1
    office.gold(f"update {GOLDEN} set city = 'Pune' where user_id = ?", user)
    office.sync("run", "moengage")
    assert str(user) not in office.moengage.users


def test_who_merges_with_an_erased_person_is_that_person(office: Office) -> None:
    office.sync("run", "moengage")
    erased, kept = map(int, sorted(office.moengage.users)[:2])
    office.sync("erase", str(erased))
    office.sync("run", "moengage")
    office.gold(f"delete from {GOLDEN} where user_id = ?", erased)
    office.gold("insert into gold.cdp_user_redirect values (?, ?)", erased, kept)
    assert office.plan()["actions"]["erase"] == 1
    office.sync("run", "moengage")
    assert str(kept) not in office.moengage.users
    assert office.plan()["held_because"]["the person was erased"] == 1
    told = office.sync("erase", str(erased), code=2)
    assert f"{erased} has merged into {kept}" in told


def test_a_slip_in_an_id_erases_nobody(office: Office) -> None:
    user = office.gold(f"select min(user_id) from {GOLDEN}")[0][0]
    assert "there is no user 99; nothing was noted" in office.sync("erase", str(user), "99", code=2)
    assert office.gold("select * from ops.erasure") == []


def test_merged_people_are_merged_there(office: Office) -> None:
    office.sync("run", "moengage")
    retired, kept = map(int, sorted(office.moengage.users)[:2])
    office.gold(f"delete from {GOLDEN} where user_id = ?", retired)
    office.gold("insert into gold.cdp_user_redirect values (?, ?)", retired, kept)
    office.gold("update gold.cdp_fact_events set user_id = ? where user_id = ?", kept, retired)
    assert office.plan()["actions"]["merge"] == 1
    office.sync("run", "moengage")
    assert office.moengage.merged == {str(retired): str(kept)}
    assert office.plan()["events"] == 0, "events moved with the person"


def test_who_leaves_an_audience_is_told_so_and_not_deleted(office: Office) -> None:
    office.sync("run", "webengage")
    user = int(min(office.webengage.users))
    office.leaves(user)
    office.sync("run", "webengage")
    there = office.webengage.users[str(user)]
    flat = {**there, **there.get("attributes", {})}
    assert flat["in_hot_leads_not_called"] is False


def test_who_has_left_an_audience_is_still_told_of_consent(office: Office) -> None:
    user = office.gold(
        f"select min(u.user_id) from {GOLDEN} as u join gold.cdp_audience_member as m"
        " on m.user_id = u.user_id where m.audience = 'hot_leads_not_called' and m.left_at is null"
        " and can_whatsapp and can_sms and can_email and is_contact_owner and not is_wrong_number"
    )[0][0]
    office.sync("run", "webengage")
    office.leaves(user)

    def told() -> tuple[Any, ...]:
        office.sync("run", "webengage")
        there = office.webengage.users[str(user)]
        flat = {**there, **there.get("attributes", {})}
        names = ("in_hot_leads_not_called", "whatsappOptIn", "smsOptIn", "emailOptIn")
        return tuple(flat[n] for n in names)

    assert told() == (False, True, True, True)
    assert office.plan("webengage")["actions"].get("leave", 0) == 0
    office.gold(f"update {GOLDEN} set can_sms = false where user_id = ?", user)
    assert told() == (False, True, False, True)
    office.gold(f"update {GOLDEN} set can_sms = true, can_email = null where user_id = ?", user)
    assert told() == (False, True, True, False)
    office.gold(f"update {GOLDEN} set is_wrong_number = true where user_id = ?", user)
    assert told() == (False, False, False, False), "who is held is to be reached on no channel"
    assert office.plan("webengage")["actions"].get("leave", 0) == 0
    office.gold(f"update {GOLDEN} set is_wrong_number = false where user_id = ?", user)
    assert told() == (False, True, True, False)
    office.gold(f"update {GOLDEN} set is_wrong_number = true where user_id = ?", user)
    office.leaves(user, at=None)
    assert told() == (False, False, False, False), "back, but held: told before anything else"


def test_who_has_left_is_told_by_new_names_and_whatever_an_older_state_says(office: Office) -> None:
    office.sync("run", "webengage")
    user = int(min(office.webengage.users))
    office.leaves(user)
    office.sync("run", "webengage")
    office.gold("update ops.sync_state set fingerprint = null where user_id = ?", user)
    office.gold(
        f"update {GOLDEN} set can_sms = false, can_email = false, can_whatsapp = false"
        " where user_id = ?", user,
    )  # fmt: skip
    office.sync("run", "webengage")
    told = {**office.webengage.users[str(user)], **office.webengage.users[str(user)]["attributes"]}
    assert [told[n] for n in ("whatsappOptIn", "smsOptIn", "emailOptIn")] == [False] * 3
    file = office.root / "destinations" / "webengage.yaml"
    file.write_text(file.read_text().replace("attribute: smsOptIn", "attribute: sms_ok"))
    assert office.plan("webengage")["actions"]["leave"] == 1
    office.sync("run", "webengage")
    assert office.webengage.users[str(user)]["attributes"]["sms_ok"] is False
    assert office.plan("webengage")["actions"].get("leave", 0) == 0


def test_a_bad_value_is_refused_alone_told_and_sent_once_it_is_right(office: Office) -> None:
    user, number = office.gold(
        f"select user_id, primary_mobile_number from {GOLDEN} where can_sms and is_contact_owner"
        " and not is_wrong_number order by 1 limit 1"
    )[0]
    office.gold(f"update {GOLDEN} set primary_mobile_number = '12' where user_id = ?", user)
    plan = office.plan()
    assert plan["invalid_because"] == {"primary_mobile_number: phone is not E.164": 1}
    office.sync("run", "moengage")
    assert str(user) not in office.moengage.users
    errors = json.loads(office.sync("errors", "moengage", "--format", "json"))
    assert errors[0]["reason"] == "primary_mobile_number: phone is not E.164"
    assert (errors[0]["status"], errors[0]["n"], errors[0]["one"]) == ("rejected", 1, str(user))
    assert office.plan()["invalid_because"] == {"refused before, and not changed since": 1}
    assert "1 rejected rows are due again" in office.sync("retry", "moengage")
    assert office.plan()["add"] == 1
    office.gold(f"update {GOLDEN} set primary_mobile_number = ? where user_id = ?", number, user)
    office.sync("run", "moengage")
    assert str(user) in office.moengage.users
    assert json.loads(office.sync("errors", "moengage", "--format", "json")) == []


def test_a_reset_sends_everything_anew(office: Office) -> None:
    office.sync("run", "moengage")
    sent, events = len(office.moengage.users), len(office.moengage.events)
    assert "forget all" in office.sync("reset", "moengage", code=1)
    office.sync("reset", "moengage", "--yes")
    plan = office.plan()
    assert (plan["add"], plan["events"]) == (sent, events)
    user = office.reachable()
    office.gold(f"delete from {GOLDEN} where user_id = ?", user)
    office.sync("run", "moengage")
    assert str(user) not in office.moengage.users, "who left after a reset must go all the same"


def test_a_wrong_key_stops_at_once_and_loses_nothing(office: Office) -> None:
    told = office.sync("run", "moengage", code=7, MOENGAGE_DATA_API_KEY="wrong")
    assert "closed to us (401)" in told
    assert office.faults.requests <= 4
    assert "wrong" not in told.replace("wrong key", "")
    assert "App Secret key mismatch" in office.sync("errors", "moengage")
    office.sync("run", "moengage")
    assert office.plan()["add"] == 0
    assert "errors: none" in office.sync("errors", "moengage")


def test_a_missing_secret_and_an_unknown_name_are_said_before_anything_is_sent(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in SECRETS:  # tests that sync in their own process may have left them
        monkeypatch.delenv(name, raising=False)
    told = office.cdp("sync", "run", "moengage", "--project", office.root)
    assert (told.returncode, office.faults.requests) == (2, 0)
    assert "MOENGAGE_DATA_API_KEY is not set" in told.stderr
    assert "there is no destination 'nobody'" in office.sync("run", "nobody", code=2)


def test_one_sync_of_a_destination_at_a_time(office: Office) -> None:
    office.faults.delay = 5.0
    office.faults.plan(["slow"] * 50)
    first = subprocess.Popen(
        [COMMAND, "sync", "run", "moengage", "--project", office.root],
        env={**os.environ, **SECRETS}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        while not office.faults.requests:
            assert first.poll() is None
        told = office.sync("run", "moengage", code=5)
        assert f"another sync is under way: process {first.pid}" in told
    finally:
        first.kill()
        first.wait()
        office.faults.delay = 0.0
    office.faults.plan([])
    office.sync("run", "moengage")
    assert office.plan()["add"] == 0


def test_a_run_sends_what_its_schedule_says(office: Office) -> None:
    done = office.cdp("run", "--sync", "--as-of", "2026-11-01", "--format", "json",
                      "--project", office.root, **SECRETS)  # fmt: skip
    assert done.returncode == 0, done.stderr
    syncs = json.loads(done.stdout)["syncs"]
    assert [s["destination"] for s in syncs] == ["moengage", "webengage"]
    assert len(office.moengage.users) == syncs[0]["counts"]["add"]


def test_one_destination_that_fails_does_not_hold_up_the_others(office: Office) -> None:
    told = office.sync("run", "moengage", "webengage", code=7, MOENGAGE_DATA_API_KEY="wrong")
    assert "moengage: " in told
    assert office.webengage.users


def test_files_hold_what_gold_says(office: Office) -> None:
    office.sync("run", "win_back_file")
    (path,) = (office.root / "export" / "win_back").glob("users_*.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    plan = office.plan("win_back_file")
    assert len(rows) == plan["unchanged"] > 0
    wanted = office.gold(f"select primary_mobile_number from {GOLDEN} where user_id = ?",
                         int(rows[0]["user_id"]))  # fmt: skip
    assert [(rows[0]["phone"],)] == wanted
    office.sync("run", "win_back_file")
    assert len(list((office.root / "export" / "win_back").iterdir())) == 1


def test_a_webhook_gets_signed_records(office: Office) -> None:
    office.gold("delete from gold.cdp_audience_member where audience = 'callback_due_today'")
    office.gold(
        "insert into gold.cdp_audience_member select 'callback_due_today', user_id,"
        f" '2026-11-01', null from {GOLDEN} where can_call and is_contact_owner limit 5"
    )
    hook = Webhook("whisper")
    with serve(hook) as url:
        office.edit("destinations/callback_webhook.yaml", "https://dialler.example.com/hooks/cdp",
                    f"{url}/hooks/cdp")  # fmt: skip
        office.sync("run", "callback_webhook", DIALLER_WEBHOOK_SECRET="whisper")  # noqa: S106
    expected = office.gold(
        "select count(*) from ops.sync_state where destination = 'callback_webhook'"
        " and status = 'accepted'"
    )
    assert expected == [(5,)]
    assert len(hook.records) == 5


def test_status_lists_syncs(office: Office) -> None:
    office.sync("run", "moengage")
    listed = json.loads(office.sync("status", "--format", "json"))
    assert [(s["destination"], s["status"]) for s in listed] == [("moengage", "complete")]
    assert listed[0]["accepted"] == len(office.moengage.users) + len(office.moengage.events)
