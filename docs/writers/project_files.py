"""The page of project files: every key of every pydantic model, nested ones below."""

# ruff: noqa: ANN401 - annotations and fields are whatever the models hold

from __future__ import annotations

import types
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from cdp.project.config import Section
from cdp.project.destination import DestinationSettings
from writers.markdown import NOTICE, prose, row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

INTRODUCTION = """
Every file of a project with every key it may have. A key that is not listed is a mistake, and
mistakes are reported with file, line and key before anything runs. Keys of a contract without a
description have the meaning that the Open Data Contract Standard gives them; most of these are
carried and not read.
"""


def project_models() -> dict[str, tuple[type[BaseModel], ...]]:
    """Return every project file with its models, the outermost first."""
    from cdp.project import audience, config, contract, identity, profile
    from cdp.project.destination import DestinationSettings
    from cdp.project.leaves import DESTINATIONS, ENGINES, SOURCES, built_in_leaves, leaf_settings
    from cdp.project.sqlfile import Header

    engines, sources, tools = (
        tuple(leaf_settings(group, name) for name in built_in_leaves(group))
        for group in (ENGINES, SOURCES, DESTINATIONS)
    )
    tops: dict[str, tuple[type[BaseModel], ...]] = {
        "cdp.yaml": (config.Config, *engines, *sources),
        "contracts/*.yaml": (contract.Contract,),
        "identity.yaml": (identity.Identity,),
        "gold/user.yaml": (profile.Profile,),
        "silver/*.sql and gold/*.sql": (Header,),
        "audiences/*.yaml": (audience.Audience,),
        "destinations/*.yaml": (DestinationSettings, *tools),
    }
    found: dict[str, tuple[type[BaseModel], ...]] = {}
    for file, models in tops.items():
        seen: set[type[BaseModel]] = set()
        found[file] = tuple(m for model in models for m in _reach(model, seen))
    return found


def keys(model: type[BaseModel]) -> dict[str, Any]:
    """Return the keys of a model as they are written in YAML, with their fields."""
    return {f.alias or name: f for name, f in model.model_fields.items()}


def _reach(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    if model in seen:
        return
    seen.add(model)
    yield model
    for field in model.model_fields.values():
        for inner in _models_in(field.annotation):
            if inner is not Section:  # what leaves narrow to a model of their own
                yield from _reach(inner, seen)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def project_files() -> Iterator[str]:
    """Make the page of project files."""
    from cdp.project import contract

    yield NOTICE
    yield "\n# Project files"
    yield INTRODUCTION.rstrip()
    notes = {
        "cdp.yaml": "What `engine` and `source` of a target may say depends on their `type`; each"
        " type has a section below.",
        "contracts/*.yaml": prose(contract.__doc__, after_first=True),
        "silver/*.sql and gold/*.sql": "The header is YAML in the first block comment of the file;"
        " one SELECT follows. The table is named after the folder and the file.",
        "audiences/*.yaml": "An audience is named after its file. `cdp audience rule NAME` prints"
        " it in both forms. A rule is one of the sections below, told apart by its keys.",
        "destinations/*.yaml": "A destination is named after its file. These keys all types have;"
        " `type` and `account` stand below, for each tool.",
    }
    for file, models in project_models().items():
        yield f"\n## {file}\n"
        if file in notes:
            yield notes[file] + "\n"
        for index, model in enumerate(models):
            if index:
                yield f"\n### {_heading(model)}\n"
            yield prose(model.__doc__)
            yield "\n| key | type | default | description |"
            yield "|---|---|---|---|"
            elsewhere = _narrowed(models) if not index else _inherited(model, models[0])
            for name, field in keys(model).items():
                if name in elsewhere:
                    continue
                yield row(f"`{name}`", _field_type(field), _default(field), field.description or "")


def _heading(model: type[BaseModel]) -> str:
    """Name a section; the settings of each leaf have the same name, and a type of their own."""
    if model.__name__ != "Settings":
        return model.__name__
    kind = f"type: {get_args(model.model_fields['type'].annotation)[0]}"
    if issubclass(model, DestinationSettings):
        return kind
    return f"{'engine' if '.engines.' in model.__module__ else 'source'} {kind}"


def _inherited(model: type[BaseModel], base: type[BaseModel]) -> set[str]:
    """Name the keys that a model has as its base has them."""
    if not issubclass(model, base):
        return set()
    mine = keys(model)
    return {n for n, f in keys(base).items() if mine[n].annotation == f.annotation}


def _narrowed(models: Sequence[type[BaseModel]]) -> set[str]:
    """Name the keys of the first model of which others that inherit from it say more."""
    base, *others = models
    heirs = [m for m in others if issubclass(m, base)]
    return {n for n in keys(base) for m in heirs if n not in _inherited(m, base)}


def _field_type(field: Any) -> str:
    return _type(field.annotation) + _bounds(field.metadata)


def _type(annotation: Any) -> str:  # noqa: PLR0911 - one a kind of annotation
    plain = {
        str: "text", int: "whole number", float: "number", bool: "true or false",
        Any: "anything", None: "nothing", types.NoneType: "nothing",
    }  # fmt: skip
    if annotation in plain:
        return plain[annotation]
    if annotation is Section:
        return "section of its `type`"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type(arguments[0]) + _bounds(arguments[1:])
    if origin is Literal:
        return " · ".join(f"`{a}`" for a in arguments)
    if origin is list:
        return f"list of {_type(arguments[0])}"
    if origin is dict:
        return f"mapping: {_type(arguments[0])} → {_type(arguments[1])}"
    if origin in {Union, types.UnionType}:
        return " or ".join(_type(a) for a in arguments if a is not types.NoneType)
    raise TypeError(f"the reference has no words for {annotation!r}")


def _bounds(metadata: Sequence[Any]) -> str:
    found: list[str] = []
    for item in (part for m in metadata for part in (getattr(m, "metadata", None) or [m])):
        pattern = getattr(item, "pattern", None)
        if pattern:
            found.append(f"matches `{pattern}`")
        for name, words in (
            ("ge", "at least {}"),
            ("min_length", "{} or more"),
            ("max_length", "at most {}"),
        ):
            value = getattr(item, name, None)
            if value is not None:
                found.append(words.format(value))
    return f" ({', '.join(found)})" if found else ""


def _default(field: Any) -> str:
    if field.is_required():
        return "**required**"
    value = field.default if field.default is not PydanticUndefined else field.default_factory()
    if value is None or value in ("", [], {}):
        return "none"
    if isinstance(value, BaseModel):
        return "its defaults"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"
