"""Our named SQL functions, and their expansion into the plain SQL of an engine.

Authors write `cdp_mobile(x)` in DuckDB's dialect; before a model is run or rendered every such call
is replaced by an expression of the target dialect. No user-defined functions and no macros: the SQL
that is printed is the SQL that runs.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, NoReturn, cast

from sqlglot import exp, parse_one

from cdp.sql.dialect import as_text, text
from cdp.sql.functions import casting, cleaning, composing
from cdp.sql.parse import DIALECT, forget_places

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdp.sql.dialect import Dialect

_PREFIX: Final = "cdp_"
_WRAPPERS: Final = ("cdp_text", "cdp_code", "cdp_num", "cdp_flag", "cdp_time", "cdp_day")
_WRAPPED: Final = ("cdp_json", "cdp_hash")
_AGGREGATES: Final = frozenset({"cdp_list", "cdp_latest", "cdp_earliest"})
_MOST_DIGITS: Final = 38
_MOST_MEMBERS: Final = 100


@dataclass(frozen=True)
class FunctionDoc:
    """What the reference says of one function: its name, how it is called, one sentence."""

    name: str
    signature: str
    doc: str


@dataclass(frozen=True)
class _Function:
    doc: FunctionDoc
    least: int
    most: int | None
    build: Callable[[exp.Anonymous, Dialect], exp.Expr]


def names() -> list[FunctionDoc]:
    """List every function, by name: what the generated reference prints."""
    return [_FUNCTIONS[name].doc for name in sorted(_FUNCTIONS)]


def expand(tree: exp.Expr, dialect: str) -> exp.Expr:
    """Replace every `cdp_*` call in a DuckDB-parsed tree by an expression of the target dialect.

    `dialect` is `duckdb`, `trino`, `athena` (read as `trino`) or `spark`. The tree is changed in
    place and returned; where the root itself is a call, what is returned stands for it. Raises
    ValueError that names the function, what is wrong and the functions there are.
    """
    target = _DIALECTS.get(dialect)
    if target is None:
        raise ValueError(f"no functions for dialect {dialect!r}; known: {', '.join(_DIALECTS)}")
    calls = [
        node
        for node in tree.walk(bfs=True)
        if isinstance(node, exp.Anonymous) and node.name.lower().startswith(_PREFIX)
    ]
    for call in reversed(calls):  # breadth first, reversed: inner calls before those around them
        tree = _replace(tree, call, target)
    return tree


def _replace(tree: exp.Expr, call: exp.Anonymous, dialect: Dialect) -> exp.Expr:
    name = call.name.lower()
    function = _checked(call)
    if name in _WRAPPERS:
        if isinstance(call.parent, exp.Anonymous) and call.parent.name.lower() in _WRAPPED:
            return tree
        _refuse(call, f"stands only inside {' and '.join(_WRAPPED)}")
    old = _without_filter(call) if name in _AGGREGATES else call
    new = function.build(call, dialect)
    if isinstance(new, exp.Binary | exp.Not | exp.Neg):
        new = exp.Paren(this=new)
    if old is tree:
        return new
    old.replace(new)
    return tree


def _checked(call: exp.Anonymous) -> _Function:
    function = _FUNCTIONS.get(call.name.lower())
    if function is None:
        _refuse(call, "no such function")
    count = len(call.expressions)
    if count < function.least or (function.most is not None and count > function.most):
        _refuse(call, f"is called as {function.doc.signature}, not with {count} argument(s)")
    if any(isinstance(a, exp.Distinct | exp.Ordered | exp.Order | exp.Star) for a in _of(call)):
        _refuse(call, "takes neither DISTINCT nor ORDER BY nor *")
    return function


def _without_filter(call: exp.Anonymous) -> exp.Expr:
    """Move a FILTER into the value: our aggregates skip NULL, and not all can carry a FILTER."""
    parent = call.parent
    kept = parent if isinstance(parent, exp.Filter) else call
    if isinstance(kept.parent, exp.Window):
        _refuse(call, "is an aggregate and has no OVER")
    if isinstance(parent, exp.Filter):
        value = _of(call)[0]
        condition = cast("exp.Expr", parent.expression.this)
        value.replace(exp.Case(ifs=[exp.If(this=condition.copy(), true=value.copy())]))
    return kept


def _refuse(call: exp.Anonymous, what: str) -> NoReturn:
    raise ValueError(f"{call.name}: {what}. Known functions: {', '.join(sorted(_FUNCTIONS))}")


def _of(call: exp.Anonymous) -> list[exp.Expr]:
    return cast("list[exp.Expr]", call.expressions)


# --- templates ----------------------------------------------------------------------------------


@cache
def _template(sql: str, dialect: Dialect) -> exp.Expr:
    tree = parse_one(sql, read=dialect)
    forget_places(tree)
    return tree


def _filled(sql: str, dialect: Dialect, values: list[exp.Expr]) -> exp.Expr:
    """Parse a template in its own dialect and put values in the place of its columns `_0`, `_1`."""
    template = _template(sql, dialect).copy()
    places = {f"_{i}": value for i, value in enumerate(values)}
    for column in list(template.find_all(exp.Column)):
        if column.name in places and not column.table:
            column.replace(_enclosed(places[column.name]))
    return template


def _enclosed(value: exp.Expr) -> exp.Expr:
    closed = exp.Column | exp.Literal | exp.Paren | exp.Subquery | exp.Case | exp.Null | exp.Boolean
    if isinstance(value, closed) or (
        isinstance(value, exp.Func) and not isinstance(value, exp.Binary)
    ):
        return value.copy()
    return exp.Paren(this=value.copy())


def _plain(template: Callable[..., str]) -> Callable[[exp.Anonymous, Dialect], exp.Expr]:
    """Build a function whose arguments are all values."""

    def build(call: exp.Anonymous, dialect: Dialect) -> exp.Expr:
        values = _of(call)
        return _filled(template(dialect, *(f"_{i}" for i in range(len(values)))), dialect, values)

    return build


def _decimal(call: exp.Anonymous, dialect: Dialect) -> exp.Expr:
    value, *size = _of(call)
    if not all(isinstance(n, exp.Literal) and n.is_int for n in size):
        _refuse(call, "wants precision and scale as whole numbers written out")
    precision, scale = (int(n.name) for n in size)
    if not 1 <= precision <= _MOST_DIGITS or scale > precision:
        _refuse(call, f"there is no DECIMAL({precision}, {scale})")
    return _filled(casting.decimal(dialect, "_0", precision, scale), dialect, [value])


def _property(call: exp.Anonymous, dialect: Dialect) -> exp.Expr:
    value, key = _of(call)
    if not (isinstance(key, exp.Literal) and key.is_string and re.fullmatch(r"\w+", key.name)):
        _refuse(call, "wants the key written out: letters, digits and _")
    return _filled(composing.json_property(dialect, "_0", key.name), dialect, [value])


def _hash(call: exp.Anonymous, dialect: Dialect) -> exp.Expr:
    kinds, values = zip(*(_unwrapped(argument) for argument in _of(call)), strict=True)
    parts = [
        (composing.json_instant if kind == "cdp_time" else as_text)(dialect, f"_{i}")
        for i, kind in enumerate(kinds)
    ]
    return _filled(composing.fingerprint(dialect, parts), dialect, list(values))


def _json(call: exp.Anonymous, dialect: Dialect) -> exp.Expr:
    arguments = _of(call)
    keys, values = arguments[::2], arguments[1::2]
    if len(keys) != len(values):
        _refuse(call, "wants keys and values in pairs")
    if len(keys) > _MOST_MEMBERS:
        _refuse(call, f"takes {_MOST_MEMBERS} members at most")
    if not all(isinstance(key, exp.Literal) and key.is_string for key in keys):
        _refuse(call, "wants every key as text written out")
    if len({key.name for key in keys}) < len(keys):
        _refuse(call, "was given a key twice")
    members = [
        _member(call, dialect, key.name, value, f"_{i}")
        for i, (key, value) in enumerate(zip(keys, values, strict=True))
        if not isinstance(value, exp.Null)
    ]
    if not members:
        return exp.Literal.string("{}")
    inner = [_unwrapped(value)[1] for value in values]
    return _filled(composing.json_object(dialect, members), dialect, inner)


def _member(
    call: exp.Anonymous, dialect: Dialect, key: str, value: exp.Expr, place: str
) -> composing.Member:
    name = json.dumps(key, ensure_ascii=False)
    kind, inner = _unwrapped(value)
    if kind == "cdp_text":
        return composing.Member(name, place, composing.json_string(dialect, place), "")
    if kind == "cdp_time":
        return composing.Member(name, place, composing.json_instant(dialect, place), '"')
    if kind:
        quote = '"' if kind in {"cdp_code", "cdp_day"} else ""
        return composing.Member(name, place, as_text(dialect, place), quote)
    if isinstance(inner, exp.Literal | exp.Boolean):
        return composing.Member(name, None, text(dialect, _written(inner)), "")
    return _refuse(call, f"say what {inner.sql(DIALECT)} is, with one of {', '.join(_WRAPPERS)}")


def _unwrapped(value: exp.Expr) -> tuple[str, exp.Expr]:
    if isinstance(value, exp.Anonymous) and value.name.lower() in _WRAPPERS:
        return value.name.lower(), _of(value)[0]
    return "", value


def _written(literal: exp.Literal | exp.Boolean) -> str:
    if isinstance(literal, exp.Boolean):
        return "true" if literal.this else "false"
    return json.dumps(literal.name, ensure_ascii=False) if literal.is_string else literal.name


def _inside(call: exp.Anonymous, dialect: Dialect) -> exp.Expr:
    raise AssertionError(f"{call.name} is read by the call around it, in {dialect} too")


# --- the functions there are --------------------------------------------------------------------


def _function(
    signature: str,
    doc: str,
    build: Callable[[exp.Anonymous, Dialect], exp.Expr],
    least: int = 1,
    most: int | None = 1,
) -> _Function:
    return _Function(FunctionDoc(signature.partition("(")[0], signature, doc), least, most, build)


_DIALECTS: Final[dict[str, Dialect]] = {
    DIALECT: DIALECT,
    "trino": "trino",
    "athena": "trino",
    "spark": "spark",
}

_LIST: Final = (
    _function(
        "cdp_mobile(x)",
        "A mobile number in any usual writing as E.164 text, or NULL where it cannot be one.",
        _plain(cleaning.mobile),
    ),
    _function(
        "cdp_is_dummy_mobile(x)",
        "Whether an E.164 number is nobody's, as +919999999999 is; false for NULL.",
        _plain(cleaning.is_dummy_mobile),
    ),
    _function(
        "cdp_email(x)",
        "An e-mail address in lower case, or NULL where it is malformed or a placeholder.",
        _plain(cleaning.email),
    ),
    _function(
        "cdp_name(x)",
        "A person's name as shown, single-spaced and capitalised, or NULL where it is a dummy.",
        _plain(cleaning.name),
    ),
    _function(
        "cdp_name_key(x)",
        "A person's name folded for comparing, without honorifics, or NULL where it is a dummy.",
        _plain(cleaning.name_key),
    ),
    _function(
        "cdp_timestamp(x)",
        "ISO-8601 text as a UTC TIMESTAMP, offsets applied, cut to microseconds, or NULL.",
        _plain(casting.timestamp),
    ),
    _function(
        "cdp_date(x)",
        "The DATE that ISO-8601 text begins with, as written there, or NULL.",
        _plain(casting.date),
    ),
    _function(
        "cdp_ist_date(ts)",
        "The business day (DATE, Asia/Kolkata) of a UTC TIMESTAMP.",
        _plain(casting.ist_date),
    ),
    _function(
        "cdp_ist_hour(ts)",
        "The hour of the day (INTEGER, 0 to 23, Asia/Kolkata) of a UTC TIMESTAMP.",
        _plain(casting.ist_hour),
    ),
    _function(
        "cdp_epoch_ms(ts)",
        "Milliseconds since 1970-01-01 (BIGINT) of a UTC TIMESTAMP, rounded down.",
        _plain(casting.epoch_ms),
    ),
    _function(
        "cdp_next_instant(ts)",
        "The TIMESTAMP one microsecond later.",
        _plain(casting.next_instant),
    ),
    _function(
        "cdp_utc(ts)",
        "The UTC TIMESTAMP of a TIMESTAMP WITH TIME ZONE.",
        _plain(casting.utc),
    ),
    _function(
        "cdp_same(a, b)",
        "Whether two values of one type are equal or both NULL, as a condition of any join.",
        _plain(casting.same),
        2,
        2,
    ),
    _function(
        "cdp_bool(x)",
        "Text such as true, yes, 1 or false, no, 0 as BOOLEAN, or NULL.",
        _plain(casting.boolean),
    ),
    _function(
        "cdp_int(x)",
        "Text of a whole number, a trailing .0 allowed, as BIGINT, or NULL.",
        _plain(casting.integer),
    ),
    _function(
        "cdp_decimal(x, p, s)",
        "Text of a number as DECIMAL(p, s), halves rounded away from zero, or NULL.",
        _decimal,
        3,
        3,
    ),
    _function(
        "cdp_hash(a, b, …)",
        "A BIGINT fingerprint of texts, whole numbers, dates, booleans and decimals, and of"
        " timestamps inside cdp_time().",
        _hash,
        1,
        None,
    ),
    _function(
        "cdp_json('k', v, …)",
        "JSON object text with its keys in the order given and NULL left out; every value that is"
        " not written out is wrapped to say what it is.",
        _json,
        2,
        None,
    ),
    _function(
        "cdp_property(x, 'key')",
        "The text of one member of a JSON object, or NULL where there is none.",
        _property,
        2,
        2,
    ),
    _function("cdp_text(v)", "In cdp_json: text, escaped where it has to be.", _inside),
    _function("cdp_code(v)", "In cdp_json: text that needs no escaping, such as an id.", _inside),
    _function("cdp_num(v)", "In cdp_json: a whole number or a DECIMAL.", _inside),
    _function("cdp_flag(v)", "In cdp_json: a BOOLEAN.", _inside),
    _function(
        "cdp_time(v)", "In cdp_json and cdp_hash: a UTC TIMESTAMP, as ISO-8601 text.", _inside
    ),
    _function("cdp_day(v)", "In cdp_json: a DATE, as ISO-8601 text.", _inside),
    _function(
        "cdp_list(x)",
        "The distinct values of a group as a sorted list without NULL, or NULL where none.",
        _plain(composing.listing),
    ),
    _function(
        "cdp_latest(value, by, …)",
        "The value of the row with the greatest by, rows with NULL in the value or a by apart.",
        _plain(composing.latest),
        2,
        None,
    ),
    _function(
        "cdp_earliest(value, by, …)",
        "The value of the row with the least by, rows with NULL in the value or a by apart.",
        _plain(composing.earliest),
        2,
        None,
    ),
)
_FUNCTIONS: Final[dict[str, _Function]] = {function.doc.name: function for function in _LIST}
