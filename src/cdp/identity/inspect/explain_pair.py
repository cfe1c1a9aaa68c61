"""Why two records, or users, are one: the shortest chain of links; or what keeps them apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdp.errors import UsageError
from cdp.identity.inspect.evidence import gather_evidence
from cdp.identity.inspect.explain import (
    MOST_USERS,
    describe_link,
    describe_pin,
    describe_refusal,
    find_asked,
    required_identity,
)
from cdp.identity.inspect.link_graph import find_shortest_chain
from cdp.identity.inspect.linking import link_sources, linking_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cdp.identity.inspect.evidence import Evidence, Row
    from cdp.identity.inspect.explain import Asked
    from cdp.project.load import Project
    from cdp.warehouse.session import Session

MOST_AT_ONCE = 1_000
"""Users whose refused links are asked for in one statement."""


@dataclass(frozen=True)
class Together:
    """Both are one user; `chain` is empty for one and the same record, None where none is known."""

    user_id: int
    chain: tuple[Row, ...] | None


@dataclass(frozen=True)
class Apart:
    """Both are users of their own; `reasons` names what keeps them apart, the most telling first.

    pin, refused, crowded, blocked, no rule, joined (a run has yet to do it), refused through
    others, nothing in common.
    """

    users_a: tuple[int, ...]
    users_b: tuple[int, ...]
    reasons: tuple[str, ...]
    pins: tuple[Row, ...]
    refused: tuple[Row, ...]
    shared_values: tuple[Row, ...]
    through: tuple[Row, ...]
    """A chain of refused links by way of other users, where there is no direct one."""


def explain_pair(session: Session, project: Project, one: str, other: str) -> Together | Apart:
    """Explain how two are connected.

    CheckFailed when either is nobody, UsageError when one is more than ten users.
    """
    identity = required_identity(project)
    a, b = find_asked(session, project, one, "first"), find_asked(session, project, other, "second")
    for asked, which in ((a, "first"), (b, "second")):
        if len(asked.users) > MOST_USERS:
            raise UsageError(
                f"the {which} is an identifier of {len(asked.users):,} users",
                fix="give the key of a record or a user id",
            )
    evidence = gather_evidence(session, project, identity, {*a.users, *b.users})
    common = sorted(set(a.users) & set(b.users))
    if common:
        found = [_explain_together(evidence, user, a, b) for user in common]
        return min(found, key=lambda t: (t.chain is None, len(t.chain or ()), t.user_id))
    return _explain_apart(session, project, evidence, a, b)


def _explain_together(evidence: Evidence, user_id: int, a: Asked, b: Asked) -> Together:
    members = evidence.of(user_id)
    starts, ends = (
        {n for n, m in enumerate(members) if m.number in asked.records(evidence)}
        for asked in (a, b)
    )
    joining = link_sources(evidence, members)
    chain = find_shortest_chain(joining, *linking_rule(evidence, members, joining), starts, ends)
    if chain is None:
        return Together(user_id, None)
    return Together(user_id, tuple(describe_link(link, members) for link in chain))


def _explain_apart(
    session: Session, project: Project, evidence: Evidence, a: Asked, b: Asked
) -> Apart:
    records_a = {m.number for m in evidence.members if m.user_id in a.users}
    records_b = {m.number for m in evidence.members if m.user_id in b.users}
    meant = a.records(evidence) | b.records(evidence)
    direct = [
        (not {x, y} <= meant, n, describe_refusal(evidence, r, x, y))
        for n, r in enumerate(evidence.refused)
        for x, y in ((r["record_a"], r["record_b"]), (r["record_b"], r["record_a"]))
        if x in records_a and y in records_b
    ]
    refused = [row for _, _, row in sorted(direct, key=lambda d: d[:2])]
    pins = [
        describe_pin(p) for p in evidence.pins if _is_across(p.record_a, p.record_b, evidence, a, b)
    ]
    values = _values_in_common(evidence, records_a, records_b, refused)
    through = [] if refused else _find_refused_chain(session, project, a, b)
    reasons = [
        *(["pin"] if any(p["decision"] == "different" for p in pins) else []),
        *(["refused"] if refused else []),
        *(v["status"] for v in values),
        *(["refused through others"] if through else []),
    ]
    return Apart(
        users_a=a.users,
        users_b=b.users,
        reasons=tuple(dict.fromkeys(reasons)) or ("nothing in common",),
        pins=tuple(pins),
        refused=tuple(refused),
        shared_values=tuple(values),
        through=tuple(through),
    )


def _is_across(one: str, other: str, evidence: Evidence, a: Asked, b: Asked) -> bool:
    """Tell whether a pin names a record on each side."""
    sides = [{m.user_id for m in evidence.members if name in m.names} for name in (one, other)]
    return any(x & set(a.users) and y & set(b.users) for x, y in (sides, reversed(sides)))


def _values_in_common(
    evidence: Evidence, ours: set[int], theirs: set[int], refused: list[Row]
) -> list[Row]:
    """Return the values on both sides, with why each does not join them."""
    ruled = {t for rule in evidence.identity.rules for t in rule.match}
    stopped = {(r["identifier_type"], r["identifier_value"]) for r in refused}

    def status(kind: str, value: str, known: str) -> str:
        if known != "joined":
            return known
        if kind not in ruled:
            return "no rule"
        return "refused" if (kind, value) in stopped else known

    found: list[set[tuple[str, str, str, int]]] = [
        {
            (r["identifier_type"], r["identifier_value"], r["status"], r["record_count"])
            for r in evidence.values
            if r["record_no"] in side
        }
        for side in (ours, theirs)
    ]
    return [
        {
            "identifier_type": kind,
            "identifier_value": value,
            "status": status(kind, value, known),
            "records": records,
        }
        for kind, value, known, records in sorted(found[0] & found[1])
    ]


def _find_refused_chain(session: Session, project: Project, a: Asked, b: Asked) -> list[Row]:
    """Find the shortest chain of refused links from the one to the other, if there is any."""
    came: dict[int, Row | None] = dict.fromkeys(a.users)
    border = [*a.users]
    while border:
        beside = _find_refused_around(session, border)
        further: list[int] = []
        for user in border:
            for edge in beside.get(user, ()):
                if edge["user_b"] not in came:
                    came[edge["user_b"]] = edge
                    further.append(edge["user_b"])
        there = next((user for user in further if user in b.users), None)
        if there is not None:
            return _describe_edges(session, project, list(_edges_to(came, there)))
        border = further
    return []


def _find_refused_around(session: Session, users: list[int]) -> dict[int, list[Row]]:
    """Find a refused link of each of these users with each other user: user → links from it."""
    beside: dict[int, list[Row]] = {}
    for some in range(0, len(users), MOST_AT_ONCE):
        chosen = users[some : some + MOST_AT_ONCE]
        for edge in session.query(_select_refused_around(chosen)).to_pylist():
            back = {**edge, "user_a": edge["user_b"], "user_b": edge["user_a"]}
            for found in (edge, back):
                if found["user_a"] in chosen:
                    beside.setdefault(found["user_a"], []).append(found)
    return beside


def _select_refused_around(users: list[int]) -> str:
    """Write the query for a refused link of these users with each other one."""
    among = f"in ({', '.join(map(str, users))})"
    return f"""
        select user_a, user_b, record_a, record_b from (
            select a.user_id as user_a, b.user_id as user_b, r.record_a, r.record_b,
                row_number() over (
                    partition by a.user_id, b.user_id order by r.record_a, r.record_b
                ) as nth
            from identity.refused_link as r
            join identity.registry as a on a.record_no = r.record_a
            join identity.registry as b on b.record_no = r.record_b
            where a.is_live and b.is_live and (a.user_id {among} or b.user_id {among})
        ) as known
        where nth = 1 order by user_a, user_b
    """


def _edges_to(came: dict[int, Row | None], user: int) -> Iterator[Row]:
    way: list[Row] = []
    edge = came[user]
    while edge is not None:
        way.append(edge)
        edge = came[edge["user_a"]]
    return reversed(way)


def _describe_edges(session: Session, project: Project, way: list[Row]) -> list[Row]:
    users = {u for edge in way for u in (edge["user_a"], edge["user_b"])}
    evidence = gather_evidence(session, project, required_identity(project), users)
    rows: list[Row] = []
    for edge in way:
        pair = {edge["record_a"], edge["record_b"]}
        refused = next(r for r in evidence.refused if {r["record_a"], r["record_b"]} == pair)
        one, other = edge["record_a"], edge["record_b"]
        if evidence.by_number[one].user_id != edge["user_a"]:
            one, other = other, one
        rows.append(describe_refusal(evidence, refused, one, other))
    return rows
