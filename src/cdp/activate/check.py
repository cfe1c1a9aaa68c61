"""What may be wrong with a destination's file whatever the tool behind an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from cdp.project import destination as config


def common_mistakes(
    wanted: config.MoEngage | config.WebEngage,
    columns: Sequence[str],
    name_mistake: Callable[[str], str | None],
    endpoints: Collection[str],
    tool: str,
) -> list[tuple[str, str]]:
    """Find forbidden names, unknown endpoints, and mirrors that would delete: (key, the rule).

    `columns` are those that are sent under their own names.
    """
    named = [(f"fields.{i}.attribute", f.attribute) for i, f in enumerate(wanted.fields)]
    named += [
        (f"channels.{n}.attribute", c.attribute) for n, c in wanted.channels.items() if c.attribute
    ]
    named += [("member_attribute", wanted.member_attribute)] if wanted.member_attribute else []
    named += [("other_fields", name) for name in columns]
    found = [(key, f"{n}: {wrong}") for key, n in named if (wrong := name_mistake(n))]
    if wanted.audience and wanted.mode == "mirror" and not wanted.member_attribute:
        rule = f"who leaves an audience would be deleted in {tool}; name an attribute to clear"
        found.append(("member_attribute", rule))
    return found + [
        (f"account.per_minute.{n}", f"endpoints are {', '.join(endpoints)}")
        for n in sorted(set(wanted.account.per_minute) - set(endpoints))
    ]
