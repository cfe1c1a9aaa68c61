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

    Write = Callable[[Any], Any]

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
    if isinstance(value, str) and E164.fullmatch(value):
        return value
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


def chosen(properties: Mapping[str, Any], events: Events | None) -> dict[str, Any]:
    """Give the properties of an event that are sent, under the names they have there."""
    if events is None:
        return dict(properties)
    drop, named = set(events.drop), events.properties
    return {named.get(k, k): v for k, v in properties.items() if k not in drop}


_compact: Callable[[Any], str] = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), allow_nan=False
).encode


def written(body: Mapping[str, Any]) -> bytes:
    """Write a record as compact JSON of RFC 8259."""
    try:
        return _compact(body).encode()
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
    "string": text, "number": number, "boolean": boolean, "date": day, "datetime": instant,
    "mobile": mobile, "email": email, "list": items,
}  # fmt: skip


def never(rule: str) -> Write:
    """Give what refuses every value."""

    def refuse(_: object) -> None:
        raise RefusedError(rule)

    return refuse


def one_of(allowed: frozenset[str], rule: str, *, lowered: bool = False) -> Write:
    """Give what refuses every value but some texts."""

    def choose(value: object) -> str:
        found = str(value).lower() if lowered else str(value)
        if found not in allowed:
            raise RefusedError(rule)
        return found

    return choose


def as_it_is(value: Any) -> Any:  # noqa: ANN401
    """Give a value back."""
    return value


def iso_day(value: date) -> str:
    """Write a date."""
    return value.isoformat()


def iso_second(value: datetime) -> str:
    """Write an instant in UTC to the second."""
    return f"{value.isoformat(timespec='seconds')}Z"


class Mapper:
    """The field map of one destination, made ready once and applied to every user.

    `speller` gives, for an attribute and a kind, what writes a converted value as the tool wants
    it; `check_name` says what is wrong with an attribute's name. `types` remembers the kind of
    value first seen under a name.
    """

    def __init__(
        self,
        fields: Sequence[FieldMap],
        *,
        pass_others: bool,
        speller: Callable[[str, str], Write],
        check_name: Callable[[str], str | None],
        types: dict[tuple[str, str], str],
    ) -> None:
        self._fields = [
            (
                f.column, f.attribute, TYPED[f.type], speller(f.attribute, f.type), f.send_nulls,
                ("user", f.attribute), KINDS[f.type],
            )
            for f in fields
        ]  # fmt: skip
        self._mapped = {f.column for f in fields}
        self._pass, self._speller, self._check = pass_others, speller, check_name
        self._types = types
        self._writers: dict[tuple[str, type], tuple[str, Write]] = {}

    def apply(
        self, row: Mapping[str, Any], *, whole: bool = False
    ) -> tuple[dict[str, Any], list[str]]:
        """Give attributes, and names of those that are to be unset; RefusedError with the rule."""
        found: dict[str, Any] = {}
        empty: list[str] = []
        value_of, first_of = row.get, self._types.get
        for column, name, convert, spell, send_nulls, place, kind in self._fields:
            value = value_of(column)
            if value is None:
                if (send_nulls or whole) and column in row:
                    empty.append(name)
                continue
            try:
                found[name] = spell(convert(value))
            except RefusedError as error:
                raise RefusedError(f"{column}: {error}") from None
            if first_of(place) != kind:
                self.lock("user", name, kind)
        if self._pass:
            rest = {k: v for k, v in row.items() if k not in self._mapped}
            found = self.others(rest, "user") | found
        return found, empty

    def others(self, row: Mapping[str, Any], of: str) -> dict[str, Any]:
        """Give values under their own names, each as what it is."""
        found: dict[str, Any] = {}
        writers, first_of = self._writers, self._types.get
        for name, value in row.items():
            if value is None:
                continue
            sort: type = type(value)
            known = writers.get((name, sort))
            if known is None:
                known = writers[name, sort] = self._writer(name, value)
            kind, write = known
            try:
                found[name] = write(value)
            except RefusedError as error:
                raise RefusedError(f"{name}: {error}") from None
            if first_of((of, name)) != kind:
                self.lock(of, name, kind)
        return found

    def _writer(self, name: str, value: Any) -> tuple[str, Write]:  # noqa: ANN401
        """Give the kind of values of this one's type, and what writes them under a name."""
        wrong = self._check(name)
        if wrong:
            raise RefusedError(f"{name}: {wrong}")
        kind = kind_of(value)
        typed = "datetime" if isinstance(value, datetime) else kind
        spell = self._speller(name, typed)
        convert = TYPED.get(typed)  # there is none for an object
        return kind, (lambda v: spell(convert(v))) if convert else spell

    def lock(self, of: str, name: str, kind: str) -> None:
        """Hold an attribute to the kind of its first value: tools drop others without a word."""
        first = self._types.setdefault((of, name), kind)
        if first != kind:
            raise RefusedError(
                f"{name}: was {first} before and is {kind} now; the first type is kept there"
            )
