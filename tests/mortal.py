"""A process that dies between two statements, played in this one: nothing reaches the driver then.

Whatever is tried afterwards dies too, so no clean-up of ours takes place; what the driver does with
a connection that is gone, it does.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from unittest import mock

from cdp.engines import duckdb_connection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection


class Killed(BaseException):
    """The process is no more."""


@dataclass
class Life:
    """The statements that are sent before the process dies; without `ends` it lives on."""

    ends: int | None = None
    statements: list[str] = field(default_factory=list)
    connections: list[DuckDBPyConnection] = field(default_factory=list)

    def spend(self, statement: str) -> None:
        """Note a statement, or die instead of sending it."""
        if self.ends is not None and len(self.statements) >= self.ends:
            raise Killed
        self.statements.append(statement)


class MortalConnection:
    """A driver's connection that ends with a life."""

    def __init__(self, connection: DuckDBPyConnection, life: Life) -> None:
        self._connection, self._life = connection, life
        life.connections.append(connection)

    def execute(self, statement: str, *rest: Any) -> Any:
        self._life.spend(statement)
        return self._connection.execute(statement, *rest)

    def sql(self, statement: str, *rest: Any) -> Any:
        self._life.spend(statement)
        return self._connection.sql(statement, *rest)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


@contextlib.contextmanager
def dying_after(statements: int | None = None) -> Iterator[Life]:
    """Let every connection that is opened inside die after so many statements, all together."""
    life, opens = Life(statements), duckdb_connection.open_database

    def opened(*args: Any, **named: Any) -> Any:
        connection, path = opens(*args, **named)
        return MortalConnection(connection, life), path

    with mock.patch.object(duckdb_connection, "open_database", opened):
        try:
            with contextlib.suppress(Killed):
                yield life
        finally:
            for connection in life.connections:
                connection.close()
