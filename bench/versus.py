"""`python -m bench.versus OTHER_CHECKOUT`: compare how quick this checkout and another one are.

In every round both sides do every trial, one after the other and in another order each round, on
the same data, each in a process of its own. What counts is the median of the ratios of the rounds.
The other side is asked through the `cdp` command alone, so its modules may have any names.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import activation, copies, data, ratios
from bench.figures import GIB
from bench.machine import describe
from bench.process import timed
from bench.ratios import Statements, Target, Turns
from bench.receiver import FLOOR, receiving
from bench.settings import AS_OF, BENCH, DATA, FULL, NEXT_HOUR, PYTHON, ROOT, WORK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bench.process import Process

PLACE = WORK / "versus"
_BYTECODE = {"PYTHONPYCACHEPREFIX": str(DATA / "bytecode"), "PYTHONDONTWRITEBYTECODE": ""}
_REHEARSED = 500
"""Leads of the run that nobody measures."""
_PROGRAM = "import sys; sys.argv[0] = 'cdp'; from cdp.cli.app import program; program()"


@dataclass(frozen=True)
class Side:
    """One of the two checkouts, and how long one of its processes may take."""

    name: str
    root: Path
    longest: float

    def run(self, *words: object) -> Process:
        """Run this side's `cdp` with the interpreter that runs here."""
        return self.python(_PROGRAM, *words)

    def python(self, code: str, *words: object) -> Process:
        """Run code that finds this side's modules; bytecode is kept outside of both checkouts."""
        paths = {"PYTHONPATH": str(self.root / "src"), **_BYTECODE}
        command = [PYTHON, "-P", "-c", code, *map(str, words)]
        return timed(command, activation.SECRETS | paths, longest=self.longest)

    def check(self) -> None:
        """Make sure that it is this side's modules that run."""
        found = Path(self.python("import cdp; print(cdp.__file__)").output.strip())
        if self.root not in found.parents:
            raise RuntimeError(f"{self.name}: cdp is not the checkout's own: {found}")

    @property
    def commit(self) -> str:
        """Name the commit, and whether files differ from it."""
        said = _git(self.root, "log", "-1", "--format=%h %s")
        changed = _git(self.root, "status", "--porcelain", "--untracked-files=no")
        return f"{said}{' (with changes)' if changed else ''}"

    @property
    def base(self) -> Path:
        """Name the project that this side has built once, for changes to be tried on copies."""
        return PLACE / f"{self.name}-base"

    @property
    def sent(self) -> Path:
        """Name the same once its users were sent and a few have changed, for plans."""
        return PLACE / f"{self.name}-sent"

    @property
    def example(self) -> Path:
        """Name the project that this side brings along."""
        return self.root / "projects" / "superleap"

    def project(self, name: str, leads: int) -> Path:
        """Make a fresh project, of this side's example, with so many leads to read."""
        source = data.leads(leads)
        data.warm(source)
        return copies.project(f"versus/{name}", source, self.example)


def _git(root: Path, *words: str) -> str:
    return timed(["git", "-C", str(root), *words]).output.strip()


def _build(side: Side, leads: int) -> Process:
    """Build everything in a fresh project; the first one of full size is kept as the base."""
    made = side.project(f"{side.name}-built", leads)
    done = _cdp_run(side, made, AS_OF)
    if side.base.exists():
        shutil.rmtree(made)
    else:
        made.rename(side.base)
    return done


def _cdp_run(side: Side, project: Path, as_of: str) -> Process:
    return side.run("run", "--project", project, "--as-of", as_of, "--format", "json")


def _change(side: Side, brought: Path) -> Process:
    """Run on a copy of the side's base after more files have come."""
    made = copies.copy(side.base, "versus/changed")
    copies.deliver(brought, made / "data")
    data.warm(made / "data")
    done = _cdp_run(side, made, NEXT_HOUR)
    shutil.rmtree(made)
    return done


def _plan(side: Side, leads: int) -> Process:
    """Say what a sync would send after all users were sent and a few have changed."""
    if not side.sent.exists():
        _send(side, leads)
    copies.settle(*side.sent.glob("warehouse.duckdb*"))
    return side.run(*_sync("plan", side.sent))


def _send(side: Side, leads: int) -> None:
    """Send all users, without events, of a copy of the base; then let 0.1 % of its rows come."""
    made = copies.copy(side.base, f"versus/{side.name}-sending")
    with receiving(FLOOR) as receiver:
        activation.aim(made, receiver.url, activation.UNTHROTTLED, side.example)
        side.run(*_sync("run", made))
    copies.deliver(data.increment(leads, 0.001), made / "data")
    _cdp_run(side, made, NEXT_HOUR)
    made.rename(side.sent)


def _sync(verb: str, project: Path) -> tuple[object, ...]:
    return "sync", verb, activation.NAME, "--project", project, "--format", "json"


def _build_small(side: Side) -> Process:
    made = side.project("small", FULL.small_leads)
    done = _cdp_run(side, made, AS_OF)
    shutil.rmtree(made)
    return done


def _rehearse(side: Side) -> None:
    """Do once, on very little, what is measured later: all bytecode is there from then on."""
    side.check()
    made = side.project("small", _REHEARSED)
    _cdp_run(side, made, AS_OF)
    side.run(*_sync("plan", made))
    shutil.rmtree(made)


@dataclass(frozen=True)
class Trial:
    """What both sides do in a round; most trials start from a base."""

    run: Callable[[Side, int], Process]
    based: bool = True


TRIALS = {
    "full": Trial(_build, based=False),
    "0.1 %": Trial(lambda side, leads: _change(side, data.increment(leads, 0.001))),
    "1 %": Trial(lambda side, leads: _change(side, data.increment(leads, 0.01))),
    "ten": Trial(lambda side, leads: _change(side, data.new_leads(leads, 10))),
    "plan": Trial(_plan),
    "small": Trial(lambda side, _: _build_small(side), based=False),
}


def _seconds(done: Process) -> float:
    return done.seconds


def _identity(done: Process) -> float:
    return next(s["seconds"] for s in done.json()["stages"] if s["name"] == "identity")


def _peak(done: Process) -> float:
    return done.peak_bytes / GIB


@dataclass(frozen=True)
class Part:
    """One target, the trial it is of, and what is read of each of its processes."""

    target: Target
    trial: str
    read: Callable[[Process], float] = _seconds


PARTS = {
    "full": Part(Target("full build", 1.03), "full"),
    "identity": Part(Target("… its stage identity", 1.03), "full", _identity),
    "tenth": Part(Target("0.1 % new, an hour later", 0.85), "0.1 %"),
    "memory": Part(Target("… its peak of memory", 1.5, "GiB", absolute=True), "0.1 %", _peak),
    "percent": Part(Target("1 % new, an hour later", 0.90), "1 %"),
    "ten": Part(Target("ten new leads, an hour later", 0.75), "ten"),
    "plan": Part(Target("`cdp sync plan moengage`, after 0.1 % new", 1.0), "plan"),
    "small": Part(Target(f"full build of {FULL.small_leads:,} leads", 0.93), "small"),
}


@dataclass
class Versus:
    """The two sides, and what their processes took so far, by trial."""

    ours: Side
    theirs: Side
    leads: int
    done: dict[str, dict[str, list[Process]]] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)

    def round(self, number: int, trials: Sequence[str]) -> None:
        """Let both sides do every trial that has not failed yet."""
        sides = (self.ours, self.theirs) if number % 2 == 0 else (self.theirs, self.ours)
        for name in trials:
            if name in self.failures:
                continue
            try:
                self._turn(name, sides)
            except Exception as error:  # noqa: BLE001 - it is reported, the other trials go on
                traceback.print_exc()
                self.failures[name] = " ".join(f"{type(error).__name__}: {error}".split())

    def _turn(self, name: str, sides: Sequence[Side]) -> None:
        trial = TRIALS[name]
        for side in sides:
            if trial.based and not side.base.exists():
                _build(side, self.leads)
        found = {side.name: trial.run(side, self.leads) for side in sides}
        for side, done in found.items():
            self.done.setdefault(name, {}).setdefault(side, []).append(done)
        ours, theirs = (found[side.name].seconds for side in (self.ours, self.theirs))
        print(f"  {name}: {ours:.2f} s, {theirs:.2f} s, {ours / theirs:.3f}", flush=True)

    def turns(self, part: Part) -> Turns:
        """Read one target off the processes."""
        found = self.done.get(part.trial, {})
        ours, theirs = (found.get(side.name, []) for side in (self.ours, self.theirs))
        values = ([part.read(done) for done in side] for side in (ours, theirs))
        spent = ([done.cpu_seconds for done in side] for side in (ours, theirs))
        cpu = ratios.divide(*spent) if part.read is _seconds else []
        return Turns(part.target, *values, cpu, self.failures.get(part.trial))

    def statements(self) -> Iterator[Statements]:
        """Read how many statements the last process of each trial took, where reports say so."""
        for name, found in self.done.items():
            ours, theirs = (_statements(found[s.name][-1]) for s in (self.ours, self.theirs))
            yield Statements(name, ours, theirs)


def _statements(done: Process) -> int | None:
    report: Any = done.json()
    said = report.get("statements") if isinstance(report, dict) else None
    if isinstance(said, dict):
        return sum(said.values())
    return len(said) if isinstance(said, list) else said


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.versus", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("other", type=Path, metavar="OTHER_CHECKOUT")
    parser.add_argument("--leads", type=int, default=FULL.leads, help="size of the base")
    parser.add_argument("--rounds", type=int, default=5, help="the median of so many counts")
    parser.add_argument("--only", type=_parts, default=list(PARTS), help=", ".join(PARTS))
    parser.add_argument("--longest", type=float, default=900, help="seconds a process may take")
    return parser.parse_args()


def _parts(text: str) -> list[str]:
    names = text.split(",")
    if unknown := set(names) - set(PARTS):
        raise argparse.ArgumentTypeError(f"no such part: {', '.join(sorted(unknown))}")
    return names


def main() -> int:
    """Compare, print and write the result; 1 when something could not be measured."""
    wanted = _arguments()
    os.environ["PYTHONPATH"] = str(ROOT / "src")  # for the steps that make the data
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    ours = Side("ours", ROOT, wanted.longest)
    theirs = Side("theirs", wanted.other.resolve(), wanted.longest)
    versus = Versus(ours, theirs, wanted.leads)
    about = [
        describe(),
        f"ours: {ours.commit}",
        f"theirs: {theirs.commit}",
        f"{wanted.leads:,} leads, rounds {wanted.rounds}; ours and theirs are medians",
        "CPU: the median ratio of CPU time, which other work on the machine disturbs less",
    ]
    _measure(versus, [PARTS[name].trial for name in wanted.only], wanted.rounds)
    found = [versus.turns(PARTS[name]) for name in wanted.only]
    _write(ratios.markdown(found, list(versus.statements()), about), wanted)
    return 1 if any(turns.met is None for turns in found) else 0


def _measure(versus: Versus, trials: Sequence[str], rounds: int) -> None:
    shutil.rmtree(PLACE, ignore_errors=True)
    try:
        for side in (versus.ours, versus.theirs):
            _rehearse(side)
        for number in range(rounds):
            print(f"round {number + 1} of {rounds}: ours, theirs, ratio", flush=True)
            versus.round(number, list(dict.fromkeys(trials)))
    finally:
        shutil.rmtree(PLACE, ignore_errors=True)


def _write(text: str, wanted: argparse.Namespace) -> None:
    """Write beside the other results; what is no whole measurement goes among the data."""
    whole = wanted.leads == FULL.leads and wanted.only == list(PARTS)
    path = (BENCH if whole else DATA) / "versus.md"
    path.write_text(text, encoding="utf-8")
    print(f"\n{text}\nwritten to {path.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
