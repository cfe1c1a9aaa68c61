"""What happens to the shipped project from its first run to an erasure, on a few made-up leads.

Everything is as it would be for an engine without row ids, as those of a lake are.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING
from unittest import mock

import duckdb
from typer.testing import CliRunner

import cdp.cli.options
import cdp.engines.duckdb
import cdp.pipeline.compile
from cdp.activation.dry_run import dry_run_sync
from cdp.activation.sender import RetryPolicy
from cdp.activation.sync import run_sync
from cdp.cli.app import app
from cdp.errors import CdpError
from cdp.pipeline.execute import execute_run
from cdp.pipeline.up_to_date import check_up_to_date
from cdp.pipeline.verify import verify_warehouse
from cdp.synth import write_source_files
from fakes.server import Faults, serve
from statement_recorder import LAST_RUN, Stages
from sync_world import PROJECT, SECRETS, Picky, address, vendors

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from cdp.warehouse.context import Manifest
    from fakes.server import Vendor
    from statement_recorder import Recorder

LEADS, SEED = 150, 5
FIRST = datetime(2026, 11, 1)
POLICY = RetryPolicy(lanes=1, attempts=2, first_wait=0.01, longest_wait=0.02, timeout=5.0)


@dataclass
class StoppedClock:
    """A clock that shows one instant until somebody sleeps."""

    at: datetime

    def now(self) -> datetime:
        """Return the instant."""
        return self.at

    def time(self) -> float:
        """Return seconds since 1970."""
        return self.at.replace(tzinfo=UTC).timestamp()

    def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        self.at += timedelta(seconds=seconds)


class Story:
    """The project's folder, and what is recorded while things happen to it."""

    def __init__(self, root: Path, recorder: Recorder) -> None:
        self.root, self.recorder = root, recorder
        self.now = FIRST
        shutil.copytree(PROJECT, root)
        self.edit("cdp.yaml", "memory_limit: 4GB", "threads: 1")
        write_source_files(root / "data", leads=LEADS, seed=SEED)

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace the one place in a file where `old` stands."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file} has changed: {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def fetch(self, sql: str) -> list[tuple[object, ...]]:
        """Read the warehouse as it stands on disk."""
        with duckdb.connect(str(self.root / "warehouse.duckdb"), read_only=True) as db:
            return db.execute(sql).fetchall()

    def run(
        self, name: str, *, days: int = 0, select: tuple[str, ...] = (), plan: bool = False
    ) -> None:
        """Plan a run, ask whether anything is to be done, and run."""
        self.now += timedelta(days=days)
        self.recorder.chances[self.now.isoformat(sep=" ")] = LAST_RUN
        if plan:
            self.ask("plan", "plan", "--as-of", self.now.isoformat())
        self.recorder.group = "up_to_date"
        _, engine = check_up_to_date(self.root, None, self.now)
        if engine:
            engine.close()
        self.recorder.group = name
        stages = Stages(self.recorder, name, apart=name in {"build", "increment"})
        execute_run(
            cdp.pipeline.compile.compile_root(self.root), None, self.now, stages, select=select
        )

    def compiled(self) -> Manifest:
        """Compile the project as it stands."""
        return cdp.pipeline.compile.compile_root(self.root)

    def ask(self, group: str, *words: object, code: int = 0) -> None:
        """Call the command."""
        self.recorder.group = group
        line = [*map(str, words), "--project", str(self.root)]
        with mock.patch.object(cdp.cli.options, "datetime", _stopped(self.now)):
            done = CliRunner().invoke(app, line)
        if isinstance(done.exception, CdpError):
            assert code == done.exception.exit_code, done.exception
            return
        assert done.exit_code == code, (words, done.output, done.exception)

    def deliver(self, table: str, name: str, select: str) -> None:
        """Write a file of rows that differ from those that were there."""
        first = self.root / "data" / table / "day-0000-0000.parquet"
        path = self.root / "data" / table / f"{name}.parquet"
        with duckdb.connect() as db:
            db.read_parquet(str(first)).create_view("delivered")
            db.execute(f"copy ({select}) to '{path}' (format parquet)")


def _stopped(at: datetime) -> type[datetime]:
    class Stopped(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return at.replace(tzinfo=UTC) if tz else at

    return Stopped


@contextlib.contextmanager
def _without_row_ids() -> Generator[None]:
    can = dataclasses.replace(cdp.engines.duckdb.CAN, row_ids=None)
    with mock.patch.object(cdp.engines.duckdb, "CAN", can):
        yield


@contextlib.contextmanager
def _compiling_once() -> Generator[None]:
    """Compile a project again only when a file of it has changed: it takes long."""
    compile_root = cdp.pipeline.compile.compile_root
    known: dict[frozenset[bytes], Manifest] = {}

    def compile_once(root: Path) -> Manifest:
        mark = frozenset(p.read_bytes() for e in ("yaml", "sql") for p in root.rglob(f"*.{e}"))
        if mark not in known:
            known[mark] = compile_root(root)
        return known[mark]

    with mock.patch.object(cdp.pipeline.compile, "compile_root", compile_once):
        yield


def tell(root: Path, recorder: Recorder) -> None:
    """Let everything happen, one after another."""
    with _without_row_ids(), _compiling_once():
        story = Story(root, recorder)
        _runs(story)
        _questions(story)
        _syncs(story)


def _runs(story: Story) -> None:
    story.run("build")
    write_source_files(story.root / "data", leads=LEADS, seed=SEED, from_day=1, to_day=1)
    story.run("increment", days=1, plan=True)
    story.run("time", days=5)
    _move_people(story)
    story.run("moved", days=1)
    (story.root / "data" / "call_log" / "day-0001.parquet").unlink()
    story.run("gone", days=1)
    _change_rules(story)
    story.run("rules", days=1, select=("silver.fact_call_log+",), plan=True)
    _verify(story)


def _verify(story: Story) -> None:
    story.recorder.group = "verify"
    verify_warehouse(
        cdp.pipeline.compile.compile_root(story.root), None, Stages(story.recorder, "verify")
    )


def _move_people(story: Story) -> None:
    """Deliver leads by which two users become one, one becomes two, one goes and one is bad."""
    pairs = story.fetch(
        "select min(lead_id), max(lead_id), count(*) from identity.user_map"
        " inner join silver.dim_lead using (lead_id) where not is_deleted"
        " and primary_mobile_number is not null group by user_id order by 1"
    )
    one, other, gone, bad = [str(p[0]) for p in pairs if p[2] == 1][:4]
    parted = next(str(p[1]) for p in pairs if p[2] == 2)
    of_one = "(select {} from delivered where id = '" + one + "' limit 1)"
    parting = {
        "name": "'Ira Sen'", "date_of_birth": "null", "primary_mobile_number": "'9811122233'",
        "student_id": "null", "email": "null",
    }  # fmt: skip
    joined = ", ".join(
        f"case id when '{other}' then {of_one.format(c)}"
        f" when '{parted}' then {new} else {c} end as {c}"
        for c, new in parting.items()
    )
    story.deliver(
        "lead", "day-0002",
        f"select * replace (case when id = '{bad}' then 'never' else '2026-11-06T10:00:00Z' end"
        f" as updated_at, case when id = '{gone}' then '2026-11-06T10:00:00Z' else deleted_at end"
        f" as deleted_at, {joined}) from delivered where id in"
        f" ('{other}', '{parted}', '{gone}', '{bad}')",
    )  # fmt: skip


def _change_rules(story: Story) -> None:
    """Change what identifies people, who is in an audience and a golden column; pin two records."""
    story.edit("identity.yaml", "email: 10", "email: 5")
    one, other = (str(k) for (k,) in story.fetch(
        "select min(lead_id) from identity.user_map group by user_id order by 1 limit 2"
    ))  # fmt: skip
    story.recorder.chances |= dict.fromkeys((one, other), "asked")
    story.ask("question.pin", "identity", "pin", one, other, "--same", "--reason", "they said so")
    path = story.root / "audiences" / "fee_pending.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("where:", "where: user_id > 0 and", 1), encoding="utf-8")


def _questions(story: Story) -> None:
    """Ask all that can be asked of a warehouse."""
    ask = story.ask
    users = story.fetch(
        "select user_id, min(lead_id), max(lead_id) from identity.user_map group by user_id"
        " having count(*) > 1 order by 1 limit 2"
    )
    refused = story.fetch(
        "select a.record_key, b.record_key from identity.refused_link as r"
        " inner join identity.registry as a on a.record_no = r.record_a"
        " inner join identity.registry as b on b.record_no = r.record_b order by 1, 2 limit 1"
    )
    story.recorder.chances |= dict.fromkeys(map(str, chain(*users, *refused)), "asked")
    ask("question.explain", "explain", users[0][0])
    ask("question.explain_pair", "explain", users[0][1], users[0][2])
    ask("question.explain_pair", "explain", users[0][1], users[1][1])
    ask("question.explain_pair", "explain", *refused[0])
    ask("question.identity_report", "identity", "report")
    ask("question.identity_diff", "identity", "diff", "--rules", PROJECT / "identity.yaml")
    ask("question.show_user", "show", "user", users[0][0])
    for verb in ("size", "preview", "diff"):
        ask("question.audience", "audience", verb, "fee_pending")
    ask("question.audience", "audience", "list")
    ask("question.quarantine", "quarantine", "list")
    ask("question.quarantine", "quarantine", "show", "lead", "--rule", "id")
    ask("question.sql", "sql", "select count(*) as users from gold.cdp_dim_user")
    ask("question.contracts", "contracts", "check")


def _syncs(story: Story) -> None:
    """Send to every destination of the project, twice, with somebody refused, erased and gone."""
    with contextlib.ExitStack() as stack:
        stack.enter_context(mock.patch.dict(os.environ, SECRETS))
        picky = {name: Picky(vendor) for name, vendor in vendors().items()}
        for name, vendor in picky.items():
            address(story.root, name, stack.enter_context(serve(_vendor(vendor), Faults())))
        names = [*picky, "win_back_file"]
        for name in names:
            _sync(story, name)
        (user,) = story.fetch("select min(user_id) from ops.sync_state where is_sure")[0]
        story.ask("sync.erasure", "sync", "erase", user)
        story.ask("sync.resend", "sync", "retry", "moengage")
        story.now += timedelta(days=30)
        story.run("later")
        for name in names:
            _sync(story, name)
        story.ask("sync.resend", "sync", "reset", "webengage", "--yes")
        story.ask("question.syncs", "sync", "status")
        story.ask("question.syncs", "sync", "errors", "moengage")


def _vendor(vendor: Picky) -> Vendor:
    return vendor


def _sync(story: Story, name: str) -> None:
    compiled, clock = story.compiled(), StoppedClock(story.now)
    story.recorder.group = "sync.plan"
    dry_run_sync(compiled, None, name, clock=clock)
    story.recorder.group = "sync.run"
    run_sync(compiled, None, name, clock=clock, policy=POLICY)
