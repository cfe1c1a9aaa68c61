"""How right the identity is: pairs of leads against the truth that no stage reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench import data
from bench.figures import Part, at_least
from bench.process import step
from bench.projects import cdp_run, warehouse

if TYPE_CHECKING:
    from bench.settings import Scale


def measure(scale: Scale) -> Part:
    """Run once and score the map of leads to users."""
    source = data.leads(scale.scored_leads)
    cdp_run(source)
    found = step("score", warehouse(), source / "_truth" / "person.parquet").json()
    size = f"{scale.scored_leads:,} leads"
    figures = (
        at_least(f"pairwise precision, {size}", found["both"] / found["joined"], 0.995),
        at_least("pairwise recall", found["both"] / found["true"], 0.97),
    )
    notes = (
        f"leads {found['leads']:,}, users {found['users']:,}, persons {found['persons']:,}",
        f"pairs joined {found['joined']:,}, true {found['true']:,}, both {found['both']:,}",
    )
    return Part("Quality of identity", figures, notes)
