"""What it costs to keep a tool up to date: to see what has changed, and to send it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bench import copies, data
from bench.figures import GIB, Figure, Part, at_least, at_most, plain
from bench.process import best, each, step, timed
from bench.receiver import FLOOR, LIMITED, STANDIN, receiving
from bench.settings import AS_OF, CDP, PROJECT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bench.process import Process
    from bench.settings import Scale

NAME = "moengage"
SECRETS = {"MOENGAGE_WORKSPACE": "WORKSPACE", "MOENGAGE_DATA_API_KEY": "secret"}
SINCE = "2026-07-01"
"""Events from this day on go to the tool, as its file in the project says."""
CHANGED = 100
"""One user in so many has changed since the last sync."""
UNTHROTTLED = "{users: 90000000, delete: 90000000, merge: 90000000}"
LIMIT = 10_000
"""Users a minute that MoEngage takes in bulk, as documented."""
FEW = 4_500
"""Users of whom so many may be sent that the limit is met for twenty seconds."""


@dataclass
class Sent:
    """Deliveries to one receiver, with what each cost the receiver."""

    runs: list[Process] = field(default_factory=list)
    theirs: list[float] = field(default_factory=list)

    @property
    def reports(self) -> list[dict[str, Any]]:
        """Return what the syncs said of themselves."""
        return [run.json()[0] for run in self.runs]

    @property
    def rate(self) -> float:
        """Return the users a second of the best delivery."""
        return max(r["accepted"] / r["delivery_seconds"] for r in self.reports)

    @property
    def whole(self) -> float:
        """Return the same over the whole process: begun, compared, delivered, settled."""
        found = zip(self.reports, self.runs, strict=True)
        return max(r["accepted"] / run.seconds for r, run in found)

    @property
    def fill(self) -> float:
        """Return the share of the byte limit that full requests used, in percent."""
        return 100 * min(r["fill"] for r in self.reports)


@dataclass
class Found:
    """All that was found."""

    standin: Sent = field(default_factory=Sent)
    floor: Sent = field(default_factory=Sent)
    steady: dict[str, Any] = field(default_factory=dict)
    plans: list[Process] = field(default_factory=list)
    accepted: dict[str, Any] = field(default_factory=dict)
    """What the sync before the plan left: users and events."""


def measure(scale: Scale) -> Part:
    """Deliver a built base to two receivers in turn and to a limited one; then plan a grown one."""
    source = data.leads(scale.scored_leads)
    base = copies.project("activation", source)
    copies.run(base, AS_OF)
    found = Found()
    for _ in range(scale.rounds):
        _deliver(base, STANDIN, found.standin)
        _deliver(base, FLOOR, found.floor)
    found.steady = _at_the_limit(base)
    _plan(base, scale, found)
    shutil.rmtree(base)
    return Part("Activation", _figures(scale, found), tuple(_notes(scale, found)))


def _deliver(base: Path, to: Sequence[str], found: Sent) -> None:
    """Send every user of a copy that knows of no sync yet; events are left out."""
    with receiving(to) as receiver:
        made = copies.copy(base, "sent")
        aim(made, receiver.url, UNTHROTTLED)
        found.runs.append(_sync(made))
    found.theirs.append(receiver.cpu_seconds)
    shutil.rmtree(made)
    print(f"  to {to[0]}: {found.rate:,.0f} users/s", flush=True)


def _at_the_limit(base: Path) -> dict[str, Any]:
    """Send some users to a receiver that enforces the documented limit."""
    with receiving(LIMITED) as receiver:
        made = copies.copy(base, "sent")
        step("grow_users", made / "warehouse.duckdb", "keep", FEW)
        aim(made, receiver.url, f"{{users: {LIMIT}}}")
        report = _sync(made).json()[0]
    found = step("sent_rate", made / "warehouse.duckdb").json()
    shutil.rmtree(made)
    print(f"  at the limit: {found['per_minute']:,.0f} users/min", flush=True)
    return found | {"failed": report["failed"], "accepted": report["accepted"]}


def _plan(base: Path, scale: Scale, found: Found) -> None:
    """Make the base as big as wanted, let all of it be accepted, change some, and plan."""
    warehouse = base / "warehouse.duckdb"
    step("grow_users", warehouse, "grow", scale.users, SINCE)
    found.accepted = step("accept_all", base, NAME).json()
    step("grow_users", warehouse, "change", CHANGED)
    command = [CDP, "sync", "plan", NAME, "--project", base, "--format", "json"]
    for _ in range(scale.rounds + 1):
        found.plans.append(timed(command, SECRETS))
        print(f"  cdp sync plan: {found.plans[-1].seconds:.2f} s", flush=True)


def aim(project: Path, url: str, per_minute: str, example: Path = PROJECT) -> None:
    """Let the destination's file name another address and limits, and no events."""
    file = example / "destinations" / f"{NAME}.yaml"
    text = file.read_text(encoding="utf-8").partition("\nevents:\n")[0]
    account = f"account:\n  base_url: {url}\n  per_minute: {per_minute}\n"
    made = project / "destinations" / file.name
    made.write_text(text.replace("account:\n", account, 1), encoding="utf-8")


def _sync(project: Path) -> Process:
    return timed([CDP, "sync", "run", NAME, "--project", project, "--format", "json"], SECRETS)


def _figures(scale: Scale, found: Found) -> tuple[Figure, ...]:
    plans, standin = found.plans, found.standin
    size = f"{scale.users:,} users, {100 / CHANGED:g} % changed"
    peak = max(p.peak_bytes for p in [*plans, *standin.runs])
    return (
        at_most(f"`cdp sync plan`, {size}, whole process", best(plans).seconds, 3, " s"),
        at_least("delivery to the stand-in, MoEngage bulk", standin.rate, 10_000, 0, " users/s"),
        at_least("… of the byte limit that full requests use", standin.fill, 90, 1, " %"),
        plain("… whole process of `cdp sync run`", standin.whole, " users/s", 0),
        plain("delivery to a floor that only reads", found.floor.rate, " users/s", 0),
        at_least(
            f"delivery at {LIMIT:,} users/min, of the limit",
            100 * found.steady["per_minute"] / LIMIT, 95, 1, " %",
        ),
        plain("peak memory of all these", peak / GIB, " GiB"),
    )  # fmt: skip


def _notes(scale: Scale, found: Found) -> list[str]:
    said, sent = found.plans[0].json(), found.standin.reports[0]
    steady, accepted = found.steady, found.accepted
    return [
        "the project's own MoEngage destination; only address and limits are others",
        f"plan: {each(found.plans)}",
        f"the sync before left {accepted['users']:,} users and {accepted['events']:,} events",
        f"due again: {said['change']:,} users and {said['events']:,} events",
        f"users above those of {scale.scored_leads:,} leads are copies with ids of their own",
        "what the last sync left is written as a complete one would have left it",
        f"delivery: {sent['accepted']:,} users in {sent['requests']:,} requests, no events",
        "the outcomes of a request are on disk before its lane goes on",
        f"`cdp sync run` to the stand-in: {each(found.standin.runs)}; {_theirs(found.standin)}",
        f"`cdp sync run` to the floor: {each(found.floor.runs)}; {_theirs(found.floor)}",
        "the stand-in checks every user by the documented rules, in a process of its own",
        f"at the limit: {steady['accepted']:,} users, rows refused for now {steady['failed']:,}",
        f"at the limit: {steady['seconds']:.1f} s count, the first burst does not",
        "a thirtieth of the limit is kept for bursts, so 96.7 % is the most",
    ]


def _theirs(sent: Sent) -> str:
    return "the receiver " + ", ".join(f"{s:.1f} s of CPU" for s in sent.theirs)
