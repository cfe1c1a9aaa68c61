"""`identity.redirect`: where every retired id goes, worked out by the engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdp.tables import IDENTITY_LOG, REDIRECT, REGISTRY
from cdp.types import Relation
from cdp.warehouse.change_set import Change
from cdp.warehouse.materialize import Meter

if TYPE_CHECKING:
    from cdp.types import TableCount
    from cdp.warehouse.context import Run

_RETIRED = Relation("work", "identity_retired")
_FURTHER = Relation("work", "identity_retired_further")


@dataclass(frozen=True)
class _Progress:
    """How far retired ids are followed: what is left to do, and what would be written."""

    unfinished: int
    redirects: int
    differing: int
    """Redirects that differ from the stored ones."""


def write_redirects(r: Run, *, may_have_changed: bool = True) -> TableCount:
    """Work out where every retired id goes: to the user of the record that founded it.

    An id retires when its last record leaves it, and the log says which user a record left; when
    the log has not grown, nothing has changed. Ids whose records are all gone go nowhere, and are
    left out. The table is written only when it differs.
    """
    meter = Meter(r.engine)
    stored = r.session.has(REDIRECT)
    if stored and not may_have_changed:
        redirects, differs = r.session.count(REDIRECT), False
    else:
        source, found = _follow_retired(r, stored=stored)
        redirects, differs = found.redirects, not stored or found.differing > 0
        if differs:
            r.session.materialize(REDIRECT, _select_redirects(source))
    r.changes[REDIRECT] = Change.all if differs else Change.none
    return meter.counted(REDIRECT, redirects, redirects)


def _follow_retired(r: Run, *, stored: bool) -> tuple[Relation, _Progress]:
    """Follow retired ids to the end, and return the work table that says where they go.

    Each round makes every step twice as long, so that a chain of any length takes few rounds. The
    number of rounds is bounded: ids that go round in a circle would never come to an end.
    """
    source, spare = _RETIRED, _FURTHER
    retired = r.session.materialize(source, _select_retired())
    found = _look_at_progress(r, source, stored=stored)
    for _ in range(retired.bit_length()):
        if not found.unfinished:
            break
        r.session.materialize(spare, _select_further(source))
        source, spare = spare, source
        found = _look_at_progress(r, source, stored=stored)
    return source, found


def _select_retired() -> str:
    """Select the ids that have no record any more, each with the user that its founder has now."""
    return f"""
        select l.user_id as retired_user_id, coalesce(g.user_id, l.user_id) as user_id
        from (
            select distinct from_user as user_id from {IDENTITY_LOG} where from_user is not null
        ) as l
        left join {REGISTRY} as g on g.record_no = l.user_id
        where not exists (select 1 from {REGISTRY} as u where u.is_live and u.user_id = l.user_id)
    """


def _select_further(source: Relation) -> str:
    """Select where the ids go that retired ids go to; those that have arrived stay."""
    return f"""
        select a.retired_user_id, coalesce(b.user_id, a.user_id) as user_id
        from {source} as a left join {source} as b on b.retired_user_id = a.user_id
    """


def _select_redirects(source: Relation) -> str:
    """Select the retired ids that go to one that is not retired."""
    return f"""
        select a.retired_user_id, a.user_id from {source} as a
        where not exists (select 1 from {source} as b where b.retired_user_id = a.user_id)
    """


def _look_at_progress(r: Run, source: Relation, *, stored: bool) -> _Progress:
    found = _select_redirects(source)
    old = f"select retired_user_id, user_id from {REDIRECT}"
    differing = (
        f"select count(*) from (({found} except {old}) union all ({old} except {found})) as d"
        if stored
        else "select 0"
    )
    row = r.session.query(
        f"""
        select
            (
                select count(*) from {source} as a
                join {source} as b on b.retired_user_id = a.user_id
                where b.user_id <> a.user_id
            ) as unfinished,
            (select count(*) from ({found}) as f) as redirects,
            ({differing}) as differing
        """
    ).to_pylist()[0]
    return _Progress(**row)
