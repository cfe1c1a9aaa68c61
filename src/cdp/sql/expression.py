"""Work on single expressions: conditions on aggregates, and expressions that name each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sqlglot import exp

from cdp.errors import Problem
from cdp.sql.parse import AS_OF, DIALECT, SqlMistake, parse_expression

if TYPE_CHECKING:
    from collections.abc import Mapping

Clock = Literal["still", "ends", "unclear"]
OWN_AGGREGATES = frozenset({"cdp_latest", "cdp_earliest", "cdp_list"})


def _aggregate_calls(tree: exp.Expr) -> list[exp.Expr]:
    return [node for node in tree.walk() if is_aggregate_call(node)]


def is_aggregate_call(node: exp.Expr) -> bool:
    """Tell whether a node is a call of an aggregate, the engines' or ours."""
    own = isinstance(node, exp.Anonymous) and node.name.lower() in OWN_AGGREGATES
    return own or isinstance(node, exp.AggFunc)


def clock_of(text: str) -> Clock:
    """Say what the passing of time does to a condition: nothing, make it true for good, or unclear.

    `created_at <= as_of` may become true and stays so; `created_at > as_of - interval 1 day` may
    become false, which is unclear here.
    """
    try:
        tree = parse_expression(text)
    except SqlMistake:
        return "unclear"
    clocks = [c for c in tree.find_all(exp.Column) if c.name == AS_OF and not c.table]
    if not clocks:
        return "still"
    return "ends" if all(_later_is_true(c) for c in clocks) else "unclear"


def becomes_true_at(text: str) -> str | None:
    """Find the instant from which a condition of kind `ends` holds, as SQL; None if unclear.

    `created_at <= as_of + interval 1 day` holds from `created_at - interval 1 day` on.
    """
    test = parse_expression(text).unnest()
    if isinstance(test, exp.Between):
        value, clock = test.this, test.args["high"]
    elif isinstance(test, (exp.LT, exp.LTE)):
        value, clock = test.this, test.expression
    elif isinstance(test, (exp.GT, exp.GTE)):
        value, clock = test.expression, test.this
    else:
        return None
    while isinstance(clock, (exp.Cast, exp.Paren)):
        clock = clock.this
    ahead: exp.Expr | None = None
    if isinstance(clock, exp.Add) and isinstance(clock.expression, exp.Interval):
        clock, ahead = clock.this, clock.expression
    if not isinstance(clock, exp.Column) or clock.name != AS_OF:
        return None
    instant = exp.cast(value.copy(), "timestamp")
    found = exp.Sub(this=instant, expression=ahead.copy()) if ahead is not None else instant
    return found.sql(dialect=DIALECT)


def _later_is_true(clock: exp.Expr) -> bool:
    """Whether `as_of` stands on the greater side of a comparison, beneath `and` and `or` alone."""
    node: exp.Expr = clock
    while isinstance(node.parent, (exp.Add, exp.Sub, exp.Cast, exp.Paren)):
        if isinstance(node.parent, exp.Sub) and node.parent.this is not node:
            return False
        node = node.parent
    test = node.parent
    greater = (
        (isinstance(test, (exp.LT, exp.LTE)) and test.expression is node)
        or (isinstance(test, (exp.GT, exp.GTE)) and test.this is node)
        or (isinstance(test, exp.Between) and test.args["high"] is node)
    )
    if not greater or test is None:
        return False
    above = test.parent
    while isinstance(above, (exp.And, exp.Or, exp.Paren)):
        above = above.parent
    return above is None


def is_aggregate(text: str) -> bool:
    """Tell whether an expression holds an aggregate function."""
    return bool(_aggregate_calls(parse_expression(text)))


def is_count(text: str) -> bool:
    """Tell whether an expression is a plain count, which is 0 where there is nothing."""
    return isinstance(parse_expression(text), exp.Count)


def filter_aggregates(text: str, condition: str) -> str:
    """Let every aggregate in an expression see only the rows that meet a condition."""
    tree = parse_expression(text)
    if not condition:
        return tree.sql(dialect=DIALECT)
    test = parse_expression(condition)
    for node in _aggregate_calls(tree):
        if isinstance(node, exp.Anonymous):
            first = node.expressions[0]
            first.replace(exp.Case(ifs=[exp.If(this=test.copy(), true=first.copy())]))
        else:
            wrapped = exp.Filter(this=node.copy(), expression=exp.Where(this=test.copy()))
            if node is tree:
                tree = wrapped
            else:
                node.replace(wrapped)
    return tree.sql(dialect=DIALECT)


def read_expression(
    text: str, file: str, line: int | None, key: str, problems: list[Problem]
) -> exp.Expr | None:
    """Parse an expression, or note the mistake and return None."""
    try:
        return parse_expression(text)
    except SqlMistake as error:
        problems.append(Problem(file, line, key, error.message))
        return None


def hashable_column(column: str, kind: str) -> str:
    """Write a column so that every engine makes the same text of it for `cdp_hash`.

    Instants count to the millisecond: Iceberg tables of Athena hold no more, and a number is far
    cheaper to write than a date.
    """
    if kind.endswith("[]"):
        return f"array_to_string({column}, ',')"
    return f"cdp_epoch_ms({column})" if kind.startswith("timestamp") else column


def inline_expressions(named: Mapping[str, exp.Expr]) -> dict[str, str]:
    """Write expressions that name each other out in full; ValueError when they go in a circle."""
    done: dict[str, exp.Expr] = {}

    def visit(name: str, path: tuple[str, ...]) -> exp.Expr:
        if name in path:
            raise ValueError(" → ".join((*path, name)))
        if name not in done:
            wanted = {c.name for c in named[name].find_all(exp.Column) if c.name in named}
            parts = {n: visit(n, (*path, name)) for n in sorted(wanted)}
            done[name] = (
                named[name]
                .copy()
                .transform(
                    lambda node: (
                        exp.paren(parts[node.name].copy())
                        if isinstance(node, exp.Column) and node.name in parts
                        else node
                    )
                )
            )
        return done[name]

    return {name: visit(name, ()).sql(dialect=DIALECT) for name in named}
