"""Values of columns become values of a promised type, and are written as JSON."""

from __future__ import annotations

import json
import math
import re
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Write = Callable[[Any], Any]

E164 = re.compile(r"\+[1-9]\d{7,14}")
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
KINDS = {
    "string": "string", "mobile": "string", "email": "string", "number": "number",
    "boolean": "boolean", "date": "date", "datetime": "date", "list": "list",
}  # fmt: skip


class RefusedError(ValueError):
    """A value or a name that a documented rule forbids; never carries the value."""


def to_text(value: Any) -> str:  # noqa: ANN401 - whatever a column holds
    """Convert a value to text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, int | float):
        return str(value)
    raise RefusedError("is no text")


def to_number(value: Any) -> int | float:  # noqa: ANN401
    """Convert a value to a finite number."""
    if type(value) is int:
        return value
    if isinstance(value, bool):
        raise RefusedError("is no number")
    if isinstance(value, str):
        try:
            value = Decimal(value.strip())
        except ArithmeticError as error:
            raise RefusedError("is no number") from error
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else float(value)
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise RefusedError("is no number")
    return value


def to_boolean(value: Any) -> bool:  # noqa: ANN401
    """Convert a value to true or false."""
    if isinstance(value, bool):
        return value
    said = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    found = said.get(str(value).strip().lower())
    if found is None:
        raise RefusedError("is neither true nor false")
    return found


def to_instant(value: Any) -> datetime:  # noqa: ANN401
    """Convert a value to an instant in UTC without a zone; text without an offset is UTC."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError as error:
            raise RefusedError("is no ISO-8601 instant") from error
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - UTC, as everywhere
    if not isinstance(value, datetime):
        raise RefusedError("is no instant")
    return in_zone(value, UTC).replace(tzinfo=None) if value.tzinfo else value


def in_zone(value: datetime, zone: tzinfo) -> datetime:
    """Convert an instant to a zone; UTC is meant where it has none."""
    try:
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(zone)
    except OverflowError as error:
        raise RefusedError("lies outside the years 1 to 9999") from error


def to_day(value: Any) -> date:  # noqa: ANN401
    """Convert a value to a date."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip()[:10])
    except ValueError as error:
        raise RefusedError("is no ISO-8601 date") from error


def to_mobile(value: Any) -> str:  # noqa: ANN401
    """Convert a phone number to E.164 with its plus."""
    if isinstance(value, str) and E164.fullmatch(value):
        return value
    digits = re.sub(r"[\s().-]", "", str(value))
    found = digits if digits.startswith("+") else f"+{digits}"
    if not E164.fullmatch(found) or (len(digits) <= 10 and not digits.startswith("+")):  # noqa: PLR2004
        raise RefusedError("phone is not E.164")
    return found


def to_email(value: Any) -> str:  # noqa: ANN401
    """Convert a value to an e-mail address."""
    found = str(value).strip()
    if not EMAIL.fullmatch(found):
        raise RefusedError("is no e-mail address")
    return found


def to_list(value: Any) -> list[Any]:  # noqa: ANN401
    """Convert a list to plain values of one kind."""
    if not isinstance(value, list | tuple):
        raise RefusedError("is no list")
    found: list[Any] = [to_json_value(v) for v in value if v is not None]  # pyright: ignore[reportUnknownVariableType]
    if len({kind_of(v) for v in found}) > 1:
        raise RefusedError("is a list of several kinds of values")
    return found


def to_json_value(value: Any) -> Any:  # noqa: ANN401
    """Convert a value to one that JSON knows, apart from dates."""
    return to_number(value) if isinstance(value, Decimal | float) else value


def kind_of(value: Any) -> str:  # noqa: ANN401 - any value JSON or a date has
    """Name the kind of a value, as tools lock it."""
    known = _KIND_OF.get(type(value))  # pyright: ignore[reportUnknownArgumentType]
    if known:
        return known
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float | Decimal):
        return "number"
    if isinstance(value, date):
        return "date"
    if isinstance(value, list | tuple):
        return "list"
    return "object" if isinstance(value, dict) else "string"


_encode_json: Callable[[Any], str] = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), allow_nan=False
).encode


def to_json_bytes(body: Mapping[str, Any]) -> bytes:
    """Write a record as compact JSON of RFC 8259."""
    try:
        return _encode_json(body).encode()
    except UnicodeEncodeError as error:
        raise RefusedError("holds half a character, which UTF-8 cannot write") from error
    except ValueError as error:
        raise RefusedError("holds a number that JSON cannot write") from error
    except RecursionError as error:
        raise RefusedError("is nested too deep") from error


_KIND_OF: Mapping[type, str] = {
    str: "string", bool: "boolean", int: "number", float: "number", Decimal: "number",
    date: "date", datetime: "date", list: "list", dict: "object",
}  # fmt: skip
"""The kinds of types as they are; what is derived from them is looked at one by one."""
TYPED: Mapping[str, Callable[[Any], Any]] = {
    "string": to_text, "number": to_number, "boolean": to_boolean, "date": to_day,
    "datetime": to_instant, "mobile": to_mobile, "email": to_email, "list": to_list,
}  # fmt: skip


def refuse_always(rule: str) -> Write:
    """Make what refuses every value, with this rule."""

    def refuse(_: object) -> None:
        raise RefusedError(rule)

    return refuse


def accept_only(allowed: frozenset[str], rule: str, *, lowered: bool = False) -> Write:
    """Make what refuses every value but some texts, with this rule."""

    def choose(value: object) -> str:
        found = str(value).lower() if lowered else str(value)
        if found not in allowed:
            raise RefusedError(rule)
        return found

    return choose


def keep_value(value: Any) -> Any:  # noqa: ANN401
    """Return a value as it is."""
    return value


def write_iso_day(value: date) -> str:
    """Write a date."""
    return value.isoformat()


def write_iso_second(value: datetime) -> str:
    """Write an instant in UTC to the second."""
    return f"{value.isoformat(timespec='seconds')}Z"
