"""`silver/*.sql` and `gold/*.sql`: a YAML header in the first block comment, then one SELECT."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, field_validator

from cdp.errors import Problem
from cdp.project.config import Section
from cdp.project.yamlfile import parse_yaml, read_text, validate_yaml
from cdp.types import Relation

if TYPE_CHECKING:
    from pathlib import Path

_HEADER = re.compile(r"\A\s*/\*(?P<yaml>.*?)\*/", re.DOTALL)
Scope = Literal["row", "record", "user", "table"]


class ColumnDoc(Section):
    """What a column says about itself."""

    description: str = Field(min_length=1, description="One sentence for people.")
    unit: str = Field("", description="Unit of a number.")
    pii: str = Field("", description="Class of personal data.")


class History(Section):
    """What is kept of a table's earlier rows, as `<table>_history`."""

    columns: list[str] = Field(min_length=1, description="Columns whose changes are kept.")
    at: str = Field(description="Column that says when the row came to be as it is.")


class Header(Section):
    """The YAML header of a model."""

    description: str = Field(min_length=1, description="What one row is.")
    key: list[str] = Field(min_length=1, description="Unique key of the output.")
    scope: Scope = Field(
        description="What a row belongs to: a source row, a record, a user, or the whole table."
    )
    columns: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], ColumnDoc] = Field(
        min_length=1, description="Column → its description, or a mapping with unit and pii."
    )

    history: History | None = Field(
        None, description="Keep what these columns were, with valid_from and valid_to."
    )

    @field_validator("key", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value

    @field_validator("columns", mode="before")
    @classmethod
    def _short_form(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        return {k: {"description": v} if isinstance(v, str) else v for k, v in value.items()}  # pyright: ignore[reportUnknownVariableType]


@dataclass(frozen=True)
class SqlFile:
    """One model as its author wrote it."""

    relation: Relation
    file: str
    header: Header
    header_line: int
    sql: str
    sql_line: int


def load_sql_file(path: Path, file: str, schema: str, problems: list[Problem]) -> SqlFile | None:
    """Read one model file; None when its header is missing or wrong."""
    text = read_text(path, file, problems)
    if text is None:
        return None
    match = _HEADER.match(text)
    if match is None:
        problems.append(
            Problem(
                file,
                1,
                "",
                "the file does not begin with a /* header */",
                "begin with a block comment that holds description, key, scope and columns",
            )
        )
        return None
    header_line = text.count("\n", 0, match.start("yaml")) + 1
    doc = parse_yaml(match["yaml"], file, problems, first_line=header_line)
    header = validate_yaml(doc, Header, problems) if doc else None
    if header is None:
        return None
    sql_line = text.count("\n", 0, match.end()) + 1
    return SqlFile(
        Relation(schema, path.stem), file, header, header_line, text[match.end() :], sql_line
    )
