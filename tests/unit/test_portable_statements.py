"""Every statement of runs, syncs and questions is said for the engines of a lake, as reviewed.

What a Session is handed while `superleap_story` happens on the embedded engine is rendered for the
others. `snapshots/statements/<dialect>/<what goes on>.sql` are read like code; a statement stands
in the first of them that it belongs to, a model only in the snapshots of `test_portable.py`. After
a change on purpose write them anew, as it says there, and look at the difference.
"""

from __future__ import annotations

import gc
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import portable_sql
from sqlglot import exp

from cdp.pipeline.compile import compile_root
from cdp.sql.parse import DIALECT
from cdp.sql.render import render
from statement_recorder import recording
from superleap_story import tell
from sync_world import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statement_recorder import Statement

SNAPSHOTS = Path(__file__).parent / "snapshots" / "statements"
AS_OF = datetime(2026, 1, 1)
FEWEST = 600
"""Statements that differ; fewer mean that something did not happen."""


def test_every_statement_is_the_reviewed_one(tmp_path: Path) -> None:
    """One test, as what it looks at takes long to come by."""
    statements = _record(tmp_path / "project")
    assert len(statements) >= FEWEST
    models = {
        (f"{m.kind} {m.relation}", m.query.sql(DIALECT)) for m in compile_root(PROJECT).models
    }
    found = [f"{s.group} {s.purpose}: {p}" for s in statements for p in _doubtful(s)]
    for dialect in portable_sql.DIALECTS:
        files: dict[str, list[str]] = {}
        for s in statements:
            text = render(s.tree, dialect, AS_OF, pretty=True)
            found += [f"{dialect} {s.group} {s.purpose}: {p}" for p in _problems(s, text, dialect)]
            if (s.purpose, s.text) not in models:
                files.setdefault(s.group, []).append(f"-- {s.purpose}\n{text};\n")
        texts = {name: "\n".join(parts) for name, parts in files.items()}
        changed = portable_sql.compare_with_reviewed(SNAPSHOTS / dialect, texts)
        found += [f"{dialect} {name}: is not the reviewed one" for name in changed]
    assert not found, "\n".join(found)


def _record(root: Path) -> list[Statement]:
    before = gc.get_threshold()
    gc.set_threshold(1_000_000, 20, 100)  # as the command does: trees are many small objects
    try:
        with recording() as recorder:
            tell(root, recorder)
    finally:
        gc.set_threshold(*before)
    return list(recorder.seen.values())


def _problems(statement: Statement, text: str, dialect: str) -> Iterator[str]:
    tree = portable_sql.read_back(text, dialect)
    yield from portable_sql.find_our_own(text, tree)
    yield from portable_sql.find_foreign(text, dialect)
    if portable_sql.count_bare_timestamps(text):
        yield "a bare timestamp"
    if dialect == "trino":
        yield from _refused_by_trino(tree)
    if statement.reads:  # what stands for a query is put in its place
        whole = {r: render(t, dialect, AS_OF) for r, t in statement.reads.items()}
        inlined = render(statement.tree, dialect, AS_OF, lambda t: whole.get(t, t))
        portable_sql.read_back(inlined, dialect)


def _refused_by_trino(tree: exp.Query) -> Iterator[str]:
    for join in tree.find_all(exp.Join):
        if join.side == "FULL":
            parts = _conjuncts(join.args["on"])
            yield from (f"full join by {p.sql()}" for p in parts if not isinstance(p, exp.EQ))
    for name in tree.find_all(exp.Identifier):
        if not name.quoted and name.name.lower() in portable_sql.TRINO_RESERVED:
            yield f"the reserved word {name.name}"


def _conjuncts(condition: exp.Expr) -> list[exp.Expr]:
    condition = condition.unnest()
    if not isinstance(condition, exp.And):
        return [condition]
    return [*_conjuncts(condition.left), *_conjuncts(condition.right)]


def _doubtful(statement: Statement) -> Iterator[str]:
    tree = statement.tree
    for pick in tree.find_all(exp.ArgMax, exp.ArgMin):  # engines differ in what null does
        yield f"{pick.sql(DIALECT)} instead of cdp_latest or cdp_earliest"
    for test in tree.find_all(exp.Exists, exp.In):
        place = test.find_ancestor(exp.Where, exp.Having, exp.Join, exp.Select)
        if isinstance(place, exp.Select) and test.find(exp.Select):
            yield f"{test.sql(DIALECT)} outside a condition"
    if statement.purpose.startswith("table "):
        yield from (f"column {n} without a type" for n in _untyped(tree))


def _untyped(tree: exp.Expr) -> set[int]:
    """Number the columns that are null, or empty text, in all parts of a union."""
    tree = tree.unnest()
    if isinstance(tree, exp.SetOperation):
        return _untyped(tree.this) & _untyped(tree.expression)
    items = [e.unalias() for e in tree.expressions]
    return {
        n
        for n, item in enumerate(items)
        if isinstance(item, exp.Null) or (isinstance(item, exp.Literal) and item.this == "")
    }
