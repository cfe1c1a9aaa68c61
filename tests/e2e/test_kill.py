"""A run may be killed at any moment: readers see the last complete run, the next run loses nothing.

Several runs in a row are killed, then one is let through. The moments are fractions, the same each
time, of how long an undisturbed run takes from its first step on. What the run after the kills
leaves is compared with what an undisturbed one left, and that with a rebuild.
`CDP_KILLS=50 CDP_KILL_LEADS=50000` kills more often, and longer runs.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from cdp.pipeline.compile import compile_root
from cdp.pipeline.execute import execute_run
from cdp.pipeline.verify import verify_warehouse
from cdp.synth import write_source_files
from conftest import COMMAND, Silent

if TYPE_CHECKING:
    from cdp.warehouse.context import Manifest

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("CDP_KILLS", "10"))
ROUNDS = -(-KILLS // 3)
LEADS = int(os.environ.get("CDP_KILL_LEADS", "2000"))
PROJECT = Path(__file__).parents[2] / "projects" / "superleap"
BASE_DAY, NEXT_DAY = datetime(2026, 11, 1), datetime(2026, 11, 2)
RUN = ("run", "--as-of", "2026-11-02", "--format", "json", "--log-format", "json")


@dataclass(frozen=True)
class Left:
    """What readers find: the run it is of, and count and hash of every table."""

    run_id: str
    tables: dict[str, tuple[int, int]]


@dataclass(frozen=True)
class Undisturbed:
    """A project that waits for its second run, what there was before and is after, and how long."""

    root: Path
    compiled: Manifest
    before: Left
    after: Left
    seconds: float
    """From the first step to the end of the process."""


def read(root: Path) -> Left:
    """Read what a warehouse shows; ids of runs do not count, all else does."""
    with duckdb.connect(str(root / "warehouse.duckdb"), read_only=True) as db:
        ((run_id,),) = db.execute("select distinct run_id from ops.run").fetchall()
        names = db.execute(
            "select schema_name || '.' || table_name, list_contains(columns, 'run_id') from ("
            " select schema_name, table_name, list(column_name) as columns from duckdb_columns()"
            " where schema_name in ('silver', 'quarantine', 'identity', 'gold', 'ops')"
            " and not internal group by all) order by 1"
        ).fetchall()
        tables = {
            name: db.execute(
                "select count(*), coalesce(sum(hash(cast(t as varchar))::hugeint), 0)"
                f" from (select * {'exclude (run_id)' if has_run else ''} from {name}) as t"
            ).fetchone()
            for name, has_run in names
        }
    return Left(run_id, {name: (found or (0, 0)) for name, found in tables.items()})  # type: ignore[misc]


def start(root: Path) -> subprocess.Popen[str]:
    """Begin the run of the next day; gives it when its first step has begun."""
    process = subprocess.Popen(
        [COMMAND, *RUN], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    assert process.stderr.readline(), process.communicate()
    return process


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """Run the base, then the next day in a copy; the copy is what a rebuild would be."""
    root = tmp_path_factory.mktemp("kill") / "waiting"
    shutil.copytree(PROJECT, root)
    write_source_files(root / "data", leads=LEADS, seed=11)
    compiled = compile_root(root)
    execute_run(compiled, None, BASE_DAY, Silent())
    write_source_files(root / "data", leads=LEADS, seed=11, from_day=1, to_day=1)
    copy = root.with_name("done")
    shutil.copytree(root, copy)
    process = start(copy)
    began = time.perf_counter()
    _, err = process.communicate(timeout=300)
    seconds = time.perf_counter() - began
    assert process.returncode == 0, err
    assert not verify_warehouse(compile_root(copy), None, Silent()).differing
    before, after = read(root), read(copy)
    shutil.rmtree(copy)
    assert before.tables["gold.cdp_dim_user"] != after.tables["gold.cdp_dim_user"]
    return Undisturbed(root, compiled, before, after, seconds)


def kill(root: Path, after: float) -> bool:
    """Kill a run so many seconds after its first step; tells whether it was in time."""
    process = start(root)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)
    return process.returncode == -signal.SIGKILL


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_a_run_that_is_killed_shows_nothing_and_loses_nothing(
    undisturbed: Undisturbed, tmp_path: Path, round_: int
) -> None:
    root = tmp_path / "killed"
    shutil.copytree(undisturbed.root, root)
    chance = random.Random(round_)  # noqa: S311 - moments, not secrets
    for number in range(round_, KILLS, ROUNDS):  # one run after another is killed
        share = (number + chance.random()) / KILLS
        in_time = kill(root, share * undisturbed.seconds)
        left = read(root)
        if left.run_id != undisturbed.before.run_id:  # it was done by then
            assert left.tables == undisturbed.after.tables
            break
        assert in_time
        assert left == undisturbed.before
    execute_run(compile_root(root), None, NEXT_DAY, Silent())
    assert read(root).tables == undisturbed.after.tables
    if round_ == 0:
        assert not verify_warehouse(compile_root(root), None, Silent()).differing
