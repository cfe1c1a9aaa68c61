"""The ingest stage: what lies at the source, in order of arrival, and what of it is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.ingest.discover import discover_files, read_known_files, without_new_files

if TYPE_CHECKING:
    from cdp.ingest.discover import KnownFile
    from cdp.types import Arrival
    from cdp.warehouse.context import Run


def find_arrivals(r: Run) -> tuple[list[Arrival], list[KnownFile]]:
    """Find the files of every source table, and the register of files as it will be.

    Arrivals stand in the order of the project's contracts.
    """
    contracts = [c.value for c in r.manifest.project.contracts]
    arrivals, register = discover_files(
        r.request.target.source, r.manifest.project.root,
        {c.source_name: c.table.name for c in contracts}, read_known_files(r.session),
        run_id=r.run_id, as_of=r.as_of,
    )  # fmt: skip
    if r.request.known_files_only:
        arrivals = [without_new_files(a) for a in arrivals]
        seen = {(a.files.table, n) for a in arrivals for n in a.files.numbers}
        register = [k for k in register if (k.table, k.number) in seen]
    return arrivals, register
