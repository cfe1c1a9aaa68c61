"""Expand our named SQL functions into the plain SQL of an engine.

Authors write `cdp_mobile(x)` in DuckDB's dialect; before a model is run or rendered every such call
is replaced by an expression of the target dialect. No user-defined functions and no macros: the SQL
that is printed is the SQL that runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from sqlglot import exp

from cdp.sql.functions.calls import WRAPPERS, CallMistake, arguments_of, refuse_call
from cdp.sql.functions.known import FUNCTIONS
from cdp.sql.parse import DIALECT

if TYPE_CHECKING:
    from cdp.sql.dialect import Dialect
    from cdp.sql.functions.known import Function

_DIALECTS: Final[dict[str, Dialect]] = {
    DIALECT: DIALECT,
    "trino": "trino",
    "athena": "trino",
    "spark": "spark",
}
_PREFIX: Final = "cdp_"
_WRAPPED: Final = ("cdp_json", "cdp_hash")
_AGGREGATES: Final = frozenset({"cdp_list", "cdp_latest", "cdp_earliest"})


def expand_functions(tree: exp.Expr, dialect: str) -> exp.Expr:
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
    try:
        for call in reversed(calls):  # breadth first, reversed: inner calls before outer ones
            tree = _replace_call(tree, call, target)
    except CallMistake as mistake:
        known = ", ".join(sorted(FUNCTIONS))
        raise ValueError(f"{mistake}. Known functions: {known}") from mistake
    return tree


def _replace_call(tree: exp.Expr, call: exp.Anonymous, dialect: Dialect) -> exp.Expr:
    name = call.name.lower()
    function = _check_call(call)
    if name in WRAPPERS:
        if isinstance(call.parent, exp.Anonymous) and call.parent.name.lower() in _WRAPPED:
            return tree
        refuse_call(call, f"stands only inside {' and '.join(_WRAPPED)}")
    old = _without_filter(call) if name in _AGGREGATES else call
    new = function.build(call, dialect)
    if isinstance(new, exp.Binary | exp.Not | exp.Neg):
        new = exp.Paren(this=new)
    if old is tree:
        return new
    old.replace(new)
    return tree


def _check_call(call: exp.Anonymous) -> Function:
    function = FUNCTIONS.get(call.name.lower())
    if function is None:
        refuse_call(call, "no such function")
    count = len(call.expressions)
    if count < function.least or (function.most is not None and count > function.most):
        refuse_call(call, f"is called as {function.doc.signature}, not with {count} argument(s)")
    if any(
        isinstance(a, exp.Distinct | exp.Ordered | exp.Order | exp.Star) for a in arguments_of(call)
    ):
        refuse_call(call, "takes neither DISTINCT nor ORDER BY nor *")
    return function


def _without_filter(call: exp.Anonymous) -> exp.Expr:
    """Move a FILTER into the value: our aggregates skip NULL, and not all can carry a FILTER."""
    parent = call.parent
    kept = parent if isinstance(parent, exp.Filter) else call
    if isinstance(kept.parent, exp.Window):
        refuse_call(call, "is an aggregate and has no OVER")
    if isinstance(parent, exp.Filter):
        value = arguments_of(call)[0]
        condition = cast("exp.Expr", parent.expression.this)
        value.replace(exp.Case(ifs=[exp.If(this=condition.copy(), true=value.copy())]))
    return kept
