"""Why records are one user: the links that hold it together, those refused, what it rests on."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from cdp.errors import CheckFailed
from cdp.identity.disjoint_sets import join_all
from cdp.identity.inspect.evidence import gather_evidence, shared_values
from cdp.identity.inspect.find import find_users, required_identity
from cdp.identity.inspect.link_graph import Link, find_bridges, link_records
from cdp.identity.inspect.linking import PIN, link_sources, linking_rule
from cdp.identity.inspect.pin import NAMED
from cdp.sql.render import literal
from cdp.tables import IDENTITY_LOG

if TYPE_CHECKING:
    from cdp.identity.decisions import PinDecision
    from cdp.identity.inspect.evidence import Evidence, Member, Row
    from cdp.identity.inspect.link_graph import LinkedRecords
    from cdp.project.load import Project
    from cdp.warehouse.session import Session

_NUMBER = re.compile(r"[0-9]{1,18}")
MOST_USERS = 10


@dataclass(frozen=True)
class Asked:
    """Whom a word on the command line stands for."""

    users: tuple[int, ...]
    whole: frozenset[int]
    """Those asked for by user id, so with all their records."""
    spellings: frozenset[str]
    """The word as a record's key, or as an identifier's value may be written."""

    def records(self, evidence: Evidence) -> frozenset[int]:
        """Return the numbers of the records meant: all of a user, the named, those of a value."""
        return frozenset(
            m.number
            for m in evidence.members
            if m.user_id in self.whole
            or (m.user_id in self.users and self.spellings & self._words(evidence, m))
        )

    @staticmethod
    def _words(evidence: Evidence, member: Member) -> set[str]:
        values = (r["identifier_value"] for r in evidence.carried.get(member.number, ()))
        return {*member.names, *values}


@dataclass(frozen=True)
class Explanation:
    """All that is known about why these records are one user; rows are plain data."""

    user_id: int
    records: tuple[Row, ...]
    links: tuple[Row, ...]
    refused: tuple[Row, ...]
    bridges: tuple[Row, ...]
    joins_nobody: tuple[Row, ...]
    pins: tuple[Row, ...]
    earlier_ids: tuple[Row, ...]
    pieces: int
    """More than one when rules or pins have changed since the run that made the user."""


def find_asked(session: Session, project: Project, wanted: str, which: str = "") -> Asked:
    """Find whom a word stands for; CheckFailed when nobody, which does not repeat the word."""
    text = wanted.strip()
    users = find_users(session, project, text)
    whole = {u for u in users if str(u) == text}
    if not users:
        users = _users_by_table_and_key(session, text)
    if not users and (heir := _user_of_retired_id(session, text)):
        users, whole = [heir], {heir}
    if not users:
        raise CheckFailed(
            f"no user has {f'the {which} ' if which else 'this '}id, key or identifier",
            fix="give a user id, the key of a record, table:key, or the value of an identifier",
        )
    forms = f"upper({literal(text)}) as u, cdp_mobile({literal(text)}) as m"
    row = session.query(f"select {forms}, cdp_email({literal(text)}) as e").to_pylist()[0]
    return Asked(tuple(users), frozenset(whole), frozenset({text, *filter(None, row.values())}))


def _users_by_table_and_key(session: Session, text: str) -> list[int]:
    if ":" not in text:
        return []
    where = f"is_live and {NAMED} = {literal(text)}"
    rows = session.query(
        f"select distinct user_id from identity.registry where {where}"
    ).to_pylist()
    return [r["user_id"] for r in rows]


def _user_of_retired_id(session: Session, text: str) -> int | None:
    """Find who has an id that was given up: the user of the record that founded it."""
    if not _NUMBER.fullmatch(text) or not session.has(IDENTITY_LOG):
        return None
    told = f"select 1 as n from {IDENTITY_LOG} where {int(text)} in (from_user, to_user) limit 1"
    if not session.query(told).num_rows:  # the number of a record that never was a user's id
        return None
    user, seen = int(text), set[int]()
    while user not in seen:
        seen.add(user)
        rows = session.query(
            "select founder.user_id, bool_or(coalesce(live.is_live, false)) as is_live"
            " from identity.registry as founder left join identity.registry as live"
            " on live.user_id = founder.user_id and live.is_live"
            f" where founder.record_no = {user} group by founder.user_id",
        ).to_pylist()
        if not rows or rows[0]["is_live"]:
            return rows[0]["user_id"] if rows else None
        user = rows[0]["user_id"]
    return None


def explain_users(session: Session, project: Project, asked: Asked) -> list[Explanation]:
    """Explain the users asked for, the first ten of them."""
    identity = required_identity(project)
    users = asked.users[:MOST_USERS]
    evidence = gather_evidence(session, project, identity, users)
    return [_explain_user(session, evidence, user) for user in users]


def find_shared_values(session: Session, asked: Asked) -> list[Row]:
    """Find the values the word stands for that several records have, or that are blocked."""
    listed = ", ".join(map(literal, sorted(asked.spellings)))
    return session.query(
        "select identifier_type, identifier_value, status, record_count as records"
        f" from identity.identifier_value where identifier_value in ({listed})"
        " order by identifier_type, identifier_value",
    ).to_pylist()


def _explain_user(session: Session, evidence: Evidence, user_id: int) -> Explanation:
    members = evidence.of(user_id)
    joining = link_sources(evidence, members)
    found = link_records(joining, *linking_rule(evidence, members, joining))
    links = sorted(
        (x for linked in found for x in linked.links), key=lambda x: (x.end, x.start, x.source.type)
    )
    mine = {m.number for m in members}
    names = {n for m in members for n in m.names}
    return Explanation(
        user_id=user_id,
        records=tuple(_describe_record(m) for m in members),
        links=tuple(describe_link(x, members) for x in links),
        refused=tuple(
            describe_refusal(evidence, r, *_own_record_first(r, mine))
            for r in evidence.refused
            if mine & {r["record_a"], r["record_b"]}
        ),
        bridges=tuple(_describe_bridges(found, members)),
        joins_nobody=tuple(_values_joining_nobody(evidence, members)),
        pins=tuple(describe_pin(p) for p in evidence.pins if names & {p.record_a, p.record_b}),
        earlier_ids=tuple(_find_earlier_ids(session, user_id)),
        pieces=_count_pieces(len(members), found),
    )


def _describe_record(member: Member) -> Row:
    row = asdict(member)
    for inside in ("number", "user_id", "name_key"):
        del row[inside]
    return row


def describe_link(link: Link, members: list[Member]) -> Row:
    """Write a link down: by what it joins which records, and when the later was observed."""
    later = members[max(link.start, link.end)]
    pinned = link.source.type == PIN
    return {
        "record_a": members[link.start].record,
        "record_b": members[link.end].record,
        "rule": link.rule,
        "identifier_type": None if pinned else link.source.type,
        "identifier_value": None if pinned else link.source.value,
        "pin_line": int(link.source.value) if pinned else None,
        "at": later.observed_at,
    }


def _own_record_first(refused: Row, mine: set[int]) -> tuple[int, int]:
    """Return the two records of a refused link, the user's own first."""
    a, b = refused["record_a"], refused["record_b"]
    return (a, b) if a in mine else (b, a)


def describe_refusal(evidence: Evidence, refused: Row, one: int, other: int) -> Row:
    """Write a refused link down, from one of its records to the other."""
    a, b = evidence.by_number[one], evidence.by_number[other]
    types = {t for r in evidence.identity.rules if r.name == refused["rule"] for t in r.match}
    common = shared_values(evidence, one, other, types or None)
    return {
        "record": a.record,
        "name": a.name,
        "born": a.born,
        "other_record": b.record,
        "other_name": b.name,
        "other_born": b.born,
        "other_user": b.user_id,
        "rule": refused["rule"],
        "identifier_type": common[0]["identifier_type"] if common else None,
        "identifier_value": common[0]["identifier_value"] if common else None,
        "reason": refused["reason"],
    }


def describe_pin(pin: PinDecision) -> Row:
    """Write a pin down, with the line it stands on."""
    row = asdict(pin)
    line, _ = row.pop("line"), row.pop("same")
    return {"line": line, "decision": pin.decision, **row}


def _describe_bridges(found: list[LinkedRecords], members: list[Member]) -> list[Row]:
    rows: list[Row] = []
    for number, pieces in find_bridges(len(members), [k.places for k in found]).items():
        linked = found[number]
        row = describe_link(linked.links[0], members)
        del row["record_a"], row["record_b"], row["at"]
        row["pieces"] = [{"records": p.records, "first": members[p.first].record} for p in pieces]
        rows.append(row)
    return rows


def _count_pieces(size: int, found: list[LinkedRecords]) -> int:
    """Count the pieces that the links known now leave a user in."""
    links = ((link.start, link.end) for linked in found for link in linked.links)
    return len(set(join_all(size, links).roots()))


def _values_joining_nobody(evidence: Evidence, members: list[Member]) -> list[Row]:
    mine = {m.number for m in members}
    found = {
        (r["identifier_type"], r["identifier_value"], r["status"], r["record_count"])
        for r in evidence.values
        if r["record_no"] in mine and r["status"] != "joined"
    }
    names = ("identifier_type", "identifier_value", "status", "records")
    return [dict(zip(names, row, strict=True)) for row in sorted(found)]


def _find_earlier_ids(session: Session, user_id: int) -> list[Row]:
    """Find the ids that the user's records had before, and how each came to lose them."""
    if not session.has(IDENTITY_LOG):
        return []
    columns = (
        "l.at, l.kind, l.record_no, l.from_user, l.rule, l.identifier_type, l.identifier_value"
    )
    return session.query(
        f"""
        with told as (
            select {columns} from {IDENTITY_LOG} as l join identity.registry as g
            on g.record_no = l.record_no where g.is_live and g.user_id = {user_id}
            union
            select {columns} from {IDENTITY_LOG} as l where l.to_user = {user_id}
        )
        select from_user as user_id, kind, max(at) as at, count(distinct record_no) as records,
            cdp_latest(rule, at) as rule, cdp_latest(identifier_type, at) as identifier_type,
            cdp_latest(identifier_value, at) as identifier_value
        from told where kind in ('merged', 'split') and from_user <> {user_id}
        group by from_user, kind order by max(at), from_user, kind
        """,
    ).to_pylist()
