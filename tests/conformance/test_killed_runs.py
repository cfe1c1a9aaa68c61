"""A run that dies between any two statements shows nothing, leaves nothing, and is done again.

On every engine, for the first build of a project and for a small run after it.
"""

from __future__ import annotations

import re
import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from cdp.engine import open_engine
from cdp.pipeline.compile import compile_root
from cdp.pipeline.execute import execute_run
from cdp.project.leaves import ENGINES, built_in_leaves
from cdp.tables import USER_IDENTIFIER, USER_MAP
from cdp.types import Relation
from conftest import AS_OF, Silent, Tiny
from mortal import Life, dying_after
from warehouse_file import open_warehouse, physical_tables

if TYPE_CHECKING:
    from pathlib import Path

    from cdp.warehouse.context import Manifest

SCHEMAS = ("audience", "gold", "identity", "ops", "quarantine", "silver")
VIEWS = (USER_MAP, USER_IDENTIFIER)
SWITCH = re.compile(r'commit|create or replace table "lake"."version"')
"""The statement from which on readers see a run."""
PARTS = 4
LATER = AS_OF + timedelta(days=1)
Shown = dict[str, list[Any]]


@dataclass
class Scene:
    """A project that waits for a run, what there is before it, and what it does undisturbed."""

    tiny: Tiny
    compiled: Manifest
    waiting: Path
    """The folder of what runs left so far."""
    before: Shown
    after: Shown
    life: Life
    """The statements of the undisturbed run."""
    stored: list[str]
    """What it left in the file, without the names of openings."""

    @property
    def switch(self) -> int:
        """The number of the statement from which on readers see the run."""
        return max(n for n, s in enumerate(self.life.statements) if SWITCH.match(s))

    def reset(self) -> None:
        """Let the project wait for its run again."""
        _copy(self.waiting, self.tiny.root)


def _copy(there: Path, here: Path) -> None:
    here.mkdir(exist_ok=True)
    for old in (*here.glob("warehouse.duckdb*"), *here.glob("state.db*")):
        old.unlink()
    for file in (*there.glob("warehouse.duckdb*"), *there.glob("state.db*")):
        shutil.copy(file, here)


def _run(compiled: Manifest) -> None:
    execute_run(compiled, None, LATER, Silent())


def _shown(compiled: Manifest) -> Shown:
    """Read what the engine shows to a reader; nothing where there is no file."""
    project = compiled.project
    if not (project.root / "warehouse.duckdb").exists():
        return {}
    with closing(open_engine(project.target(None).engine, project.root, "read")) as engine:
        tables = [t for schema in SCHEMAS for t in engine.tables(schema)]
        there = [*tables, *(v for v in VIEWS if engine.columns(v))]
        found: Shown = {}
        for table in there:
            name = engine.name(table)
            rows = engine.scan(f'select * from "{name.schema}"."{name.name}"').read_all()
            found[str(table)] = sorted(rows.to_pylist(), key=repr)
        return found


def _without_run_ids(shown: Shown) -> Shown:
    return {
        table: sorted(({k: v for k, v in row.items() if k != "run_id"} for row in rows), key=repr)
        for table, rows in shown.items()
    }


def _stored(tiny: Tiny) -> list[str]:
    return sorted(re.sub(r"__[0-9a-f]{8}", "__", name) for name in physical_tables(tiny.warehouse))


@pytest.fixture(scope="module", params=[(e, w) for e in built_in_leaves(ENGINES) for w in (0, 1)],
                ids=lambda p: f"{p[0]}-{('first', 'later')[p[1]]}")  # fmt: skip
def scene(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    engine, runs_before = request.param
    root = tmp_path_factory.mktemp("killed")
    tiny = Tiny(root / "tiny", engine)
    base = [
        _person("a", 1, "Asha Rao", "9876500001", "a@rao.in"),
        _person("b", 2, "Vikram Rao", "9876500002", ""),
        _person("c", 3, "Meena Iyer", "9876500003", "m@iyer.in"),
    ]
    tiny.persons(*base)
    compiled = compile_root(tiny.root)
    if runs_before:
        execute_run(compiled, None, AS_OF, Silent())
        more = [
            _person("b", 4, "Vikram Rao", "9876500001", "v@rao.in"),
            _person("d", 5, "Asha Rao", "9876500001", "a@rao.in"),
            "e,never,2026-01-06T00:00:00Z,,Bad,,,,,",
        ]
        (tiny.data / "person_2.csv").write_text("\n".join([tiny.header, *more, ""]))
    waiting = root / "waiting"
    _copy(tiny.root, waiting)
    before = _shown(compiled)
    with dying_after() as life:
        _run(compiled)
    after = _shown(compiled)
    assert _without_run_ids(before) != _without_run_ids(after)
    return Scene(tiny, compiled, waiting, before, _without_run_ids(after), life, _stored(tiny))


def _person(key: str, day: int, name: str, phone: str, email: str) -> str:
    return (
        f"{key},2026-01-0{day}T00:00:00Z,2026-01-0{day}T00:00:00Z,,{name},,{phone},{email},,{day}"
    )


def die_and_do_again(scene: Scene, statements: int) -> None:
    """Kill the run after so many statements, look at what is there, and run again."""
    scene.reset()
    with dying_after(statements):
        _run(scene.compiled)
    left = _shown(scene.compiled)
    if statements <= scene.switch:
        assert left == scene.before, f"something is seen after {statements} statements"
    else:
        assert _without_run_ids(left) == scene.after, f"half is seen after {statements} statements"
    _run(scene.compiled)
    assert _without_run_ids(_shown(scene.compiled)) == scene.after, f"after {statements} statements"
    if statements <= scene.switch:
        assert _stored(scene.tiny) == scene.stored, f"after {statements} statements"


def test_a_run_dies_at_moments_that_matter(scene: Scene) -> None:
    for statements in (3, scene.switch // 2, scene.switch, scene.switch + 1):
        die_and_do_again(scene, statements)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_a_run_dies_between_any_two_statements(scene: Scene, part: int) -> None:
    for statements in range(part, len(scene.life.statements), PARTS):
        die_and_do_again(scene, statements)


def test_opening_for_writing_sweeps_what_no_reader_can_need(scene: Scene) -> None:
    scene.reset()
    for statements in (scene.switch, scene.switch - 1, None):
        with dying_after(statements):
            _run(scene.compiled)
    project = scene.compiled.project
    open_engine(project.target(None).engine, project.root, "write").close()
    with open_warehouse(scene.tiny.warehouse) as db:
        if not db.execute("from duckdb_databases() where database_name = 'stored'").fetchall():
            return  # the names are those that readers know
        named = db.execute("select physical_schema, physical_name from stored.lake.version")
        expected = {f"{schema}.{name}" for schema, name in named.fetchall()}
    schemas = {f"{Relation.parse(name).schema}." for name in expected} | {"lake.", "lake_work."}
    found = {n for n in physical_tables(scene.tiny.warehouse) if not n.startswith("main.")}
    assert found == expected | schemas | {"lake.version"}
