"""Leaves are found by name: ours in a table, those of others as entry points, and never in vain."""

from __future__ import annotations

import ast
import importlib.metadata
import subprocess
import sys
from pathlib import Path

import pytest

from cdp.errors import UsageError
from cdp.project import leaves
from cdp.project.leaves import (
    DESTINATIONS,
    ENGINES,
    SOURCES,
    built_in_leaves,
    known_leaves,
    open_leaf,
)

SHIPPED = Path(__file__).parents[2] / "projects" / "superleap"


def register(
    site: Path, group: str, name: str, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Install a package that has an entry point."""
    info = site / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text(f"[{group}]\n{name} = {module}\n", "utf-8")
    monkeypatch.syspath_prepend(site)


@pytest.mark.parametrize("group", [DESTINATIONS, ENGINES, SOURCES])
def test_every_leaf_of_ours_opens(group: str) -> None:
    assert built_in_leaves(group)
    for name in built_in_leaves(group):
        assert open_leaf(group, name).__name__.endswith(name)


@pytest.mark.parametrize("group", [DESTINATIONS, ENGINES, SOURCES])
def test_a_leaf_of_others_opens_by_its_entry_point(
    group: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"leaf_{group.rpartition('.')[2]}"
    (tmp_path / f"{name}.py").write_text("MARK = 7\n", "utf-8")
    register(tmp_path, group, name, name, monkeypatch)
    assert open_leaf(group, name).MARK == 7
    assert known_leaves(group) == (*built_in_leaves(group), name)


def test_an_unknown_name_is_told_with_those_that_are_known() -> None:
    with pytest.raises(UsageError) as error:
        open_leaf(DESTINATIONS, "moengaged")
    assert error.value.message == "there is no type 'moengaged'"
    assert error.value.fix == "one of: moengage, webengage, webhook, file"


def test_a_missing_driver_is_told_with_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "leaf_drivers.py").write_text("import no_such_driver.client\n", "utf-8")
    register(tmp_path, ENGINES, "drivers", "leaf_drivers", monkeypatch)
    with pytest.raises(UsageError) as error:
        open_leaf(ENGINES, "drivers")
    assert error.value.message == "the driver of engine 'drivers' is not installed (no_such_driver)"
    assert error.value.fix == "install it with: pip install no_such_driver"


def test_no_package_is_looked_through_for_a_leaf_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def scan(**_: str) -> None:
        raise AssertionError("entry points were read")

    for name in built_in_leaves(DESTINATIONS):  # pydantic reads its own with its first model
        open_leaf(DESTINATIONS, name)
    monkeypatch.setattr(importlib.metadata, "entry_points", scan)
    open_leaf.cache_clear()
    for name in built_in_leaves(DESTINATIONS):
        open_leaf(DESTINATIONS, name)


def test_loading_a_project_imports_no_client() -> None:
    heavy = "httpx", "tenacity", "pyarrow", "duckdb"
    code = (
        "import sys; from pathlib import Path; from cdp.project.load import load_project\n"
        f"load_project(Path({str(SHIPPED)!r}))\n"
        f"print([m for m in {heavy!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nobody_imports_a_destination_directly() -> None:
    folder = "cdp.activation.destinations"
    source = Path(leaves.__file__).parents[1]
    for path in source.rglob("*.py"):
        if path.parent.name == "destinations":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            named += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [n for n in named if n.startswith(folder)], path
