"""Options that several verbs share, and how they find their project."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Generator

    from cdp.engine import Engine
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


def open_project(project: Path | None) -> Project:
    """Load the project that a command is about; ProjectError when it has mistakes."""
    from cdp.project.load import load

    return load(root_of(project))


@contextlib.contextmanager
def reading(project: Project, target: str | None) -> Generator[Engine]:
    """Open a target's warehouse for reading only."""
    from cdp.engine import open_engine

    engine = open_engine(project.target(target).engine, project.root, "read")
    try:
        yield engine
    finally:
        engine.close()
