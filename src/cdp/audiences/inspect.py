"""Look at audiences: their sizes, some of their users, and what an edited rule would change."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from cdp.activation.diff import MEMBER
from cdp.audiences.rule import condition
from cdp.engine import open_engine
from cdp.errors import QueryError, UsageError
from cdp.sql import condition as conditions
from cdp.sql.render import literal, quoted, render
from cdp.warehouse.materialize import ask
from cdp.warehouse.run_marker import last_run

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime

    from cdp.engine import Engine
    from cdp.pipeline.compile import Compiled
    from cdp.sql.model import Model


def _model(compiled: Compiled, name: str) -> Model:
    found = next((m for m in compiled.audiences if m.relation.name == name), None)
    if found is None:
        known = ", ".join(m.relation.name for m in compiled.audiences) or "there is none yet"
        raise UsageError(f"there is no audience {name!r}", fix=f"choose from: {known}")
    return found


@contextlib.contextmanager
def _blamed(model: Model) -> Generator[None]:
    """Say of which file the rule is that an engine could not follow."""
    try:
        yield
    except QueryError as error:
        raise QueryError(f"{model.file}: {error.message}", fix=error.fix) from error


def _open(compiled: Compiled, target: str | None) -> tuple[Engine, datetime]:
    project = compiled.project
    engine = open_engine(project.target(target).engine, project.root, "read")
    last = last_run(engine)
    if last is None or engine.columns(MEMBER) is None:
        engine.close()
        raise QueryError("no run has made the audiences yet", fix="run `cdp run` first")
    return engine, last.as_of


def listing(compiled: Compiled, target: str | None) -> list[dict[str, Any]]:
    """Give every audience with its size and what the last run changed."""
    engine, as_of = _open(compiled, target)
    try:
        rows = ask(
            engine,
            "select audience, sum(case when left_at is null then 1 else 0 end) as users,"
            " sum(case when entered_at = as_of then 1 else 0 end) as entered,"
            " sum(case when left_at = as_of then 1 else 0 end) as gone"
            f" from {MEMBER} group by audience",
            as_of,
        ).to_pylist()
    finally:
        engine.close()
    found = {r["audience"]: r for r in rows}
    none = {"users": 0, "entered": 0, "gone": 0}
    return [
        {
            "audience": name, "owner": a.value.owner, "description": a.value.description,
            **{k: int(found.get(name, none)[w]) for k, w in
               (("users", "users"), ("entered", "entered"), ("left", "gone"))},
        }
        for name, a in sorted(compiled.project.audiences.items())
    ]  # fmt: skip


def size(compiled: Compiled, target: str | None, name: str) -> dict[str, Any]:
    """Count who meets the rule now, and who is a member by the last run."""
    model = _model(compiled, name)
    engine, as_of = _open(compiled, target)
    try:
        with _blamed(model):
            now = engine.fetch(_counted(model, engine, as_of))["n"][0].as_py()
        members = ask(
            engine,
            f"select count(*) as n from {MEMBER} where audience = {literal(name)}"
            " and left_at is null",
            as_of,
        )["n"][0].as_py()
    finally:
        engine.close()
    return {"audience": name, "users": now, "members_at_last_run": members}


def _counted(model: Model, engine: Engine, as_of: datetime) -> str:
    return f"select count(*) as n from ({render(model.query, engine.dialect, as_of)}) as members"


def preview(compiled: Compiled, target: str | None, name: str, limit: int) -> list[dict[str, Any]]:
    """Give some users with the columns that the rule reads."""
    model = _model(compiled, name)
    audience = compiled.project.audiences[name].value
    golden = next(m for m in compiled.gold if m.stage == "profiles")
    names = ["user_id", *(c for c in conditions.columns(condition(audience)) if c != "user_id")]
    engine, as_of = _open(compiled, target)
    try:
        members = model.query.sql(dialect="duckdb")
        read = ", ".join(f"u.{quoted(n)}" for n in names)
        with _blamed(model):
            rows = ask(
                engine,
                f"select {read} from {golden.relation} as u inner join ({members}) as m"
                f" on m.user_id = u.user_id order by u.user_id limit {limit}",
                as_of,
            )
    finally:
        engine.close()
    return rows.to_pylist()


def difference(
    compiled: Compiled, target: str | None, name: str, limit: int
) -> list[dict[str, Any]]:
    """Give how many would enter and leave by the rule as it stands, with some of them."""
    model = _model(compiled, name)
    engine, as_of = _open(compiled, target)
    try:
        members = model.query.sql(dialect="duckdb")
        turned = (
            "select coalesce(c.user_id, o.user_id) as user_id,"
            " case when o.user_id is null then 'enters' else 'leaves' end as turn"
            f" from ({members}) as c full outer join (select user_id from {MEMBER}"
            f" where audience = {literal(name)} and left_at is null) as o"
            " on o.user_id = c.user_id where c.user_id is null or o.user_id is null"
        )
        with _blamed(model):
            rows = ask(
                engine,
                "select turn, user_id, n from (select turn, user_id,"
                " count(*) over (partition by turn) as n,"
                " row_number() over (partition by turn order by user_id) as place"
                f" from ({turned}) as t) as x where place <= {limit} order by turn, user_id",
                as_of,
            ).to_pylist()
    finally:
        engine.close()
    return [
        {
            "turn": turn,
            "users": next((r["n"] for r in rows if r["turn"] == turn), 0),
            "some": [r["user_id"] for r in rows if r["turn"] == turn],
        }
        for turn in ("enters", "leaves")
    ]


def both_ways(compiled: Compiled, name: str) -> tuple[str, dict[str, Any]]:
    """Give an audience's rule as SQL and as a tree."""
    _model(compiled, name)
    text = condition(compiled.project.audiences[name].value)
    return text, conditions.as_tree(text)
