"""Columns become attributes: named, of the promised type, and within what a tool allows."""

from __future__ import annotations

import json
import math
import re
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cdp.project.destination import Events, FieldMap

E164 = re.compile(r"\+[1-9]\d{7,14}")
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
KINDS = {
    "string": "string", "mobile": "string", "email": "string", "number": "number",
    "boolean": "boolean", "date": "date", "datetime": "date", "list": "list",
}  # fmt: skip


class RefusedError(ValueError):
    """A value or a name that a documented rule forbids; never carries the value."""


def text(value: Any) -> str:  # noqa: ANN401 - whatever a column holds
    """Give a value as text."""
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


def number(value: Any) -> int | float:  # noqa: ANN401
    """Give a value as a finite number."""
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


def boolean(value: Any) -> bool:  # noqa: ANN401
    """Give a value as true or false."""
    if isinstance(value, bool):
        return value
    said = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    found = said.get(str(value).strip().lower())
    if found is None:
        raise RefusedError("is neither true nor false")
    return found


def instant(value: Any) -> datetime:  # noqa: ANN401
    """Give a value as an instant in UTC without a zone; text without an offset is UTC."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError as error:
            raise RefusedError("is no ISO-8601 instant") from error
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - UTC, as everywhere
    if not isinstance(value, datetime):
        raise RefusedError("is no instant")
    return moved(value, UTC).replace(tzinfo=None) if value.tzinfo else value


def moved(value: datetime, zone: tzinfo) -> datetime:
    """Give an instant in a zone; UTC is meant where it has none."""
    try:
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(zone)
    except OverflowError as error:
        raise RefusedError("lies outside the years 1 to 9999") from error


def day(value: Any) -> date:  # noqa: ANN401
    """Give a value as a date."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip()[:10])
    except ValueError as error:
        raise RefusedError("is no ISO-8601 date") from error


def mobile(value: Any) -> str:  # noqa: ANN401
    """Give a phone number as E.164 with its plus."""
    digits = re.sub(r"[\s().-]", "", str(value))
    found = digits if digits.startswith("+") else f"+{digits}"
    if not E164.fullmatch(found) or (len(digits) <= 10 and not digits.startswith("+")):  # noqa: PLR2004
        raise RefusedError("phone is not E.164")
    return found


def email(value: Any) -> str:  # noqa: ANN401
    """Give an e-mail address."""
    found = str(value).strip()
    if not EMAIL.fullmatch(found):
        raise RefusedError("is no e-mail address")
    return found


def items(value: Any) -> list[Any]:  # noqa: ANN401
    """Give a list of plain values of one kind."""
    if not isinstance(value, list | tuple):
        raise RefusedError("is no list")
    found: list[Any] = [plain(v) for v in value if v is not None]  # pyright: ignore[reportUnknownVariableType]
    if len({kind_of(v) for v in found}) > 1:
        raise RefusedError("is a list of several kinds of values")
    return found


def plain(value: Any) -> Any:  # noqa: ANN401
    """Give a value that JSON knows, apart from dates."""
    return number(value) if isinstance(value, Decimal | float) else value


def kind_of(value: Any) -> str:  # noqa: ANN401 - any value JSON or a date has
    """Name the kind of a value, as tools lock it."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float | Decimal):
        return "number"
    if isinstance(value, date):
        return "date"
    if isinstance(value, list | tuple):
        return "list"
    return "object" if isinstance(value, dict) else "string"


def chosen(properties: Mapping[str, Any], events: Events | None) -> dict[str, Any]:
    """Give the properties of an event that are sent, under the names they have there."""
    if events is None:
        return dict(properties)
    drop, named = set(events.drop), events.properties
    return {named.get(k, k): v for k, v in properties.items() if k not in drop}


def written(body: Mapping[str, Any]) -> bytes:
    """Write a record as compact JSON of RFC 8259."""
    try:
        said = json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return said.encode()
    except UnicodeEncodeError as error:
        raise RefusedError("holds half a character, which UTF-8 cannot write") from error
    except ValueError as error:
        raise RefusedError("holds a number that JSON cannot write") from error
    except RecursionError as error:
        raise RefusedError("is nested too deep") from error


TYPED: Mapping[str, Callable[[Any], Any]] = {
    "string": text, "number": number, "boolean": boolean, "date": day, "datetime": instant,
    "mobile": mobile, "email": email, "list": items,
}  # fmt: skip


class Mapper:
    """The field map of one destination, made ready once and applied to every user.

    `spell` writes a converted value of a kind as the tool wants it, `check_name` says what is wrong
    with an attribute's name. `types` remembers the kind of value first seen under a name.
    """

    def __init__(
        self,
        fields: Sequence[FieldMap],
        *,
        pass_others: bool,
        spell: Callable[[str, str, Any], Any],
        check_name: Callable[[str], str | None],
        types: dict[tuple[str, str], str],
    ) -> None:
        self._fields = [
            (f.column, f.attribute, f.type, TYPED[f.type], f.send_nulls) for f in fields
        ]
        self._mapped = {f.column for f in fields}
        self._pass, self._spell, self._check = pass_others, spell, check_name
        self._types, self._sound = types, set[str]()

    def apply(
        self, row: Mapping[str, Any], *, whole: bool = False
    ) -> tuple[dict[str, Any], list[str]]:
        """Give attributes, and names of those that are to be unset; RefusedError with the rule."""
        found: dict[str, Any] = {}
        empty: list[str] = []
        for column, name, kind, convert, send_nulls in self._fields:
            value = row.get(column)
            if value is None:
                if (send_nulls or whole) and column in row:
                    empty.append(name)
                continue
            try:
                found[name] = self._spell(name, kind, convert(value))
            except RefusedError as error:
                raise RefusedError(f"{column}: {error}") from None
            self.lock("user", name, KINDS[kind])
        if self._pass:
            rest = {k: v for k, v in row.items() if k not in self._mapped}
            found = self.others(rest, "user") | found
        return found, empty

    def others(self, row: Mapping[str, Any], of: str) -> dict[str, Any]:
        """Give values under their own names, each as what it is."""
        found: dict[str, Any] = {}
        for name, value in row.items():
            if value is None:
                continue
            if name not in self._sound:
                wrong = self._check(name)
                if wrong:
                    raise RefusedError(f"{name}: {wrong}")
                self._sound.add(name)
            kind = kind_of(value)
            typed = "datetime" if isinstance(value, datetime) else kind
            try:
                ready = TYPED[typed](value) if typed != "object" else value
                found[name] = self._spell(name, typed, ready)
            except RefusedError as error:
                raise RefusedError(f"{name}: {error}") from None
            self.lock(of, name, kind)
        return found

    def lock(self, of: str, name: str, kind: str) -> None:
        """Hold an attribute to the kind of its first value: tools drop others without a word."""
        first = self._types.setdefault((of, name), kind)
        if first != kind:
            raise RefusedError(
                f"{name}: was {first} before and is {kind} now; the first type is kept there"
            )
