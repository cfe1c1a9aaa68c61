"""Run syncs one after another, tell how far they are and what came of them."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from pathlib import Path

    from rich.progress import Progress, TaskID

    from cdp.activation.delivery import Watcher
    from cdp.errors import CdpError
    from cdp.warehouse.context import Manifest


def run_syncs(
    manifest: Manifest, target: str | None, names: Sequence[str]
) -> tuple[list[dict[str, Any]], CdpError | None]:
    """Sync several destinations; one that fails does not hold up the others.

    Returns the reports, and the first error when there was any.
    """
    from cdp.activation.sync import run_sync
    from cdp.errors import CdpError, Interrupted

    done: list[dict[str, Any]] = []
    first: CdpError | None = None
    for name in names:
        try:
            with _show_progress(name) as watcher:
                done.append(run_sync(manifest, target, name, watcher=watcher).report())
        except Interrupted:
            raise
        except CdpError as error:
            if first is not None:  # the first is told at the end
                typer.echo(f"error: {error.message}\n  → {error.fix}", err=True)
            first = first or error
    return done, first


def sync_after_run(root: Path, target: str | None) -> tuple[list[dict[str, Any]], CdpError | None]:
    """Sync every destination whose schedule follows the run."""
    from cdp.pipeline.compile import compile_root

    manifest = compile_root(root)
    found = manifest.project.destinations.items()
    names = sorted(n for n, d in found if d.value.schedule == "after_run")
    return run_syncs(manifest, target, names)


def show_sync_reports(reports: Sequence[dict[str, Any]], output: str) -> None:
    """Show what came of syncs."""
    from cdp.cli.output import show_rows

    left_out = set[str]() if output == "json" else {"counts", "delivery_seconds", "fill"}
    rows = [{k: v for k, v in r.items() if k not in left_out} for r in reports]
    show_rows(rows, output, "syncs")


@contextlib.contextmanager
def _show_progress(name: str) -> Generator[Watcher | None]:
    """Show bars with rows and rate where there is a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn("{task.description:<24}"), BarColumn(24), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), rate, console=Console(stderr=True)) as bars:
        yield _Bars(bars, name)


class _Bars:
    """One bar a round of users or events."""

    def __init__(self, bars: Progress, name: str) -> None:
        self._bars, self._name = bars, name
        self._task: TaskID | None = None

    def begin(self, what: str, rows: int) -> None:
        """Begin a bar."""
        self._task = self._bars.add_task(f"{self._name} {what}", total=rows, rate="")

    def advance(self, rows: int) -> None:
        """Move the bar on and tell the rate."""
        if self._task is None:
            return
        self._bars.update(self._task, advance=rows)
        speed = self._bars.tasks[self._task].finished_speed or self._bars.tasks[self._task].speed
        self._bars.update(self._task, rate=f"{speed:,.0f} rows/s" if speed else "")
