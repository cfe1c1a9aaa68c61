"""What has to be sent, as SQL: what is wanted of every user, beside what was sent last.

All of it is portable SQL over the golden record, `ops.sync_state` (one row a user whom a
destination knows) and `ops.sync_event` (one row an event it has), so it runs where the data are.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from cdp.activation.spec import (
    leaving_flags,
    mapped_fields,
    passed_columns,
    user_expressions,
    withdrawn_flags,
)
from cdp.project.destination import FieldMap
from cdp.sql.expression import hashable_column
from cdp.sql.render import literal, quoted
from cdp.tables import AUDIENCE_MEMBER, ERASURE, SYNC_STATE
from cdp.types import Relation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cdp.activation.spec import SyncSpec

WANTED = Relation("work", "sync_wanted")
ACTION = Relation("work", "sync_action")
COMING = ("add", "change")
ROW = ("_user_id", "_action", "_fingerprint", "_merged_into", "_whole")
"""What `due_users_sql` selects before the values of a user."""
LEAVING = ("erase", "merge", "remove", "leave", "suppress")
ACTIONS = (*LEAVING, *COMING)
"""What is done with a user, in the order it is done."""


def wanted_users_sql(spec: SyncSpec) -> str:
    """Build a query of `WANTED`: every user who belongs here, a fingerprint, and why it is held.

    Who is held has no fingerprint, as nothing of it is sent.
    """
    wanted = spec.wanted
    member = ""
    if wanted.audience:
        member = (
            f" inner join (select user_id as member_id from {AUDIENCE_MEMBER}"
            f" where audience = {literal(wanted.audience)} and left_at is null) as m"
            " on m.member_id = u.user_id"
        )
    held = _hold_reason_sql(spec)
    return (
        f"select u.user_id, case when ({held}) is null then {_fingerprint_sql(spec)} end"
        f" as fingerprint, {held} as held"
        f" from {spec.golden} as u{member}"
        f" left join ({_erased_users_sql(spec)}) as gone on gone.erased_id = u.user_id"
    )


def _erased_users_sql(spec: SyncSpec) -> str:
    """Find who asked to be erased, and those with whom they have merged since."""
    asked = f"select user_id as erased_id from {ERASURE}"
    if spec.redirect is None:
        return f"select distinct erased_id from ({asked}) as a"
    return (
        f"{asked} union select d.user_id as erased_id from {spec.redirect} as d"
        f" inner join {ERASURE} as a on a.user_id = d.retired_user_id"
    )


def _fingerprint_sql(spec: SyncSpec) -> str:
    """Hash what would be sent: names, types, and values as every engine writes them."""
    types = {c.name: c.type.lower() for c in spec.columns}
    fields = [*mapped_fields(spec)]
    fields += [FieldMap(column=n, attribute=n, type="string") for n in passed_columns(spec)]
    fields.sort(key=lambda f: f.attribute)
    sql = user_expressions(spec)
    named = ",".join(f"{f.attribute}:{f.type}:{int(f.send_nulls)}" for f in fields)
    mark = sha256(named.encode()).hexdigest()[:32]  # short, as it is hashed with every user
    parts = [hashable_column(sql[f.column], types.get(f.column, "")) for f in fields]
    return f"cdp_hash({', '.join([literal(mark), *parts])})"


def _hold_reason_sql(spec: SyncSpec) -> str:
    wanted = spec.wanted
    cases = ["when gone.erased_id is not null then 'the person was erased'"]
    cases += [f"when {h.when} then {literal(h.reason)}" for h in wanted.hold]
    if wanted.one_per_mobile and spec.owner:
        cases.append(
            f"when not u.{quoted(spec.owner)} then 'somebody else is contacted on this number'"
        )
    if wanted.channels:
        any_ = " or ".join(f"coalesce({c.allowed}, false)" for c in wanted.channels.values())
        cases.append(f"when not ({any_}) then 'no channel may be used'")
    return f"case {' '.join(cases)} end"


def _leaving_fingerprint_sql(spec: SyncSpec, may: Mapping[str, str]) -> str:
    """Hash what somebody who left is told: names, and what is true by SQL of each."""
    names = sorted(withdrawn_flags(spec))
    mark = sha256(",".join(names).encode()).hexdigest()[:32]
    parts = [hashable_column(may.get(name, "false"), "boolean") for name in names]
    return f"cdp_hash({', '.join([literal(mark), *parts])})"


def _golden_users_sql(spec: SyncSpec) -> str:
    """Select all golden users, why each is held, and a hash of what it is told once it left."""
    read, held = user_expressions(spec), _hold_reason_sql(spec)
    may = {a: f"({read[n]} and ({held}) is null)" for a, n in leaving_flags(spec).items()}
    return (
        f"select u.user_id, {held} as held, {_leaving_fingerprint_sql(spec, may)} as fingerprint"
        f" from {spec.golden} as u"
        f" left join ({_erased_users_sql(spec)}) as gone on gone.erased_id = u.user_id"
    )


def user_actions_sql(spec: SyncSpec) -> str:
    """Build a query of `ACTION`: every user wanted or known, and what is to be done."""
    merged_into = "d.user_id" if spec.redirect else "cast(null as bigint)"
    joins = [
        f"left join ({_erased_users_sql(spec)}) as e on e.erased_id = s.user_id",
        f"left join ({_regrouped_users_sql(spec)}) as h on h.user_id = s.user_id",
    ]
    is_whole = "coalesce(h.at > s.run_at, false)"
    if spec.redirect:
        joins.append(
            f"left join ({_retired_users_sql(spec)}) as d on d.retired_user_id = s.user_id"
        )
    if spec.redirect and spec.can_merge:
        is_whole = f"({is_whole} or m.user_id is not null)"
        joins.append(f"left join ({_merge_survivors_sql(spec)}) as m on m.user_id = s.user_id")
    if spec.wanted.audience:
        joins.append(f"left join ({_golden_users_sql(spec)}) as g on g.user_id = s.user_id")
    read = ("held", "fingerprint")
    of_user = ", ".join(
        f"case when w.user_id is null then g.{c} else w.{c} end as {c}"
        if spec.wanted.audience
        else f"w.{c}"
        for c in read
    )
    return (
        "select coalesce(w.user_id, s.user_id) as user_id,"
        f" {_choose_action_sql(spec, merged_into, is_whole)} as action, {of_user},"
        f" {merged_into} as merged_into, {is_whole} as is_whole"
        f" from {WANTED} as w full outer join"
        f" (select * from {SYNC_STATE} where destination = {literal(spec.name)}) as s"
        f" on s.user_id = w.user_id {' '.join(joins)}"
    )


def _choose_action_sql(spec: SyncSpec, merged_into: str, is_whole: str) -> str:
    """Choose what is done with a user: `w` is wanted, `s` is known, `d` and `g` tell of the rest.

    Without an audience all golden users are wanted.
    """
    wanted = spec.wanted
    lost = "w.user_id is null"
    gone = f"{lost} and g.user_id is null" if wanted.audience else lost
    cases = ["when e.erased_id is not null and s.is_there then 'erase'"]
    if spec.can_merge and spec.redirect:
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
    elif withdrawn_flags(spec):
        unreachable = _leaving_fingerprint_sql(spec, {})
        cases.append(
            "when w.held is not null and s.is_there"
            " and s.status not in ('suppressed', 'held')"
            f" and (s.status <> 'left' or s.fingerprint is distinct from {unreachable})"
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


def _retired_users_sql(spec: SyncSpec) -> str:
    """Find whom users live on as, and whether the destination knows them by it."""
    return (
        "select r.retired_user_id, r.user_id, t.user_id is not null and n.user_id is not null"
        f" as is_known from {spec.redirect} as r left join {SYNC_STATE} as t"
        f" on t.user_id = r.user_id and t.destination = {literal(spec.name)}"
        " and (t.status = 'accepted' or t.status = 'due' and t.is_sure)"
        f" left join {WANTED} as n on n.user_id = r.user_id"
    )


def _merge_survivors_sql(spec: SyncSpec) -> str:
    """Find users into whom somebody is still to be merged.

    They are sent whole after it, however often it has to be asked for: a merge fills in what they
    do not have.
    """
    return (
        f"select distinct r.user_id from {spec.redirect} as r inner join {SYNC_STATE} as t"
        f" on t.user_id = r.retired_user_id and t.destination = {literal(spec.name)}"
        " and t.is_there"
    )


def due_users_sql(spec: SyncSpec, actions: Sequence[str], after: int, most: int) -> str:
    """Build a query of what is sent next: action, fingerprint, whether whole, and the values."""
    among = ", ".join(map(literal, actions))
    found = user_expressions(spec)
    for name in leaving_flags(spec).values():  # who is held may be reached on no channel
        found[name] = f"({found[name]} and a.held is null)"
    read = "".join(f", {sql} as {quoted(n)}" for n, sql in found.items())
    return (
        f"select a.user_id as _user_id, a.action as _action, a.fingerprint as _fingerprint,"
        f" a.merged_into as _merged_into, a.is_whole as _whole{read}"
        f" from {ACTION} as a left join {spec.golden} as u on u.user_id = a.user_id"
        f" where a.action in ({among}) and a.user_id > {after}"
        f" order by a.user_id limit {most}"
    )


def _regrouped_users_sql(spec: SyncSpec) -> str:
    """Find users who gained records or lost some to others.

    They are sent again, and what they do not have must go: tools fill in what a merged user had.
    """
    if spec.log is None:
        return "select cast(0 as bigint) as user_id, cast(null as timestamp) as at where false"
    return (
        "select user_id, max(at) as at from ("
        f"select to_user as user_id, at from {spec.log} where kind in ('merged', 'split')"
        f" union all select from_user as user_id, at from {spec.log} where kind = 'split'"
        ") as p group by user_id"
    )
