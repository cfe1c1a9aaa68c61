"""The one writer of results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.machine import versions
from bench.settings import FULL, MEMORY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.figures import Part
    from bench.settings import Scale

_MARKS = {True: "yes", False: "**no**", None: ""}


def markdown(parts: Sequence[Part], machine: str, scale: Scale) -> str:
    """Write all figures as a table and below it how each came about."""
    return "\n".join(_lines(parts, machine, scale))


def _lines(parts: Sequence[Part], machine: str, scale: Scale) -> Iterator[str]:
    yield "# Benchmarks\n"
    if scale.leads != FULL.leads:
        yield "A trial at a tenth of the size: its figures are no results.\n"
    yield machine
    yield f"\n{versions()}. The engine may take {MEMORY} on every side, and all cores."
    yield f"Ratios are of processes that took turns; the best of {scale.rounds} rounds counts.\n"
    yield _verdict(parts)
    yield "\n| what | measured | target | met |"
    yield "|---|--:|--:|---|"
    for part in parts:
        for figure in part.figures:
            yield f"| {figure.what} | {figure.measured} | {figure.target} | {_MARKS[figure.met]} |"
        if part.failure:
            yield f"| {part.name} | failed | | **no** |"
    for part in parts:
        yield f"\n## {part.name}\n"
        if part.failure:
            yield f"Could not be measured: {part.failure}"
        yield from (f"- {note}" for note in part.notes)
    yield ""


def _verdict(parts: Sequence[Part]) -> str:
    figures = [figure for part in parts for figure in part.figures if figure.met is not None]
    missed = sum(not figure.met for figure in figures)
    failed = sum(part.failure is not None for part in parts)
    said = [f"{len(figures) - missed} of {len(figures)} targets are met"]
    if missed:
        said.append(f"**{missed} missed**")
    if failed:
        said.append(f"**parts that could not be measured: {failed}**")
    return ", ".join(said) + "."
