"""Read a project folder whole and report every mistake in it at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from cdp.errors import Problem, ProjectError, UsageError
from cdp.project import sqlfile, yamlfile
from cdp.project.config import Config, Target
from cdp.project.contract import Contract
from cdp.project.identity import Identity
from cdp.project.profile import Profile

if TYPE_CHECKING:
    from pydantic import BaseModel

    from cdp.project.sqlfile import SqlFile

T = TypeVar("T", bound="BaseModel")
MARKER = "cdp.yaml"
PROFILE_FILE = "gold/user.yaml"


@dataclass(frozen=True)
class Sourced(Generic[T]):
    """A validated document together with the file and lines it came from."""

    value: T
    doc: yamlfile.YamlDoc


@dataclass(frozen=True)
class Project:
    """One project folder, validated and frozen."""

    root: Path
    config: Config
    contracts: tuple[Sourced[Contract], ...]
    models: tuple[SqlFile, ...]
    identity: Sourced[Identity] | None
    profile: Sourced[Profile] | None

    def target(self, name: str | None) -> Target:
        """Give the named target, or the default one; UsageError when there is none such."""
        wanted = name or self.config.default_target
        if wanted not in self.config.targets:
            known = ", ".join(sorted(self.config.targets))
            raise UsageError(f"cdp.yaml has no target {wanted!r}", fix=f"choose one of: {known}")
        return self.config.targets[wanted]


@dataclass(frozen=True)
class Draft:
    """What could be read of a project, and every mistake met on the way."""

    project: Project | None
    problems: tuple[Problem, ...]
    broken: frozenset[str]


def find_root(start: Path) -> Path:
    """Find the nearest folder upwards that holds `cdp.yaml`."""
    for folder in (start, *start.parents):
        if (folder / MARKER).is_file():
            return folder
    raise UsageError(
        f"there is no {MARKER} in {start} or above it",
        fix="go to a project folder, give --project DIR, or make one with `cdp init DIR`",
    )


def read(root: Path) -> Draft:
    """Read every file of the project; nothing is raised for a mistake inside it."""
    root = root.resolve()
    if not (root / MARKER).is_file():
        raise UsageError(
            f"{root} is no project: it has no {MARKER}", fix="make one with `cdp init DIR`"
        )
    problems: list[Problem] = []
    config = _yaml(root / MARKER, MARKER, Config, problems)
    contracts = tuple(
        c
        for f in _files(root, "contracts", "*.yaml")
        if (c := _yaml(f, _name(root, f), Contract, problems))
    )
    models = tuple(
        m
        for layer in ("silver", "gold")
        for f in _files(root, layer, "*.sql")
        if (m := sqlfile.load(f, _name(root, f), layer, problems))
    )
    identity = _optional(root, "identity.yaml", Identity, problems)
    profile = _optional(root, PROFILE_FILE, Profile, problems)
    _check_names(config, contracts, problems)
    if not contracts and not _files(root, "contracts", "*.yaml"):
        problems.append(
            Problem("contracts/", None, "", "there is no contract", "write one a table")
        )
    broken = frozenset(p.file for p in problems)
    if config is None:
        return Draft(None, tuple(problems), broken)
    project = Project(root, config.value, contracts, models, identity, profile)
    return Draft(project, tuple(problems), broken)


def load(root: Path) -> Project:
    """Read a project; ProjectError with all mistakes when there is any."""
    draft = read(root)
    if draft.problems or draft.project is None:
        raise ProjectError(list(draft.problems))
    return draft.project


def _check_names(
    config: Sourced[Config] | None,
    contracts: tuple[Sourced[Contract], ...],
    problems: list[Problem],
) -> None:
    if config and config.value.default_target not in config.value.targets:
        problems.append(
            Problem(
                MARKER,
                config.doc.line(("default_target",)),
                "default_target",
                f"there is no target {config.value.default_target!r}",
                f"known targets: {', '.join(sorted(config.value.targets))}",
            )
        )
    seen: dict[str, str] = {}
    for contract in contracts:
        name = contract.value.table.name
        if name in seen:
            problems.append(
                Problem(
                    contract.doc.file,
                    contract.doc.line(("schema", 0, "name")),
                    "schema.0.name",
                    f"table {name!r} has a contract already, in {seen[name]}",
                )
            )
        seen[name] = contract.doc.file


def _files(root: Path, folder: str, pattern: str) -> list[Path]:
    return sorted((root / folder).glob(pattern))


def _name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def _yaml(path: Path, file: str, model: type[T], problems: list[Problem]) -> Sourced[T] | None:
    loaded = yamlfile.load(path, file, model, problems)
    return Sourced(*loaded) if loaded else None


def _optional(root: Path, file: str, model: type[T], problems: list[Problem]) -> Sourced[T] | None:
    path = root / file
    return _yaml(path, file, model, problems) if path.exists() else None
