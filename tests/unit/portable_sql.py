"""What holds of SQL that is rendered for the engines of a lake, whatever it is for."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import sqlglot
from sqlglot import ErrorLevel, exp

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

DIALECTS = ("trino", "spark")

# what the embedded engine alone understands, per dialect (all in lower case)
FOREIGN = {
    "trino": (
        "arg_min(", "arg_max(", "epoch_ms(", "bool_or(distinct", "list(", "regexp_matches(",
        "strptime(", "struct_pack(", " exclude (", "::", "qualify ", "any_value(distinct",
        "file_row_number", "array_to_string(", "len(", "to_timestamp(", " at time zone 'utc' as",
        "rowid", "read_parquet(", "by name", "microsecond", "string_agg(", "list_", "ilike",
        " pivot", "with recursive", "distinct on", "epoch_us(", "strlen(",
    ),
    "spark": (
        "arg_min(", "arg_max(", "epoch_ms(", "regexp_matches(", "strptime(", "struct_pack(",
        " exclude (", "::", "array_to_string(", "strpos(", "list(", "regexp_full_match(",
        "rowid", "read_parquet(", "by name", "string_agg(", "list_", "with recursive",
        "distinct on", " as varchar", "epoch_us(", "strlen(", '"',
    ),
}  # fmt: skip
_TEXT = {
    "trino": re.compile(r"'(?:[^']|'')*'|\"[^\"]*\""),
    "spark": re.compile(r"'(?:[^'\\]|\\.)*'|`[^`]*`"),
}
"""Texts and quoted names, in which any word may stand."""
# Spark counts milliseconds of instants only, read in the session's zone: ours are set to UTC
_THROUGH = re.compile(
    r"UNIX_MILLIS\(CAST\([\w.`]+ AS TIMESTAMP\)\)|AS TIMESTAMP\) AS TIMESTAMP_NTZ\)"
)
_CLOCKS = (exp.CurrentTimestamp, exp.CurrentDate, exp.CurrentTime, exp.CurrentDatetime)
_RESERVED = """
alter and as between by case cast constraint create cross cube current_date current_time
current_timestamp current_user deallocate delete describe distinct drop else end escape except
execute exists extract false for from full group grouping having in inner insert intersect into is
join left like listagg localtime localtimestamp natural normalize not null on or order outer prepare
recursive right rollup select skip table then trim true uescape union unnest using values when where
with
"""
TRINO_RESERVED = frozenset(_RESERVED.split())


def read_back(text: str, dialect: str) -> exp.Query:
    """Parse a text that has to be one query of the dialect."""
    (tree,) = (t for t in sqlglot.parse(text, dialect=dialect, error_level=ErrorLevel.RAISE) if t)
    assert isinstance(tree, exp.Query), text[:200]
    return tree


def find_our_own(text: str, tree: exp.Query) -> Iterator[str]:
    """Find what only we understand, and what tells the time."""
    yield from (f.name for f in tree.find_all(exp.Anonymous) if f.name.lower().startswith("cdp_"))
    yield from (c.name for c in tree.find_all(exp.Column) if c.name == "as_of" and not c.table)
    yield from (type(c).__name__ for c in tree.find_all(*_CLOCKS))
    yield from (w for w in ("current_timestamp", "now()") if w in text.lower())


def find_foreign(text: str, dialect: str) -> list[str]:
    """Find the words that only the embedded engine understands."""
    bare = _TEXT[dialect].sub("''", text).lower()
    return [word for word in FOREIGN[dialect] if word in bare]


def count_bare_timestamps(text: str) -> int:
    """Count the types that have milliseconds on Trino, and the session's time zone on Spark."""
    return _THROUGH.sub("", text).count("AS TIMESTAMP)")


def compare_with_reviewed(folder: Path, texts: Mapping[str, str]) -> list[str]:
    """Name the texts that are not the reviewed ones; with `CDP_REVIEW` these are written anew."""
    if os.environ.get("CDP_REVIEW"):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.sql"):
            old.unlink()
        for name, text in texts.items():
            (folder / f"{name}.sql").write_text(text, encoding="utf-8")
    reviewed = {p.stem: p.read_text(encoding="utf-8") for p in folder.glob("*.sql")}
    return sorted(n for n in texts.keys() | reviewed.keys() if texts.get(n) != reviewed.get(n))
