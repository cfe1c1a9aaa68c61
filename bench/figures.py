"""What a part of the benchmark found: figures with their targets."""

from __future__ import annotations

from dataclasses import dataclass

GIB = 1 << 30


@dataclass(frozen=True)
class Figure:
    """One figure: what was measured, against which target; `met` is None where there is none."""

    what: str
    measured: str
    target: str = ""
    met: bool | None = None


@dataclass(frozen=True)
class Part:
    """A part of the benchmark: its figures, how they came about, or why there are none."""

    name: str
    figures: tuple[Figure, ...] = ()
    notes: tuple[str, ...] = ()
    failure: str | None = None


def at_most(what: str, value: float, target: float, unit: str = "", digits: int = 2) -> Figure:
    """Make a figure that must not be above its target."""
    measured = f"{value:,.{digits}f}{unit}"
    return Figure(what, measured, f"≤ {target:g}{unit}", value <= target)


def at_least(what: str, value: float, target: float, digits: int = 4, unit: str = "") -> Figure:
    """Make a figure that must not be below its target."""
    measured = f"{value:,.{digits}f}{unit}"
    return Figure(what, measured, f"≥ {target:,g}{unit}", value >= target)


def plain(what: str, value: float, unit: str, digits: int = 2) -> Figure:
    """Make a figure without a target."""
    return Figure(what, f"{value:,.{digits}f}{unit}")
