"""What has to be sent, as SQL: what is wanted of every user, beside what was sent last.

All of it is portable SQL over the golden record, `ops.sync_state` (one row a user whom a
destination knows) and `ops.sync_event` (one row an event it has), so it runs where the data are.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from cdp.activation.check import flag_names
from cdp.project.destination import FieldMap
from cdp.sql.expression import hashable
from cdp.sql.render import literal, quoted
from cdp.types import Relation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cdp.project.destination import Destination
    from cdp.types import Column

STATE = Relation("ops", "sync_state")
EVENT = Relation("ops", "sync_event")
ERASURE = Relation("ops", "erasure")
REDIRECT = Relation("gold", "cdp_user_redirect")
TYPE = Relation("ops", "sync_type")
OUTCOME = Relation("ops", "sync_outcome")
MEMBER = Relation("gold", "cdp_audience_member")
FACTS = Relation("gold", "cdp_fact_events")
WANTED = Relation("stage", "sync_wanted")
ACTION = Relation("stage", "sync_action")
DUE = Relation("stage", "sync_due_event")
EMPTY = {
    STATE: "select '' as destination, cast(0 as bigint) as user_id, '' as status,"
    " false as is_there, false as is_sure, cast(0 as bigint) as fingerprint,"
    " '' as reason,"
    " cast(null as timestamp) as run_at, cast(null as timestamp) as sent_at where false",
    EVENT: "select '' as destination, '' as event_id, cast(0 as bigint) as user_id,"
    " '' as status, cast(null as timestamp) as sent_at where false",
    ERASURE: "select cast(0 as bigint) as user_id, cast(null as timestamp) as requested_at"
    " where false",
    TYPE: "select '' as destination, '' as of_what, '' as attribute, '' as kind where false",
    OUTCOME: "select '' as sync_id, cast(0 as bigint) as outcome_no, '' as destination,"
    " '' as action, cast(0 as bigint) as user_id, '' as event_id, '' as status, '' as reason,"
    " cast(0 as bigint) as http_status, '' as request_id, cast(0 as bigint) as attempt,"
    " cast(null as timestamp) as sent_at, cast(0 as bigint) as fingerprint,"
    " cast(null as timestamp) as run_at where false",
}
"""Tables that syncs keep in the lake, as they begin."""
SENT = ("add", "change")
ROW = ("_user_id", "_action", "_fingerprint", "_merged_into", "_whole")
"""What `rows_sql` gives before the values of a user."""
LEAVING = ("erase", "merge", "remove", "leave", "suppress")
ACTIONS = (*LEAVING, *SENT)
"""What is done with a user, in the order it is done."""


@dataclass(frozen=True)
class Scene:
    """What a diff needs to know: the golden record, and which of its parts there are."""

    name: str
    """The destination's name."""
    wanted: Destination
    golden: Relation
    columns: Sequence[Column]
    owner: str | None
    """Column that says who is contacted on a shared contact value."""
    redirect: Relation | None
    log: Relation | None
    """The identity log."""
    can_merge: bool = True
    """Whether the tool merges users itself; where not, who merged into another is removed."""


def sent_fields(scene: Scene) -> list[FieldMap]:
    """Give the fields that are mapped: those of the file, of its channels and of membership."""
    wanted = scene.wanted
    found = list(wanted.fields)
    found += [
        FieldMap(column=f"_allowed_{n}", attribute=c.attribute, type="boolean")
        for n, c in wanted.channels.items()
        if c.attribute
    ]
    if wanted.member_attribute:
        found.append(FieldMap(column="_member", attribute=wanted.member_attribute, type="boolean"))
    return found


def passed(scene: Scene) -> list[str]:
    """Name the columns that go under their own names."""
    return others(scene.wanted, [c.name for c in scene.columns])


def others(wanted: Destination, columns: Sequence[str]) -> list[str]:
    """Name those of the golden record's columns that `other_fields: pass` sends.

    A column whose name something else is sent under is not among them.
    """
    if wanted.other_fields == "drop":
        return []
    taken = {f.column for f in wanted.fields} | {f.attribute for f in wanted.fields}
    taken |= {name for _, name in flag_names(wanted)} | {"user_id", "row_hash"}
    return [name for name in columns if name not in taken]


def values(scene: Scene) -> dict[str, str]:
    """Give what is read of a user: name → SQL over `u`, the golden record."""
    found = {f.column: f"u.{quoted(f.column)}" for f in scene.wanted.fields}
    found |= {n: f"u.{quoted(n)}" for n in passed(scene)}
    found |= {
        f"_allowed_{n}": f"coalesce({c.allowed}, false)"
        for n, c in scene.wanted.channels.items()
        if c.attribute
    }
    return found | ({"_member": "true"} if scene.wanted.member_attribute else {})


def wanted_sql(scene: Scene) -> str:
    """Give a query of `WANTED`: every user who belongs here, a fingerprint, and why it is held.

    Who is held has no fingerprint, as nothing of it is sent.
    """
    wanted = scene.wanted
    member = ""
    if wanted.audience:
        member = (
            f" inner join (select user_id as member_id from {MEMBER}"
            f" where audience = {literal(wanted.audience)} and left_at is null) as m"
            " on m.member_id = u.user_id"
        )
    held = _held(scene)
    return (
        f"select u.user_id, case when ({held}) is null then {_fingerprint(scene)} end"
        f" as fingerprint, {held} as held"
        f" from {scene.golden} as u{member}"
        f" left join ({_erased(scene)}) as gone on gone.erased_id = u.user_id"
    )


def _erased(scene: Scene) -> str:
    """Find who asked to be erased, and those with whom they have merged since."""
    asked = f"select user_id as erased_id from {ERASURE}"
    if scene.redirect is None:
        return f"select distinct erased_id from ({asked}) as a"
    return (
        f"{asked} union select d.user_id as erased_id from {scene.redirect} as d"
        f" inner join {ERASURE} as a on a.user_id = d.retired_user_id"
    )


def _fingerprint(scene: Scene) -> str:
    """Hash what would be sent: names, types, and values as every engine writes them."""
    types = {c.name: c.type.lower() for c in scene.columns}
    fields = [*sent_fields(scene)]
    fields += [FieldMap(column=n, attribute=n, type="string") for n in passed(scene)]
    fields.sort(key=lambda f: f.attribute)
    sql = values(scene)
    named = ",".join(f"{f.attribute}:{f.type}:{int(f.send_nulls)}" for f in fields)
    mark = sha256(named.encode()).hexdigest()[:32]  # short, as it is hashed with every user
    parts = [hashable(sql[f.column], types.get(f.column, "")) for f in fields]
    return f"cdp_hash({', '.join([literal(mark), *parts])})"


def _held(scene: Scene) -> str:
    wanted = scene.wanted
    cases = ["when gone.erased_id is not null then 'the person was erased'"]
    cases += [f"when {h.when} then {literal(h.reason)}" for h in wanted.hold]
    if wanted.one_per_mobile and scene.owner:
        cases.append(
            f"when not u.{quoted(scene.owner)} then 'somebody else is contacted on this number'"
        )
    if wanted.channels:
        any_ = " or ".join(f"coalesce({c.allowed}, false)" for c in wanted.channels.values())
        cases.append(f"when not ({any_}) then 'no channel may be used'")
    return f"case {' '.join(cases)} end"


def flags(scene: Scene) -> dict[str, bool]:
    """Give what a destination learns of a user who may no longer be reached."""
    found = {c.attribute: False for c in scene.wanted.channels.values() if c.attribute}
    if scene.wanted.member_attribute:
        found[scene.wanted.member_attribute] = False
    return found


def leaving_flags(scene: Scene) -> dict[str, str]:
    """Give what somebody who left an audience goes on being told: attribute → name in `values`."""
    return {c.attribute: f"_allowed_{n}" for n, c in scene.wanted.channels.items() if c.attribute}


def _told(scene: Scene, may: Mapping[str, str]) -> str:
    """Hash what somebody who left is told: names, and what is true by SQL of each."""
    names = sorted(flags(scene))
    mark = sha256(",".join(names).encode()).hexdigest()[:32]
    parts = [hashable(may.get(name, "false"), "boolean") for name in names]
    return f"cdp_hash({', '.join([literal(mark), *parts])})"


def _known(scene: Scene) -> str:
    """Give all golden users: why they are held, and a hash of what they are told once they left."""
    read, held = values(scene), _held(scene)
    may = {a: f"({read[n]} and ({held}) is null)" for a, n in leaving_flags(scene).items()}
    return (
        f"select u.user_id, {held} as held, {_told(scene, may)} as fingerprint"
        f" from {scene.golden} as u"
        f" left join ({_erased(scene)}) as gone on gone.erased_id = u.user_id"
    )


def action_sql(scene: Scene) -> str:
    """Give a query of `ACTION`: every user wanted or known, and what is to be done."""
    merged_into = "d.user_id" if scene.redirect else "cast(null as bigint)"
    joins = [
        f"left join ({_erased(scene)}) as e on e.erased_id = s.user_id",
        f"left join ({_regrouped(scene)}) as h on h.user_id = s.user_id",
    ]
    is_whole = "coalesce(h.at > s.run_at, false)"
    if scene.redirect:
        joins.append(f"left join ({_retired(scene)}) as d on d.retired_user_id = s.user_id")
    if scene.redirect and scene.can_merge:
        is_whole = f"({is_whole} or m.user_id is not null)"
        joins.append(f"left join ({_merging(scene)}) as m on m.user_id = s.user_id")
    if scene.wanted.audience:
        joins.append(f"left join ({_known(scene)}) as g on g.user_id = s.user_id")
    read = ("held", "fingerprint")
    of_user = ", ".join(
        f"case when w.user_id is null then g.{c} else w.{c} end as {c}"
        if scene.wanted.audience
        else f"w.{c}"
        for c in read
    )
    return (
        "select coalesce(w.user_id, s.user_id) as user_id,"
        f" {_action(scene, merged_into, is_whole)} as action, {of_user},"
        f" {merged_into} as merged_into, {is_whole} as is_whole"
        f" from {WANTED} as w full outer join"
        f" (select * from {STATE} where destination = {literal(scene.name)}) as s"
        f" on s.user_id = w.user_id {' '.join(joins)}"
    )


def _action(scene: Scene, merged_into: str, is_whole: str) -> str:
    """Choose what is done with a user: `w` is wanted, `s` is known, `d` and `g` tell of the rest.

    Without an audience all golden users are wanted.
    """
    wanted = scene.wanted
    lost = "w.user_id is null"
    gone = f"{lost} and g.user_id is null" if wanted.audience else lost
    cases = ["when e.erased_id is not null and s.is_there then 'erase'"]
    if scene.can_merge and scene.redirect:
        cases.append(f"when {gone} and d.is_known and s.is_sure then 'merge'")
    cases.append(f"when {lost} and {merged_into} is not null and s.is_there then 'remove'")
    if wanted.mode == "mirror" and wanted.users:
        cases.append(f"when {gone} and s.is_there then 'remove'")
        if wanted.audience and wanted.member_attribute:
            told = "s.status = 'left' and s.fingerprint is not distinct from g.fingerprint"
            cases.append(f"when {lost} and s.is_there and not ({told}) then 'leave'")
        else:
            cases.append(f"when {lost} and s.is_there and s.status <> 'left' then 'remove'")
    cases.append(f"when {lost} then 'gone'")
    if not wanted.users:
        cases.append("when w.held is null then 'unchanged'")
    elif flags(scene):
        cases.append(
            "when w.held is not null and s.is_there"
            " and s.status not in ('suppressed', 'held')"
            f" and (s.status <> 'left' or s.fingerprint is distinct from {_told(scene, {})})"
            " then 'suppress'"
        )
    cases += [
        "when w.held is not null and s.reason = w.held then 'still held'",
        "when w.held is not null then 'held'",
        "when s.user_id is null or s.status in ('left', 'suppressed', 'held') then 'add'",
        "when s.status = 'due' and not s.is_sure then 'add'",
        f"when w.fingerprint is distinct from s.fingerprint or {is_whole} then 'change'",
        "when s.status = 'rejected' then 'refused'",
    ]
    return f"case {' '.join(cases)} else 'unchanged' end"


def _retired(scene: Scene) -> str:
    """Find whom users live on as, and whether the destination knows them by it."""
    return (
        "select r.retired_user_id, r.user_id, t.user_id is not null and n.user_id is not null"
        f" as is_known from {scene.redirect} as r left join {STATE} as t"
        f" on t.user_id = r.user_id and t.destination = {literal(scene.name)}"
        " and (t.status = 'accepted' or t.status = 'due' and t.is_sure)"
        f" left join {WANTED} as n on n.user_id = r.user_id"
    )


def _merging(scene: Scene) -> str:
    """Find users into whom somebody is still to be merged.

    They are sent whole after it, however often it has to be asked for: a merge fills in what they
    do not have.
    """
    return (
        f"select distinct r.user_id from {scene.redirect} as r inner join {STATE} as t"
        f" on t.user_id = r.retired_user_id and t.destination = {literal(scene.name)}"
        " and t.is_there"
    )


def rows_sql(scene: Scene, actions: Sequence[str], after: int, most: int) -> str:
    """Give a query of what is sent next: action, fingerprint, whether whole, and the values."""
    among = ", ".join(map(literal, actions))
    found = values(scene)
    for name in leaving_flags(scene).values():  # who is held may be reached on no channel
        found[name] = f"({found[name]} and a.held is null)"
    read = "".join(f", {sql} as {quoted(n)}" for n, sql in found.items())
    return (
        f"select a.user_id as _user_id, a.action as _action, a.fingerprint as _fingerprint,"
        f" a.merged_into as _merged_into, a.is_whole as _whole{read}"
        f" from {ACTION} as a left join {scene.golden} as u on u.user_id = a.user_id"
        f" where a.action in ({among}) and a.user_id > {after}"
        f" order by a.user_id limit {most}"
    )


def _regrouped(scene: Scene) -> str:
    """Find users who gained records or lost some to others.

    They are sent again, and what they do not have must go: tools fill in what a merged user had.
    """
    if scene.log is None:
        return "select cast(0 as bigint) as user_id, cast(null as timestamp) as at where false"
    return (
        "select user_id, max(at) as at from ("
        f"select to_user as user_id, at from {scene.log} where kind in ('merged', 'split')"
        f" union all select from_user as user_id, at from {scene.log} where kind = 'split'"
        ") as p group by user_id"
    )


def due_sql(scene: Scene, reach: str) -> str:
    """Give a query of `DUE`: the events that are due of users whom `reach`, a query, gives.

    It has no limit: an engine may lose the limit of a query that looks for what is not there.
    """
    events = scene.wanted.events
    assert events is not None  # noqa: S101 - for the type checker
    names = ", ".join(map(literal, events.names))
    since = f" and e.occurred_at >= timestamp '{events.since} 00:00:00'" if events.since else ""
    return (
        f"select e.event_id, e.user_id, e.occurred_at from {FACTS} as e"
        f" inner join ({reach}) as r on r.user_id = e.user_id"
        f" left join (select event_id as sent_id from {EVENT}"
        f" where destination = {literal(scene.name)}) as x on x.sent_id = e.event_id"
        f" where e.event_name in ({names}){since} and x.sent_id is null"
    )


def events_sql(most: int) -> str:
    """Give a query of the earliest events that are due."""
    return (
        "select e.event_id, e.user_id, e.event_name, e.occurred_at, e.properties"
        f" from {FACTS} as e inner join (select event_id, user_id from {DUE}"
        f" order by occurred_at, event_id limit {most}) as d"
        " on d.event_id = e.event_id and d.user_id = e.user_id"
        " order by e.occurred_at, e.event_id"
    )


def reach_planned() -> str:
    """Give users who will be at the destination when all goes well."""
    return f"select user_id from {ACTION} where action in ('add', 'change', 'unchanged')"


def reach_now(scene: Scene) -> str:
    """Give users who are at the destination now, and may be."""
    known = f"select user_id from {WANTED} where held is null"
    if not scene.wanted.users:
        return known
    return (
        f"select w.user_id from ({known}) as w inner join {STATE} as s on s.user_id = w.user_id"
        f" where s.destination = {literal(scene.name)} and s.status = 'accepted'"
    )
