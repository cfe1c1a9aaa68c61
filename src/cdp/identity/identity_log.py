"""`ops.identity_log`: the append-only account of what becomes of records.

The first resolution creates every user, which the register says already: of it the log names only
what rules do not tell, the links that were refused and those that a pin made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.identity.relations import FORMER, FORMER_REFUSAL, LINK, NUMBERED, REFUSAL
from cdp.sql.render import literal
from cdp.tables import IDENTITY_LOG
from cdp.types import Relation
from cdp.warehouse.materialize import Meter

if TYPE_CHECKING:
    from cdp.project.identity import Identity
    from cdp.types import TableCount
    from cdp.warehouse.context import Run

_REASON = Relation("work", "identity_reason")
_KNOWN = Relation("work", "identity_known_user")
_ENTRY = Relation("work", "identity_entry")


def append_identity_log(r: Run, identity: Identity, fresh: Relation, *, first: bool) -> TableCount:
    """Append what this run decided: records assigned, merged, split, removed, links refused."""
    meter = Meter(r.engine)
    r.session.materialize(
        _ENTRY,
        _select_log_entries(r, identity, fresh, first=first),
        inside=[
            (_REASON, _select_joining_links(identity, fresh, first=first)),
            (_KNOWN, f"select distinct user_id from {FORMER} where is_live"),
        ],
    )
    written = r.session.append(IDENTITY_LOG, f"select * from {_ENTRY}")
    return meter.counted(IDENTITY_LOG, written, written)


def _select_joining_links(identity: Identity, fresh: Relation, *, first: bool) -> str:
    """Find the strongest link of each record to another of its user; at `first` pins alone."""
    order = {identity.types.index(t): n for n, x in enumerate(identity.rules) for t in x.match}
    rank = " ".join(f"when {t} then {n}" for t, n in sorted(order.items()))
    return f"""
        with held as (
            select l.record_no, l.other_no, case l.type_no when -1 then -1 {rank} end as place
            from {LINK} as l
            join {fresh} as a on a.record_no = l.record_no
            join {fresh} as b on b.record_no = l.other_no
            where a.user_id = b.user_id{" and l.type_no = -1" if first else ""}
        )
        select record_no, min(place) as place from (
            select record_no, place from held union all select other_no, place from held
        ) as either group by record_no
    """


def _select_log_entries(r: Run, identity: Identity, fresh: Relation, *, first: bool) -> str:
    rules = list(enumerate(identity.rules))
    names = " ".join(f"when {n} then {literal(x.name)}" for n, x in rules)
    kinds = " ".join(f"when {n} then {literal(x.match[0])}" for n, x in rules)
    values = " ".join(f"when {n} then i.id_{x.match[0]}" for n, x in rules)
    head = f"{literal(r.run_id)} as run_id, as_of as at"
    return f"""
        select {head},
            case when o.record_no is null or not o.is_live then 'assigned'
                when k.user_id is not null then 'merged' else 'split' end as kind,
            f.record_no, f.record_table, f.record_key,
            case when o.is_live then o.user_id end as from_user, f.user_id as to_user,
            case w.place when -1 then 'pin' {names} end as rule,
            case w.place when -1 then 'pin' {kinds} end as identifier_type,
            case w.place when -1 then null {values} end as identifier_value,
            cast(null as varchar) as evidence
        from {fresh} as f
        left join {FORMER} as o on o.record_no = f.record_no
        left join {_KNOWN} as k on k.user_id = f.user_id
        {"" if first else "left "}join {_REASON} as w on w.record_no = f.record_no
        left join {NUMBERED} as i on i.record_no = f.record_no and w.place >= 0
        where f.is_live
        and (o.record_no is null or not o.is_live or o.user_id <> f.user_id)
        union all
        select {head}, 'removed', f.record_no, f.record_table, f.record_key, o.user_id,
            cast(null as bigint), null, null, null, null
        from {fresh} as f join {FORMER} as o on o.record_no = f.record_no
        where o.is_live and not f.is_live
        union all
        select {head}, 'refused', a.record_no, a.record_table, a.record_key, a.user_id, b.user_id,
            x.rule, null, null, concat(x.reason, ' of record ', cast(x.record_b as varchar))
        from (
            select record_a, record_b, rule, reason from {REFUSAL}
            except select record_a, record_b, rule, reason from {FORMER_REFUSAL}
        ) as x
        join {fresh} as a on a.record_no = x.record_a
        join {fresh} as b on b.record_no = x.record_b
    """
