"""The Destination protocol, and the only door to one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from cdp.errors import UsageError
from cdp.project.leaves import DESTINATIONS, open_leaf

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from cdp.activation.record import (
        Answer,
        Element,
        Limits,
        Record,
        Rejection,
        Request,
        Response,
    )  # fmt: skip
    from cdp.project.destination import DestinationSettings


class Destination(Protocol):
    """What the sender asks of a tool; pure: no I/O, no clock. A new one is one file of ≤ 300 lines.

    A record is encoded once, on its own; requests are joined from encoded records, so a batch is
    filled to the byte and halved without encoding anything again.
    """

    limits: Mapping[str, Limits]
    """By endpoint."""

    def encode(self, record: Record, *, single: bool = False) -> Element | Rejection:
        """Say one record in the destination's words; Rejection names the rule that forbids it."""
        ...

    def request(self, endpoint: str, elements: Sequence[Element], at: datetime) -> Request:
        """Join elements of one endpoint into a request, signed at this instant (UTC)."""
        ...

    def overhead(self, endpoint: str) -> tuple[int, int]:
        """Count the bytes of a request around its elements, and those between two of them."""
        ...

    def decode(self, response: Response) -> Answer:
        """Read a response."""
        ...


@dataclass(frozen=True)
class Context:
    """What a destination needs to know besides its file."""

    root: Path
    """Folder of the project."""
    now: datetime
    """The instant of the sync (UTC): events behind it are of the future."""
    secrets: Mapping[str, str]
    """By name of the environment variable; `***` where nothing is going to be sent."""
    types: dict[tuple[str, str], str]
    """(of what, attribute) → kind of value that the destination has seen first."""


HIDDEN = "***"


class Leaf(Protocol):
    """What the module of one tool holds; it is registered by name, see `cdp.project.leaves`."""

    Settings: type[DestinationSettings]
    """What a destination file of this type may say, `type` and `account` among it."""

    def connect(self, wanted: DestinationSettings, context: Context) -> Destination:
        """Make the destination that a file describes ready; nothing is sent yet."""
        ...

    def mistakes(
        self, wanted: DestinationSettings, columns: Sequence[str]
    ) -> list[tuple[str, str]]:
        """Find what the tool will never take: (key of the file, the rule that forbids it).

        `columns` are those that are sent under their own names.
        """
        ...

    def can_merge(self, wanted: DestinationSettings) -> bool:
        """Tell whether the tool can be told that two users are one."""
        ...


def leaf_of(wanted: DestinationSettings) -> Leaf:
    """Open the leaf of the tool that a file names."""
    return cast("Leaf", open_leaf(DESTINATIONS, wanted.type))


def open_destination(wanted: DestinationSettings, context: Context) -> Destination:
    """Open the destination that a file describes."""
    return leaf_of(wanted).connect(wanted, context)


def read_secrets(wanted: DestinationSettings, needed_by: str | None) -> dict[str, str]:
    """Read the secrets of an account from the environment.

    UsageError names those that are not set where a destination, by its name, needs them.
    """
    account = wanted.account
    names = [getattr(account, n) for n in type(account).model_fields if n.endswith("_env")]
    found = {n: os.environ.get(n, "") for n in names}
    missing = sorted(n for n, value in found.items() if not value)
    if missing and needed_by is not None:
        others = "".join(f", nor is {n}" for n in missing[1:])
        raise UsageError(
            f"{needed_by}: the environment variable {missing[0]} is not set{others}",
            fix=f"set it to what `account:` in destinations/{needed_by}.yaml says",
        )
    return {n: value or HIDDEN for n, value in found.items()}
