"""An audience compiles to one Model: the users who are in it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.audiences.rule import audience_condition
from cdp.errors import Problem
from cdp.sql.condition import take_out_counts, type_mistake
from cdp.sql.model import Model
from cdp.sql.parse import SqlMistake, parse_query
from cdp.tables import FACT_EVENTS
from cdp.types import Column, Relation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cdp.project.audience import Audience
    from cdp.project.yamlfile import Sourced

SCHEMA = "audience"
_USER = Column("user_id", "User who is in the audience.", "bigint")


def compile_audience(
    name: str,
    sourced: Sourced[Audience],
    golden: Relation,
    types: Mapping[str, str],
    problems: list[Problem],
) -> Model | None:
    """Compile one audience; None, and a Problem, when its rule is wrong.

    `types` maps the columns of the golden record to their SQL types.
    """
    audience, doc = sourced.value, sourced.doc
    key = "where" if audience.where is not None else "match"
    try:
        found = take_out_counts(audience_condition(audience))
        wrong = type_mistake(found.text, {**types, **_count_column_types(len(found.events))}, "u")
    except (SqlMistake, ValueError) as error:
        wrong, found = str(error), None
    if wrong or found is None:
        problems.append(Problem(doc.file, doc.line((key,)), key, wrong or "is no condition"))
        return None
    joins = "".join(
        f" left join (select e.user_id, count(*) as n from {FACT_EVENTS} as e where {text}"
        f" group by e.user_id) as did_{i} on did_{i}.user_id = u.user_id"
        for i, text in enumerate(found.events, start=1)
    )
    query = f"select u.user_id from {golden} as u{joins} where {found.text}"
    return Model(
        relation=Relation(SCHEMA, name), query=parse_query(query), stage="audiences",
        key=("user_id",), scope="user", columns=(_USER,), description=audience.description,
        file=doc.file, line=doc.line((key,)) or 1,
    )  # fmt: skip


def _count_column_types(number: int) -> dict[str, str]:
    return {"n": "bigint"} if number else {}
