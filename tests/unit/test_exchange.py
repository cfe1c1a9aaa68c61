"""A model that is computed whole: its table becomes what a rebuild would make, whatever it was."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from cdp.engine import open_engine
from cdp.engines.duckdb import Settings as DuckdbSettings
from cdp.sql.model import Model
from cdp.sql.parse import parse_query
from cdp.sql.scoping.scope import changed_relation
from cdp.types import Column, Relation
from cdp.warehouse.change_set import ChangeSet
from cdp.warehouse.incremental import compared_relation, update_whole
from cdp.warehouse.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


TABLE = Relation("gold", "seen")
NAMES = ("a", "b", "n")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_engine(DuckdbSettings(path="w.duckdb", memory_limit="500MB", threads=1), tmp_path)
    yield Session(opened, datetime(2026, 2, 1))
    opened.close()


def rows(*values: str) -> str:
    return f"select * from (values {', '.join(values)}) as v (a, b, n)"


def update(session: Session, key: tuple[str, ...], was: str, now: str) -> tuple[Any, int, bool]:
    """Return the table after the update, the rows gone or come, and whether it was made anew."""
    session.materialize(TABLE, was)
    columns = tuple(Column(n, "C.") for n in NAMES)
    model = Model(TABLE, parse_query(now), "gold", key=key, columns=columns)
    done, anew = update_whole(session, model, ChangeSet(key))
    session.engine.commit("run")
    found = session.query("select * from gold.seen order by all").to_pylist()
    return [tuple(r.values()) for r in found], done.kept, anew


def test_a_part_of_a_key_may_be_null(session: Session) -> None:
    was = rows("(1, 2, 5)", "(1, null, 7)", "(2, null, 8)", "(3, null, 9)")
    now = rows("(1, 2, 5)", "(1, null, 6)", "(2, null, 8)", "(null, 4, 1)")
    assert update(session, ("a", "b"), was, now) == (
        [(1, 2, 5), (1, None, 6), (2, None, 8), (None, 4, 1)], 4, False,
    )  # fmt: skip


def test_rows_that_are_as_they_were_are_not_written(session: Session) -> None:
    was = rows("(1, 2, null)", "(2, 2, 'nan'::double)")
    assert update(session, ("a",), was, was)[1:] == (0, False)


def test_a_column_of_another_type_makes_the_table_anew(session: Session) -> None:
    was, now = rows("(1, 2, '07')", "(2, 2, 'x')"), rows("(1, 2, 7)", "(2, 2, 8)")
    assert update(session, ("a",), was, now) == ([(1, 2, 7), (2, 2, 8)], 2, True)


def test_rows_that_a_new_key_does_not_tell_apart_make_the_table_anew(session: Session) -> None:
    was, now = rows("(1, 1, 5)", "(1, 2, 6)"), rows("(1, 1, 5)")
    assert update(session, ("a",), was, now) == ([(1, 1, 5)], 1, True)


def test_what_differs_is_named_and_told_as_it_was_and_is(session: Session) -> None:
    session.materialize(TABLE, rows("(1, 2, 5)", "(2, 2, 6)", "(3, null, 7)", "(4, 4, 8)"))
    now = parse_query(rows("(1, 9, null)", "(2, 2, 6)", "(3, 3, 7)", "(5, 5, 9)"))
    columns = tuple(Column(n, "C.") for n in NAMES)
    model = Model(TABLE, now, "gold", key=("a",), columns=columns)
    done, _ = update_whole(session, model, ChangeSet(("a", "n"), named=("b", "n")))
    compared = session.query(
        f"select a, _was_there, _is_there, _changed from {compared_relation(model)} order by a"
    ).to_pylist()
    assert [tuple(r.values()) for r in compared] == [
        (1, True, True, "b,n"), (3, True, True, "b"), (4, True, False, None),
        (5, False, True, None),
    ]  # fmt: skip
    told = session.query(f"select a, n, _is_new from {changed_relation(TABLE)} order by all")
    assert [tuple(r.values()) for r in told.to_pylist()] == [
        (1, 5, False), (1, None, True), (3, 7, False), (3, 7, True), (4, 8, False), (5, 9, True),
    ]  # fmt: skip
    assert done.kept == 6
    found = session.query("select * from gold.seen order by a").to_pylist()
    assert [tuple(r.values()) for r in found] == [(1, 9, None), (2, 2, 6), (3, 3, 7), (5, 5, 9)]


def test_where_nobody_reads_it_nothing_is_told(session: Session) -> None:
    session.materialize(TABLE, rows("(1, 2, 5)"))
    columns = tuple(Column(n, "C.") for n in NAMES)
    model = Model(TABLE, parse_query(rows("(1, 3, 5)")), "gold", key=("a",), columns=columns)
    done, _ = update_whole(session, model, ChangeSet(()))
    assert done.kept == 2, "one row went and one came"
    assert changed_relation(TABLE) not in session.defined
    assert session.query("select b from gold.seen")["b"].to_pylist() == [3]
