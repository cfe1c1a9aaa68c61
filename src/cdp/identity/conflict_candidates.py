"""The models that find which groups of records may hold a link that must be refused.

They are what `identity.grouping` takes the careful path for: all the other groups stay whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.identity.compile import GROUP, IDENTIFIER, NUMBERED, PIN, VALUE, work_model
from cdp.types import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cdp.project.identity import Identity
    from cdp.sql.model import Model

SUSPECT = Relation("stage", "identity_suspect")
SUSPECT_VALUE = Relation("stage", "identity_suspect_value")


def may_refuse(identity: Identity) -> bool:
    """Tell whether anything in the rules could refuse a link; pins are another matter."""
    return bool(identity.limits) or any(rule.unless for rule in identity.rules)


def suspects(identity: Identity) -> Model:
    """Compile the query that finds groups which may hold a refusal, with all their records."""
    return work_model(
        SUSPECT,
        f"""
        with member as (
            select g.group_no, r.record_no, r.name_key, r.born, r.observed_at, r.record_table,
                r.record_key
            from {GROUP} as g join {NUMBERED} as r on r.record_no = g.record_no
        ),
        doubtful as ({" union ".join(_doubts(identity))})
        select m.*, row_number() over (
            partition by m.group_no order by m.observed_at nulls last, m.record_table, m.record_key
        ) - 1 as place
        from member as m join doubtful as d on d.group_no = m.group_no
        """,
    )


def _doubts(identity: Identity) -> Iterator[str]:
    """Give the ways in which a group may hold a refusal, each as a query for group numbers."""
    yield (
        f"select g.group_no from {GROUP} as g join {PIN} as p on p.record_a = g.record_no"
        " where not p.same"
    )
    for fact, column in (("different_name", "name_key"), ("different_birth_date", "born")):
        if any(fact in rule.unless for rule in identity.rules):
            counted = f"count(distinct {column})"
            yield f"select group_no from member group by group_no having {counted} > 1"
    for kind, most in identity.limits.items():
        yield (
            f"select g.group_no from {GROUP} as g join {IDENTIFIER} as i"
            f" on i.record_no = g.record_no where i.type_no = {identity.types.index(kind)}"
            f" group by g.group_no having count(distinct i.identifier_value) > {most}"
        )


def suspect_values() -> Model:
    """Compile the query for the identifiers of suspects; a value is its first record's number."""
    return work_model(
        SUSPECT_VALUE,
        f"""
        select s.group_no, s.place, i.type_no, coalesce(v.first_record_no, i.record_no) as value_no
        from {SUSPECT} as s join {IDENTIFIER} as i on i.record_no = s.record_no
        left join {VALUE} as v
        on v.type_no = i.type_no and v.identifier_value = i.identifier_value
        where coalesce(v.status, 'joined') = 'joined'
        """,
    )
