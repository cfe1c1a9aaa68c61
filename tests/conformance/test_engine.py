"""What every engine promises, over every leaf."""

from __future__ import annotations

import os
import signal
import threading
from typing import TYPE_CHECKING

import pytest

from cdp.engine import open_engine
from cdp.project.config import DuckdbEngine
from cdp.types import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cdp.engine import Engine


@pytest.fixture(params=["duckdb"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    engines = {"duckdb": DuckdbEngine(type="duckdb", path="warehouse.duckdb")}
    engine = open_engine(engines[request.param], tmp_path)
    yield engine
    engine.close()


def test_a_merge_takes_the_rows_of_its_keys_out_and_rows_in(engine: Engine) -> None:
    table, keys = Relation("silver", "stock"), Relation("stage", "key")
    engine.replace(table, "select 1 as a, 'x' as b, 10 as n union all select 1, 'y', 20")
    engine.replace(keys, "select 1 as a, 'y' as b union all select 9, 'z'")
    assert engine.merge(table, keys, "select 21 as n, 1 as a, 'y' as b") == 1
    assert engine.merge(table, None, "select 2 as a, 'x' as b, 30 as n") == 1
    rows = engine.fetch("select a, b, n from silver.stock order by n").to_pylist()
    assert [tuple(r.values()) for r in rows] == [(1, "x", 10), (1, "y", 21), (2, "x", 30)]


def test_an_interrupt_during_a_statement_is_a_keyboard_interrupt(engine: Engine) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored
    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        engine.execute("select sum(hash(i)) from range(1000000000) r(i)")
    timer.join()
    signal.signal(signal.SIGINT, before)
    assert engine.fetch("select 1 as x").to_pylist() == [{"x": 1}]
