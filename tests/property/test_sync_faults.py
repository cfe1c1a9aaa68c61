"""Whatever the network and the vendors do: at the end they hold what gold says, and all is told.

Each schedule changes the warehouse, then syncs it to both vendors while their servers misbehave,
again and again until nothing is left to send. Connections are lost before and after a request is
taken, answers are errors, late or no answers at all, batches are refused for the sake of one row,
and syncs are killed. `CDP_SCHEDULES=1000` makes more of them.
"""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from cdp.activation.resend import forget_sent_rows
from cdp.activation.sender import RetryPolicy
from fakes.server import Faults, serve
from sync_world import (
    HurriedClock,
    Picky,
    SyncWorld,
    address,
    build,
    check_moengage,
    check_webengage,
    lighten,
    run_until_done,
    sync_and_kill,
    vendors,
)  # fmt: skip

pytestmark = pytest.mark.slow

SCHEDULES = int(os.environ.get("CDP_SCHEDULES", "200"))
WORLDS = 4
"""Warehouses that live through a part of the schedules each."""
KILLED, REFUSED = 0.3, 0.12
"""Shares of schedules in which a sync is killed, and in which users are refused for a while."""
KINDS = ("none", "none", "none", "drop_before", "drop_after", "error_500", "error_500_after",
         "error_503", "too_many", "not_json", "slow")  # fmt: skip
POLICY = RetryPolicy(lanes=2, attempts=3, first_wait=0.01, longest_wait=0.1, timeout=0.1)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sync") / "project"
    build(root, leads=60)
    lighten(root)
    return root


@pytest.mark.parametrize("number", range(WORLDS))
def test_vendors_hold_what_gold_says_whatever_happens(
    number: int, built: Path, tmp_path: Path
) -> None:
    chance = random.Random(number)  # noqa: S311
    root = tmp_path / "project"
    shutil.copytree(built, root)
    both = vendors()
    picky = {name: Picky(vendor) for name, vendor in both.items()}
    faults = {n: Faults([], delay=0.15) for n in both}
    with (
        serve(picky["moengage"], faults["moengage"]) as one,
        serve(picky["webengage"], faults["webengage"]) as two,
    ):
        address(root, "moengage", one)
        address(root, "webengage", two)
        trial = Trial(SyncWorld(root, chance), faults, picky)
        had: set[str] = set()
        for _ in range(SCHEDULES // WORLDS // len(both)):
            trial.world.change()
            for name in both:
                users, held, events = trial.schedule(name)
                if name == "moengage":
                    check_moengage(both[name], users, held, events, had)
                    had |= events
                else:
                    check_webengage(both[name], users, events, trial.world.reach())
    _check_outcomes(root)


class Trial:
    """One world and what its syncs meet."""

    def __init__(
        self, world: SyncWorld, faults: dict[str, Faults], picky: dict[str, Picky]
    ) -> None:
        self.world, self.faults, self.picky = world, faults, picky
        self.compiled, self.clock = world.open(), HurriedClock()

    def schedule(self, name: str) -> tuple[dict[str, Any], set[str], set[str]]:
        """Let a schedule of faults happen to the syncs of a vendor; returns what it must hold.

        In some a sync is killed, in some the vendor refuses the requests of some users for a while.
        """
        chance = self.world.chance
        self.faults[name].plan(chance.choices(KINDS, k=chance.randint(1, 10)))
        if chance.random() < KILLED:
            sync_and_kill(self.compiled, name, POLICY, self.clock, chance)
        if chance.random() < REFUSED:
            self._refuse(name, self.world.anyone(3))
        run_until_done(self.compiled, name, POLICY, self.clock)
        return self.world.wanted(self.compiled, name)

    def _refuse(self, name: str, users: list[int]) -> None:
        """Sync while some users are refused: they are rejected alone, and due again afterwards."""
        self.picky[name].refused = [b'"%d"' % user for user in users]
        run_until_done(self.compiled, name, POLICY, self.clock)
        self.picky[name].refused = []
        with duckdb.connect(str(self.world.root / "warehouse.duckdb"), read_only=True) as db:
            found = db.execute(
                "select user_id from ops.sync_state where destination = $name"
                " and status = 'rejected' union select user_id from ops.sync_event"
                " where destination = $name and status = 'rejected'", {"name": name},
            ).fetchall()  # fmt: skip
        assert {user for (user,) in found} <= set(users), "a good row was rejected"
        now = self.clock.now()
        forget_sent_rows(self.compiled.project, None, name, only_rejected=True, now=now)


def _check_outcomes(root: Path) -> None:
    """Outcomes tell how everything came about that destinations are known to hold, and only once.

    What was tried was tried until it was accepted or rejected, whatever broke in between.
    """
    with duckdb.connect(str(root / "warehouse.duckdb"), read_only=True) as db:

        def none(sql: str) -> None:
            assert db.execute(sql).fetchall() == [], sql

        none("select * from ops.sync_state where status = 'due'")
        none("""select s.destination, s.user_id from ops.sync_state as s
            where not exists (select 1 from ops.sync_outcome as o
                where o.destination = s.destination and o.user_id = s.user_id
                and case when s.status in ('held', 'rejected') then o.status = s.status
                    else o.status = 'accepted' end
                and (s.fingerprint is null or o.fingerprint = s.fingerprint))""")
        none("""select e.destination, e.event_id from ops.sync_event as e
            where not exists (select 1 from ops.sync_outcome as o
                where o.destination = e.destination and o.event_id = e.event_id
                and o.user_id = e.user_id and o.status = e.status)""")
        none("""select destination, user_id, event_id, max_by(status, outcome_no) as last
            from ops.sync_outcome where outcome_no > 0
            group by all having last = 'failed'""")
        none("select sync_id, outcome_no from ops.sync_outcome group by all having count(*) > 1")
