"""Records in, requests out: what a destination would be sent, for tests and scripts."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from typing import TYPE_CHECKING, Any

from cdp.activation.convert import RefusedError, to_instant
from cdp.activation.destination import Context, leaf_of, open_destination, read_secrets
from cdp.activation.mapping import select_properties
from cdp.activation.pack import pack_batches
from cdp.activation.record import Event, Merge, Rejection, Removal, User
from cdp.errors import Problem, ProjectError, UsageError
from cdp.project.leaf_files import read_destination
from cdp.project.yamlfile import key_path

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from cdp.activation.destination import Destination
    from cdp.activation.pack import Batch
    from cdp.activation.record import Element, Record, Request
    from cdp.project.destination import DestinationSettings, Events


def open_destination_file(path: Path, now: datetime) -> tuple[Destination, DestinationSettings]:
    """Open the destination of one file, without its project; ProjectError names its mistakes.

    Returns it with what its file says. Secrets are taken from the environment where they are set
    and stand as `***` where not.
    """
    problems: list[Problem] = []
    sourced = read_destination(path, path.name, problems)
    if sourced:
        problems += [
            Problem(path.name, sourced.doc.line(key_path(key)), key, rule)
            for key, rule in leaf_of(sourced.value).mistakes(sourced.value, ())
        ]
    if sourced is None or problems:
        raise ProjectError(problems)
    root = path.resolve().parent.parent
    known = read_secrets(sourced.value, None)
    return open_destination(sourced.value, Context(root, now, known, {})), sourced.value


@contextlib.contextmanager
def read_lines(path: Path | None) -> Generator[Iterable[str]]:
    """Open a file of lines, or standard input."""
    if path is None:
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8-sig", errors="surrogateescape")
        yield sys.stdin
        return
    try:
        file = path.open(encoding="utf-8-sig", errors="surrogateescape")
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    with file:
        yield file


def encode_lines(
    destination: Destination,
    lines: Iterable[str],
    *,
    single: bool,
    at: datetime,
    events: Events | None = None,
) -> Iterator[dict[str, Any]]:
    """Yield one object a request, with its rows, and one a row that is refused before sending.

    `events` says which properties of events are sent, and as what.
    """
    refused: list[dict[str, Any]] = []

    def elements() -> Iterator[tuple[Element, int]]:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                found = destination.encode(read_record(line, events), single=single)
            except RefusedError as error:
                found = Rejection(str(error))
            if isinstance(found, Rejection):
                refused.append({"row": number, "rejected": found.reason})
            else:
                yield found, number

    for batch in pack_batches(destination, elements()):
        yield from refused
        refused.clear()
        yield _printable_batch(destination, batch, at)
    yield from refused


def _printable_batch(destination: Destination, batch: Batch[int], at: datetime) -> dict[str, Any]:
    request = destination.request(batch.endpoint, batch.elements, at)
    return printable_request(request) | {"rows": batch.tags}


def printable_request(request: Request) -> dict[str, Any]:
    """Return a request as people may see it: secrets masked, the body as JSON where it is."""
    try:
        body: Any = json.loads(request.body)
    except ValueError:
        body = request.body.decode("utf-8", errors="replace")
    return {
        "method": request.method, "url": request.url, "headers": request.shown_headers(),
        "body": body,
    }  # fmt: skip


def read_record(line: str, events: Events | None = None) -> Record:
    """Read one record; RefusedError says what is wrong with it."""
    if not line.isascii() and any("\ud800" <= c <= "\udfff" for c in line):
        raise RefusedError("is no UTF-8 text")
    try:
        said = json.loads(line)
    except ValueError as error:
        raise RefusedError("is no JSON") from error
    except RecursionError as error:
        raise RefusedError("is nested too deep") from error
    if not isinstance(said, dict):
        raise RefusedError("is no JSON object")
    row: dict[str, Any] = said
    match row.get("kind"):
        case "user":
            return User(_read_text(row, "user_id"), _read_object(row, "attributes"))
        case "event":
            return Event(
                _read_text(row, "event_id"),
                _read_text(row, "user_id"),
                _read_text(row, "event_name"),
                _read_instant(row, "occurred_at"),
                select_properties(_read_object(row, "properties"), events),
            )
        case "merge":
            merge = Merge(_read_text(row, "from"), _read_text(row, "to"))
            if merge.retired == merge.retained:
                raise RefusedError("a user cannot be merged into itself")
            return merge
        case "erase" | "remove" as kind:
            return Removal(_read_text(row, "user_id"), erase=kind == "erase")
        case _:
            raise RefusedError("`kind` is none of user, event, merge, remove, erase")


def _read_text(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if value is None or value == "":
        raise RefusedError(f"`{key}` is missing")
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise RefusedError(f"`{key}` is neither text nor a whole number")
    return str(value)


def _read_instant(row: dict[str, Any], key: str) -> datetime:
    if row.get(key) is None:
        raise RefusedError(f"`{key}` is missing")
    try:
        return to_instant(row[key])
    except RefusedError as error:
        raise RefusedError(f"`{key}` {error}") from error


def _read_object(row: dict[str, Any], key: str) -> dict[str, Any]:
    value = row.get(key, {})
    if not isinstance(value, dict):
        raise RefusedError(f"`{key}` is no JSON object")
    return value
