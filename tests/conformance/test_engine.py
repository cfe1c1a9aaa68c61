"""What every engine promises, over every leaf."""

from __future__ import annotations

import os
import signal
import threading
from typing import TYPE_CHECKING

import pytest

from cdp.engine import open_engine
from cdp.engines.duckdb import Settings as DuckdbSettings
from cdp.errors import QueryError
from cdp.types import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cdp.engine import Engine


@pytest.fixture(params=["duckdb"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    engines = {"duckdb": DuckdbSettings(type="duckdb", path="warehouse.duckdb")}
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


def test_a_merge_looks_at_the_columns_it_is_told_and_past_nulls(engine: Engine) -> None:
    table, keys = Relation("silver", "stock"), Relation("stage", "key")
    engine.replace(table, "select 1 as a, 'x' as b union all select 2, 'y' union all select 3, 'z'")
    engine.replace(keys, "select 'other' as b, 1 as a union all select 'more', null")
    assert engine.merge(table, keys, "select 4 as a, 'v' as b", ["a"]) == 1
    assert engine.fetch("select a from silver.stock order by a")["a"].to_pylist() == [2, 3, 4]
    engine.replace(table, "select 1 as a, null as b union all select 1, 2 union all select 2, null")
    engine.replace(keys, "select 1 as a, cast(null as integer) as b union all select null, 2")
    engine.merge(table, keys, "select 9 as a, 9 as b", ["a", "b"])
    rows = engine.fetch("select a, b from silver.stock order by a").to_pylist()
    assert [tuple(r.values()) for r in rows] == [(1, 2), (2, None), (9, 9)]


def test_a_table_holds_the_same_whatever_is_known_of_its_values(engine: Engine) -> None:
    plain, known = Relation("silver", "plain"), Relation("silver", "known")
    select = (
        "select i as n, 'text ' || i as many, if(i % 5 = 0, null, 'kind ' || i % 3) as few,"
        " [i, 1] as pair from range(3000) r(i)"
    )
    assert engine.replace(plain, select) == 3000
    with engine.transaction():
        assert engine.replace(known, select, few={"few", "n", "no such column"}) == 3000
    assert engine.columns(known) == engine.columns(plain)
    differing = "select * from silver.plain except select * from silver.known"
    assert engine.fetch(differing).num_rows == 0
    with engine.transaction():  # and once more, over what is there
        engine.replace(known, "select 'x' as few", few={"few"})
    assert engine.fetch("select * from silver.known").to_pylist() == [{"few": "x"}]


def test_a_table_that_cannot_be_made_leaves_the_one_there_is(engine: Engine) -> None:
    table = Relation("silver", "known")
    engine.replace(table, "select 'old' as few")
    with pytest.raises(QueryError), engine.transaction():
        engine.replace(table, "select error('broken') as few from range(9)", few={"few"})
    assert engine.fetch("select * from silver.known").to_pylist() == [{"few": "old"}]


def test_an_interrupt_during_a_statement_is_a_keyboard_interrupt(engine: Engine) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored
    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        engine.execute("select sum(hash(i)) from range(1000000000) r(i)")
    timer.join()
    signal.signal(signal.SIGINT, before)
    assert engine.fetch("select 1 as x").to_pylist() == [{"x": 1}]
