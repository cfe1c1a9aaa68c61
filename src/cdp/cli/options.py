"""Options that several verbs share, and how they find their project."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Generator

    from cdp.project.load import Project
    from cdp.warehouse.session import Session

ProjectDir = Annotated[
    Path | None,
    typer.Option("--project", help="The project folder; default: the nearest cdp.yaml upwards."),
]
TargetName = Annotated[
    str | None, typer.Option("--target", help="A target of cdp.yaml; default: its default_target.")
]


class Format(StrEnum):
    """How the result is shown."""

    table = "table"
    json = "json"


class LogFormat(StrEnum):
    """How progress is told where there is no terminal."""

    text = "text"
    json = "json"


Shown = Annotated[Format, typer.Option("--format", help="How the result is shown.")]
Told = Annotated[LogFormat, typer.Option("--log-format", help="How progress is told.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", help="The run's instant, ISO-8601; default: now. Windows end there."),
]
Full = Annotated[bool, typer.Option("--full", help="Build everything anew, whatever has changed.")]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select", help="Compute these models whole; with a + behind, what reads them too."
    ),
]


def instant_of(as_of: str | None) -> datetime:
    """Read the instant that an option names, or now."""
    return parse_instant(as_of) if as_of else datetime.now(UTC).replace(tzinfo=None)


def parse_instant(text: str) -> datetime:
    """Read an ISO-8601 instant as UTC; without an offset it is UTC already."""
    from cdp.errors import UsageError

    try:
        value = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"--as-of {text!r} is no instant", fix="write it as 2026-11-01T00:00:00Z"
        ) from error
    return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value


def root_of(project: Path | None) -> Path:
    """Find the project folder that a command is about."""
    from cdp.project.load import find_root

    return project or find_root(Path.cwd())


def open_project(project: Path | None) -> Project:
    """Load the project that a command is about; ProjectError when it has mistakes."""
    from cdp.project.load import load_project

    return load_project(root_of(project))


@contextlib.contextmanager
def reading_warehouse(project: Project, target: str | None) -> Generator[Session]:
    """Open a target's warehouse for questions, at the instant of the run that it shows."""
    from cdp.warehouse.reading import reading_session

    with reading_session(project, target) as session:
        yield session
