"""Our named SQL functions, and their expansion into the plain SQL of an engine.

Authors write `cdp_mobile(x)` in DuckDB's dialect; before a model is run or rendered every such call is
replaced by an expression of the target dialect. No user-defined functions, no macros: the SQL that is
printed is the SQL that runs.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, cast

import sqlglot.expressions as exp
from sqlglot import parse_one

from cdp.sql import function_defs as defs
from cdp.sql.words import Dialect

_DIALECTS: Final[dict[str, Dialect]] = {
    "duckdb": "duckdb",
    "trino": "trino",
    "athena": "trino",
    "spark": "spark",
}
_PREFIX: Final = "cdp_"


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
    """Every function, by name: what the generated reference lists."""
    return [_FUNCTIONS[name].doc for name in sorted(_FUNCTIONS)]


def expand(tree: exp.Expr, dialect: str) -> exp.Expr:
    """Replace every `cdp_*` call in a DuckDB-parsed tree by an expression of the target dialect.

    `dialect` is `duckdb`, `trino`, `athena` (as `trino`) or `spark`. The tree is changed in place and
    returned; where the root itself is a call, what is returned stands for it. Raises ValueError naming
    the function, what is wrong and the functions there are.
    """
    target = _DIALECTS.get(dialect)
    if target is None:
        raise ValueError(f"no functions for dialect {dialect!r}; known: {', '.join(_DIALECTS)}")
    calls = [node for node in tree.walk(bfs=True) if _is_call(node)]
    for call in reversed(calls):  # breadth first, reversed: inner calls before those around them
        tree = _replace(tree, cast("exp.Anonymous", call), target)
    return tree


def _is_call(node: exp.Expr) -> bool:
    return isinstance(node, exp.Anonymous) and node.name.lower().startswith(_PREFIX)


def _replace(tree: exp.Expr, call: exp.Anonymous, dialect: Dialect) -> exp.Expr:
    name = call.name.lower()
    function = _FUNCTIONS.get(name)
    if function is None:
        raise ValueError(f"{name}: no such function. {_known()}")
    count = len(call.expressions)
    if count < function.least or (function.most is not None and count > function.most):
        raise ValueError(
            f"{name}: takes {function.doc.signature}, was given {count} argument(s). {_known()}"
        )
    if name in _WRAPPERS:
        if isinstance(call.parent, exp.Anonymous) and call.parent.name.lower() in _WRAPPED:
            return tree
        raise ValueError(f"{name}: stands only inside {' and '.join(_WRAPPED)}. {_known()}")
    old: exp.Expr = call
    if name in _AGGREGATES:
        old = _take_filter(call, name)
    new = function.build(call, dialect)
    if isinstance(new, exp.Binary | exp.Not | exp.Neg):
        new = exp.Paren(this=new)
    if old is tree:
        return new
    old.replace(new)
    return tree


def _take_filter(call: exp.Anonymous, name: str) -> exp.Expr:
    """Move a FILTER into the value: the aggregates skip NULL, and not all of them can carry one."""
    parent = call.parent
    if isinstance(parent, exp.Window):
        raise ValueError(f"{name}: an aggregate, has no OVER. {_known()}")
    if any(isinstance(arg, exp.Distinct | exp.Ordered | exp.Order) for arg in call.expressions):
        raise ValueError(f"{name}: takes neither DISTINCT nor ORDER BY. {_known()}")
    if not isinstance(parent, exp.Filter):
        return call
    condition = cast("exp.Expr", parent.expression.this)
    value = cast("exp.Expr", call.expressions[0])
    kept = exp.Case(ifs=[exp.If(this=condition.copy(), true=value.copy())])
    value.replace(kept)
    return parent


def _known() -> str:
    return f"Known functions: {', '.join(sorted(_FUNCTIONS))}"


def _fill(text: str, dialect: Dialect, arguments: list[exp.Expr]) -> exp.Expr:
    """Parse a template in its own dialect and put the arguments in the place of `_0`, `_1`, …."""
    template = cast("exp.Expr", parse_one(text, read=dialect))
    places = {f"_{i}": argument for i, argument in enumerate(arguments)}
    for column in list(template.find_all(exp.Column)):
        argument = places.get(column.name)
        if argument is not None and not column.table:
            column.replace(_enclosed(argument))
    return template


def _enclosed(argument: exp.Expr) -> exp.Expr:
    safe = exp.Column | exp.Literal | exp.Paren | exp.Subquery | exp.Case | exp.Null | exp.Boolean
    whole = isinstance(argument, safe) or (
        isinstance(argument, exp.Func) and not isinstance(argument, exp.Binary)
    )
    return argument.copy() if whole else exp.Paren(this=argument.copy())


def _plain(builder: Callable[..., str]) -> Callable[[exp.Anonymous, Dialect], exp.Expr]:
    """A function whose arguments are all values."""

    def build(call: exp.Anonymous, dialect: Dialect) -> exp.Expr:
        arguments = cast("list[exp.Expr]", call.expressions)
        return _fill(
            builder(dialect, *(f"_{i}" for i in range(len(arguments)))), dialect, arguments
        )

    return build


def _decimal(call: exp.Anonymous, dialect: Dialect) -> exp.Expr:
    value, *size = cast("list[exp.Expr]", call.expressions)
    if not all(isinstance(n, exp.Literal) and not n.is_string and n.name.isdigit() for n in size):
        raise ValueError(
            f"{call.name}: precision and scale are whole numbers written out. {_known()}"
        )
    precision, scale = (int(n.name) for n in size)
    if not 1 <= precision <= 38 or scale > precision:
        raise ValueError(f"{call.name}: no DECIMAL({precision}, {scale}). {_known()}")
    return _fill(defs.decimal(dialect, "_0", precision, scale), dialect, [value])


def _hash(call: exp.Anonymous, dialect: Dialect) -> exp.Expr:
    values: list[exp.Expr] = []
    parts: list[str] = []
    for i, argument in enumerate(cast("list[exp.Expr]", call.expressions)):
        kind, value = _unwrapped(argument)
        values.append(value)
        parts.append(
            defs.instant(dialect, f"_{i}") if kind == "cdp_time" else defs.plain(dialect, f"_{i}")
        )
    return _fill(defs.fingerprint(dialect, parts), dialect, values)


def _json(call: exp.Anonymous, dialect: Dialect) -> exp.Expr:
    arguments = cast("list[exp.Expr]", call.expressions)
    if len(arguments) % 2:
        raise ValueError(f"{call.name}: keys and values come in pairs. {_known()}")
    values: list[exp.Expr] = []
    pairs: list[tuple[str, str, str]] = []
    for key, argument in zip(arguments[::2], arguments[1::2], strict=True):
        if not (isinstance(key, exp.Literal) and key.is_string):
            raise ValueError(
                f"{call.name}: a key is text written out, not {key.sql('duckdb')}. {_known()}"
            )
        kind, value = _unwrapped(argument)
        place = f"_{len(values)}"
        values.append(value)
        pairs.append((_json_text(key.name), *_member(call.name, dialect, kind, value, place)))
    return _fill(defs.json_object(dialect, pairs), dialect, values)


def _member(name: str, dialect: Dialect, kind: str, value: exp.Expr, place: str) -> tuple[str, str]:
    """A value's expression and its quote, by its wrapper."""
    if kind == "cdp_text":
        return defs.quoted(dialect, place), ""
    if kind == "cdp_code":
        return place, '"'
    if kind == "cdp_time":
        return defs.instant(dialect, place), '"'
    if kind == "cdp_day":
        return defs.plain(dialect, place), '"'
    if kind in {"cdp_num", "cdp_flag"}:
        return defs.plain(dialect, place), ""
    if isinstance(value, exp.Literal | exp.Boolean | exp.Null):
        return defs.text(dialect, _json_literal(value)), ""
    raise ValueError(
        f"{name}: say what {value.sql('duckdb')} is, with one of {', '.join(_WRAPPERS)}. {_known()}"
    )


def _unwrapped(argument: exp.Expr) -> tuple[str, exp.Expr]:
    if isinstance(argument, exp.Anonymous) and argument.name.lower() in _WRAPPERS:
        return argument.name.lower(), cast("exp.Expr", argument.expressions[0])
    return "", argument


def _json_text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _json_literal(value: exp.Expr) -> str:
    if isinstance(value, exp.Boolean):
        return "true" if value.this else "false"
    return _json_text(value.name) if value.is_string else value.name


_WRAPPED: Final = ("cdp_json", "cdp_hash")
_AGGREGATES: Final = frozenset({"cdp_list", "cdp_latest", "cdp_earliest"})
_WRAPPERS: Final = ("cdp_text", "cdp_code", "cdp_num", "cdp_flag", "cdp_time", "cdp_day")


def _unbuilt(call: exp.Anonymous, dialect: Dialect) -> exp.Expr:
    raise AssertionError(f"{call.name} is read by the call around it ({dialect})")


def _function(
    signature: str,
    doc: str,
    build: Callable[[exp.Anonymous, Dialect], exp.Expr],
    arity: tuple[int, int | None] = (1, 1),
) -> tuple[str, _Function]:
    name = signature.partition("(")[0]
    return name, _Function(FunctionDoc(name, signature, doc), *arity, build)


_FUNCTIONS: Final[dict[str, _Function]] = dict(
    [
        _function(
            "cdp_mobile(x)", "E.164 text of a written mobile number, or NULL.", _plain(defs.mobile)
        ),
        _function(
            "cdp_is_dummy_mobile(x)",
            "Whether E.164 text is a number that identifies nobody; false for NULL.",
            _plain(defs.is_dummy_mobile),
        ),
        _function("cdp_email(x)", "The address, lower-cased, or NULL.", _plain(defs.email)),
        _function("cdp_name(x)", "The name as shown, or NULL for a dummy.", _plain(defs.name)),
        _function(
            "cdp_name_key(x)", "The name folded for comparing, or NULL.", _plain(defs.name_key)
        ),
        _function(
            "cdp_timestamp(x)",
            "ISO-8601 text as a UTC TIMESTAMP, cut to microseconds, or NULL.",
            _plain(defs.timestamp),
        ),
        _function("cdp_date(x)", "The date ISO text begins with, or NULL.", _plain(defs.date)),
        _function(
            "cdp_ist_date(ts)", "The business day of a UTC timestamp.", _plain(defs.ist_date)
        ),
        _function(
            "cdp_ist_hour(ts)", "The hour, India time, of a UTC timestamp.", _plain(defs.ist_hour)
        ),
        _function("cdp_epoch_ms(ts)", "Milliseconds since 1970, BIGINT.", _plain(defs.epoch_ms)),
        _function(
            "cdp_bool(x)", "Text that says yes or no as BOOLEAN, or NULL.", _plain(defs.boolean)
        ),
        _function("cdp_int(x)", "Text of a whole number as BIGINT, or NULL.", _plain(defs.integer)),
        _function(
            "cdp_decimal(x, p, s)", "Text of a number as DECIMAL(p, s), or NULL.", _decimal, (3, 3)
        ),
        _function(
            "cdp_hash(a, b, …)",
            "A BIGINT fingerprint of the values, the same on every engine.",
            _hash,
            (1, None),
        ),
        _function(
            "cdp_json('k', v, …)",
            "JSON object text, keys in the order given, NULL values left out.",
            _json,
            (2, None),
        ),
        _function("cdp_text(v)", "In cdp_json: text, escaped where it needs it.", _unbuilt),
        _function("cdp_code(v)", "In cdp_json: text known to need no escaping.", _unbuilt),
        _function("cdp_num(v)", "In cdp_json: a whole number or decimal.", _unbuilt),
        _function("cdp_flag(v)", "In cdp_json: a boolean.", _unbuilt),
        _function("cdp_time(v)", "In cdp_json: a UTC timestamp, as ISO text.", _unbuilt),
        _function("cdp_day(v)", "In cdp_json: a date, as ISO text.", _unbuilt),
        _function(
            "cdp_list(x)", "The distinct values, sorted, without NULL.", _plain(defs.listing)
        ),
        _function(
            "cdp_latest(value, by, …)",
            "The value of the row with the greatest by, among rows where none of them is NULL.",
            _plain(defs.latest),
            (2, None),
        ),
        _function(
            "cdp_earliest(value, by, …)",
            "The value of the row with the least by, among rows where none of them is NULL.",
            _plain(defs.earliest),
            (2, None),
        ),
    ]
)
