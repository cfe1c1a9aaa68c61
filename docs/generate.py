"""Write the generated pages of the reference from the code and the example project.

`python docs/generate.py` writes `docs/reference/*.md`; `--check` writes nothing and fails when a
page is out of date. What a page says comes from where it is decided: the pydantic models of the
project files, the command line itself, the list of SQL functions, the example project's models.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from writers.command_line import command_line
from writers.functions import functions
from writers.project_files import project_files
from writers.warehouse import tables

if TYPE_CHECKING:
    from collections.abc import Sequence

REFERENCE = Path(__file__).resolve().parent / "reference"
WRITERS = {
    "project-files.md": project_files,
    "cli.md": command_line,
    "functions.md": functions,
    "tables.md": tables,
}


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or compare them; return the exit code."""
    if "--check" not in arguments:
        REFERENCE.mkdir(parents=True, exist_ok=True)
        for name, text in pages().items():
            (REFERENCE / name).write_text(text, encoding="utf-8")
        return 0
    stale = outdated()
    for name in stale:
        print(f"docs/reference/{name} is out of date; run `make docs`", file=sys.stderr)
    return 1 if stale else 0


def outdated() -> list[str]:
    """Name the pages that are not what the code says now."""
    return [name for name, text in pages().items() if _written(REFERENCE / name) != text]


def pages() -> dict[str, str]:
    """Make every page: its file name and its text."""
    return {name: "\n".join([*write(), ""]) for name, write in WRITERS.items()}


def _written(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
