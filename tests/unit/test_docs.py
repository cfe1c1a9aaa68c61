"""The documentation says what the code does, and its links lead somewhere."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md")))
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^( *)```.*?^\1```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def writers() -> Iterator[Any]:
    """Return `docs/generate.py` as a module."""
    sys.path.insert(0, str(DOCS))
    try:
        yield import_module("generate")
    finally:
        sys.path.remove(str(DOCS))


def reference(name: str) -> str:
    return (DOCS / "reference" / name).read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """Name every heading of a page as a link to it does."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


def test_generated_pages_are_up_to_date(writers: Any) -> None:
    assert writers.outdated() == [], "run `make docs`"


@pytest.mark.usefixtures("writers")
def test_every_verb_and_option_stands_in_the_reference() -> None:
    text = reference("cli.md")
    sections = {s.partition("\n")[0]: s for s in text.split("\n## ")}
    commands = import_module("writers.command_line").commands()
    assert {"cdp run", "cdp quarantine show", "cdp identity report"} <= set(commands)
    for name, command in commands.items():
        assert name in sections
        for parameter in command.params:
            if parameter.name != "help":
                shown = parameter.opts if parameter.opts[0].startswith("-") else [parameter.name]
                for option in shown:
                    assert option in sections[name] or option.upper() in sections[name], name


def test_every_exit_code_stands_in_the_reference() -> None:
    from cdp import errors

    codes = {
        kind.exit_code
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.CdpError)
    }
    text = reference("cli.md").partition("## Exit codes")[2]
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    assert codes | {0, 70, 130} == listed


@pytest.mark.usefixtures("writers")
def test_every_key_of_every_project_file_stands_in_the_reference() -> None:
    project_files = import_module("writers.project_files")
    chapters = reference("project-files.md").split("\n## ")
    by_file = {c.partition("\n")[0]: c for c in chapters}
    for file, models in project_files.project_models().items():
        for model in models:
            for key in project_files.keys(model):
                assert f"\n| `{key}` |" in by_file[file], f"{file}: {model.__name__}.{key}"


def test_every_table_and_column_of_the_example_stands_in_the_reference() -> None:
    from cdp.pipeline.compile import compile_root

    text = reference("tables.md")
    sections = {s.partition("\n")[0]: s for s in text.split("\n### ")}
    compiled = compile_root(ROOT / "projects" / "superleap")
    for model in (*compiled.models_of("silver"), *compiled.models_of("gold")):
        section = sections[str(model.relation)]
        for column in model.columns:
            assert f"\n| `{column.name}` |" in section, f"{model.relation}.{column.name}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_relative_links_resolve(page: Path) -> None:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    measured = {ROOT / "bench" / "results.md"}  # `make bench` writes it
    for link in LINK.findall(text):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists() or target in measured, link
        if anchor:
            assert anchor in anchors(target), link


def test_every_page_can_be_reached_from_the_index() -> None:
    found, pending = set[Path](), [ROOT / "README.md", DOCS / "README.md"]
    while pending:
        page = pending.pop()
        if page in found or page.suffix != ".md" or not page.exists():
            continue
        found.add(page)
        text = FENCE.sub("", page.read_text(encoding="utf-8"))
        links = (x.partition("#")[0] for x in LINK.findall(text) if "://" not in x)
        pending += [(page.parent / x).resolve() for x in links]
    assert not set(PAGES) - found


def test_the_readme_begins_with_the_two_commands() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert [line.partition("#")[0].strip() for line in lines[:4]] == [
        "```sh",
        "make demo",
        "make test",
        "```",
    ]
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {"demo", "test", "docs", "bench", "lint"} <= targets


def test_decisions_are_numbered_and_formed_alike() -> None:
    files = sorted((DOCS / "adr").glob("0*.md"))
    numbers = [int(f.name[:4]) for f in files]
    assert numbers == list(range(1, len(files) + 1))
    for number, file in zip(numbers, files, strict=True):
        text = file.read_text(encoding="utf-8")
        assert text.startswith(f"# {number}. ")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
            "Context",
            "Decision",
            "Consequences",
        ]
        assert len(text.splitlines()) <= 40


def test_the_project_of_the_how_to_runs_as_it_stands_there(tmp_path: Path) -> None:
    """The page's blocks, put into the files it names, give the two people it shows."""
    import duckdb

    from cdp.pipeline.compile import compile_root
    from cdp.pipeline.execute import execute_run

    class Silent:
        def stage(self, name: str, steps: int) -> None: ...
        def step(self, name: str) -> None: ...
        def done(self, result: object) -> None: ...

    page = (DOCS / "how-to" / "own-crm.md").read_text(encoding="utf-8")
    blocks = dict(
        re.findall(r"^`([\w./]+)`[^`]*?\n\n```\w*\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    )
    data = re.search(r"^```\n(Id,Created At.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert data is not None
    files = {
        **blocks,
        "data/customers.csv": data[1],
        "identity_pins.csv": "record_a,record_b,decision,by,at,reason\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    execute_run(compile_root(tmp_path), None, datetime(2026, 4, 1), Silent())
    with duckdb.connect(str(tmp_path / "warehouse.duckdb"), read_only=True) as db:
        rows = db.execute(
            "select user_id, full_name, account_count from gold.cdp_dim_user"
        ).fetchall()
    assert sorted(rows) == [(1000001, "A. Rao", 2), (1000003, "Vikram Rao", 1)]
