"""Every verb of the command: what it prints, where, and with which exit code it leaves."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow.parquet as pq
import pytest

from conftest import content

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Cdp, Tiny

VERBS = (
    "init", "synth", "run", "compile", "status", "sql", "show", "contracts", "quarantine",
    "identity",
)  # fmt: skip
LEADS = 200
STAGES = ["ingest", "contracts", "silver", "identity", "gold", "audiences", "commit"]


@dataclass(frozen=True)
class Said:
    """What a command said, and how it left."""

    code: int
    out: str
    err: str

    def refused(self, code: int, *words: str) -> None:
        """Check that it left with this code and a short message, and printed nothing else."""
        assert (self.code, self.out) == (code, ""), self
        assert self.err.startswith("error: "), self
        assert "Traceback" not in self.err
        assert len(self.err.splitlines()) <= 3, self
        assert all(word in self.err for word in words), self


@pytest.fixture
def here(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, built: Path
) -> Callable[..., Said]:
    """Run the command's main in this process, which is quicker, in the built project's folder."""
    from cdp.cli.app import main

    monkeypatch.chdir(built)
    monkeypatch.setenv("COLUMNS", "160")

    def run(*args: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["cdp", *map(str, args)])
        code = 0
        try:
            main()
        except SystemExit as left:
            code = int(left.code or 0)
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return Said(code, out, err)

    return run


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory, cdp: Cdp) -> Path:
    """Scaffold a project and write its data; it has not run yet."""
    root = tmp_path_factory.mktemp("cli") / "mine"
    assert cdp("init", root).returncode == 0
    made = cdp("synth", "--leads", LEADS, "--seed", 3, "--out", root / "data")
    assert made.returncode == 0
    assert "lead" in made.stdout
    return root


@pytest.fixture(scope="module")
def ran(fresh: Path, tmp_path_factory: pytest.TempPathFactory, cdp: Cdp) -> tuple[Path, Any, str]:
    """Run the project as a user would: its folder, the printed report, standard error."""
    root = tmp_path_factory.mktemp("ran") / "mine"
    shutil.copytree(fresh, root)
    command = ("run", "--as-of", "2026-11-01T05:30:00+05:30", "--format", "json")
    found = cdp(*command, "--log-format", "json", cwd=root)
    assert found.returncode == 0, found.stderr
    return root, json.loads(found.stdout), found.stderr


@pytest.fixture(scope="module")
def built(ran: tuple[Path, Any, str]) -> Path:
    """Return the folder of a project that has run; only to be read."""
    return ran[0]


def fetch(root: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(root / "warehouse.duckdb"), read_only=True) as db:
        return db.execute(sql).fetchall()


def test_help_names_every_verb(cdp: Cdp) -> None:
    found = cdp("--help")
    assert found.returncode == 0
    assert not [verb for verb in VERBS if f" {verb} " not in found.stdout]
    alone = cdp()
    assert "Usage: cdp" in alone.stdout + alone.stderr
    assert cdp("--version").stdout.startswith("cdp ")
    assert cdp("nonsense").returncode == 2


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(here: Callable[..., Said], verb: str) -> None:
    said = here(verb, "--help")
    assert said.code == 0
    assert f"Usage: cdp {verb}" in said.out
    assert said.err == ""


def test_a_run_prints_one_json_object(ran: tuple[Path, Any, str]) -> None:
    root, report, _ = ran
    assert report["status"] == "complete"
    assert report["as_of"] == "2026-11-01T00:00:00Z"
    assert report["target"] == "local"
    assert report["seconds"] > 0
    assert [s["name"] for s in report["stages"]] == STAGES
    for stage in report["stages"]:
        assert stage.keys() >= {"rows_in", "kept", "quarantined", "duplicates", "seconds"}
    contracts = report["stages"][1]
    names = [f.parent.name for f in sorted(root.glob("data/[!_]*/*.parquet"))]
    assert [t["table"] for t in contracts["tables"]] == sorted(set(names))
    for table in contracts["tables"]:
        files = list((root / "data" / table["table"]).glob("*.parquet"))
        assert table["rows_in"] == sum(pq.ParquetFile(f).metadata.num_rows for f in files)
        assert table["rows_in"] == table["kept"] + table["quarantined"] + table["duplicates"]
        (quarantined,) = fetch(root, f'select count(*) from quarantine."{table["table"]}"')
        assert quarantined == (table["quarantined"],)
    for name in ("rows_in", "kept", "quarantined", "duplicates"):
        assert contracts[name] == sum(t[name] for t in contracts["tables"])
    assert contracts["quarantined"] > 0
    assert contracts["duplicates"] > 0
    silver = {t["table"]: t["kept"] for t in report["stages"][2]["tables"]}
    lead = next(t for t in contracts["tables"] if t["table"] == "lead")
    assert silver["silver.dim_lead"] == lead["kept"]


def test_a_run_tells_its_progress_as_json_lines(ran: tuple[Path, Any, str]) -> None:
    _, report, err = ran
    lines = [json.loads(line) for line in err.splitlines()]
    assert all(line.keys() >= {"at", "event"} for line in lines)
    done = [line for line in lines if line["event"] == "stage_done"]
    assert [line["stage"] for line in done] == STAGES
    assert [line["rows"] for line in done] == [s["kept"] for s in report["stages"]]
    assert {"step_started", "stage_started"} <= {line["event"] for line in lines}


def test_a_run_shows_people_its_balance(tiny: Tiny, cdp: Cdp) -> None:
    parent = tiny.root / "silver"
    found = cdp("run", "--as-of", "2026-02-01", cwd=parent)  # cdp.yaml is in the folder above
    assert found.returncode == 0
    row = next(line for line in found.stdout.splitlines() if "│ person" in line)
    assert [cell.strip() for cell in row.split("│")[1:6]] == ["person", "4", "4", "0", "0"]
    assert "complete in" in found.stdout
    assert [line.split()[1] for line in found.stderr.splitlines()] == STAGES
    assert tiny.users() == {"p1": 1000001, "p2": 1000001, "p3": 1000003, "p4": 1000004}


def test_sql_writes_json_and_nothing_else(here: Callable[..., Said]) -> None:
    query = "select user_id, lead_ids, first_seen_at from gold.cdp_dim_user order by 1 limit 3"
    said = here("sql", query, "--format", "json")
    assert (said.code, said.err) == (0, "")
    rows = json.loads(said.out)
    assert [list(r) for r in rows] == [["user_id", "lead_ids", "first_seen_at"]] * 3
    assert all(isinstance(r["lead_ids"], list) for r in rows)
    empty = here("sql", "select user_id from gold.cdp_dim_user where false", "--format", "json")
    assert (empty.code, json.loads(empty.out), empty.err) == (0, [], "")


def test_sql_in_a_pipe(built: Path, cdp: Cdp) -> None:
    found = cdp("sql", "select count(*) as n from silver.dim_lead", "--format", "json", cwd=built)
    (count,) = fetch(built, "select count(*) from silver.dim_lead")
    assert (json.loads(found.stdout), found.stderr) == ([{"n": count[0]}], "")


def test_sql_knows_our_functions_and_the_instant_of_the_run(here: Callable[..., Said]) -> None:
    query = "select cdp_mobile('098765 43211') as m, as_of as at, 0.1::decimal(4,2) as d, 'अ' as s"
    (row,) = json.loads(here("sql", query, "--format", "json").out)
    assert row == {"m": "+919876543211", "at": "2026-11-01T00:00:00", "d": 0.1, "s": "अ"}


def test_sql_writes_csv_and_parquet(here: Callable[..., Said], tmp_path: Path) -> None:
    query = "select 'a \"b\", c' as x, 1 as y, null as z union all select 'd', 2, 'e' order by y"
    rows = list(csv.reader(here("sql", query, "--format", "csv").out.splitlines()))
    assert rows == [["x", "y", "z"], ['a "b", c', "1", ""], ["d", "2", "e"]]
    for form in ("csv", "json", "parquet"):
        said = here("sql", query, "--format", form, "--output", tmp_path / f"o.{form}")
        assert (said.code, said.out, said.err) == (0, "", "")
    assert pq.read_table(tmp_path / "o.parquet").to_pylist() == [
        {"x": 'a "b", c', "y": 1, "z": None}, {"x": "d", "y": 2, "z": "e"},
    ]  # fmt: skip
    assert len(json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))) == 2
    assert (tmp_path / "o.csv").read_text(encoding="utf-8").count("\n") == 3
    here("sql", query, "--format", "parquet").refused(2, "--output")
    here("sql", query, "--output", tmp_path / "o.txt").refused(2, "--format")


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_sql_says_when_it_cannot_write_its_output(
    here: Callable[..., Said], tmp_path: Path, form: str
) -> None:
    said = here("sql", "select 1 as x", "--format", form, "--output", tmp_path / "no" / "o")
    said.refused(2, "no")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("delete from gold.cdp_dim_user", 2),
        ("drop table gold.cdp_dim_user", 2),
        ("create table x as select 1", 2),
        ("insert into identity.user_map select * from identity.user_map", 2),
        ("update gold.cdp_dim_user set full_name = 'x'", 2),
        ("copy (select 1) to 'stolen.csv'", 2),
        ("attach 'other.duckdb'", 2),
        ("pragma database_list", 2),
        ("set memory_limit = '1GB'", 2),
        ("select 1; select 2", 2),
        ("select 1; drop table gold.cdp_dim_user", 2),
        ("", 2),
        ("selec 1", 2),
        ("select (1", 2),
        ("select * from read_csv('/etc/passwd')", 6),
        ("select * from read_text('/etc/passwd')", 6),
        ("select * from '/etc/passwd'", 6),
        ("select * from glob('/etc/*')", 6),
        ("select * from gold.nothing", 6),
        ("select nothing from gold.cdp_dim_user", 6),
        ("select cdp_nothing(1)", 2),
        ("select cast(full_name as integer) from gold.cdp_dim_user", 6),
    ],
)
def test_sql_refuses_all_but_one_select(
    here: Callable[..., Said], built: Path, query: str, code: int
) -> None:
    said = here("sql", query, "--format", "json")
    said.refused(code)
    names = fetch(built, "select first_name from gold.cdp_dim_user where length(first_name) > 2")
    assert not [n for (n,) in names if f"'{n}" in said.err]
    assert "root:" not in said.err


def test_sql_leaves_files_alone_as_a_process_too(built: Path, cdp: Cdp) -> None:
    before = sorted(built.rglob("*"))
    found = cdp("sql", "select * from read_csv('/etc/passwd')", cwd=built)
    assert (found.returncode, found.stdout) == (6, "")
    assert sorted(built.rglob("*")) == before


@pytest.fixture(scope="module")
def someone(built: Path) -> dict[str, Any]:
    """Return a user of several leads who has a mobile alone and an address."""
    row = fetch(
        built,
        "select u.user_id, u.primary_mobile_number, u.email, u.latest_lead_id, u.full_name,"
        " u.lead_count from gold.cdp_dim_user as u where not u.is_mobile_shared"
        " and u.email is not null and u.lead_count > 1 and u.user_id = (select min(i.user_id)"
        " from identity.identifier as i where i.identifier_value = u.primary_mobile_number"
        " having count(distinct i.user_id) = 1) and 1 = (select count(distinct i.user_id)"
        " from identity.identifier as i where i.identifier_value = u.email)"
        " order by u.user_id limit 1",
    )[0]
    return dict(zip(("user_id", "mobile", "email", "lead", "name", "leads"), row, strict=True))


def test_show_user_finds_a_person_however_it_is_asked(
    here: Callable[..., Said], someone: dict[str, Any]
) -> None:
    digits = someone["mobile"].removeprefix("+91")
    spellings = (
        someone["mobile"], digits, f"0{digits}", f"91{digits}", f"+91 {digits[:5]} {digits[5:]}",
        f"0091-{digits}", f" {digits} ", someone["lead"], someone["user_id"], someone["email"],
        someone["email"].upper(),
    )  # fmt: skip
    for spelling in spellings:
        said = here("show", "user", spelling, "--json")
        assert said.code == 0, (spelling, said)
        (user,) = json.loads(said.out)
        assert user["golden"]["user_id"] == someone["user_id"], spelling


def test_show_user_says_where_each_value_comes_from(
    here: Callable[..., Said], someone: dict[str, Any], built: Path
) -> None:
    (user,) = json.loads(here("show", "user", someone["lead"], "--json").out)
    assert user.keys() == {"golden", "origins", "records", "events"}
    assert user["golden"]["full_name"] == someone["name"]
    assert len(user["records"]) == someone["leads"]
    keys = {r["lead_id"] for r in user["records"]}
    origin = user["origins"]["full_name"]
    assert origin["table"] == "silver.dim_lead"
    assert origin["key"] in keys
    named = f"select full_name from silver.dim_lead where lead_id = '{origin['key']}'"
    assert fetch(built, named) == [(someone["name"],)]
    shown = here("show", "user", someone["lead"])
    assert shown.code == 0
    assert someone["name"] in shown.out
    assert "latest events" in shown.out


def test_show_user_shows_all_who_share_a_mobile(here: Callable[..., Said], built: Path) -> None:
    (mobile, users), *_ = fetch(
        built,
        "select mobile, user_count from gold.cdp_dim_contact_point where user_count = 2"
        " and not is_crowded and not is_blocked order by mobile",
    )
    assert len(json.loads(here("show", "user", mobile, "--json").out)) == users
    assert "2 users share this identifier" in here("show", "user", mobile).out


@pytest.mark.parametrize("who", ["nobody", "9999999998", "0", "' or 1=1 --", "", "x@y.z"])
def test_show_user_says_when_there_is_nobody(here: Callable[..., Said], who: str) -> None:
    here("show", "user", who).refused(1, "no user")
    here("show", "user", who, "--json").refused(1, "no user")


def test_compile_prints_one_model_or_all_in_the_order_they_run(here: Callable[..., Said]) -> None:
    one = here("compile", "gold.cdp_dim_user")
    assert (one.code, one.err) == (0, "")
    assert one.out.startswith("-- gold.cdp_dim_user (table, from gold/user.yaml)\n")
    everything = here("compile").out
    assert one.out.rstrip() in everything
    places = [everything.index(f"-- {m} (") for m in (
        "source.lead", "silver.dim_agent", "silver.dim_lead", "identity.user_map",
        "gold.cdp_dim_user", "gold.cdp_user_identifier",
    )]  # fmt: skip
    assert places == sorted(places)


def test_compile_knows_work_tables_by_their_former_name(here: Callable[..., Said]) -> None:
    now, former = (here("compile", f"{schema}.identity_assigned") for schema in ("work", "stage"))
    assert (now.code, former.code) == (0, 0)
    assert former.out == now.out
    assert now.out.startswith("-- work.identity_assigned (")
    here("compile", "stage.nothing").refused(2, "work.nothing")


@pytest.mark.parametrize("dialect", ["duckdb", "trino", "spark"])
def test_compile_renders_for_every_engine(here: Callable[..., Said], dialect: str) -> None:
    whole = here("compile", "--dialect", dialect)
    assert (whole.code, whole.err) == (0, "")
    assert "cdp_mobile" not in whole.out
    one = here("compile", "silver.dim_lead", "--dialect", dialect).out
    assert one.rstrip() in whole.out


def test_compile_does_not_know_every_model(here: Callable[..., Said]) -> None:
    here("compile", "gold.cdp_dim_usr").refused(2, "gold.cdp_dim_usr", "gold.cdp_dim_user")
    assert here("compile", "--dialect", "oracle").code == 2


def test_status_before_and_after(fresh: Path, here: Callable[..., Said], cdp: Cdp) -> None:
    assert "no run yet" in cdp("status", cwd=fresh).stdout
    (run,) = json.loads(here("status", "--json").out)
    assert (run["status"], run["target"]) == ("complete", "local")
    assert run["finished_at"] >= run["started_at"]
    assert [s["name"] for s in run["report"]["stages"]] == STAGES
    shown = here("status").out
    assert "complete" in shown
    assert run["run_id"] in shown
    before = here("sql", "select 1", "--project", fresh)
    before.refused(6, "cdp run")
    assert json.loads(here("status", "--project", fresh, "--json").out) == []


def test_contracts_check_writes_nothing(fresh: Path, tmp_path: Path, cdp: Cdp) -> None:
    root = tmp_path / "mine"
    shutil.copytree(fresh, root, ignore=shutil.ignore_patterns("state.db", "warehouse*"))
    before = {p: p.stat().st_mtime_ns for p in root.rglob("*")}
    found = cdp("contracts", "check", "--as-of", "2026-11-01", "--project", root)
    assert found.returncode == 0, found.stderr
    assert {p: p.stat().st_mtime_ns for p in root.rglob("*")} == before
    row = next(line for line in found.stdout.splitlines() if "│ lead " in line)
    read, kept, quarantined, duplicates = (int(c.replace(",", "")) for c in row.split("│")[2:6])
    assert read == kept + quarantined + duplicates


def test_contracts_check_says_no_above_the_threshold(tiny: Tiny, cdp: Cdp) -> None:
    tiny.persons(*[f"p{i},never,2026-01-01,,Asha {i},,,,," for i in range(3)])
    found = cdp("contracts", "check", "--project", tiny.root)
    assert found.returncode == 1
    assert "3 of 3 rows (100.0%)" in found.stderr
    assert "seen_at is no timestamp" in found.stdout
    assert not tiny.warehouse.exists()


def test_quarantine_lists_and_shows(here: Callable[..., Said], built: Path) -> None:
    listed = json.loads(here("quarantine", "list", "--format", "json").out)
    (number,) = fetch(built, "select count(*) from quarantine.call_log")
    mine = [r for r in listed if r["source_table"] == "call_log"]
    assert sum(r["quarantined"] for r in mine) == number[0] > 0
    rows = json.loads(here("quarantine", "show", "call_log", "--format", "json").out)
    assert len(rows) == min(20, number[0])
    assert all(json.loads(r["original"]) and r["rules"] and r["file_name"] for r in rows)
    assert all(json.loads(r["original"]).get("id") == r["row_key"] for r in rows)
    rule = rows[0]["rules"].split("; ")[0]
    some = here(
        "quarantine", "show", "call_log", "--rule", rule, "--limit", "1", "--format", "json"
    )
    assert [rule in r["rules"] for r in json.loads(some.out)] == [True]
    shown = here("quarantine", "list")
    assert shown.code == 0
    assert "call_log" in shown.out
    here("quarantine", "show", "calls").refused(2, "'calls'", "call_log")


def test_identity_report_measures_against_the_truth(here: Callable[..., Said], built: Path) -> None:
    truth = built / "data" / "_truth" / "person.parquet"
    report = json.loads(here("identity", "report", "--truth", truth, "--json").out)
    ((leads, users),) = fetch(
        built, "select count(*), count(distinct user_id) from identity.user_map"
    )
    assert (report["records"], report["users"]) == (leads, users)
    assert sum(h["users"] for h in report["histogram"]) == users
    assert sum(h["users"] * h["records"] for h in report["histogram"]) == leads
    score = report["score"]
    assert score["records"] == leads
    assert score["pair_precision"] > 0.95
    assert score["pair_recall"] > 0.85
    assert {v["status"] for v in report["values"]} >= {"joined"}
    shown = here("identity", "report")
    assert f"{leads} records are {users} users" in shown.out
    assert "against the truth" not in shown.out
    here("identity", "report", "--truth", built / "cdp.yaml").refused(2, "cdp.yaml", "person_id")


def test_synth_writes_the_days_it_is_asked_for(here: Callable[..., Said], tmp_path: Path) -> None:
    base = ("synth", "--leads", 60, "--seed", 9, "--out")
    assert here(*base, tmp_path / "whole", "--days", 3).code == 0
    assert here(*base, tmp_path / "parts", "--from-day", 0, "--to-day", 1).code == 0
    names = {p.relative_to(tmp_path / "whole") for p in (tmp_path / "whole").rglob("*.parquet")}
    early = {p.relative_to(tmp_path / "parts") for p in (tmp_path / "parts").rglob("*.parquet")}
    assert {n.stem[:8] for n in early if n.parent.name != "_truth"} == {"day-0000", "day-0001"}
    assert here(*base, tmp_path / "parts", "--from-day", 2, "--to-day", 3).code == 0
    both = {p.relative_to(tmp_path / "parts") for p in (tmp_path / "parts").rglob("*.parquet")}
    assert both == names
    for name in names:
        whole, parts = (pq.read_table(tmp_path / d / name) for d in ("whole", "parts"))
        assert whole.equals(parts), name
    for wrong in (("--leads", 0), ("--from-day", 4), ("--days", 3, "--to-day", 9)):
        here(*base, tmp_path / "no", *wrong).refused(2)
    assert not (tmp_path / "no").exists()


@pytest.mark.parametrize(
    "command",
    [
        ("run",), ("compile",), ("status",), ("sql", "select 1"), ("show", "user", "x"),
        ("contracts", "check"), ("quarantine", "list"), ("identity", "report"),
    ],
    ids=lambda c: "-".join(c[:2]),
)  # fmt: skip
def test_every_verb_wants_a_project_and_a_target_that_exist(
    here: Callable[..., Said], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Any
) -> None:
    here(*command, "--target", "moon").refused(2, "'moon'", "local")
    here(*command, "--project", tmp_path).refused(2, "cdp.yaml", "cdp init")
    monkeypatch.chdir(tmp_path)
    here(*command).refused(2, "cdp.yaml", "--project")


def test_init_makes_no_mess(here: Callable[..., Said], built: Path, tmp_path: Path) -> None:
    here("init", built).refused(2, "not empty")
    here("init", built / "cdp.yaml").refused(2)
    assert here("init", tmp_path / "a" / "b").code == 0
    made = {p.relative_to(tmp_path / "a" / "b").as_posix() for p in (tmp_path / "a").rglob("*")}
    assert {"cdp.yaml", "identity.yaml", "gold/user.yaml", "contracts/lead.yaml"} <= made
    assert not [m for m in made if "warehouse" in m or m.startswith(("data", "state"))]


def test_the_instant_of_a_run_is_read_or_refused(here: Callable[..., Said]) -> None:
    here("run", "--as-of", "yesterday").refused(2, "'yesterday'", "2026-11-01T00:00:00Z")


def test_reading_changes_nothing(built: Path, here: Callable[..., Said]) -> None:
    before = content(built / "warehouse.duckdb")
    here("show", "user", "1000001")
    here("identity", "report")
    here("sql", "select 1")
    assert content(built / "warehouse.duckdb") == before
