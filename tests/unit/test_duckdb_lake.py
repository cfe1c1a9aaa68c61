"""What the engine without transactions keeps, drops and leaves alone in its file."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from cdp.engine import Step, open_engine
from cdp.engines.duckdb_lake import Settings
from cdp.types import Relation
from mortal import dying_after
from warehouse_file import physical_tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cdp.engine import Engine, Mode

STOCK, VIEW, OVER = Relation("silver", "stock"), Relation("silver", "v"), Relation("gold", "stock")
KEY = Relation("work", "key")


class Lake:
    """A lake's file, opened again and again."""

    def __init__(self, root: Path) -> None:
        self.root, self.file = root, root / "lake.duckdb"

    @contextlib.contextmanager
    def open(self, mode: Mode = "write") -> Iterator[Engine]:
        engine = open_engine(Settings(type="duckdb_lake"), self.root, mode)
        try:
            yield engine
        finally:
            engine.close()

    def tables(self) -> list[str]:
        return sorted(n for n in physical_tables(self.file) if not n.endswith("."))


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = Lake(tmp_path)
    with lake.open() as engine:
        engine.run([Step(STOCK, "select 1 as n"), Step(OVER, "select 7 as n")])
        engine.run([Step(VIEW, f"select n from {_sql(engine, STOCK)}", "view")])
        both = f"select n from {_sql(engine, VIEW)} union all from {_sql(engine, OVER)}"
        engine.run([Step(Relation("gold", "v"), both, "view")])
        engine.commit("one")
    return lake


def _sql(engine: Engine, table: Relation) -> str:
    there = engine.name(table)
    return f'"{there.schema}"."{there.name}"' if there.schema else f'"{there.name}"'


def _rows(engine: Engine, table: Relation) -> list[Any]:
    found = engine.scan(f"select n from {_sql(engine, table)} order by n").read_all()
    return found["n"].to_pylist()


def test_views_and_those_over_them_follow_a_table_before_the_switch(lake: Lake) -> None:
    with lake.open() as engine:
        engine.merge(STOCK, None, "select 2 as n")
        assert _rows(engine, VIEW) == [1, 2]
        assert _rows(engine, Relation("gold", "v")) == [1, 2, 7]
        engine.commit("two")
    with lake.open("read") as engine:
        assert _rows(engine, Relation("gold", "v")) == [1, 2, 7]


def test_a_version_that_readers_may_be_at_goes_when_the_next_writer_comes(lake: Lake) -> None:
    first = lake.tables()
    with lake.open("resume") as engine:
        engine.merge(STOCK, None, "select 2 as n")
        engine.commit("two")
        engine.merge(STOCK, None, "select 3 as n")
        engine.commit("three")
    second = lake.tables()
    assert set(first) < set(second)
    assert sum("silver.stock" in name for name in second) == 3
    with lake.open("read"):
        pass
    assert lake.tables() == second
    with lake.open():
        pass
    assert len(lake.tables()) == len(first)


def test_a_place_beside_leaves_nothing_in_the_file(lake: Lake) -> None:
    before = physical_tables(lake.file)
    with lake.open("beside") as engine:
        engine.run([Step(STOCK, "select 3 as n"), Step(KEY, "select 3 as n")])
        assert _rows(engine, STOCK) == [3]
        assert _rows(engine, Relation("kept_silver", "stock")) == [1]
    assert physical_tables(lake.file) - before <= {"lake_work."}
    with dying_after(30), lake.open("beside") as engine:
        for n in range(30):
            engine.run([Step(STOCK, f"select {n} as n"), Step(KEY, "select 3 as n")])
    assert any("scratch_" in name for name in physical_tables(lake.file))
    with lake.open():
        pass
    assert physical_tables(lake.file) - before <= {"lake_work."}


def test_readers_have_work_tables_and_there_may_be_several(lake: Lake) -> None:
    with lake.open("read") as engine:
        engine.run([Step(KEY, f"select n + 1 as n from {_sql(engine, VIEW)}")])
        assert _rows(engine, KEY) == [2]
        engine.run([Step(KEY, "select 5 as n", "view")])
        assert _rows(engine, KEY) == [5]


def test_what_others_put_into_the_file_is_left_alone(lake: Lake) -> None:
    with duckdb.connect(str(lake.file)) as db:
        db.execute("create table silver.my__table as select 1 as n; create schema scratch_mine")
    with lake.open() as engine:
        engine.merge(STOCK, None, "select 2 as n")
        engine.commit("two")
    found = physical_tables(lake.file)
    assert {"silver.my__table", "scratch_mine."} <= found


def test_an_interrupt_right_behind_the_switch_drops_nothing(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    with lake.open() as engine:
        engine.merge(STOCK, None, "select 2 as n")
        sends: Any = engine.rows  # type: ignore[attr-defined]

        def interrupted(sql: str) -> Any:
            sends(sql)
            if "lake" in sql and "create or replace table" in sql:
                raise KeyboardInterrupt

        monkeypatch.setattr(engine, "rows", interrupted)
        with pytest.raises(KeyboardInterrupt):
            engine.commit("two")
    with lake.open("read") as engine:
        assert _rows(engine, VIEW) == [1, 2]


def test_a_sweep_that_dies_is_swept_again(lake: Lake) -> None:
    with lake.open() as engine:
        for table in (STOCK, OVER):
            engine.merge(table, None, "select 2 as n")
        engine.commit("two")
    for statements in range(1, 8):
        with dying_after(statements), lake.open():
            pass
        with lake.open("read") as engine:
            assert _rows(engine, Relation("gold", "v")) == [1, 2, 2, 7]
    with lake.open():
        pass
    assert len(lake.tables()) == len({"silver.stock", "silver.v", "gold.stock", "gold.v", "lake"})


def test_a_failed_statement_takes_back_what_was_written(lake: Lake) -> None:
    with lake.open() as engine:
        engine.run([Step(STOCK, "select 3 as n", "view"), Step(KEY, "select 1 as n")])
        with pytest.raises(Exception, match="no_such"):
            engine.run([Step(OVER, "select no_such as n")])
        assert _rows(engine, STOCK) == [1]
        assert engine.columns(KEY) is None
        engine.run([Step(STOCK, "select 4 as n"), Step(KEY, "select 1 as n", "view")])
        engine.commit("two")
        assert _rows(engine, VIEW) == [4]
