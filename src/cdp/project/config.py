"""`cdp.yaml`: the project's name and its targets (engine, source, state)."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, InstanceOf

from cdp.project.leaves import ENGINES, SOURCES, leaf_settings

MARKER = "cdp.yaml"
"""The file that makes a folder a project."""


class Section(BaseModel):
    """Base of every section of a project file: frozen, and no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def _check_table_name(name: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*", name):
        raise ValueError(f"{name!r} is not of the form schema.table, as silver.{name}")
    return name


TableName = Annotated[str, AfterValidator(_check_table_name)]
"""How project files name a table: schema.table."""


def check_pattern(pattern: str) -> str:
    """Return the pattern; ValueError when it is no regular expression."""
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return pattern


class State(Section):
    """Where run history and leases are kept: a SQLAlchemy URL."""

    url: str = Field(
        default="sqlite:///state.db",
        description="SQLAlchemy URL without a password; relative SQLite paths are the project's.",
    )
    url_env: str | None = Field(
        default=None, description="Name of an environment variable that holds the URL instead."
    )


def leaf_type(section: Section) -> str:
    """Name the leaf that a section of a target is for."""
    return str(getattr(section, "type", ""))


DEFAULT_LEAVES = {"engine": (ENGINES, "duckdb"), "source": (SOURCES, "files")}
"""Section of a target → the group of its leaves, and the leaf where its `type` is not named."""


def _default_leaf(section: str) -> Section:
    group, name = DEFAULT_LEAVES[section]
    return leaf_settings(group, name)()


class Target(Section):
    """One place to run: which engine computes, where rows come from, where state is kept."""

    engine: InstanceOf[Section] = Field(
        default_factory=lambda: _default_leaf("engine"), description="What computes and stores."
    )
    source: InstanceOf[Section] = Field(
        default_factory=lambda: _default_leaf("source"), description="Where the rows come from."
    )
    state: State = Field(default=State(), description="Where run history and leases are kept.")


class Config(Section):
    """The whole of `cdp.yaml`."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", description="Name of the project.")]
    description: str = Field("", description="What the project is about, for people.")
    default_target: str = Field("local", description="The target used without `--target`.")
    targets: dict[str, Target] = Field(min_length=1, description="Target name → where to run.")
