"""Read a project folder whole and report every mistake in it at once."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cdp import __version__
from cdp.errors import Problem, ProjectError, UsageError
from cdp.project.audience import Audience
from cdp.project.config import MARKER, Config, Target
from cdp.project.contract import Contract
from cdp.project.identity import Identity
from cdp.project.leaf_files import read_config, read_destination
from cdp.project.profile import Profile
from cdp.project.sqlfile import load_sql_file
from cdp.project.yamlfile import Sourced, YamlDoc, load_yaml, text_at
from cdp.types import Relation

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel

    from cdp.project.destination import DestinationSettings
    from cdp.project.sqlfile import SqlFile

T = TypeVar("T", bound="BaseModel")
PROFILE_FILE = "gold/user.yaml"
IDENTITY_FILE = "identity.yaml"
PARTS = (
    "cdp.yaml", "identity.yaml", "*.csv", "contracts/*.yaml", "silver/*.sql", "gold/*",
    "audiences/*.yaml",
)  # fmt: skip
"""Where the files stand that say what a run makes."""
ANY_TABLE = "*"
_NO_CONFIG = Config.model_validate({"name": "unnamed", "targets": {"none": {}}})


@dataclass(frozen=True)
class Project:
    """One project folder, validated and frozen."""

    root: Path
    config: Config
    contracts: tuple[Sourced[Contract], ...]
    models: tuple[SqlFile, ...]
    identity: Sourced[Identity] | None
    profile: Sourced[Profile] | None
    audiences: dict[str, Sourced[Audience]] = field(default_factory=dict[str, "Sourced[Audience]"])
    destinations: dict[str, Sourced[DestinationSettings]] = field(
        default_factory=dict[str, "Sourced[DestinationSettings]"]
    )

    def target(self, name: str | None) -> Target:
        """Find the named target, or the default one; UsageError when there is none such."""
        wanted = name or self.config.default_target
        if wanted not in self.config.targets:
            known = ", ".join(sorted(self.config.targets))
            raise UsageError(f"cdp.yaml has no target {wanted!r}", fix=f"choose one of: {known}")
        return self.config.targets[wanted]


@dataclass(frozen=True)
class Draft:
    """What could be read of a project, and every mistake met on the way.

    `broken` names the tables whose own files have mistakes: nobody else is blamed for them. Without
    a sound `identity.yaml` all of its schema is broken, given as `identity.*`.
    """

    project: Project
    problems: tuple[Problem, ...]
    broken: frozenset[Relation]


def find_root(start: Path) -> Path:
    """Find the nearest folder upwards that holds `cdp.yaml`."""
    for folder in (start, *start.parents):
        if (folder / MARKER).is_file():
            return folder
    raise UsageError(
        f"there is no {MARKER} in {start} or above it",
        fix="go to a project folder, give --project DIR, or make one with `cdp init DIR`",
    )


def hash_project(root: Path) -> str:
    """Hash every file that says what a project is."""
    state = hashlib.sha256(__version__.encode())
    for path in sorted(p for pattern in PARTS for p in root.glob(pattern)):
        state.update(f"{path.relative_to(root)}\0".encode())
        state.update(path.read_bytes())
    return state.hexdigest()[:16]


def read_target(root: Path, name: str | None) -> Target | None:
    """Read a target without the rest of the project; None when that fails, whatever the reason."""
    config = read_config(root, [])
    if config is None:
        return None
    return config.value.targets.get(name or config.value.default_target)


def read_project(root: Path) -> Draft:
    """Read every file of the project; nothing is raised for a mistake inside it."""
    root = root.resolve()
    if not (root / MARKER).is_file():
        raise UsageError(
            f"{root} is no project: it has no {MARKER}", fix="make one with `cdp init DIR`"
        )
    problems: list[Problem] = []
    broken: set[Relation] = set()
    config = read_config(root, problems)
    contracts = _read_contracts(root, broken, problems)
    models = _read_models(root, broken, problems)
    identity, _ = _read_optional(root, IDENTITY_FILE, Identity, problems)
    profile, doc = _read_optional(root, PROFILE_FILE, Profile, problems)
    if identity is None:
        broken.add(Relation("identity", ANY_TABLE))
    if profile is None and doc is not None:
        broken.add(Relation("gold", (text_at(doc, "table") or ANY_TABLE).rpartition(".")[2]))
    _check_names(config, contracts, problems)
    if not contracts and not _list_files(root, "contracts", "*.yaml"):
        problems.append(
            Problem("contracts/", None, "", "there is no contract", "write one a table")
        )
    value = config.value if config else _NO_CONFIG
    audiences = _read_named(
        root, "audiences", lambda f: _read_yaml(root, f, Audience, problems)[0], problems
    )
    stems = {Path(f).stem for f in _list_files(root, "audiences", "*.yaml")}
    broken |= {Relation("audience", name) for name in stems - set(audiences)}
    destinations = _read_named(
        root, "destinations", lambda f: read_destination(root / f, f, problems), problems
    )
    project = Project(
        root, value, tuple(contracts), tuple(models), identity, profile, audiences, destinations
    )
    return Draft(project, tuple(problems), frozenset(broken))


def _read_named(
    root: Path,
    folder: str,
    reader: Callable[[str], Sourced[T] | None],
    problems: list[Problem],
) -> dict[str, Sourced[T]]:
    """Read the files of a folder that are known by their names."""
    found: dict[str, Sourced[T]] = {}
    for file in _list_files(root, folder, "*.yaml"):
        name = Path(file).stem
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            fix = "rename it: small letters, digits and _"
            problems.append(Problem(file, None, "", f"{name!r} is no name", fix))
        read_one = reader(file)
        if read_one:
            found[name] = read_one
    return found


def _read_contracts(
    root: Path, broken: set[Relation], problems: list[Problem]
) -> list[Sourced[Contract]]:
    found: list[Sourced[Contract]] = []
    for file in _list_files(root, "contracts", "*.yaml"):
        contract, doc = _read_yaml(root, file, Contract, problems)
        if contract:
            found.append(contract)
        else:
            name = (
                text_at(doc, "schema", 0, "name")
                or _scan_table_name(root / file)
                or Path(file).stem
            )
            broken.add(Relation("source", name))
    return found


def _read_models(root: Path, broken: set[Relation], problems: list[Problem]) -> list[SqlFile]:
    found: list[SqlFile] = []
    for layer in ("silver", "gold"):
        for file in _list_files(root, layer, "*.sql"):
            model = load_sql_file(root / file, file, layer, problems)
            if model:
                found.append(model)
            else:
                broken.add(Relation(layer, Path(file).stem))
    return found


def _read_optional(
    root: Path, file: str, model: type[T], problems: list[Problem]
) -> tuple[Sourced[T] | None, YamlDoc | None]:
    return _read_yaml(root, file, model, problems) if (root / file).exists() else (None, None)


def _scan_table_name(path: Path) -> str | None:
    """Find the table's name in a contract that is not even YAML."""
    try:
        text = path.read_text(encoding="utf-8", errors="ignore")
    except OSError:
        return None
    named = re.search(r"^schema:.*?\bname:\s*(\w+)", text, re.DOTALL | re.MULTILINE)
    return named[1] if named else None


def load_project(root: Path) -> Project:
    """Read a project; ProjectError with all mistakes when there is any."""
    draft = read_project(root)
    if draft.problems:
        raise ProjectError(list(draft.problems))
    return draft.project


def _check_names(
    config: Sourced[Config] | None,
    contracts: list[Sourced[Contract]],
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


def _list_files(root: Path, folder: str, pattern: str) -> list[str]:
    return sorted(p.relative_to(root).as_posix() for p in (root / folder).glob(pattern))


def _read_yaml(
    root: Path, file: str, model: type[T], problems: list[Problem]
) -> tuple[Sourced[T] | None, YamlDoc | None]:
    """Read one document; no value when it, or a key in it, has a mistake."""
    before = len(problems)
    value, doc = load_yaml(root / file, file, model, problems)
    if value is None or doc is None or len(problems) > before:
        return None, doc
    return Sourced(value, doc), doc
