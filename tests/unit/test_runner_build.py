"""Models run behind what they read, replace their table whole, and are named when they fail."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from cdp.engine import open_engine
from cdp.engines.duckdb import Settings as DuckdbSettings
from cdp.errors import QueryError
from cdp.sql.model import Model, sort_models
from cdp.sql.parse import parse_query
from cdp.types import Relation
from cdp.warehouse.materialize import build_model
from cdp.warehouse.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


AS_OF = datetime(2026, 2, 1, 12, 30, 0, 250)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    config = DuckdbSettings(path="w.duckdb", memory_limit="500MB", threads=1)
    opened = open_engine(config, tmp_path)
    yield Session(opened, AS_OF)
    opened.close()


def model(name: str, sql: str, kind: str = "table", file: str = "") -> Model:
    return Model(
        Relation.parse(name),
        parse_query(sql),
        "silver",
        kind="view" if kind == "view" else "table",
        file=file,
    )


def test_models_run_behind_what_they_read() -> None:
    models = [
        model("gold.c", "select * from silver.b join silver.a on true"),
        model("silver.b", "with x as (select * from silver.a) select * from x"),
        model("silver.a", "select 1 as n from source.t"),
    ]
    assert [str(m.relation) for m in sort_models(models)] == ["silver.a", "silver.b", "gold.c"]
    assert models[1].inputs == {Relation("silver", "a")}


def test_models_in_a_circle_are_named_and_no_others() -> None:
    models = [
        model("silver.a", "select * from silver.b"),
        model("silver.b", "select * from silver.a"),
        model("silver.c", "select * from silver.a"),
        model("silver.d", "select 1 as n"),
    ]
    with pytest.raises(ValueError, match=r"silver\.a, silver\.b$"):
        sort_models(models)


def test_a_model_replaces_its_table_whole(session: Session) -> None:
    first = build_model(session, model("silver.t", "select unnest([1, 2, 3]) as n"))
    assert (first.table, first.kept) == ("silver.t", 3)
    assert build_model(session, model("silver.t", "select 'x' as other")).kept == 1
    assert session.read(Relation("silver", "t")).to_pylist() == [{"other": "x"}]


def test_as_of_is_the_instant_of_the_run_to_the_microsecond(session: Session) -> None:
    build_model(session, model("silver.t", "select as_of as at"))
    assert session.read(Relation("silver", "t")).to_pylist() == [{"at": AS_OF}]


def test_what_lives_while_a_run_does_is_not_left_in_the_file(
    session: Session, tmp_path: Path
) -> None:
    build_model(session, model("work.t", "select 1 as n"))
    build_model(session, model("silver.t", "select n + 1 as n from work.t"))
    session.engine.commit("run")
    session.engine.close()
    again = open_engine(DuckdbSettings(path="w.duckdb"), tmp_path, "read")
    assert again.columns(Relation("work", "t")) is None
    assert again.columns(Relation("silver", "t")) == {"n": "INTEGER"}
    again.close()


def test_a_failing_model_is_named_with_its_file_and_its_table_stays(session: Session) -> None:
    build_model(session, model("silver.t", "select 1 as n"))
    session.engine.commit("first")
    broken = model("silver.t", "select cast('Asha Rao' as integer) as n", file="silver/t.sql")
    with pytest.raises(QueryError, match=r"^silver\.t \(silver/t\.sql\): ") as caught:
        build_model(session, broken)
    assert "Asha" not in caught.value.message
    assert session.read(Relation("silver", "t")).to_pylist() == [{"n": 1}]


def test_a_transaction_takes_effect_whole_or_not_at_all(session: Session) -> None:
    build_model(session, model("silver.t", "select 1 as n"))
    session.engine.commit("first")
    with pytest.raises(QueryError):  # noqa: PT012 - it is about the block
        build_model(session, model("silver.t", "select 2 as n"))
        build_model(session, model("silver.u", "select 2 as n"))
        build_model(session, model("silver.v", "select n from silver.nothing"))
    assert session.read(Relation("silver", "t")).to_pylist() == [{"n": 1}]
    assert session.columns(Relation("silver", "u")) is None


def test_a_fingerprint_is_about_meaning_not_layout() -> None:
    plain = model("silver.t", "select a, b from source.t where a > 1")
    spread = model("silver.t", "SELECT a,\n  b -- why\nFROM source.t\nWHERE a > 1")
    other = model("silver.t", "select a, b from source.t where a > 2")
    assert plain.fingerprint == spread.fingerprint
    assert plain.fingerprint != other.fingerprint
