"""Columns become attributes: named, of the promised type, and within what a tool allows."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from cdp.activation.convert import KINDS, TYPED, RefusedError, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cdp.project.destination import Events, FieldMap

    Write = Callable[[Any], Any]


def select_properties(properties: Mapping[str, Any], events: Events | None) -> dict[str, Any]:
    """Select the properties of an event that are sent, under the names they have there."""
    if events is None:
        return dict(properties)
    drop, named = set(events.drop), events.properties
    return {named.get(k, k): v for k, v in properties.items() if k not in drop}


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
        writer_for: Callable[[str, str], Write],
        check_name: Callable[[str], str | None],
        types: dict[tuple[str, str], str],
    ) -> None:
        self._fields = [
            (
                f.column, f.attribute, TYPED[f.type], writer_for(f.attribute, f.type), f.send_nulls,
                ("user", f.attribute), KINDS[f.type],
            )
            for f in fields
        ]  # fmt: skip
        self._mapped = {f.column for f in fields}
        self._pass, self._writer_for, self._check = pass_others, writer_for, check_name
        self._types = types
        self._writers: dict[tuple[str, type], tuple[str, Write]] = {}

    def apply(
        self, row: Mapping[str, Any], *, whole: bool = False
    ) -> tuple[dict[str, Any], list[str]]:
        """Return attributes, and names of those to be unset; RefusedError with the rule."""
        found: dict[str, Any] = {}
        empty: list[str] = []
        value_of, first_of = row.get, self._types.get
        for column, name, convert, write, send_nulls, place, kind in self._fields:
            value = value_of(column)
            if value is None:
                if (send_nulls or whole) and column in row:
                    empty.append(name)
                continue
            try:
                found[name] = write(convert(value))
            except RefusedError as error:
                raise RefusedError(f"{column}: {error}") from None
            if first_of(place) != kind:
                self.lock("user", name, kind)
        if self._pass:
            rest = {k: v for k, v in row.items() if k not in self._mapped}
            found = self.others(rest, "user") | found
        return found, empty

    def others(self, row: Mapping[str, Any], of: str) -> dict[str, Any]:
        """Convert values under their own names, each as what it is."""
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
        """Find the kind of values of this one's type, and what writes them under a name."""
        wrong = self._check(name)
        if wrong:
            raise RefusedError(f"{name}: {wrong}")
        kind = kind_of(value)
        typed = "datetime" if isinstance(value, datetime) else kind
        write = self._writer_for(name, typed)
        convert = TYPED.get(typed)  # there is none for an object
        return kind, (lambda v: write(convert(v))) if convert else write

    def lock(self, of: str, name: str, kind: str) -> None:
        """Hold an attribute to the kind of its first value: tools drop others without a word."""
        first = self._types.setdefault((of, name), kind)
        if first != kind:
            raise RefusedError(
                f"{name}: was {first} before and is {kind} now; the first type is kept there"
            )
