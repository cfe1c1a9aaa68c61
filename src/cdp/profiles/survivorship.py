"""Survivorship and traits as SQL: which of a user's values is the one to keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdp.sql.expression import filter_aggregates, is_count
from cdp.sql.render import literal
from cdp.tables import USER_MAP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cdp.project.identity import Identity
    from cdp.project.profile import Attribute, Profile, ProfileSource, Trait

ORDERED = {"latest": "cdp_latest", "earliest": "cdp_earliest", "first_non_null": "cdp_latest"}
WORTH_NUMBERING = WORTH_SPLITTING = 8
PLAIN = {"max": "max({v})", "min": "min({v})", "any": "coalesce(bool_or({v}), false)"}


@dataclass(frozen=True)
class Part:
    """A named subquery with one row a user, and its columns but `user_id`."""

    name: str
    sql: str
    columns: tuple[str, ...]


def survivor_parts(profile: Profile, identity: Identity) -> Iterator[Part]:
    """Write every subquery of the golden record: one a source, then those of their own kind."""
    for source in profile.sources:
        survivors = {
            _piece_name(name, a, source): (a, a.from_.index(item))
            for name, a in profile.attributes.items()
            for item in a.from_
            if item.split(".")[0] == source and _is_aggregated_with_source(a)
        }
        traits = {
            n: _trait_value(t, profile.sources[source])
            for n, t in profile.traits.items()
            if t.from_ == source
        }
        chosen = {
            n: _surviving_value(a, position, profile) for n, (a, position) in survivors.items()
        }
        if len(chosen) >= WORTH_SPLITTING and _is_records(profile.sources[source], identity):
            alone = {n: _only_value(a, position) for n, (a, position) in survivors.items()}
            yield _split_single_rows(source, chosen, alone, profile, identity)
            if traits:
                yield _aggregate_source(f"{source}_traits", source, traits, profile, identity)
        elif chosen or traits:
            yield _aggregate_source(source, source, {**chosen, **traits}, profile, identity)
    for name, attribute in profile.attributes.items():
        if not _is_aggregated_with_source(attribute):
            yield _aggregate_alone(name, attribute, profile, identity)


def _aggregate_source(
    name: str, source: str, items: dict[str, str], profile: Profile, identity: Identity
) -> Part:
    rows = _select_rows(source, profile, identity)
    select = ", ".join(f"{sql} as {column}" for column, sql in items.items())
    sql = f"select r.user_id, {select} from ({rows}) as r group by r.user_id"
    return Part(name, sql, tuple(items))


def _split_single_rows(
    source: str, chosen: dict[str, str], alone: dict[str, str], profile: Profile, identity: Identity
) -> Part:
    """Choose among the rows of users with several records; most users have one, and its values."""
    many = f"select user_id from {USER_MAP} group by user_id having count(*) > 1"
    rows = _select_rows(source, profile, identity, users=f"m.user_id in ({many})")
    selects = [", ".join(f"{v} as {k}" for k, v in items.items()) for items in (chosen, alone)]
    plain = _select_rows(
        source, profile, identity, users=f"m.user_id not in ({many})", numbered=False
    )
    sql = (
        f"select r.user_id, {selects[0]} from ({rows}) as r group by r.user_id"
        f" union all select r.user_id, {selects[1]} from ({plain}) as r"
    )
    return Part(source, sql, tuple(chosen))


def _is_records(source: ProfileSource, identity: Identity) -> bool:
    """Tell whether a source's rows are records themselves, so that a record has one row in it."""
    return any((r.table, r.key) == (source.table, source.key) for r in identity.records)


def _only_value(attribute: Attribute, position: int) -> str:
    """Write the value that survives where a user has one row alone."""
    value = _candidate_value(attribute, position)
    if attribute.take == "list":
        return f"case when {value} is not null then list_value({value}) end"
    return f"coalesce({value}, false)" if attribute.take == "any" else value


def _is_aggregated_with_source(attribute: Attribute) -> bool:
    """Tell whether the value comes out of its source's one aggregation."""
    several = len(attribute.from_) > 1 and attribute.take != "first_non_null"
    return attribute.take != "most_frequent" and not several


def _piece_name(name: str, attribute: Attribute, source: str) -> str:
    return name if len(attribute.from_) == 1 else f"{name}__{source}"


def coalesced_attributes(profile: Profile) -> dict[str, str]:
    """Write the SQL of attributes whose first non-null value by source priority wins."""
    return {
        name: "coalesce("
        + ", ".join(f"{s}.{name}__{s}" for s in (i.split(".")[0] for i in a.from_))
        + ")"
        for name, a in profile.attributes.items()
        if a.take == "first_non_null" and len(a.from_) > 1
    }


def default_value(profile: Profile, name: str, sql: str) -> str:
    """Write a column's value, with a default for users without any row: 0 for counts, say."""
    trait = profile.traits.get(name)
    if trait is not None:
        default = trait.default or ("0" if is_count(trait.sql) else None)
        return f"coalesce({sql}, {default})" if default else sql
    return f"coalesce({sql}, false)" if profile.attributes[name].take == "any" else sql


def _select_rows(
    name: str, profile: Profile, identity: Identity, *, users: str = "", numbered: bool = True
) -> str:
    """Select a source's rows with their user; blocked identifier values are null in `_open_…`.

    `users` is a condition on the user of the map `m`.
    """
    source = profile.sources[name]
    opened = {
        (item.split(".")[1], a.not_blocked)
        for a in profile.attributes.values()
        for item in a.from_
        if a.not_blocked and item.split(".")[0] == name
    }
    extra, joins = "", ""
    for index, (column, kind) in enumerate(sorted(opened)):
        b = f"b{index}"
        extra += f", case when {b}.identifier_value is null then t.{column} end as _open_{column}"
        joins += (
            f" left join identity.identifier_value as {b} on {b}.identifier_value = t.{column}"
            f" and {b}.identifier_type = {literal(kind)} and {b}.status = 'blocked'"
        )
    conditions = " and ".join(f"({c})" for c in (source.where, users) if c)
    where = f" where {conditions}" if conditions else ""
    for column in _numbered_columns(name, profile) if numbered else ():
        order = f"t.{column} nulls first, t.{source.row_key or source.key}"
        rank = f"row_number() over (partition by m.user_id order by {order})"
        extra += f", {rank} as _order_{column}"
    return (
        f"select m.user_id, t.*{extra} from {source.table} as t"
        f" join {USER_MAP} as m on {row_belongs(source, identity)}{joins}{where}"
    )


def row_belongs(source: ProfileSource, identity: Identity) -> str:
    """Write the SQL condition by which a source's row `t` finds its line `m` of the user map."""
    single = identity.single
    if single is not None:
        return f"m.{single.key} = cast(t.{source.key} as varchar)"
    table = source.record or source.table
    return f"m.record_table = {literal(table)} and m.record_key = cast(t.{source.key} as varchar)"


def _value_column(attribute: Attribute, position: int) -> str:
    column = attribute.from_[position].split(".")[1]
    return f"_open_{column}" if attribute.not_blocked else column


def _numbered_columns(name: str, profile: Profile) -> list[str]:
    """Name the columns that order so many attributes that rows are numbered once for all.

    Comparing a number is far cheaper than comparing an instant and a key; sorting pays for itself
    from a handful of attributes on.
    """
    source = profile.sources[name]
    ordering = [
        a.by or source.at
        for a in profile.attributes.values()
        for item in a.from_
        if a.take in ORDERED and item.split(".")[0] == name
    ]
    return sorted(c for c in set(ordering) if ordering.count(c) >= WORTH_NUMBERING)


def _row_order(name: str, profile: Profile, attribute: Attribute) -> str:
    source = profile.sources[name]
    column = attribute.by or source.at
    if column in _numbered_columns(name, profile):
        return f"_order_{column}"
    # a row without an instant is older than all others, it is not left out
    return f"coalesce({column}, timestamp '0001-01-01 00:00:00'), {source.row_key or source.key}"


def _candidate_value(attribute: Attribute, position: int) -> str:
    value = _value_column(attribute, position)
    return f"case when {attribute.where} then {value} end" if attribute.where else value


def _surviving_value(attribute: Attribute, position: int, profile: Profile) -> str:
    name = attribute.from_[position].split(".")[0]
    value = _candidate_value(attribute, position)
    return _aggregate_values(attribute, value, _row_order(name, profile, attribute))


def _aggregate_values(attribute: Attribute, value: str, order: str) -> str:
    if attribute.take in ORDERED:
        return f"{ORDERED[attribute.take]}({value}, {order})"
    if attribute.take == "list":
        return f"cdp_list({value})"
    return PLAIN[attribute.take].format(v=value)


def _trait_value(trait: Trait, source: ProfileSource) -> str:
    conditions = [f"({trait.where})"] if trait.where else []
    if trait.window:
        days = trait.window.removesuffix("d")
        conditions.append(f"{source.at} > as_of - interval '{days}' day and {source.at} <= as_of")
    return filter_aggregates(trait.sql, " and ".join(conditions))


def _aggregate_alone(name: str, attribute: Attribute, profile: Profile, identity: Identity) -> Part:
    """Select values that need an aggregation of their own: several sources, or most frequent."""
    members: list[str] = []
    for position, item in enumerate(attribute.from_):
        source_name = item.split(".")[0]
        source = profile.sources[source_name]
        value = _value_column(attribute, position)
        where = f" and ({attribute.where})" if attribute.where else ""
        trust = position if attribute.take == "earliest" else -position
        at, key = attribute.by or source.at, source.row_key or source.key
        members.append(
            f"select r.user_id, {value} as value, {at} as at, {trust} as trust,"
            f" cast({key} as varchar) as row_key"
            f" from ({_select_rows(source_name, profile, identity)}) as r"
            f" where {value} is not null{where}"
        )
    rows = " union all ".join(members)
    if attribute.take == "most_frequent":
        # among equally frequent values the one seen last wins, then the greater value
        counted = (
            "select user_id, value, count(*) as times, max(at) as last_at"
            f" from ({rows}) as v group by user_id, value"
        )
        sql = (
            f"select user_id, cdp_latest(value, times, last_at, value) as {name}"
            f" from ({counted}) as c group by user_id"
        )
    else:
        value = _aggregate_values(attribute, "value", "at, trust, row_key")
        sql = f"select user_id, {value} as {name} from ({rows}) as v group by user_id"
    return Part(f"only_{name}", sql, (name,))
