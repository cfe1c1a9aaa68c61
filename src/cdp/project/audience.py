"""`audiences/<name>.yaml`: whom to reach, as a SQL condition or as a tree of conditions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from cdp.project.config import Section

Scalar = str | int | float | bool
Op = Literal["=", "<>", "<", "<=", ">", ">="]
Unit = Literal["hours", "days"]


class Compare(Section):
    """A column compared with a value."""

    column: str = Field(description="Column of the golden record, or of the event.")
    is_: Op = Field(alias="is", description="How it is compared.")
    value: Scalar = Field(description="With what.")


class OneOf(Section):
    """A column that has one of several values."""

    column: str = Field(description="Column of the golden record, or of the event.")
    one_of: list[Scalar] = Field(min_length=1, description="The values.")


class Known(Section):
    """A column that has, or has not, a value."""

    column: str = Field(description="Column of the golden record, or of the event.")
    known: bool = Field(description="Whether it must have one.")


class Flag(Section):
    """A boolean column that is true."""

    is_true: str = Field(description="The column.")


class Within(Section):
    """An instant within a time before now, or longer ago."""

    column: str = Field(description="Column with an instant.")
    within: int = Field(ge=1, description="How long before now, at most.")
    unit: Unit = Field(default="days", description="Unit of that time.")


class Before(Section):
    """An instant that lies longer ago than a time."""

    column: str = Field(description="Column with an instant.")
    before: int = Field(ge=0, description="How long before now, at least.")
    unit: Unit = Field(default="days", description="Unit of that time.")


class Did(Section):
    """Events of the person, counted."""

    did: str = Field(description="Value of event_name.")
    where: Rule | None = Field(None, description="Which of them: columns and properties.")
    within: int | None = Field(None, ge=1, description="Only of the last so many days.")
    at_least: int = Field(default=1, ge=1, description="How many there must be.")


class All(Section):
    """All of several rules hold."""

    all: list[Rule] = Field(min_length=1, description="The rules.")


class Any(Section):
    """Any of several rules holds."""

    any: list[Rule] = Field(min_length=1, description="The rules.")


class Not(Section):
    """A rule does not hold."""

    not_: Rule = Field(alias="not", description="The rule.")


class Sql(Section):
    """What no form can show."""

    sql: str = Field(description="A SQL condition.")


_WORDS = {
    "all": All, "any": Any, "not": Not, "did": Did, "is": Compare, "one_of": OneOf, "known": Known,
    "is_true": Flag, "within": Within, "before": Before, "sql": Sql,
}  # fmt: skip


def _tag_of(value: object) -> str | None:
    """Tell by which word a condition says of what kind it is."""
    if isinstance(value, dict):
        return next((f"[{w}]" for w in _WORDS if w in value), None)
    return next((f"[{w}]" for w, kind in _WORDS.items() if isinstance(value, kind)), None)


Rule = Annotated[
    Annotated[All, Tag("[all]")]
    | Annotated[Any, Tag("[any]")]
    | Annotated[Not, Tag("[not]")]
    | Annotated[Did, Tag("[did]")]
    | Annotated[Compare, Tag("[is]")]
    | Annotated[OneOf, Tag("[one_of]")]
    | Annotated[Known, Tag("[known]")]
    | Annotated[Flag, Tag("[is_true]")]
    | Annotated[Within, Tag("[within]")]
    | Annotated[Before, Tag("[before]")]
    | Annotated[Sql, Tag("[sql]")],
    Discriminator(
        _tag_of,
        custom_error_type="no_condition",
        custom_error_message=f"a condition has one of the keys {', '.join(_WORDS)}",
    ),
]


class Audience(Section):
    """The whole of an audience file: either `where` or `match`."""

    description: str = Field(min_length=1, description="Who is in it, in one sentence.")
    owner: str = Field(min_length=1, description="Whom to ask.")
    where: str | None = Field(
        None,
        description="SQL condition over the golden record; `count_events(…)` counts the person's"
        " events that meet a condition.",
    )
    match: Rule | None = Field(None, description="The same as a tree of conditions.")

    @model_validator(mode="after")
    def _one(self) -> Audience:
        if (self.where is None) == (self.match is None):
            raise ValueError("give either `where` or `match`")
        return self


for _model in (All, Any, Not, Did, Audience):
    _model.model_rebuild()
