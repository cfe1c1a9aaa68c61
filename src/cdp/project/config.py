"""`cdp.yaml`: the project's name and its targets (engine, source, state)."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


class Section(BaseModel):
    """Base of every section of a project file: frozen, and no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def _table(name: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*", name):
        raise ValueError(f"{name!r} is not of the form schema.table, as silver.{name}")
    return name


TableName = Annotated[str, AfterValidator(_table)]
"""How project files name a table: schema.table."""


def readable_pattern(pattern: str) -> str:
    """Give the pattern back; ValueError when it is no regular expression."""
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return pattern


class DuckdbEngine(Section):
    """The embedded engine: one database file."""

    type: Literal["duckdb"] = Field(default="duckdb", description="Which engine computes.")
    path: str = Field(
        default="warehouse.duckdb", description="Database file, relative to the project."
    )
    memory_limit: str = Field(
        default="4GB",
        pattern=r"^\d+(\.\d+)? ?[KMGT]i?B$",
        description="Most memory the engine may take.",
    )
    threads: int | None = Field(
        default=None, ge=1, description="Worker threads; default: all cores."
    )
    compression: Literal["fast", "small"] = Field(
        default="fast",
        description="How text is stored: fast to write, or in about half the space.",
    )


class FilesSource(Section):
    """A folder with one file or one folder of files a table."""

    type: Literal["files"] = Field(default="files", description="Where rows come from.")
    path: str = Field(default="data", description="The folder, relative to the project.")


class State(Section):
    """Where run history and leases are kept: a SQLAlchemy URL."""

    url: str = Field(
        default="sqlite:///state.db",
        description="SQLAlchemy URL without a password; relative SQLite paths are the project's.",
    )
    url_env: str | None = Field(
        default=None, description="Name of an environment variable that holds the URL instead."
    )


class Target(Section):
    """One place to run: which engine computes, where rows come from, where state is kept."""

    engine: DuckdbEngine = Field(default=DuckdbEngine(), description="What computes and stores.")
    source: FilesSource = Field(default=FilesSource(), description="Where the rows come from.")
    state: State = Field(default=State(), description="Where run history and leases are kept.")


class Config(Section):
    """The whole of `cdp.yaml`."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", description="Name of the project.")]
    description: str = Field("", description="What the project is about, for people.")
    default_target: str = Field("local", description="The target used without `--target`.")
    targets: dict[str, Target] = Field(min_length=1, description="Target name → where to run.")
