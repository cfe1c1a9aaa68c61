"""How one call of a named function becomes a tree of the target dialect.

A template is SQL text of that dialect with columns `_0`, `_1`, …; the arguments of the call are put
in their place. A few functions look at their arguments first: how they are written decides.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Final, NoReturn, cast

from sqlglot import exp, parse_one

from cdp.sql.dialect import cast_to_text, text_literal
from cdp.sql.functions import casting, composing
from cdp.sql.parse import forget_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdp.sql.dialect import Dialect

WRAPPERS: Final = ("cdp_text", "cdp_code", "cdp_num", "cdp_flag", "cdp_time", "cdp_day")
"""Functions that say what a value is, to the call around them."""
_MOST_DIGITS: Final = 38
_MOST_MEMBERS: Final = 100


class CallMistake(ValueError):  # noqa: N818 - a finding about an author's text
    """What is wrong with one call, which the message names."""


def refuse_call(call: exp.Anonymous, what: str) -> NoReturn:
    """Raise CallMistake, which says `what` of the function called."""
    raise CallMistake(f"{call.name}: {what}")


def arguments_of(call: exp.Anonymous) -> list[exp.Expr]:
    """List the arguments of a call."""
    return cast("list[exp.Expr]", call.expressions)


@cache
def _parse_template(sql: str, dialect: Dialect) -> exp.Expr:
    tree = parse_one(sql, read=dialect)
    forget_lines(tree)
    return tree


def fill_template(sql: str, dialect: Dialect, values: list[exp.Expr]) -> exp.Expr:
    """Parse a template in its own dialect and put values in the place of its columns `_0`, `_1`."""
    template = _parse_template(sql, dialect).copy()
    named = {f"_{i}": value for i, value in enumerate(values)}
    for column in list(template.find_all(exp.Column)):
        if column.name in named and not column.table:
            column.replace(_enclose_value(named[column.name]))
    return template


def _enclose_value(value: exp.Expr) -> exp.Expr:
    closed = exp.Column | exp.Literal | exp.Paren | exp.Subquery | exp.Case | exp.Null | exp.Boolean
    if isinstance(value, closed) or (
        isinstance(value, exp.Func) and not isinstance(value, exp.Binary)
    ):
        return value.copy()
    return exp.Paren(this=value.copy())


def build_from(template: Callable[..., str]) -> Callable[[exp.Anonymous, Dialect], exp.Expr]:
    """Build a function whose arguments are all values."""

    def build(call: exp.Anonymous, dialect: Dialect) -> exp.Expr:
        values = arguments_of(call)
        return fill_template(
            template(dialect, *(f"_{i}" for i in range(len(values)))), dialect, values
        )

    return build


def build_decimal(call: exp.Anonymous, dialect: Dialect) -> exp.Expr:
    """Build `cdp_decimal`, whose size is written out."""
    value, *size = arguments_of(call)
    if not all(isinstance(n, exp.Literal) and n.is_int for n in size):
        refuse_call(call, "wants precision and scale as whole numbers written out")
    precision, scale = (int(n.name) for n in size)
    if not 1 <= precision <= _MOST_DIGITS or scale > precision:
        refuse_call(call, f"there is no DECIMAL({precision}, {scale})")
    return fill_template(casting.read_decimal(dialect, "_0", precision, scale), dialect, [value])


def build_property(call: exp.Anonymous, dialect: Dialect) -> exp.Expr:
    """Build `cdp_property`, whose key is written out."""
    value, key = arguments_of(call)
    if not (isinstance(key, exp.Literal) and key.is_string and re.fullmatch(r"\w+", key.name)):
        refuse_call(call, "wants the key written out: letters, digits and _")
    return fill_template(composing.json_property(dialect, "_0", key.name), dialect, [value])


def build_hash(call: exp.Anonymous, dialect: Dialect) -> exp.Expr:
    """Build `cdp_hash`; instants in it are wrapped."""
    kinds, values = zip(*(_unwrap_value(argument) for argument in arguments_of(call)), strict=True)
    parts = [
        (composing.json_instant if kind == "cdp_time" else cast_to_text)(dialect, f"_{i}")
        for i, kind in enumerate(kinds)
    ]
    return fill_template(composing.hash_texts(dialect, parts), dialect, list(values))


def build_json(call: exp.Anonymous, dialect: Dialect) -> exp.Expr:
    """Build `cdp_json`; every value in it is wrapped or written out."""
    arguments = arguments_of(call)
    keys, values = arguments[::2], arguments[1::2]
    if len(keys) != len(values):
        refuse_call(call, "wants keys and values in pairs")
    if len(keys) > _MOST_MEMBERS:
        refuse_call(call, f"takes {_MOST_MEMBERS} members at most")
    if not all(isinstance(key, exp.Literal) and key.is_string for key in keys):
        refuse_call(call, "wants every key as text written out")
    if len({key.name for key in keys}) < len(keys):
        refuse_call(call, "was given a key twice")
    members = [
        _json_member(call, dialect, key.name, value, f"_{i}")
        for i, (key, value) in enumerate(zip(keys, values, strict=True))
        if not isinstance(value, exp.Null)
    ]
    if not members:
        return exp.Literal.string("{}")
    inner = [_unwrap_value(value)[1] for value in values]
    return fill_template(composing.json_object(dialect, members), dialect, inner)


def _json_member(
    call: exp.Anonymous, dialect: Dialect, key: str, value: exp.Expr, column: str
) -> composing.Member:
    name = json.dumps(key, ensure_ascii=False)
    kind, inner = _unwrap_value(value)
    if kind == "cdp_text":
        return composing.Member(name, column, composing.json_string(dialect, column), "")
    if kind == "cdp_time":
        return composing.Member(name, column, composing.json_instant(dialect, column), '"')
    if kind:
        quote = '"' if kind in {"cdp_code", "cdp_day"} else ""
        return composing.Member(name, column, cast_to_text(dialect, column), quote)
    if isinstance(inner, exp.Literal | exp.Boolean):
        return composing.Member(name, None, text_literal(dialect, _write_constant(inner)), "")
    return refuse_call(
        call, f"say what {inner.sql('duckdb')} is, with one of {', '.join(WRAPPERS)}"
    )


def _unwrap_value(value: exp.Expr) -> tuple[str, exp.Expr]:
    if isinstance(value, exp.Anonymous) and value.name.lower() in WRAPPERS:
        return value.name.lower(), arguments_of(value)[0]
    return "", value


def _write_constant(literal: exp.Literal | exp.Boolean) -> str:
    if isinstance(literal, exp.Boolean):
        return "true" if literal.this else "false"
    return json.dumps(literal.name, ensure_ascii=False) if literal.is_string else literal.name


def read_by_outer_call(call: exp.Anonymous, dialect: Dialect) -> exp.Expr:
    """Stand for the wrappers, which nobody builds: the call around them reads them."""
    raise AssertionError(f"{call.name} is read by the call around it, in {dialect} too")
