"""Every query that is handed to a Session, with what it is for, while something runs."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from unittest import mock

from sqlglot import exp

import cdp.sql.render
from cdp.sql.parse import DIALECT, parse_passing_query
from cdp.types import Relation
from cdp.warehouse.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping

    from cdp.types import StageResult

    Render = Callable[..., str]

_RUN = re.compile(r"(\w+-)?[0-9]{8}T[0-9]{6}-[0-9a-f]{6}")
"""Ids of runs and syncs, which begin with their instant."""
LAST_RUN = "2025-12-31 00:00:00"
"""What stands in queries for the instants of runs that are over."""


@dataclass(frozen=True)
class Statement:
    """A query and what it is for; `reads` are the relations in it that stand for queries."""

    group: str
    purpose: str
    tree: exp.Expr
    reads: Mapping[Relation, exp.Expr]

    @property
    def text(self) -> str:
        """The query as it is told apart from others."""
        return self.tree.sql(dialect=DIALECT, comments=False)


@dataclass
class Recorder:
    """What is handed to Sessions, in the order in which it is first seen."""

    group: str = ""
    """What goes on: statements are put together by it."""
    chances: dict[str, str] = field(default_factory=dict[str, str])
    """Texts that depend on the data, or the day, and what is noted in their place."""
    seen: dict[tuple[str, str], Statement] = field(default_factory=dict[Any, Any])
    _defined: dict[int, dict[Relation, exp.Expr]] = field(default_factory=dict[Any, Any])
    """By the session's definitions: the queries that relations stand for."""
    _keep: list[object] = field(default_factory=list[object])
    _purposes: list[str] = field(default_factory=list[str])
    _session: Session | None = None

    def note(self, tree: exp.Expr) -> None:
        """Note a query that is about to be rendered."""
        purpose = self._purposes.pop(0) if self._purposes else "time trigger"
        group = self.group if purpose != "time trigger" else "time_triggers"
        known = self._defined.get(id(self._session.defined), {}) if self._session else {}
        tables = {Relation(t.db, t.name) for t in tree.find_all(exp.Table) if t.db}
        reads = {t: known[t] for t in sorted(tables & known.keys())}
        found = Statement(group, purpose, self._without_chance(tree), reads)
        self.seen.setdefault((purpose, found.text), found)

    def _without_chance(self, tree: exp.Expr) -> exp.Expr:
        """Copy a query; what differs from run to run in it becomes the same."""
        copy = tree.copy()
        for literal in list(copy.find_all(exp.Literal)):
            if literal.is_string and _RUN.fullmatch(literal.name):
                literal.replace(exp.Literal.string("run"))
            elif literal.is_string and literal.name in self.chances:
                literal.replace(exp.Literal.string(self.chances[literal.name]))
        return copy

    def define(self, session: Session, relation: Relation, tree: exp.Expr) -> None:
        """Remember what a relation stands for."""
        self._keep.append(session.defined)  # else another's could take its number
        self._defined.setdefault(id(session.defined), {})[relation] = tree

    def forget(self, session: Session, relation: Relation) -> None:
        """Forget what a relation stood for."""
        self._defined.get(id(session.defined), {}).pop(relation, None)

    @contextlib.contextmanager
    def purposes(self, session: Session, *purposes: str) -> Generator[None]:
        """Say what the queries are for that are rendered now, one after another."""
        before = self._purposes, self._session
        self._purposes, self._session = [*purposes], session
        try:
            yield
        finally:
            self._purposes, self._session = before


class Stages:
    """Follows a run, so that statements are put together by its stages, where that is wanted."""

    def __init__(self, recorder: Recorder, run: str, *, apart: bool = False) -> None:
        self._recorder, self._run, self._apart = recorder, run, apart

    def stage(self, name: str, steps: int) -> None:  # noqa: ARG002 - as runs call it
        """Note that a stage begins."""
        self._recorder.group = f"{self._run}.{name}" if self._apart else self._run

    def step(self, name: str) -> None:
        """Let a step pass."""

    def done(self, result: StageResult) -> None:
        """Let the end of a stage pass."""


@contextlib.contextmanager
def recording() -> Generator[Recorder]:
    """Record while the block runs."""
    recorder = Recorder()
    with contextlib.ExitStack() as patches:
        for owner, name, wrap in _patches(recorder):
            patches.enter_context(mock.patch.object(owner, name, wrap(getattr(owner, name))))
        yield recorder


def _patches(recorder: Recorder) -> Iterator[tuple[object, str, Callable[[Any], Any]]]:
    yield cdp.sql.render, "render", lambda done: _render(recorder, done)
    yield Session, "materialize", lambda done: _materialize(recorder, done)
    yield Session, "define", lambda done: _define(recorder, done)
    yield Session, "merge", lambda done: _merge(recorder, done)
    yield Session, "load", lambda done: _load(recorder, done)
    yield Session, "read", lambda done: _read(recorder, done)
    yield Session, "count", lambda done: _count(recorder, done)
    for name in ("query", "scan", "value", "_asked"):
        yield Session, name, lambda done: _asked(recorder, done)


def _render(recorder: Recorder, done: Render) -> Render:
    def render(tree: exp.Expr, *args: Any, **named: Any) -> str:
        recorder.note(tree)
        return done(tree, *args, **named)

    return render


def _materialize(recorder: Recorder, done: Any) -> Any:
    def materialize(
        self: Session, relation: Relation, query: Any, kind: str = "table", *,
        inside: Any = (), **named: Any,
    ) -> int:  # fmt: skip
        recorder.forget(self, relation)
        parts = [f"part {name} of {relation}" for name, _ in inside]
        with recorder.purposes(self, *parts, f"{kind} {relation}"):
            return done(self, relation, query, kind, inside=inside, **named)

    return materialize


def _define(recorder: Recorder, done: Any) -> Any:
    def define(self: Session, relation: Relation, query: Any) -> None:
        tree = parse_passing_query(query) if isinstance(query, str) else query.copy()
        with recorder.purposes(self, f"definition {relation}"):
            done(self, relation, query)
        recorder.define(self, relation, tree)

    return define


def _merge(recorder: Recorder, done: Any) -> Any:
    def merge(self: Session, table: Relation, keys: Any, query: Any, by: Any = ()) -> Any:
        said = [f"keys ({', '.join(by)}) out of {table}"] if keys is not None else []
        said += [f"rows into {table}"] if query is not None else []
        with recorder.purposes(self, *said):
            return done(self, table, keys, query, by)

    return merge


def _load(recorder: Recorder, done: Any) -> Any:
    def load(self: Session, table: Relation, rows: Any) -> None:
        recorder.forget(self, table)
        done(self, table, rows)

    return load


def _read(recorder: Recorder, done: Any) -> Any:
    def read(self: Session, table: Relation, columns: Any = ("*",)) -> Any:
        with recorder.purposes(self, "question"):
            recorder.note(parse_passing_query(f"select {', '.join(columns)} from {table}"))
        return done(self, table, columns)

    return read


def _count(recorder: Recorder, done: Any) -> Any:
    def count(self: Session, source: Relation | str) -> int:
        if isinstance(source, Relation):
            with recorder.purposes(self, "question"):
                recorder.note(parse_passing_query(f"select count(*) as n from {source}"))
        return done(self, source)

    return count


def _asked(recorder: Recorder, done: Any) -> Any:
    def ask(self: Session, query: Any, *args: Any, **named: Any) -> Any:
        with recorder.purposes(self, "question"):
            return done(self, query, *args, **named)

    return ask
