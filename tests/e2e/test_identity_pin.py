"""`cdp identity pin`: a person's decision becomes one more line of the file of pins.

The tiny project's persons are p1 and p2 (Asha Rao twice, one number), p3 (Vikram Rao, the same
number) and p4 (Meena Iyer, alone).
"""

from __future__ import annotations

import csv
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from commands import Said, call

from conftest import Silent, Tiny

HEADER = "record_a,record_b,decision,by,at,reason\n"
SHOP = Path(__file__).parent / "generic" / "shop"


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the tiny project once; only to be copied."""
    project = Tiny(tmp_path_factory.mktemp("pin") / "tiny")
    project.run()
    return project.root


@pytest.fixture
def root(ran: Path, tmp_path: Path) -> Path:
    """Return a project that has run, to write to."""
    return shutil.copytree(ran, tmp_path / "tiny")


def pins(root: Path) -> bytes:
    return (root / "identity_pins.csv").read_bytes()


def pin(root: Path, *args: object) -> Said:
    return call(root, "identity", "pin", *args)


def refused(root: Path, *args: object, words: tuple[str, ...]) -> None:
    """Check that the pin is refused for a reason and that nothing is written."""
    before = {p: p.read_bytes() for p in root.iterdir() if p.is_file()}
    pin(root, *args).refused(*words)
    assert {p: p.read_bytes() for p in root.iterdir() if p.is_file()} == before


def users(root: Path) -> dict[str, int]:
    """Run the project again; gives person → user."""
    from cdp.pipeline.compile import compile_root
    from cdp.pipeline.execute import execute_run

    execute_run(compile_root(root), None, datetime(2026, 2, 2), Silent())
    project = Tiny.__new__(Tiny)
    project.warehouse = root / "warehouse.duckdb"
    return project.users()


def test_a_pin_is_a_line_with_who_when_and_why(root: Path) -> None:
    said = pin(root, "p1", "p4", "--same", "--reason", 'one "girl", two names', "--by", "asha")
    assert "line 2" in said.found()
    (row,) = csv.DictReader(pins(root).decode().splitlines())
    at = datetime.strptime(row.pop("at"), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(0) <= datetime.now(UTC) - at < timedelta(minutes=1)
    assert row == {
        "record_a": "p1", "record_b": "p4", "decision": "same", "by": "asha",
        "reason": 'one "girl", two names',
    }  # fmt: skip


def test_who_pins_is_who_is_logged_in(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "meera")
    pin(root, "p1", "p3", "--different", "--reason", "brother and sister").found()
    (row,) = csv.DictReader(pins(root).decode().splitlines())
    assert (row["by"], row["decision"]) == ("meera", "different")


def test_the_next_run_obeys(root: Path) -> None:
    before = users(root)
    assert before["p1"] == before["p2"]
    assert len(set(before.values())) == 3
    pin(root, "p1", "p2", "--different", "--reason", "cousins").found()
    pin(root, "p3", "p4", "--same", "--reason", "married").found()
    after = users(root)
    assert after["p1"] != after["p2"]
    assert after["p3"] == after["p4"]


@pytest.mark.parametrize(
    "old",
    [
        HEADER.encode(),
        f"{HEADER}p3,p4,same,a,2026-01-01,x\n".encode(),
        f"{HEADER}p3,p4,same,a,2026-01-01,x".encode(),
        f"{HEADER}p3,p4,same,a,2026-01-01,'x, y'\n\n".replace("'", '"').encode(),
        f"{HEADER}gone, p4 ,same,,,\n".encode(),
        b"\xef\xbb\xbf" + HEADER.encode(),
        f"{HEADER}p3,p4,same,a,2026-01-01,x\n".replace("\n", "\r\n").encode(),
        b"decision,reason,record_b,note,record_a,at,by\nsame,x,p3,n,p4,2026,a\n",
    ],
    ids=["header", "line", "no-end", "blank", "gone", "mark", "crlf", "columns"],
)
def test_what_stands_in_the_file_stays_byte_for_byte(root: Path, old: bytes) -> None:
    (root / "identity_pins.csv").write_bytes(old)
    pin(root, "p1", "p4", "--different", "--reason", "no kin", "--by", "b").found()
    new = pins(root)
    assert new.startswith(old)
    assert new.count(b"\r\n") in {0, new.count(b"\n")}
    *_, row = csv.DictReader(new.decode("utf-8-sig").splitlines())
    assert (row["record_a"], row["record_b"], row["decision"]) == ("p1", "p4", "different")
    assert (row["by"], row["reason"]) == ("b", "no kin")
    assert row.get("note", "") == ""
    lines = new.removeprefix(old).strip().splitlines()
    assert len(lines) == 1
    assert sorted(p.name for p in root.glob("*pins*")) == ["identity_pins.csv"]
    assert not list(root.glob(".pins*"))


def test_a_missing_file_is_made_with_its_header(root: Path) -> None:
    (root / "identity_pins.csv").unlink()
    pin(root, "p1", "p4", "--same", "--reason", "x", "--by", "b").found()
    assert re.fullmatch(rf"{HEADER}p1,p4,same,b,[0-9TZ:-]+,x\n", pins(root).decode())


def test_a_pin_says_one_thing(root: Path) -> None:
    refused(root, "p1", "p4", "--reason", "x", words=("--same or --different",))
    both = ("--same", "--different")
    refused(root, "p1", "p4", *both, "--reason", "x", words=("--same or --different",))
    assert pin(root, "p1", "p4", "--same").code == 2
    refused(root, "p1", "p4", "--same", "--reason", "  ", words=("a reason",))
    refused(root, "p1", "p4", "--same", "--reason", "x", "--by", "", words=("--by",))
    assert pin(root, "p1", "--same", "--reason", "x").code == 2


@pytest.mark.parametrize(
    ("a", "b", "which"),
    [
        ("zz9", "p4", "first"), ("p1", "zz9", "second"), ("1000001", "p4", "first"),
        ("silver.other:p1", "p4", "first"), ("9876500001", "p4", "first"), ("", "p1", "first"),
        ("p1", "' or 1=1 --", "second"),
    ],
)  # fmt: skip
def test_a_record_that_is_not_there_is_refused(root: Path, a: str, b: str, which: str) -> None:
    refused(root, a, b, "--same", "--reason", "x", words=(f"the {which} record is not in",))
    err = pin(root, a, b, "--same", "--reason", "x").err
    assert not [word for word in (a, b) if len(word) > 2 and word in err]


@pytest.mark.parametrize("other", ["p1", " p1 ", "silver.dim_person:p1"])
def test_a_record_is_not_pinned_to_itself(root: Path, other: str) -> None:
    refused(root, "p1", other, "--same", "--reason", "x", words=("one and the same",))


STANDING = f"""{HEADER}p1,p2,same,a,2026-01-01,x
silver.dim_person:p3,p2,same,a,2026-01-01,x

p3,p4,different,a,2026-01-01,"two
lines"
"""


@pytest.mark.parametrize(
    ("a", "b", "decision", "words"),
    [
        ("p1", "p2", "same", ("stands already", "line 2")),
        ("p2", "silver.dim_person:p1", "same", ("stands already", "line 2")),
        ("p4", "p3", "different", ("stands already", "line 6")),
        ("p2", "p1", "different", ("contradicts line 2 ",)),
        ("p4", "p3", "same", ("contradicts line 6 ",)),
        # p1 is p2 and p2 is p3; p3 is not p4
        ("p1", "p3", "different", ("contradicts lines 2, 3 ",)),
        ("p1", "p4", "same", ("contradicts line 6 ",)),
    ],
)
def test_a_decision_that_stands_or_is_contradicted_is_refused(
    root: Path, a: str, b: str, decision: str, words: tuple[str, ...]
) -> None:
    (root / "identity_pins.csv").write_text(STANDING, encoding="utf-8")
    refused(root, a, b, f"--{decision}", "--reason", "x", words=words)


def test_what_follows_from_pins_may_still_be_said(root: Path) -> None:
    (root / "identity_pins.csv").write_text(STANDING, encoding="utf-8")
    pin(root, "p1", "p3", "--same", "--reason", "x", "--by", "b").found()
    pin(root, "p1", "p4", "--different", "--reason", "x", "--by", "b").found()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"record_a,record_b,decision\n", ("identity_pins.csv:1", "'by'")),
        (b"who,whom\n", ("identity_pins.csv:1", "'record_a'")),
        (f"{HEADER}p1,p2,perhaps,,,\n".encode(), ("identity_pins.csv:2",)),
        (f'{HEADER}p1,p2,same,a,2026-01-01,"x\n'.encode(), ("identity_pins.csv:2", "quotation")),
        (f"{HEADER}p1,p2,same,a,2026-01-01,\xe9\n".encode("latin-1"), ("UTF-8",)),
    ],
    ids=["columns", "header", "decision", "quote", "latin"],
)
def test_a_file_with_mistakes_is_left_alone(
    root: Path, content: bytes, words: tuple[str, ...]
) -> None:
    (root / "identity_pins.csv").write_bytes(content)
    refused(root, "p1", "p4", "--same", "--reason", "x", words=words)


def test_a_project_must_name_its_file_of_pins(root: Path) -> None:
    file = root / "identity.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("pins: identity_pins.csv\n", ""), encoding="utf-8")
    refused(root, "p1", "p4", "--same", "--reason", "x", words=("pins: identity_pins.csv",))
    file.unlink()
    (root / "gold" / "user.yaml").unlink()
    refused(root, "p1", "p4", "--same", "--reason", "x", words=("identity.yaml",))


def test_a_file_that_is_a_link_stays_one(root: Path) -> None:
    shutil.move(root / "identity_pins.csv", root / "shared.csv")
    (root / "identity_pins.csv").symlink_to("shared.csv")
    (root / "shared.csv").chmod(0o640)
    pin(root, "p1", "p4", "--same", "--reason", "x", "--by", "b").found()
    assert (root / "identity_pins.csv").is_symlink()
    assert (root / "shared.csv").stat().st_mode & 0o777 == 0o640
    assert b"p1,p4,same" in (root / "shared.csv").read_bytes()


def test_pinning_before_the_first_run(tiny: Tiny) -> None:
    pin(tiny.root, "p1", "p4", "--same", "--reason", "x").refused("cdp run", code=6)


def test_records_of_several_tables_are_named_with_their_table(tmp_path: Path) -> None:
    root = shutil.copytree(SHOP, tmp_path / "shop")
    file = root / "identity.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "pins: pins.csv\n", encoding="utf-8")
    (root / "pins.csv").write_text(HEADER, encoding="utf-8")
    sales = root / "data" / "sales.csv"
    with sales.open("a", encoding="utf-8") as rows:
        rows.write("c2,,,5,2026-01-08T10:00:00Z\n")  # a sale with the key of a customer
    from cdp.pipeline.compile import compile_root
    from cdp.pipeline.execute import execute_run

    execute_run(compile_root(root), None, datetime(2026, 1, 25), Silent())
    said = pin(root, "c4", "c2", "--same", "--reason", "x")
    said.refused("second key stands in several record tables", "table:key")
    pin(root, "c4", "silver.sale:c2", "--same", "--reason", "x", "--by", "b").found()
    assert b"\nc4,silver.sale:c2,same," in (root / "pins.csv").read_bytes()
    said = pin(root, "silver.customer:c4", "silver.sale:c2", "--different", "--reason", "x")
    said.refused("contradicts line 2 ")
