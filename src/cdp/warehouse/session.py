"""One way to ask and one to write: queries, as text or trees, on an engine at one instant."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cdp.engine import Step
from cdp.errors import QueryError, UsageError
from cdp.types import Relation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    import pyarrow as pa

    from cdp.engine import Engine, Hint, Kind, Merged, Snapshot
    from cdp.sql.model import Query
    from cdp.types import FileSet

MOST_ROWS = 1_000_000
"""Rows of a result that is taken whole; more of them are to be streamed."""


@dataclass
class Session:
    """An engine, the instant at which it is asked, and the relations that are only defined."""

    engine: Engine
    as_of: datetime
    defined: dict[Relation, str] = field(default_factory=dict[Relation, str])
    """Relations that stand nowhere: each has a query, in the engine's dialect, that is put into the
    statements that read it."""

    def at(self, instant: datetime) -> Session:
        """The same session at another instant; what is defined is shared."""
        return Session(self.engine, instant, self.defined)

    def query(self, query: str | Query, most: int = MOST_ROWS) -> pa.Table:
        """Take the result of a query whole; QueryError when it has more than `most` rows."""
        return self._taken(self.sql(query), most)

    def _taken(self, sql: str, most: int) -> pa.Table:
        import pyarrow as pa

        reader = self.engine.scan(sql)
        batches: list[pa.RecordBatch] = []
        rows = 0
        for batch in reader:
            rows += batch.num_rows
            if rows > most:
                reader.close()
                raise QueryError(
                    f"the result has more than {most:,} rows", fix="narrow it down, or add a limit"
                )
            batches.append(batch)
        return pa.Table.from_batches(batches, reader.schema)

    def scan(self, query: str | Query) -> pa.RecordBatchReader:
        """Stream the result of a query; it is read to its end before anything else is asked."""
        return self.engine.scan(self.sql(query))

    def value(self, query: str | Query) -> Any:  # noqa: ANN401 - whatever a database holds
        """Ask for the one value of a query's one row."""
        return self.query(query, 1).column(0)[0].as_py()

    def count(self, source: Relation | str) -> int:
        """Count the rows of a relation, or of what may stand behind `from`."""
        if isinstance(source, Relation):
            found = self._taken(f"select count(*) as n from {self.sql_name(source)}", 1)
            return int(found["n"][0].as_py())
        return int(self.value(f"select count(*) as n from {source}"))

    def read(self, table: Relation, columns: Sequence[str] = ("*",)) -> pa.Table:
        """Take a table whole, or some of its columns; for the small ones that steps hand on.

        Nothing is parsed, so it is quick to ask.
        """
        names = ", ".join(columns)
        return self._taken(f"select {names} from {self.sql_name(table)}", MOST_ROWS)

    def sql_name(self, table: Relation) -> str:
        """Write what stands for a table behind `from`, in the engine's dialect."""
        if table in self.defined:
            return f"({self.defined[table]}) as defined"
        there = self.engine.name(table)
        sign = "`" if self.engine.dialect == "spark" else '"'
        return ".".join(f"{sign}{part}{sign}" for part in (there.schema, there.name) if part)

    def materialize(
        self,
        relation: Relation,
        query: str | Query,
        kind: Kind = "table",
        *,
        inside: Sequence[tuple[Relation, str | Query]] = (),
        hint: Hint | None = None,
    ) -> int:
        """Replace a table, or a view, by the result of a query; returns its rows, 0 for a view.

        `inside` are queries that nothing else reads: they become part of the statement, in order.
        """
        self.defined.pop(relation, None)
        steps: list[Step] = []
        for name, text in inside:
            steps.append(Step(name, self._rendered(text, steps), kept=False))
        steps.append(Step(relation, self._rendered(query, steps), kind, hint=hint))
        return self.engine.run(steps)[-1]

    def define(self, relation: Relation, query: str | Query) -> None:
        """Let a relation stand for a query, which becomes part of the statements that read it."""
        self.defined[relation] = self.sql(query)

    def expose(
        self, relation: Relation, files: FileSet, like: Mapping[str, str] | None = None
    ) -> Snapshot:
        """Define a relation that holds the rows of files."""
        snapshot = self.engine.expose(files, like)
        self.defined[relation] = snapshot.select
        return snapshot

    def merge(
        self, table: Relation, keys: str | None, query: str | None, by: Sequence[str] = ()
    ) -> Merged:
        """Take the rows of the keys that a query finds out of a table, and a query's rows in."""
        gone, come = (self.sql(q) if q is not None else None for q in (keys, query))
        return self.engine.merge(table, gone, come, by)

    def append(self, table: Relation, query: str) -> int:
        """Add the rows of a query to a table that only grows; returns how many."""
        if self.engine.columns(table) is None:
            return self.materialize(table, query)
        return self.merge(table, None, query).put_in

    def load(self, table: Relation, rows: pa.Table | pa.RecordBatchReader) -> None:
        """Replace a table by rows at hand."""
        self.defined.pop(table, None)
        self.engine.load(table, rows)

    def columns(self, table: Relation) -> dict[str, str] | None:
        """Column → type in the engine's words, or None where there is no such table."""
        return self.engine.columns(table)

    def has(self, table: Relation) -> bool:
        """Whether there is such a table or view."""
        return self.engine.columns(table) is not None

    def sql(self, query: str | Query) -> str:
        """Write a query in the engine's dialect."""
        return self._rendered(query, ())

    def _rendered(self, query: str | Query, inside: Sequence[Step]) -> str:
        """Write a query that may read steps which become part of its statement."""
        from cdp.sql.parse import parse_passing_query
        from cdp.sql.render import render

        local = {step.table for step in inside}

        def name(table: Relation) -> Relation | str:
            if table in local:
                return Relation("", str(table))
            return self.defined.get(table) or self.engine.name(table)

        own = isinstance(query, str)
        tree = parse_passing_query(query) if own else query
        return render(tree, self.engine.dialect, self.as_of, name, used_up=own)

    def scan_asked(self, text: str) -> pa.RecordBatchReader:
        """Stream the answer to what somebody else wrote; UsageError when it is no single SELECT."""
        return self.engine.scan(self._asked(text))

    def _asked(self, text: str) -> str:
        from cdp.sql.parse import SqlMistake, parse_query

        try:
            return self.sql(parse_query(text))
        except SqlMistake as error:
            message = f"line {error.line}: {error.message}"
            raise UsageError(message, fix="give one SELECT") from error
        except ValueError as error:
            raise UsageError(str(error)) from error
