"""What a delimited text file says in its first line."""

from __future__ import annotations

import csv
import gzip
import io
from typing import TYPE_CHECKING

from cdp.errors import SourceError
from cdp.types import column_name

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = 1 << 20
_DELIMITERS = (",", ";", "\t", "|")


def read_header(path: Path, table: str) -> tuple[str, list[str]]:
    """Find the delimiter and the column names of a CSV file, plain or gzip, with or without BOM."""
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rb") as file:
            text = file.read(_HEAD).decode("utf-8-sig", errors="ignore")
    except (OSError, EOFError) as error:
        raise SourceError(
            f"source table {table!r}: the file {path.name} cannot be read",
            fix="the file may be half-written or damaged; deliver it again",
        ) from error
    if not text.strip():
        raise SourceError(
            f"source table {table!r}: the file {path.name} has no header line",
            fix="deliver it again with a header",
        )
    delimiter = max(_DELIMITERS, key=text.splitlines()[0].count)
    names = next(csv.reader(io.StringIO(text), delimiter=delimiter))
    plain = [column_name(n) for n in names]
    doubled = {n for n in plain if plain.count(n) > 1}
    if doubled:
        raise SourceError(
            f"source table {table!r}: the file {path.name} has column {min(doubled)!r} twice",
            fix="rename one of them at the source",
        )
    return delimiter, names


def check_json_lines(path: Path, table: str) -> None:
    """Make sure that a file begins with a JSON object; SourceError when it cannot be lines."""
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rb") as file:
            start = file.read(_HEAD).decode("utf-8-sig", errors="ignore").lstrip()
    except (OSError, EOFError):
        return  # the engine says what is wrong with it
    if not start.startswith("{"):
        what = "is one JSON array" if start.startswith("[") else "holds no JSON object"
        raise SourceError(
            f"source table {table!r}: the file {path.name} {what}",
            fix="deliver one object a line",
        )
