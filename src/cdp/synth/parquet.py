"""Parquet files written table by table: their row groups, and their names while they are made."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from cdp.synth.arrow import Table, pa
from cdp.synth.catalogue import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pq: Any = importlib.import_module("pyarrow.parquet")

GROUP_ROWS = 122_880


@dataclass(frozen=True)
class Part:
    """One file to be written: its table, its name, and how to make its row groups."""

    table: str
    name: str
    groups: Callable[[], Iterator[Table]]


def clear_files(out: Path, first: int, last: int) -> None:
    """Make the folders; remove what an earlier write left for these days, or all with the base."""
    (out / "_truth").mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        (out / table).mkdir(exist_ok=True)
        for path in (out / table).glob("day-[0-9][0-9][0-9][0-9]*.parquet"):
            if first == 0 or first <= int(path.name[4:8]) <= last:
                path.unlink()


def row_groups(count: int) -> Iterator[slice]:
    """Return slices that cut a file into row groups of nearly equal size."""
    groups = max(1, -(-count // GROUP_ROWS))
    edges = [count * group // groups for group in range(groups + 1)]
    return (slice(a, b) for a, b in pairwise(edges))


def write_part(out: Path, part: Part) -> int:
    """Write one file under a passing name, then give it its own; return its rows."""
    path = out / part.table / part.name
    passing = path.with_suffix(".part")
    writer, rows = None, 0
    for table in part.groups():
        writer = writer or _open_writer(passing, table)
        writer.write_table(table, row_group_size=GROUP_ROWS)
        rows += table.num_rows
    if writer is not None:
        writer.close()
        passing.replace(path)
    return rows


_REPEATING = ("lead_id", "from_number", "to_number")


def _open_writer(path: Path, table: Table) -> Any:  # noqa: ANN401 - a ParquetWriter
    repeating = [
        field.name
        for field in table.schema
        if pa.types.is_dictionary(field.type) or (field.name in _REPEATING)
    ]
    return pq.ParquetWriter(
        path,
        table.schema,
        compression="zstd",
        compression_level=1,
        use_dictionary=repeating,
        store_schema=False,
    )
