"""The shipped project comes to the same on every engine: built, day by day, and by a new rule."""

from __future__ import annotations

import shutil
from contextlib import closing, nullcontext
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cdp.pipeline.compile import compile_root
from cdp.pipeline.dry_run import plan_run
from cdp.pipeline.execute import execute_run
from cdp.pipeline.up_to_date import check_up_to_date
from cdp.pipeline.verify import verify_warehouse
from cdp.project.leaves import ENGINES, built_in_leaves
from cdp.synth import write_source_files
from cdp.warehouse.run_marker import FILES
from conftest import Silent
from warehouse_file import choose_engine, content, open_warehouse

if TYPE_CHECKING:
    from collections.abc import Callable

    from warehouse_file import Content

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[2] / "projects" / "superleap"
BASE_DAY = datetime(2026, 11, 1)
LEADS, SEED, DAYS = 300, 4, 3
OF_ONE_RUN = ("run_id", "modified_ns")
"""Columns whose values no other run has."""
VIEWS = ("identity.user_map", "identity.identifier", "gold.cdp_dim_user")
EDITS = (
    ("identity.yaml", "crowded:", "# fewer share one\ncrowded:"),
    ("identity.yaml", "  mobile: 20\n", "  mobile: 4\n"),
    ("gold/cdp_user_identifier.sql", "select", "select distinct"),
)
"""What changes one after another: nothing that matters, a rule, a model."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, Any]]:
    """Tell what the project's runs on an engine left, each verified; once an engine."""
    root = tmp_path_factory.mktemp("projects")
    return cache(lambda engine: _tell(root / engine, engine))


def _tell(root: Path, engine: str) -> dict[str, Any]:
    shutil.copytree(PROJECT, root)
    choose_engine(root, engine)
    write_source_files(root / "data", leads=LEADS, seed=SEED)
    told = {"base": _run(root, BASE_DAY)}
    for day in range(1, DAYS + 1):
        write_source_files(root / "data", leads=LEADS, seed=SEED, from_day=day, to_day=day)
        told[f"day {day}"] = _run(root, BASE_DAY + timedelta(days=day))
    for number, (file, old, new) in enumerate(EDITS):
        path = root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        told[f"edit {number}"] = _run(root, BASE_DAY + timedelta(days=DAYS))
    return told


def _run(root: Path, as_of: datetime) -> Content:
    """Run and verify; what was planned, what a run would find to do afterwards, and all tables."""
    compiled = compile_root(root)
    planned = [] if as_of == BASE_DAY else plan_run(compiled, None, as_of)
    quiet, engine = check_up_to_date(root, None, as_of)
    assert quiet is None
    with closing(engine) if engine else nullcontext():
        execute_run(compiled, None, as_of, Silent(), engine=engine)
    verdict = verify_warehouse(compiled, None, Silent())
    assert not {t.table: t.samples for t in verdict.tables if t.differing}
    quiet, engine = check_up_to_date(root, None, as_of)
    assert quiet is not None
    assert engine is None
    warehouse = root / "warehouse.duckdb"
    found = content(warehouse, OF_ONE_RUN)
    with open_warehouse(warehouse) as db:
        for view in VIEWS:
            found[view] = sorted(db.execute(f"from {view}").fetchall(), key=repr)
    # the file that names the engine is one of the project's
    found["ops.run"] = [row for row in found["ops.run"] if FILES not in row]
    return found | {"planned": [(repr(p),) for p in planned]}


@pytest.mark.parametrize("engine", built_in_leaves(ENGINES)[1:])
def test_a_project_comes_to_the_same_on_every_engine(
    engine: str, told: Callable[[str], dict[str, Any]]
) -> None:
    ours, first = told(engine), told(built_in_leaves(ENGINES)[0])
    for moment, expected in first.items():
        found = ours[moment]
        assert found.keys() == expected.keys(), moment
        differing = {t: found[t] for t, rows in expected.items() if found[t] != rows}
        assert not differing, moment
