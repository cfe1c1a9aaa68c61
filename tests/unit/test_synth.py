"""What `synth.write` promises about files: which, where, and that a seed means one content."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from cdp import synth
from cdp.synth.catalogue import TABLES
from cdp.synth.draw import Draw, lognormal_table, rows_between, weighted_table
from cdp.synth.mess import base_delivery

LEADS, SEED, DAYS = 2500, 11, 4


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("full")
    synth.write_source_files(out, leads=LEADS, seed=SEED, days=DAYS)
    return out


def files(out: Path) -> list[str]:
    return sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file())


def table_files(out: Path) -> list[str]:
    return [name for name in files(out) if not name.startswith("_truth")]


def test_every_table_has_a_base_and_a_file_a_day(full: Path) -> None:
    days = ["day-0000-0000", *(f"day-{day:04d}" for day in range(1, DAYS + 1))]
    expected = [f"{table}/{day}.parquet" for table in TABLES for day in days]
    assert files(full) == sorted([*expected, "_truth/person.parquet"])


def test_the_same_seed_gives_the_same_bytes(full: Path, tmp_path: Path) -> None:
    synth.write_source_files(tmp_path, leads=LEADS, seed=SEED, days=DAYS)
    assert files(tmp_path) == files(full)
    assert all((tmp_path / f).read_bytes() == (full / f).read_bytes() for f in files(full))


def test_another_seed_gives_other_data(full: Path, tmp_path: Path) -> None:
    synth.write_source_files(tmp_path, leads=LEADS, seed=SEED + 1)
    ids = [set(pq.read_table(out / "_truth")["lead_id"].to_pylist()) for out in (full, tmp_path)]
    assert not ids[0] & ids[1]


@pytest.mark.parametrize(("first", "last"), [(0, 0), (1, 1), (2, 3), (0, 2)])
def test_a_slice_of_days_equals_the_same_days_of_a_full_write(
    full: Path, tmp_path: Path, first: int, last: int
) -> None:
    synth.write_source_files(tmp_path, leads=LEADS, seed=SEED, from_day=first, to_day=last)
    wanted = [f for f in table_files(full) if first <= int(f.split("/day-")[1][:4]) <= last]
    assert table_files(tmp_path) == wanted
    for name in wanted:
        assert pq.read_table(tmp_path / name).equals(pq.read_table(full / name)), name


def test_the_truth_of_a_slice_reaches_from_the_first_lead_to_its_last_day(
    full: Path, tmp_path: Path
) -> None:
    synth.write_source_files(tmp_path, leads=LEADS, seed=SEED, from_day=2, to_day=3)
    part, whole = (pq.read_table(out / "_truth") for out in (tmp_path, full))
    a_day = (whole.num_rows - LEADS) // DAYS
    assert part.num_rows == LEADS + 3 * a_day
    assert part.equals(whole.slice(0, part.num_rows))


def test_report_counts_what_is_in_the_files(tmp_path: Path) -> None:
    report = synth.write_source_files(tmp_path, leads=300, seed=1, days=2)
    assert set(report.rows) == set(TABLES)
    for table in TABLES:
        assert report.rows[table] == pq.read_table(tmp_path / table).num_rows
    assert report.files == len(files(tmp_path))
    assert report.seconds > 0


def test_writing_again_leaves_nothing_of_the_earlier_write(tmp_path: Path) -> None:
    synth.write_source_files(tmp_path, leads=200, seed=1, days=3)
    (tmp_path / "lead" / "notes.txt").write_text("mine")
    synth.write_source_files(tmp_path, leads=100, seed=1, days=1)
    assert not list(tmp_path.rglob("day-0003*"))
    assert pq.read_table(tmp_path / "_truth").num_rows == 100 + 12
    assert (tmp_path / "lead" / "notes.txt").exists()


@pytest.mark.parametrize("leads", [1, 2, 7])
def test_a_handful_of_leads_still_gives_six_tables(tmp_path: Path, leads: int) -> None:
    report = synth.write_source_files(tmp_path, leads=leads, seed=3, days=3)
    assert report.rows["lead"] >= leads
    assert {path.name for path in tmp_path.iterdir()} == {*TABLES, "_truth"}


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ({"leads": 0, "seed": 1}, "leads must be at least 1, not 0"),
        ({"leads": 5, "seed": -1}, "seed must not be negative"),
        ({"leads": 5, "seed": 1, "days": -1}, "days must not be negative"),
        ({"leads": 5, "seed": 1, "from_day": -2, "to_day": 1}, "from_day must not be negative"),
        ({"leads": 5, "seed": 1, "from_day": 3, "to_day": 2}, "must not come before from_day"),
        ({"leads": 5, "seed": 1, "from_day": 3}, "must not come before from_day"),
        ({"leads": 5, "seed": 1, "days": 4, "to_day": 2}, "contradict each other"),
        ({"leads": 5, "seed": 1, "days": 10_000}, "numbered up to 9999"),
    ],
)
def test_nonsense_is_refused(tmp_path: Path, arguments: dict[str, int], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        synth.write_source_files(tmp_path / "out", **arguments)  # pyright: ignore[reportArgumentType]
    assert not (tmp_path / "out").exists()


def test_importing_the_package_loads_neither_numpy_nor_pyarrow() -> None:
    code = "import sys, cdp.synth; sys.exit(bool({'numpy', 'pyarrow'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == 0


def test_parts_together_deliver_every_row_and_some_twice() -> None:
    draw, parts = Draw(5, "any"), [rows_between(a, a + 4000) for a in range(0, 12_000, 4000)]
    seen: Counter[int] = Counter()
    carried = 0
    for place, rows in enumerate(parts):
        before = parts[place - 1] if place else None
        found = base_delivery(draw, rows, before, last=place == len(parts) - 1).rows
        seen.update(found.tolist())
        carried += int(np.sum(found < rows[0]))
    assert sorted(seen) == list(range(12_000))
    assert set(seen.values()) == {1, 2}
    twice = sum(times == 2 for times in seen.values())
    assert 0.007 < twice / 12_000 < 0.013
    assert 0 < carried < twice


def test_an_older_version_comes_before_or_after_the_newer_one() -> None:
    rows = rows_between(0, 5000)
    found = base_delivery(Draw(5, "any"), rows, has_older=rows % 50 == 0)
    newest = {row: at for at, row in enumerate(found.rows) if found.version[at] == 0}
    older = [(row, at) for at, row in enumerate(found.rows) if found.version[at] < 0]
    assert sorted(row for row, _ in older) == list(range(0, 5000, 50))
    after = sum(at > newest[row] for row, at in older)
    assert 25 < after < 75


def test_a_value_depends_on_its_row_alone() -> None:
    draw, rows = Draw(5, "any"), rows_between(0, 1000)
    assert np.array_equal(draw.bits("x", rows)[300:400], draw.bits("x", rows[300:400]))
    assert not np.array_equal(draw.bits("x", rows), draw.bits("y", rows))
    assert not np.array_equal(draw.bits("x", rows), Draw(6, "any").bits("x", rows))


def test_lookup_tables_have_the_distribution_they_are_named_for() -> None:
    assert np.bincount(weighted_table((1, 0, 3))).tolist() == [4096, 0, 12_288]
    table = lognormal_table(100, 0.5)
    assert np.median(table) == pytest.approx(100, abs=1)
    assert np.quantile(table, 0.8413) == pytest.approx(100 * np.exp(0.5), rel=0.01)
