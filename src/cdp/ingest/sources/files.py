"""A folder with one file or one folder of files a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from cdp.errors import SourceError
from cdp.project.config import Section

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = {
    ".parquet": "parquet", ".csv": "csv", ".csv.gz": "csv", ".tsv": "csv", ".tsv.gz": "csv",
    ".jsonl": "json", ".jsonl.gz": "json", ".ndjson": "json", ".ndjson.gz": "json",
    ".json": "json", ".json.gz": "json",
}  # fmt: skip


class Settings(Section):
    """A folder with one file or one folder of files a table."""

    type: Literal["files"] = Field(default="files", description="Where rows come from.")
    path: str = Field(default="data", description="The folder, relative to the project.")


def find(config: Settings, root: Path, table: str) -> tuple[str, tuple[Path, ...]]:
    """Find the files of one table, sorted by name, and their format.

    Files whose names begin with `.` or `_` are another program's business and left alone.
    Raises SourceError when there is none, or when formats are mixed.
    """
    base = root / config.path
    if not base.is_dir():
        raise SourceError(
            f"the source folder {config.path!r} does not exist",
            fix="set `source: path:` in cdp.yaml to where the files are",
        )
    single = [
        base / f"{table}{suffix}" for suffix in FORMATS if (base / f"{table}{suffix}").is_file()
    ]
    folder = base / table
    many = _data_files_in(folder) if folder.is_dir() else []
    if single and many:
        raise SourceError(
            f"source table {table!r} is both a file and a folder in {config.path!r}",
            fix=f"keep one of {single[0].name} and {table}/",
        )
    paths = single or many
    if not paths:
        where = f"the folder {table}/ holds no data file" if folder.is_dir() else "there is no file"
        raise SourceError(
            f"source table {table!r}: {where} in {config.path!r}",
            fix=f"deliver {table}.parquet, .csv or .jsonl (or .gz), or files in a folder {table}/",
        )
    formats = {_format_of(p) for p in paths}
    if len(formats) > 1:
        raise SourceError(
            f"source table {table!r} has files of several formats: {', '.join(sorted(formats))}",
            fix="keep one format a table",
        )
    return formats.pop(), tuple(paths)


def _data_files_in(folder: Path) -> list[Path]:
    files = sorted(p for p in folder.iterdir() if p.is_file() and p.name[0] not in "._")
    return [p for p in files if _format_of(p)]


def _format_of(path: Path) -> str:
    name = path.name.lower()
    return next((kind for suffix, kind in FORMATS.items() if name.endswith(suffix)), "")
