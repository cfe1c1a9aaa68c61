"""Twice the leads: how much more a run costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench import data
from bench.figures import GIB, Part, at_most
from bench.process import best, each
from bench.projects import cdp_run

if TYPE_CHECKING:
    from bench.process import Process
    from bench.settings import Scale


def measure(scale: Scale) -> Part:
    """Take turns between the two sizes."""
    sizes = (scale.leads, 2 * scale.leads)
    sources = [data.leads(size) for size in sizes]
    for source in sources:
        data.warm(source)
    runs: tuple[list[Process], list[Process]] = ([], [])
    for _ in range(scale.rounds):
        for source, found in zip(sources, runs, strict=True):
            found.append(cdp_run(source))
    one, two = (best(found) for found in runs)
    figure = at_most(
        f"`cdp run`, {sizes[1]:,} ÷ {sizes[0]:,} leads", two.seconds / one.seconds, 2.2
    )
    notes = [
        f"{size:,} leads: {each(found)}; peak {max(p.peak_bytes for p in found) / GIB:.2f} GiB"
        for size, found in zip(sizes, runs, strict=True)
    ]
    return Part("Growth", (figure,), tuple(notes))
