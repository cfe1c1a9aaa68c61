"""The embedded engine takes little memory for a small run, and all that it may for a large one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cdp.engine import Step, open_engine
from cdp.engines import duckdb_memory
from cdp.engines.duckdb import Settings
from cdp.engines.duckdb_memory import count_bytes
from cdp.types import FileSet, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cdp.engine import Engine

TABLE = Relation("silver", "t")


def limit_of(engine: Engine) -> int:
    [row] = engine.scan("select current_setting('memory_limit') as taken").read_all().to_pylist()
    number, unit = row["taken"].split()
    return int(float(number) * {"MiB": 1024**2, "GiB": 1024**3}[unit])


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    made = open_engine(Settings(), tmp_path)
    made.run([Step(TABLE, "select 1 as n")])
    made.commit("one")
    made.close()
    return tmp_path


@pytest.fixture
def carried_on(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setattr(duckdb_memory, "LARGE_RESULT", 1000)
    monkeypatch.setattr(duckdb_memory, "LARGE_FILES", 1000)
    engine = open_engine(Settings(), warehouse, "resume")
    yield engine
    engine.close()


def test_a_small_run_stays_small(carried_on: Engine) -> None:
    carried_on.run([Step(TABLE, "select * from range(999)")])
    assert limit_of(carried_on) == pytest.approx(10**9, rel=0.01)


def test_a_large_result_takes_what_is_allowed(carried_on: Engine) -> None:
    carried_on.run([Step(TABLE, "select * from range(1000)")])
    assert limit_of(carried_on) == pytest.approx(4 * 10**9, rel=0.05)


@pytest.mark.parametrize(("known", "is_small"), [(frozenset({0}), True), (frozenset[int](), False)])
def test_only_new_files_make_a_run_large(
    carried_on: Engine, tmp_path: Path, known: frozenset[int], is_small: bool
) -> None:
    file = tmp_path / "many.csv"
    file.write_text("id\n" + "1\n" * 1000, encoding="utf-8")
    carried_on.expose(FileSet("lead", "csv", (file,), (0,), known))
    assert (limit_of(carried_on) < 2 * 10**9) == is_small


def test_a_first_build_takes_what_is_allowed(tmp_path: Path) -> None:
    engine = open_engine(Settings(), tmp_path)
    assert limit_of(engine) == pytest.approx(4 * 10**9, rel=0.05)
    engine.close()


def test_no_run_takes_more_than_is_allowed(warehouse: Path) -> None:
    engine = open_engine(Settings(memory_limit="256MB"), warehouse, "resume")
    assert limit_of(engine) == pytest.approx(256 * 10**6, rel=0.05)
    engine.close()


@pytest.mark.parametrize(
    ("written", "size"),
    [("4GB", 4 * 10**9), ("1.5 GiB", 1536 * 1024**2), ("512 MB", 512 * 10**6), ("64KiB", 65536)],
)
def test_sizes_are_read_as_written(written: str, size: int) -> None:
    assert count_bytes(written) == size
