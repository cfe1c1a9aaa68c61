"""Run syncs one after another and tell what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cdp.run.compile import Compiled


def run_all(compiled: Compiled, target: str | None, names: Sequence[str], output: str) -> None:
    """Sync several destinations; one that fails does not hold up the others.

    Raises the first error when all are done.
    """
    from cdp.cli.output import show_rows
    from cdp.errors import DeliveryError
    from cdp.run.sync import sync

    wanted = list(names) or sorted(compiled.project.destinations)
    done, first = [], None
    for name in wanted:
        try:
            done.append(sync(compiled, target, name).report())
        except DeliveryError as error:
            typer.echo(f"{name}: {error.message}", err=True)
            first = first or error
    shown = [{k: v for k, v in r.items() if k != "counts"} for r in done]
    show_rows(done if output == "json" else shown, output, "syncs")
    if first:
        raise first
