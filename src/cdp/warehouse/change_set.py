"""What is known of the changes of a table in one run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cdp.sql.model import Model


class Change(StrEnum):
    """What is known of a table's changes in this run."""

    none = "none"
    rows = "rows"
    """The changed rows are at hand."""
    all = "all"
    """Anything may have changed."""


@dataclass(frozen=True)
class ChangeSet:
    """What an update leaves of the rows that changed, or may have."""

    columns: tuple[str, ...]
    """Columns of them that somebody reads."""
    compared: bool = True
    """Whether rows that stay as they are are told apart, and left alone."""
    named: tuple[str, ...] = ()
    """Columns that are named in the work table `compared` where they changed."""


def columns_worth_naming(model: Model) -> tuple[str, ...]:
    """Name the columns of the golden record whose change is worth a word."""
    return tuple(c.name for c in model.columns if c.name not in {*model.key, "row_hash"})
