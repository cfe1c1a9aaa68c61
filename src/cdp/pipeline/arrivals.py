"""Source tables of a run, from what has arrived: for runs and for dry runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cdp.ingest.discover import KnownFile
    from cdp.warehouse.context import Run


def open_sources(r: Run) -> list[KnownFile]:
    """Fill the run's source tables from what has arrived; returns the register of files."""
    from cdp.contracts.step import decide_sources
    from cdp.ingest.step import find_arrivals

    arrivals, register = find_arrivals(r)
    decide_sources(r, arrivals)
    return register
