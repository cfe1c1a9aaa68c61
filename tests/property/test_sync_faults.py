"""Whatever the network and the vendors do: at the end they hold what gold says, and all is told.

Each schedule changes the warehouse, then syncs it to both vendors while their servers misbehave,
again and again until nothing is left to send. `CDP_SCHEDULES=1000` makes more of them.
"""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import duckdb
import pytest

from cdp.activate.sender import Pace
from standins.server import Faults, serve
from sync_world import (
    HurriedClock,
    SyncWorld,
    address,
    build,
    check_moengage,
    check_webengage,
    run_until_done,
    vendors,
)  # fmt: skip

SCHEDULES = int(os.environ.get("CDP_SCHEDULES", "200"))
WORLDS = 4
"""Warehouses that live through a part of the schedules each."""
KINDS = ("none", "none", "none", "drop_before", "drop_after", "error_500", "error_500_after",
         "error_503", "too_many", "not_json", "slow")  # fmt: skip
PACE = Pace(lanes=2, attempts=3, first_wait=0.01, longest_wait=0.1, timeout=0.1)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sync") / "project"
    build(root, leads=120)
    return root


@pytest.mark.parametrize("number", range(WORLDS))
def test_vendors_hold_what_gold_says_whatever_happens(
    number: int, built: Path, tmp_path: Path
) -> None:
    chance = random.Random(number)  # noqa: S311
    root = tmp_path / "project"
    shutil.copytree(built, root)
    world = SyncWorld(root, chance)
    clock = HurriedClock()
    both = vendors()
    faults = {n: Faults([], delay=0.15) for n in both}
    with (
        serve(both["moengage"], faults["moengage"]) as one,
        serve(both["webengage"], faults["webengage"]) as two,
    ):
        address(root, "moengage", one)
        address(root, "webengage", two)
        compiled = world.open()
        had: set[str] = set()
        for _ in range(SCHEDULES // WORLDS // len(both)):
            world.change()
            for name, vendor in both.items():
                faults[name].plan(chance.choices(KINDS, k=chance.randint(1, 10)))
                run_until_done(compiled, name, PACE, clock)
                users, held, events = world.wanted(compiled, name)
                if name == "moengage":
                    check_moengage(vendor, users, held, events, had)
                    had |= events
                else:
                    check_webengage(vendor, users, events)
    _check_outcomes(root)


def _check_outcomes(root: Path) -> None:
    """Every row has outcomes, numbered attempts among them, and nothing waits to be settled."""
    with duckdb.connect(str(root / "warehouse.duckdb"), read_only=True) as db:
        unsaid = db.execute("""
            select s.destination, s.user_id from ops.sync_state as s
            where not exists (select 1 from ops.sync_outcome as o
                where o.destination = s.destination and o.user_id = s.user_id)
        """).fetchall()
        assert not unsaid
        unsent = db.execute("""
            select e.destination, e.event_id from ops.sync_event as e
            where not exists (select 1 from ops.sync_outcome as o
                where o.destination = e.destination and o.event_id = e.event_id
                and o.status = 'accepted')
        """).fetchall()
        assert not unsent
        doubled = db.execute(
            "select sync_id, outcome_no from ops.sync_outcome group by all having count(*) > 1"
        ).fetchall()
        assert not doubled
