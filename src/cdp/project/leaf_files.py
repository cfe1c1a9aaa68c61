"""Project files whose keys a leaf decides: `cdp.yaml` and `destinations/*.yaml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.errors import Problem, UsageError
from cdp.project.config import DEFAULT_LEAVES, MARKER, Config
from cdp.project.leaves import (
    DESTINATIONS,
    built_in_leaves,
    known_leaves,
    leaf_settings,
    open_leaf,
)
from cdp.project.yamlfile import (
    Loc,
    Sourced,
    YamlDoc,
    parse_yaml,
    read_text,
    text_at,
    validate_yaml,
)

if TYPE_CHECKING:
    from pathlib import Path

    from cdp.project.destination import DestinationSettings


def read_config(root: Path, problems: list[Problem]) -> Sourced[Config] | None:
    """Read `cdp.yaml`; the sections of an engine and a source are those of their leaf."""
    before = len(problems)
    text = read_text(root / MARKER, MARKER, problems)
    doc = parse_yaml(text, MARKER, problems) if text is not None else None
    if doc is None:
        return None
    wanted = doc.data.get("targets") if isinstance(doc.data, dict) else None
    for name, said in wanted.items() if isinstance(wanted, dict) else ():
        if isinstance(said, dict):
            for section in said.keys() & DEFAULT_LEAVES.keys():
                said[section] = _leaf_section(doc, ("targets", str(name), section), problems)
    value = validate_yaml(doc, Config, problems)
    return Sourced(value, doc) if value is not None and len(problems) == before else None


def _leaf_section(doc: YamlDoc, at: Loc, problems: list[Problem]) -> object:
    """Validate one section of a target; where it has mistakes the default stands in its place."""
    group, default = DEFAULT_LEAVES[str(at[-1])]
    kind = text_at(doc, *at, "type") or default
    if kind not in built_in_leaves(group) and kind not in known_leaves(group):
        known = ", ".join(known_leaves(group))
        key = ".".join(map(str, (*at, "type")))
        line = doc.line((*at, "type"))
        problems.append(
            Problem(MARKER, line, key, f"there is no type {kind!r}", f"one of: {known}")
        )
        return leaf_settings(group, default)()
    found = validate_yaml(doc, leaf_settings(group, kind), problems, at)
    return leaf_settings(group, default)() if found is None else found


def read_destination(
    path: Path, file: str, problems: list[Problem]
) -> Sourced[DestinationSettings] | None:
    """Read one destination, which says itself of which type it is."""
    before = len(problems)
    text = read_text(path, file, problems)
    doc = parse_yaml(text, file, problems) if text is not None else None
    if doc is None:
        return None
    model = _settings_class(doc, problems)
    value = validate_yaml(doc, model, problems) if model else None
    return Sourced(value, doc) if value is not None and len(problems) == before else None


def _settings_class(doc: YamlDoc, problems: list[Problem]) -> type[DestinationSettings] | None:
    """Find what a destination file may say, in the leaf of the type that it names."""
    said, line = text_at(doc, "type"), doc.line(("type",))
    if not said:
        fix = f"one of: {', '.join(known_leaves(DESTINATIONS))}"
        problems.append(Problem(doc.file, line, "type", "the key is missing", fix))
        return None
    try:
        return open_leaf(DESTINATIONS, said).Settings
    except UsageError as error:
        problems.append(Problem(doc.file, line, "type", error.message, error.fix or ""))
    return None
