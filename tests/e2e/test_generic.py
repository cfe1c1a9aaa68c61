"""A shop with five tables runs as well as the example does: nothing in the library knows the CRM.

`generic/shop` holds customers, sales, loyalty cards, sign-ups and bills; people are known by e-mail
address, phone and card number. What should come out was worked out by hand:

- Ana has a card (1), is a customer (c1), bought with her card and address (s1), and left her number
  at a till (t4). Dan (c4) gave the same number under another name and is somebody else.
- Ben is a customer (c2) and signed up twice (w1, w3), by e-mail address.
- Carla is a customer (c3), and by her phone the holder of card 2 and of bill t1; the card was shown
  at s2 and s4.
- Of the one who bought s3, the one who signed up as w2, and the one behind t2 and t3, who showed an
  unknown card at t2, no name is known.
"""

from __future__ import annotations

import json
import re
import shutil
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

import cdp as package
from cdp.pipeline.compile import compile_root
from cdp.pipeline.execute import execute_run
from conftest import Silent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Cdp

SHOP = Path(__file__).parent / "generic" / "shop"
SOURCES = Path(package.__file__).parent
GROUPS = {
    "Ana": {"card:1", "customer:c1", "sale:s1", "bill:t4"},
    "Ben": {"customer:c2", "signup:w1", "signup:w3"},
    "Carla": {"customer:c3", "card:2", "sale:s2", "sale:s4", "bill:t1"},
    "Dan": {"customer:c4"},
    "buyer": {"sale:s3"},
    "visitor": {"signup:w2"},
    "passer-by": {"bill:t2", "bill:t3"},
}
COLUMNS = (
    "name", "email", "phone", "users_on_phone", "is_phone_shared", "is_phone_owner",
    "loyalty_nos", "tier", "usual_channel", "first_channel", "first_seen_at", "sale_count",
    "total_spent", "spent_last_10d", "bill_count", "is_member", "average_sale",
)  # fmt: skip
M1, M3, M9 = "+919876500001", "+919876500003", "+919876500009"


def _day(text: str) -> datetime:
    return datetime.combine(date.fromisoformat(text), datetime.min.time().replace(hour=10))


D = Decimal
GOLDEN: dict[str, tuple[Any, ...]] = {
    "Ana": ("Ana Souza", "ana@mail.org", M1, 2, True, True, ["L100"], "gold", None, None,
            _day("2025-12-01"), 1, D("120.50"), D("0.00"), 1, True, 120.5),
    # one visit by each channel: the later one counts as the usual one
    "Ben": ("Ben Okafor", "ben@mail.org", None, 0, False, False, None, None, "search", "ads",
            _day("2026-01-02"), 0, D("0.00"), D("0.00"), 0, False, None),
    # what a customer says of herself counts for more than the card, however old
    "Carla": ("Carla Diaz", None, M3, 1, False, True, ["L200"], "silver", None, None,
              _day("2026-01-03"), 2, D("100.25"), D("20.25"), 1, True, 50.125),
    "Dan": ("Dan Lee", "dan@mail.org", M1, 2, True, False, None, None, None, None,
            _day("2026-01-04"), 0, D("0.00"), D("0.00"), 0, False, None),
    "buyer": (None, "zoe@mail.org", None, 0, False, False, None, None, None, None,
              _day("2026-01-07"), 1, D("10.00"), D("0.00"), 0, False, 10.0),
    "visitor": (None, "eve@mail.org", None, 0, False, False, None, None, "search", "search",
                _day("2026-01-09"), 0, D("0.00"), D("0.00"), 0, False, None),
    "passer-by": (None, None, M9, 1, False, True, None, None, None, None,
                  _day("2026-01-11"), 0, D("0.00"), D("0.00"), 2, False, None),
}  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the shop's project once."""
    root = tmp_path_factory.mktemp("generic") / "shop"
    shutil.copytree(SHOP, root)
    execute_run(compile_root(root), None, datetime(2026, 1, 25), Silent())
    return root


@pytest.fixture(scope="module")
def db(shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a copy of the warehouse, so that the program can open the original its own way."""
    copy = shutil.copy(shop / "shop.duckdb", tmp_path_factory.mktemp("copy"))
    with duckdb.connect(str(copy), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def people(db: duckdb.DuckDBPyConnection) -> dict[int, str]:
    """Return user id → the name a user has above, or the records it has wrongly."""
    found: dict[int, set[str]] = {}
    for table, key, user in db.execute(
        "select record_table, record_key, user_id from identity.user_map"
    ).fetchall():
        found.setdefault(user, set()).add(f"{table.removeprefix('silver.')}:{key}")
    names = {frozenset(records): name for name, records in GROUPS.items()}
    return {u: names.get(frozenset(r), " ".join(sorted(r))) for u, r in found.items()}


def test_records_of_five_tables_become_people(people: dict[int, str]) -> None:
    assert sorted(people.values()) == sorted(GROUPS)
    first = {name: user for user, name in people.items()}
    by_age = ["Ana", "Ben", "Carla", "Dan", "buyer", "visitor", "passer-by"]
    assert sorted(first, key=lambda name: first[name]) == by_age
    assert first["Ana"] == 1_000_001


def test_the_map_names_table_and_key(db: duckdb.DuckDBPyConnection) -> None:
    kinds = db.execute(
        "select column_name, data_type from duckdb_columns()"
        " where schema_name = 'identity' and table_name = 'user_map'"
    ).fetchall()
    assert kinds == [("record_table", "VARCHAR"), ("record_key", "VARCHAR"), ("user_id", "BIGINT")]


def test_golden_records_stand_in_their_own_table(
    db: duckdb.DuckDBPyConnection, people: dict[int, str]
) -> None:
    rows = db.execute(f"select user_id, {', '.join(COLUMNS)} from gold.customer_360").fetchall()
    got = {people[user]: dict(zip(COLUMNS, values, strict=True)) for user, *values in rows}
    want = {name: dict(zip(COLUMNS, values, strict=True)) for name, values in GOLDEN.items()}
    assert got == want
    tables = {t for (t,) in db.execute("select table_name from duckdb_tables()").fetchall()}
    assert "cdp_dim_user" not in tables


def test_a_model_reads_the_map_and_the_golden_record(
    db: duckdb.DuckDBPyConnection, people: dict[int, str]
) -> None:
    rows = db.execute("select user_id, record_table, record_key, name from gold.touch").fetchall()
    assert len(rows) == sum(map(len, GROUPS.values()))
    assert all(name == GOLDEN[people[user]][0] for user, _, _, name in rows)


def test_the_refused_link_is_kept_with_its_reason(db: duckdb.DuckDBPyConnection) -> None:
    found = db.execute(
        "select a.record_key, b.record_key, rule, reason from identity.refused_link as r"
        " join identity.registry as a on a.record_no = r.record_a"
        " join identity.registry as b on b.record_no = r.record_b"
    ).fetchall()
    pairs = {(frozenset((a, b)), rule, reason) for a, b, rule, reason in found}
    assert pairs == {
        (frozenset(("c1", "c4")), "same phone", "different_name"),
        (frozenset(("c4", "t4")), "same phone", "different_name"),
    }


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("c3", ["Carla"]), ("l200", ["Carla"]), ("98765-00003", ["Carla"]), ("t3", ["passer-by"]),
        ("BEN@mail.org", ["Ben"]), ("09876500001", ["Ana", "Dan"]),
    ],
)  # fmt: skip
def test_a_customer_is_found_by_any_identifier(
    shop: Path, people: dict[int, str], asked: str, names: list[str]
) -> None:
    from cdp.engine import open_engine
    from cdp.identity.inspect.find import find_users
    from cdp.profiles.lookup import look_up_user
    from cdp.project.load import load_project
    from cdp.warehouse.reading import session_of_run

    project = load_project(shop)
    engine = open_engine(project.target(None).engine, shop, "read")
    try:
        session = session_of_run(engine)
        found = find_users(session, project, asked)
        views = [look_up_user(session, project, user) for user in found]
    finally:
        engine.close()
    assert [people[user] for user in found] == names
    assert [v.golden["name"] for v in views] == [GOLDEN[n][0] for n in names]
    assert [v.records.num_rows for v in views] == [len(GROUPS[n]) for n in names]
    if asked == "c3":
        origins = {c: (o.table, o.key) for c, o in views[0].origins.items()}
        assert origins["name"] == ("silver.customer", "c3")
        assert origins["tier"] == ("silver.card", "2")
        # all three rows say so; the newest is asked first
        assert origins["phone"] == ("silver.card", "2")


def test_the_commands_know_the_shop(shop: Path, cdp: Cdp) -> None:
    assert "17 records are 7 users" in cdp("identity", "report", cwd=shop).stdout
    quarantined = cdp("quarantine", "list", "--format", "json", cwd=shop)
    assert json.loads(quarantined.stdout) == []
    for dialect in ("trino", "spark"):
        shown = cdp("compile", "gold.customer_360", "--dialect", dialect, cwd=shop)
        assert shown.returncode == 0
        assert "cdp_" not in shown.stdout


def test_later_rows_join_people_and_ids_stay(shop: Path, tmp_path: Path) -> None:
    root = tmp_path / "shop"
    shutil.copytree(shop, root)
    with (root / "data" / "web.tsv").open("a", encoding="utf-8") as file:
        file.write("w4\tzoe@mail.org\tads\t2026-01-26T10:00:00Z\n")
    with (root / "data" / "sales.csv").open("a", encoding="utf-8") as file:
        file.write("s5,eve@mail.org,L300,5,2026-01-27T10:00:00Z\n")
    before = _map(shop)
    execute_run(compile_root(root), None, datetime(2026, 1, 28), Silent())
    after = _map(root)
    assert after["silver.signup", "w4"] == before["silver.sale", "s3"]
    # the card of t2 is shown with the address of w2: the user registered first stays
    merged = {after[k] for k in (
        ("silver.sale", "s5"), ("silver.bill", "t2"), ("silver.bill", "t3"), ("silver.signup", "w2")
    )}  # fmt: skip
    assert merged == {before["silver.signup", "w2"]}
    moved = {key for key in before if after[key] != before[key]}
    assert moved == {("silver.bill", "t2"), ("silver.bill", "t3")}


def _map(root: Path) -> dict[tuple[str, str], int]:
    with duckdb.connect(str(root / "shop.duckdb"), read_only=True) as db:
        rows = db.execute("select * from identity.user_map").fetchall()
    return {(table, key): user for table, key, user in rows}


CRM_WORDS = re.compile(
    r"\bleads?\b|lead_|call_log|disposition|opportunity|superleap|scholarship|primary_mobile"
    r"|student|enrol|telephon|counsell|\bdim_|(?-i:\bfact_)",
    re.IGNORECASE,
)
ALLOWED = {
    # the name of the example project that `cdp init` copies, and what it tells to do next
    "cli/init.py": {"superleap", "leads"},
    "cli/synth.py": {"superleap", "leads"},
    # what people type into a form instead of a name
    "sql/functions/cleaning.py": {"lead", "student"},
    "identity/names.py": {"lead", "student"},
    # an example of a column's name as it is delivered
    "types.py": {"primary_mobile"},
}
"""Words in a file that name the example project in prose or in an option, not a table of it."""


@pytest.mark.parametrize(
    "file",
    sorted(
        p.relative_to(SOURCES).as_posix()
        for p in SOURCES.rglob("*.py")
        if "synth" not in p.relative_to(SOURCES).parts[:-1]
    ),
)
def test_nothing_in_the_library_names_what_is_in_the_crm(file: str) -> None:
    lines = (SOURCES / file).read_text(encoding="utf-8").splitlines()
    found = [
        f"{file}:{number}: {line.strip()}"
        for number, line in enumerate(lines, 1)
        for word in CRM_WORDS.findall(line)
        if word.lower() not in ALLOWED.get(file, set())
    ]
    assert not found, "\n".join(found)


def test_the_golden_table_is_not_named_in_the_library() -> None:
    code = re.compile(r"[\"']cdp_dim_user[\"']")
    files = [p for p in SOURCES.rglob("*.py") if code.search(p.read_text(encoding="utf-8"))]
    assert [p.relative_to(SOURCES).as_posix() for p in files] == []
