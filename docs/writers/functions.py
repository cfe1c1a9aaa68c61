"""The page of SQL functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from writers.markdown import NOTICE, row

if TYPE_CHECKING:
    from collections.abc import Iterator

INTRODUCTION = """
They work in models, in `gold/user.yaml`, in the custom rules of contracts and in `cdp sql`. Each
is replaced by plain SQL of the engine before anything runs; `cdp compile` shows what it becomes.
Beside them every SQL text may name `as_of`, the run's instant as a UTC timestamp.
"""


def functions() -> Iterator[str]:
    """Make the page of SQL functions."""
    from cdp.sql.functions.known import list_functions

    yield NOTICE
    yield "\n# SQL functions"
    yield INTRODUCTION
    yield "| function | result |"
    yield "|---|---|"
    for function in list_functions():
        yield row(f"`{function.signature}`", function.doc)
