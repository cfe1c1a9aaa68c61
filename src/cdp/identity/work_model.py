"""A model of identity, made from its SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cdp.sql.model import Model
from cdp.sql.parse import parse_own_query

if TYPE_CHECKING:
    from cdp.types import Column, Relation


def work_model(
    relation: Relation,
    sql: str,
    columns: tuple[Column, ...] = (),
    key: tuple[str, ...] = (),
    kind: Literal["table", "view"] = "table",
) -> Model:
    """Make a model of identity from its SQL."""
    return Model(relation, parse_own_query(sql), "identity", key=key, columns=columns, kind=kind)
