"""Conditions over one row and its events: checked, taken apart, put into a query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.annotate_types import annotate_types

from cdp.sql.expression import is_aggregate_call
from cdp.sql.parse import AS_OF, DIALECT, SqlMistake, parse_expression, parse_query

if TYPE_CHECKING:
    from collections.abc import Mapping

COUNT_EVENTS = "count_events"
_TEXTS = exp.DataType.TEXT_TYPES
_NUMBERS = exp.DataType.NUMERIC_TYPES
_TIMES = exp.DataType.TEMPORAL_TYPES
_COMPARED = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE)
_OPS: dict[type[exp.Expr], str] = {
    exp.EQ: "=", exp.NEQ: "<>", exp.GT: ">", exp.GTE: ">=", exp.LT: "<", exp.LTE: "<=",
}  # fmt: skip


@dataclass(frozen=True)
class Counted:
    """A condition whose counts of events were taken out: each stands as a column `did_N.n`."""

    text: str
    """The condition over the row `u`."""
    events: tuple[str, ...]
    """The condition of each count, over the event `e`."""


def take_out_counts(text: str) -> Counted:
    """Take the counts of events out of a condition and say whose column each name is."""
    tree = exp.paren(parse_expression(text))
    found: list[str] = []
    for call in [n for n in tree.find_all(exp.Anonymous) if n.name.lower() == COUNT_EVENTS]:
        if len(call.expressions) != 1:
            raise SqlMistake(f"{COUNT_EVENTS} takes one condition over the person's events", 1)
        inner = call.expressions[0].copy()
        if next(inner.find_all(exp.Anonymous), None) and any(
            n.name.lower() == COUNT_EVENTS for n in inner.find_all(exp.Anonymous)
        ):
            raise SqlMistake(f"{COUNT_EVENTS} cannot stand within itself", 1)
        if _is_truth(call):
            raise SqlMistake(
                f"{COUNT_EVENTS} gives a number: compare it, as in {COUNT_EVENTS}(…) >= 1", 1
            )
        found.append(_name_row(inner, "e"))
        column = exp.column("n", table=f"did_{len(found)}")
        call.replace(exp.Coalesce(this=column, expressions=[exp.Literal.number(0)]))
    return Counted(_name_row(tree, "u"), tuple(found))


def _is_truth(node: exp.Expr) -> bool:
    """Tell whether a condition takes a part of it for true or false as it stands."""
    while isinstance(node.parent, exp.Paren):
        node = node.parent
    return node.parent is None or isinstance(node.parent, exp.Connector | exp.Not)


def _name_row(tree: exp.Expr, alias: str) -> str:
    held = exp.paren(tree)
    for column in list(held.find_all(exp.Column)):
        if not column.table and column.name != AS_OF:
            column.set("table", exp.to_identifier(alias))
    return held.this.sql(dialect=DIALECT)


def condition_columns(text: str) -> list[str]:
    """Name the columns of the row that a condition reads, in its order, each once."""
    tree = exp.paren(parse_expression(text))
    inside = {
        id(c)
        for call in tree.find_all(exp.Anonymous)
        if call.name.lower() == COUNT_EVENTS
        for c in call.find_all(exp.Column)
    }
    names = [c.name for c in tree.find_all(exp.Column) if id(c) not in inside]
    return [n for n in dict.fromkeys(names) if n != AS_OF]


def type_mistake(text: str, types: Mapping[str, str], alias: str) -> str | None:
    """Say where a condition compares what cannot be compared, or is no condition; None if sound.

    `types` maps the columns of the row that `alias` names to their SQL types.
    """
    try:
        query = parse_query(f"select {text} as held from {alias} as {alias}")
        schema: dict[str, object] = {alias: {n: t for n, t in types.items() if t}}
        for column in list(query.find_all(exp.Column)):
            if column.name == AS_OF and not column.table:
                column.replace(exp.cast(exp.Literal.string("2000-01-01"), "timestamp"))
        tree = annotate_types(query, schema=schema, dialect=DIALECT)
    except SqlglotError as error:
        return str(error).split("\n", maxsplit=1)[0]
    if next((n for n in tree.walk() if is_aggregate_call(n) or isinstance(n, exp.Window)), None):
        return f"sums over several rows; {COUNT_EVENTS}(…) counts the person's events"
    root = tree.selects[0].this
    if root.type and root.type.this not in {exp.DataType.Type.BOOLEAN, *_UNKNOWN}:
        return f"is no condition but {root.type.sql(dialect=DIALECT).lower()}"
    for node in tree.find_all(*_COMPARED, exp.In, exp.Between):
        for one, other in _compared_pairs(node):
            left, right = _value_kind(one), _value_kind(other)
            if (
                left
                and right
                and left != right
                and not _is_written_instant(one, other, left, right)
            ):
                return f"compares {left} with {right}: {node.sql(dialect=DIALECT)}"
    return None


def _compared_pairs(node: exp.Expr) -> list[tuple[exp.Expr, exp.Expr]]:
    if isinstance(node, exp.In):
        return [(node.this, other) for other in node.expressions]
    if isinstance(node, exp.Between):
        return [(node.this, node.args["low"]), (node.this, node.args["high"])]
    return [(node.this, node.expression)]


_UNKNOWN = {exp.DataType.Type.UNKNOWN, exp.DataType.Type.NULL}


def _is_written_instant(one: exp.Expr, other: exp.Expr, left: str, right: str) -> bool:
    """Tell whether text written out stands for an instant."""
    texts = {left, right} == {"text", "an instant"}
    return texts and any(isinstance(n, exp.Literal) for n in (one, other))


def _value_kind(node: exp.Expr) -> str:
    if node.type is None:
        return ""
    kind = node.type.this
    if kind in _TEXTS:
        return "text"
    if kind in _NUMBERS:
        return "a number"
    if kind in _TIMES:
        return "an instant"
    return "true or false" if kind is exp.DataType.Type.BOOLEAN else ""


def condition_tree(text: str) -> dict[str, Any]:
    """Take a condition apart as a form shows it; what no form knows stays SQL."""
    return _take_apart(parse_expression(text))


def _take_apart(node: exp.Expr) -> dict[str, Any]:
    node = node.unnest()
    if isinstance(node, exp.And | exp.Or):
        return {
            "all" if isinstance(node, exp.And) else "any": [_take_apart(p) for p in node.flatten()]
        }
    known = (
        _read_known(node)
        or _read_one_of(node)
        or _read_time_window(node)
        or _read_event_count(node)
        or _read_comparison(node)
    )
    if known:
        return known
    if isinstance(node, exp.Not):
        return {"not": _take_apart(node.this)}
    if _is_own_column(node):
        return {"is_true": node.name}
    return {"sql": node.sql(dialect=DIALECT)}


def _is_own_column(node: exp.Expr | None) -> bool:
    return isinstance(node, exp.Column) and not node.table and node.name != AS_OF


def _read_known(node: exp.Expr) -> dict[str, Any] | None:
    negated = isinstance(node, exp.Not)
    test = node.this.unnest() if isinstance(node, exp.Not) else node
    if (
        isinstance(test, exp.Is)
        and isinstance(test.expression, exp.Null)
        and _is_own_column(test.this)
    ):
        return {"column": test.this.name, "known": negated}
    return None


def _read_one_of(node: exp.Expr) -> dict[str, Any] | None:
    if not (isinstance(node, exp.In) and _is_own_column(node.this) and node.expressions):
        return None
    found = [_read_value(v) for v in node.expressions]
    return None if None in found else {"column": node.this.name, "one_of": found}


def _read_comparison(node: exp.Expr) -> dict[str, Any] | None:
    op = _OPS.get(type(node))
    if op is None or not _is_own_column(node.this):
        return None
    value = _read_value(node.expression)
    return None if value is None else {"column": node.this.name, "is": op, "value": value}


def _read_value(node: exp.Expr) -> str | int | float | bool | None:
    if isinstance(node, exp.Boolean):
        return bool(node.this)
    if isinstance(node, exp.Neg):
        inner = _read_value(node.this)
        return -inner if isinstance(inner, int | float) and not isinstance(inner, bool) else None
    if not isinstance(node, exp.Literal):
        return None
    if node.is_string:
        return node.name
    return int(node.name) if node.is_int else float(node.name)


def _read_time_window(node: exp.Expr) -> dict[str, Any] | None:
    """Read `column >= as_of - interval 7 day` and `column < as_of - interval 48 hour`."""
    if not (isinstance(node, exp.GTE | exp.LT) and _is_own_column(node.this)):
        return None
    ago = _read_time_ago(node.expression)
    if ago is None:
        return None
    word = "within" if isinstance(node, exp.GTE) else "before"
    return {"column": node.this.name, word: ago[0], "unit": ago[1]}


def _read_time_ago(node: exp.Expr) -> tuple[int, str] | None:
    if not (isinstance(node, exp.Sub) and isinstance(node.expression, exp.Interval)):
        return None
    clock, interval = node.this, node.expression
    unit = {"DAY": "days", "HOUR": "hours"}.get(str(interval.args.get("unit")).upper())
    amount = interval.this
    if not (isinstance(clock, exp.Column) and clock.name == AS_OF and unit):
        return None
    return (int(amount.name), unit) if amount is not None and amount.name.isdigit() else None


def _read_event_count(node: exp.Expr) -> dict[str, Any] | None:
    """Read `count_events(event_name = 'x' and …) >= 2`."""
    if not (isinstance(node, exp.GTE) and isinstance(node.this, exp.Anonymous)):
        return None
    call, least = node.this, _read_value(node.expression)
    if (
        call.name.lower() != COUNT_EVENTS
        or len(call.expressions) != 1
        or not isinstance(least, int)
    ):
        return None
    inner = call.expressions[0].unnest()
    parts = list(inner.flatten()) if isinstance(inner, exp.And) else [inner]
    first = parts[0].unnest()
    if not (
        isinstance(first, exp.EQ) and _is_own_column(first.this) and first.this.name == "event_name"
    ):
        return None
    found: dict[str, Any] = {"did": first.expression.name, "at_least": least}
    rest = parts[1:]
    last = _read_time_window(rest[-1].unnest()) if rest else None
    if last and last["column"] == "occurred_at" and "within" in last and last["unit"] == "days":
        found["within"] = last["within"]
        rest = rest[:-1]
    if rest:
        taken = [_take_apart(p) for p in rest]
        found["where"] = taken[0] if len(taken) == 1 else {"all": taken}
    return found
