"""`identity.yaml`: which records are one person."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from cdp.project.config import Section, TableName, check_pattern
from cdp.types import Relation

Contradiction = Literal["different_name", "different_birth_date"]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class RecordTable(Section):
    """A silver table whose rows describe a person."""

    table: TableName = Field(description="The table, `silver.<name>`.")
    key: Name = Field(description="Its key column.")
    identifiers: dict[Name, Name] = Field(
        min_length=1, description="Identifier type → column that holds its normalised value."
    )
    facts: dict[Name, Name] = Field(
        {}, description="`name` and `born` → columns that may contradict."
    )
    observed_at: Name = Field(description="When the record came to be.")
    where: str | None = Field(
        None, description="SQL condition; records that do not meet it are not persons."
    )

    @property
    def relation(self) -> Relation:
        """The table as a Relation."""
        return Relation.parse(self.table)


class Rule(Section):
    """One reason to join two records."""

    name: str = Field(description="Shown wherever a link is explained.")
    match: list[Name] = Field(min_length=1, max_length=1, description="Identifier type to match.")
    unless: list[Contradiction] = Field([], description="Contradictions that forbid the join.")


class Block(Section):
    """Values of one identifier type that identify nobody."""

    values: list[str] = Field([], description="Values, as they are after cleaning.")
    pattern: str | None = Field(None, description="A regular expression that blocked values match.")

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, value: str | None) -> str | None:
        return check_pattern(value) if value is not None else None


class Identity(Section):
    """The whole of `identity.yaml`."""

    entity: Name = Field("user", description="What a group of records is called.")
    records: list[RecordTable] = Field(min_length=1, description="Tables that hold records.")
    rules: list[Rule] = Field(min_length=1, description="Reasons to join, strongest first.")
    limits: dict[Name, Annotated[int, Field(ge=1)]] = Field(
        {}, description="Identifier type → most distinct values on one user."
    )
    block: dict[Name, Block] = Field({}, description="Identifier type → values that join nobody.")
    crowded: dict[Name, Annotated[int, Field(ge=1)]] = Field(
        {}, description="Identifier type → a value on more records than this joins nobody."
    )
    comparers: dict[Contradiction, str] = Field(
        {}, description="Contradiction → `module:function` that replaces the built-in comparer."
    )
    large_group: int = Field(50, ge=2, description="Groups of more records are reported.")
    pins: str | None = Field(
        None, description="CSV of decisions: record_a, record_b, same|different, by, at, reason."
    )

    @property
    def types(self) -> tuple[str, ...]:
        """Every identifier type, in order of first use."""
        return tuple(dict.fromkeys(t for r in self.records for t in r.identifiers))

    @property
    def single(self) -> RecordTable | None:
        """The record table when there is just one."""
        return self.records[0] if len(self.records) == 1 else None

    @model_validator(mode="after")
    def _types_known(self) -> Identity:
        known = set(self.types)
        used = {
            "rules": {t for r in self.rules for t in r.match},
            "limits": set(self.limits),
            "block": set(self.block),
            "crowded": set(self.crowded),
        }
        for section, types in used.items():
            for name in sorted(types - known):
                raise ValueError(
                    f"{section} names identifier type {name!r}, but no record table has it;"
                    f" known: {', '.join(sorted(known))}"
                )
        tables = [r.table for r in self.records]
        if len(set(tables)) < len(tables):
            raise ValueError("a record table stands twice")
        return self
