"""Syncs bring a vendor to the same state on every engine, and die between statements unharmed."""

from __future__ import annotations

import copy
import os
import shutil
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

from cdp.activation.dry_run import dry_run_sync
from cdp.activation.sender import RetryPolicy
from cdp.pipeline.compile import compile_root
from cdp.pipeline.execute import execute_run
from cdp.project.leaves import ENGINES, built_in_leaves
from cdp.synth import write_source_files
from conftest import Silent
from fakes.server import Faults, serve
from mortal import dying_after
from sync_world import BUILT, SECRETS, HurriedClock, address, build, run_until_done, vendors
from warehouse_file import open_warehouse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cdp.activation.delivery import SyncResult

POLICY = RetryPolicy(lanes=2, attempts=3, first_wait=0.01, longest_wait=0.1, timeout=5.0)
LEADS, MOMENTS = 40, 3


@dataclass
class Vendor:
    """A project, and the one vendor it is synced to."""

    root: Path
    name: str
    faults: Faults
    it: Any

    def plan(self) -> Any:
        with mock.patch.dict(os.environ, SECRETS):
            return dry_run_sync(compile_root(self.root), None, self.name)

    def sync(self) -> SyncResult:
        return run_until_done(compile_root(self.root), self.name, POLICY, HurriedClock())

    def holds(self) -> tuple[dict[str, Any], list[str]]:
        """What there is of users and events."""
        return copy.deepcopy(self.it.users), sorted(self.it.events_by_id)


@pytest.fixture(scope="module", params=built_in_leaves(ENGINES))
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("syncs") / request.param
    build(root, leads=LEADS, engine=request.param)
    return root


@pytest.fixture
def vendor(built: Path, tmp_path: Path) -> Iterator[Vendor]:
    root = tmp_path / "project"
    shutil.copytree(built, root)
    it, faults = vendors()["moengage"], Faults([])
    with serve(it, faults) as url:
        address(root, "moengage", url)
        yield Vendor(root, "moengage", faults, it)


def _next_day(root: Path) -> None:
    write_source_files(root / "data", leads=LEADS, seed=5, from_day=1, to_day=1)
    execute_run(compile_root(root), None, BUILT + timedelta(days=1), Silent())


_SEEN: dict[str, Any] = {}
"""What the first engine came to: what was planned, and what the vendor held after each sync."""


def test_a_vendor_comes_to_the_same_on_every_engine(vendor: Vendor) -> None:
    seen: dict[str, Any] = {"plan": vendor.plan().add}
    vendor.sync()
    seen["built"] = vendor.holds()
    _next_day(vendor.root)
    seen["change"] = vendor.plan().change
    vendor.sync()
    seen["next day"] = vendor.holds()
    requests = vendor.faults.requests
    vendor.sync()
    assert vendor.faults.requests == requests, "what was accepted is sent again"
    assert not vendor.it.dropped
    assert seen["plan"]
    assert seen["built"] != seen["next day"]
    for what, found in seen.items():
        assert _SEEN.setdefault(what, found) == found, what


@pytest.mark.slow
@pytest.mark.parametrize("moment", range(MOMENTS))
def test_a_sync_that_dies_between_statements_loses_and_doubles_nothing(
    vendor: Vendor, moment: int, tmp_path: Path
) -> None:
    undisturbed = tmp_path / "undisturbed"
    shutil.copytree(vendor.root, undisturbed)
    other = vendors()["moengage"]
    with serve(other, Faults([])) as url, dying_after() as life:
        address(undisturbed, "moengage", url)
        expected = Vendor(undisturbed, "moengage", vendor.faults, other)
        expected.sync()
    with dying_after(3 + len(life.statements) * moment // MOMENTS):
        vendor.sync()
    vendor.sync()
    assert vendor.holds() == expected.holds()
    assert expected.it.events_by_id
    with open_warehouse(vendor.root / "warehouse.duckdb") as db:
        due = "select * from ops.sync_state where status = 'due'"
        assert not db.execute(due).fetchall()
        twice = (
            "select user_id, event_id from ops.sync_outcome where status = 'accepted'"
            " group by all having count(*) > 1"
        )
        assert not db.execute(twice).fetchall()
