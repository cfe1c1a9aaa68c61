"""How the embedded engine keeps values is its own affair: tables hold the same either way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cdp.engine import Hint, Step, open_engine
from cdp.engines import duckdb_dictionaries
from cdp.engines.duckdb import Settings
from cdp.errors import QueryError
from cdp.types import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cdp.engine import Engine

INPUT, PLAIN, KNOWN = (Relation("silver", name) for name in ("input", "plain", "known"))
FEW = frozenset({"few", "n", "no such column"})
HINT = Hint(frozenset({INPUT}), lambda _: FEW)


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setattr(duckdb_dictionaries, "BIG", 1)
    opened = open_engine(Settings(path="w.duckdb"), tmp_path)
    opened.run([Step(INPUT, "select 1 as n")])
    yield opened
    opened.close()


def test_a_table_holds_the_same_whatever_is_known_of_its_values(engine: Engine) -> None:
    select = (
        "select i as n, 'text ' || i as many, if(i % 5 = 0, null, 'kind ' || i % 3) as few,"
        " [i, 1] as pair from range(3000) r(i)"
    )
    assert engine.run([Step(PLAIN, select), Step(KNOWN, select, hint=HINT)]) == [3000, 3000]
    engine.commit("one")
    assert engine.columns(KNOWN) == engine.columns(PLAIN)
    differing = "select * from silver.plain except select * from silver.known"
    assert engine.scan(differing).read_all().num_rows == 0
    engine.run([Step(KNOWN, "select 'x' as few", hint=HINT)])  # and once more, over what is there
    engine.commit("two")
    assert engine.scan("select * from silver.known").read_all().to_pylist() == [{"few": "x"}]


def test_a_table_that_cannot_be_made_leaves_the_one_there_is(engine: Engine) -> None:
    engine.run([Step(KNOWN, "select 'old' as few")])
    engine.commit("one")
    with pytest.raises(QueryError):
        engine.run([Step(KNOWN, "select error('broken') as few from range(9)", hint=HINT)])
    assert engine.scan("select * from silver.known").read_all().to_pylist() == [{"few": "old"}]
