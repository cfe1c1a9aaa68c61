"""What is sent, in whose words it is said, and what came of it: small frozen values."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class User:
    """A user as the golden record has it; `whole` also unsets what is empty."""

    user_id: str
    attributes: Mapping[str, Any]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a user, once (`occurred_at` in UTC, without a zone)."""

    event_id: str
    user_id: str
    event_name: str
    occurred_at: datetime
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Merge:
    """Two users turned out to be one: `retired` lives on as `retained`."""

    retired: str
    retained: str


@dataclass(frozen=True, slots=True)
class Flags:
    """A user of whom the destination only learns what it may not do, or no longer is."""

    user_id: str
    flags: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Removal:
    """A user to be deleted; `erase` when the person asked for it, with all that entails."""

    user_id: str
    erase: bool = False


Record = User | Event | Merge | Flags | Removal


@dataclass(frozen=True, slots=True)
class Limits:
    """What an endpoint takes: records and bytes a request, and how many a minute of which."""

    records: int
    bytes: int
    per_minute: int
    counts: Literal["records", "requests"] = "records"


@dataclass(frozen=True, slots=True)
class Element:
    """One record in a destination's words, ready to be put into a request to an endpoint."""

    endpoint: str
    body: bytes
    lane: str
    """Records of one lane keep their order."""
    key: str = ""
    """Identity of the record, the same whenever it is sent again."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A record that is not sent, and the documented rule that forbids it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request, or one file to be written; `secrets` names headers nobody may see."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes
    secrets: frozenset[str] = field(default=frozenset({"Authorization"}))

    def shown_headers(self) -> dict[str, str]:
        """Return the headers as people may see them, secrets as `***`."""
        return {k: "***" if k in self.secrets else v for k, v in self.headers.items()}


@dataclass(frozen=True, slots=True)
class Response:
    """What came back; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def is_redirect(response: Response) -> bool:
    """Whether an answer sends us to another address, where no secret will be taken."""
    return 300 <= response.status < 400  # noqa: PLR2004 - all redirections


def read_json_object(body: bytes) -> dict[str, Any]:
    """Read the JSON object of an answer; empty where it is none."""
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


class Verdict(StrEnum):
    """What a response says about a request."""

    accepted = "accepted"
    rejected = "rejected"
    """This request will never be taken as it is; with several records, one may be at fault."""
    retry = "retry"
    """Later, perhaps."""
    limited = "limited"
    """Too many requests; later, for sure."""
    closed = "closed"
    """No request of this account will be taken: wrong key, no permission, wrong address."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A response read: what it says, in the destination's words, and its id there."""

    verdict: Verdict
    reason: str = ""
    request_id: str = ""
