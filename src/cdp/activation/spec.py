"""What a destination's file and the golden record say together: what is read, and sent as what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdp.activation.check import flag_names
from cdp.project.destination import FieldMap
from cdp.sql.render import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cdp.project.destination import DestinationSettings
    from cdp.types import Column, Relation


@dataclass(frozen=True)
class SyncSpec:
    """What one destination is sent: its file, the golden record, and the tables there are."""

    name: str
    """The destination's name."""
    wanted: DestinationSettings
    golden: Relation
    columns: Sequence[Column]
    owner: str | None
    """Column that says who is contacted on a shared contact value."""
    redirect: Relation | None
    log: Relation | None
    """The identity log."""
    can_merge: bool = True
    """Whether the tool merges users itself; where not, who merged into another is removed."""


def mapped_fields(spec: SyncSpec) -> list[FieldMap]:
    """List the fields that are mapped: those of the file, of its channels and of membership."""
    wanted = spec.wanted
    found = list(wanted.fields)
    found += [
        FieldMap(column=f"_allowed_{n}", attribute=c.attribute, type="boolean")
        for n, c in wanted.channels.items()
        if c.attribute
    ]
    if wanted.member_attribute:
        found.append(FieldMap(column="_member", attribute=wanted.member_attribute, type="boolean"))
    return found


def passed_columns(spec: SyncSpec) -> list[str]:
    """Name the columns that go under their own names."""
    return columns_to_pass(spec.wanted, [c.name for c in spec.columns])


def columns_to_pass(wanted: DestinationSettings, columns: Sequence[str]) -> list[str]:
    """Name those of the golden record's columns that `other_fields: pass` sends.

    A column whose name something else is sent under is not among them.
    """
    if wanted.other_fields == "drop":
        return []
    taken = {f.column for f in wanted.fields} | {f.attribute for f in wanted.fields}
    taken |= {name for _, name in flag_names(wanted)} | {"user_id", "row_hash"}
    return [name for name in columns if name not in taken]


def user_expressions(spec: SyncSpec) -> dict[str, str]:
    """Map what is read of a user: name → SQL over `u`, the golden record."""
    found = {f.column: f"u.{quoted(f.column)}" for f in spec.wanted.fields}
    found |= {n: f"u.{quoted(n)}" for n in passed_columns(spec)}
    found |= {
        f"_allowed_{n}": f"coalesce({c.allowed}, false)"
        for n, c in spec.wanted.channels.items()
        if c.attribute
    }
    return found | ({"_member": "true"} if spec.wanted.member_attribute else {})


def withdrawn_flags(spec: SyncSpec) -> dict[str, bool]:
    """Build what a destination learns of a user who may no longer be reached: attribute → false."""
    found = {c.attribute: False for c in spec.wanted.channels.values() if c.attribute}
    if spec.wanted.member_attribute:
        found[spec.wanted.member_attribute] = False
    return found


def leaving_flags(spec: SyncSpec) -> dict[str, str]:
    """Map what somebody who left is still told: attribute → name in `user_expressions`."""
    return {c.attribute: f"_allowed_{n}" for n, c in spec.wanted.channels.items() if c.attribute}
