"""Run the identity stage alone on a warehouse that has silver tables, and count what it found."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bench.settings import AS_OF, BENCH
from cdp.engine import open_engine
from cdp.identity.relations import USER_MAP
from cdp.identity.step import resolve_identity
from cdp.pipeline.compile import Compiled
from cdp.project import yamlfile
from cdp.project.config import Config, DuckdbEngine, Target
from cdp.project.identity import Identity
from cdp.project.load import Project, Sourced
from cdp.warehouse.context import Run

if TYPE_CHECKING:
    from cdp.engine import Engine
    from cdp.types import StageResult


class _Silent:
    """Progress that nobody watches."""

    def stage(self, name: str, steps: int) -> None: ...

    def step(self, name: str) -> None: ...

    def done(self, result: StageResult) -> None: ...


def _project(warehouse: Path, memory: str) -> Project:
    target = Target(engine=DuckdbEngine(path=warehouse.name, memory_limit=memory))
    config = Config(
        name="records", description="", default_target="local", targets={"local": target}
    )
    rules, doc = yamlfile.load(BENCH / "identity.yaml", "identity.yaml", Identity, [])
    assert rules is not None
    assert doc is not None
    return Project(warehouse.parent, config, (), (), Sourced(rules, doc), None)


def _count(engine: Engine, what: str) -> int:
    return engine.fetch(f"select {what} as n from {USER_MAP}")["n"][0].as_py()


def main(warehouse: Path, memory: str) -> None:
    """Resolve, commit and print counts and seconds as JSON."""
    project = _project(warehouse, memory)
    target = project.target(None)
    engine = open_engine(target.engine, project.root)
    as_of = datetime.fromisoformat(AS_OF).astimezone(UTC).replace(tzinfo=None)
    run = Run(engine, Compiled(project, (), (), {}), target, "bench", as_of, _Silent(), full=True)
    with engine.transaction():
        tables = resolve_identity(run)
    found = {
        "records": _count(engine, "count(*)"),
        "users": _count(engine, "count(distinct user_id)"),
        "steps": {table.table: table.seconds for table in tables},
    }
    engine.close()
    print(json.dumps(found))


main(Path(sys.argv[1]), sys.argv[2])
