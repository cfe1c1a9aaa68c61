"""A small clinic whose deliveries a test makes up, and all that must hold after each run of it.

What should be in silver and in quarantine is said here a second time, in plain Python; what should
be in every other table is what a rebuild makes of it.
"""

from __future__ import annotations

import csv
import os
import shutil
from contextlib import closing, nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdp.pipeline.compile import compile_root
from cdp.pipeline.execute import execute_run
from cdp.pipeline.up_to_date import check_up_to_date
from cdp.pipeline.verify import verify_warehouse
from conftest import Silent
from warehouse_file import choose_engine, open_warehouse

if TYPE_CHECKING:
    from collections.abc import Iterable

    import duckdb

    from cdp.warehouse.context import Manifest

CLINIC = Path(__file__).parent / "clinic"
COLUMNS = {
    "patient": (
        "id", "seen_at", "changed_at", "deleted_at", "name", "born", "primary_mobile_number",
        "email", "member_no", "serial",
    ),
    "visit": (
        "id", "patient_id", "doctor_id", "came_at", "changed_at", "deleted_at", "minutes", "serial",
    ),
    "doctor": ("id", "changed_at", "ward"),
}  # fmt: skip
NEVER = "never"
Row = dict[str, str]


@dataclass
class Seen:
    """What the warehouse showed after a run."""

    golden: dict[int, dict[str, Any]] = field(default_factory=dict[int, dict[str, Any]])
    users: dict[str, int] = field(default_factory=dict[str, int])
    log: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])
    redirects: dict[int, int] = field(default_factory=dict[int, int])
    founders: dict[int, str] = field(default_factory=dict[int, str])
    """Id → the record whose number it is, there or not."""

    @property
    def groups(self) -> dict[frozenset[str], int]:
        """Give each group of records with its id."""
        members: dict[int, set[str]] = {}
        for key, user in self.users.items():
            members.setdefault(user, set()).add(key)
        return {frozenset(keys): user for user, keys in members.items()}


def stamp(at: datetime) -> str:
    """Write an instant as the source does."""
    return f"{at.isoformat()}Z"


class World:
    """The clinic's folder, what was delivered so far, and what the last run left."""

    def __init__(self, root: Path, engine: str = "duckdb") -> None:
        self.root = root
        self.engine = engine
        shutil.copytree(CLINIC, root)
        choose_engine(root, engine)
        self.files: dict[str, dict[str, list[Row]]] = {t: {} for t in COLUMNS}
        self.now = datetime(2026, 1, 20)
        self.count = 0
        self.most_minutes = 600
        self.compiled: Manifest | None = None
        self.seen = Seen()
        self.is_sound = False
        """Whether all held after the last run."""
        self.last_members: dict[int, frozenset[str]] = {}
        """User id → the records it had when it was last in use."""

    # ------------------------------------------------------------ what happens to the source

    def tick(self) -> int:
        """Count on: for names of files, serial numbers, and times that differ."""
        self.count += 1
        return self.count

    def deliver(self, table: str, rows: list[Row]) -> None:
        """Put a new file beside the others."""
        name = f"{self.tick():05}.csv"
        self.files[table][name] = rows
        self._write(table, name)

    def rewrite(self, table: str, name: str, rows: list[Row]) -> None:
        """Write a file anew in its place."""
        self.files[table][name] = rows
        self._write(table, name)

    def remove(self, table: str, name: str) -> None:
        """Take a file away."""
        del self.files[table][name]
        (self.root / "data" / table / name).unlink()

    def _write(self, table: str, name: str) -> None:
        path = self.root / "data" / table / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS[table], lineterminator="\n")
            writer.writeheader()
            writer.writerows(self.files[table][name])
        second = 1_700_000_000 + self.tick()
        os.utime(path, (second, second))

    def delivered(self, table: str, key: str) -> Row | None:
        """Give the row of a key that was delivered last."""
        found = [r for rows in self.files[table].values() for r in rows if r["id"] == key]
        return found[-1] if found else None

    def pin(self, pins: Iterable[tuple[str, str, str]]) -> None:
        """Write these pins and no others."""
        lines = [
            "record_a,record_b,decision,by,at,reason",
            *(f"{a},{b},{d},,," for a, b, d in pins),
        ]
        (self.root / "identity_pins.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")

    def toggle(self, file: str, one: str, other: str) -> None:
        """Replace one text of a project file by another, or the other way round."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        # one may be part of the other: what is there is the longest that is found
        old, new = sorted((one, other), key=lambda t: (t in text, len(t)), reverse=True)
        assert text.count(old) == 1, f"{file} has changed: {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        self.compiled = None

    # ------------------------------------------------------------ what a run must leave

    def run(self) -> None:
        """Run the project, and check all that must hold then."""
        self.is_sound = False
        quiet, engine = check_up_to_date(self.root, None, self.now)
        if self.compiled is None:
            self.compiled = compile_root(self.root)
        with closing(engine) if engine else nullcontext():
            report = execute_run(self.compiled, None, self.now, Silent(), engine=engine).report()
        verdict = verify_warehouse(self.compiled, None, Silent())
        wrong = {t.table: t.samples for t in verdict.tables if t.differing}
        assert not wrong, f"other than a rebuild: {wrong}"
        with open_warehouse(self.root / "warehouse.duckdb") as db:
            self._check_silver(db)
            _check_history(db)
            _check_members(db)
            seen = _see(db)
            self._check_identity(seen)
            _check_feed(db, report["run_id"], self.seen, seen)
        assert quiet is None or seen == self.seen, "there was something to do"
        self.seen = seen
        self.last_members |= {user: keys for keys, user in seen.groups.items()}
        self.is_sound = True

    def _check_silver(self, db: duckdb.DuckDBPyConnection) -> None:
        for table, model, key in (
            ("patient", "dim_patient", "patient_id"),
            ("visit", "fact_visit", "visit_id"),
        ):
            kept, quarantined = self._expected(table)
            found = dict(db.execute(f"select {key}, serial from silver.{model}").fetchall())
            assert found == kept, f"silver.{model}"
            keys = db.execute(
                f"select coalesce(row_key, '') from quarantine.{table} order by all"
            ).fetchall()
            assert [k for (k,) in keys] == sorted(quarantined), f"quarantine.{table}"

    def _expected(self, table: str) -> tuple[dict[str, int], list[str]]:
        """Work out the serial number of the row in use a key, and the keys in quarantine."""
        best: dict[tuple[str, bool], tuple[tuple[str, int], Row]] = {}
        quarantined: list[str] = []
        rows = (r for _, rows in sorted(self.files[table].items()) for r in rows)
        for arrival, row in enumerate(rows):
            if not row["id"]:
                quarantined.append("")
                continue
            place = (row["changed_at"], arrival)
            slot = (row["id"], self._is_bad(table, row))
            if slot not in best or best[slot][0] < place:
                best[slot] = (place, row)
        kept = {key: int(row["serial"]) for (key, bad), (_, row) in best.items() if not bad}
        for (key, bad), (place, _) in best.items():
            good = best.get((key, False))
            if bad and (good is None or good[0] < place):
                quarantined.append(key)
        return kept, quarantined

    def _is_bad(self, table: str, row: Row) -> bool:
        if table == "patient":
            limit = stamp(self.now + timedelta(days=1))
            return row["seen_at"] == NEVER or row["seen_at"] > limit
        if row["came_at"] == NEVER:
            return True
        return row["minutes"] != "" and int(row["minutes"]) > self.most_minutes

    def _check_identity(self, seen: Seen) -> None:
        groups = seen.groups
        for keys, user in self.seen.groups.items():
            founder = seen.founders[user]  # who was gone and is back takes the id along
            is_back = founder not in self.seen.users and seen.users.get(founder) == user
            assert groups.get(keys, user) == user or is_back, f"{set(keys)} lost its id {user}"
        lost = set(self.seen.log) - set(seen.log)
        assert not lost, f"lines of the log are gone: {lost}"
        live = set(seen.users.values())
        assert not live & set(seen.redirects), "an id that is in use redirects"
        assert set(seen.redirects.values()) <= live, "a redirect leads nowhere"
        for user, keys in self.last_members.items():
            homes = {seen.users[k] for k in keys if k in seen.users}
            if user not in live and homes:
                assert seen.redirects.get(user) in homes, f"{user} of {set(keys)} leads nowhere"

    def check_against_nothing(self) -> None:
        """Build the same in a fresh folder, without any history; groups and rows are the same."""
        fresh = World(self.root.with_name(f"{self.root.name}_fresh"), self.engine)
        for name in ("data", "contracts", "silver", "gold", "audiences"):
            shutil.copytree(self.root / name, fresh.root / name, dirs_exist_ok=True)
        for name in ("identity.yaml", "identity_pins.csv"):
            shutil.copy(self.root / name, fresh.root / name)
        execute_run(compile_root(fresh.root), None, self.now, Silent())
        with open_warehouse(fresh.root / "warehouse.duckdb") as db:
            seen = _see(db)
        assert set(seen.groups) == set(self.seen.groups)
        ours, theirs = _anonymous(self.seen), _anonymous(seen)
        assert ours == theirs, f"{set(ours) - set(theirs)} is fresh {set(theirs) - set(ours)}"


def _anonymous(seen: Seen) -> list[str]:
    """Give golden records without their ids, and without what ids decide where all else is even."""
    left_out = {"user_id", "row_hash", "is_phone_owner"}
    rows = ({k: v for k, v in row.items() if k not in left_out} for row in seen.golden.values())
    return sorted(map(repr, rows))


def _see(db: duckdb.DuckDBPyConnection) -> Seen:
    found = db.execute("from gold.patient_whole")
    names = [column[0] for column in found.description or ()]
    golden = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return Seen(
        {row["user_id"]: row for row in golden},
        dict(db.execute("select patient_id, user_id from identity.user_map").fetchall()),
        db.execute("from ops.identity_log").fetchall(),
        dict(db.execute("select retired_user_id, user_id from identity.redirect").fetchall()),
        dict(db.execute("select record_no, record_key from identity.registry").fetchall()),
    )


def _check_history(db: duckdb.DuckDBPyConnection) -> None:
    """The states of one key follow each other without overlap, and at most one is open."""
    wrong = db.execute("""
        select * from (
            select *, lead(valid_from) over (partition by patient_id order by valid_from)
                as next_from
            from silver.dim_patient_history
        ) where valid_to <= valid_from or next_from < coalesce(valid_to, timestamp '9999-01-01')
    """).fetchall()
    assert not wrong, f"silver.dim_patient_history: {wrong}"


def _check_members(db: duckdb.DuckDBPyConnection) -> None:
    """Open memberships are who is in each audience now; those of one user do not overlap."""
    for name in ("lapsed", "northern"):
        now = db.execute(f"select user_id from audience.{name} order by all").fetchall()
        members = db.execute(
            "select user_id from gold.cdp_audience_member"
            " where audience = ? and left_at is null order by all",
            [name],
        ).fetchall()
        assert members == now, f"gold.cdp_audience_member of {name}"
    wrong = db.execute("""
        select * from (
            select *, lead(entered_at) over (partition by audience, user_id order by entered_at)
                as next_at
            from gold.cdp_audience_member
        ) where left_at <= entered_at or (next_at is not null and left_at is null)
    """).fetchall()
    assert not wrong, f"gold.cdp_audience_member: {wrong}"


def _check_feed(db: duckdb.DuckDBPyConnection, run_id: str, before: Seen, after: Seen) -> None:
    """The feed names exactly the golden records that differ from before, and what differs."""
    told = db.execute(
        "select user_id, kind, changed_columns from ops.user_change where run_id = ?", [run_id]
    ).fetchall()
    old, new = before.golden, after.golden
    differing = {u for u in old.keys() | new.keys() if old.get(u) != new.get(u)}
    assert sorted(u for u, _, _ in told) == sorted(differing), "ops.user_change"
    for user, kind, columns in told:
        there = (user in old, user in new)
        kinds = {
            (True, True): {"changed"},
            (False, True): {"created", "split"},
            (True, False): {"merged" if user in after.redirects else "deleted"},
        }
        assert kind in kinds[there], (user, kind)
        if columns is not None:
            names = {c for c in new[user] if new[user][c] != old[user][c]} - {"row_hash"}
            assert set(columns.split(",")) == names, (user, columns)
