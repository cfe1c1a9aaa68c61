"""Identity for a change: which records have to be resolved again, and what of it is written.

A change reaches the records that carry one of its old or new identifier values, and with them
their whole components: records that are linked, refused links included. What is outside cannot be
told apart from before, so resolving these records alone gives what resolving all would give.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.identity.relations import (
    FORMER,
    FRESH_VALUE,
    PIN_ROW,
    REACHED,
    SEED,
    TOUCHED,
    TOUCHED_VALUE,
)
from cdp.sql.render import literal
from cdp.sql.scoping.scope import changed_relation
from cdp.tables import IDENTIFIER_VALUE, REGISTRY, STANDING_PIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cdp.project.identity import Identity, RecordTable
    from cdp.types import Relation


def select_touched_records(changed: Sequence[RecordTable]) -> str:
    """Select the records of changed rows, and those that a pin names or named."""
    rows = [
        f"select {literal(r.table)} as record_table, cast({r.key} as varchar) as record_key"
        f" from {changed_relation(r.relation)}"
        for r in changed
    ]
    pinned = (
        f"select record_a, record_b, same from {PIN_ROW}",  # it may have waited for a record
        f"select * from {STANDING_PIN} except select record_a, record_b, same from {PIN_ROW}",
    )
    rows += [
        f"select g.record_table, g.record_key from ({pins}) as p join {REGISTRY} as g"
        f" on p.{side} in (g.record_key, g.record_table || ':' || g.record_key)"
        for pins in pinned
        for side in ("record_a", "record_b")
    ]
    return " union ".join(rows)


def select_touched_values(identity: Identity, changed: Sequence[RecordTable]) -> str:
    """Select the identifier values of changed rows, as they were and as they are."""
    nothing = "select 0 as type_no, cast(null as varchar) as identifier_value"
    found = [
        f"select {identity.types.index(kind)} as type_no,"
        f" cast({column} as varchar) as identifier_value from {changed_relation(r.relation)}"
        for r in changed
        for kind, column in r.identifiers.items()
    ]
    rows = " union ".join([nothing, *found])
    return f"select * from ({rows}) as v where nullif(identifier_value, '') is not null"


def select_seeds(identity: Identity) -> str:
    """Select every record that is touched or carries a touched value."""
    found = [f"select record_table, record_key from {TOUCHED}"]
    for record in identity.records:
        where = f"({record.where}) and " if record.where else ""
        for kind, column in record.identifiers.items():
            found.append(
                f"select {literal(record.table)}, cast({record.key} as varchar)"
                f" from {record.table} where {where}cast({column} as varchar) in (select"
                f" identifier_value from {TOUCHED_VALUE}"
                f" where type_no = {identity.types.index(kind)})"
            )
    return " union ".join(found)


def select_reached_components() -> str:
    """Select the components of the seeds, and of all who share or shared a user with them."""
    return f"""
        with seed as (
            select g.component_no, g.user_id from {REGISTRY} as g join {SEED} as s
            on s.record_table = g.record_table and s.record_key = g.record_key
        )
        select component_no from seed
        union
        select component_no from {REGISTRY} where user_id in (select user_id from seed)
    """


def select_former_records() -> str:
    """Select the registered rows of these components, and of records gone that share their users.

    The latter follow the user when it merges.
    """
    inside = f"component_no in (select component_no from {REACHED})"
    users = f"select user_id from {REGISTRY} where {inside}"
    return f"select * from {REGISTRY} where {inside} or (not is_live and user_id in ({users}))"


def select_members() -> str:
    """Select the records that are resolved again."""
    return (
        f"select record_table, record_key from {FORMER} where is_live"
        f" union select record_table, record_key from {SEED}"
    )


def select_changed_values() -> str:
    """Select the shared values that changed, as they were and as they are."""
    names = "identifier_type, type_no, identifier_value, record_count, first_record_no, status"
    old, new = (
        f"select {_qualify_columns(names, 'v')} from {table} as v join {TOUCHED_VALUE} as t"
        " on t.type_no = v.type_no and t.identifier_value = v.identifier_value"
        for table in (IDENTIFIER_VALUE, FRESH_VALUE)
    )
    return _select_differences(names, old, new)


def _qualify_columns(names: str, alias: str) -> str:
    return ", ".join(f"{alias}.{n.strip()}" for n in names.split(","))


def select_changed_user_map(identity: Identity, old: Relation, new: Relation) -> str:
    """Select the lines of the user map that changed, as they were and as they are."""
    single = identity.single
    names = f"{single.key}, user_id" if single else "record_table, record_key, user_id"
    read = f"record_key as {single.key}, user_id" if single else names
    sides = (f"select {read} from {table} where is_live" for table in (old, new))
    return _select_differences(names, *sides)


def _select_differences(names: str, old: str, new: str) -> str:
    return (
        f"select {names}, false as _is_new from ({old} except {new}) as gone"
        f" union all select {names}, true as _is_new from ({new} except {old}) as come"
    )
