"""The shapes and the mess of the synthetic data, measured on 20,000 leads and five days."""

from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import phonenumbers
import pytest

from cdp import synth
from cdp.synth.catalogue import TABLES
from cdp.synth.people import populate_world

if TYPE_CHECKING:
    from pathlib import Path

LEADS = 20_000
PLAIN = "regexp_matches(mobile, '^[6-9][0-9]{9}$')"
DUMMIES = (
    "9999999999",
    "6000000000",
    "1234567890",
    "9876543210",
    "0000000000",
    "8888888888",
    "7777777777",
    "6666666666",
    "1111111111",
)


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    out: Path = tmp_path_factory.mktemp("synth20k")
    synth.write_source_files(out, leads=LEADS, seed=7, days=5)
    con = duckdb.connect(config={"threads": 2})
    for table in TABLES:
        con.execute(
            f"""create view every_{table} as
            select * exclude (filename), filename[-12:-9]::int as day
            from (select *, replace(filename, '-0000.parquet', '.parquet') as filename
                  from read_parquet('{out}/{table}/*.parquet', filename = true))"""
        )
        con.execute(f"create table base_{table} as select * from every_{table} where day = 0")
        con.execute(f"create table later_{table} as select * from every_{table} where day > 0")
    con.execute(f"create table truth as from read_parquet('{out}/_truth/person.parquet')")
    con.execute(
        f"""create table seen as
        with bare as (
            select *, regexp_replace(primary_mobile_number, '[^0-9]', '', 'g') as figures
            from base_lead)
        select bare.*, person_id, household_id,
            case when length(figures) = 10 then figures
                 when length(figures) = 12 and figures[:2] = '91' then figures[3:]
                 when length(figures) = 11 and figures[1] = '0' then figures[2:]
                 when figures[:4] = '0091' then figures[5:] end as mobile,
            mobile in {DUMMIES} as is_dummy
        from bare join truth on lead_id = bare.id"""
    )
    return con


def one(con: duckdb.DuckDBPyConnection, sql: str) -> Any:
    return con.execute(sql).fetchall()[0][0]


def share(con: duckdb.DuckDBPyConnection, condition: str, table: str) -> float:
    return float(one(con, f"select avg(coalesce({condition}, false)::int) from {table}"))


def test_persons_have_one_and_a_third_leads_with_a_long_tail(con: Any) -> None:
    counts = f"(select count(*) n from (from truth limit {LEADS}) group by person_id)"
    assert one(con, f"select avg(n) from {counts}") == pytest.approx(1.35, abs=0.03)
    assert one(con, f"select max(n) from {counts}") > 15
    assert share(con, "n = 1", counts) == pytest.approx(0.80, abs=0.02)


def test_siblings_share_eight_percent_of_mobiles(con: Any) -> None:
    numbers = f"""(select count(distinct person_id) > 1 and count(distinct household_id) = 1 shared
        from seen where {PLAIN} and not is_dummy group by mobile)"""
    assert share(con, "shared", numbers) == pytest.approx(0.08, abs=0.008)


def test_half_a_percent_of_mobiles_are_dummies_of_every_sort(con: Any) -> None:
    assert share(con, "is_dummy", "seen") == pytest.approx(0.005, abs=0.0015)
    assert one(con, "select count(distinct mobile) from seen where is_dummy") >= 7


def test_a_school_lab_gave_one_number_for_fifty_leads(con: Any) -> None:
    crowds = f"""select count(*), count(distinct person_id), count(distinct city) filter (
        city = upper(city) is false) from seen where {PLAIN} and not is_dummy group by mobile
        having count(distinct person_id) >= 40"""
    found = con.execute(crowds).fetchall()
    assert len(found) == 1
    leads, persons, cities = found[0]
    assert leads >= 50
    assert persons > 0.8 * leads
    assert cities == 1


def test_mobiles_are_written_in_every_way(con: Any) -> None:
    forms = con.execute(
        """select regexp_replace(primary_mobile_number, '[0-9]', '9', 'g') form, count(*)
        from base_lead where primary_mobile_number is not null group by 1"""
    ).fetchall()
    found = {form for form, _ in forms}
    assert found >= {
        "9999999999",
        "+999999999999",
        "999999999999",
        "99999999999",
        "+99 99999 99999",
        "+99-9999999999",
        "99999-99999",
        "+99.99999.99999",
        "(+99) 9999999999",
        " 9999999999 ",
        "99999999999999",
        "9999999999999",
    }
    assert one(con, "select count(*) from base_lead where primary_mobile_number like '%.0'") == 0


def test_numbers_from_abroad_are_real_numbers(con: Any) -> None:
    rows = con.execute(
        """select primary_mobile_number from base_lead
        where regexp_matches(primary_mobile_number, '^([+]|00)(971|44|966)')"""
    ).fetchall()
    assert 20 < len(rows) < 150
    for (text,) in rows:
        number = phonenumbers.parse(text.replace("00", "+", 1) if text[0] == "0" else text, "IN")
        assert phonenumbers.is_valid_number(number), text


def test_empty_columns_are_as_empty_as_promised(con: Any) -> None:
    assert share(con, "email is not null", "base_lead") == pytest.approx(0.60, abs=0.015)
    assert share(con, "date_of_birth is not null", "base_lead") == pytest.approx(0.55, abs=0.015)
    students = "(select count(student_id) > 0 has from seen group by person_id)"
    assert share(con, "has", students) == pytest.approx(0.08, abs=0.008)
    assert share(con, "name is null", "base_lead") == pytest.approx(0.005, abs=0.003)


def test_a_student_id_belongs_to_one_person(con: Any) -> None:
    shared = "select 1 from seen group by student_id having count(distinct person_id) > 1"
    assert con.execute(f"{shared} and student_id is not null").fetchall() == []


def test_some_emails_are_placeholders_or_malformed_or_shouted(con: Any) -> None:
    assert share(con, "email similar to '(test|na|noemail|none)@.*'", "base_lead") > 0.02
    malformed = "not regexp_matches(email, '^[^@ ]+@[^@ .,]+([.][a-zA-Z]+)+$')"
    assert 0.003 < share(con, f"email is not null and {malformed}", "base_lead") < 0.03
    assert share(con, "email <> lower(email)", "base_lead") > 0.03


def test_birth_dates_agree_within_a_person_but_for_slips(con: Any) -> None:
    usual = """(select date_of_birth <> mode(date_of_birth) over (partition by person_id) slip,
        count(date_of_birth) over (partition by person_id) n from seen)"""
    assert 0.004 < share(con, "slip", f"(from {usual} where n > 2)") < 0.03


def test_siblings_share_a_surname_and_are_told_apart_by_the_rest(con: Any) -> None:
    con.execute(
        """create or replace temp table pair as
        with child as (
            select household_id, person_id, mode(split_part(name, ' ', 1)) as given,
                mode(split_part(name, ' ', 2)) as surname, mode(date_of_birth) as born,
                min_by(class_name, created_at) as class_name,
                min_by(academic_session, created_at) as session
            from seen where regexp_matches(name, '^[A-Z][a-z]+ [A-Z][a-z]+$') group by all)
        select a.surname = b.surname as same_surname, a.given = b.given as same_given,
            a.born = b.born as same_birth, a.class_name = b.class_name as same_class,
            a.session = b.session as same_session
        from child a join child b using (household_id) where a.person_id < b.person_id"""
    )
    assert one(con, "select count(*) from pair") > 400
    # A swapped or misspelt name hides some agreement, hence not quite all.
    assert share(con, "same_surname", "pair") > 0.9
    assert share(con, "same_given", "pair") < 0.01
    assert share(con, "same_birth", "pair") == 0
    assert share(con, "same_class", "(from pair where same_session)") < 0.06


def test_no_two_children_of_a_household_have_one_name_or_were_born_within_a_year() -> None:
    world = populate_world(7, LEADS, 5)
    order = np.lexsort((world.born, world.household))
    home = world.household[order]
    neighbours = home[1:] == home[:-1]
    apart = (world.born[order][1:] - world.born[order][:-1])[neighbours]
    assert len(apart) > 1000
    assert apart.min() > 365
    names = world.household * 10_000 + world.given
    assert len(np.unique(names)) == len(names)


def test_classes_follow_from_birth_dates(con: Any) -> None:
    ages = con.execute(
        """select class_name,
            median(date_diff('day', date_of_birth::date, created_at::date) / 365.25)
        from base_lead where try_cast(date_of_birth as date) < date '2026-01-01'
        and try_cast(created_at as timestamp) < timestamp '2027-01-01'
        and class_name in ('6', '8', '10', '12') group by all"""
    ).fetchall()
    for grade, age in ages:
        assert age == pytest.approx(int(grade) + 6, abs=0.6)


def test_opportunities_hang_on_three_and_two_and_a_half_of_ten_leads(con: Any) -> None:
    for table, leads in (("product_opportunity", 0.29), ("scholarship_opportunity", 0.245)):
        found = one(con, f"select count(distinct lead_id) from base_{table}")
        assert found / LEADS == pytest.approx(leads, abs=0.015)
    both = """select (select count(distinct id) from base_product_opportunity)
        + (select count(distinct id) from base_scholarship_opportunity)"""
    assert one(con, both) / LEADS == pytest.approx(0.55, abs=0.02)


def test_leads_are_called_eight_times_with_a_heavy_tail(con: Any) -> None:
    calls = """(select count(distinct id) n from base_call_log
        where lead_id is not null group by lead_id)"""
    assert one(con, "select count(distinct id) from base_call_log") / LEADS == pytest.approx(
        8, abs=0.4
    )
    assert one(con, f"select median(n) from {calls}") in {4, 5, 6}
    assert one(con, f"select max(n) from {calls}") > 150


def test_calls_are_made_in_office_hours_and_mostly_outwards(con: Any) -> None:
    hour = "hour(started_at::timestamp + interval 330 minute)"
    assert one(con, f"select min({hour}) from base_call_log") == 9
    assert one(con, f"select max({hour}) from base_call_log") == 20
    assert share(con, "direction = 'outbound'", "base_call_log") == pytest.approx(0.92, abs=0.005)
    assert share(con, "status = 'answered'", "base_call_log") == pytest.approx(0.42, abs=0.01)


def test_a_call_is_consistent_with_itself(con: Any) -> None:
    sound = (
        "base_call_log where ring_seconds >= 0 and talk_seconds >= 0 and status <> 'Zzz_Unknown'"
    )
    for rule in (
        "(status = 'answered') = (answered_at is not null)",
        "(status = 'answered') = (recording_url is not null)",
        "(status = 'answered') = (talk_seconds > 0)",
        "answered_at is null or answered_at = started_at + to_seconds(ring_seconds)",
        "ended_at = started_at + to_seconds(ring_seconds + talk_seconds)",
        "created_at is null or created_at >= ended_at",
    ):
        assert one(con, f"select count(*) from {sound} and not ({rule})") == 0, rule


def test_seven_of_eight_calls_have_a_disposition_that_fits_their_status(con: Any) -> None:
    rows = one(con, "select count(distinct id) from base_call_disposition")
    calls = one(con, "select count(distinct id) from base_call_log")
    assert rows / calls == pytest.approx(0.877, abs=0.01)
    corrected = """(select count(distinct id) > 1 twice from base_call_disposition
        where call_log_id is not null group by call_log_id)"""
    assert share(con, "twice", corrected) == pytest.approx(0.02, abs=0.004)
    connected = """disposition not in ('Ringing No Response', 'Busy', 'Switched Off',
        'Not Reachable', 'Call Disconnected', 'Out of Service', 'Invalid Number')"""
    joined = """(from base_call_disposition d join (select distinct id, status from base_call_log) c
        on c.id = d.call_log_id where disposition <> 'Zzz_Unknown' and status <> 'Zzz_Unknown')"""
    assert share(con, f"({connected}) <> (status = 'answered')", joined) == 0


def test_a_correction_comes_later_and_says_something_else(con: Any) -> None:
    pairs = """select count(*), count(*) filter (last.disposition = first.disposition)
        from base_call_disposition first join base_call_disposition last using (call_log_id)
        where last.disposed_at > first.disposed_at and last.id <> first.id
        and first.disposition <> 'Zzz_Unknown'"""
    count, same = con.execute(pairs).fetchall()[0]
    assert count > 2000
    assert same == 0


def test_remarks_hold_quotes_newlines_and_other_scripts(con: Any) -> None:
    for sign in ('%"%', "%\n%", "%'%", "%फीस%"):
        assert (
            share(
                con, f"remarks like '{sign.replace(chr(39), chr(39) * 2)}'", "base_call_disposition"
            )
            > 0
        )


def test_the_history_ends_with_october_2026_in_india(con: Any) -> None:
    for table in TABLES:
        first, last = con.execute(
            f"""select min(t)::varchar, max(t)::varchar from (
                select try_cast(created_at::varchar as timestamptz)::timestamp t from base_{table})
            where t < timestamp '2090-01-01'"""
        ).fetchall()[0]
        assert first >= "2024-10-29"
        assert last < "2026-10-31 18:30"
