"""What has to be done with a table, and why: the same for `cdp plan` and `cdp run`.

A model is *skipped* when nothing it reads has changed, *scoped* when the changes of what it reads
tell which of its rows are touched, *compared* when it is computed whole and only what differs is
written, and *built* when its table is made anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdp.sql.scoping.clocks import names_clock
from cdp.warehouse.change_set import Change

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cdp.sql.model import Model
    from cdp.sql.scoping.scope import Scoping
    from cdp.types import Relation
    from cdp.warehouse.context import Mode


@dataclass(frozen=True)
class Decision:
    """What is done with one table, and why."""

    mode: Mode
    reason: str


def scope_column(model: Model, identity_key: str | None) -> str | None:
    """Name the output column that a model's rows belong to; None: to the whole table."""
    names = [c.name for c in model.columns]
    wanted = {
        "row": model.key[0] if model.key else None,
        "record": identity_key if identity_key in names else "record_key",
        "user": "user_id",
        "table": None,
    }[model.scope]
    return wanted if wanted in names else None


def decide_model(  # noqa: PLR0911 - one return a reason
    model: Model,
    scoping: Scoping | None,
    changes: Mapping[Relation, Change],
    *,
    known: str | None,
    columns_stay: bool,
    time_has_passed: bool,
) -> Decision:
    """Decide how a model is brought up to date.

    `known` is its fingerprint at the last run, None without a table; `columns_stay` tells whether
    the table has the model's columns; `time_has_passed` whether `as_of` has moved.
    """
    if known is None:
        return Decision("build", "new")
    if known != model.fingerprint:
        return Decision("compare" if columns_stay else "build", "the model has changed")
    if not columns_stay:
        return Decision("build", "its table has other columns")
    moved = {i: changes.get(i, Change.none) for i in model.inputs}
    changed = sorted(str(i) for i, c in moved.items() if c is not Change.none)
    if scoping is None:
        timed = time_has_passed and names_clock(model.query)
        if not changed and not timed:
            return Decision("skip", "nothing it reads has changed")
        why = f"{changed[0]} has changed" if changed else "time has passed"
        return Decision("compare", f"{why}, and its rows belong to the whole table")
    whole = sorted(str(i) for i, c in moved.items() if c is Change.all)
    if whole:
        return Decision("compare", f"anything in {whole[0]} may have changed")
    blind = sorted(str(i) for i in scoping.blind if moved.get(i, Change.none) is not Change.none)
    if blind:
        return Decision("compare", f"{blind[0]} has changed, which tells no {scoping.column}")
    if time_has_passed and scoping.blind_clock:
        return Decision("compare", "time has passed, and any row may depend on it")
    timed = time_has_passed and scoping.reads_clock
    if not changed and not timed:
        return Decision("skip", "nothing it reads has changed")
    reasons = [f"changed rows of {', '.join(changed)}"] if changed else []
    reasons += ["time has passed"] if timed else []
    return Decision("scoped", "; ".join(reasons))


def change_after(decision: Decision) -> Change:
    """Say what may have changed once this is done."""
    if decision.mode == "skip":
        return Change.none
    return Change.all if decision.mode == "build" else Change.rows
