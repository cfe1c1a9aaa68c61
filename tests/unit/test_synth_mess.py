"""The faults planted in every table, and what the days after the base bring."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from cdp import synth
from cdp.synth import agents
from cdp.synth.catalogue import BAD_KINDS, TABLES
from cdp.synth.draw import rows_between
from cdp.synth.mess import Delivery
from cdp.synth.people import populate_world

if TYPE_CHECKING:
    from pathlib import Path

LEADS, DAYS = 20_000, 5
UNKNOWN = "= 'Zzz_Unknown'"

TEXT_TIMES = {
    "null_id": "id is null",
    "null_created_at": "created_at is null",
    "null_updated_at": "updated_at is null",
    "unparseable_created_at": "created_at is not null and made is null",
    "unparseable_updated_at": "updated_at is not null and changed is null",
    "updated_before_created": "changed < made",
    "created_in_future": "made > timestamp '2090-01-01'",
}
TIMES = {kind: test for kind, test in TEXT_TIMES.items() if not kind.startswith("unparseable")}
SIGNS: dict[str, dict[str, str]] = {
    "lead": {
        **TEXT_TIMES,
        "unknown_lead_stage": f"lead_stage {UNKNOWN}",
        "unknown_lead_status": f"lead_status {UNKNOWN}",
        "unknown_gender": f"gender {UNKNOWN}",
        "born_in_future": "try_cast(date_of_birth as date) > date '2027-01-01'",
        "unparseable_date_of_birth": """date_of_birth is not null
            and try_cast(date_of_birth as date) is null""",
    },
    "product_opportunity": {
        **TEXT_TIMES,
        "null_lead_id": "lead_id is null",
        "unknown_stage": f"stage {UNKNOWN}",
        "unknown_mode": f"mode {UNKNOWN}",
        "negative_quoted_fee": "quoted_fee < 0",
        "negative_paid_fee": "paid_fee < 0",
        "discount_over_100": "discount_percent > 100",
    },
    "scholarship_opportunity": {
        **TEXT_TIMES,
        "null_lead_id": "lead_id is null",
        "unknown_stage": f"stage {UNKNOWN}",
        "unknown_exam_mode": f"exam_mode {UNKNOWN}",
        "scholarship_over_100": "scholarship_percent > 100",
    },
    "call_log": {
        **TIMES,
        "null_lead_id": "lead_id is null",
        "unknown_status": f"status {UNKNOWN}",
        "unknown_direction": f"direction {UNKNOWN}",
        "negative_ring_seconds": "ring_seconds < 0",
        "negative_talk_seconds": "talk_seconds < 0",
    },
    "call_disposition": {
        **TIMES,
        "null_lead_id": "lead_id is null",
        "null_call_log_id": "call_log_id is null",
        "unknown_disposition": f"disposition {UNKNOWN}",
    },
    "user": {**TEXT_TIMES, "unknown_role": f"role {UNKNOWN}"},
}


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    out: Path = tmp_path_factory.mktemp("synthmess")
    synth.write_source_files(out, leads=LEADS, seed=8, days=DAYS)
    con = duckdb.connect(config={"threads": 2})
    for table in TABLES:
        con.execute(
            f"""create table "{table}" as
            select * exclude (filename), {parsed("created_at")} as made,
                {parsed("updated_at")} as changed,
                regexp_extract(filename, 'day-([0-9]+)', 1)::int as day
            from read_parquet('{out}/{table}/*.parquet', filename = true)"""
        )
    con.execute(f"create table truth as from read_parquet('{out}/_truth/person.parquet')")
    return con


def parsed(column: str) -> str:
    """Return the column as a timestamp without a zone; null where it cannot be read."""
    return f"try_cast({column}::varchar as timestamptz)::timestamp"


def one(con: duckdb.DuckDBPyConnection, sql: str) -> Any:
    return con.execute(sql).fetchall()[0][0]


def assert_every_fault(con: duckdb.DuckDBPyConnection, table: str, where: str) -> None:
    signs = SIGNS[table]
    assert set(signs) == set(BAD_KINDS[table])
    for kind, sign in signs.items():
        assert one(con, f'select count(*) from "{table}" where {sign} and {where}') > 0, kind
    bad = " or ".join(f"coalesce({sign}, false)" for sign in signs.values())
    assert one(con, f'select avg(({bad})::int) from "{table}" where {where}') == pytest.approx(
        0.003, abs=0.0008
    )


@pytest.mark.parametrize("table", [table for table in TABLES if table != "user"])
def test_every_kind_of_fault_is_in_the_base_and_three_rows_in_a_thousand(
    con: Any, table: str
) -> None:
    assert_every_fault(con, table, "day = 0")


def test_a_table_of_many_agents_has_every_kind_of_fault() -> None:
    world = populate_world(8, 100, 0)
    world = replace(world, sizes=replace(world.sizes, agents=6000))
    rows = agents.agent_table(world, Delivery.once(rows_between(0, 6000)))
    con = duckdb.connect()
    con.register("arrow_rows", rows)
    con.execute(
        f"""create table "user" as select *, {parsed("created_at")} as made,
            {parsed("updated_at")} as changed from arrow_rows"""
    )
    assert_every_fault(con, "user", "true")


def test_a_faulty_row_has_one_fault(con: Any) -> None:
    for table in TABLES:
        faults = " + ".join(f"coalesce({sign}, false)::int" for sign in SIGNS[table].values())
        assert one(con, f'select max({faults}) from "{table}"') <= 1, table


def test_the_truth_knows_every_lead_once_and_has_no_gaps(con: Any) -> None:
    assert one(con, "select count(*) - count(distinct lead_id) from truth") == 0
    assert one(con, "select count(*) from truth where lead_id is null or person_id is null") == 0
    assert one(con, "select count(*) from truth where household_id is null") == 0
    unknown = "select count(*) from lead where id is not null and id not in (from ids)"
    assert one(con, f"with ids as (select lead_id from truth) {unknown}") == 0
    # Those whose only row has lost its id are known to the truth all the same.
    assert 0 < one(con, "select count(*) from truth anti join lead on id = lead_id") < 30
    homes = (
        "select max(n) from (select count(distinct household_id) n from truth group by person_id)"
    )
    assert one(con, homes) == 1


def test_ids_are_fifteen_characters_and_mean_one_thing(con: Any) -> None:
    for table in TABLES:
        things = f"""(select id, min(made) as first, max(made) as last from "{table}"
            where id is not null and made < '2090-01-01' group by id)"""
        odd = "not regexp_full_match(id, '[A-Za-z0-9_]{15}')"
        assert one(con, f"select count(*) from {things} where {odd}") == 0
        # Two rows of an id speak of the same thing: it was made once.
        assert one(con, f"select count(*) from {things} where first <> last") == 0
    each = [one(con, f'select count(distinct id) from "{table}"') for table in TABLES]
    union = " union ".join(f'select id from "{table}" where id is not null' for table in TABLES)
    assert one(con, f"select count(*) from ({union})") == sum(each)


def test_one_row_in_a_hundred_is_delivered_twice(con: Any) -> None:
    for table in ("lead", "call_log", "call_disposition"):
        twice = f"""(select id, updated_at, count(*) > 1 again from "{table}"
            where day = 0 and id is not null and updated_at is not null group by all)"""
        assert one(con, f"select avg(again::int) from {twice}") == pytest.approx(0.01, abs=0.003)
        columns = f'(select distinct * from "{table}" where day = 0 and id is not null)'
        versions = f"select count(*) from (select distinct id, updated_at from {columns})"
        assert one(con, f"select count(*) from {columns}") == one(con, versions)


def test_two_leads_in_a_hundred_have_an_older_version_with_another_stage(con: Any) -> None:
    for table, stage in (("lead", "lead_stage"), ("product_opportunity", "stage")):
        versions = f"""(select id, count(distinct changed) n, count(distinct {stage}) stages
            from "{table}" where day = 0 and id is not null and {stage} <> 'Zzz_Unknown'
            and changed < '2090-01-01' and changed >= made group by id)"""
        assert one(con, f"select avg((n = 2)::int) from {versions}") == pytest.approx(
            0.02, abs=0.006
        )
        assert one(con, f"select count(*) from {versions} where n = 2 and stages <> 2") == 0


def test_some_rows_are_deleted(con: Any) -> None:
    for table in ("lead", "product_opportunity", "call_log", "call_disposition"):
        gone = f'select avg((deleted_at is not null)::int) from "{table}" where day = 0'
        assert one(con, gone) == pytest.approx(0.003, abs=0.002)


def test_a_thousandth_of_the_calls_name_a_lead_that_is_not_there(con: Any) -> None:
    orphans = (
        "(from call_log anti join (select id as lead_id from lead where day = 0) using (lead_id))"
    )
    lost = f"select count(distinct id) from {orphans} where day = 0 and lead_id is not null"
    calls = one(con, "select count(*) from call_log where day = 0")
    # The leads that have lost their id to a fault leave orphans too.
    assert one(con, lost) / calls == pytest.approx(0.0012, abs=0.0005)


@pytest.mark.parametrize("day", range(1, DAYS + 1))
def test_a_day_brings_something_of_every_kind(con: Any, day: int) -> None:
    con.execute(
        f"""create or replace temp table earlier as
        select distinct lead_id, person_id, household_id
        from truth join lead on id = lead_id where day < {day}"""
    )
    con.execute(
        f"""create or replace temp table news as
        select lead.*, id in (select lead_id from earlier) as known,
            person_id in (select person_id from earlier) as known_person,
            household_id in (select household_id from earlier) as known_home
        from lead join truth on lead_id = id where day = {day}"""
    )
    for kind in (
        "not known and known_person",
        "not known and not known_person and known_home",
        "not known and not known_home",
        "known and deleted_at is not null",
        "known and deleted_at is null",
    ):
        assert one(con, f"select count(*) from news where {kind}") > 0, kind
    repeated = f"""select count(*) from lead n semi join (from lead where day < {day}) o
        on o.id = n.id and o.updated_at = n.updated_at where n.day = {day}"""
    assert one(con, repeated) > 0
    for table in ("product_opportunity", "scholarship_opportunity", "call_log", "call_disposition"):
        ids = f'select id from "{table}" where day'
        assert one(con, f"select count(*) from ({ids} = {day} except {ids} < {day})") >= 5
        assert one(con, f"select count(*) from ({ids} = {day} intersect {ids} < {day})") >= 2


def test_a_lead_arrives_for_which_calls_were_waiting(con: Any) -> None:
    first = "(select id, min(day) as came from lead where id is not null group by id)"
    waiting = f"""select count(*) from call_log c join {first} l on l.id = c.lead_id
        where came > 0 and c.day = 0 and c.started_at::timestamp > timestamp '2026-10-01'"""
    assert one(con, waiting) > 3


def test_mobiles_are_corrected_and_corrections_stay(con: Any) -> None:
    figures = "right(regexp_replace(primary_mobile_number, '[^0-9]', '', 'g'), 10)"
    changes = f"""(select id, count(distinct {figures}) n from lead where id is not null
        and primary_mobile_number is not null group by id)"""
    assert one(con, f"select count(*) from {changes} where n = 2") >= DAYS
    assert one(con, f"select count(*) from {changes} where n > 2") == 0


def test_the_third_day_brings_calls_of_two_years_ago(con: Any) -> None:
    late = """select day, count(*) from call_log anti join (
        select id from call_log where day = 0) using (id)
        where started_at::timestamp < timestamp '2024-12-01' and id is not null
        group by day having count(*) >= 10"""
    ((day, calls),) = con.execute(late).fetchall()
    assert day == 3
    assert calls > 50


def test_one_new_call_in_twenty_is_three_days_late(con: Any) -> None:
    began = "timestamp '2026-10-31 18:30' + interval 1 day * (day - 1)"
    fresh = f"""(select changed < {began} - interval 2 day late from call_log
        anti join (select id, day + 1 as day from call_log) using (id, day)
        where day > 0 and changed > timestamp '2026-10-20')"""
    assert one(con, f"select avg(late::int) from {fresh}") == pytest.approx(0.05, abs=0.025)


def test_dispositions_of_earlier_days_are_corrected_by_new_rows_and_by_new_versions(
    con: Any,
) -> None:
    base = "(select id, call_log_id, disposition from call_disposition where day = 0)"
    added = f"""select count(*) from call_disposition n join {base} o using (call_log_id)
        where n.day > 0 and n.id not in (select id from {base} where id is not null)"""
    assert one(con, added) >= 2 * DAYS
    reworded = f"""select count(*) from call_disposition n join {base} o using (id)
        where n.day > 0 and n.disposition <> o.disposition"""
    assert one(con, reworded) >= 2 * DAYS


def test_a_faulty_lead_is_repaired_later(con: Any) -> None:
    repaired = f"""select count(*) from lead bad join lead good using (id)
        where bad.day = 0 and good.day > 0 and (bad.made is null or bad.changed is null
        or bad.lead_stage {UNKNOWN} or bad.gender {UNKNOWN} or bad.lead_status {UNKNOWN}
        or bad.changed < bad.made) and good.made is not null and good.changed >= good.made"""
    assert one(con, repaired) > 0
