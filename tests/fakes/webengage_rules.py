"""What WebEngage accepts of users, events and custom attributes (external-apis.md B)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from types import NoneType
from typing import TYPE_CHECKING, Any

from .notes import EMAIL, Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .notes import Book

    Check = Callable[[Any], bool]

ID_LENGTH = 100
NAME_LENGTH = 50
VALUE_LENGTH = 1_000
ATTRIBUTES_PER_TYPE = 25
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{4}")
_PHONE = re.compile(r"\+[1-9]\d{6,14}")
_KINDS: dict[type, str] = {
    int: "number",
    float: "number",
    bool: "boolean",
    list: "array",
    dict: "object",
    NoneType: "null",
}


def is_time(value: object) -> bool:
    """External-apis.md B: `yyyy-MM-ddTHH:mm:ss±hhmm`, the offset without a colon."""
    if not isinstance(value, str) or _TIME.fullmatch(value) is None:
        return False
    try:
        datetime.strptime(value, "%Y-%m-%dT%H:%M:%S%z")
    except ValueError:
        return False
    return True


def _is_phone(value: object) -> bool:
    """External-apis.md B: E.164 with the plus."""
    return isinstance(value, str) and _PHONE.fullmatch(value) is not None


def _is_email(value: object) -> bool:
    return isinstance(value, str) and EMAIL.fullmatch(value) is not None


def _is_gender(value: object) -> bool:
    return value in ("male", "female", "other")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


# external-apis.md B, user: the fields that the API knows itself. That a call with one of a wrong
# shape is refused as a whole is not documented [?].
USER_FIELDS: dict[str, Check] = {
    **dict.fromkeys(("firstName", "lastName", "company", "hashedEmail", "hashedPhone"), _is_text),
    **dict.fromkeys(("postalCode", "country", "city", "locality", "region"), _is_text),
    **dict.fromkeys(("emailOptIn", "smsOptIn", "rcsOptIn", "whatsappOptIn"), _is_flag),
    "birthDate": is_time,
    "gender": _is_gender,
    "email": _is_email,
    "phone": _is_phone,
}
DEFAULTS = {"emailOptIn": True, "smsOptIn": True, "rcsOptIn": True, "whatsappOptIn": False}
"""External-apis.md B: what a user has who was never told otherwise."""
_USER_KEYS = frozenset((*USER_FIELDS, "userId", "anonymousId", "attributes"))
_EVENT_KEYS = frozenset(("userId", "anonymousId", "eventName", "eventTime", "eventData"))


def bad(rule: str, message: str, where: str = "") -> Refused:
    """Word a refusal as the API does."""
    return Refused(400, rule, f"Error: {message}", where=where)


def identity(row: Mapping[str, Any]) -> tuple[str, str]:
    """Return `userId` or `anonymousId` and its value; external-apis.md B: the latter is ignored."""
    for name in ("userId", "anonymousId"):
        value = row.get(name)
        if value is None or value == "":
            continue
        if not isinstance(value, str):
            raise bad("id_type", f"{name} must be a string.", name)
        if len(value) > ID_LENGTH:
            raise bad("id_length", f"{name} must not exceed {ID_LENGTH} characters.", name)
        return name, value
    raise bad("no_id", "userId and anonymousId cannot be empty.")


def check_user(row: object, book: Book) -> dict[str, Any]:
    """Check one user whole. Raises Refused; fields that are unknown or null are passed over."""
    if not isinstance(row, dict):
        raise bad("row", "invalid user.")
    _, key = identity(row)
    for name, check in USER_FIELDS.items():
        if row.get(name) is not None and not check(row[name]):
            raise bad(f"field_{name}", f"{name} is invalid.", name)
    if not isinstance(row.get("attributes", {}), dict):
        raise bad("attributes", "attributes must be an object.", "attributes")
    _note_odd(row, _USER_KEYS, key, book)
    return row


def check_event(row: object, book: Book) -> dict[str, Any]:
    """Check one event whole. Raises Refused."""
    if not isinstance(row, dict):
        raise bad("row", "invalid event.")
    _, key = identity(row)
    name = row.get("eventName")
    if not isinstance(name, str) or not name:
        raise bad("event_name", "eventName cannot be empty.", "eventName")
    if row.get("eventTime") is not None and not is_time(row["eventTime"]):
        raise bad("event_time", "eventTime is invalid.", "eventTime")
    if not isinstance(row.get("eventData", {}), dict):
        raise bad("event_data", "eventData must be an object.", "eventData")
    _note_odd(row, _EVENT_KEYS, key, book)
    return row


def _note_odd(row: Mapping[str, Any], known: frozenset[str], key: str, book: Book) -> None:
    for name, value in row.items():
        if name not in known:
            # what becomes of fields that the API does not know is not documented [?]
            book.offend("unknown_field", f"{key} {name}")
        elif value is None:
            # nor what becomes of null [?]
            book.offend("null_value", f"{key} {name}")


def name_fault(name: str) -> str:
    """Name the rule a custom name breaks; external-apis.md B: below 50 characters, no `we_`."""
    if name.startswith("we_"):
        return "we_prefix"
    return "name_length" if len(name) >= NAME_LENGTH else ""


@dataclass
class Schema:
    """Custom attributes of all users, or of one event, and the type each was first seen with.

    External-apis.md B: 25 attributes of each data type, for users and for each event; the first
    datapoint fixes the type, and data of another type stops flowing.
    """

    book: Book
    types: dict[str, str] = field(default_factory=dict)

    def clean(self, attributes: Mapping[str, Any], owner: str) -> dict[str, Any]:
        """Return the attributes as they are kept."""
        kept: dict[str, Any] = {}
        for name, value in attributes.items():
            kind = _kind(value)
            where = f"{owner} {name}"
            fault = "null_value" if kind == "null" else name_fault(name)
            if fault:
                # names in breach are ignored; what becomes of null is not documented [?]
                self.book.offend(fault, where)
            elif self._admits(name, kind, where):
                kept[name] = self._short(value, where)
        return kept

    def _admits(self, name: str, kind: str, where: str) -> bool:
        first = self.types.get(name)
        if first is None:
            if list(self.types.values()).count(kind) >= ATTRIBUTES_PER_TYPE:
                self.book.drop("too_many_attributes", where)
                return False
            self.types[name] = kind
        elif first != kind:
            self.book.drop("type_changed", where)
            return False
        return True

    def _short(self, value: Any, where: str) -> Any:
        """External-apis.md B: strings are below 1,000 characters, and cut."""
        if not isinstance(value, str) or len(value) < VALUE_LENGTH:
            return value
        self.book.offend("value_truncated", where)
        return value[: VALUE_LENGTH - 1]


def _kind(value: object) -> str:
    """How a Date travels as a custom attribute is not documented [?]: here, as `eventTime` does."""
    if type(value) is not str:
        return _KINDS[type(value)]
    return "date" if value[:1].isdigit() and is_time(value) else "string"
