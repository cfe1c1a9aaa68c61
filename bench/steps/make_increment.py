"""Write what an hour may bring after a base: a given share of its rows, as one file a table.

Rows of the base are the templates. Half of the lead rows are new leads, of whom a quarter are known
people who enquire again and a twentieth are siblings on a known mobile; the other half are changed
leads, a tenth of them with a new mobile. Of the calls a quarter are to new leads, the rest to old
ones, and a twentieth come three days late with the instants of back then. Dispositions are of the
new calls; one in twenty corrects an older one, by another row or by a new version of the row.
Half of the opportunities are new, half have moved on. Two rows in a hundred came before already.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import duckdb

from bench.settings import AS_OF

_TABLES = ("lead", "product_opportunity", "scholarship_opportunity", "call_log", "call_disposition")
_REPEATED = 0.02

# Every draw is a hash of an id, so that the same base, share and seed make the same rows.
_MACROS = """
    create macro draw(id, name) as
        (hash(id || name || '{seed}') % 1000000007)::double / 1000000007;
    create macro new_id(id, name) as substr(md5(name || id || '{seed}'), 1, 15);
    create macro moment(id) as
        timestamptz '{as_of}' + to_microseconds((3.5e9 * draw(id, 'moment'))::bigint);
    create macro written(instant) as strftime(instant::timestamp, '%Y-%m-%dT%H:%M:%SZ');
    create macro new_mobile(id) as '+91 ' || (6 + hash(id || 'first') % 4)
        || lpad((hash(id || 'rest') % 1000000000)::varchar, 9, '0');
"""

_PICKED = """
    create table picked_{table} as
    select * from {files}
    where draw(id, 'pick') < 2 * {share}
        and try_cast(updated_at as timestamptz) <= timestamptz '{as_of}'
    qualify row_number() over (partition by id order by updated_at desc) = 1
    order by draw(id, 'pick') limit (select round({share} * count(*))::bigint from {files})
"""

_LEAD = """
    create table new_lead as
    select id as template, draw(id, 'kind') as kind, new_id(id, 'lead') as id,
        row_number() over (order by template) - 1 as number
    from picked_lead where draw(id, 'side') < 0.5;

    create table made_lead as
    select p.* replace (
        n.id as id, written(moment(p.id)) as created_at, written(moment(p.id)) as updated_at,
        if(kind between 0.25 and 0.3, 'Aarohi ' || split_part(p.name, ' ', -1), p.name) as name,
        if(kind < 0.3, primary_mobile_number, new_mobile(p.id)) as primary_mobile_number,
        if(kind < 0.25, email, 'student.' || n.id || '@gmail.com') as email,
        if(kind < 0.25, student_id, null) as student_id,
        'New' as lead_stage, 'Open' as lead_status, null as lead_score)
    from picked_lead as p inner join new_lead as n on p.id = n.template
    union all
    select * replace (
        written(moment(id)) as updated_at,
        if(draw(id, 'moved') < 0.1, new_mobile(id), primary_mobile_number) as primary_mobile_number,
        case lead_stage when 'New' then 'Contacted' when 'Contacted' then 'Interested'
            when 'Interested' then 'Counselled' else 'Applied' end as lead_stage,
        (coalesce(lead_score, 40) + 7) % 100 as lead_score)
    from picked_lead where draw(id, 'side') >= 0.5
"""

_OPPORTUNITY = """
    create table made_{table} as
    select p.* replace (
        new_id(p.id, '{table}') as id, coalesce(n.id, lead_id) as lead_id,
        written(moment(p.id)) as created_at, written(moment(p.id)) as updated_at, {new})
    from picked_{table} as p
    left join new_lead as n on hash(p.id) % (select count(*) from new_lead) = n.number
    where draw(p.id, 'side') < 0.5
    union all
    select * replace (written(moment(id)) as updated_at, {moved})
    from picked_{table} where draw(id, 'side') >= 0.5
"""
_STAGES = {
    "product_opportunity": (
        "'Open' as stage, 0.0 as paid_fee, null as lost_reason, null as closed_at",
        """
        if(draw(id, 'won') < 0.3, 'Enrolled', 'Counselling') as stage,
        if(draw(id, 'won') < 0.3, quoted_fee, 0.0) as paid_fee,
        if(draw(id, 'won') < 0.3, written(moment(id)), null) as closed_at, null as lost_reason
        """,
    ),
    "scholarship_opportunity": (
        """
        'Registered' as stage, false as appeared, null as score, null as rank,
        null as scholarship_percent, null as result_declared_at
        """,
        "'Appeared' as stage, true as appeared",
    ),
}

_CALL = """
    create table new_call as
    select p.id as template, new_id(p.id, 'call') as id,
        case when draw(p.id, 'late') >= 0.05 and draw(p.id, 'to') < 0.25
            then n.id else p.lead_id end as lead_id,
        moment(p.id) - started_at - to_days(if(draw(p.id, 'late') < 0.05, 3, 0)) as shift
    from picked_call_log as p
    left join new_lead as n on hash(p.id) % (select count(*) from new_lead) = n.number;

    create table made_call_log as
    select p.* replace (
        n.id as id, n.lead_id as lead_id, created_at + shift as created_at,
        updated_at + shift as updated_at, deleted_at + shift as deleted_at,
        started_at + shift as started_at, answered_at + shift as answered_at,
        ended_at + shift as ended_at)
    from picked_call_log as p inner join new_call as n on p.id = n.template
"""

_DISPOSITION = """
    create table made_call_disposition as
    select p.* replace (
        new_id(p.id, 'outcome') as id, n.id as call_log_id, n.lead_id as lead_id,
        created_at + shift as created_at, updated_at + shift as updated_at,
        deleted_at + shift as deleted_at, follow_up_at + shift as follow_up_at,
        disposed_at + shift as disposed_at)
    from {files} as p inner join new_call as n on p.call_log_id = n.template
    where draw(p.id, 'of new') < 0.95
    union all
    select * exclude (side) replace (
        if(side < 0.5, new_id(id, 'second'), id) as id,
        if(side < 0.5, moment(id), created_at) as created_at,
        if(side < 0.5, moment(id), disposed_at) as disposed_at,
        moment(id) as updated_at, if(side > 0.9, moment(id), null) as deleted_at,
        if(disposition = 'Interested', 'Call Back Later', 'Interested') as disposition,
        null as sub_disposition)
    from (
        select *, draw(id, 'side') as side
        from picked_call_disposition where draw(id, 'corrected') < 0.05
    )
"""


def main(out: Path, base: Path, share: float, seed: int) -> None:
    """Write `share` of the base below `out`; `rows.json` there tells the rows of each table."""
    con = duckdb.connect(config={"memory_limit": "4GB"})
    con.execute("set TimeZone = 'UTC'")
    con.execute(_MACROS.format(seed=seed, as_of=AS_OF))
    for table in _TABLES:
        con.execute(
            _PICKED.format(table=table, files=_files(base, table), share=share, as_of=AS_OF)
        )
    con.execute(_LEAD)
    for table, (new, moved) in _STAGES.items():
        con.execute(_OPPORTUNITY.format(table=table, new=new, moved=moved))
    con.execute(_CALL)
    con.execute(_DISPOSITION.format(files=_files(base, "call_disposition")))
    rows = {table: _write(con, table, out) for table in _TABLES}
    (out / "rows.json").write_text(json.dumps(rows), encoding="utf-8")


def _files(base: Path, table: str) -> str:
    return f"read_parquet('{base}/{table}/*.parquet', union_by_name = true)"


def _write(con: duckdb.DuckDBPyConnection, table: str, out: Path) -> int:
    """Write a table in the order of its changes, among rows of the base that come again."""
    folder = out / table
    folder.mkdir(parents=True, exist_ok=True)
    columns = con.execute(f"describe picked_{table}").fetchall()
    names = ", ".join(f'{column[0]}::{column[1]} as "{column[0]}"' for column in columns)
    con.execute(
        f"copy (select {names} from (select * from made_{table} union all by name"
        f" select * from picked_{table} where draw(id, 'again') < {_REPEATED}) order by updated_at)"
        f" to '{folder / 'hour-0001.parquet'}' (compression zstd)"
    )
    return con.execute(f"select count(*) from made_{table}").fetchall()[0][0]


main(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))
