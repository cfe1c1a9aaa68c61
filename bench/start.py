"""How long a person waits: for the help, and for a small project."""

from __future__ import annotations

from statistics import median

from bench import data
from bench.figures import Figure, Part, at_most
from bench.process import Process, each, timed
from bench.projects import cdp_run
from bench.settings import CDP, Scale

_TIMES = 5


def measure(scale: Scale) -> Part:
    """Measure the help and a small run, each five times after one to warm up."""
    source = data.leads(scale.small_leads)
    data.warm(source)
    timed([CDP, "--help"])
    helps = [timed([CDP, "--help"]) for _ in range(_TIMES)]
    runs = [cdp_run(source) for _ in range(_TIMES)]
    figures = (
        *_both("`cdp --help`", helps, 0.3),
        *_both(f"`cdp run`, {scale.small_leads:,} leads, whole process", runs, 3),
    )
    return Part("Waiting", figures, (f"`cdp --help`: {each(helps)}", f"`cdp run`: {each(runs)}"))


def _both(what: str, runs: list[Process], target: float) -> tuple[Figure, Figure]:
    seconds = [run.seconds for run in runs]
    return (
        at_most(f"{what}, median of {_TIMES}", median(seconds), target, " s"),
        at_most("… best", min(seconds), target, " s"),
    )
