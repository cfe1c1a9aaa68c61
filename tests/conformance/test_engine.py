"""What every engine promises, over every leaf."""

from __future__ import annotations

import os
import signal
import threading
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from cdp.engine import ROW_ID, Step, open_engine
from cdp.errors import QueryError
from cdp.project.leaves import ENGINES, built_in_leaves, leaf_settings
from cdp.types import Relation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cdp.engine import Engine, Mode

STOCK, OTHER, KEY = Relation("silver", "stock"), Relation("silver", "other"), Relation("work", "k")


@pytest.fixture(params=built_in_leaves(ENGINES))
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., Engine]]:
    """Open the same place again and again; what is open at the end is closed."""
    settings = leaf_settings(ENGINES, request.param)(type=request.param)
    engines: list[Engine] = []

    def again(mode: Mode = "write") -> Engine:
        for engine in engines:
            engine.close()
        engines[:] = [open_engine(settings, tmp_path, mode)]
        return engines[0]

    yield again
    for engine in engines:
        engine.close()


@pytest.fixture
def engine(opened: Callable[..., Engine]) -> Engine:
    return opened()


def make(engine: Engine, table: Relation, select: str) -> int:
    return engine.run([Step(table, select)])[0]


def sql_name(engine: Engine, table: Relation) -> str:
    there = engine.name(table)
    return ".".join(f'"{part}"' for part in (there.schema, there.name) if part)


def rows(engine: Engine, table: Relation, columns: str = "*") -> list[tuple[Any, ...]]:
    found = engine.scan(f"select {columns} from {sql_name(engine, table)} order by all")
    return [tuple(row.values()) for row in found.read_all().to_pylist()]


def test_a_merge_takes_the_rows_of_its_keys_out_and_rows_in(engine: Engine) -> None:
    make(engine, STOCK, "select 1 as a, 'x' as b, 10 as n union all select 1, 'y', 20")
    keys = "select 1 as a, 'y' as b union all select 9, 'z'"
    moved = engine.merge(STOCK, keys, "select 21 as n, 1 as a, 'y' as b", ["a", "b"])
    assert (moved.taken_out, moved.put_in, moved.moved) == (1, 1, 2)
    assert engine.merge(STOCK, None, "select 2 as a, 'x' as b, 30 as n").put_in == 1
    assert rows(engine, STOCK) == [(1, "x", 10), (1, "y", 21), (2, "x", 30)]
    assert engine.merge(STOCK, "select 1 as a", None, ["a"]).taken_out == 2
    assert rows(engine, STOCK) == [(2, "x", 30)]


def test_a_merge_looks_at_the_columns_it_is_told_and_past_nulls(engine: Engine) -> None:
    make(engine, STOCK, "select 1 as a, 'x' as b union all select 2, 'y' union all select 3, 'z'")
    keys = "select 'other' as b, 1 as a union all select 'more', null"
    engine.merge(STOCK, keys, "select 4 as a, 'v' as b", ["a"])
    assert rows(engine, STOCK, "a") == [(2,), (3,), (4,)]
    make(engine, STOCK, "select 1 as a, null as b union all select 1, 2 union all select 2, null")
    keys = "select 1 as a, cast(null as integer) as b union all select null, 2"
    engine.merge(STOCK, keys, "select 9 as a, 9 as b", ["a", "b"])
    assert rows(engine, STOCK) == [(1, 2), (2, None), (9, 9)]


def test_a_merge_finds_rows_by_their_ids_where_there_are_any(engine: Engine) -> None:
    make(engine, STOCK, "select unnest([1, 1, 2]) as a")
    if engine.can.row_ids is None:
        return
    keys = f"select min({engine.can.row_ids}) as {ROW_ID} from {sql_name(engine, STOCK)}"
    assert engine.merge(STOCK, keys, None, [ROW_ID]).taken_out == 1
    assert rows(engine, STOCK) == [(1,), (2,)]


def test_a_step_that_is_not_kept_becomes_part_of_those_behind_it(engine: Engine) -> None:
    first, second = Relation("work", "first"), Relation("work", "second")
    made = engine.run(
        [
            Step(first, "select unnest([1, 2, 3]) as n", kept=False),
            Step(second, 'select n + 1 as n from "work.first"', kept=False),
            Step(STOCK, 'select n from "work.second" where n > 2'),
            Step(OTHER, 'select max(n) as n from "work.first"'),
        ]
    )
    assert made == [0, 0, 2, 1]
    assert rows(engine, STOCK) == [(3,), (4,)]
    assert rows(engine, OTHER) == [(3,)]
    assert engine.columns(first) is None


def test_a_view_follows_the_tables_it_reads(opened: Callable[..., Engine]) -> None:
    engine = opened()
    make(engine, STOCK, "select 1 as n")
    select = f"select n * 10 as n from {sql_name(engine, STOCK)}"
    assert engine.run([Step(OTHER, select, "view")]) == [0]
    engine.commit("one")
    engine.merge(STOCK, None, "select 2 as n")
    engine.commit("two")
    assert rows(engine, OTHER) == [(10,), (20,)]
    engine = opened("read")
    assert rows(engine, OTHER) == [(10,), (20,)]
    assert engine.tables("silver") == [STOCK]


def test_readers_see_what_was_committed_and_nothing_else(opened: Callable[..., Engine]) -> None:
    engine = opened()
    make(engine, STOCK, "select 1 as n")
    engine.commit("one")
    engine.merge(STOCK, "select 1 as n", "select 2 as n", ["n"])
    make(engine, OTHER, "select 1 as n")
    make(engine, KEY, "select 1 as n")
    engine = opened()
    assert rows(engine, STOCK) == [(1,)]
    assert engine.columns(OTHER) is None
    assert engine.columns(KEY) is None
    assert engine.tables("silver") == [STOCK]


def test_an_error_takes_back_what_was_not_committed(engine: Engine) -> None:
    make(engine, STOCK, "select 'old' as few")
    engine.commit("one")
    make(engine, OTHER, "select 1 as n")
    with pytest.raises(QueryError):
        make(engine, STOCK, "select error('broken') as few from range(9)")
    assert rows(engine, STOCK) == [("old",)]
    assert engine.columns(OTHER) is None
    make(engine, STOCK, "select 'new' as few")
    assert rows(engine, STOCK) == [("new",)]


def test_work_tables_outlive_a_commit_and_go_with_the_engine(
    opened: Callable[..., Engine],
) -> None:
    engine = opened()
    make(engine, KEY, "select 1 as n")
    engine.commit("one")
    assert rows(engine, KEY) == [(1,)]
    assert opened().columns(KEY) is None


def test_a_relation_may_turn_from_a_view_into_a_table_and_back(engine: Engine) -> None:
    for kind in ("table", "view", "table"):
        engine.run([Step(STOCK, "select 1 as n", kind)])
        engine.commit(kind)
        assert rows(engine, STOCK) == [(1,)]
        assert engine.tables("silver") == ([STOCK] if kind == "table" else [])


def test_rows_are_loaded_whole_or_as_they_stream(engine: Engine) -> None:
    table = pa.table(
        {"n": pa.array([1, 2], pa.int64()), "at": pa.array([0, None], pa.timestamp("us"))}
    )
    engine.load(STOCK, table)
    before = rows(engine, STOCK)
    engine.load(OTHER, table.to_reader())
    assert rows(engine, OTHER) == before
    assert [n for n, _ in before] == [1, 2]
    assert engine.columns(OTHER) == engine.columns(STOCK)


def test_a_scan_streams_in_the_order_of_its_query(engine: Engine) -> None:
    make(engine, STOCK, "select hash(i) % 1000000 as n from range(300000) r(i)")
    reader = engine.scan(f"select n from {sql_name(engine, STOCK)} order by n")
    seen, last = 0, -1
    for batch in reader:
        values = batch.column(0).to_pylist()
        assert values == sorted(values)
        assert values[0] >= last
        seen, last = seen + len(values), values[-1]
    assert seen == 300_000


def test_an_error_in_the_middle_of_a_stream_quotes_no_value(engine: Engine) -> None:
    text = "case when i = 250000 then 'Asha Rao' else '1' end"
    with pytest.raises(QueryError) as caught:
        engine.scan(f"select cast({text} as integer) as n from range(300000) r(i)").read_all()
    assert "Asha" not in caught.value.message


def test_the_size_of_a_table_is_none_only_where_it_has_none(opened: Callable[..., Engine]) -> None:
    engine = opened()
    make(engine, STOCK, "select unnest([1, 2, 3]) as n")
    make(engine, OTHER, "select 1 as n where false")
    engine.commit("one")
    engine = opened()
    assert engine.size(STOCK) != 0
    assert not engine.size(OTHER)
    assert engine.size(Relation("silver", "nothing")) is None


def test_a_place_beside_shows_the_warehouse_and_leaves_it_alone(
    opened: Callable[..., Engine],
) -> None:
    engine = opened()
    make(engine, STOCK, "select 1 as n")
    engine.commit("one")
    engine = opened("beside")
    kept = Relation("kept_silver", "stock")
    assert rows(engine, kept) == [(1,)]
    assert engine.columns(kept) is not None
    make(engine, STOCK, f"select n + 1 as n from {sql_name(engine, kept)}")
    engine.commit("two")
    assert rows(engine, STOCK) == [(2,)]
    assert engine.tables("silver") == [STOCK]
    engine = opened("read")
    assert rows(engine, STOCK) == [(1,)]
    assert engine.tables("silver") == [STOCK]


def test_a_scratch_place_needs_no_warehouse(opened: Callable[..., Engine]) -> None:
    engine = opened("scratch")
    make(engine, STOCK, "select 1 as n")
    assert rows(engine, STOCK) == [(1,)]
    with pytest.raises(QueryError, match="no warehouse"):
        opened("read")


def test_a_statement_may_be_too_long(engine: Engine) -> None:
    text = "x" * 300_000
    if engine.can.max_query_bytes is None:
        make(engine, STOCK, f"select '{text}' as t")
        return
    with pytest.raises(QueryError, match="a statement has 300,"):
        make(engine, STOCK, f"select '{text}' as t")


def test_statements_are_counted(engine: Engine) -> None:
    before = engine.statements
    make(engine, STOCK, "select 1 as n")
    assert engine.statements > before


def test_an_interrupt_during_a_statement_is_a_keyboard_interrupt(engine: Engine) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored
    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        engine.scan("select sum(hash(i)) as s from range(1000000000) r(i)").read_all()
    timer.join()
    signal.signal(signal.SIGINT, before)
    assert engine.scan("select 1 as x").read_all().to_pylist() == [{"x": 1}]
