"""All of a project's models together, in the order they run, with every mistake in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdp.contracts import rules as contract_rules
from cdp.contracts.compile import compile_contract
from cdp.errors import Problem, ProjectError
from cdp.identity import compile as identity_compile
from cdp.models.compile import check_model, compile_sql
from cdp.profiles.compile import compile_profile
from cdp.profiles.compile import place as golden_place
from cdp.project import load
from cdp.sql import model as sql_model
from cdp.types import Relation, column_name

if TYPE_CHECKING:
    from pathlib import Path

    from cdp.project.contract import Contract
    from cdp.project.load import Draft, Project
    from cdp.sql.model import Model

Tables = dict[Relation, tuple[str, ...]]


@dataclass(frozen=True)
class Compiled:
    """A project without mistakes, its models ordered within each stage."""

    project: Project
    silver: tuple[Model, ...]
    gold: tuple[Model, ...]
    """The golden record and the SQL models of gold, in one order."""

    @property
    def identity(self) -> tuple[Model, ...]:
        """The models around the resolution, in the order they run."""
        if self.project.identity is None:
            return ()
        identity = self.project.identity.value
        return (
            *identity_compile.before(identity),
            identity_compile.suspects(identity),
            identity_compile.suspect_values(),
            identity_compile.assignment(),
            *identity_compile.after(identity),
        )

    def models(self) -> tuple[Model, ...]:
        """Every model in the order they run."""
        return (*self.contracts(), *self.silver, *self.identity, *self.gold)

    def contracts(self) -> tuple[Model, ...]:
        """The models of the contracts as they are when a source has just the promised columns."""
        return tuple(
            m
            for c in self.project.contracts
            for m in compile_contract(c.value, c.doc.file, promised_columns(c.value)).models
        )


def compile_root(root: Path) -> Compiled:
    """Read and compile a project folder; ProjectError names every mistake in it at once."""
    return compile_draft(load.read(root))


def promised_columns(contract: Contract) -> dict[str, str]:
    """Give the raw columns of a source that keeps its contract to the letter, as text."""
    return {column_name(p.physicalName or p.name): "VARCHAR" for p in contract.table.properties}


def compile_draft(draft: Draft) -> Compiled:
    """Compile what was read; mistakes of reading and of compiling are raised together."""
    problems = list(draft.problems)
    project = draft.project
    if project is None:
        raise ProjectError(problems)
    broken = _broken(draft)
    tables = _source_tables(project, problems)
    silver = _sql_models(project, "silver", tables, broken, problems)
    identity_tables: Tables = {}
    if project.identity:
        problems += identity_compile.mistakes(project.identity, tables | dict.fromkeys(broken, ()))
        identity_tables = identity_compile.tables(project.identity.value)
    tables |= identity_tables
    golden = _golden(project, tables, problems)
    gold = _sql_models(project, "gold", tables, broken, problems)
    models = [*([golden] if golden else []), *gold]
    if golden and project.profile:
        sourced = project.profile
        problems += check_model(golden, tables, broken, lambda m: golden_place(sourced, m.name))
    for model in gold:
        problems += check_model(model, tables, broken)
    if problems:
        raise ProjectError(problems)
    return Compiled(project, _ordered(silver, problems), _ordered(models, problems))


def _broken(draft: Draft) -> frozenset[Relation]:
    """Relations whose own files have mistakes: nobody else is blamed for them."""
    found: set[Relation] = set()
    for file in draft.broken:
        folder, _, name = file.partition("/")
        stem = name.rsplit(".", 1)[0]
        if folder in {"silver", "gold"} and name.endswith(".sql"):
            found.add(Relation(folder, stem))
        elif folder == "contracts":
            found.add(Relation("source", stem))
        elif file == load.PROFILE_FILE:
            found |= {Relation("gold", "cdp_dim_user")}
        elif file == "identity.yaml":
            found |= {
                Relation("identity", n) for n in ("user_map", "identifier", "identifier_value")
            }
    return frozenset(found)


def _source_tables(project: Project, problems: list[Problem]) -> Tables:
    tables: Tables = {}
    for contract in project.contracts:
        table, file = contract.value.table, contract.doc.file
        names = tuple(p.name for p in table.properties)
        tables[Relation("source", table.name)] = (*names, "extra", "_ingested_at")
        problems += contract_rules.mistakes(table, file, contract.doc.line(("schema", 0)))
    return tables


def _sql_models(
    project: Project,
    layer: str,
    tables: Tables,
    broken: frozenset[Relation],
    problems: list[Problem],
) -> list[Model]:
    files = [f for f in project.models if f.relation.schema == layer]
    models = [m for f in files if (m := compile_sql(f, problems))]
    for source in files:
        tables[source.relation] = tuple(source.header.columns)
    if layer == "silver":
        for model in models:
            problems += check_model(model, tables, broken)
    return models


def _golden(project: Project, tables: Tables, problems: list[Problem]) -> Model | None:
    if project.profile is None:
        return None
    file = project.profile.doc.file
    if project.identity is None:
        if "identity.yaml" not in {p.file for p in problems}:
            fix = "write identity.yaml, or remove the golden record"
            problems.append(Problem(file, 1, "", "a golden record needs identity.yaml", fix))
        return None
    model = compile_profile(project.profile, project.identity.value, problems)
    if model is not None:
        tables[model.relation] = tuple(c.name for c in model.columns)
    return model


def _ordered(models: list[Model], problems: list[Problem]) -> tuple[Model, ...]:
    try:
        return sql_model.order(models)
    except ValueError as error:
        raise ProjectError([*problems, Problem(models[0].file, None, "", str(error))]) from error
