"""Leaves: the modules for one tool, engine or source each, opened by group and name.

Ours stand in a table here. Packages of others register theirs as a Python entry point of the same
group, whose value is the module:

    [project.entry-points."cdp.destinations"]
    acme = "acme_cdp.destination"
"""

from __future__ import annotations

import functools
from importlib import import_module
from typing import TYPE_CHECKING

from cdp.errors import UsageError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint
    from types import ModuleType

DESTINATIONS, ENGINES, SOURCES = "cdp.destinations", "cdp.engines", "cdp.sources"
_BUILT_IN: dict[str, dict[str, str]] = {
    DESTINATIONS: {
        "moengage": "cdp.activation.destinations.moengage",
        "webengage": "cdp.activation.destinations.webengage",
        "webhook": "cdp.activation.destinations.webhook",
        "file": "cdp.activation.destinations.file",
    },
    ENGINES: {
        "duckdb": "cdp.engines.duckdb",
    },
    SOURCES: {
        "files": "cdp.ingest.sources.files",
    },
}


@functools.cache
def open_leaf(group: str, name: str) -> ModuleType:
    """Import the leaf of a group that has this name.

    UsageError for a name that nobody has registered, which lists those that are known, and for a
    leaf whose driver is not installed, which says how to install it.
    """
    path = _BUILT_IN[group].get(name)
    found = None if path else _registered_by_others(group).get(name)
    if path is None and found is None:
        raise UsageError(
            f"there is no type {name!r}", fix=f"one of: {', '.join(known_leaves(group))}"
        )
    try:
        return found.load() if found else import_module(path or "")
    except ModuleNotFoundError as error:
        kind = group.rpartition(".")[2].removesuffix("s")
        raise UsageError(
            f"the driver of {kind} {name!r} is not installed ({error.name})",
            fix=f"install it with: pip install {(error.name or name).partition('.')[0]}",
        ) from error


def built_in_leaves(group: str) -> tuple[str, ...]:
    """Name the leaves of a group that come with this package."""
    return tuple(_BUILT_IN[group])


def known_leaves(group: str) -> tuple[str, ...]:
    """Name all leaves of a group, ours first; looks through every installed package."""
    ours = built_in_leaves(group)
    return (*ours, *sorted(_registered_by_others(group).keys() - set(ours)))


def _registered_by_others(group: str) -> dict[str, EntryPoint]:
    """Read the entry points of a group.

    Costs milliseconds for every installed package, so it is done for names that are not ours alone.
    """
    from importlib.metadata import entry_points

    return {e.name: e for e in entry_points(group=group)}
