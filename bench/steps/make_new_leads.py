"""Write a few new leads: those of an increment that its base does not have, first come first."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb


def main(out: Path, base: Path, increment: Path, count: int) -> None:
    """Write one file of so many leads below `out`; there must be as many."""
    folder = out / "lead"
    folder.mkdir(parents=True)
    with duckdb.connect(config={"memory_limit": "4GB"}) as db:
        db.execute(
            f"copy (from read_parquet('{increment}/lead/*.parquet') where id not in"
            f" (select id from read_parquet('{base}/lead/*.parquet', union_by_name = true)"
            " where id is not null)"
            " qualify row_number() over (partition by id) = 1"
            f" order by updated_at, id limit {count})"
            f" to '{folder / 'hour-0001.parquet'}' (compression zstd)"
        )
        (written,) = db.execute(f"select count(*) from '{folder}/*.parquet'").fetchone() or (0,)
    if written != count:
        raise SystemExit(f"the increment has {written} new leads, {count} are wanted")


main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
