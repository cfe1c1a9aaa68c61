"""The table `user`: the agents who call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cdp.synth import catalogue
from cdp.synth.arrow import (
    DAY,
    MICROS,
    NEVER,
    Table,
    as_table,
    boolean_column,
    code_column,
    digit_texts,
    id_bytes,
    join_texts,
    plain_texts,
)
from cdp.synth.calendar import END, START, day_start
from cdp.synth.draw import weighted_table
from cdp.synth.mess import DELETED, Faults, Times, stamp_columns
from cdp.synth.naming import BRANCHES
from cdp.synth.spelling import write_agent_names

if TYPE_CHECKING:
    from cdp.synth.leads import Moments
    from cdp.synth.mess import Delivery
    from cdp.synth.people import World


def agent_table(world: World, delivery: Delivery, moments: Moments | None = None) -> Table:
    """Return rows of `user`; a later version has changed its mind about being active."""
    draw, rows = world.draw("user"), delivery.rows
    faults = Faults.of("user", rows, delivery.version)
    later = rows - world.sizes.agents
    created = START - DAY + (draw.uniform("created", rows) * (END - START) * 0.7).astype(np.int64)
    created = np.where(later >= 0, day_start(1) + later * DAY + 10 * 3600 * MICROS, created)
    updated = created + 3600 * MICROS + draw.below("updated", rows, 90 * DAY) * (later < 0)
    deleted = np.where(draw.chance("deleted", rows, DELETED) & (later < 0), updated, NEVER)
    if moments is not None:
        updated = np.where(moments.updated == NEVER, updated, moments.updated)
    times = Times(created, updated, deleted)
    active = draw.chance("active", rows, 0.86) ^ (delivery.version > 0)
    role = draw.pick("role", rows, weighted_table((70, 18, 8, 4)))
    role = np.where(faults.has("unknown_role"), len(catalogue.ROLES), role)
    columns = stamp_columns(draw, rows, id_bytes(draw, rows), times, faults, as_text=True)
    columns |= {
        "name": write_agent_names(draw, rows),
        "email": join_texts(
            plain_texts(("agent",), rows * 0),
            digit_texts(1000 + rows),
            plain_texts(("@example.in",), rows * 0),
        ),
        "role": code_column((*catalogue.ROLES, catalogue.UNKNOWN), role),
        "team": code_column(catalogue.TEAMS, draw.below("team", rows, len(catalogue.TEAMS))),
        "branch_id": code_column(
            [code for _, code, _ in BRANCHES], draw.below("branch", rows, len(BRANCHES))
        ),
        "is_active": boolean_column(active),
    }
    return as_table(columns)
