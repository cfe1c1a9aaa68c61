"""The one picture: what a run costs against the size of the change, and against the total."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from matplotlib.axes import Axes

_OURS, _THEIRS, _FULL = "#1f6f8b", "#c8553d", "#6b6b6b"


def draw(
    path: Path,
    *,
    leads: int,
    full: float,
    by_share: Sequence[tuple[float, float]],
    theirs: Sequence[tuple[float, float]],
    by_total: Sequence[tuple[int, float, float]],
) -> None:
    """Write a PNG; `by_share` has percent and seconds, `by_total` leads, full build, increment."""
    import matplotlib as mpl

    mpl.use("agg")
    from matplotlib import pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4.2), layout="constrained")
    left.axhline(full, color=_FULL, linestyle="--", label="cdp run in full")
    left.plot(*zip(*by_share, strict=True), color=_OURS, marker="o", label="cdp run")
    left.plot(
        *zip(*theirs, strict=True), color=_THEIRS, marker="s", label="dbt, incremental models"
    )
    left.set_xscale("symlog", linthresh=0.1, linscale=0.5)
    left.set_xticks([0, 0.1, 1, 5], ["0", "0.1", "1", "5"])
    left.minorticks_off()
    _finish(left, f"Against the change, {leads:,} leads", "new and changed rows, % of the base")
    totals, fulls, smalls = zip(*by_total, strict=True)
    right.plot(totals, fulls, color=_FULL, linestyle="--", marker="o", label="cdp run in full")
    right.plot(totals, smalls, color=_OURS, marker="o", label="cdp run, 0.1 % new")
    right.set_xscale("log")
    right.set_xticks(totals, [f"{total:,}" for total in totals])
    right.minorticks_off()
    _finish(right, "Against the total", "leads of the base")
    figure.savefig(path, dpi=120, metadata={"Software": ""})
    plt.close(figure)


def _finish(axes: Axes, title: str, across: str) -> None:
    axes.set_title(title)
    axes.set_xlabel(across)
    axes.set_ylabel("seconds, whole process")
    axes.set_yscale("log")
    for axis in (axes.yaxis.set_major_formatter, axes.yaxis.set_minor_formatter):
        axis(lambda value, _: f"{value:g}")
    axes.grid(alpha=0.3)
    axes.legend(frameon=False)
