"""An author's SQL file compiles to a Model, and its mistakes to Problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.errors import Problem
from cdp.sql.check import find_query_mistakes, output_columns
from cdp.sql.model import History, Model
from cdp.sql.parse import SqlMistake, parse_query
from cdp.types import Column, Relation

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from cdp.project.sqlfile import SqlFile

    Locate = Callable[[SqlMistake], tuple[int | None, str]]


def compile_sql(source: SqlFile, problems: list[Problem]) -> Model | None:
    """Parse a model file; None, and a Problem, when it is no single SELECT."""
    try:
        query = parse_query(source.sql)
    except SqlMistake as error:
        line = source.sql_line + error.line - 1
        problems.append(Problem(source.file, line, "", error.message))
        return None
    header = source.header
    columns = tuple(
        Column(name, doc.description, unit=doc.unit, pii=doc.pii)
        for name, doc in header.columns.items()
    )
    return Model(
        relation=source.relation,
        query=query,
        stage="silver" if source.relation.schema == "silver" else "gold",
        key=tuple(header.key),
        scope=header.scope,
        columns=columns,
        description=header.description,
        file=source.file,
        line=source.sql_line,
        history=History(tuple(header.history.columns), header.history.at)
        if header.history
        else None,
    )


TAKEN = "rowid"
"""What the embedded engine calls a row's id; a column of that name would hide it."""


def check_model(
    model: Model,
    tables: Mapping[Relation, tuple[str, ...]],
    ignore: Collection[Relation],
    locate: Locate | None = None,
) -> list[Problem]:
    """Find names that do not resolve, and output columns that are not documented or not there.

    `locate` says on which line and under which key of the model's file a mistake stands; without
    it the file is SQL below a header.
    """
    found = [
        Problem(model.file, 1, f"columns.{c.name}", "an engine has this name itself", "rename it")
        for c in model.columns
        if c.name == TAKEN
    ]
    for mistake in find_query_mistakes(model.query, tables, ignore):
        line, key = locate(mistake) if locate else (model.line + mistake.line - 1, "")
        found.append(Problem(model.file, line, key, mistake.message))
    if not model.file.endswith(".sql"):
        return found
    return found + _output_mistakes(model)


def _output_mistakes(model: Model) -> list[Problem]:
    """Compare what the SELECT shows with what the header documents."""
    output = output_columns(model.query)
    declared = [c.name for c in model.columns]
    if "*" in output:
        message = "a model may not end in `select *`"
        return [Problem(model.file, model.line, "", message, "name columns")]
    undocumented = (n for n in output if n not in declared)
    absent = (n for n in declared if n not in output)
    keyless = (n for n in model.key if n not in output)
    kept = (*model.history.columns, model.history.at) if model.history else ()
    found = [
        Problem(model.file, 1, "history", f"the SELECT gives no column {n!r}")
        for n in kept
        if n not in output
    ]
    found += [
        Problem(model.file, 1, f"columns.{n}", "the column is not documented", "describe it")
        for n in undocumented
    ]
    found += [
        Problem(model.file, 1, f"columns.{n}", "the SELECT gives no such column") for n in absent
    ]
    found += [Problem(model.file, 1, "key", f"the SELECT gives no column {n!r}") for n in keyless]
    return found
