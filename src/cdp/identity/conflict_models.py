"""The models that find conflict candidates: records of groups that may hold a refused link.

All other groups stay whole; these are what `conflicts.resolve_conflicts` looks into.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.identity.relations import (
    COMPONENT,
    CONFLICT_CANDIDATE,
    CONFLICT_VALUE,
    IDENTIFIER,
    NUMBERED,
    PIN,
)
from cdp.identity.work_model import work_model
from cdp.tables import IDENTIFIER_VALUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cdp.project.identity import Identity
    from cdp.sql.model import Model


def may_refuse(identity: Identity) -> bool:
    """Tell whether anything in the rules could refuse a link; pins are another matter."""
    return bool(identity.limits) or any(rule.unless for rule in identity.rules)


def candidate_model(identity: Identity) -> Model:
    """Compile the query that finds groups which may hold a refusal, with all their records."""
    return work_model(
        CONFLICT_CANDIDATE,
        f"""
        with member as (
            select g.group_no, r.record_no, r.name_key, r.born, r.observed_at, r.record_table,
                r.record_key
            from {COMPONENT} as g join {NUMBERED} as r on r.record_no = g.record_no
        ),
        doubtful as ({" union ".join(_conflict_queries(identity))})
        select m.*, row_number() over (
            partition by m.group_no order by m.observed_at nulls last, m.record_table, m.record_key
        ) - 1 as place
        from member as m join doubtful as d on d.group_no = m.group_no
        """,
    )


def _conflict_queries(identity: Identity) -> Iterator[str]:
    """Yield a query for group numbers for each way in which a group may hold a refusal."""
    yield (
        f"select g.group_no from {COMPONENT} as g join {PIN} as p on p.record_a = g.record_no"
        " where not p.same"
    )
    for fact, column in (("different_name", "name_key"), ("different_birth_date", "born")):
        if any(fact in rule.unless for rule in identity.rules):
            counted = f"count(distinct {column})"
            yield f"select group_no from member group by group_no having {counted} > 1"
    for kind, most in identity.limits.items():
        yield (
            f"select g.group_no from {COMPONENT} as g join {IDENTIFIER} as i"
            f" on i.record_no = g.record_no where i.type_no = {identity.types.index(kind)}"
            f" group by g.group_no having count(distinct i.identifier_value) > {most}"
        )


def candidate_value_model() -> Model:
    """Compile the query for the identifiers of candidates; a value is its first record's number."""
    return work_model(
        CONFLICT_VALUE,
        f"""
        select s.group_no, s.place, i.type_no, coalesce(v.first_record_no, i.record_no) as value_no
        from {CONFLICT_CANDIDATE} as s join {IDENTIFIER} as i on i.record_no = s.record_no
        left join {IDENTIFIER_VALUE} as v
        on v.type_no = i.type_no and v.identifier_value = i.identifier_value
        where coalesce(v.status, 'joined') = 'joined'
        """,
    )
