"""What every engine promises, over every leaf."""

from __future__ import annotations

import os
import signal
import threading
from typing import TYPE_CHECKING

import pytest

from cdp.engine import open_engine
from cdp.project.config import DuckdbEngine

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


def test_an_interrupt_during_a_statement_is_a_keyboard_interrupt(engine: Engine) -> None:
    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        engine.execute("select sum(hash(i)) from range(1000000000) r(i)")
    timer.join()
    assert engine.fetch("select 1 as x").to_pylist() == [{"x": 1}]
