"""The models after the resolution: who belongs to whom under which id, and the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.identity.relations import ASSIGNED, COMPONENT, NUMBERED, SPLIT
from cdp.identity.work_model import work_model
from cdp.sql.render import literal
from cdp.tables import REGISTRY, USER_IDENTIFIER, USER_MAP
from cdp.types import Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cdp.project.identity import Identity
    from cdp.sql.model import Model
    from cdp.types import Relation


def assignment_model() -> Model:
    """Compile stable ids: each group keeps the first-registered user it holds.

    A user's id is the number of the record that founded it. It stays with the part that holds this
    record, or else the first-registered record that held it last; a part without any gets the
    number of its own first record, which brings an old id back when a merge is undone.
    """
    return work_model(
        ASSIGNED,
        f"""
        with member as (
            select r.record_no, coalesce(s.group_no, c.group_no, r.record_no) as group_no,
                r.known_user
            from {NUMBERED} as r left join {COMPONENT} as c on c.record_no = r.record_no
            left join {SPLIT} as s on s.record_no = r.record_no
        ),
        holder as (
            select known_user as user_id, cdp_earliest(
                group_no, case when record_no = known_user then -1 else record_no end
            ) as group_no
            from member where known_user is not null group by known_user
        ),
        named as (select group_no, min(user_id) as user_id from holder group by group_no)
        select m.record_no, coalesce(n.user_id, m.group_no) as user_id
        from member as m left join named as n on n.group_no = m.group_no
        """,
    )


def user_models(identity: Identity) -> tuple[Model, ...]:
    """Compile the models that the resolution's result makes; the last two only look at others."""
    single = identity.single
    key = f"record_key as {single.key}" if single else "record_table, record_key"
    names = (single.key,) if single else ("record_table", "record_key")
    documented = (
        *(Column(n, "Key of the record.") for n in names),
        Column("user_id", "The user it belongs to."),
    )
    return (
        work_model(REGISTRY, register_records(), _REGISTRY_COLUMNS),
        work_model(
            USER_MAP,
            f"select {key}, user_id from {REGISTRY} where is_live",
            documented,
            key=names,
            kind="view",
        ),
        work_model(
            USER_IDENTIFIER,
            " union all ".join(_select_identifiers_of_users(identity)),
            _OUTPUT_COLUMNS,
            key=("record_table", "record_key", "identifier_type"),
            kind="view",
        ),
    )


def _select_identifiers_of_users(identity: Identity) -> Iterator[str]:
    """Select every record's identifiers with its user, straight from the record tables."""
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


def register_records(former: Relation = REGISTRY) -> str:
    """Write the query that keeps every record ever registered, with the user it belongs to now.

    A record that is gone stays with the user it had; when that user merged, it goes where the
    first-registered of those went that are there.
    """
    return f"""
        with heir as (
            select r.known_user, cdp_earliest(a.user_id, r.record_no) as user_id
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
