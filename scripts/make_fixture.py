"""Make the archive of `tests/e2e/test_upgrade.py`: what a checkout of the library leaves on a disk.

`python scripts/make_fixture.py CHECKOUT ARCHIVE` lets the `cdp` of that checkout live through two
days of a small copy of the shipped project: pins, a merge, a split, syncs to its own fake of
MoEngage, an erasure, and a sync that is killed with outcomes in the state database. The archive
holds that project, the files of the next day in `later`, and in `printed` what commands said of it.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

LEADS, SEED = 60, 5
FIRST_DAYS = ("2026-11-01", "2026-11-02", "2026-11-03")
FILE_TIME = 1_793_500_000
"""When files were written: whole seconds, as archives keep no more."""
SECRETS = {"MOENGAGE_WORKSPACE": "WORKSPACE", "MOENGAGE_DATA_API_KEY": "secret"}
MAIN = "from cdp.cli.app import program; program()"
SPLIT = (
    "select min(record_key) as a, max(record_key) as b from identity.registry"
    " where record_key in (select lead_id from silver.dim_lead) group by user_id"
    " having count(*) = 2 order by user_id limit 1"
)
MERGE = (
    "select min(record_key) as a, max(record_key) as b from (select user_id, min(record_key) as"
    " record_key from identity.registry group by user_id having count(*) = 1"
    " order by user_id limit 2) as lonely"
)
COMMANDS: dict[str, tuple[str, ...]] = {
    "status": ("status",),
    "sync_status": ("sync", "status"),
    "audience_list": ("audience", "list"),
    "audience_size": ("audience", "size", "fee_pending"),
    "audience_preview": ("audience", "preview", "fee_pending"),
    "audience_diff": ("audience", "diff", "fee_pending"),
    "quarantine_list": ("quarantine", "list"),
    "quarantine_show": ("quarantine", "show", "call_log"),
    "contracts_check": ("contracts", "check"),
    "identity_report": ("identity", "report"),
    "plan": ("plan", "--as-of", f"{FIRST_DAYS[-1]}T00:00:00Z"),
    "plan_later": ("plan", "--as-of", "2026-11-05T00:00:00Z"),
    "sync_plan": ("sync", "plan", "moengage"),
    "sync_errors": ("sync", "errors", "moengage"),
}
"""Name of what is printed → command, in the order they are asked."""
TEXT = {"status", "contracts_check", "identity_report"}
"""Of these, what knows no other format than text."""
NEXT_DAY = "2026-11-04T00:00:00Z"
TABLES = (
    "select schema_name || '.' || table_name from duckdb_tables()"
    " where schema_name in ('silver', 'identity', 'gold', 'quarantine') order by 1"
)
DIGEST = "select md5(string_agg(t::varchar, '\n' order by t::varchar)) from {} as t"
USERS = (
    "select user_id from gold.cdp_dim_user where lead_count > 1 union"
    " select retired_user_id from gold.cdp_user_redirect order by 1"
)


@dataclass
class Past:
    """A project, and the checkout whose code runs it."""

    checkout: Path
    root: Path

    def cdp(self, *args: str, data: bool = False) -> str:
        """Run a command to its end; returns what it printed."""
        process = self.start(*args, data=data)
        printed, complaint = process.communicate()
        if process.returncode:
            raise SystemExit(f"cdp {' '.join(args)}: {complaint}{printed}")
        return printed

    def start(self, *args: str, data: bool = False) -> subprocess.Popen[str]:
        """Start a command on the project."""
        where = () if data else ("--project", str(self.root))
        source = str(self.checkout / "src")
        return subprocess.Popen(  # noqa: S603 - the checkout that was asked for
            [sys.executable, "-c", MAIN, *args, *where],
            env={**os.environ, **SECRETS, "PYTHONPATH": source, "COLUMNS": "200"},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """Ask the warehouse."""
        return json.loads(self.cdp("sql", sql, "--format", "json"))

    def day(self, number: int, out: Path) -> None:
        """Write the files of a day."""
        days = ("--days", str(number), "--from-day", str(number), "--to-day", str(number))
        self.cdp("synth", "--leads", str(LEADS), "--seed", str(SEED), *(days if number else ()),
                 "--out", str(out), data=True)  # fmt: skip
        shutil.rmtree(out / "_truth", ignore_errors=True)
        for file in out.rglob("*.parquet"):
            os.utime(file, (FILE_TIME, FILE_TIME))

    def run(self, day: int) -> None:
        """Deliver a day, and run."""
        self.day(day, self.root / "data")
        self.cdp("run", "--as-of", f"{FIRST_DAYS[day]}T00:00:00Z")

    def pin(self, pair: str, how: str) -> None:
        """Decide about the two records that a query finds."""
        (row,) = self.rows(pair)
        self.cdp(
            "identity", "pin", row["a"], row["b"], how, "--reason", "asked", "--by", "somebody"
        )


def live(past: Past, stack: ExitStack) -> None:
    """Let days pass."""
    vendor, address = serve_moengage(past.checkout, stack)
    shutil.copytree(past.checkout / "projects" / "superleap", past.root)
    edit(past.root / "cdp.yaml", "memory_limit: 4GB", "threads: 1")
    edit(past.root / "destinations" / "moengage.yaml", "account:\n",
         f"account:\n  base_url: {address}\n")  # fmt: skip
    past.run(0)
    past.cdp("sync", "run", "moengage")
    past.pin(MERGE, "--same")
    past.pin(SPLIT, "--different")
    past.run(1)
    past.cdp("sync", "run", "moengage")
    known = past.rows("select max(user_id) as n from ops.sync_state where status = 'accepted'")
    past.cdp("sync", "erase", str(known[0]["n"]))
    past.cdp("sync", "run", "moengage")
    past.run(2)
    sync_killed(past, vendor)
    compact(past.root / "warehouse.duckdb")


def compact(warehouse: Path) -> None:
    """Write a database anew, without the room that former rows took."""
    fresh = warehouse.with_suffix(".fresh")
    with duckdb.connect() as db:
        db.execute(f"attach '{warehouse}' as former (read_only)")
        db.execute(f"attach '{fresh}' as fresh")
        db.execute("copy from database former to fresh")
        db.execute("checkpoint fresh")
    warehouse.with_suffix(".duckdb.wal").unlink(missing_ok=True)
    fresh.replace(warehouse)


def edit(file: Path, old: str, new: str) -> None:
    """Replace the one place in a file where `old` stands."""
    text = file.read_text(encoding="utf-8")
    if text.count(old) != 1:
        raise SystemExit(f"{file.name} has changed: {old!r}")
    file.write_text(text.replace(old, new), encoding="utf-8")


@dataclass
class Holding:
    """A vendor that, once armed, takes hold of the warehouse before it answers.

    A sync lets go of it while it sends; then outcomes cannot leave the state database.
    """

    vendor: Any
    armed: Path | None = None
    held: duckdb.DuckDBPyConnection | None = None

    def handle(self, request: Any) -> Any:  # noqa: ANN401 - a class of the checkout
        """Let the vendor answer."""
        while self.armed and not self.held:
            with contextlib.suppress(duckdb.IOException):
                self.held = duckdb.connect(str(self.armed))
        return self.vendor.handle(request)

    def refusal(self, request: Any, status: int) -> Any:  # noqa: ANN401 - a class of the checkout
        """Let the vendor word it."""
        return self.vendor.refusal(request, status)


def serve_moengage(checkout: Path, stack: ExitStack) -> tuple[Holding, str]:
    """Serve the checkout's fake of MoEngage; returns it and its URL."""
    sys.path.insert(0, str(checkout / "tests"))
    package = "fakes" if (checkout / "tests" / "fakes").is_dir() else "standins"
    limits, moengage, server = (
        importlib.import_module(f"{package}.{name}") for name in ("limits", "moengage", "server")
    )
    vendor = Holding(moengage.MoEngage("WORKSPACE", "secret", limits=limits.Limits.off()))
    return vendor, stack.enter_context(server.serve(vendor))


def sync_killed(past: Past, vendor: Holding) -> None:
    """Sync, and kill it when outcomes stand in the state database and cannot leave it."""
    vendor.armed = past.root / "warehouse.duckdb"
    process = past.start("sync", "run", "moengage")
    ends = time.monotonic() + 20
    while process.poll() is None and time.monotonic() < ends and not waiting(past.root):
        time.sleep(0.01)
    process.kill()
    process.communicate()
    if vendor.held:
        vendor.held.close()
    if not waiting(past.root):
        raise SystemExit("no outcome was left behind")


def waiting(root: Path) -> int:
    """Count requests whose outcomes stand in the state database."""
    with sqlite3.connect(root / "state.db", timeout=10) as db:
        return int(db.execute("select count(*) from sync_outcome").fetchone()[0])


def printed(past: Past) -> dict[str, Any]:
    """Say what every command prints, by its name."""
    users = [str(row["user_id"]) for row in past.rows(USERS)][:4]
    asked = {name: [*words] for name, words in COMMANDS.items()}
    for name in asked.keys() - TEXT:
        asked[name] += ["--format", "json"]
    for user in users:
        asked[f"explain_{user}"] = ["explain", user, "--format", "json"]
        asked[f"show_user_{user}"] = ["show", "user", user]
    return {name: answer(past, words) for name, words in asked.items()}


def answer(past: Past, words: list[str]) -> dict[str, Any]:
    """Say what a command printed, and how it left."""
    process = past.start(*words)
    out, err = process.communicate()
    return {"words": words, "code": process.returncode, "printed": out, "complaint": err}


def pack(past: Past, folder: Path, archive: Path) -> None:
    """Write everything into one archive."""
    past.day(3, folder / "later")
    apart = Path(shutil.copytree(past.root, folder / "asked", copy_function=shutil.copy2))
    asked = Past(past.checkout, apart)
    said = {"commands": printed(asked), "next_day": next_day(asked, folder / "later")}
    (folder / "printed.json").write_text(json.dumps(said, indent=1), encoding="utf-8")
    archive.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive, "w:gz", compresslevel=9, format=tarfile.PAX_FORMAT) as tar:
        for name in ("project", "later", "printed.json"):
            tar.add(folder / name, name, filter=nobody)


def next_day(past: Past, later: Path) -> dict[str, Any]:
    """Let the next day pass; says what was planned, and a digest of every table as it is then."""
    shutil.copytree(later, past.root / "data", dirs_exist_ok=True)
    words = ("--as-of", NEXT_DAY)
    plan = past.cdp("plan", *words, "--format", "json")
    past.cdp("run", *words)
    with duckdb.connect(str(past.root / "warehouse.duckdb"), read_only=True) as db:
        names = db.execute(TABLES).fetchall()
        digests = {n: db.execute(DIGEST.format(n)).fetchall()[0][0] for (n,) in names}
    return {"plan": plan, "digest": DIGEST, "digests": digests}


def nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Forget whose file it is."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


def main(checkout: str, archive: str) -> None:
    """Make the archive."""
    with tempfile.TemporaryDirectory() as made, ExitStack() as stack:
        folder = Path(made)
        past = Past(Path(checkout).resolve(), folder / "project")
        live(past, stack)
        pack(past, folder, Path(archive))


if __name__ == "__main__":
    main(*sys.argv[1:])
