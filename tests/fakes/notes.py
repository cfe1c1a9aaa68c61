"""What the stand-ins of all vendors note down, and how they read a body."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


class Note(NamedTuple):
    """One rule that was broken, and by what: a user, an attribute, a place in a batch."""

    rule: str
    where: str


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """Something is not accepted: a whole call, or one element of a batch."""

    def __init__(
        self, status: int, rule: str, message: str, *, where: str = "", kind: str = ""
    ) -> None:
        """Keep the rule and the place for the notes, the message and its kind for the answer."""
        super().__init__(message)
        self.status = status
        self.rule = rule
        self.message = message
        self.where = where
        self.kind = kind

    def note(self, prefix: str) -> Note:
        """Note the rule, at a place inside what `prefix` names."""
        return Note(self.rule, f"{prefix} {self.where}".strip())


class Book:
    """The three lists of notes of one stand-in."""

    def __init__(self) -> None:
        self.refused: list[Note] = []
        self.dropped: list[Note] = []
        self.offences: list[Note] = []

    def drop(self, rule: str, where: str) -> None:
        """Note a piece of an accepted call that was not kept."""
        self.dropped.append(Note(rule, where))

    def offend(self, rule: str, where: str) -> None:
        """Note what was kept otherwise than sent, passed over, or is against a policy."""
        self.offences.append(Note(rule, where))

    def counts(self) -> dict[str, dict[str, int]]:
        """Count the notes of each list by rule."""
        lists = {"refused": self.refused, "dropped": self.dropped, "offences": self.offences}
        return {name: tally(notes) for name, notes in lists.items()}


def tally(notes: Iterable[Note]) -> dict[str, int]:
    """Count notes by rule."""
    return dict(Counter(note.rule for note in notes))


def _no_constant(text: str) -> float:
    message = f"{text} is not JSON"
    raise ValueError(message)


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


def decode(body: bytes) -> Any:
    """Read a body as JSON of RFC 8259: UTF-8, no NaN, no Infinity. Raises ValueError."""
    return _DECODER.decode(body.decode("utf-8"))
