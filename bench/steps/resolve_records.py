"""Run the identity stage alone on a warehouse that has silver tables, and count what it found."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.settings import AS_OF, BENCH
from cdp.engine import open_engine
from cdp.engines.duckdb import Settings as DuckdbSettings
from cdp.identity.step import resolve_identity
from cdp.project.config import Config, Target
from cdp.project.identity import Identity
from cdp.project.load import Project
from cdp.project.yamlfile import Sourced, load_yaml
from cdp.tables import USER_MAP
from cdp.warehouse.context import Manifest, Run, RunRequest, Unwatched
from cdp.warehouse.session import Session


def _project(warehouse: Path, memory: str) -> Project:
    target = Target(engine=DuckdbSettings(path=warehouse.name, memory_limit=memory))
    config = Config(
        name="records", description="", default_target="local", targets={"local": target}
    )
    rules, doc = load_yaml(BENCH / "identity.yaml", "identity.yaml", Identity, [])
    assert rules is not None
    assert doc is not None
    return Project(warehouse.parent, config, (), (), Sourced(rules, doc), None)


def main(warehouse: Path, memory: str) -> None:
    """Resolve, commit and print counts and seconds as JSON."""
    project = _project(warehouse, memory)
    target = project.target(None)
    engine = open_engine(target.engine, project.root)
    as_of = datetime.fromisoformat(AS_OF).astimezone(UTC).replace(tzinfo=None)
    session = Session(engine, as_of)
    request = RunRequest("bench", as_of, target, full=True)
    tables = resolve_identity(Run(request, Manifest(project, (), {}, None), session, Unwatched()))
    engine.commit("bench")
    found = {
        "records": session.count(USER_MAP),
        "users": session.value(f"select count(distinct user_id) as n from {USER_MAP}"),
        "steps": {table.table: table.seconds for table in tables},
    }
    engine.close()
    print(json.dumps(found))


main(Path(sys.argv[1]), sys.argv[2])
