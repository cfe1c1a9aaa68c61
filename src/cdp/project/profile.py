"""`gold/user.yaml`: the golden record, attribute by attribute and trait by trait."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from cdp.project.config import Section, TableName
from cdp.types import Relation

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Take = Literal["latest", "earliest", "most_frequent", "first_non_null", "max", "min", "any", "list"]
PROVIDED = ("user_id", "row_hash")


class ProfileSource(Section):
    """A silver table that speaks about users, and how its rows find theirs."""

    table: TableName = Field(description="The table, `silver.<name>`.")
    record: str | None = Field(
        None, description="Record table its key belongs to; default: the only one."
    )
    key: Name = Field(description="Column with the key of the record the row belongs to.")
    row_key: Name | None = Field(None, description="Its own key, the last tie-break; default: key.")
    at: Name = Field(description="When the row happened: orders latest and earliest, and windows.")
    where: str | None = Field(None, description="Rows that do not meet it are left out.")

    @property
    def relation(self) -> Relation:
        """The table as a Relation."""
        return Relation.parse(self.table)


class Documented(Section):
    """What every column of the golden record says about itself."""

    description: str = Field(min_length=1, description="One sentence for people.")
    type: str = Field(description="SQL type: varchar, bigint, boolean, date, timestamp, …")
    unit: str = Field("", description="Unit of a number: calls, seconds, INR.")
    pii: str = Field("", description="Class of personal data: name, mobile, email, …")


class Attribute(Documented):
    """One value a user, chosen among its rows by a rule of survivorship."""

    from_: list[str] = Field(
        alias="from", min_length=1, description="`source.column`, or several in order of trust."
    )
    take: Take = Field(description="Which value survives; nulls never do.")
    by: Name | None = Field(None, description="Order by this column instead of the source's `at`.")
    where: str | None = Field(None, description="Only rows that meet it are candidates.")
    not_blocked: Name | None = Field(
        None, description="Identifier type: values that identity.yaml blocks are no candidates."
    )

    @field_validator("from_", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value

    @field_validator("from_")
    @classmethod
    def _dotted(cls, value: list[str]) -> list[str]:
        for item in value:
            if not re.fullmatch(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*", item):
                raise ValueError(f"{item!r} is not of the form source.column")
        return value


class Trait(Documented):
    """A SQL aggregate over one source's rows of the user."""

    from_: Name = Field(alias="from", description="The source.")
    sql: str = Field(description="An aggregate expression, as count(*) or sum(talk_seconds).")
    where: str | None = Field(None, description="Only these rows.")
    window: str | None = Field(
        None, pattern=r"^[1-9]\d*d$", description="Only rows of the last N days before `as_of`."
    )
    default: str | None = Field(None, description="SQL for users without a row; counts: 0.")


class Computed(Documented):
    """A SQL expression over the other columns of the golden record."""

    sql: str = Field(description="The expression; it may name attributes, traits and computed.")


class Contact(Section):
    """Which attribute is the channel that several users may share, and who owns it."""

    value: Name = Field(description="The attribute that holds the contact point.")
    users: Name = Field(description="Column: how many users have it.")
    shared: Name = Field(description="Column: whether more than one user has it.")
    owner: Name = Field(description="Column: whether this user is the one to be contacted on it.")
    owner_order: list[Name] = Field(
        min_length=1, description="Columns; the smallest owns it, then the smallest user id."
    )


class Profile(Section):
    """The whole of `gold/user.yaml`."""

    table: TableName = Field(description="The table to build, `gold.<name>`.")
    description: str = Field(description="One sentence for people.")
    sources: dict[Name, ProfileSource] = Field(min_length=1, description="Short name → table.")
    attributes: dict[Name, Attribute] = Field({}, description="Column → survivorship.")
    traits: dict[Name, Trait] = Field({}, description="Column → aggregate.")
    computed: dict[Name, Computed] = Field({}, description="Column → expression.")
    contact: Contact | None = Field(None, description="The shared channel.")

    @property
    def relation(self) -> Relation:
        """The golden table as a Relation."""
        return Relation.parse(self.table)

    @model_validator(mode="after")
    def _consistent(self) -> Profile:
        names = [*PROVIDED, *self.attributes, *self.traits, *self.computed]
        if self.contact:
            names += [self.contact.users, self.contact.shared, self.contact.owner]
        doubled = sorted({n for n in names if names.count(n) > 1})
        if doubled:
            raise ValueError(f"column {doubled[0]!r} is declared twice or is provided by itself")
        if self.contact and self.contact.value not in self.attributes:
            raise ValueError(f"contact: {self.contact.value!r} is no attribute")
        for column, attribute in self.attributes.items():
            for item in attribute.from_:
                if item.split(".")[0] not in self.sources:
                    raise ValueError(f"attributes.{column}.from: there is no source {item!r}")
        for column, trait in self.traits.items():
            if trait.from_ not in self.sources:
                raise ValueError(f"traits.{column}.from: there is no source {trait.from_!r}")
        return self
