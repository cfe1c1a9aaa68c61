"""Retired ids go where following them one by one leads, however long the way is."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdp.engine import open_engine
from cdp.engines.duckdb import Settings as DuckdbSettings
from cdp.identity.redirects import write_redirects
from cdp.tables import IDENTITY_LOG, REDIRECT, REGISTRY
from cdp.warehouse.change_set import Change
from cdp.warehouse.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cdp.engine import Engine
    from cdp.warehouse.context import Run

AS_OF = datetime(2026, 1, 1)
IDS = 9


class Warehouse:
    """A register and a log in memory, and the run that looks at them."""

    def __init__(self, engine: Engine) -> None:
        self.session = Session(engine, AS_OF)
        self.changes: dict[object, Change] = {}

    def write(self, goes_to: dict[int, int], live: set[int], left: set[int]) -> Change:
        """Have records founded by ids belong to users; `live` users have one more that is there."""
        rows = [(n, user, False) for n, user in goes_to.items()]
        rows += [(1000 + user, user, True) for user in live]
        columns = list(zip(*rows, strict=True)) or [(), (), ()]
        kinds = {"record_no": pa.int64(), "user_id": pa.int64(), "is_live": pa.bool_()}
        named = zip(kinds.items(), columns, strict=True)
        self.session.load(REGISTRY, pa.table({n: pa.array(c, t) for (n, t), c in named}))
        self.session.load(
            IDENTITY_LOG, pa.table({"from_user": pa.array([None, *left], pa.int64())})
        )
        run = SimpleNamespace(
            engine=self.session.engine, session=self.session, changes=self.changes
        )
        written = write_redirects(cast("Run", run))
        assert written.kept == len(self.redirects())
        return self.changes[REDIRECT]

    def redirects(self) -> dict[int, int]:
        """Return retired id → user, as stored."""
        rows = self.session.read(REDIRECT).to_pylist()
        return {r["retired_user_id"]: r["user_id"] for r in rows}


def followed(goes_to: dict[int, int], live: set[int], left: set[int]) -> dict[int, int]:
    """Follow every retired id step by step."""
    retired = left - live
    found: dict[int, int] = {}
    for start in retired:
        user, seen = start, set[int]()
        while user in retired and user not in seen:
            seen.add(user)
            user = goes_to.get(user, user)
        if user not in retired:
            found[start] = user
    return found


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    root: Path = tmp_path_factory.mktemp("redirects")
    engine = open_engine(DuckdbSettings(path=":memory:"), root)
    yield Warehouse(engine)
    engine.close()


numbers = st.integers(1, IDS)


@given(st.dictionaries(numbers, numbers), st.sets(numbers, max_size=4), st.sets(numbers))
@settings(deadline=None, max_examples=60)
def test_ids_go_where_following_them_one_by_one_leads(
    warehouse: Warehouse, goes_to: dict[int, int], live: set[int], left: set[int]
) -> None:
    warehouse.write(goes_to, live, left)
    assert warehouse.redirects() == followed(goes_to, live, left)
    assert warehouse.write(goes_to, live, left) is Change.none


def test_a_chain_of_ids_may_be_as_long_as_it_likes(warehouse: Warehouse) -> None:
    goes_to = {n: n + 1 for n in range(1, 300)}
    assert warehouse.write(goes_to, {300}, set(range(1, 300))) is Change.all
    assert warehouse.redirects() == dict.fromkeys(range(1, 300), 300)
    # without anybody at its end it goes nowhere
    assert warehouse.write(goes_to, set(), set(range(1, 301))) is Change.all
    assert warehouse.redirects() == {}
