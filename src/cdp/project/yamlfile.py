"""Read YAML files and remember on which line every key stands."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from cdp.errors import Problem

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
M = TypeVar("M", bound=BaseModel)
Loc = tuple[str | int, ...]


@dataclass(frozen=True)
class YamlDoc:
    """A parsed document: plain data, and the 1-based line of every path in it."""

    file: str
    data: Any
    lines: dict[Loc, int] = field(default_factory=dict[Loc, int])

    def line(self, loc: Loc) -> int | None:
        """Find the line of a path, or of its nearest parent that has one."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return self.lines.get(loc)


@dataclass(frozen=True)
class Sourced(Generic[M]):
    """A validated document together with the file and lines it came from."""

    value: M
    doc: YamlDoc


def key_path(key: str) -> Loc:
    """Split a dotted key into the path of a document that it names."""
    return tuple(int(p) if p.isdigit() else p for p in key.split("."))


def text_at(doc: YamlDoc | None, *path: str | int) -> str | None:
    """Read what an invalid document says at a path, when it is text."""
    found: Any = doc.data if doc else None
    for part in path:
        try:
            found = found[part]
        except (KeyError, IndexError, TypeError):
            return None
    return found if isinstance(found, str) else None


def read_text(path: Path, file: str, problems: list[Problem]) -> str | None:
    """Read a text file as UTF-8, or note why that cannot be done and return None."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        problems.append(Problem(file, None, "", "the file is missing", "create it, see `cdp init`"))
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else error.strerror
        problems.append(Problem(file, None, "", f"the file cannot be read: {reason}"))
    return None


def parse_yaml(
    text: str, file: str, problems: list[Problem], *, first_line: int = 1
) -> YamlDoc | None:
    """Parse YAML text; syntax errors and repeated keys go to `problems`."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            problems.append(Problem(file, first_line, "", "the document is empty"))
            return None
        lines: dict[Loc, int] = {}
        _note_lines(node, (), first_line, lines, file, problems)
        return YamlDoc(file, loader.construct_document(node), lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + mark.line if mark else None
        problems.append(Problem(file, line, "", f"not valid YAML: {error.problem}"))
    except yaml.YAMLError:
        problems.append(Problem(file, first_line, "", "not valid YAML: a character is not allowed"))
    finally:
        loader.dispose()
    return None


def _note_lines(  # noqa: PLR0917 - a recursion that carries what it fills
    node: Any,  # noqa: ANN401 - PyYAML ships no types
    loc: Loc,
    first: int,
    lines: dict[Loc, int],
    file: str,
    problems: list[Problem],
) -> None:
    lines.setdefault(loc, first + int(node.start_mark.line))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*loc, str(key.value))
            line = first + int(key.start_mark.line)
            if here in lines:
                name = ".".join(map(str, here))
                problems.append(
                    Problem(file, line, name, f"the key stands twice, first on line {lines[here]}")
                )
            lines[here] = line
            _note_lines(value, here, first, lines, file, problems)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _note_lines(item, (*loc, index), first, lines, file, problems)


def validate_yaml(doc: YamlDoc, model: type[M], problems: list[Problem], at: Loc = ()) -> M | None:
    """Build `model` from the document, or what stands `at` a path of it.

    Each validation error becomes a Problem.
    """
    data: Any = doc.data
    for part in at:
        data = data[part]
    if not isinstance(data, dict):
        key = ".".join(map(str, at))
        problems.append(
            Problem(doc.file, doc.line(at), key, "expected a mapping of keys to values")
        )
        return None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        problems.extend(_describe_problem(doc, model, detail, at) for detail in error.errors())
        return None


def load_yaml(
    path: Path, file: str, model: type[M], problems: list[Problem]
) -> tuple[M | None, YamlDoc | None]:
    """Read, parse and validate one YAML file; no value when anything in it is wrong."""
    text = read_text(path, file, problems)
    doc = parse_yaml(text, file, problems) if text is not None else None
    if doc is None:
        return None, None
    return validate_yaml(doc, model, problems), doc


def _describe_problem(
    doc: YamlDoc, model: type[BaseModel], detail: ErrorDetails, at: Loc
) -> Problem:
    inside = tuple(part for part in detail["loc"] if not _is_union_tag(part))
    loc = (*at, *inside)
    key = ".".join(map(str, loc))
    kind, message, fix = detail["type"], detail["msg"], ""
    if kind == "extra_forbidden":
        message, fix = (
            "there is no such key here",
            _closest_key(str(loc[-1]), _keys_at(model, inside[:-1])),
        )
    elif kind == "missing":
        message, fix = "the key is missing", f"add `{loc[-1]}:`"
    elif kind == "value_error":
        message = message.removeprefix("Value error, ")
    else:
        message = message[:1].lower() + message[1:]
    return Problem(doc.file, doc.line(loc), key, message, fix)


def _is_union_tag(part: str | int) -> bool:
    return isinstance(part, str) and ("[" in part or part in {"str", "int", "bool", "float"})


def _keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    current: Any = model
    for part in loc:
        if isinstance(part, int):
            continue
        fields: dict[str, Any] = getattr(current, "model_fields", {})
        named = {f.alias or n: f for n, f in fields.items()}
        current = _inner_model(named[part].annotation) if part in named else current
    fields: dict[str, Any] = getattr(current, "model_fields", {})
    return [f.alias or n for n, f in fields.items()]


def _inner_model(annotation: Any) -> Any:  # noqa: ANN401 - annotations have no one type
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    arguments: tuple[Any, ...] = getattr(annotation, "__args__", ())
    for arg in arguments:
        found = _inner_model(arg)
        if found is not None:
            return found
    return None


def _closest_key(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f"did you mean `{near[0]}`?"
    return f"known keys: {', '.join(sorted(known))}" if known else "remove it"
