"""What the warehouse knows about some users: records, values, refused links, pins, links.

The engine picks out the users asked for and the other ends of their refused links; only those few
records come here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cdp.identity.decisions import PinDecision, read_decisions
from cdp.sql.render import literal, quoted

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from cdp.project.identity import Identity, RecordTable
    from cdp.project.load import Project
    from cdp.warehouse.session import Session

Row = dict[str, Any]


@dataclass(frozen=True)
class Member:
    """One record: its number, its name as in the file of pins, and its facts."""

    number: int
    user_id: int
    record: str
    record_table: str
    record_key: str
    observed_at: datetime | None
    name: str | None
    name_key: str | None
    born: date | None

    @property
    def names(self) -> frozenset[str]:
        """The ways a pin may name it."""
        return frozenset((self.record_key, f"{self.record_table}:{self.record_key}"))


@dataclass(frozen=True)
class Evidence:
    """Records of some users, in order of observation, and those they were kept apart from."""

    identity: Identity
    members: tuple[Member, ...]
    values: tuple[Row, ...]
    """record_no, identifier_type, identifier_value, status, record_count; by record and type."""
    refused: tuple[Row, ...]
    """record_a, record_b, rule, reason."""
    pins: tuple[PinDecision, ...]
    """Those that name one of the records."""

    @cached_property
    def by_number(self) -> dict[int, Member]:
        """Records by number."""
        return {m.number: m for m in self.members}

    @cached_property
    def carried(self) -> dict[int, list[Row]]:
        """The values of each record."""
        found: defaultdict[int, list[Row]] = defaultdict(list)
        for row in self.values:
            found[row["record_no"]].append(row)
        return found

    def of(self, user_id: int) -> list[Member]:
        """The records of one user."""
        return [m for m in self.members if m.user_id == user_id]


def gather_evidence(
    session: Session, project: Project, identity: Identity, users: Collection[int]
) -> Evidence:
    """Read what is known about users by their ids."""
    scope = _chosen_tables(users)
    members = tuple(
        _read_member(r, identity)
        for r in session.query(_select_members(identity, scope)).to_pylist()
    )
    values = session.query(
        f"""
        with {scope}
        select c.record_no, i.identifier_type, i.identifier_value,
            coalesce(v.status, 'joined') as status, coalesce(v.record_count, 1) as record_count
        from chosen as c join identity.identifier as i
        on i.record_key = c.record_key and i.record_table = c.record_table
        left join identity.identifier_value as v
        on v.identifier_type = i.identifier_type and v.identifier_value = i.identifier_value
        order by c.record_no, i.identifier_type
        """,
    )
    refused = session.query(
        f"""
        with {scope}
        select distinct r.record_a, r.record_b, r.rule, r.reason
        from identity.refused_link as r join refused as k
        on k.record_a = r.record_a and k.record_b = r.record_b
        join chosen as a on a.record_no = r.record_a join chosen as b on b.record_no = r.record_b
        order by r.record_a, r.record_b, r.rule
        """,
    )
    known = {name for m in members if m.user_id in users for name in m.names}
    pins = [d for d in read_decisions(identity, project.root) if known & {d.record_a, d.record_b}]
    return Evidence(
        identity, members, tuple(values.to_pylist()), tuple(refused.to_pylist()), tuple(pins)
    )


def _chosen_tables(users: Collection[int]) -> str:
    """Write the tables `refused` and `chosen` of a query about users."""
    columns = "record_no, record_table, record_key, user_id"
    ends = " union ".join(
        "select r.record_a, r.record_b from identity.refused_link as r"
        f" join mine as m on m.record_no = r.{end}"
        for end in ("record_a", "record_b")
    )
    return f"""
        mine as (
            select {columns} from identity.registry
            where is_live and user_id in ({", ".join(map(str, sorted(users)))})
        ),
        refused as ({ends}),
        ends as (select record_a as no from refused union select record_b as no from refused),
        chosen as (
            select {columns} from mine union
            select g.record_no, g.record_table, g.record_key, g.user_id
            from identity.registry as g join ends as e on e.no = g.record_no where g.is_live
        )
    """


def _select_members(identity: Identity, scope: str) -> str:
    tables = " union all ".join(map(select_facts, identity.records))
    return f"""
        with {scope}, said as ({tables}),
        whole as (
            select c.record_no, c.user_id, c.record_table, c.record_key,
                s.observed_at, s.name, s.born
            from chosen as c left join said as s
            on s.record_key = c.record_key and s.record_table = c.record_table
        )
        select *, cdp_name_key(name) as name_key from whole
        order by observed_at nulls last, record_table, record_key
    """


def select_facts(record: RecordTable) -> str:
    """Write the query for a record table's record_table, record_key, observed_at, name, born."""
    name, born = (
        f"cast({quoted(record.facts[f])} as {kind})"
        if f in record.facts
        else f"cast(null as {kind})"
        for f, kind in (("name", "varchar"), ("born", "date"))
    )
    return (
        f"select {literal(record.table)} as record_table,"
        f" cast({quoted(record.key)} as varchar) as record_key,"
        f" cast({quoted(record.observed_at)} as timestamp) as observed_at,"
        f" {name} as name, {born} as born from {record.table}"
    )


def _read_member(row: Row, identity: Identity) -> Member:
    table, key = row["record_table"], row["record_key"]
    return Member(
        row["record_no"], row["user_id"], pin_name(identity, table, key), table, key,
        row["observed_at"], row["name"], row["name_key"], row["born"],
    )  # fmt: skip


def pin_name(identity: Identity, table: str, key: str) -> str:
    """Name a record as a pin does: by key, and by table too where there are several."""
    return key if identity.single else f"{table}:{key}"


def shared_values(
    evidence: Evidence, one: int, other: int, types: Collection[str] | None
) -> list[Row]:
    """Return the values that two records both have, of some types or of all."""
    theirs = {
        (r["identifier_type"], r["identifier_value"]) for r in evidence.carried.get(other, ())
    }
    return [
        row
        for row in evidence.carried.get(one, ())
        if (types is None or row["identifier_type"] in types)
        and (row["identifier_type"], row["identifier_value"]) in theirs
    ]
