"""A small warehouse that changes, two vendors it is sent to, and what they must hold then.

The project is the shipped one with its own destination files; only their addresses are others. The
warehouse is changed by hand from sync to sync, as runs would change it, because what a run does has
tests of its own.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import shutil
import signal
import threading
import time
import warnings
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import duckdb

from cdp.activation.destination import Context, open_destination
from cdp.activation.diff import WANTED, wanted_users_sql
from cdp.activation.record import User
from cdp.activation.session import sync_spec_of
from cdp.activation.spec import mapped_fields, user_expressions
from cdp.activation.sync import run_sync
from cdp.pipeline.compile import compile_root
from cdp.pipeline.execute import execute_run
from cdp.synth import write_source_files
from conftest import Silent
from fakes.limits import Limits
from fakes.moengage import MoEngage
from fakes.webengage import WebEngage
from warehouse_file import choose_engine

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdp.activation.delivery import SyncResult
    from cdp.activation.sender import RetryPolicy
    from cdp.activation.spec import SyncSpec
    from cdp.warehouse.context import Manifest
    from fakes.server import Reply, Request

PROJECT = Path(__file__).parents[1] / "projects" / "superleap"
BUILT = datetime(2026, 11, 1)
SECRETS = {
    "MOENGAGE_WORKSPACE": "WORKSPACE", "MOENGAGE_DATA_API_KEY": "secret",
    "WEBENGAGE_LICENSE": "WORKSPACE", "WEBENGAGE_API_KEY": "secret",
}  # fmt: skip
GOLDEN, EVENTS = "gold.cdp_dim_user", "gold.cdp_fact_events"


@dataclass
class HurriedClock:
    """Time that passes while somebody sleeps, and nobody has to wait."""

    ahead: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def now(self) -> datetime:
        """Return the instant."""
        return datetime.fromtimestamp(self.time(), UTC).replace(tzinfo=None)

    def time(self) -> float:
        """Return seconds since 1970."""
        return time.time() + self.ahead

    def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        with self.lock:
            self.ahead += seconds


def vendors() -> dict[str, MoEngage | WebEngage]:
    """Make both vendors, without limits of rate."""
    account, key = "WORKSPACE", "secret"
    return {
        "moengage": MoEngage(account, key, limits=Limits.off()),
        "webengage": WebEngage(account, key, limits=Limits.off()),
    }


def build(root: Path, *, leads: int, engine: str = "duckdb") -> None:
    """Build the shipped project on a few leads."""
    shutil.copytree(PROJECT, root)
    choose_engine(root, engine)
    config = root / "cdp.yaml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("memory_limit: 4GB", "threads: 1"), encoding="utf-8")
    write_source_files(root / "data", leads=leads, seed=5)
    execute_run(compile_root(root), None, BUILT, Silent())


def lighten(root: Path) -> None:
    """Drop what no sync reads, so that syncs cost little; nothing can be run there any more."""
    shutil.rmtree(root / "data")
    with duckdb.connect(str(root / "warehouse.duckdb")) as db:
        for schema in ("audience", "silver", "identity", "quarantine", "contract"):
            db.execute(f"drop schema if exists {schema} cascade")


def address(root: Path, name: str, url: str) -> None:
    """Let a destination's file name another address."""
    path = root / "destinations" / f"{name}.yaml"
    text = (PROJECT / "destinations" / f"{name}.yaml").read_text(encoding="utf-8")
    per_minute = {
        "moengage": "users: 9000000, events: 9000000, delete: 9000000, merge: 9000000",
        "webengage": "bulk-users: 9000000, events: 9000000, opengdpr_requests: 9000000",
    }
    account = f"account:\n  base_url: {url}\n  per_minute: {{{per_minute[name]}}}\n"
    path.write_text(text.replace("account:\n", account, 1), encoding="utf-8")


@dataclass
class SyncWorld:
    """The project's folder and what happens to its warehouse."""

    root: Path
    chance: random.Random
    minutes: int = 0
    survivors: set[int] = field(default_factory=set)
    """Users into whom others were merged."""

    def open(self) -> Manifest:
        """Compile the project as it stands."""
        return compile_root(self.root)

    def _db(self, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
        return duckdb.connect(str(self.root / "warehouse.duckdb"), read_only=read_only)

    def change(self) -> None:
        """Do to gold what a run would, a few times."""
        self.minutes += 10
        at = BUILT + timedelta(minutes=self.minutes)
        with self._db() as db:
            db.execute("update ops.run set as_of = ?", [at])
            for _ in range(self.chance.randint(1, 4)):
                self.chance.choice(STEPS)(self, db, at)

    def some(self, db: duckdb.DuckDBPyConnection, most: int) -> list[int]:
        """Choose some users."""
        ids = [u for (u,) in db.execute(f"select user_id from {GOLDEN} order by 1").fetchall()]
        return self.chance.sample(ids, min(most, len(ids)))

    def anyone(self, most: int) -> list[int]:
        """Choose some users of the warehouse as it is now."""
        with self._db(read_only=True) as db:
            return self.some(db, most)

    # ------------------------------------------------------------ what must be there

    def wanted(self, compiled: Manifest, name: str) -> tuple[dict[str, Any], set[str], set[str]]:
        """Return what the vendor must hold: user → request body, who is held, ids of events."""
        spec = sync_spec_of(compiled, name)
        users, held, known = self._users(compiled, spec)
        with self._db(read_only=True) as db:
            events = db.execute(
                f"select event_id, user_id from {EVENTS} where event_name in"
                f" ({','.join(repr(n) for n in spec.wanted.events.names)})"
                f" and occurred_at >= '{spec.wanted.events.since}'"
            ).fetchall()
        return users, held, {e for e, u in events if str(u) in known}

    def reach(self) -> dict[str, dict[str, bool]]:
        """Return everybody in gold with the channels that a tool may use, by its names for them."""
        with self._db(read_only=True) as db:
            rows = db.execute(
                "select user_id, may and coalesce(can_whatsapp, false),"
                " may and coalesce(can_sms, false), may and coalesce(can_email, false) from ("
                "  select *, not coalesce(is_wrong_number, false) and is_contact_owner"
                f"  and user_id not in (select user_id from ops.erasure) as may from {GOLDEN})"
            ).fetchall()
        names = ("whatsappOptIn", "smsOptIn", "emailOptIn")
        return {str(user): dict(zip(names, may, strict=True)) for user, *may in rows}

    def _users(
        self, compiled: Manifest, spec: SyncSpec
    ) -> tuple[dict[str, Any], set[str], set[str]]:
        from cdp.engine import open_engine
        from cdp.warehouse.session import Session

        at = BUILT + timedelta(minutes=self.minutes)
        fields = mapped_fields(spec)
        effective = spec.wanted.model_copy(update={"fields": fields})
        to = open_destination(effective, Context(self.root, at, SECRETS, {}))
        engine = open_engine(compiled.project.target(None).engine, self.root, "read")
        try:
            session = Session(engine, at)
            session.materialize(WANTED, wanted_users_sql(spec))
            read = ", ".join(f'{sql} as "{n}"' for n, sql in user_expressions(spec).items())
            rows = session.query(
                f"select w.user_id as _id, w.held as _held, {read} from {WANTED} as w"
                f" inner join {spec.golden} as u on u.user_id = w.user_id"
            ).to_pylist()
        finally:
            engine.close()
        held = {str(r["_id"]) for r in rows if r["_held"]}
        users: dict[str, Any] = {}
        for row in rows:
            user, why = str(row.pop("_id")), row.pop("_held")
            if not why:
                users[user] = json.loads(to.encode(User(user, row)).body)
        return users, held, set(users)


def _rename(world: SyncWorld, db: duckdb.DuckDBPyConnection, at: datetime) -> None:
    for user in world.some(db, 12):
        city = world.chance.choice(("Kota", "Pune", "Delhi", None))
        db.execute(f"update {GOLDEN} set city = ?, updated_at = ? where user_id = ?",
                   [city, at, user])  # fmt: skip


def _lose_email(world: SyncWorld, db: duckdb.DuckDBPyConnection, _: datetime) -> None:
    for user in world.some(db, 6):
        email = world.chance.choice((None, f"{user}@mail.example"))
        db.execute(f"update {GOLDEN} set email = ? where user_id = ?", [email, user])


def _consent(world: SyncWorld, db: duckdb.DuckDBPyConnection, _: datetime) -> None:
    for user in world.some(db, 8):
        can = world.chance.random() < 0.6
        db.execute(
            f"update {GOLDEN} set can_sms = ?, can_email = ?, can_whatsapp = ? where user_id = ?",
            [can, can, can, user],
        )


def _delete(world: SyncWorld, db: duckdb.DuckDBPyConnection, _: datetime) -> None:
    for user in world.some(db, 3):
        db.execute(f"delete from {GOLDEN} where user_id = ?", [user])
        db.execute(f"delete from {EVENTS} where user_id = ?", [user])


def _merge(world: SyncWorld, db: duckdb.DuckDBPyConnection, at: datetime) -> None:
    retired, kept = world.some(db, 2)
    if retired in world.survivors:
        return  # MoEngage documents that a chain of merges leaves events behind
    world.survivors.add(kept)
    db.execute(f"delete from {GOLDEN} where user_id = ?", [retired])
    db.execute(f"update {EVENTS} set user_id = ? where user_id = ?", [kept, retired])
    db.execute("insert into gold.cdp_user_redirect values (?, ?)", [retired, kept])
    db.execute(
        "insert into ops.identity_log by name select 'r' as run_id, ?::timestamp as at,"
        " 'merged' as kind, 0 as record_no, ?::bigint as from_user, ?::bigint as to_user",
        [at, retired, kept],
    )


def _happen(world: SyncWorld, db: duckdb.DuckDBPyConnection, at: datetime) -> None:
    for n, user in enumerate(world.some(db, 15)):
        key = f"call_disposition:new{world.minutes}_{n}_{world.chance.randint(0, 10**9)}"
        db.execute(
            f"insert into {EVENTS} by name select ? as event_id, ? as user_id,"
            " 'call_disposition' as event_name, ?::timestamp as occurred_at,"
            """ '{"disposition":"Interested","remarks":"private"}' as properties""",
            [key, user, at - timedelta(minutes=n)],
        )


def _join(world: SyncWorld, db: duckdb.DuckDBPyConnection, at: datetime) -> None:
    for user in world.some(db, 10):
        inside = db.execute(
            "select 1 from gold.cdp_audience_member where audience = 'hot_leads_not_called'"
            " and user_id = ? and left_at is null", [user],
        ).fetchall()  # fmt: skip
        if inside:
            db.execute(
                "update gold.cdp_audience_member set left_at = ? where user_id = ?"
                " and audience = 'hot_leads_not_called' and left_at is null", [at, user],
            )  # fmt: skip
        else:
            db.execute(
                "insert into gold.cdp_audience_member"
                " values ('hot_leads_not_called', ?, ?, null)", [user, at],
            )  # fmt: skip


STEPS: tuple[Callable[[SyncWorld, duckdb.DuckDBPyConnection, datetime], None], ...] = (
    _rename, _lose_email, _consent, _delete, _merge, _happen, _join,
)  # fmt: skip


def run_until_done(
    compiled: Manifest, name: str, policy: RetryPolicy, clock: HurriedClock, most: int = 12
) -> SyncResult:
    """Sync until a sync has nothing that failed."""
    from cdp.errors import DeliveryError

    for _ in range(most):
        try:
            with mock.patch.dict(os.environ, SECRETS):
                return run_sync(compiled, None, name, clock=clock, policy=policy)
        except DeliveryError:
            continue
    raise AssertionError(f"{name} was not done after {most} syncs")


def sync_and_kill(
    compiled: Manifest, name: str, policy: RetryPolicy, clock: HurriedClock, chance: random.Random
) -> None:
    """Sync in a process of its own that is killed: at one of its steps, or at any moment.

    A step is a statement to the warehouse, a request, or outcomes that are stored or flushed; the
    process dies right before it or right after it.
    """
    steps = chance.randint(1, 100) if chance.random() < 0.7 else 0
    seconds = 5.0 if steps else chance.uniform(0.0, 0.25)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the child only syncs, and takes none of our locks
        pid = os.fork()
    if not pid:
        try:
            os.environ.update(SECRETS)
            if steps:
                _die_at(steps)
            run_sync(compiled, None, name, clock=clock, policy=policy)
        finally:
            os._exit(0)
    ends = time.monotonic() + seconds
    while not os.waitpid(pid, os.WNOHANG)[0]:
        if time.monotonic() > ends:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            break
        time.sleep(0.002)


def _die_at(step: int) -> None:
    """Let this process die at one of its steps."""
    import httpx

    from cdp.engines.duckdb_database import DuckdbDatabase
    from cdp.store.deliveries import Ledger

    left = itertools.count(step, -1)

    def mortal(owner: type, name: str) -> None:
        does = getattr(owner, name)

        def call(*args: Any, **named: Any) -> Any:
            if next(left) <= 0:
                os.kill(os.getpid(), signal.SIGKILL)
            done = does(*args, **named)
            if next(left) <= 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return done

        setattr(owner, name, call)

    for owner, name in ((DuckdbDatabase, "rows"), (Ledger, "record"), (Ledger, "settled"),
                        (httpx.Client, "request")):  # fmt: skip
        mortal(owner, name)


@dataclass
class Picky:
    """A vendor that refuses whole requests for the sake of some users in them."""

    vendor: MoEngage | WebEngage
    refused: list[bytes] = field(default_factory=list)
    """Ids, as they are written in a body."""

    def handle(self, request: Request) -> Reply:
        """Refuse, or let the vendor answer."""
        if any(user in request.body for user in self.refused):
            return self.vendor.refusal(request, 400)
        return self.vendor.handle(request)

    def refusal(self, request: Request, status: int) -> Reply:
        """Let the vendor word it."""
        return self.vendor.refusal(request, status)


def check_moengage(vendor: MoEngage, users: dict[str, Any], held: set[str], events: set[str],
                   gone: set[str]) -> None:  # fmt: skip
    """MoEngage holds every wanted user as gold says, nobody who is gone, and every event."""
    again = {f"{gone} into {kept}" for gone, kept in vendor.merged.items()}
    lost = [n for n in vendor.dropped if n.rule != "merge_unknown" or n.where not in again]
    assert not lost, (lost[:5], vendor.merged)  # a merge whose answer was lost is asked for twice
    assert not vendor.offences, vendor.offences[:5]
    for user, body in users.items():
        there = vendor.users[user]
        assert {k: there.get(k) for k in body["attributes"]} == body["attributes"], user
        for unset in body.get("unset_attributes", []):
            assert unset["attr"] not in there, (user, unset["attr"])
    for user in held & set(vendor.users):
        assert not any(vendor.users[user].get(k) for k in ("can_sms", "can_email")), user
    assert set(vendor.users) <= set(users) | held, "somebody is there who should not be"
    assert events <= set(vendor.events_by_id)
    assert not set(vendor.events_by_id) - events - gone


def check_webengage(
    vendor: WebEngage, users: dict[str, Any], events: set[str], reach: dict[str, dict[str, bool]]
) -> None:
    """WebEngage holds every wanted user as gold says, and every event exactly once.

    Of those who are not wanted any more it knows so, and by which channels they may be reached.
    """
    assert not vendor.dropped, vendor.dropped[:5]
    for user, body in users.items():
        there = vendor.users[user]
        flat = {k: v for k, v in body.items() if k not in {"userId", "attributes"}}
        flat |= body.get("attributes", {})
        held = {**there, **there.get("attributes", {})}
        assert {k: held.get(k) for k in flat} == flat, user
        assert held["in_hot_leads_not_called"] is True
    for user, there in vendor.users.items():
        if user not in users:
            known = {**there, **there.get("attributes", {})}
            assert known["in_hot_leads_not_called"] is False, f"{user} left and does not know"
            assert {k: known[k] for k in reach[user]} == reach[user], user
    ids = [e.data["event_id"] for e in vendor.events]
    assert len(ids) == len(set(ids)), "an event was taken twice"
    assert events <= set(ids)
