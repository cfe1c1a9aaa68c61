"""A tree of conditions becomes a SQL condition; `condition_tree` of sql/ goes the other way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cdp.project.audience import (
    All,
    Any,
    Before,
    Compare,
    Did,
    Flag,
    Known,
    Not,
    OneOf,
    Sql,
    Within,
)  # fmt: skip
from cdp.sql.render import literal

if TYPE_CHECKING:
    from cdp.project.audience import Audience, Rule, Scalar

_PROPERTY = re.compile(r"^properties\.(\w+)$")


def audience_condition(audience: Audience) -> str:
    """Write an audience's condition as SQL."""
    if audience.where is not None:
        return audience.where
    assert audience.match is not None  # noqa: S101 - the file has one of the two
    return write_rule(audience.match)


def write_rule(rule: Rule) -> str:  # noqa: C901, PLR0911 - one return a kind
    """Say a tree of conditions in SQL."""
    match rule:
        case All():
            return " and ".join(_write_in_parentheses(r) for r in rule.all)
        case Any():
            return " or ".join(_write_in_parentheses(r) for r in rule.any)
        case Not():
            return f"not {_write_in_parentheses(rule.not_)}"
        case Compare():
            return f"{_write_column(rule.column)} {rule.is_} {_write_value(rule.value)}"
        case OneOf():
            return f"{_write_column(rule.column)} in ({', '.join(map(_write_value, rule.one_of))})"
        case Known():
            return f"{_write_column(rule.column)} is {'not ' if rule.known else ''}null"
        case Flag():
            return _write_column(rule.is_true)
        case Within():
            return (
                f"{_write_column(rule.column)} >= as_of - interval {rule.within} {rule.unit[:-1]}"
            )
        case Before():
            return f"{_write_column(rule.column)} < as_of - interval {rule.before} {rule.unit[:-1]}"
        case Did():
            return _write_event_count(rule)
        case Sql():
            return rule.sql


def _write_event_count(rule: Did) -> str:
    parts = [f"event_name = {literal(rule.did)}"]
    if rule.where is not None:
        parts.append(_write_in_parentheses(rule.where))
    if rule.within is not None:
        parts.append(f"occurred_at >= as_of - interval {rule.within} day")
    return f"count_events({' and '.join(parts)}) >= {rule.at_least}"


def _write_in_parentheses(rule: Rule) -> str:
    text = write_rule(rule)
    return f"({text})" if isinstance(rule, All | Any | Sql | Not) else text


def _write_column(name: str) -> str:
    """Name a column; `properties.x` is a property of an event."""
    found = _PROPERTY.match(name)
    if found:
        return f"cdp_property(properties, {literal(found[1])})"
    if not re.fullmatch(r"\w+", name):
        raise ValueError(f"{name!r} is no column")
    return name


def _write_value(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return literal(value) if isinstance(value, str) else str(value)
