"""A destination that another package registers, made as the page about it says, to the letter."""

from __future__ import annotations

import json
import os
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fakes.server import Faults, Reply, Request, serve
from sync_world import build

if TYPE_CHECKING:
    from conftest import Cdp

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-destination.md"


class Acme:
    """A tool that keeps people by their id."""

    def __init__(self) -> None:
        self.people: dict[str, dict[str, Any]] = {}

    def handle(self, request: Request) -> Reply:
        if request.headers.get("authorization") != "Bearer secret":
            return self.refusal(request, 401)
        for person in json.loads(request.body)["people"]:
            self.people[person["id"]] = person
        return Reply.json(200, {})

    def refusal(self, request: Request, status: int) -> Reply:  # noqa: ARG002
        return Reply.json(status, {})


def install(site: Path, page: str) -> None:
    """Lay out the package of the page as an installer would, with its entry point."""
    (module,) = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    (toml,) = re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    ((group, leaves),) = tomllib.loads(toml)["project"]["entry-points"].items()
    lines = [f"[{group}]", *(f"{name} = {module_name}" for name, module_name in leaves.items())]
    package, info = site / "acme_cdp", site / "acme_cdp-1.0.dist-info"
    package.mkdir(parents=True)
    info.mkdir()
    (package / "__init__.py").touch()
    (package / "destination.py").write_text(module, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-cdp\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n", "utf-8")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("acme") / "project"
    build(root, leads=40)
    return root


def test_it_is_planned_and_sent_as_the_page_says(root: Path, tmp_path: Path, cdp: Cdp) -> None:
    page = PAGE.read_text(encoding="utf-8")
    install(tmp_path / "site", page)
    (file,) = re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    path = root / "destinations" / "acme.yaml"
    paths = [str(tmp_path / "site"), os.environ.get("PYTHONPATH", "")]
    site = {"PYTHONPATH": os.pathsep.join(p for p in paths if p)}
    acme = Acme()
    with serve(acme, Faults([])) as url:
        path.write_text(file.replace("account:\n", f"account:\n  base_url: {url}\n"), "utf-8")
        planned = cdp("sync", "plan", "acme", "--project", root, "--format", "json", **site)
        assert planned.returncode == 0, planned.stderr
        plan = json.loads(planned.stdout)
        assert plan["add"] > 0
        assert plan["sample"][0]["headers"]["Authorization"] == "***"
        sent = cdp("sync", "run", "acme", "--project", root, ACME_KEY="secret", **site)
        assert sent.returncode == 0, sent.stderr
        assert len(acme.people) == plan["add"]
        again = cdp("sync", "plan", "acme", "--project", root, "--format", "json", **site)
        assert json.loads(again.stdout)["add"] == 0

    unknown = cdp("sync", "plan", "acme", "--project", root)
    path.unlink()
    assert unknown.returncode == 2
    assert "destinations/acme.yaml:1 type: there is no type 'acme'" in unknown.stderr
    assert "one of: moengage, webengage, webhook, file" in unknown.stderr
