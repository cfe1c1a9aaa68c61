"""What other rules would make of the records there are now: a rehearsal that writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cdp.engine import open_engine
from cdp.errors import QueryError
from cdp.identity.inspect.evidence import pin_name, select_facts
from cdp.identity.inspect.find import required_identity
from cdp.identity.step import resolve_identity
from cdp.sql.parse import column_names, parse_expression
from cdp.sql.render import quoted
from cdp.tables import REFUSED_LINK, REGISTRY
from cdp.types import Relation
from cdp.warehouse.context import Run, RunRequest
from cdp.warehouse.reading import reading_session
from cdp.warehouse.session import Session

if TYPE_CHECKING:
    import pyarrow as pa

    from cdp.project.identity import Identity, RecordTable
    from cdp.warehouse.context import Manifest, Progress

Row = dict[str, Any]
BEFORE = Relation("work", "rehearsal_before")
MOVE = Relation("work", "rehearsal_move")
SHOWN_RECORDS = 5
"""Records that are shown of one merge or split."""


@dataclass(frozen=True)
class UserChanges:
    """Merges, or splits: `users` whole ones that `parts` others become, or that become them.

    A case has user_id, parts, records, and a few of these as rows: record, name, born,
    user_before, user_after. The largest is the one of the most records; `sample` leaves it out.
    """

    users: int
    parts: int
    largest: Row | None
    sample: tuple[Row, ...]


@dataclass(frozen=True)
class IdentityDiff:
    """What would change; records are those there are now, under the rules before and after."""

    records_before: int
    records_after: int
    users_before: int
    users_after: int
    moved: int
    """Records that would belong to another user than now."""
    refused_before: int
    refused_after: int
    merges: UserChanges
    splits: UserChanges


def identity_diff(
    manifest: Manifest, target: str | None, sample: int, progress: Progress
) -> IdentityDiff:
    """Resolve the warehouse's records by the manifest's rules, in a scratch place, and compare.

    Returns `sample` merges and as many splits, the same ones each time. Raises QueryError when a
    run has yet to build a table or column that the rules name.
    """
    identity = required_identity(manifest.project)
    chosen, root = manifest.project.target(target), manifest.project.root
    engine = open_engine(chosen.engine, root, "scratch")
    try:
        with reading_session(manifest.project, target) as warehouse:
            scratch = Session(engine, warehouse.as_of)
            there = warehouse.has(REFUSED_LINK)
            refused = warehouse.count(REFUSED_LINK) if there else 0
            _copy_records(warehouse, scratch, identity)
        # from here on a run may write the warehouse
        request = RunRequest("rehearsal", scratch.as_of, chosen)
        resolve_identity(Run(request, manifest, scratch, progress))
        return _compare_user_maps(_Scratch(scratch, identity), refused, sample)
    finally:
        engine.close()


def _copy_records(warehouse: Session, scratch: Session, identity: Identity) -> None:
    """Bring the registry and what the rules read of the record tables into the scratch place."""
    for relation, wanted in (
        (REGISTRY, None),
        *((r.relation, _columns_read(r)) for r in identity.records),
    ):
        there = warehouse.columns(relation) or {}
        lost = sorted((wanted or set()) - there.keys())
        if not there or lost:
            column = f" with the column {lost[0]!r}" if there else ""
            raise QueryError(
                f"the warehouse has no {relation}{column} yet", fix="build it first with `cdp run`"
            )
        columns = ", ".join(quoted(c) for c in there if wanted is None or c in wanted)
        scratch.load(relation, warehouse.scan(f"select {columns} from {relation}"))
    scratch.materialize(
        BEFORE,
        f"select record_no, record_table, record_key, user_id from {REGISTRY} where is_live",
    )


def _columns_read(record: RecordTable) -> set[str]:
    where = column_names(parse_expression(record.where)) if record.where else set[str]()
    said = {*record.identifiers.values(), *record.facts.values()}
    return {record.key, record.observed_at, *said, *where}


@dataclass(frozen=True)
class _Scratch:
    """The scratch place after the rehearsal."""

    session: Session
    identity: Identity

    def ask(self, text: str) -> pa.Table:
        return self.session.query(text)


def _compare_user_maps(s: _Scratch, refused: int, sample: int) -> IdentityDiff:
    select = f"""
        select coalesce(a.record_no, b.record_no) as record_no,
            coalesce(a.record_table, b.record_table) as record_table,
            coalesce(a.record_key, b.record_key) as record_key,
            b.user_id as user_before, a.user_id as user_after
        from {BEFORE} as b full join (
            select record_no, record_table, record_key, user_id from {REGISTRY} where is_live
        ) as a on a.record_table = b.record_table and a.record_key = b.record_key
    """
    s.session.materialize(MOVE, select)
    row = s.ask(
        f"""
        select count(user_before) as records_before, count(user_after) as records_after,
            count(distinct user_before) as users_before, count(distinct user_after) as users_after,
            count(case when user_before <> user_after then 1 end) as moved
        from {MOVE}
        """
    ).to_pylist()[0]
    return IdentityDiff(
        **row,
        refused_before=refused,
        refused_after=s.session.count(REFUSED_LINK),
        merges=_find_changes(s, "user_after", "user_before", sample),
        splits=_find_changes(s, "user_before", "user_after", sample),
    )


def _find_changes(s: _Scratch, whole: str, part: str, sample: int) -> UserChanges:
    """Find the users of one side whose records belong to several users of the other."""
    changed = f"""(
        select {whole} as user_id, count(distinct {part}) as parts, count(*) as records
        from {MOVE} where user_before is not null and user_after is not null
        group by {whole} having count(distinct {part}) > 1
    )"""
    parts = s.ask(
        f"select count(distinct m.{whole}) as users, count(distinct m.{part}) as parts"
        f" from {MOVE} as m join {changed} as c on c.user_id = m.{whole}"
    ).to_pylist()[0]
    largest = s.ask(
        f"select * from {changed} as c order by records desc, parts desc, user_id limit 1"
    ).to_pylist()
    # scattered over all of them, yet the same ones each time
    others = s.ask(
        f"select * from {changed} as c where user_id <> {largest[0]['user_id'] if largest else 0}"
        f" order by (user_id % 1000003) * 7919 % 1000003, user_id limit {sample}"
    ).to_pylist()
    records = _find_sample_records(s, whole, part, [c["user_id"] for c in (*largest, *others)])
    cases = [{**c, "rows": records[c["user_id"]]} for c in (*largest, *others)]
    return UserChanges(
        users=parts["users"],
        parts=parts["parts"],
        largest=cases[0] if largest else None,
        sample=tuple(cases[len(largest) :]),
    )


def _find_sample_records(
    s: _Scratch, whole: str, part: str, users: list[int]
) -> dict[int, list[Row]]:
    """Select a few records of each of these users, from as many parts as may be."""
    if not users:
        return {}
    said = " union all ".join(map(select_facts, s.identity.records))
    rows = s.ask(
        f"""
        with numbered as (
            select *, {whole} as user_id, row_number() over (
                partition by {whole}, {part} order by record_no
            ) as turn
            from {MOVE} where {whole} in ({", ".join(map(str, users))})
            and user_before is not null and user_after is not null
        ),
        placed as (
            select *, row_number() over (
                partition by user_id order by turn, {part}, record_no
            ) as place
            from numbered
        )
        select p.user_id, p.record_table, p.record_key, f.name, f.born,
            p.user_before, p.user_after
        from placed as p left join ({said}) as f
        on f.record_key = p.record_key and f.record_table = p.record_table
        where p.place <= {SHOWN_RECORDS} order by p.user_id, p.{part}, p.record_no
        """
    ).to_pylist()
    found: dict[int, list[Row]] = {user: [] for user in users}
    for row in rows:
        record = pin_name(s.identity, row.pop("record_table"), row.pop("record_key"))
        found[row.pop("user_id")].append({"record": record, **row})
    return found
