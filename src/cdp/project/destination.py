"""`destinations/<name>.yaml`: where users and events are sent, as what, and whom to hold back."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, field_validator, model_validator

from cdp.project.config import Section

FieldType = Literal["string", "number", "boolean", "date", "datetime", "mobile", "email", "list"]
Env = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]


def _check_time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"there is no time zone {name!r}") from error
    return name


def _check_day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ValueError("is no day, written as 2026-07-01") from error


def _check_address(url: str) -> str:
    parts = urlsplit(url)
    here = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"}
    if not parts.hostname or not (here or parts.scheme == "https"):
        raise ValueError("is no https address")
    return url.rstrip("/")


Address = Annotated[str, AfterValidator(_check_address)]


class Account(Section):
    """What every account over HTTP may say."""

    base_url: Address | None = Field(
        None, description="Another host than the vendor's for the region: a proxy, a rehearsal."
    )
    per_minute: dict[str, Annotated[int, Field(ge=1)]] = Field(
        {},
        description="Endpoint → most records or requests a minute, where the contract has others.",
    )


class FieldMap(Section):
    """One column of the golden record and what it is at the destination."""

    column: str = Field(min_length=1, description="Column of the golden record.")
    attribute: str = Field(min_length=1, description="Name at the destination.")
    type: FieldType = Field(description="Type it always has there.")
    send_nulls: bool = Field(
        default=False, description="Whether an empty value unsets what the destination has."
    )


class Hold(Section):
    """Users who are not sent, and why."""

    when: str = Field(description="SQL condition over the golden record.")
    reason: str = Field(min_length=1, description="What people read in plans and outcomes.")


class Channel(Section):
    """A channel of communication: whom it may reach, and how the destination learns it."""

    allowed: str = Field(description="SQL condition over the golden record.")
    attribute: str | None = Field(
        None, description="Boolean attribute at the destination that says so."
    )


class Events(Section):
    """Which events are sent, and what of them."""

    names: list[str] = Field(min_length=1, description="Values of event_name.")
    since: Annotated[str, AfterValidator(_check_day)] | None = Field(
        None, description="Only events from this day (UTC) on."
    )
    rename: dict[str, str] = Field({}, description="event_name → name at the destination.")
    properties: dict[str, str] = Field(
        {}, description="Property → name at the destination, where the tool forbids its own."
    )
    drop: list[str] = Field([], description="Properties that are not sent, such as remarks.")
    requests: Literal["bulk", "single"] = Field(
        default="bulk",
        description="`single` is slower; at WebEngage it alone is safe from doubles.",
    )


class DestinationSettings(Section, frozen=True):  # pyright: ignore[reportGeneralTypeIssues] - Section is
    """What every destination may say."""

    # the `Settings` of each tool narrow these two
    type: str = Field(description="Which tool.")
    account: Section = Field(description="Where and as whom.")
    description: str = Field(min_length=1, description="One sentence for people.")
    owner: str = Field("", description="Whom to ask.")
    audience: str | None = Field(None, description="Send this audience alone; default: everybody.")
    users: bool = Field(default=True, description="Whether users are sent.")
    mode: Literal["upsert", "mirror"] = Field(
        default="upsert",
        description="`mirror` also removes users who left, among those this sync had sent.",
    )
    member_attribute: str | None = Field(
        None,
        description="Boolean attribute that is true for the audience; mirror makes it false.",
    )
    fields: list[FieldMap] = Field([], description="What is sent of a user.")
    other_fields: Literal["drop", "pass"] = Field(
        default="drop", description="`pass` sends all other columns under their own names."
    )
    events: Events | None = Field(None, description="Which events are sent; default: none.")
    hold: list[Hold] = Field([], description="Who is held back, whatever the channel.")
    one_per_mobile: bool = Field(
        default=False, description="Of users who share a contact value only its owner is sent."
    )
    channels: dict[str, Channel] = Field(
        {}, description="Channels; who may be reached on none of them is held back."
    )
    time_zone: Annotated[str, AfterValidator(_check_time_zone)] = Field(
        "UTC", description="Zone in which dates begin and offsets are given."
    )
    schedule: Literal["after_run", "manual"] = Field(
        default="after_run", description="Whether `cdp run --sync` sends it too."
    )

    @field_validator("fields")
    @classmethod
    def _once(cls, value: list[FieldMap]) -> list[FieldMap]:
        names = [f.attribute for f in value]
        doubled = sorted({n for n in names if names.count(n) > 1})
        if doubled:
            raise ValueError(f"attribute {doubled[0]!r} is mapped twice")
        return value

    @model_validator(mode="after")
    def _consistent(self) -> DestinationSettings:
        if self.users and not self.fields and self.other_fields == "drop":
            raise ValueError("fields: nothing of a user would be sent")
        if not self.users and self.events is None:
            raise ValueError("neither users nor events are sent")
        if self.member_attribute and not self.audience:
            raise ValueError("member_attribute: says who is in an audience, and none is named")
        return self
