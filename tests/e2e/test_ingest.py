"""Files of every kind become the same rows; a file that cannot be read changes nothing."""

from __future__ import annotations

import gzip
import io
import json
import shutil
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cdp.errors import SourceError
from conftest import Tiny, content

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from conftest import Cdp

HEADER = Tiny.header
NAMES = HEADER.split(",")
ROWS = [
    "p1,2026-01-01T08:00:00Z,2026-01-01T08:00:00.25Z,,Asha Rao,2010-04-01,9876500001,"
    "asha@rao.in,,99.5",
    "p2,2026-01-02T08:00:00Z,2026-01-02T08:00:00Z,,Meena Iyer,,+91 98765 00002,,M7,",
]
EXPECTED = [
    ("p1", "Asha Rao", "2010-04-01", "+919876500001", "asha@rao.in", None, 99.5),
    ("p2", "Meena Iyer", None, "+919876500002", None, "M7", None),
]
CSV = "\n".join([HEADER, *ROWS, ""])
RECORDS = [{n: v or None for n, v in zip(NAMES, row.split(","), strict=True)} for row in ROWS]
JSONL = "".join(json.dumps(r) + "\n" for r in RECORDS)
SECRETS = ("Asha", "9876500001", "asha@rao", "Vikram", "2010-04-01", "M7")
"""What only rows hold, and no message may repeat."""


def parquet(records: list[dict[str, Any]] = RECORDS) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(records), file)
    return file.getvalue()


def deliver(tiny: Tiny, files: Mapping[str, bytes | str]) -> None:
    """Put just these files where the source is."""
    shutil.rmtree(tiny.data, ignore_errors=True)
    tiny.data.mkdir()
    for name, body in files.items():
        path = tiny.data / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(body if isinstance(body, bytes) else body.encode())


def people(tiny: Tiny) -> list[tuple[Any, ...]]:
    return tiny.fetch(
        "select person_id, name, born::varchar, phone, email, member_no, spent"
        " from silver.dim_person order by 1"
    )


def contract_of(report: dict[str, Any]) -> dict[str, Any]:
    """Return the report's line of the one source table, balanced as every line is."""
    (table,) = next(s["tables"] for s in report["stages"] if s["name"] == "contracts")
    assert table["rows_in"] == table["kept"] + table["quarantined"] + table["duplicates"]
    return table


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("person.csv", CSV),
        ("person.csv", "\ufeff" + CSV),
        ("person.csv", CSV.replace(",", ";")),
        ("person.csv", "\ufeff" + CSV.replace(",", ";").replace("\n", "\r\n")),
        ("person.csv", CSV.replace("primary_mobile_number", " Primary Mobile Number ")),
        ("person.csv", CSV.replace("primary_mobile_number", '" Primary  Mobile-Number"')),
        ("person.csv", CSV.rstrip("\n")),
        ("person.tsv", CSV.replace(",", "\t")),
        ("person.csv.gz", gzip.compress(CSV.encode())),
        ("person.csv.gz", gzip.compress(("\ufeff" + CSV).encode())),
        ("person/2026 o'clock.csv", CSV),
        ("person.jsonl", JSONL),
        ("person.ndjson", JSONL.rstrip("\n")),
        ("person.jsonl.gz", gzip.compress(JSONL.encode())),
        ("person.parquet", parquet()),
        ("person/day-1.parquet", parquet()),
    ],
)  # fmt: skip
def test_every_kind_of_file_gives_the_same_rows(tiny: Tiny, name: str, body: bytes | str) -> None:
    deliver(tiny, {name: body})
    table = contract_of(tiny.run())
    assert (table["rows_in"], table["kept"]) == (2, 2)
    assert people(tiny) == EXPECTED


def test_a_quoted_value_may_hold_newlines_quotes_and_commas(tiny: Tiny) -> None:
    row = 'p3,2026-01-03T08:00:00Z,2026-01-03T08:00:00Z,,"Vikram\nRao, ""V""",,,,,'
    tiny.persons(*ROWS, row)
    table = contract_of(tiny.run())
    assert table["kept"] == 3
    assert tiny.fetch("select name from silver.dim_person where person_id = 'p3'") == [
        ('Vikram Rao, "v"',)
    ]


def test_typed_parquet_columns_are_read_by_type(tiny: Tiny) -> None:
    record = {
        "id": 17, "seen_at": pa.scalar(1767254400_000, pa.timestamp("ms", "UTC")).as_py(),
        "changed_at": pa.scalar(1767254400_000, pa.timestamp("ms")).as_py(),
        "name": "Asha Rao", "born": pa.scalar(14700, pa.date32()).as_py(), "spent": 7,
    }  # fmt: skip
    deliver(tiny, {"person.parquet": parquet([record])})
    tiny.run()
    assert tiny.fetch("select * exclude (name, extra) from silver.dim_person") == [
        ("17", record["born"], None, None, None, 7.0, False, record["changed_at"],
         record["changed_at"]),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_files_of_a_folder_may_order_and_extend_their_columns(tiny: Tiny, kind: str) -> None:
    later = {
        "shoe_size": "44", "spent": "3", "id": "p3", "changed_at": "2026-01-05T00:00:00Z",
        "seen_at": "2026-01-05T00:00:00Z", "name": "Vikram Rao",
    }  # fmt: skip
    first: dict[str, bytes | str] = {"csv": CSV, "jsonl": JSONL, "parquet": parquet()}
    second: dict[str, bytes | str] = {
        "csv": f"{','.join(later)}\n{','.join(later.values())}\n",
        "jsonl": json.dumps(later),
        "parquet": parquet([later]),
    }
    deliver(tiny, {f"person/day-1.{kind}": first[kind], f"person/day-2.{kind}": second[kind]})
    table = contract_of(tiny.run())
    assert (table["rows_in"], table["kept"]) == (3, 3)
    assert table["notes"] == ["columns the contract does not know: shoe_size"]
    assert people(tiny) == [*EXPECTED, ("p3", "Vikram Rao", None, None, None, None, 3.0)]
    extra = dict(tiny.fetch("select person_id, extra from silver.dim_person"))
    assert (extra["p1"], extra["p2"], json.loads(extra["p3"])) == (None, None, {"shoe_size": "44"})


def test_of_many_files_the_one_that_arrived_later_wins_among_equal_versions(tiny: Tiny) -> None:
    bodies = [CSV.replace("Asha Rao", f"Asha {n}") for n in ("Rao", "Bose", "Iyer")]
    deliver(tiny, {"person/b.csv": bodies[0]})
    tiny.run()
    deliver(tiny, {"person/b.csv": bodies[0], "person/a.csv": bodies[1], "person/c.csv": bodies[2]})
    table = contract_of(tiny.run())
    assert (table["rows_in"], table["kept"], table["duplicates"]) == (6, 2, 4)
    assert people(tiny)[0][1] == "Asha Iyer"
    (tiny.data / "person" / "c.csv").unlink()
    tiny.run()
    # a.csv stands before b.csv by name, and came after it
    assert people(tiny)[0][1] == "Asha Bose"


def test_a_file_of_another_program_is_left_alone(tiny: Tiny) -> None:
    files = {"person/_SUCCESS": "", "person/.part.csv": "half", "person/notes.txt": "x"}
    deliver(tiny, {"person/a.csv": CSV, **files})
    assert contract_of(tiny.run())["rows_in"] == 2


def test_a_row_names_its_file_and_place_when_it_is_quarantined(tiny: Tiny) -> None:
    bad = "p3,never,2026-01-05T00:00:00Z,,Vikram Rao,,,,,"
    files = {"person/a.csv": CSV, "person/b.csv": f"{CSV}{bad}\n"}
    deliver(tiny, files)
    table = contract_of(tiny.run())
    assert table["quarantined"] == 1
    assert table["rejects"] == {"seen_at is no timestamp": 1}
    assert tiny.fetch("select row_key, rules, file_name, row_in_file from quarantine.person") == [
        ("p3", "seen_at is no timestamp", "b.csv", 3)
    ]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    """Return a tiny project whose last run was fine."""
    tiny = Tiny(tmp_path_factory.mktemp("good") / "tiny")
    deliver(tiny, {"person.csv": CSV})
    tiny.run()
    return tiny


def _cut(text: str, at: str) -> str:
    return text[: text.rindex(at) + len(at)]


SHORT = "p3,2026-01-03T08:00:00Z,2026-01-03T08:00:00Z,,Vikram"
LONG = f"{SHORT},,,,,,x,y,z\n"
GZIPPED = gzip.compress(CSV.encode())
TABLE = "\n".join(
    f"p{i},2026-01-0{i % 9 + 1}T08:00:00Z,,,Asha {i * 7919},,,,," for i in range(9000)
)
BIG = gzip.compress(f"{HEADER}\n{TABLE}\n{TABLE}\n{TABLE}\n".encode(), 1)
_BROAD = [dict(zip(NAMES, line.split(","), strict=True)) for line in TABLE.splitlines()]
_WHOLE = parquet(_BROAD)
HOLE = _WHOLE[: len(_WHOLE) // 2] + bytes(3000) + _WHOLE[len(_WHOLE) // 2 + 3000 :]

UNREADABLE: dict[str, tuple[dict[str, bytes | str], str]] = {
    "garbage parquet": ({"person.parquet": b"this is no parquet " * 9}, "person.parquet"),
    "cut parquet": ({"person.parquet": parquet()[:-700]}, "person.parquet"),
    "parquet cut to its first bytes": ({"person.parquet": parquet()[:6]}, "person.parquet"),
    "parquet with a hole in its data": ({"person.parquet": HOLE}, "person.parquet"),
    "one bad file of many": (
        {"person/a.parquet": parquet(), "person/b.parquet": parquet()[:-9]}, "b.parquet",
    ),
    "one empty file of many": ({"person/a.csv": CSV, "person/b.csv": ""}, "b.csv"),
    "cut gzip": ({"person.csv.gz": GZIPPED[:-12]}, "person.csv.gz"),
    "long gzip cut at its end": ({"person.csv.gz": BIG[:-300]}, "person.csv.gz"),
    "gzip that is none": ({"person.csv.gz": CSV}, "person.csv.gz"),
    "cut gzip of JSON lines": (
        {"person.jsonl.gz": gzip.compress(JSONL.encode())[:-9]}, "person.jsonl.gz",
    ),
    "cut JSON line": ({"person.jsonl": _cut(JSONL, '"name": "Mee')}, "person.jsonl"),
    "JSON line cut within the file": (
        {"person.jsonl": JSONL.splitlines()[0][:90] + "\n" + JSONL.splitlines()[1]},
        "person.jsonl",
    ),
    "a JSON array instead of lines": ({"person.json": json.dumps(RECORDS)}, "person.json"),
    "CSV row with too few columns": ({"person.csv": CSV + SHORT}, "person.csv"),
    "short CSV row within the file": (
        {"person.csv": f"{HEADER}\n{SHORT}\n{ROWS[0]}\n"}, "person.csv",
    ),
    "CSV row with too many columns": ({"person.csv": CSV + LONG}, "person.csv"),
    "CSV cut within quotes": ({"person.csv": f'{CSV}p3,,,,"Vikram\nR'}, "person.csv"),
    "CSV that is not UTF-8": (
        {"person.csv": CSV.replace("Asha", "Ash\xe9").encode("latin-1")}, "person.csv",
    ),
    "empty file": ({"person.csv": ""}, "person.csv"),
    "file of blank lines": ({"person.csv": "\n \n"}, "person.csv"),
    "JSON lines without a line": ({"person.jsonl": "\n\n"}, "person.jsonl"),
    "column twice": ({"person.csv": CSV.replace("spent", "name")}, "person.csv"),
    "column twice but for case": (
        {"person.csv": CSV.replace("spent", "Email")}, "person.csv",
    ),
    "missing": ({"persons.csv": CSV}, "'data'"),
    "folder without a data file": ({"person/_SUCCESS": ""}, "person/"),
    "several formats": ({"person/a.csv": CSV, "person/b.jsonl": JSONL}, "csv, json"),
    "a file and a folder": ({"person.csv": CSV, "person/a.csv": CSV}, "both a file and a folder"),
}  # fmt: skip


@pytest.mark.parametrize("what", UNREADABLE)
def test_an_unreadable_source_is_named_and_changes_nothing(
    good: Tiny, tmp_path: Path, what: str
) -> None:
    files, named = UNREADABLE[what]
    tiny = object.__new__(Tiny)
    tiny.root, tiny.data = tmp_path / "tiny", tmp_path / "tiny" / "data"
    tiny.warehouse = tiny.root / "warehouse.duckdb"
    shutil.copytree(good.root, tiny.root)
    deliver(tiny, files)
    with pytest.raises(SourceError) as caught:
        tiny.run()
    error = caught.value
    assert error.exit_code == 3
    assert "'person'" in error.message
    assert named in error.message
    assert error.fix
    assert "TransactionContext" not in error.message
    assert not [s for s in SECRETS if s in error.message + error.fix]
    assert tiny.content() == good.content()


@pytest.mark.parametrize("what", ["cut parquet", "short CSV row within the file", "missing"])
def test_the_command_says_so_in_two_lines_and_leaves_with_3(
    good: Tiny, cdp: Cdp, tmp_path: Path, what: str
) -> None:
    root = tmp_path / "tiny"
    shutil.copytree(good.root, root)
    files, _ = UNREADABLE[what]
    shutil.rmtree(root / "data")
    (root / "data").mkdir()
    for name, body in files.items():
        (root / "data" / name).write_bytes(body if isinstance(body, bytes) else body.encode())
    found = cdp("run", "--project", root, "--format", "json")
    assert (found.returncode, found.stdout) == (3, "")
    first, second = found.stderr.strip().splitlines()
    assert first.startswith("error: source table 'person'")
    assert second.startswith("  → ")
    assert not [s for s in SECRETS if s in found.stderr]
    assert content(root / "warehouse.duckdb") == good.content()
    status = json.loads(cdp("status", "--project", root, "--json").stdout)
    assert [r["status"] for r in status] == ["failed", "complete"]
    assert "person" in status[0]["message"]


def test_a_source_folder_that_is_not_there_is_named(tiny: Tiny) -> None:
    shutil.rmtree(tiny.data)
    with pytest.raises(SourceError, match="'data' does not exist"):
        tiny.run()


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_a_lost_required_column_names_contract_table_and_column(tiny: Tiny, kind: str) -> None:
    records = [{k: v for k, v in r.items() if k != "changed_at"} for r in RECORDS]
    lines = [",".join(records[0]), *(",".join(v or "" for v in r.values()) for r in records)]
    bodies: dict[str, bytes | str] = {
        "csv": "\n".join(lines) + "\n",
        "jsonl": "".join(json.dumps(r) + "\n" for r in records),
        "parquet": parquet(records),
    }
    tiny.run()
    before = tiny.content()
    deliver(tiny, {f"person.{kind}": bodies[kind]})
    with pytest.raises(SourceError) as caught:
        tiny.run()
    assert all(w in caught.value.message for w in ("contracts/person.yaml", "person", "changed_at"))
    assert tiny.content() == before


def test_a_required_column_that_the_newest_file_lost_stops_the_run(tiny: Tiny) -> None:
    old = "".join(f"o{i},2026-01-01,2026-01-01,,Old {i},,,,,\n" for i in range(20))
    deliver(tiny, {"person/a.csv": f"{HEADER}\n{old}"})
    tiny.run()
    late = "id,seen_at,name\np9,2026-01-09,Vikram Rao\n"
    (tiny.data / "person" / "b.csv").write_text(late, encoding="utf-8")
    with pytest.raises(SourceError, match="changed_at"):
        tiny.run()


def test_a_lost_optional_column_is_reported_and_null(tiny: Tiny) -> None:
    records = [{k: v for k, v in r.items() if k not in {"spent", "email"}} for r in RECORDS]
    deliver(tiny, {"person.parquet": parquet(records)})
    assert contract_of(tiny.run())["notes"] == ["columns the source does not have: email, spent"]
    assert [(p[4], p[6]) for p in people(tiny)] == [(None, None), (None, None)]


def test_a_table_without_rows_is_fine(tiny: Tiny) -> None:
    deliver(tiny, {"person.csv": f"{HEADER}\n"})
    table = contract_of(tiny.run())
    assert (table["rows_in"], table["kept"]) == (0, 0)
    assert tiny.fetch("select count(*) from gold.person_whole") == [(0,)]
