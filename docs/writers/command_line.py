"""The page of verbs, options and exit codes: the command line tells it itself."""

# ruff: noqa: ANN401 - the command line's own types are private

from __future__ import annotations

import inspect
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from writers.markdown import NOTICE, prose, row

if TYPE_CHECKING:
    from collections.abc import Iterator


def commands() -> dict[str, Any]:
    """Map every verb as it is typed, `cdp quarantine list`, with its command."""
    import typer.main

    from cdp.cli.app import app

    found: dict[str, Any] = {}

    def walk(command: Any, name: str) -> None:
        inner = getattr(command, "commands", None)
        if inner is None:
            found[name] = command
            return
        for verb, child in inner.items():
            walk(child, f"{name} {verb}")

    root = typer.main.get_command(app)
    found["cdp"] = root
    walk(root, "cdp")
    return found


def command_line() -> Iterator[str]:
    """Make the page of verbs, options and exit codes."""
    from cdp.cli import app

    yield NOTICE
    yield "\n# Command line\n"
    yield "Every verb also has `--help`. Results go to standard output, progress and errors to"
    yield "standard error.\n"
    yield "| verb | what it does |"
    yield "|---|---|"
    verbs = commands()
    for name, command in verbs.items():
        if name != "cdp":
            yield row(f"[`{name}`](#{name.replace(' ', '-')})", command.help)
    for name, command in verbs.items():
        yield f"\n## {name}\n"
        yield command.help
        yield from _parameters(name, command)
    yield "\n## Exit codes\n"
    yield "| code | meaning | errors |"
    yield "|--:|---|---|"
    for code, meaning in exit_codes(app.__doc__ or "").items():
        yield row(str(code), meaning, "; ".join(_errors(code)))
    yield "\n`CDP_DEBUG=1` shows the traceback of code 70."


def _parameters(name: str, command: Any) -> Iterator[str]:
    arguments = [p for p in command.params if not p.opts[0].startswith("-")]
    options = [p for p in command.params if p.opts[0].startswith("-") and p.name != "help"]
    usage = [name, *(_argument(p) for p in arguments), *(_usage(p) for p in options)]
    if name != "cdp":
        yield f"\n```\n{' '.join(usage)}\n```"
    if not arguments and not options:
        return
    yield "\n| argument or option | values | default | description |"
    yield "|---|---|---|---|"
    for p in arguments:
        yield row(f"`{_argument(p)}`", _values(p), _option_default(p), p.help or "")
    for p in options:
        yield row(f"`{', '.join(p.opts)}`", _values(p), _option_default(p), p.help or "")


def _argument(parameter: Any) -> str:
    name = (parameter.metavar or parameter.name.upper()).strip("[]")
    return name if parameter.required else f"[{name}]"


def _usage(option: Any) -> str:
    flag = option.opts[0] if option.is_flag else f"{option.opts[0]} …"
    return flag if option.required else f"[{flag}]"


def _values(parameter: Any) -> str:
    kind = parameter.type_descriptor.annotation
    if getattr(parameter, "is_flag", False):
        return "flag"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return " · ".join(f"`{member.value}`" for member in kind)
    words = {str: "text", int: "whole number", Path: "path"}.get(kind, "text")
    return words if parameter.min is None else f"{words}, at least {parameter.min}"


def _option_default(parameter: Any) -> str:
    if parameter.required:
        return "**required**"
    value = parameter.default.value if isinstance(parameter.default, Enum) else parameter.default
    return "none" if value is None or value is False else f"`{value}`"


def exit_codes(text: str) -> dict[int, str]:
    """Read the exit codes from the docstring that decides them."""
    listed = " ".join(text.partition("Exit codes: ")[2].split()).rstrip(".")
    pairs = (item.strip().partition(" ") for item in listed.split(";"))
    return {int(code): meaning for code, _, meaning in pairs}


def _errors(code: int) -> list[str]:
    from cdp import errors

    kinds = [
        kind
        for kind in vars(errors).values()
        if inspect.isclass(kind) and issubclass(kind, errors.CdpError)
    ]
    # not `__subclasses__`: other modules add to the tree, whenever they are imported
    parents = {base for kind in kinds for base in kind.__bases__}
    return [
        f"`{kind.__name__}`: {_summary(kind)}"
        for kind in kinds
        if kind not in parents and kind.exit_code == code
    ]


def _summary(kind: type) -> str:
    return prose(kind.__doc__).split(";")[0].rstrip(".")
