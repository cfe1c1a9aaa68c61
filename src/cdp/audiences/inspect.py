"""Questions about audiences: their sizes, some of their users, what an edited rule would change."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cdp.audiences.rule import audience_condition
from cdp.errors import QueryError, UsageError
from cdp.sql.condition import condition_columns, condition_tree
from cdp.sql.parse import DIALECT
from cdp.sql.render import literal, quoted
from cdp.tables import AUDIENCE_MEMBER
from cdp.warehouse.reading import reading_session
from cdp.warehouse.run_marker import NoRunError

if TYPE_CHECKING:
    from collections.abc import Generator

    from cdp.sql.model import Model
    from cdp.warehouse.context import Manifest
    from cdp.warehouse.session import Session


@dataclass(frozen=True)
class AudienceSummary:
    """An audience as the last run left it; entered and left are counts of that run."""

    audience: str
    owner: str
    description: str
    users: int
    entered: int
    left: int


@dataclass(frozen=True)
class AudienceSize:
    """Who meets the rule now, and who is a member by the last run."""

    audience: str
    users: int
    members_at_last_run: int


@dataclass(frozen=True)
class AudienceTurn:
    """How many would enter, or leave, by the rule as it stands, and the ids of some of them."""

    turn: str
    """`enters` or `leaves`."""
    users: int
    some: tuple[int, ...]


@dataclass(frozen=True)
class AudienceRule:
    """A rule as SQL and as the tree of conditions that means the same."""

    where: str
    match: dict[str, Any]


def list_audiences(manifest: Manifest, target: str | None) -> list[AudienceSummary]:
    """List every audience with its size and what the last run changed."""
    with _audience_session(manifest, target) as session:
        rows = session.query(
            "select audience, sum(case when left_at is null then 1 else 0 end) as users,"
            " sum(case when entered_at = as_of then 1 else 0 end) as entered,"
            " sum(case when left_at = as_of then 1 else 0 end) as gone"
            f" from {AUDIENCE_MEMBER} group by audience"
        ).to_pylist()
    found = {r["audience"]: r for r in rows}
    none = {"users": 0, "entered": 0, "gone": 0}
    return [
        AudienceSummary(
            name, a.value.owner, a.value.description,
            *(int(found.get(name, none)[n]) for n in ("users", "entered", "gone")),
        )
        for name, a in sorted(manifest.project.audiences.items())
    ]  # fmt: skip


def measure_audience(manifest: Manifest, target: str | None, name: str) -> AudienceSize:
    """Count who meets the rule now, and who is a member by the last run."""
    model = _audience_model(manifest, name)
    with _audience_session(manifest, target) as session:
        with _naming_the_file(model):
            now = session.count(f"({_member_query(model)}) as members")
        among = f"audience = {literal(name)} and left_at is null"
        members = session.count(f"{AUDIENCE_MEMBER} where {among}")
    return AudienceSize(name, now, members)


def preview_audience(
    manifest: Manifest, target: str | None, name: str, limit: int
) -> list[dict[str, Any]]:
    """Read some users with the columns that the rule goes by."""
    model, golden = _audience_model(manifest, name), manifest.golden
    assert golden is not None  # noqa: S101 - an audience compiles over a golden record alone
    read = condition_columns(audience_condition(manifest.project.audiences[name].value))
    names = ["user_id", *(c for c in read if c != "user_id")]
    columns = ", ".join(f"u.{quoted(n)}" for n in names)
    with _audience_session(manifest, target) as session, _naming_the_file(model):
        return session.query(
            f"select {columns} from {golden.relation} as u inner join ({_member_query(model)}) as m"
            f" on m.user_id = u.user_id order by u.user_id limit {limit}"
        ).to_pylist()


def compare_audience(
    manifest: Manifest, target: str | None, name: str, limit: int
) -> list[AudienceTurn]:
    """Count who would enter and who would leave by the rule as it stands, with some of them."""
    model = _audience_model(manifest, name)
    turned = (
        "select coalesce(c.user_id, o.user_id) as user_id,"
        " case when o.user_id is null then 'enters' else 'leaves' end as turn"
        f" from ({_member_query(model)}) as c"
        f" full outer join (select user_id from {AUDIENCE_MEMBER}"
        f" where audience = {literal(name)} and left_at is null) as o"
        " on o.user_id = c.user_id where c.user_id is null or o.user_id is null"
    )
    with _audience_session(manifest, target) as session, _naming_the_file(model):
        rows = session.query(
            "select turn, user_id, n from (select turn, user_id,"
            " count(*) over (partition by turn) as n,"
            " row_number() over (partition by turn order by user_id) as member_rank"
            f" from ({turned}) as t) as x where member_rank <= {limit} order by turn, user_id"
        ).to_pylist()
    return [
        AudienceTurn(
            turn,
            next((r["n"] for r in rows if r["turn"] == turn), 0),
            tuple(r["user_id"] for r in rows if r["turn"] == turn),
        )
        for turn in ("enters", "leaves")
    ]


def show_rule(manifest: Manifest, name: str) -> AudienceRule:
    """Write an audience's rule as SQL and as a tree."""
    _audience_model(manifest, name)
    text = audience_condition(manifest.project.audiences[name].value)
    return AudienceRule(text, condition_tree(text))


def _member_query(model: Model) -> str:
    return model.query.sql(dialect=DIALECT)


def _audience_model(manifest: Manifest, name: str) -> Model:
    models = manifest.models_of("audiences")
    found = next((m for m in models if m.relation.name == name), None)
    if found is None:
        known = ", ".join(m.relation.name for m in models) or "there is none yet"
        raise UsageError(f"there is no audience {name!r}", fix=f"choose from: {known}")
    return found


@contextlib.contextmanager
def _naming_the_file(model: Model) -> Generator[None]:
    """Say of which file the rule is that an engine could not follow."""
    try:
        yield
    except QueryError as error:
        raise QueryError(f"{model.file}: {error.message}", fix=error.fix) from error


@contextlib.contextmanager
def _audience_session(manifest: Manifest, target: str | None) -> Generator[Session]:
    """Open the warehouse at the instant of its run; QueryError where it has no audiences yet."""
    none_yet = QueryError("no run has made the audiences yet", fix="run `cdp run` first")
    with contextlib.ExitStack() as opened:
        try:
            session = opened.enter_context(reading_session(manifest.project, target))
        except NoRunError as error:
            raise none_yet from error
        if not session.has(AUDIENCE_MEMBER):
            raise none_yet
        yield session
