"""Faults in rows, and the ways in which connectors deliver rows more than once or out of order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cdp.synth.arrow import (
    DAY,
    MICROS,
    NEVER,
    Column,
    choose_column,
    fixed_texts,
    instant_column,
    iso_instants,
    plain_texts,
)
from cdp.synth.catalogue import BAD_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cdp.synth.draw import Bytes, Draw, Flags, Ints

BAD_EVERY = 333
"""One row in so many is faulty: 0.3 %."""
DELIVERED_TWICE, HAS_OLDER_VERSION, DELETED = 0.01, 0.02, 0.003

_FUTURE = int(np.datetime64("2099-06-15", "us").astype(np.int64))
_JUNK = ("not a date", "31/02/2026 25:61", "2026-13-45T00:00:00Z", "NULL", "")


@dataclass(frozen=True)
class Faults:
    """Which fault each row has; -1 is none."""

    table: str
    codes: Ints

    @staticmethod
    def of(table: str, rows: Ints, version: Ints) -> Faults:
        """Plant a fault in every 333rd row, kind after kind; other versions of a row are sound."""
        kinds = len(BAD_KINDS[table])
        bad = is_bad(rows) & (version == 0)
        return Faults(table, np.where(bad, rows // BAD_EVERY % kinds, -1))

    def has(self, kind: str) -> Flags:
        """Tell which rows have a kind of fault."""
        return self.codes == BAD_KINDS[self.table].index(kind)

    def none(self, kind: str) -> Flags | None:
        """Tell which rows do not have it, as a validity mask; None where all are valid."""
        found = self.has(kind)
        return ~found if found.any() else None


def is_bad(rows: Ints) -> Flags:
    """Tell which row numbers carry a fault when first delivered."""
    return rows % BAD_EVERY == BAD_EVERY // 2


@dataclass(frozen=True)
class Times:
    """Created, updated, deleted, in microseconds; `NEVER` where not deleted."""

    created: Ints
    updated: Ints
    deleted: Ints


def stamp_columns(
    draw: Draw, rows: Ints, identity: Bytes, times: Times, faults: Faults, *, as_text: bool
) -> dict[str, Column]:
    """Return the four columns every table begins with, faults included."""
    early, future = faults.has("updated_before_created"), faults.has("created_in_future")
    created = np.where(future, _FUTURE + times.created % (100 * DAY), times.created)
    updated = np.where(early, created - 3 * DAY, times.updated)
    updated = np.where(future, created + 60 * MICROS, updated)
    places = 3 * draw.below("places", rows, 3)
    columns = {"id": fixed_texts(identity, faults.none("null_id"))}
    for name, instant in (("created_at", created), ("updated_at", updated)):
        value = np.where(faults.has(f"null_{name}"), NEVER, instant)
        if not as_text:
            columns[name] = instant_column(value)
            continue
        text = iso_instants(value, places)
        broken = faults.has(f"unparseable_{name}")
        junk = plain_texts(_JUNK, draw.below("junk", rows, len(_JUNK)))
        columns[name] = choose_column(broken, junk, text) if broken.any() else text
    columns["deleted_at"] = (
        iso_instants(times.deleted, places) if as_text else instant_column(times.deleted)
    )
    return columns


@dataclass(frozen=True)
class Delivery:
    """Row numbers and versions in the order in which a file delivers them."""

    rows: Ints
    version: Ints

    @staticmethod
    def once(rows: Ints, version: int = 0) -> Delivery:
        """Deliver rows once, all in one version."""
        return Delivery(rows, np.full(len(rows), version, dtype=np.int64))

    @staticmethod
    def chain(parts: Sequence[Delivery]) -> Delivery:
        """Deliver one after the other."""
        return Delivery(
            np.concatenate([part.rows for part in parts]),
            np.concatenate([part.version for part in parts]),
        )


def base_delivery(
    draw: Draw,
    rows: Ints,
    before: Ints | None = None,
    *,
    last: bool = True,
    when: Ints | None = None,
    has_older: Flags | None = None,
) -> Delivery:
    """Return what a part file of a base table delivers: its `rows`, and rows that come again.

    Rows come in the order of `when`, or as they stand. Of those delivered twice half come again in
    the next part, unless this is the last; `before` are the rows of the part before. Older versions
    (`has_older`, a flag a row) come shortly before the newer one or, as often, after it.
    """
    place = np.arange(len(rows), dtype=np.float64)
    if when is not None:
        place[np.argsort(when, kind="stable")] = place.copy()
    again = draw.chance("twice", rows, DELIVERED_TWICE)
    next_part = _in_next_part(draw, rows) & (not last)
    delayed = place + 1 + draw.uniform("delay", rows) * len(rows)
    pieces = [(rows, 0, place), (rows[again & ~next_part], 0, delayed[again & ~next_part])]
    if before is not None:
        carried = before[
            draw.chance("twice", before, DELIVERED_TWICE) & _in_next_part(draw, before)
        ]
        pieces.append((carried, 0, draw.uniform("delay", carried) * len(rows)))
    if has_older is not None:
        early = has_older & draw.chance("older-first", rows, 0.5)
        late = has_older & ~early
        pieces.append((rows[early], -1, place[early] - 0.5))
        pieces.append((rows[late], -1, delayed[late]))
    order = np.argsort(np.concatenate([at for _, _, at in pieces]), kind="stable")
    everything = Delivery.chain([Delivery.once(found, version) for found, version, _ in pieces])
    return Delivery(everything.rows[order], everything.version[order])


def _in_next_part(draw: Draw, rows: Ints) -> Flags:
    return draw.chance("twice-next", rows, 0.5)
