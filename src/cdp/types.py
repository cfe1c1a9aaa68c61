"""Small frozen values that travel between the stages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, order=True)
class Relation:
    """A table or view: `schema.name`, both plain snake_case or source names."""

    schema: str
    name: str

    def __str__(self) -> str:
        """Render as `schema.name`, unquoted, as error texts and SQL of our own name it."""
        return f"{self.schema}.{self.name}"

    @classmethod
    def parse(cls, text: str) -> Relation:
        """Read `schema.name`; ValueError when it is anything else."""
        schema, dot, name = text.partition(".")
        if not dot or not schema or not name or "." in name:
            raise ValueError(f"{text!r} is not of the form schema.table")
        return cls(schema, name)


@dataclass(frozen=True)
class Column:
    """A documented column of a table."""

    name: str
    description: str
    type: str = ""
    unit: str = ""
    pii: str = ""


@dataclass(frozen=True)
class FileSet:
    """The files of one source table in order of arrival, with their numbers, all of one format."""

    table: str
    format: str  # parquet · csv · json
    paths: tuple[Path, ...]
    numbers: tuple[int, ...]
    known: frozenset[int] = frozenset()
    """Numbers of files whose columns were looked at before."""


@dataclass(frozen=True)
class Arrival:
    """The files of one table in order of arrival, and what is new about them since the last run."""

    files: FileSet
    new: tuple[int, ...]
    """Numbers of files that were never seen."""
    rewritten: tuple[str, ...]
    """Names of known files whose size or time of writing has changed."""
    gone: tuple[str, ...]
    """Names of known files that are not there any more."""

    @property
    def is_quiet(self) -> bool:
        """Whether every file is as it was."""
        return not (self.new or self.rewritten or self.gone)


@dataclass(frozen=True)
class TableCount:
    """What a stage did with one table; read = kept + quarantined + duplicates."""

    table: str
    rows_in: int
    kept: int
    quarantined: int = 0
    duplicates: int = 0
    seconds: float = 0.0
    warnings: tuple[tuple[str, int], ...] = ()
    rejects: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()
    files: int = 0
    statements: int = 0
    """Statements that the engine was sent for it."""


@dataclass(frozen=True)
class StageResult:
    """One stage of a run with its tables and wall-clock seconds."""

    name: str
    tables: tuple[TableCount, ...]
    seconds: float
    statements: int = 0


WORK_SCHEMAS = frozenset({"landed", "raw", "source", "work"})
"""Schemas whose relations live only while a run does: what lies at the source, what of it is read,
what was kept, and what stands in between."""

LogicalType = Literal[
    "text",
    "integer",
    "small_integer",
    "number",
    "small_number",
    "boolean",
    "date",
    "timestamp",
    "timestamp_tz",
    "other",
]
"""What a column's values are, whatever the engine calls it: whole numbers of 64 bits, or of fewer;
floating ones of 64 bits, or of fewer; timestamps of microseconds without or with a zone."""


def column_name(name: str) -> str:
    """Make a column's name plain: ` Primary Mobile-Number ` becomes `primary_mobile_number`."""
    return re.sub(r"[^0-9a-z]+", "_", name.strip().lower()).strip("_") or "column"
