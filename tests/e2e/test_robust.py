"""Whatever ends a run early, the last complete result stays, and the next run is as if nothing was.

Runs are real processes that tell their progress as JSON lines, so that they can be stopped, killed
or interrupted at the very step a test is about.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from cdp.cli.app import app
from cdp.errors import ContractError, LockedError, ProjectError, QueryError, UsageError
from conftest import COMMAND, Tiny, content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Cdp

DAY_1 = [
    "p1,2026-01-01,2026-01-01,,Asha Rao,,9876500001,,,1",
    "p2,2026-01-02,2026-01-02,,Asha Rao,,9876500002,,,2",
    "p3,never,2026-01-03,,Vikram Rao,,9876500003,,,4",
]
DAY_2 = [
    "p4,2026-01-04,2026-01-04,,Asha R,,9876500001,,,8",
    "p2,2026-01-02,2026-01-09,,Asha Rao,,9876500001,,,16",
]
RUN = ("run", "--as-of", "2026-02-02", "--format", "json", "--log-format", "json")


def clone(tiny: Tiny, root: Path) -> Tiny:
    """Copy a project with all that its runs left."""
    copy = object.__new__(Tiny)
    copy.root, copy.data, copy.warehouse = root, root / "data", root / "warehouse.duckdb"
    shutil.copytree(tiny.root, root)
    return copy


def timeless(tables: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """Leave out what no two runs have in common: their ids."""
    run_id = re.compile(r"\d{8}T\d{6}-[0-9a-f]{6}")
    return {
        name: sorted(
            (
                tuple("RUN" if isinstance(v, str) and run_id.fullmatch(v) else v for v in row)
                for row in rows
            ),
            key=repr,
        )
        for name, rows in tables.items()
    }


@pytest.fixture(scope="module")
def day_1(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    """Return a project after its first run, with new rows waiting for the second."""
    tiny = Tiny(tmp_path_factory.mktemp("robust") / "tiny")
    tiny.persons(*DAY_1, name="person/day-1.csv")
    tiny.run()
    more = "\n".join([Tiny.header, *DAY_2, ""])
    (tiny.data / "person" / "day-2.csv").write_text(more, encoding="utf-8")
    return tiny


@pytest.fixture(scope="module")
def day_2(day_1: Tiny, tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    """Return the same project after an undisturbed second run."""
    tiny = clone(day_1, tmp_path_factory.mktemp("robust") / "tiny")
    tiny.run(datetime(2026, 2, 2))
    return tiny


@pytest.fixture
def mine(day_1: Tiny, tmp_path: Path) -> Tiny:
    """Return a copy of the project for one test to break."""
    return clone(day_1, tmp_path / "tiny")


def start(root: Path) -> subprocess.Popen[str]:
    """Begin a run that tells every step."""
    return subprocess.Popen(
        [COMMAND, *RUN], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def await_step(process: subprocess.Popen[str], wanted: str) -> None:
    """Read progress until a stage or step of this name begins."""
    assert process.stderr is not None
    for line in process.stderr:
        said = json.loads(line)
        if wanted in {said.get("step"), said.get("stage")}:
            return
    pytest.fail(f"the run ended before {wanted}")


@pytest.fixture
def stopped(mine: Tiny) -> Iterator[subprocess.Popen[str]]:
    """Return a run that stands still in the middle of its work."""
    process = start(mine.root)
    await_step(process, "identity")
    process.send_signal(signal.SIGSTOP)
    yield process
    process.send_signal(signal.SIGCONT)
    process.communicate(timeout=30)


def statuses(root: Path) -> list[str]:
    """Return how the latest runs ended, newest first, as `cdp status` says it."""
    found = CliRunner().invoke(app, ["status", "--json", "--project", str(root)])
    assert found.exit_code == 0
    return [run["status"] for run in json.loads(found.stdout)]


@pytest.mark.parametrize("step", ["person", "groups", "gold", "commit"])
def test_a_killed_run_leaves_the_former_result_and_no_trace_in_the_next(
    mine: Tiny, day_1: Tiny, day_2: Tiny, step: str
) -> None:
    process = start(mine.root)
    await_step(process, step)
    process.kill()
    process.communicate(timeout=30)
    left = mine.content()
    if step != "commit":
        assert process.returncode == -signal.SIGKILL
        assert left == day_1.content()
        assert statuses(mine.root) == ["killed", "complete"]
    else:  # by then it may have been done
        assert timeless(left) in (timeless(day_1.content()), timeless(day_2.content()))
    mine.run(datetime(2026, 2, 2))
    assert timeless(mine.content()) == timeless(day_2.content())


def test_a_killed_first_run_leaves_nothing_and_the_next_one_succeeds(tiny: Tiny, cdp: Cdp) -> None:
    process = start(tiny.root)
    await_step(process, "gold")
    process.kill()
    process.communicate(timeout=30)
    found = cdp("sql", "select 1", cwd=tiny.root)
    assert (found.returncode, found.stdout) == (6, "")
    assert "cdp run" in found.stderr
    assert statuses(tiny.root) == ["killed"]
    tiny.run()
    assert len(tiny.users()) == 4


def test_a_second_run_at_the_same_time_is_refused(
    stopped: subprocess.Popen[str], mine: Tiny, cdp: Cdp, day_2: Tiny
) -> None:
    second = cdp(*RUN, cwd=mine.root)
    assert (second.returncode, second.stdout) == (5, "")
    assert f"process {stopped.pid} on {socket.gethostname()}" in second.stderr
    assert statuses(mine.root) == ["running", "complete"]
    stopped.send_signal(signal.SIGCONT)
    out, _ = stopped.communicate(timeout=30)
    assert stopped.returncode == 0
    assert json.loads(out)["status"] == "complete"
    assert statuses(mine.root) == ["complete", "complete"]
    assert timeless(mine.content()) == timeless(day_2.content())


def test_reading_while_a_run_holds_the_warehouse_says_to_wait(
    stopped: subprocess.Popen[str], mine: Tiny, cdp: Cdp
) -> None:
    assert stopped.poll() is None
    found = cdp("sql", "select 1 as x", "--format", "json", cwd=mine.root)
    assert (found.returncode, found.stdout) == (5, "")
    assert "cdp status" in found.stderr
    # trying the contracts needs no warehouse
    assert cdp("contracts", "check", cwd=mine.root).returncode == 0


@pytest.mark.parametrize("step", ["person", "groups", "gold"])
def test_an_interrupted_run_leaves_with_130_and_changes_nothing(
    mine: Tiny, day_1: Tiny, step: str
) -> None:
    process = start(mine.root)
    await_step(process, step)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out == ""
    assert err.rstrip().endswith("error: interrupted; nothing was changed")
    assert "Traceback" not in err
    assert mine.content() == day_1.content()
    assert statuses(mine.root) == ["failed", "complete"]
    assert sorted(p.name for p in mine.root.glob("*.duckdb*")) == ["warehouse.duckdb"]


def test_too_many_bad_rows_stop_the_run_with_4(mine: Tiny, day_1: Tiny, cdp: Cdp) -> None:
    mine.edit(
        "contracts/person.yaml", "maxRejectedShare, value: 0.5", "maxRejectedShare, value: 0.1"
    )
    found = cdp(*RUN, cwd=mine.root)
    assert (found.returncode, found.stdout) == (4, "")
    assert "person: 1 of 5 rows (20.0%)" in found.stderr
    assert "it allows 10.0% (seen_at is no timestamp: 1)" in found.stderr
    assert "Vikram" not in found.stderr
    assert mine.content() == day_1.content()
    assert statuses(mine.root) == ["failed", "complete"]


def test_a_threshold_of_nothing_lets_no_row_pass(tiny: Tiny) -> None:
    tiny.edit("contracts/person.yaml", "maxRejectedShare, value: 0.5", "maxRejectedShare, value: 0")
    tiny.persons(*DAY_1)
    with pytest.raises(ContractError, match="1 of 3 rows"):
        tiny.run()


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("silver/dim_person.sql", "p.spent,", "cast(p.name as integer) as spent,",
         ("silver.dim_person", "silver/dim_person.sql")),
        ("gold/user.yaml", "sql: sum(spent)", "sql: 'max(cast(name as integer))'",
         ("gold.person_whole", "gold/user.yaml")),
        ("silver/dim_person.sql", "p.spent,", "no_such_function(p.spent) as spent,",
         ("silver.dim_person", "silver/dim_person.sql", "no_such_function")),
    ],
)  # fmt: skip
def test_a_model_that_fails_is_named_and_changes_nothing(
    mine: Tiny, day_1: Tiny, *, file: str, old: str, new: str, named: tuple[str, ...]
) -> None:
    mine.edit(file, old, new)
    with pytest.raises(QueryError) as caught:
        mine.run()
    assert caught.value.exit_code == 6
    assert all(word in caught.value.message for word in named), caught.value.message
    assert not [name for name in ("Asha", "Vikram") if name in caught.value.message]
    assert mine.content() == day_1.content()


def test_a_key_that_is_not_unique_is_noticed(mine: Tiny, day_1: Tiny) -> None:
    mine.edit("silver/dim_person.sql", "p.id as person_id,", "'same' as person_id,")
    with pytest.raises(QueryError, match=r"silver\.dim_person.*(key|unique)"):
        mine.run()
    assert mine.content() == day_1.content()


@pytest.mark.parametrize("damage", ["garbage", "cut", "directory", "empty"])
def test_a_damaged_warehouse_is_an_error_in_plain_words(mine: Tiny, cdp: Cdp, damage: str) -> None:
    whole = mine.warehouse.read_bytes()
    mine.warehouse.unlink()
    if damage == "directory":
        mine.warehouse.mkdir()
    else:
        bodies = {"garbage": b"no database " * 999, "cut": whole[: len(whole) // 2], "empty": b""}
        mine.warehouse.write_bytes(bodies[damage])
    if damage != "cut":  # what is in the half that is left can still be read
        read = cdp("sql", "select count(*) from identity.user_map", cwd=mine.root)
        assert read.returncode == 6
        assert read.stderr.startswith("error: ")
        assert len(read.stderr.splitlines()) <= 3
    ran = cdp(*RUN, cwd=mine.root)
    assert (ran.returncode, ran.stdout) == (6, "")
    assert "warehouse" in ran.stderr
    assert statuses(mine.root) == ["failed", "complete"]


@pytest.mark.parametrize("damage", ["garbage", "directory"])
def test_a_damaged_state_database_is_an_error_in_plain_words(mine: Tiny, damage: str) -> None:
    state = mine.root / "state.db"
    state.unlink()
    if damage == "directory":
        state.mkdir()
    else:
        state.write_bytes(b"no database " * 999)
    before = mine.content()
    with pytest.raises(UsageError, match="state database"):
        mine.run()
    assert mine.content() == before


def test_losing_the_state_database_loses_no_customer_data(mine: Tiny, day_2: Tiny) -> None:
    (mine.root / "state.db").unlink()
    mine.run(datetime(2026, 2, 2))
    assert timeless(mine.content()) == timeless(day_2.content())


def hold(root: Path, host: str, pid: int, since: timedelta) -> None:
    """Leave the lease of a run as another holder would have, last renewed so long ago."""
    process = start(root)
    await_step(process, "person")
    process.kill()
    process.communicate(timeout=30)
    renewed = (datetime.now(UTC).replace(tzinfo=None) - since).isoformat(sep=" ")
    with sqlite3.connect(root / "state.db") as db:
        done = db.execute(
            "update lease set host = ?, pid = ?, since = ?, renewed_at = ?",
            (host, pid, renewed, renewed),
        )
        assert done.rowcount == 1
    db.close()


def test_a_run_on_another_machine_is_respected_while_it_renews_its_lease(mine: Tiny) -> None:
    hold(mine.root, "elsewhere", 4711, timedelta(seconds=5))
    with pytest.raises(LockedError, match="process 4711 on elsewhere") as caught:
        mine.run()
    assert caught.value.exit_code == 5


@pytest.mark.parametrize(
    "holder",
    ["elsewhere", "dead", "number used again"],  # a restarted container has the same numbers again
)
def test_a_lease_that_nobody_renews_holds_nobody_up(mine: Tiny, holder: str) -> None:
    here = socket.gethostname()
    who = {"elsewhere": ("elsewhere", 4711), "dead": (here, 2**22 + 1)}
    host, pid = who.get(holder, (here, os.getpid()))
    hold(mine.root, host, pid, timedelta(hours=1))
    assert mine.run()["status"] == "complete"


def test_pins_that_are_wrong_change_nothing(mine: Tiny, day_1: Tiny) -> None:
    pins = mine.root / "identity_pins.csv"
    pins.write_text("record_a,record_b,decision,by,at,reason\np1,p1,same,,,\np1,p2,maybe,,,\n")
    with pytest.raises(ProjectError) as caught:
        mine.run()
    assert [(p.file, p.line) for p in caught.value.problems] == [
        ("identity_pins.csv", 2), ("identity_pins.csv", 3),
    ]  # fmt: skip
    pins.unlink()
    with pytest.raises(ProjectError, match="missing"):
        mine.run()
    assert mine.content() == day_1.content()


def test_a_full_disk_changes_nothing(mine: Tiny, day_1: Tiny) -> None:
    rows = [f"q{i},2026-01-05,2026-01-05,,Asha {i * 7919},,,q{i}@x.in,," for i in range(20_000)]
    more = "\n".join([Tiny.header, *rows, ""])
    (mine.data / "person" / "day-2.csv").write_text(more, encoding="utf-8")
    limit = mine.warehouse.stat().st_size // 1024 + 256
    script = f"ulimit -f {limit}; exec {COMMAND} run --as-of 2026-02-02"
    found = subprocess.run(
        ["/bin/bash", "-c", script], cwd=mine.root, capture_output=True, text=True, check=False
    )
    assert found.returncode == 6, found.stderr
    assert "error: " in found.stderr
    assert "Traceback" not in found.stderr
    assert content(mine.warehouse) == day_1.content()
