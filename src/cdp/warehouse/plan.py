"""What a run has to do, and why: pure decisions, the same for `cdp plan` and `cdp run`.

A model is *skipped* when nothing it reads has changed, *scoped* when the changes of what it reads
tell which of its rows are touched, *compared* when it is computed whole and only what differs is
written, and *built* when its table is made anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from cdp.errors import UsageError
from cdp.sql.scoping.clocks import names_clock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cdp.ingest.discover import Arrival
    from cdp.pipeline.compile import Compiled
    from cdp.project.contract import SchemaObject
    from cdp.sql.model import Model
    from cdp.sql.scoping.scope import Scoping
    from cdp.types import Relation

Mode = Literal["skip", "scoped", "compare", "build"]


class Change(StrEnum):
    """What is known of a table's changes in this run."""

    none = "none"
    rows = "rows"
    """The changed rows are at hand."""
    all = "all"
    """Anything may have changed."""


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


def decide_source(  # noqa: PLR0911 - one return a reason
    table: SchemaObject, arrival: Arrival, known: str | None, fingerprint: str, *, full: bool
) -> Decision:
    """Decide how a source table is read; `known` is the contract's fingerprint at the last run."""
    if full:
        return Decision("build", "asked for in full")
    if known is None:
        return Decision("build", "never read before")
    if known != fingerprint:
        return Decision("compare", "its contract has changed")
    if arrival.is_quiet:
        return Decision("skip", "no file has changed")
    if table.snapshot:
        return Decision("compare", "its newest file is the whole table")
    if table.changes == "compare":
        return Decision("compare", "its contract asks to compare")
    if arrival.gone:
        return Decision("compare", f"the file {arrival.gone[0]} is gone")
    new = f"{len(arrival.new)} new file{'s' if len(arrival.new) != 1 else ''}"
    if table.changes == "cursor":
        return Decision("scoped", f"rows since the newest {table.version} seen")
    if arrival.rewritten:
        return Decision("compare", f"the file {arrival.rewritten[0]} was written anew")
    return Decision("scoped", new)


def decide(  # noqa: PLR0911 - one return a reason
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


def selected(compiled: Compiled, names: Sequence[str]) -> frozenset[Relation]:
    """Read `schema.table` and `schema.table+`; UsageError when there is no such model."""
    models = {m.relation: m for m in (*compiled.silver, *compiled.gold, *compiled.audiences)}
    found: set[Relation] = set()
    for name in names:
        plain = name.removesuffix("+")
        relation = next((m for m in models if str(m) == plain), None)
        if relation is None:
            known = ", ".join(map(str, models))
            raise UsageError(f"there is no model {plain!r}", fix=f"choose from: {known}")
        found.add(relation)
        if name.endswith("+"):
            reached = {relation}
            for model in models.values():  # in the order they run, so once is enough
                if model.inputs & reached:
                    reached.add(model.relation)
            found |= reached
    return frozenset(found)
