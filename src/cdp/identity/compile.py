"""`identity.yaml` compiles to the models before and after the resolution itself.

Before: the records with their registered numbers, their identifiers, which values may join, and the
links between records of one value. After: who belongs to whom (`identity.user_map`), every
identifier with its user (`identity.identifier`), and the register for the next run.

Inside, a record is its registered number (`record_no`, 64 bit), never its text key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cdp.identity import blocking
from cdp.sql import parse
from cdp.sql.model import Model
from cdp.sql.render import literal
from cdp.types import Column, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cdp.project.identity import Identity

RECORD = Relation("stage", "identity_record")
NUMBERED = Relation("stage", "identity_numbered")
IDENTIFIER = Relation("stage", "identity_identifier")
VALUE = Relation("identity", "identifier_value")
LINK = Relation("stage", "identity_link")
COMPONENT = Relation("stage", "identity_component")
GROUP = Relation("stage", "identity_group")
PIN_ROW = Relation("stage", "identity_pin_row")
PIN = Relation("stage", "identity_pin")
REFUSED = Relation("identity", "refused_link")
ASSIGNED = Relation("stage", "identity_assigned")
REGISTRY = Relation("identity", "registry")
REDIRECT = Relation("identity", "redirect")
USER_MAP = Relation("identity", "user_map")
OUTPUT = Relation("identity", "identifier")
FIRST_USER_ID = 1_000_001
"""Ids begin here: destinations refuse short ones such as 0, 1 and 2 as placeholders."""


def before(identity: Identity, members: Relation | None = None) -> tuple[Model, ...]:
    """Compile the models that the resolution reads.

    With `members` (record_table, record_key) of these records alone: whole components, with every
    record that carries a touched value; `identity.identifier_value` is left to be merged then.
    """
    records = " union all ".join(_records(identity, members))
    if members is not None:
        return (
            work_model(RECORD, records),
            work_model(NUMBERED, _numbered()),
            work_model(IDENTIFIER, " union all ".join(_identifiers(identity)), kind="view"),
            pins(),
        )
    return (
        work_model(RECORD, records, kind="view"),
        work_model(NUMBERED, _numbered()),
        work_model(IDENTIFIER, " union all ".join(_identifiers(identity)), kind="view"),
        work_model(VALUE, _values(identity), _VALUE_COLUMNS),
        pins(),
        links(identity),
    )


def values(identity: Identity, relation: Relation) -> Model:
    """Compile the count of records a value, and whether it may join them, into a table."""
    return work_model(relation, _values(identity), _VALUE_COLUMNS)


def links(identity: Identity) -> Model:
    """Compile the links between records of one joining value, and those of pins."""
    return work_model(LINK, _links(identity))


def pins() -> Model:
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


def assignment() -> Model:
    """Compile stable ids: each group keeps the first-registered user it holds.

    A user's id is the number of the record that founded it. It stays with the part that holds this
    record, or else the first-registered record that held it last; a part without any gets the
    number of its own first record, which brings an old id back when a merge is undone.
    """
    return work_model(
        ASSIGNED,
        f"""
        with member as (
            select r.record_no, coalesce(g.group_no, r.record_no) as group_no, r.known_user
            from {NUMBERED} as r left join {GROUP} as g on g.record_no = r.record_no
        ),
        holder as (
            select known_user as user_id, arg_min(
                group_no, case when record_no = known_user then -1 else record_no end
            ) as group_no
            from member where known_user is not null group by known_user
        ),
        named as (select group_no, min(user_id) as user_id from holder group by group_no)
        select m.record_no, coalesce(n.user_id, m.group_no) as user_id
        from member as m left join named as n on n.group_no = m.group_no
        """,
    )


def after(identity: Identity) -> tuple[Model, ...]:
    """Compile the models that the resolution's result makes; the last two only look at others."""
    single = identity.single
    key = f"record_key as {single.key}" if single else "record_table, record_key"
    names = (single.key,) if single else ("record_table", "record_key")
    documented = (
        *(Column(n, "Key of the record.") for n in names),
        Column("user_id", "The user it belongs to."),
    )
    return (
        work_model(REGISTRY, registry(), _REGISTRY_COLUMNS),
        work_model(
            USER_MAP,
            f"select {key}, user_id from {REGISTRY} where is_live",
            documented,
            key=names,
            kind="view",
        ),
        work_model(
            OUTPUT,
            " union all ".join(_output(identity)),
            _OUTPUT_COLUMNS,
            key=("record_table", "record_key", "identifier_type"),
            kind="view",
        ),
    )


def _output(identity: Identity) -> Iterator[str]:
    """Give every record's identifiers with its user, straight from the record tables."""
    for record in identity.records:
        for kind, column in record.identifiers.items():
            yield (
                f"select g.record_table, g.record_key, {literal(kind)} as identifier_type,"
                f" cast(r.{column} as varchar) as identifier_value,"
                f" cast(r.{record.observed_at} as timestamp) as observed_at, g.user_id"
                f" from {record.table} as r join {REGISTRY} as g"
                f" on g.record_key = cast(r.{record.key} as varchar)"
                f" and g.record_table = {literal(record.table)}"
                f" where g.is_live and nullif(cast(r.{column} as varchar), '') is not null"
            )


def tables(identity: Identity) -> dict[Relation, tuple[str, ...]]:
    """Give the identity tables that models may read, with their columns."""
    models = (*before(identity), *after(identity))
    found = {
        m.relation: tuple(c.name for c in m.columns)
        for m in models
        if m.relation.schema == "identity" and m.relation != REGISTRY
    }
    return found | {REDIRECT: ("retired_user_id", "user_id")}


def work_model(
    relation: Relation,
    sql: str,
    columns: tuple[Column, ...] = (),
    key: tuple[str, ...] = (),
    kind: Literal["table", "view"] = "table",
) -> Model:
    """Make a model of identity from its SQL."""
    return Model(relation, parse.own(sql), "identity", key=key, columns=columns, kind=kind)


def _records(identity: Identity, members: Relation | None = None) -> Iterator[str]:
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


def _numbered() -> str:
    """Give every record its number: the registered one, or the next in order of observation.

    Only what orders the new records is sorted, the rest is joined to it: that is far cheaper than
    to carry it through the sort, or to keep it all for a second look.
    """
    return f"""
        with last as (
            select coalesce(max(record_no), {FIRST_USER_ID - 1}) as record_no from {REGISTRY}
        ),
        fresh as (
            select r.table_no, r.record_key, last.record_no + row_number() over (
                order by r.observed_at nulls last, r.table_no, r.record_key
            ) as record_no
            from {RECORD} as r cross join last
            where not exists (
                select 1 from {REGISTRY} as g
                where g.record_table = r.record_table and g.record_key = r.record_key
            )
        )
        select r.*, g.user_id as known_user, coalesce(g.record_no, f.record_no) as record_no
        from {RECORD} as r
        left join {REGISTRY} as g
        on g.record_table = r.record_table and g.record_key = r.record_key
        left join fresh as f on f.table_no = r.table_no and f.record_key = r.record_key
    """


def _identifiers(identity: Identity) -> Iterator[str]:
    for number, name in enumerate(identity.types):
        yield (
            f"select record_no, {number} as type_no, id_{name} as identifier_value"
            f" from {NUMBERED} where id_{name} is not null"
        )


def type_name(identity: Identity, column: str = "type_no") -> str:
    """SQL for the name of an identifier type, which inside is a small number."""
    cases = " ".join(f"when {i} then {literal(t)}" for i, t in enumerate(identity.types))
    return f"case {column} {cases} end"


def _values(identity: Identity) -> str:
    """Count the records of every value on more than one, and say whether it may join them."""
    numbers = {t: i for i, t in enumerate(identity.types)}
    crowded = "".join(
        f" when type_no = {numbers[t]} and record_count > {most} then 'crowded'"
        for t, most in identity.crowded.items()
    )
    blocked = "".join(
        f" when type_no = {numbers[t]} and ({blocking.blocked(b)}) then 'blocked'"
        for t, b in identity.block.items()
    )
    tests = "".join(
        f" or (type_no = {numbers[t]} and ({blocking.blocked(b)}))"
        for t, b in identity.block.items()
    )
    status = f"case{blocked}{crowded} else 'joined' end" if blocked or crowded else "'joined'"
    return f"""
        select {type_name(identity)} as identifier_type, type_no, identifier_value,
            record_count, first_record_no, {status} as status
        from (
            select type_no, identifier_value, count(*) as record_count,
                min(record_no) as first_record_no
            from {IDENTIFIER} group by type_no, identifier_value
        ) as v
        where record_count > 1{tests}
    """


def _links(identity: Identity) -> str:
    """Link each record of a joining value with the first one: one star a value; and pins."""
    ruled = sorted({identity.types.index(t) for rule in identity.rules for t in rule.match})
    return f"""
        select i.record_no, v.first_record_no as other_no, i.type_no
        from {IDENTIFIER} as i join {VALUE} as v
        on v.type_no = i.type_no and v.identifier_value = i.identifier_value
        where v.status = 'joined' and i.record_no <> v.first_record_no
        and i.type_no in ({", ".join(map(str, ruled))})
        union all
        select record_a, record_b, -1 from {PIN} where same
    """


def registry(former: Relation = REGISTRY) -> str:
    """Keep every record that was ever registered, with the user it belongs to now.

    A record that is gone stays with the user it had; when that user merged, it goes where the
    first-registered of those went that are there.
    """
    return f"""
        with heir as (
            select r.known_user, arg_min(a.user_id, r.record_no) as user_id
            from {NUMBERED} as r join {ASSIGNED} as a on a.record_no = r.record_no
            where r.known_user is not null group by r.known_user
        ),
        living as (select distinct user_id from {ASSIGNED})
        select r.record_no, r.record_table, r.record_key, a.user_id,
            coalesce(c.group_no, r.record_no) as component_no, true as is_live
        from {NUMBERED} as r join {ASSIGNED} as a on a.record_no = r.record_no
        left join {COMPONENT} as c on c.record_no = r.record_no
        union all
        select g.record_no, g.record_table, g.record_key,
            coalesce(l.user_id, h.user_id, g.user_id) as user_id, g.record_no as component_no,
            false as is_live
        from {former} as g
        left join living as l on l.user_id = g.user_id
        left join heir as h on h.known_user = g.user_id
        where not exists (select 1 from {NUMBERED} as r where r.record_no = g.record_no)
    """


_VALUE_COLUMNS = (
    Column("identifier_type", "Kind of identifier."),
    Column("type_no", "Number of the kind, for joins inside."),
    Column("identifier_value", "The normalised value.", pii="identifier"),
    Column("record_count", "Records that carry it.", unit="records"),
    Column("first_record_no", "Number of the record registered first among them."),
    Column("status", "joined, blocked (identifies nobody) or crowded (on too many records)."),
)
_OUTPUT_COLUMNS = (
    Column("record_table", "Record table."),
    Column("record_key", "Key of the record in it."),
    Column("identifier_type", "Kind of identifier."),
    Column("identifier_value", "The normalised value.", pii="identifier"),
    Column("observed_at", "When the record came to be."),
    Column("user_id", "The user the record belongs to."),
)
_REGISTRY_COLUMNS = (
    Column("record_no", "Number of the record in order of registration, for ever."),
    Column("record_table", "Record table."),
    Column("record_key", "Key of the record in it."),
    Column("user_id", "User it belongs to now, or belonged to when it was last there."),
    Column("component_no", "Smallest number among the records it is linked with, refused or not."),
    Column("is_live", "Whether the record is there now."),
)
