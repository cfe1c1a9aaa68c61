"""Every model of the example project is said for the engines of a lake, as it was reviewed.

`snapshots/<dialect>/<model>.sql` is read like code. After a change on purpose write them anew with
`CDP_REVIEW=1 pytest tests/unit/test_portable.py` and look at the difference.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import portable_sql
import pytest

from cdp.pipeline.compile import compile_root
from cdp.sql.parse import DIALECT
from cdp.sql.render import render

if TYPE_CHECKING:
    from cdp.warehouse.context import Manifest

PROJECT = Path(__file__).parents[2] / "projects" / "superleap"
SNAPSHOTS = Path(__file__).parent / "snapshots"
AS_OF = datetime(2026, 1, 1)


@pytest.fixture(scope="module")
def compiled() -> Manifest:
    return compile_root(PROJECT)


@pytest.fixture(scope="module", params=portable_sql.DIALECTS)
def rendered(request: pytest.FixtureRequest, compiled: Manifest) -> tuple[str, dict[str, str]]:
    """Render every model; whatever the dialect cannot say is an error here."""
    texts = {
        str(m.relation): f"{render(m.query, request.param, AS_OF, pretty=True)};\n"
        for m in compiled.models
    }
    return request.param, texts


def test_every_model_is_the_reviewed_one(rendered: tuple[str, dict[str, str]]) -> None:
    dialect, texts = rendered
    changed = portable_sql.compare_with_reviewed(SNAPSHOTS / dialect, texts)
    assert not changed, f"{dialect}: look at these and see the docstring: {', '.join(changed)}"


def test_every_model_reads_back_without_anything_of_ours(
    rendered: tuple[str, dict[str, str]],
) -> None:
    dialect, texts = rendered
    for name, text in texts.items():
        tree = portable_sql.read_back(text, dialect)
        assert not list(portable_sql.find_our_own(text, tree)), name


def test_no_model_says_what_only_the_embedded_engine_understands(
    rendered: tuple[str, dict[str, str]],
) -> None:
    dialect, texts = rendered
    found = {name: portable_sql.find_foreign(text, dialect) for name, text in texts.items()}
    assert {name: words for name, words in found.items() if words} == {}


def test_instants_keep_microseconds_and_know_no_time_zone(
    rendered: tuple[str, dict[str, str]],
) -> None:
    # a bare TIMESTAMP has milliseconds on Trino, and the session's time zone on Spark
    dialect, texts = rendered
    bare = {name: portable_sql.count_bare_timestamps(text) for name, text in texts.items()}
    assert {name: n for name, n in bare.items() if n} == {}, dialect


def test_the_instant_of_the_run_is_the_one_that_was_given(
    rendered: tuple[str, dict[str, str]],
) -> None:
    _, texts = rendered
    assert "2026-01-01 00:00:00" in texts["gold.cdp_dim_user"]


def test_rendering_does_not_change_the_model(compiled: Manifest) -> None:
    model = next(m for m in compiled.models if str(m.relation) == "gold.cdp_dim_user")
    before = model.query.sql()
    texts = [render(model.query, d, AS_OF) for d in (DIALECT, *portable_sql.DIALECTS, DIALECT)]
    assert texts[0] == texts[-1]
    assert model.query.sql() == before
