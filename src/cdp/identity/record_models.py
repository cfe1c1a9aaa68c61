"""The models before the resolution: records with numbers, identifiers, values, links and pins.

Inside, a record is its registered number (`record_no`, 64 bit), never its text key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.identity.blocking import blocked_condition
from cdp.identity.relations import FORMER, IDENTIFIER, LINK, NUMBERED, PIN, PIN_ROW, RECORD
from cdp.identity.work_model import work_model
from cdp.sql.render import literal
from cdp.tables import IDENTIFIER_VALUE, REGISTRY
from cdp.types import Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cdp.project.identity import Identity
    from cdp.sql.model import Model
    from cdp.types import Relation

FIRST_USER_ID = 1_000_001
"""Ids begin here: destinations refuse short ones such as 0, 1 and 2 as placeholders."""


def record_models(identity: Identity, members: Relation | None = None) -> tuple[Model, ...]:
    """Compile the models that the resolution reads.

    With `members` (record_table, record_key) of these records alone: whole components, with every
    record that carries a touched value; `identity.identifier_value` is left to be merged then.
    """
    records = " union all ".join(_select_records(identity, members))
    if members is not None:
        return (
            work_model(RECORD, records),
            work_model(NUMBERED, _number_records(FORMER)),
            work_model(IDENTIFIER, " union all ".join(_select_identifiers(identity)), kind="view"),
            pin_model(),
        )
    return (
        work_model(RECORD, records, kind="view"),
        work_model(NUMBERED, _number_records()),
        work_model(IDENTIFIER, " union all ".join(_select_identifiers(identity)), kind="view"),
        work_model(IDENTIFIER_VALUE, _count_values(identity), _VALUE_COLUMNS),
        pin_model(),
        link_model(identity),
    )


def value_model(identity: Identity, relation: Relation) -> Model:
    """Compile the count of records a value, and whether it may join them, into a table."""
    return work_model(relation, _count_values(identity), _VALUE_COLUMNS)


def link_model(identity: Identity) -> Model:
    """Compile the links between records of one joining value, and those of pins."""
    return work_model(LINK, _link_values(identity))


def pin_model() -> Model:
    """Compile the query that finds the numbers of pinned records.

    A pin names a record by its key or by `table:key`; each is an equality that can be hashed.
    """
    return work_model(
        PIN,
        f"""
        with named as (
            select record_a as name from {PIN_ROW} union select record_b as name from {PIN_ROW}
        ),
        held as (
            select n.name, r.record_no from named as n join {NUMBERED} as r on r.record_key = n.name
            union
            select n.name, r.record_no from named as n join {NUMBERED} as r
            on r.record_key = substr(n.name, strpos(n.name, ':') + 1)
            and r.record_table = substr(n.name, 1, strpos(n.name, ':') - 1)
        )
        select a.record_no as record_a, b.record_no as record_b, p.same
        from {PIN_ROW} as p
        join held as a on a.name = p.record_a
        join held as b on b.name = p.record_b
        """,
    )


def _select_records(identity: Identity, members: Relation | None = None) -> Iterator[str]:
    """Select what is known of every record, a query a record table; `table_no` orders as names."""
    numbers = {t: n for n, t in enumerate(sorted({r.table for r in identity.records}))}
    for record in identity.records:
        name, born = record.facts.get("name"), record.facts.get("born")
        conditions = [f"({record.where})"] if record.where else []
        if members is not None:
            conditions.append(
                f"cast({record.key} as varchar) in (select record_key from {members}"
                f" where record_table = {literal(record.table)})"
            )
        where = f" where {' and '.join(conditions)}" if conditions else ""
        columns = (
            f"nullif(cast({record.identifiers[t]} as varchar), '')"
            if t in record.identifiers
            else "cast(null as varchar)"
            for t in identity.types
        )
        values = ", ".join(
            f"{sql} as id_{t}" for sql, t in zip(columns, identity.types, strict=True)
        )
        yield (
            f"select {literal(record.table)} as record_table, {numbers[record.table]} as table_no,"
            f" cast({record.key} as varchar)"
            f" as record_key, cast({record.observed_at} as timestamp) as observed_at,"
            f" {f'cdp_name_key({name})' if name else 'cast(null as varchar)'} as name_key,"
            f" {f'cast({born} as date)' if born else 'cast(null as date)'} as born, {values}"
            f" from {record.table}{where}"
        )


def _number_records(known: Relation = REGISTRY) -> str:
    """Number every record: by its registered number, or the next in order of observation.

    New records are numbered day by day side by side, and a day starts where those before it end:
    no engine has to put all of them in one order. Only what orders them is sorted, and the rest is
    joined to it: that is far cheaper than to carry it through the sort. `known` holds the
    registered rows of these records at least.
    """
    return f"""
        with fresh as (
            select r.table_no, r.record_key, r.observed_at,
                case when r.observed_at is null then 1 else 0 end as undated,
                coalesce(cast(r.observed_at as date), cast('1970-01-01' as date)) as day
            from {RECORD} as r
            where not exists (
                select 1 from {known} as g
                where g.record_table = r.record_table and g.record_key = r.record_key
            )
        ),
        counted as (
            select undated, day, count(*) as records from fresh group by undated, day
        ),
        started as (
            select c.undated, c.day, last.record_no - c.records + sum(c.records) over (
                order by c.undated, c.day rows between unbounded preceding and current row
            ) as record_no
            from counted as c cross join (
                select coalesce(max(record_no), {FIRST_USER_ID - 1}) as record_no from {REGISTRY}
            ) as last
        ),
        ranked as (
            select table_no, record_key, undated, day, row_number() over (
                partition by undated, day order by observed_at, table_no, record_key
            ) as nth
            from fresh
        ),
        numbered as (
            select k.table_no, k.record_key, cast(s.record_no + k.nth as bigint) as record_no
            from ranked as k join started as s on s.undated = k.undated and s.day = k.day
        )
        select r.*, g.user_id as known_user, coalesce(g.record_no, n.record_no) as record_no
        from {RECORD} as r
        left join {known} as g
        on g.record_table = r.record_table and g.record_key = r.record_key
        left join numbered as n on n.table_no = r.table_no and n.record_key = r.record_key
    """


def _select_identifiers(identity: Identity) -> Iterator[str]:
    for number, name in enumerate(identity.types):
        yield (
            f"select record_no, {number} as type_no, id_{name} as identifier_value"
            f" from {NUMBERED} where id_{name} is not null"
        )


def _type_name(identity: Identity, column: str = "type_no") -> str:
    """SQL for the name of an identifier type, which inside is a small number."""
    cases = " ".join(f"when {i} then {literal(t)}" for i, t in enumerate(identity.types))
    return f"case {column} {cases} end"


def _count_values(identity: Identity) -> str:
    """Count the records of every value on more than one, and say whether it may join them."""
    numbers = {t: i for i, t in enumerate(identity.types)}
    over_shared = "".join(
        f" when type_no = {numbers[t]} and record_count > {most} then 'crowded'"
        for t, most in identity.crowded.items()
    )
    blocked = "".join(
        f" when type_no = {numbers[t]} and ({blocked_condition(b)}) then 'blocked'"
        for t, b in identity.block.items()
    )
    tests = "".join(
        f" or (type_no = {numbers[t]} and ({blocked_condition(b)}))"
        for t, b in identity.block.items()
    )
    status = (
        f"case{blocked}{over_shared} else 'joined' end" if blocked or over_shared else "'joined'"
    )
    return f"""
        select {_type_name(identity)} as identifier_type, type_no, identifier_value,
            record_count, first_record_no, {status} as status
        from (
            select type_no, identifier_value, count(*) as record_count,
                min(record_no) as first_record_no
            from {IDENTIFIER} group by type_no, identifier_value
        ) as v
        where record_count > 1{tests}
    """


def _link_values(identity: Identity) -> str:
    """Link each record of a joining value with the first one: one star a value; and pins."""
    ruled = sorted({identity.types.index(t) for rule in identity.rules for t in rule.match})
    return f"""
        select i.record_no, v.first_record_no as other_no, i.type_no
        from {IDENTIFIER} as i join {IDENTIFIER_VALUE} as v
        on v.type_no = i.type_no and v.identifier_value = i.identifier_value
        where v.status = 'joined' and i.record_no <> v.first_record_no
        and i.type_no in ({", ".join(map(str, ruled))})
        union all
        select record_a, record_b, -1 from {PIN} where same
    """


_VALUE_COLUMNS = (
    Column("identifier_type", "Kind of identifier."),
    Column("type_no", "Number of the kind, for joins inside."),
    Column("identifier_value", "The normalised value.", pii="identifier"),
    Column("record_count", "Records that carry it.", unit="records"),
    Column("first_record_no", "Number of the record registered first among them."),
    Column("status", "joined, blocked (identifies nobody) or crowded (on too many records)."),
)
