"""A project that an earlier version left opens and goes on: nothing is built anew, nothing is lost.

The archive was made by `scripts/make_fixture.py` from a checkout of that version.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from conftest import content
from e2e.commands import answer, call
from fakes.server import serve
from sync_world import SECRETS, vendors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from e2e.commands import Said

ARCHIVE = Path(__file__).parents[1] / "fixtures" / "before_part_d.tar.gz"
LAST, NEXT = "2026-11-03T00:00:00Z", "2026-11-04T00:00:00Z"
OF_A_RUN = {"ops.run", "ops.clock"}
"""What every run writes anew."""
RENAMED = {"publish": "commit"}
"""Names of stages that have changed."""


@pytest.fixture(scope="session")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the archive once; nobody changes it."""
    folder = tmp_path_factory.mktemp("before")
    with tarfile.open(ARCHIVE) as tar:
        tar.extractall(folder, filter="data")
    return folder


@pytest.fixture
def root(before: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a copy of the project as it was left; its files keep their times."""
    monkeypatch.setenv("COLUMNS", "200")
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    return Path(shutil.copytree(before / "project", tmp_path / "project"))


@pytest.fixture(scope="session")
def printed(before: Path) -> dict[str, Any]:
    """Read what the earlier version printed."""
    return json.loads((before / "printed.json").read_text(encoding="utf-8"))


def run(root: Path, as_of: str) -> dict[str, Any]:
    """Run; returns the report."""
    said = call(root, "run", "--as-of", as_of, "--format", "json")
    assert said.code == 0, said
    return json.loads(said.out)


def rows(root: Path, sql: str) -> list[tuple[Any, ...]]:
    """Ask the warehouse."""
    with duckdb.connect(str(root / "warehouse.duckdb"), read_only=True) as db:
        return db.execute(sql).fetchall()


def waiting(root: Path) -> list[tuple[Any, ...]]:
    """Read the outcomes that have not left the state database: sync, status, rows."""
    with sqlite3.connect(root / "state.db") as db:
        return db.execute("select sync_id, status, rows from sync_outcome order by id").fetchall()


def comment(root: Path) -> None:
    """Let a file of the project be another without meaning anything else."""
    with (root / "cdp.yaml").open("a", encoding="utf-8") as file:
        file.write("# a word\n")


def deliver_next_day(before: Path, root: Path) -> None:
    """Lay the files of the next day beside the others."""
    shutil.copytree(before / "later", root / "data", dirs_exist_ok=True)


def test_the_archive_holds_what_may_go_wrong(root: Path) -> None:
    found = content(root / "warehouse.duckdb")
    kinds = {row[0] for row in rows(root, "select distinct kind from ops.identity_log")}
    assert {"merged", "split"} <= kinds, kinds
    for table in ("gold.cdp_user_redirect", "identity.refused_link", "identity.pin", "ops.erasure",
                  "ops.sync_state", "ops.sync_event", "ops.sync_outcome",
                  "quarantine.call_log", "silver.dim_lead_history"):  # fmt: skip
        assert found[table], table
    members = rows(root, "select count(left_at), count(*) from gold.cdp_audience_member")[0]
    assert 0 < members[0] < members[1]
    assert waiting(root)


def test_with_nothing_new_there_is_nothing_to_do(root: Path) -> None:
    assert call(root, "run", "--as-of", LAST).found().startswith("nothing to do")


def test_a_run_without_news_builds_nothing_and_changes_no_row(root: Path) -> None:
    comment(root)
    modes = {x["table"]: x["mode"] for x in answer(root, "plan", "--as-of", LAST)}
    assert set(modes.values()) == {"skip"}, modes
    old = content(root / "warehouse.duckdb")
    run(root, LAST)
    new = content(root / "warehouse.duckdb")
    assert set(old) == set(new)
    assert not [t for t in old if old[t] != new[t] and t not in OF_A_RUN]


def test_the_warehouse_equals_a_rebuild(root: Path) -> None:
    assert "equals a rebuild" in call(root, "verify").out


def test_the_next_day_costs_an_increment_and_gives_what_it_gave(
    before: Path, root: Path, printed: dict[str, Any]
) -> None:
    deliver_next_day(before, root)
    plan = answer(root, "plan", "--as-of", NEXT)
    assert plan == json.loads(printed["next_day"]["plan"])
    assert "build" not in {x["mode"] for x in plan}
    log = "select * from ops.identity_log order by all"
    old = rows(root, log), dict(rows(root, "select * from gold.cdp_user_redirect"))
    run(root, NEXT)
    assert old[0] == [x for x in rows(root, log) if x in old[0]]
    assert old[1].keys() <= dict(rows(root, "select * from gold.cdp_user_redirect")).keys()
    digests: Mapping[str, str] = printed["next_day"]["digests"]
    found = {t: rows(root, printed["next_day"]["digest"].format(t))[0][0] for t in digests}
    assert found == digests
    assert "equals a rebuild" in call(root, "verify").out


def test_commands_print_what_they_printed(root: Path, printed: dict[str, Any]) -> None:
    for name, old in printed["commands"].items():
        said = call(root, *old["words"])
        assert (said.code, said.err) == (old["code"], old["complaint"]), name
        _same_words(name, old["printed"], said)


def _same_words(name: str, old: str, said: Said) -> None:
    if old.startswith(("[", "{")):
        _covers(json.loads(old), json.loads(said.out), name)
    else:
        assert _lines(said.out) == _lines(old), name


def _lines(text: str) -> list[str]:
    """Split a text into lines, without how long something took."""
    return [re.sub(r" \d+\.\d\d │$", " time │", line.rstrip()) for line in text.splitlines()]


def _covers(old: Any, new: Any, where: str) -> None:
    """Check that nothing is lost; members of objects may have come."""
    if isinstance(old, dict):
        missing = [key for key in old if key not in new]
        assert not missing, (where, missing)
        for key, value in old.items():
            _covers(value, new[key], f"{where}.{key}")
    elif isinstance(old, list):
        assert len(old) == len(new), where
        for n, (a, b) in enumerate(zip(old, new, strict=True)):
            _covers(a, b, f"{where}.{n}")
    else:
        assert RENAMED.get(str(old), old) == new, where


def test_a_sync_goes_on_and_writes_what_was_left_once(root: Path) -> None:
    left = waiting(root)
    sent = {(row[0], row[1]) for _, state, text in left if state == "accepted"
            for row in json.loads(text)}  # fmt: skip
    assert sent
    config = root / "destinations" / "moengage.yaml"
    lines = config.read_text(encoding="utf-8").splitlines()
    vendor = vendors()["moengage"]
    with serve(vendor) as url:
        moved = [f"  base_url: {url}" if "base_url:" in line else line for line in lines]
        config.write_text("\n".join([*moved, ""]), encoding="utf-8")
        call(root, "sync", "run", "moengage").found()
    assert not waiting(root)
    again = f"select action, user_id from ops.sync_outcome where sync_id > '{left[-1][0]}'"
    assert not [x for x in rows(root, again) if x in sent and x[0] != "event"]
    twice = "select count(*) from ops.sync_outcome group by sync_id, outcome_no having count(*) > 1"
    assert not rows(root, twice)
    for sync_id, _, text in left:
        stand = f"select count(*) from ops.sync_outcome where sync_id = '{sync_id}'"
        assert rows(root, stand)[0][0] >= len(json.loads(text))
    after = answer(root, "sync", "plan", "moengage")
    assert not any(after[key] for key in ("add", "change", "remove", "events")), after
