"""Which columns of a query hold few different values, told from those of what it reads."""

from __future__ import annotations

import pytest

from cdp.sql.low_cardinality import low_cardinality_columns
from cdp.sql.parse import parse_query
from cdp.types import Relation

LEAD, AGENT = Relation("silver", "lead"), Relation("silver", "agent")
TABLES = {LEAD: ("id", "city", "stage", "owner_id"), AGENT: ("agent_id", "full_name", "remark")}
FEW = {LEAD: {"city", "stage", "owner_id"}, AGENT: {"agent_id", "full_name"}}


def found(sql: str) -> set[str]:
    return set(low_cardinality_columns(parse_query(sql), TABLES, FEW.__getitem__))


@pytest.mark.parametrize(
    ("sql", "few"),
    [
        ("select id, city, 'lead' as kind from silver.lead", {"city", "kind"}),
        ("select upper(trim(city)) as city, concat(id, city) as both from silver.lead", {"city"}),
        ("select concat(city, stage) as pair from silver.lead", set()),
        ("select coalesce(city, stage, 'none') as place from silver.lead", {"place"}),
        ("select nullif(city, id) as city from silver.lead", {"city"}),
        ("select case when id > 'm' then city else 'other' end as x from silver.lead", {"x"}),
        ("select case when city = 'Pune' then id end as x from silver.lead", set()),
        (
            "select city, arg_max(stage, id) as last, max(id) as top, count(*) as n,"
            " string_agg(stage, ',') as all_stages from silver.lead group by city",
            {"city", "last"},
        ),
        ("select cdp_latest(stage, id) as last from silver.lead group by city", {"last"}),
        ("select cdp_latest(id, stage) as last from silver.lead group by city", set()),
        (
            "select l.id, a.full_name, a.remark from silver.lead as l"
            " left join silver.agent as a on a.agent_id = l.owner_id",
            {"full_name"},
        ),
        (
            "with live as (select id as lead_id, city as town from silver.lead)"
            " select live.*, (select max(remark) from silver.agent) as r from live",
            {"town"},
        ),
        (
            "select city as x, id as y from silver.lead"
            " union all select full_name, agent_id from silver.agent",
            {"x"},
        ),
        (
            "select city as x from silver.lead union all by name"
            " select id, city as x from silver.lead",
            set(),
        ),
        ("select first_value(stage) over (partition by city) as s from silver.lead", set()),
        ("select x.v from (values ('a'), ('b')) as x (v)", set()),
    ],
)
def test_functions_of_few_values_give_few_and_choosing_gives_no_new_ones(
    sql: str, few: set[str]
) -> None:
    assert found(sql) == few
