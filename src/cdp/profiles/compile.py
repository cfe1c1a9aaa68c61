"""`gold/user.yaml` compiles to one Model: a golden record a user.

The query reads, top to bottom: the spine of users; for each source its rows with their user; one
aggregation a source; most frequent values and values of several sources on their own; all of it
joined to the spine; the contact point shared and owned; computed columns; the row's hash.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cdp.errors import Problem
from cdp.profiles.mistakes import find_profile_mistakes
from cdp.profiles.survivorship import (
    coalesced_attributes,
    default_value,
    survivor_parts,
)
from cdp.sql.expression import hashable_column, inline_expressions, read_expression
from cdp.sql.model import Model, Neighbours
from cdp.sql.parse import parse_query
from cdp.tables import USER_MAP
from cdp.types import Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cdp.project.identity import Identity
    from cdp.project.profile import Contact, Profile
    from cdp.project.yamlfile import Sourced


def compile_profile(
    sourced: Sourced[Profile],
    identity: Identity | None,
    problems: list[Problem],
    *,
    identity_is_sound: bool = True,
) -> Model | None:
    """Compile the golden record; None, and Problems, when an expression in it is wrong.

    Without `identity` its expressions are looked at and nothing is compiled.
    """
    profile, doc = sourced.value, sourced.doc
    before = len(problems)
    problems.extend(find_profile_mistakes(profile, identity if identity_is_sound else None, doc))
    computed = {
        name: read_expression(
            c.sql, doc.file, doc.line(("computed", name)), f"computed.{name}", problems
        )
        for name, c in profile.computed.items()
    }
    if len(problems) > before or identity is None:
        return None
    try:
        expressions = inline_expressions({n: t for n, t in computed.items() if t is not None})
    except ValueError as error:
        problems.append(
            Problem(
                doc.file, doc.line(("computed",)), "computed", f"columns name each other: {error}"
            )
        )
        return None
    columns = tuple(_golden_columns(profile))
    text = _golden_query(profile, identity, expressions)
    return Model(
        relation=profile.relation,
        query=parse_query(text),
        stage="profiles",
        key=("user_id",),
        scope="user",
        columns=columns,
        description=profile.description,
        file=doc.file,
        neighbours=_contact_neighbours(profile, identity),
    )


def _contact_neighbours(profile: Profile, identity: Identity) -> Neighbours | None:
    """Users share a contact value: who owns it depends on all of them."""
    if profile.contact is None:
        return None
    value = profile.contact.value
    alone = {value: profile.attributes[value]}
    update = {"attributes": alone, "traits": {}, "computed": {}, "contact": None}
    text = _golden_query(profile.model_copy(update=update), identity, {})
    return Neighbours(value, parse_query(f"select user_id, {value} from ({text}) as alone"))


def _golden_columns(profile: Profile) -> Iterator[Column]:
    """List the columns in the order the golden record has them."""
    yield Column("user_id", "Stable id of the user.", "bigint")
    contact = profile.contact
    for name, item in profile.attributes.items():
        yield Column(name, item.description, item.type, item.unit, item.pii)
        if contact and name == contact.value:
            yield Column(contact.users, f"How many users have this {name}.", "bigint", "users")
            yield Column(contact.shared, f"Whether several users have this {name}.", "boolean")
            yield Column(contact.owner, f"Whether this user is contacted on {name}.", "boolean")
    for section in (profile.traits, profile.computed):
        for name, item in section.items():
            yield Column(name, item.description, item.type, item.unit, item.pii)
    yield Column("row_hash", "Fingerprint of all other columns.", "bigint")


def _golden_query(profile: Profile, identity: Identity, computed: dict[str, str]) -> str:
    ctes = [f"spine as (select distinct user_id from {USER_MAP})"]
    values: dict[str, str] = {}
    joins: list[str] = []
    for part in survivor_parts(profile, identity):
        ctes.append(f"{part.name} as ({part.sql})")
        values |= {column: f"{part.name}.{column}" for column in part.columns}
        joins.append(f"left join {part.name} on {part.name}.user_id = spine.user_id")
    values |= coalesced_attributes(profile)
    items = [
        f"{_cast_column(default_value(profile, name, values[name]), item.type)} as {name}"
        for section in (profile.attributes, profile.traits)
        for name, item in section.items()
    ]
    ctes.append(
        f"golden as (select spine.user_id, {', '.join(items)} from spine {' '.join(joins)})"
    )
    if profile.contact:
        ctes.append(f"shared as (select *, {_contact_columns(profile.contact)} from golden)")
    final = "shared" if profile.contact else "golden"
    names = [c.name for c in _golden_columns(profile)][:-1]
    selected = [
        f"{_cast_column(computed[n], profile.computed[n].type)} as {n}" if n in computed else n
        for n in names
    ]
    ctes.append(f"whole as (select {', '.join(selected)} from {final})")
    types = {c.name: c.type.lower() for c in _golden_columns(profile)}
    hashed = ", ".join(hashable_column(n, types[n]) for n in names if n != "user_id")
    return f"with {', '.join(ctes)} select *, cdp_hash({hashed}) as row_hash from whole"


def _cast_column(sql: str, kind: str) -> str:
    return sql if kind.endswith("[]") else f"cast({sql} as {kind})"


def _contact_columns(contact: Contact) -> str:
    value = contact.value
    order = ", ".join([*(f"{c} nulls last" for c in contact.owner_order), "user_id"])
    users = f"count(*) over (partition by {value})"
    first = f"row_number() over (partition by {value} order by {order}) = 1"
    return (
        f"case when {value} is null then 0 else {users} end as {contact.users},"
        f" {value} is not null and {users} > 1 as {contact.shared},"
        f" {value} is not null and {first} as {contact.owner}"
    )


def locate_column(sourced: Sourced[Profile], name: str) -> tuple[int | None, str]:
    """Say on which line and under which key the golden record first names a column."""
    profile, doc = sourced.value, sourced.doc
    sections: dict[str, dict[str, Any]] = {
        "sources": dict(profile.sources),
        "attributes": dict(profile.attributes),
        "traits": dict(profile.traits),
        "computed": dict(profile.computed),
    }
    if profile.contact and name in profile.contact.owner_order:
        return doc.line(("contact", "owner_order")), "contact.owner_order"
    for section, items in sections.items():
        for key, item in items.items():
            texts = item.model_dump(exclude={"description", "type", "unit", "pii"})
            if re.search(rf"\b{re.escape(name)}\b", str(list(texts.values()))):
                return doc.line((section, key)), f"{section}.{key}"
    return doc.line(()), ""
