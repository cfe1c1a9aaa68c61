"""A sync may be killed at any moment: the next one goes on, and all is accounted for.

`CDP_KILLS=50` kills more often.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import duckdb
import pytest

from conftest import COMMAND
from fakes.server import Faults, serve
from sync_world import (
    SECRETS,
    SyncWorld,
    address,
    build,
    check_moengage,
    check_webengage,
    vendors,
)  # fmt: skip

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cdp

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("CDP_KILLS", "8"))


def _seconds(root: Path) -> float:
    """Time an undisturbed sync of one destination."""
    started = time.perf_counter()
    subprocess.run([COMMAND, "sync", "run", "webengage", "--project", root], check=True,
                   env={**os.environ, **SECRETS}, capture_output=True, timeout=60)  # fmt: skip
    return time.perf_counter() - started


def _kill_after(root: Path, seconds: float) -> None:
    process = subprocess.Popen(
        [COMMAND, "sync", "run", "moengage", "webengage", "--project", root],
        env={**os.environ, **SECRETS}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()


def test_a_killed_sync_is_continued_by_the_next(tmp_path: Path, cdp: Cdp) -> None:
    root = tmp_path / "project"
    build(root, leads=400)
    world = SyncWorld(root, random.Random(1))  # noqa: S311
    both = vendors()
    slow = Faults([], delay=0.02)  # a little time between requests, for kills to fall into
    with serve(both["moengage"], slow) as one, serve(both["webengage"], slow) as two:
        address(root, "moengage", one)
        address(root, "webengage", two)
        whole = _seconds(root)
        had: set[str] = set()
        for number in range(KILLS):
            world.change()
            had |= world.wanted(world.open(), "moengage")[2]
            slow.plan(["slow"] * 10_000)
            _kill_after(root, whole * (0.5 + 1.5 * number / KILLS))
        slow.plan([])
        done = cdp("sync", "run", "moengage", "webengage", "--project", root, **SECRETS)
        assert done.returncode == 0, done.stderr
        compiled = world.open()
        users, held, events = world.wanted(compiled, "moengage")
        check_moengage(both["moengage"], users, held, events, had)
        users, _, events = world.wanted(compiled, "webengage")
        check_webengage(both["webengage"], users, events, world.reach())
        requests = slow.requests
        again = cdp("sync", "run", "moengage", "webengage", "--project", root, **SECRETS)
        assert again.returncode == 0
        assert slow.requests == requests, "what was accepted is sent again"
    with duckdb.connect(str(root / "warehouse.duckdb"), read_only=True) as db:
        due = db.execute("select count(*) from ops.sync_state where status = 'due'").fetchone()
    assert due == (0,)
    listed = cdp("sync", "status", "--project", root, "--format", "json", "--limit", "50")
    assert "killed" in listed.stdout
