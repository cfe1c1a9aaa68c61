"""The comparers of facts: the built-in ones, and those that a project puts in their place."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, cast

from cdp.identity.compare import birth_contradictions, name_contradictions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cdp.identity.compare import Comparer

FACT_COMPARERS: Final[Mapping[str, Comparer]] = {
    "different_name": name_contradictions,
    "different_birth_date": birth_contradictions,
}
"""What a rule of `identity.yaml` may name under `unless`; a project may replace the comparer."""

FORMER_NAMES: Final[Mapping[str, str]] = {
    "cdp.identity.compare:contradictions": "cdp.identity.compare:name_contradictions",
}
"""What projects may still call a comparer that has another name now."""


def load_comparer(spec: str) -> Comparer:
    """Return the comparer that `module:function` names; ValueError says what is wrong with it."""
    module, colon, name = FORMER_NAMES.get(spec, spec).partition(":")
    if not (module and colon and name):
        raise ValueError(f"{spec!r} is not of the form module:function")
    try:
        found = getattr(import_module(module), name, None)
    except ImportError as error:
        raise ValueError(f"{spec!r}: module {module!r} cannot be imported: {error}") from error
    if not callable(found):
        raise ValueError(f"{spec!r}: module {module!r} has no function {name!r}")  # noqa: TRY004
    return cast("Comparer", found)


def load_comparers(replaced: Mapping[Any, str]) -> dict[str, Comparer]:
    """Load the comparer of every contradiction, a project's own in place of the built-in ones."""
    return {
        name: load_comparer(replaced[name]) if name in replaced else built_in
        for name, built_in in FACT_COMPARERS.items()
    }
