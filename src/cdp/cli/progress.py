"""How a run tells how far it is: bars on a terminal, lines elsewhere, JSON where asked for."""

from __future__ import annotations

import contextlib
import json
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Generator

    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

    from cdp.types import StageResult
    from cdp.warehouse.context import Progress


@contextlib.contextmanager
def progress_for(log_format: str, *, quiet: bool) -> Generator[Progress]:
    """Choose the progress that fits where standard error goes; `quiet` shows no bars."""
    if log_format == "json":
        yield JsonLines()
    elif sys.stderr.isatty() and not quiet:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeElapsedColumn,
        )

        columns = (TextColumn("{task.description:<10}"), BarColumn(24), MofNCompleteColumn())
        step = TextColumn("[dim]{task.fields[step]}")
        with Progress(*columns, TimeElapsedColumn(), step, console=Console(stderr=True)) as bars:
            yield BarLines(bars)
    else:
        yield TextLines(silent=quiet and not sys.stderr.isatty() and log_format == "text")


class BarLines:
    """One bar a stage."""

    def __init__(self, bars: RichProgress) -> None:
        self._bars = bars
        self._task: TaskID | None = None

    def stage(self, name: str, steps: int) -> None:
        """Begin a bar."""
        self._task = self._bars.add_task(name, total=max(steps, 1), step="")
        self._begun = False

    def step(self, name: str) -> None:
        """Move the bar on by the step that ended, and name the one that begins."""
        if self._task is not None:
            self._bars.update(self._task, advance=1 if self._begun else 0, step=name)
            self._begun = True

    def done(self, result: StageResult) -> None:  # noqa: ARG002 - a full bar says it
        """Fill the bar."""
        if self._task is not None:
            task = self._bars.tasks[self._task]
            self._bars.update(self._task, completed=task.total, step="")


class TextLines:
    """One plain line a stage."""

    def __init__(self, *, silent: bool) -> None:
        self._silent = silent

    def stage(self, name: str, steps: int) -> None:
        """Say nothing yet."""

    def step(self, name: str) -> None:
        """Say nothing."""

    def done(self, result: StageResult) -> None:
        """Say what the stage did."""
        if not self._silent:
            rows = sum(t.kept for t in result.tables)
            now = datetime.now(UTC).strftime("%H:%M:%S")
            typer.echo(
                f"{now} {result.name:<10} {rows:>12,} rows {result.seconds:>8.2f} s", err=True
            )


class JsonLines:
    """One JSON object a line, for log collectors."""

    def __init__(self) -> None:
        self._started = time.perf_counter()

    def _say(self, event: str, **fields: object) -> None:
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        typer.echo(json.dumps({"at": at, "event": event, **fields}), err=True)

    def stage(self, name: str, steps: int) -> None:
        """Tell that a stage begins."""
        self._say("stage_started", stage=name, steps=steps)

    def step(self, name: str) -> None:
        """Tell that a step begins."""
        self._say("step_started", step=name)

    def done(self, result: StageResult) -> None:
        """Tell what a stage did."""
        kept = sum(t.kept for t in result.tables)
        self._say("stage_done", stage=result.name, rows=kept, seconds=result.seconds)
