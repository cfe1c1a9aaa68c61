"""`cdp init`: scaffold a project that runs."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer


def make_project(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
) -> None:
    """Scaffold a project in DIR: a copy of the Superleap one, ready to run and to change."""
    from cdp.errors import UsageError

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} exists and is not empty", fix="choose a new folder")
    shutil.copytree(_find_scaffold(), folder, dirs_exist_ok=True, ignore=_list_leftovers)
    typer.echo(f"made a project in {folder}; next:")
    typer.echo(f"  cdp synth --leads 20000 --seed 1 --out {folder / 'data'}   # or your own files")
    typer.echo(f"  cdp run --project {folder}")


def _find_scaffold() -> Path:
    """Find the project that ships with the package, or stands beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    shipped = package / "scaffold"
    return shipped if shipped.is_dir() else package.parents[1] / "projects" / "superleap"


def _list_leftovers(_: str, names: list[str]) -> list[str]:
    return [
        n for n in names if n in {"data", "export", "state.db"} or n.startswith("warehouse.duckdb")
    ]
