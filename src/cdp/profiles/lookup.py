"""One user whole: golden record, where each value came from, records and latest events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cdp.errors import UsageError
from cdp.profiles.survivorship import row_belongs
from cdp.tables import USER_MAP

if TYPE_CHECKING:
    import pyarrow as pa

    from cdp.project.identity import Identity
    from cdp.project.load import Project
    from cdp.project.profile import Attribute, Profile, ProfileSource
    from cdp.warehouse.session import Session

LATEST_EVENTS = 10


@dataclass(frozen=True)
class Origin:
    """Where a value of the golden record comes from: the table, the row's key, and its time."""

    table: str
    key: str
    at: datetime | None


@dataclass(frozen=True)
class UserView:
    """One user whole: golden record, origins, records, refused links, latest events."""

    golden: dict[str, Any]
    origins: dict[str, Origin]
    records: pa.Table
    events: pa.Table | None


def look_up_user(session: Session, project: Project, user_id: int) -> UserView:
    """Read one user whole."""
    profile, identity = _profile_of(project), _identity_of(project)
    sql = f"select * from {profile.table} where user_id = {user_id}"
    golden = session.query(sql).to_pylist()[0]
    rows = {n: _source_rows(session, identity, s, user_id) for n, s in profile.sources.items()}
    origins = {
        column: origin
        for column, attribute in profile.attributes.items()
        if (origin := _find_origin(golden[column], attribute, profile, rows))
    }
    records = session.query(f"select * from {USER_MAP} where user_id = {user_id}")
    return UserView(golden, origins, records, _latest_events(session, project, user_id))


def _identity_of(project: Project) -> Identity:
    if project.identity is None:
        raise UsageError("the project has no identity.yaml, so it knows no users")
    return project.identity.value


def _profile_of(project: Project) -> Profile:
    if project.profile is None:
        raise UsageError("the project has no gold/user.yaml, so it has no golden record")
    return project.profile.value


def _source_rows(
    session: Session, identity: Identity, source: ProfileSource, user_id: int
) -> list[dict[str, Any]]:
    where = f" and ({source.where})" if source.where else ""
    sql = (
        f"select t.* from {source.table} as t"
        f" join {USER_MAP} as m on {row_belongs(source, identity)}"
        f" where m.user_id = {user_id}{where}"
    )
    return session.query(sql).to_pylist()


def _find_origin(
    value: object, attribute: Attribute, profile: Profile, rows: dict[str, list[dict[str, Any]]]
) -> Origin | None:
    """Find the row that gave a value: the one the rule of survivorship would name first."""
    if value is None or attribute.take == "list":
        return None
    given: list[tuple[int, Origin]] = []
    for trust, item in enumerate(attribute.from_):
        name, column = item.split(".")
        source = profile.sources[name]
        at, key = attribute.by or source.at, source.row_key or source.key
        given += [
            (trust, Origin(source.table, str(r[key]), r[at]))
            for r in rows[name]
            if r[column] == value
        ]
    if attribute.take == "first_non_null":
        given = [g for g in given if g[0] == min(trust for trust, _ in given)]
    earliest = attribute.take == "earliest"
    oldest = datetime.min  # noqa: DTZ901 - UTC, naive
    given.sort(key=lambda g: (g[1].at or oldest, g[0] if earliest else -g[0], g[1].key))
    return given[0 if earliest else -1][1] if given else None


def _latest_events(session: Session, project: Project, user_id: int) -> pa.Table | None:
    """Read the latest events from the gold model that has a user, a name and an instant."""
    wanted = {"user_id", "event_name", "occurred_at"}
    for model in project.models:
        if model.relation.schema == "gold" and wanted <= set(model.header.columns):
            return session.query(
                f"select * from {model.relation} where user_id = {user_id}"
                f" order by occurred_at desc limit {LATEST_EVENTS}"
            )
    return None
