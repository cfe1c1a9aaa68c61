"""What changes as time passes: conditions on `as_of` that answer otherwise now than before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlglot import exp

from cdp.sql.expression import is_aggregate_call
from cdp.sql.parse import DIALECT
from cdp.sql.scoping.block import block_query
from cdp.sql.scoping.plain_form import is_clock

if TYPE_CHECKING:
    from cdp.sql.model import Model
    from cdp.sql.scoping.lineage import Block, Lineage


@dataclass(frozen=True)
class Clock:
    """Scope values `value` of the rows of `block` for which one of `tests` changes with time."""

    block: exp.Select
    value: exp.Expr
    tests: tuple[exp.Expr, ...]


def names_clock(query: exp.Query) -> bool:
    """Tell whether a query names the run's instant."""
    return any(is_clock(c) for c in query.find_all(exp.Column))


_RANGES = (exp.GT, exp.GTE, exp.LT, exp.LTE)


def clock_query(clock: Clock, since: str) -> exp.Query:
    """Write the query for the scope values whose rows differ between `since` and `as_of`.

    A comparison of a column with an instant changes for the values between what the instant
    was and what it is alone. Asked for these first, an engine leaves out nearly every row cheaply.
    """
    turned = [
        exp.NullSafeNEQ(this=exp.paren(_test_at(test, since)), expression=exp.paren(test.copy()))
        for test in clock.tests
    ]
    query = block_query(clock.block, clock.value).where(exp.or_(*turned))
    ranges = [_changing_ranges(test, since) for test in clock.tests]
    if not all(ranges):
        return query
    near = {r.sql(dialect=DIALECT): r for found in ranges for r in found}
    return query.where(exp.or_(*near.values()))


def _test_at(test: exp.Expr, since: str) -> exp.Expr:
    """Put an earlier instant into a test."""
    then = test.copy()
    for column in [c for c in then.find_all(exp.Column) if is_clock(c)]:
        literal = exp.cast(exp.Literal.string(since), "timestamp")
        if column is then:
            then = literal
        else:
            column.replace(literal)
    return then


def _changing_ranges(test: exp.Expr, since: str) -> list[exp.Expr]:
    """Find the ranges outside which a test cannot change; none where that cannot be told.

    However comparisons are put together, the whole changes only where one of them does.
    """
    found: dict[str, exp.Expr] = {}
    for clock in [c for c in test.find_all(exp.Column) if is_clock(c)]:
        comparison = clock.find_ancestor(*_RANGES)
        if comparison is None or not any(n is comparison for n in test.walk()):
            return []
        for value, instant in (
            (comparison.this, comparison.expression), (comparison.expression, comparison.this)
        ):  # fmt: skip
            others = [c for c in instant.find_all(exp.Column) if not is_clock(c)]
            if isinstance(value, exp.Column) and not is_clock(value) and not others:
                ends = (_test_at(instant, since), instant)
                low = exp.func("least", *[e.copy() for e in ends])
                high = exp.func("greatest", *[e.copy() for e in ends])
                between = exp.and_(value.copy() >= low, value.copy() <= high)
                found[between.sql(dialect=DIALECT)] = between
                break
        else:
            return []
    return list(found.values())


def clocks_of(
    timed: list[exp.Column], found: Lineage, model: Model, column: str
) -> tuple[list[Clock], bool]:
    """Group the expressions that name `as_of` by block; and tell whether any cannot be followed."""
    tests: dict[int, list[exp.Expr]] = {}
    blocks = {id(b.query): b for b in found.blocks}
    clocks: list[Clock] = []
    own = exp.select("*").from_(
        exp.table_(model.relation.name, db=model.relation.schema, alias="stored")
    )
    stored: list[exp.Expr] = []
    for clock in timed:
        block = clock.find_ancestor(exp.Select)
        if block is None or id(block) not in blocks:
            return [], True
        test = _row_test(clock)
        if test is None:
            return [], True
        rewritten = _test_of_stored(test, blocks[id(block)])
        if rewritten is not None:
            stored.append(rewritten)
        elif any(t.db == "source" for t in block.find_all(exp.Table)):
            return [], True
        else:
            tests.setdefault(id(block), []).append(test)
    for key, found_tests in tests.items():
        clocks.append(Clock(blocks[key].query, blocks[key].value, _unique_tests(found_tests)))
    if stored:
        value = exp.column(column, table="stored", quoted=True)
        clocks.append(Clock(own, value, _unique_tests(stored)))
    return clocks, False


def _unique_tests(tests: list[exp.Expr]) -> tuple[exp.Expr, ...]:
    return tuple({t.sql(dialect=DIALECT): t for t in tests}.values())


def _row_test(clock: exp.Column) -> exp.Expr | None:
    """Find the largest expression around `as_of` that one row alone decides."""
    node: exp.Expr = clock
    while True:
        parent = node.parent
        if parent is None or isinstance(parent, exp.Window) or is_aggregate_call(parent):
            return None if isinstance(parent, exp.Window) else node
        if isinstance(parent, (exp.Alias, exp.Select, exp.Where, exp.Filter, exp.Join)):
            return node if not isinstance(parent, exp.Join) else None
        if isinstance(parent, (exp.Group, exp.Order, exp.Having, exp.Qualify)):
            return None
        if any(isinstance(n, exp.Window) or is_aggregate_call(n) for n in parent.walk()):
            return None if isinstance(parent, exp.Alias) else node
        node = parent


def _test_of_stored(test: exp.Expr, block: Block) -> exp.Expr | None:
    """Write a test in the model's own columns, if it shows all that the test reads."""
    copy = test.copy()
    for column in [c for c in copy.find_all(exp.Column) if not is_clock(c)]:
        name = block.shown.get((column.table, column.name))
        if name is None:
            return None
        stored = exp.column(name, table="stored", quoted=True)
        if column is copy:
            copy = stored
        else:
            column.replace(stored)
    return copy
