"""What can be wrong in `identity.yaml` that its own form does not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.errors import Problem
from cdp.identity.blocking import engine_pattern
from cdp.sql.check import call_mistake
from cdp.sql.parse import SqlMistake, column_names, parse_expression

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from cdp.project.identity import Identity, RecordTable
    from cdp.project.yamlfile import Sourced, YamlDoc
    from cdp.types import Relation


def find_identity_mistakes(
    sourced: Sourced[Identity],
    known: Mapping[Relation, tuple[str, ...]],
    broken: Collection[Relation],
    root: Path,
) -> list[Problem]:
    """Find tables, columns, pins and patterns that are not there or cannot work.

    `known` gives the columns of what exists, none for a table with mistakes of its own.
    """
    identity, doc = sourced.value, sourced.doc
    found: list[Problem] = []
    for index, record in enumerate(identity.records):
        columns = known.get(record.relation)
        line, where = doc.line(("records", index)), f"records.{index}"
        if columns is None:
            fix = f"known: {', '.join(sorted(str(t) for t in known if t.schema == 'silver'))}"
            found.append(Problem(doc.file, line, where, f"there is no table {record.table}", fix))
        elif record.relation not in broken:
            found += _find_record_mistakes(record, columns, doc, index)
    found += _find_comparer_mistakes(sourced)
    for kind, block in identity.block.items():
        try:
            engine_pattern(block)
        except ValueError as error:
            line = doc.line(("block", kind, "pattern"))
            found.append(Problem(doc.file, line, f"block.{kind}.pattern", str(error)))
    if identity.pins and not (root / identity.pins).is_file():
        fix = "create it with the line record_a,record_b,decision,by,at,reason"
        found.append(Problem(identity.pins, None, "", "the file of pins is missing", fix))
    return found


def _find_record_mistakes(
    record: RecordTable, columns: tuple[str, ...], doc: YamlDoc, index: int
) -> Iterator[Problem]:
    line, where = doc.line(("records", index)), f"records.{index}"
    used = {record.key, record.observed_at, *record.identifiers.values(), *record.facts.values()}
    for name in sorted(used - set(columns)):
        yield Problem(doc.file, line, where, f"{record.table} has no column {name!r}")
    for name in sorted(set(record.facts) - {"name", "born"}):
        yield Problem(doc.file, line, f"{where}.facts", f"no fact {name!r}", "name or born")
    if record.where is not None:
        line, where = doc.line(("records", index, "where")), f"{where}.where"
        try:
            condition = parse_expression(record.where)
        except SqlMistake as error:
            yield Problem(doc.file, line, where, error.message)
            return
        wrong = call_mistake(condition)
        if wrong:
            yield Problem(doc.file, line, where, wrong)
        for name in sorted(column_names(condition) - set(columns)):
            yield Problem(doc.file, line, where, f"{record.table} has no column {name!r}")


def _find_comparer_mistakes(sourced: Sourced[Identity]) -> list[Problem]:
    """Find comparers of the project's own that cannot be loaded."""
    found: list[Problem] = []
    for name, spec in sourced.value.comparers.items():
        from cdp.identity.comparers import load_comparer

        try:
            load_comparer(spec)
        except ValueError as error:
            line = sourced.doc.line(("comparers", name))
            found.append(Problem(sourced.doc.file, line, f"comparers.{name}", str(error)))
    return found
