"""Every model of the example project is said for the engines of a lake, as it was reviewed.

`snapshots/<dialect>/<model>.sql` is read like code. After a change on purpose write them anew with
`CDP_REVIEW=1 pytest tests/unit/test_portable.py` and look at the difference.
"""

from __future__ import annotations

import os
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlglot
from sqlglot import ErrorLevel, exp

from cdp.pipeline.compile import compile_root
from cdp.sql.render import render

if TYPE_CHECKING:
    from cdp.warehouse.context import Manifest

PROJECT = Path(__file__).parents[2] / "projects" / "superleap"
SNAPSHOTS = Path(__file__).parent / "snapshots"
AS_OF = datetime(2026, 1, 1)
DIALECTS = ("trino", "spark")


@pytest.fixture(scope="module")
def compiled() -> Manifest:
    return compile_root(PROJECT)


@pytest.fixture(scope="module", params=DIALECTS)
def rendered(request: pytest.FixtureRequest, compiled: Manifest) -> tuple[str, dict[str, str]]:
    """Render every model; whatever the dialect cannot say is an error here."""
    texts = {
        str(m.relation): f"{render(m.query, request.param, AS_OF, pretty=True)};\n"
        for m in compiled.models
    }
    return request.param, texts


def test_every_model_is_the_reviewed_one(rendered: tuple[str, dict[str, str]]) -> None:
    dialect, texts = rendered
    folder = SNAPSHOTS / dialect
    if os.environ.get("CDP_REVIEW"):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.sql"):
            old.unlink()
        for name, text in texts.items():
            (folder / f"{name}.sql").write_text(text, encoding="utf-8")
    reviewed = {p.stem: p.read_text(encoding="utf-8") for p in folder.glob("*.sql")}
    assert sorted(reviewed) == sorted(texts)
    changed = [name for name in texts if texts[name] != reviewed[name]]
    assert not changed, f"{dialect}: look at these and see the docstring: {', '.join(changed)}"


def test_every_model_reads_back_without_anything_of_ours(
    rendered: tuple[str, dict[str, str]],
) -> None:
    dialect, texts = rendered
    for name, text in texts.items():
        (tree,) = (
            t for t in sqlglot.parse(text, dialect=dialect, error_level=ErrorLevel.RAISE) if t
        )
        assert isinstance(tree, exp.Query), name
        calls = {f.name.lower() for f in tree.find_all(exp.Anonymous)}
        assert not [c for c in calls if c.startswith("cdp_")], name
        assert not [c for c in tree.find_all(exp.Column) if c.name == "as_of"], name
        assert "current_timestamp" not in text.lower(), name
        assert "now()" not in text.lower(), name


# what the embedded engine alone understands, per dialect (all in lower case)
FOREIGN = {
    "trino": (
        "arg_min(", "arg_max(", "epoch_ms(", "bool_or(distinct", "list(", "regexp_matches(",
        "strptime(", "struct_pack(", " exclude (", "::", "qualify ", "any_value(distinct",
        "file_row_number", "array_to_string(", "len(", "to_timestamp(", " at time zone 'utc' as",
    ),
    "spark": (
        "arg_min(", "arg_max(", "epoch_ms(", "regexp_matches(", "strptime(", "struct_pack(",
        " exclude (", "::", "array_to_string(", "strpos(", "list(", "regexp_full_match(",
    ),
}  # fmt: skip


def test_no_model_says_what_only_the_embedded_engine_understands(
    rendered: tuple[str, dict[str, str]],
) -> None:
    dialect, texts = rendered
    found = [
        f"{name}: {word}"
        for name, text in texts.items()
        for word in FOREIGN[dialect]
        if word in text.lower()
    ]
    assert not found, "\n".join(found)


def test_instants_keep_microseconds_and_know_no_time_zone(
    rendered: tuple[str, dict[str, str]],
) -> None:
    # a bare TIMESTAMP has milliseconds on Trino, and the session's time zone on Spark
    dialect, texts = rendered
    # Spark counts milliseconds of instants only, read in the session's zone: ours are set to UTC
    through = re.compile(
        r"UNIX_MILLIS\(CAST\(\w+ AS TIMESTAMP\)\)|AS TIMESTAMP\) AS TIMESTAMP_NTZ\)"
    )
    bare = {name: through.sub("", text).count("AS TIMESTAMP)") for name, text in texts.items()}
    assert {name: n for name, n in bare.items() if n} == {}, dialect


def test_the_instant_of_the_run_is_the_one_that_was_given(
    rendered: tuple[str, dict[str, str]],
) -> None:
    _, texts = rendered
    assert "2026-01-01 00:00:00" in texts["gold.cdp_dim_user"]


def test_rendering_does_not_change_the_model(compiled: Manifest) -> None:
    model = next(m for m in compiled.models if str(m.relation) == "gold.cdp_dim_user")
    before = model.query.sql()
    texts = [render(model.query, d, AS_OF) for d in ("duckdb", *DIALECTS, "duckdb")]
    assert texts[0] == texts[-1]
    assert model.query.sql() == before
