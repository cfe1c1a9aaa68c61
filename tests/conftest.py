"""What several test files need: the real command, and a project as small as one can be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from warehouse_file import choose_engine, content, open_warehouse

if TYPE_CHECKING:
    from cdp.types import StageResult

TINY = Path(__file__).parent / "e2e" / "generic" / "tiny"
COMMAND = Path(sys.executable).with_name("cdp")
AS_OF = datetime(2026, 2, 1)


class Cdp(Protocol):
    """Runs the installed command to its end in a folder; the environment has no project in it."""

    def __call__(
        self, *args: object, cwd: Path | None = None, **env: str
    ) -> subprocess.CompletedProcess[str]: ...


class Silent:
    """Nobody who wants to know how far a run is."""

    def stage(self, name: str, steps: int) -> None: ...
    def step(self, name: str) -> None: ...
    def done(self, result: StageResult) -> None: ...


class Tiny:
    """A project of one table `person`, and what its runs left."""

    header = (
        "id,seen_at,changed_at,deleted_at,name,born,primary_mobile_number,email,member_no,spent"
    )

    def __init__(self, root: Path, engine: str = "duckdb") -> None:
        self.root = root
        self.data = root / "data"
        self.warehouse = root / "warehouse.duckdb"
        shutil.copytree(TINY, root)
        choose_engine(root, engine)

    def persons(self, *rows: str, name: str = "person.csv") -> None:
        """Deliver these rows and no others."""
        shutil.rmtree(self.data, ignore_errors=True)
        (self.data / name).parent.mkdir(parents=True)
        (self.data / name).write_text("\n".join([self.header, *rows, ""]), encoding="utf-8")

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace the one place in a file where `old` stands."""
        text = (self.root / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file} has changed: {old!r}"
        (self.root / file).write_text(text.replace(old, new), encoding="utf-8")

    def run(self, as_of: datetime = AS_OF) -> dict[str, Any]:
        """Run the project in this process; gives the report."""
        from cdp.pipeline.compile import compile_root
        from cdp.pipeline.execute import execute_run

        return execute_run(compile_root(self.root), None, as_of, Silent()).report()

    def fetch(self, sql: str) -> list[tuple[Any, ...]]:
        """Read the warehouse as it stands on disk."""
        with open_warehouse(self.warehouse) as db:
            return db.execute(sql).fetchall()

    def users(self) -> dict[str, int]:
        """Return person → user id."""
        return dict(self.fetch("select person_id, user_id from identity.user_map"))

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """Read every table of the warehouse, its rows in a fixed order."""
        return content(self.warehouse)


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    """Return a fresh tiny project that has not run yet."""
    return Tiny(tmp_path / "tiny")


@pytest.fixture(scope="session")
def cdp() -> Cdp:
    """Return the installed command."""

    def run(*args: object, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
        found = subprocess.run(
            [COMMAND, *map(str, args)],
            cwd=cwd or Path(__file__).parent,
            env={**os.environ, "COLUMNS": "160", **env},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert "Traceback" not in found.stderr + found.stdout
        return found

    return run
