"""What may be wrong with a destination's file whatever the tool behind an account."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from cdp.project.destination import Account, DestinationSettings


def common_mistakes(
    wanted: DestinationSettings,
    account: Account,
    columns: Sequence[str],
    name_mistake: Callable[[str], str | None],
    endpoints: Collection[str],
    *,
    tool: str,
    own: Mapping[str, Collection[str]],
) -> list[tuple[str, str]]:
    """Find forbidden names, wrong types, unknown endpoints, and mirrors that would delete.

    Returns (key, the rule). `columns` are those that are sent under their own names, `own` says
    which types of a field the tool's own attributes take.
    """
    typed = [(f"fields.{i}.attribute", f.attribute, f.type) for i, f in enumerate(wanted.fields)]
    typed += [(key, name, "boolean") for key, name in flag_names(wanted)]
    named = [(key, name) for key, name, _ in typed] + [("other_fields", name) for name in columns]
    found = [(key, f"{n}: {wrong}") for key, n in named if (wrong := name_mistake(n))]
    found += repeated_names([(key, name) for key, name, _ in typed])
    found += [
        (key, f"{tool} takes {name} as {' or '.join(own[name])}, not as {kind}")
        for key, name, kind in typed
        if name in own and kind not in own[name]
    ]
    if wanted.audience and wanted.mode == "mirror" and not wanted.member_attribute:
        rule = f"who leaves an audience would be deleted in {tool}; name an attribute to clear"
        found.append(("member_attribute", rule))
    return found + [
        (f"account.per_minute.{n}", f"endpoints are {', '.join(endpoints)}")
        for n in sorted(set(account.per_minute) - set(endpoints))
    ]


def flag_names(wanted: DestinationSettings) -> list[tuple[str, str]]:
    """Name the attributes that say who may be reached and who is a member: (key, name)."""
    named = [
        (f"channels.{n}.attribute", c.attribute) for n, c in wanted.channels.items() if c.attribute
    ]
    return named + (
        [("member_attribute", wanted.member_attribute)] if wanted.member_attribute else []
    )


def repeated_names(named: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Find names that two keys of a file give: (key of the later one, the rule)."""
    times = Counter(name for _, name in named)
    last = {name: key for key, name in named}
    return [
        (key, f"{name} is sent twice: one of the two would be lost")
        for name, key in last.items()
        if times[name] > 1
    ]
