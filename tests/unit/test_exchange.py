"""A model that is computed whole: its table becomes what a rebuild would make, whatever it was."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from cdp.engine import open_engine
from cdp.models.incremental import Told, update_whole
from cdp.project.config import DuckdbEngine
from cdp.sql import parse
from cdp.sql.model import Model
from cdp.types import Column, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cdp.engine import Engine

TABLE = Relation("gold", "seen")
NAMES = ("a", "b", "n")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_engine(DuckdbEngine(path="w.duckdb", memory_limit="500MB", threads=1), tmp_path)
    yield opened
    opened.close()


def rows(*values: str) -> str:
    return f"select * from (values {', '.join(values)}) as v (a, b, n)"


def update(engine: Engine, key: tuple[str, ...], was: str, now: str) -> tuple[Any, int, bool]:
    """Give the table after the update, the rows gone or come, and whether it was made anew."""
    engine.replace(TABLE, was)
    columns = tuple(Column(n, "C.") for n in NAMES)
    model = Model(TABLE, parse.query(now), "gold", key=key, columns=columns)
    with engine.transaction():
        done, anew = update_whole(engine, model, datetime(2026, 2, 1), Told(key))
    found = engine.fetch("select * from gold.seen order by all").to_pylist()
    return [tuple(r.values()) for r in found], done.kept, anew


def test_a_part_of_a_key_may_be_null(engine: Engine) -> None:
    was = rows("(1, 2, 5)", "(1, null, 7)", "(2, null, 8)", "(3, null, 9)")
    now = rows("(1, 2, 5)", "(1, null, 6)", "(2, null, 8)", "(null, 4, 1)")
    assert update(engine, ("a", "b"), was, now) == (
        [(1, 2, 5), (1, None, 6), (2, None, 8), (None, 4, 1)], 4, False,
    )  # fmt: skip


def test_rows_that_are_as_they_were_are_not_written(engine: Engine) -> None:
    was = rows("(1, 2, null)", "(2, 2, 'nan'::double)")
    assert update(engine, ("a",), was, was)[1:] == (0, False)


def test_a_column_of_another_type_makes_the_table_anew(engine: Engine) -> None:
    was, now = rows("(1, 2, '07')", "(2, 2, 'x')"), rows("(1, 2, 7)", "(2, 2, 8)")
    assert update(engine, ("a",), was, now) == ([(1, 2, 7), (2, 2, 8)], 2, True)


def test_rows_that_a_new_key_does_not_tell_apart_make_the_table_anew(engine: Engine) -> None:
    was, now = rows("(1, 1, 5)", "(1, 2, 6)"), rows("(1, 1, 5)")
    assert update(engine, ("a",), was, now) == ([(1, 1, 5)], 1, True)
