"""Which events are due, as SQL: those of users whom a destination has, but for those it knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.activation.diff import ACTION, WANTED
from cdp.sql.render import literal
from cdp.tables import FACT_EVENTS, SYNC_EVENT, SYNC_STATE
from cdp.types import Relation

if TYPE_CHECKING:
    from cdp.activation.spec import SyncSpec

DUE = Relation("work", "sync_due_event")


def due_events_sql(spec: SyncSpec, reachable: str) -> str:
    """Build a query of `DUE`: the due events of the users that `reachable`, a query, selects.

    It has no limit: an engine may lose the limit of a query that looks for what is not there.
    """
    events = spec.wanted.events
    assert events is not None  # noqa: S101 - for the type checker
    names = ", ".join(map(literal, events.names))
    since = f" and e.occurred_at >= timestamp '{events.since} 00:00:00'" if events.since else ""
    return (
        f"select e.event_id, e.user_id, e.occurred_at from {FACT_EVENTS} as e"
        f" inner join ({reachable}) as r on r.user_id = e.user_id"
        f" left join (select event_id as sent_id from {SYNC_EVENT}"
        f" where destination = {literal(spec.name)}) as x on x.sent_id = e.event_id"
        f" where e.event_name in ({names}){since} and x.sent_id is null"
    )


def first_due_events_sql(most: int) -> str:
    """Build a query of the earliest events in `DUE`, at most this many."""
    return (
        "select e.event_id, e.user_id, e.event_name, e.occurred_at, e.properties"
        f" from {FACT_EVENTS} as e inner join (select event_id, user_id from {DUE}"
        f" order by occurred_at, event_id limit {most}) as d"
        " on d.event_id = e.event_id and d.user_id = e.user_id"
        " order by e.occurred_at, e.event_id"
    )


def users_reachable_after_sync_sql() -> str:
    """Build a query of the users who will be at the destination when all goes well."""
    return f"select user_id from {ACTION} where action in ('add', 'change', 'unchanged')"


def users_reachable_now_sql(spec: SyncSpec) -> str:
    """Build a query of the users who are at the destination now, and may be."""
    known = f"select user_id from {WANTED} where held is null"
    if not spec.wanted.users:
        return known
    return (
        f"select w.user_id from ({known}) as w inner join {SYNC_STATE} as s"
        " on s.user_id = w.user_id"
        f" where s.destination = {literal(spec.name)} and s.status = 'accepted'"
    )
