"""Query results for people and for scripts: table, JSON, CSV, Parquet."""

from __future__ import annotations

import datetime as dt
import decimal
import json
import math
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pyarrow as pa
    from rich.console import Console

MOST_SHOWN = 200
"""Rows a terminal table shows; the other formats have all."""


WIDE = 160


class Format(StrEnum):
    """How rows are written."""

    table = "table"
    json = "json"
    csv = "csv"
    parquet = "parquet"


def write_rows(rows: pa.Table, form: Format, output: Path | None) -> None:
    """Write rows to a file, or to standard output and nothing else there."""
    from cdp.errors import UsageError

    try:
        _write_table(rows, form, output)
    except OSError as error:
        reason = error.strerror or "the folder does not exist"
        raise UsageError(f"cannot write {output}: {reason}") from error


STREAMED = frozenset({Format.csv, Format.parquet})
"""Forms that are written as rows come, however many they are."""


def write_stream(rows: pa.RecordBatchReader, form: Format, output: Path | None) -> None:
    """Write rows as they come, to a file or to standard output and nothing else there."""
    from cdp.errors import UsageError

    try:
        if form is Format.csv:
            _stream_csv(rows, output)
        elif output is None:
            raise UsageError("parquet needs a file", fix="add --output FILE")
        else:
            import pyarrow.parquet as pq

            with pq.ParquetWriter(output, rows.schema) as file:
                for batch in rows:
                    file.write_batch(batch)
    except OSError as error:
        reason = error.strerror or "the folder does not exist"
        raise UsageError(f"cannot write {output}: {reason}") from error


def _stream_csv(rows: pa.RecordBatchReader, output: Path | None) -> None:
    import pyarrow as pa
    from pyarrow.csv import CSVWriter

    flat = _flatten_nested(rows.schema.empty_table()).schema
    with CSVWriter(output or sys.stdout.buffer, flat) as file:
        for batch in rows:
            file.write_table(_flatten_nested(pa.Table.from_batches([batch])).cast(flat))


def _write_table(rows: pa.Table, form: Format, output: Path | None) -> None:
    from cdp.errors import UsageError

    if form is Format.parquet:
        if output is None:
            raise UsageError("parquet needs a file", fix="add --output FILE")
        import pyarrow.parquet as pq

        pq.write_table(rows, output)
    elif form is Format.csv:
        from pyarrow.csv import write_csv

        write_csv(_flatten_nested(rows), output or sys.stdout.buffer)
    elif form is Format.json:
        _write_text(rows_as_json(rows), output)
    elif output is not None:
        raise UsageError("a table goes to the terminal", fix="add --format json, csv or parquet")
    else:
        print_rows(rows)


def rows_as_json(rows: pa.Table) -> str:
    """Write rows as one JSON array of objects, one object a line."""
    lines = (json.dumps(_json_value(row), ensure_ascii=False) for row in rows.to_pylist())
    body = ",\n".join(lines)
    return f"[\n{body}\n]" if body else "[]"


def open_console() -> Console:
    """Open the screen; where there is none to fit to, lines may be long."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else WIDE)


def print_rows(rows: pa.Table, title: str | None = None) -> None:
    """Print rows as a table, the first two hundred."""
    from rich.table import Table

    screen = open_console()
    grid = Table(title=title, title_justify="left")
    for field in rows.schema:
        number = str(field.type).startswith(("int", "uint", "double", "float", "decimal"))
        grid.add_column(field.name, justify="right" if number else "left", overflow="fold")
    for row in rows.slice(0, MOST_SHOWN).to_pylist():
        grid.add_row(*(shown_text(v) for v in row.values()))
    screen.print(grid)
    if rows.num_rows > MOST_SHOWN:
        screen.print(f"… {rows.num_rows - MOST_SHOWN:,} more rows; --format json gives all")


def show_rows(found: Sequence[dict[str, Any]], form: str, title: str) -> None:
    """Print rows of plain values: a table for people, or one JSON array."""
    if form == "json":
        typer.echo(json.dumps([_json_value(row) for row in found], ensure_ascii=False, indent=2))
        return
    if not found:
        typer.echo(f"{title}: none")
        return
    from rich.table import Table

    grid = Table(title=title, title_justify="left")
    for name, value in found[0].items():
        number = isinstance(value, int | float) and not isinstance(value, bool)
        grid.add_column(name, justify="right" if number else "left", overflow="fold")
    for row in found[:MOST_SHOWN]:
        grid.add_row(*(f"{v:,}" if type(v) is int and k != "user_id" else shown_text(v)
                       for k, v in row.items()))  # fmt: skip
    open_console().print(grid)


def shown_text(value: object) -> str:
    """Write one value for a person."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)  # pyright: ignore[reportUnknownArgumentType]


def _write_text(text: str, output: Path | None) -> None:
    if output is None:
        typer.echo(text)
    else:
        output.write_text(text + "\n", encoding="utf-8")


def _json_value(value: Any) -> Any:  # noqa: ANN401 - whatever a database can hold
    if isinstance(value, dict):
        return {k: _json_value(v) for k, v in value.items()}  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, list | tuple):
        return [_json_value(v) for v in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, decimal.Decimal | float):
        return float(value) if math.isfinite(value) else None
    return value if isinstance(value, str | int | None) else str(value)


def _flatten_nested(rows: pa.Table) -> pa.Table:
    """Write nested values as JSON text: CSV has none."""
    import pyarrow as pa

    for index, field in enumerate(rows.schema):
        if pa.types.is_nested(field.type):
            texts = [
                None if v is None else json.dumps(_json_value(v)) for v in rows[index].to_pylist()
            ]
            rows = rows.set_column(index, field.name, pa.array(texts, pa.string()))
    return rows
