"""A run says how many statements it took, and takes few: they are the budget of a small run."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cdp.pipeline.compile import compile_root
from cdp.pipeline.execute import execute_run
from cdp.synth import write_source_files
from conftest import Silent

PROJECT = Path(__file__).parents[2] / "projects" / "superleap"
FIRST = datetime(2026, 11, 1)
MOST_FULL, MOST_INCREMENTAL = 120, 200


def run(root: Path, day: int) -> dict[str, Any]:
    as_of = FIRST + timedelta(days=day)
    return execute_run(compile_root(root), None, as_of, Silent()).report()


def test_a_run_takes_few_statements_and_says_how_many(tmp_path: Path) -> None:
    root = tmp_path / "crm"
    shutil.copytree(PROJECT, root)
    write_source_files(root / "data", leads=600, seed=3)
    full = run(root, 0)
    assert 60 < full["statements"] <= MOST_FULL
    for day in range(1, 4):
        write_source_files(root / "data", leads=600, seed=3, from_day=day, to_day=day)
        report = run(root, day)
        assert 60 < report["statements"] <= MOST_INCREMENTAL, report
        by_stage = [s["statements"] for s in report["stages"]]
        assert sum(by_stage) <= report["statements"]
        models = {t["table"]: t["statements"] for s in report["stages"] for t in s["tables"]}
        assert models["gold.cdp_dim_user"] > 0
        assert models["silver.dim_disposition"] == 0, "nothing it reads has changed"
