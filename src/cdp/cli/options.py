"""Options that several verbs share, and how they find their project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from cdp.engine import Engine, Mode
    from cdp.project.load import Project

ProjectDir = Annotated[
    Path | None,
    typer.Option("--project", help="The project folder; default: the nearest cdp.yaml upwards."),
]
TargetName = Annotated[
    str | None, typer.Option("--target", help="A target of cdp.yaml; default: its default_target.")
]


def root_of(project: Path | None) -> Path:
    """Find the project folder that a command is about."""
    from cdp.project.load import find_root

    return project or find_root(Path.cwd())


def open_project_engine(project: Project, target: str | None, mode: Mode) -> Engine:
    """Open the engine of a project's target."""
    from cdp.engine import open_engine

    return open_engine(project.target(target).engine, project.root, mode)
