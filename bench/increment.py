"""What a run costs when little is new: against the size of the change, and against the total."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bench import copies, data, peer
from bench.figures import GIB, Figure, Part, at_least, at_most, plain
from bench.plot import draw
from bench.process import best, each
from bench.settings import AS_OF, BENCH, DATA, FULL, NEXT_DAY, NEXT_HOUR

if TYPE_CHECKING:
    from pathlib import Path

    from bench.peer import Peer
    from bench.process import Process
    from bench.settings import Scale


@dataclass(frozen=True)
class Change:
    """What comes after the base: a share of its rows, and the instant of the next run."""

    name: str
    share: float
    as_of: str


@dataclass
class Found:
    """Runs of one change, and tables that `cdp verify` found to differ after it."""

    runs: list[Process] = field(default_factory=list)
    differing: dict[str, int] | None = None


QUIET = Change("nothing new, same instant", 0, AS_OF)
SMALL = Change("0.1 % new, an hour later", 0.001, NEXT_HOUR)
MIDDLE = Change("1 % new, an hour later", 0.01, NEXT_HOUR)
LARGE = Change("5 % new, an hour later", 0.05, NEXT_HOUR)
A_DAY = Change("0.1 % new, a day later", 0.001, NEXT_DAY)
CHANGES = (QUIET, SMALL, MIDDLE, LARGE, A_DAY)
VERIFIED = (SMALL, LARGE, A_DAY)
"""Changes after which the whole largest base is rebuilt and compared."""


@dataclass
class Sized:
    """All that was found on a base of one size."""

    leads: int
    full: list[Process] = field(default_factory=list)
    changes: dict[Change, Found] = field(default_factory=dict)

    def seconds(self, change: Change) -> float:
        """Return the best time of a change."""
        return best(self.changes[change].runs).seconds

    def part(self, change: Change) -> float:
        """Return the best time of a change as a share of the full build's, in percent."""
        return 100 * self.seconds(change) / best(self.full).seconds


def measure(scale: Scale) -> Part:
    """Take every change from a copy of the same built base, then the smallest on smaller bases."""
    leads = scale.grown_leads
    whole = _sized(leads, CHANGES, scale)
    smaller = [_sized(leads // n, (SMALL,), scale) for n in (4, 2)]
    other = peer.measure(leads, SMALL.share, scale.rounds)
    path = (BENCH if leads == FULL.grown_leads else DATA) / "increment.png"
    _plot(path, [*smaller, whole], other)
    return Part(
        "Increment",
        (*_targets(whole, other), *_growth([*smaller, whole])),
        tuple(_notes([*smaller, whole], other)),
    )


def _sized(leads: int, changes: tuple[Change, ...], scale: Scale) -> Sized:
    """Build a base anew in every round; what some changes leave is verified in the first."""
    found = Sized(leads, changes={change: Found() for change in changes})
    source = data.leads(leads)
    data.warm(source)
    brought = {c: data.increment(leads, c.share) for c in changes if c.share}
    for n in range(scale.rounds):
        base = copies.project("base", source)
        found.full.append(copies.run(base, AS_OF))
        print(f"  {leads:,} leads in full: {found.full[-1].seconds:.2f} s", flush=True)
        for change in changes:
            made = _try(base, change, brought.get(change), found.changes[change])
            if scale.verified and n == 0 and change in VERIFIED and leads == scale.grown_leads:
                _verify(made, found.changes[change])
            shutil.rmtree(made)
    return found


def _try(base: Path, change: Change, brought: Path | None, found: Found) -> Path:
    made = copies.copy(base, "changed")
    if brought:
        copies.deliver(brought, made / "data")
    data.warm(made / "data")  # copying may have pushed source files out of memory
    found.runs.append(copies.run(made, change.as_of))
    print(f"  {change.name}: {found.runs[-1].seconds:.2f} s", flush=True)
    return made


def _verify(made: Path, found: Found) -> None:
    found.differing = copies.differing(made)
    print(f"  … differing rows: {sum(found.differing.values()):,}", flush=True)


def _targets(whole: Sized, other: Peer) -> tuple[Figure, ...]:
    theirs = best(other.small).seconds
    peak = max(p.peak_bytes for f in whole.changes.values() for p in f.runs)
    return (
        plain(f"`cdp run` in full, {whole.leads:,} leads", best(whole.full).seconds, " s"),
        at_most(f"`cdp run`, {SMALL.name}", whole.seconds(SMALL), 2, " s"),
        at_most("… of the full build", whole.part(SMALL), 3, " %"),
        plain(f"`cdp run`, {MIDDLE.name}", whole.seconds(MIDDLE), " s"),
        at_most("… of the full build", whole.part(MIDDLE), 10, " %"),
        plain(f"`cdp run`, {LARGE.name}", whole.seconds(LARGE), " s"),
        plain("… of the full build", whole.part(LARGE), " %"),
        plain(f"`cdp run`, {A_DAY.name}", whole.seconds(A_DAY), " s"),
        plain("… of the full build", whole.part(A_DAY), " %"),
        at_most(f"`cdp run`, {QUIET.name}", whole.seconds(QUIET), 0.7, " s"),
        plain("… peak memory of all these", peak / GIB, " GiB"),
        _wrong(whole),
        plain(f"dbt, incremental models, {SMALL.name}", theirs, " s"),
        at_least("… dbt ÷ `cdp run`", theirs / whole.seconds(SMALL), 4, 2),
        plain("… users that differ from dbt's own rebuild", other.compared["differing"], "", 0),
        plain(f"dbt, incremental models, {QUIET.name}", best(other.quiet).seconds, " s"),
    )


def _wrong(whole: Sized) -> Figure:
    what = "… rows that differ from a rebuild, all changes together"
    differing = [whole.changes[change].differing for change in VERIFIED]
    if None in differing:
        return Figure(what, "not verified", "≤ 0", met=False)
    return at_most(what, sum(sum(d.values()) for d in differing if d), 0, digits=0)


def _growth(sizes: list[Sized]) -> tuple[Figure, ...]:
    return tuple(
        plain(f"`cdp run`, {SMALL.name}, {s.leads:,} leads", s.seconds(SMALL), " s") for s in sizes
    )


def _notes(sizes: list[Sized], other: Peer) -> list[str]:
    whole = sizes[-1]
    compared = other.compared
    return [
        "a change is run on a copy of the built base, whole process",
        "source files and warehouse are on disk and in the machine's memory, dbt's too",
        "a share is of the rows of every table but the agents'",
        "half of the leads are new, half changed, and of these a tenth have a new mobile",
        "a twentieth of the calls is three days late, of the dispositions corrects an older one",
        *(line for sized in sizes for line in _runs(sized)),
        *(f"{change.name}: {_stages(whole, change)}" for change in CHANGES),
        f"CPU time of the full build taken by {_cpu(whole)}",
        f"rows of {SMALL.name}: {_rows(whole.leads)}",
        f"dbt: filters by `updated_at` above the newest in the table; {whole.leads:,} leads",
        f"dbt in full: {each(other.full)}",
        f"dbt, {SMALL.name}, threads 2 and 1 in turn: {each(other.small)}",
        f"dbt, {QUIET.name}, threads 2 and 1 in turn: {each(other.quiet)}",
        f"dbt's users: {compared['users']:,}; not as in its own full build: {_columns(compared)}",
    ]


def _cpu(whole: Sized) -> str:
    """Compare by CPU time, which other work on the machine disturbs less."""
    full = min(p.cpu_seconds for p in whole.full)
    parts = {c: min(p.cpu_seconds for p in f.runs) / full for c, f in whole.changes.items()}
    return "; ".join(f"{change.name}: {part:.1%}" for change, part in parts.items())


def _columns(compared: dict[str, Any]) -> str:
    """Say how many users differ, and in which columns most do."""
    most = sorted(compared["by_column"].items(), key=lambda pair: -pair[1])[:6]
    named = ", ".join(f"{name} {count:,}" for name, count in most) or "no column"
    return f"{compared['differing']:,} (hash and best hour left out), most by {named}"


def _runs(sized: Sized) -> list[str]:
    lines = [f"{sized.leads:,} leads in full: {each(sized.full)}{_peak(sized.full)}"]
    for change, found in sized.changes.items():
        what = f"{sized.leads:,} leads, {change.name}"
        lines.append(f"{what}: {each(found.runs)}{_peak(found.runs)}; {_verdict(found)}")
    return lines


def _verdict(found: Found) -> str:
    if found.differing is None:
        return "not verified"
    wrong = ", ".join(f"{table} {rows:,}" for table, rows in found.differing.items())
    return f"verify finds **rows that differ: {wrong}**" if wrong else "verify: 0 rows differ"


def _peak(runs: list[Process]) -> str:
    return f"; peak {max(p.peak_bytes for p in runs) / GIB:.2f} GiB"


def _stages(whole: Sized, change: Change) -> str:
    report = best(whole.changes[change].runs).json()
    return ", ".join(f"{s['name']} {s['seconds']:.2f} s" for s in report["stages"])


def _rows(leads: int) -> str:
    rows = json.loads((data.increment(leads, SMALL.share) / "rows.json").read_text())
    return ", ".join(f"{table} {count:,}" for table, count in rows.items())


def _plot(path: Path, sizes: list[Sized], other: Peer) -> None:
    whole = sizes[-1]
    draw(
        path,
        leads=whole.leads,
        full=best(whole.full).seconds,
        by_share=[(100 * c.share, whole.seconds(c)) for c in (QUIET, SMALL, MIDDLE, LARGE)],
        theirs=[
            (100 * c.share, best(r).seconds)
            for c, r in ((QUIET, other.quiet), (SMALL, other.small))
        ],
        by_total=[(s.leads, best(s.full).seconds, s.seconds(SMALL)) for s in sizes],
    )
