"""Answers about a built warehouse: queries, one user, quarantined rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cdp.errors import QueryError, UsageError
from cdp.profiles.survivorship import USER_MAP, belongs
from cdp.sql import parse
from cdp.sql.parse import SqlMistake
from cdp.sql.render import literal, quoted, render
from cdp.warehouse.run_marker import MARKER

if TYPE_CHECKING:
    import pyarrow as pa

    from cdp.engine import Engine
    from cdp.project.identity import Identity
    from cdp.project.load import Project
    from cdp.project.profile import Attribute, Profile, ProfileSource

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


def as_of(engine: Engine) -> datetime:
    """Give the instant of the run that the warehouse shows."""
    if engine.columns(MARKER) is None:
        raise QueryError("no run is complete yet", fix="build the warehouse first with `cdp run`")
    rows = engine.fetch("select max(as_of) as as_of from ops.run").to_pylist()
    return rows[0]["as_of"] or datetime.now(UTC).replace(tzinfo=None)


def ask(engine: Engine, text: str) -> pa.Table:
    """Run one query, our functions and `as_of` included; UsageError when it is no single SELECT."""
    try:
        sql = render(parse.query(text), engine.dialect, as_of(engine))
    except SqlMistake as error:
        raise UsageError(f"line {error.line}: {error.message}", fix="give one SELECT") from error
    except ValueError as error:
        raise UsageError(str(error)) from error
    return engine.fetch(sql)


def find_users(engine: Engine, project: Project, wanted: str) -> list[int]:
    """Find users by user id, record key or any identifier, however it is written."""
    text = literal(wanted.strip())
    single = _identity(project).single
    key = quoted(single.key if single else "record_key")
    found = ask(
        engine,
        f"""
        select user_id from identity.user_map where cast(user_id as varchar) = {text}
        union
        select user_id from identity.user_map where {key} = {text}
        union
        select user_id from identity.identifier where identifier_value in
            ({text}, upper({text}), cdp_mobile({text}), cdp_email({text}))
        """,
    )
    return sorted(r["user_id"] for r in found.to_pylist())


def user(engine: Engine, project: Project, user_id: int) -> UserView:
    """Give one user whole."""
    profile, identity = _profile(project), _identity(project)
    golden = ask(engine, f"select * from {profile.table} where user_id = {user_id}").to_pylist()[0]
    rows = {n: _rows(engine, identity, s, user_id) for n, s in profile.sources.items()}
    origins = {
        column: origin
        for column, attribute in profile.attributes.items()
        if (origin := _origin(golden[column], attribute, profile, rows))
    }
    records = ask(engine, f"select * from identity.user_map where user_id = {user_id}")
    return UserView(golden, origins, records, _events(engine, project, user_id))


def _identity(project: Project) -> Identity:
    if project.identity is None:
        raise UsageError("the project has no identity.yaml, so it knows no users")
    return project.identity.value


def _profile(project: Project) -> Profile:
    if project.profile is None:
        raise UsageError("the project has no gold/user.yaml, so it has no golden record")
    return project.profile.value


def _rows(
    engine: Engine, identity: Identity, source: ProfileSource, user_id: int
) -> list[dict[str, Any]]:
    where = f" and ({source.where})" if source.where else ""
    sql = (
        f"select t.* from {source.table} as t join {USER_MAP} as m on {belongs(source, identity)}"
        f" where m.user_id = {user_id}{where}"
    )
    return ask(engine, sql).to_pylist()


def _origin(
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


def _events(engine: Engine, project: Project, user_id: int) -> pa.Table | None:
    """Give the latest events from the gold model that has a user, a name and an instant."""
    wanted = {"user_id", "event_name", "occurred_at"}
    for model in project.models:
        if model.relation.schema == "gold" and wanted <= set(model.header.columns):
            return ask(
                engine,
                f"select * from {model.relation} where user_id = {user_id}"
                f" order by occurred_at desc limit {LATEST_EVENTS}",
            )
    return None
