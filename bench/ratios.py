"""What two sides took in turns: the ratios of the rounds, and how they are written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MARKS = {True: "met", False: "**missed**", None: ""}


@dataclass(frozen=True)
class Target:
    """What is compared, in which unit, and the most that it may be.

    The most is one of ours ÷ theirs, or of ours alone in the unit when it is `absolute`.
    """

    what: str
    most: float
    unit: str = "s"
    absolute: bool = False


@dataclass
class Turns:
    """What was found of one target: a value a round of each side, or why there is none.

    `cpu` has the ratios of CPU time, which other work on the machine disturbs less; it is empty
    where a part of a process is measured, or no time.
    """

    target: Target
    ours: list[float] = field(default_factory=list)
    theirs: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    failure: str | None = None

    @property
    def ratios(self) -> list[float]:
        """Divide ours by theirs, round by round."""
        return divide(self.ours, self.theirs)

    @property
    def met(self) -> bool | None:
        """Tell whether the median keeps the target; None where nothing was measured."""
        if self.failure is not None or not self.ours:
            return None
        return median(self.ours if self.target.absolute else self.ratios) <= self.target.most


def divide(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Divide one by the other, round by round."""
    return [one / other for one, other in zip(ours, theirs, strict=True)]


@dataclass(frozen=True)
class Statements:
    """How many SQL statements a run of each side took; None where its report does not say."""

    what: str
    ours: int | None
    theirs: int | None


def table(found: Sequence[Turns]) -> str:
    """Write one line a target."""
    lines = (f"| {' | '.join(_cells(turns))} |" for turns in found)
    head = "| part | ours | theirs | ours ÷ theirs, median [least, most] | CPU | target | |"
    return "\n".join([head, "|---|--:|--:|--:|--:|--:|---|", *lines])


def _cells(turns: Turns) -> tuple[str, ...]:
    target = turns.target
    limit = f"≤ {target.most:g}" + (f" {target.unit}" if target.absolute else "")
    if turns.failure is not None or not turns.ours:
        return target.what, "", "", turns.failure or "not measured", "", limit, "**failed**"
    ours, theirs = (f"{median(v):.3f} {target.unit}" for v in (turns.ours, turns.theirs))
    ratios = turns.ratios
    ratio = f"{median(ratios):.3f} [{min(ratios):.3f}, {max(ratios):.3f}]"
    cpu = f"{median(turns.cpu):.3f}" if turns.cpu else ""
    return target.what, ours, theirs, ratio, cpu, limit, _MARKS[turns.met]


def verdict(found: Sequence[Turns]) -> str:
    """Count the targets met, missed and not measured."""
    marks = [turns.met for turns in found]
    said = [f"{marks.count(True)} of {len(marks)} targets are met"]
    said += [f"**{count} missed**"] if (count := marks.count(False)) else []
    said += [f"**{count} not measured**"] if (count := marks.count(None)) else []
    return ", ".join(said) + "."


def statements_table(found: Sequence[Statements]) -> str:
    """Write how many statements each run took; empty where neither side's reports say so."""
    said = [s for s in found if (s.ours, s.theirs) != (None, None)]
    if not said:
        return ""
    lines = [f"| {s.what} | {_count(s.ours)} | {_count(s.theirs)} |" for s in said]
    return "\n".join(["| SQL statements | ours | theirs |", "|---|--:|--:|", *lines])


def _count(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


def markdown(found: Sequence[Turns], statements: Sequence[Statements], about: Sequence[str]) -> str:
    """Write everything: what it is about, the verdict, the targets and the statements."""
    return "\n".join(_page(found, statements, about))


def _page(
    found: Sequence[Turns], statements: Sequence[Statements], about: Sequence[str]
) -> Iterator[str]:
    yield "# Two checkouts in turns\n"
    yield from (f"- {line}" for line in about)
    yield f"\n{verdict(found)}\n"
    yield table(found)
    if counted := statements_table(statements):
        yield f"\n{counted}"
    yield ""
