"""All of a project's models together, in the order they run, with every mistake in them."""

from __future__ import annotations

import difflib
from dataclasses import replace
from typing import TYPE_CHECKING

from cdp.activation.destination import leaf_of
from cdp.activation.spec import columns_to_pass
from cdp.audiences.compile import compile_audience
from cdp.contracts.compile import compile_contract
from cdp.contracts.rules import find_rule_mistakes
from cdp.errors import Problem, ProjectError, UsageError
from cdp.identity.compile import identity_models, identity_tables
from cdp.identity.mistakes import find_identity_mistakes
from cdp.pipeline.stages import stages_of
from cdp.profiles.compile import compile_profile, locate_column
from cdp.project.identity import Identity
from cdp.project.load import ANY_TABLE, IDENTITY_FILE, read_project
from cdp.project.yamlfile import Sourced, key_path, load_yaml
from cdp.sql.condition import COUNT_EVENTS, condition_columns, take_out_counts, type_mistake
from cdp.sql.model import CircleError, sort_models, without_lines
from cdp.sql.parse import SqlMistake
from cdp.tables import FACT_EVENTS
from cdp.types import Relation, column_name
from cdp.warehouse.context import Manifest
from cdp.warehouse.sql_models import check_model, compile_sql

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cdp.project.contract import Contract
    from cdp.project.load import Draft, Project
    from cdp.sql.model import Model
    from cdp.types import LogicalType

Tables = dict[Relation, tuple[str, ...]]


def compile_root(root: Path) -> Manifest:
    """Read and compile a project folder; ProjectError names every mistake in it at once."""
    return compile_draft(read_project(root))


def compile_with_rules(root: Path, rules: Path) -> Manifest:
    """Compile the project up to its silver tables with the rules of identity of another file.

    Raises ProjectError with the mistakes of either; UsageError when the project has no identity.
    """
    draft = read_project(root)
    problems = list(draft.problems)
    if draft.project.identity is None and not problems:
        raise UsageError("the project has no identity.yaml, so there is nothing to compare with")
    before = len(problems)
    value, doc = load_yaml(rules, str(rules), Identity, problems)
    if value is None or doc is None or len(problems) > before or draft.project.identity is None:
        raise ProjectError(problems)
    silver = tuple(m for m in draft.project.models if m.relation.schema == "silver")
    project = replace(
        draft.project, identity=Sourced(value, doc), profile=None, models=silver, audiences={},
        destinations={},
    )  # fmt: skip
    return compile_draft(replace(draft, project=project))


def _contract_models(project: Project) -> tuple[Model, ...]:
    """Compile the contracts as they are when a source has just the promised columns, as text."""
    return tuple(
        m
        for c in project.contracts
        for m in compile_contract(c.value, c.doc.file, _promised_columns(c.value)).models
    )


def _promised_columns(contract: Contract) -> dict[str, LogicalType]:
    return {column_name(p.physicalName or p.name): "text" for p in contract.table.properties}


def _identity_models(project: Project) -> tuple[Model, ...]:
    """Compile the models around the resolution, in the order they run."""
    if project.identity is None:
        return ()
    return identity_models(project.identity.value)


def compile_draft(draft: Draft) -> Manifest:
    """Compile what was read; mistakes of reading and of compiling are raised together."""
    project, problems = draft.project, list(draft.problems)
    broken = set(draft.broken)
    tables = _source_tables(project, problems)
    silver = _sql_models(project, "silver", tables, broken, problems)
    for model in silver:
        problems += check_model(model, tables, broken)
    sound_identity = _identity(project, tables, broken, problems)
    golden = _golden(project, tables, broken, problems, identity_is_sound=sound_identity)
    gold = _sql_models(project, "gold", tables, broken, problems)
    if golden and project.profile:
        sourced = project.profile
        problems += check_model(golden, tables, broken, lambda m: locate_column(sourced, m.name))
    for model in gold:
        problems += check_model(model, tables, broken)
    audiences = _audiences(project, golden, tables, broken, problems)
    if golden:
        problems += _destination_mistakes(project, golden, tables, broken)
    ordered = [
        _ordered(silver, problems),
        _ordered([*([golden] if golden else []), *gold], problems),
    ]
    if problems:
        raise ProjectError(problems)
    models = {
        "contracts": _contract_models(project),
        "silver": ordered[0],
        "identity": _identity_models(project),
        "gold": ordered[1],
        "audiences": audiences,
    }
    stages = stages_of(project, models)
    return Manifest(project, stages, tables, golden)


def _identity(
    project: Project, tables: Tables, broken: set[Relation], problems: list[Problem]
) -> bool:
    """Add the tables that identity makes; tell whether its record tables are to be relied on."""
    if project.identity is None:
        return False
    known = tables | dict.fromkeys((r for r in broken if r.schema == "silver"), ())
    found = find_identity_mistakes(project.identity, known, broken, project.root)
    problems += found
    if found:
        broken.add(Relation("identity", ANY_TABLE))
    else:
        tables |= identity_tables(project.identity.value)
    return all(r.relation in known for r in project.identity.value.records)


def _source_tables(project: Project, problems: list[Problem]) -> Tables:
    tables: Tables = {}
    for contract in project.contracts:
        table, file = contract.value.table, contract.doc.file
        names = tuple(p.name for p in table.properties)
        tables[Relation("source", table.name)] = (*names, "extra", "_ingested_at")
        problems += find_rule_mistakes(table, file, contract.doc.line(("schema", 0)))
    return tables


def _sql_models(
    project: Project, layer: str, tables: Tables, broken: set[Relation], problems: list[Problem]
) -> list[Model]:
    files = [f for f in project.models if f.relation.schema == layer]
    models: list[Model] = []
    for source in files:
        tables[source.relation] = tuple(source.header.columns)
        if source.header.history:
            history = Relation(layer, f"{source.relation.name}_history")
            kept = source.header.history.columns
            tables[history] = (*source.header.key, *kept, "valid_from", "valid_to")
        model = compile_sql(source, problems)
        if model:
            models.append(model)
        else:
            broken.add(source.relation)
    return models


def _golden(
    project: Project,
    tables: Tables,
    broken: set[Relation],
    problems: list[Problem],
    *,
    identity_is_sound: bool,
) -> Model | None:
    if project.profile is None:
        return None
    profile = project.profile
    if project.identity is None:
        broken.add(profile.value.relation)
        compile_profile(profile, None, problems)
        if not (project.root / IDENTITY_FILE).exists():
            fix = "write identity.yaml, or remove the golden record"
            message = "a golden record needs identity.yaml"
            problems.append(Problem(profile.doc.file, 1, "", message, fix))
        return None
    model = compile_profile(
        profile, project.identity.value, problems, identity_is_sound=identity_is_sound
    )
    if model is None:
        broken.add(profile.value.relation)
    else:
        tables[model.relation] = tuple(c.name for c in model.columns)
    return model


def _audiences(
    project: Project,
    golden: Model | None,
    tables: Tables,
    broken: set[Relation],
    problems: list[Problem],
) -> tuple[Model, ...]:
    found: list[Model] = []
    types = {c.name: c.type for c in golden.columns} if golden else {}
    for name, sourced in project.audiences.items():
        if golden is None:
            place = Problem(sourced.doc.file, 1, "", "an audience needs a golden record")
            problems += [] if project.profile else [place]
            continue
        model = compile_audience(name, sourced, golden.relation, types, problems)
        if model:
            wrong = check_model(model, tables, broken, lambda _, m=model: (m.line, "where"))
            problems += wrong
            found.append(model)
    return tuple(map(without_lines, found))


def _destination_mistakes(
    project: Project, golden: Model, tables: Tables, broken: set[Relation]
) -> list[Problem]:
    """Find what destinations name that is not there, and what their tools will never take."""
    found: list[Problem] = []
    names = [c.name for c in golden.columns]
    types = {c.name: c.type for c in golden.columns}
    known_audiences = {*project.audiences, *(r.name for r in broken if r.schema == "audience")}
    for sourced in project.destinations.values():
        value, doc = sourced.value, sourced.doc
        wrong = [*leaf_of(value).mistakes(value, columns_to_pass(value, names))]
        wrong += [
            (f"fields.{i}.column", f"there is no column {f.column}{near(f.column, names)}")
            for i, f in enumerate(value.fields)
            if f.column not in names
        ]
        if value.audience and value.audience not in known_audiences:
            known = ", ".join(sorted(project.audiences)) or "there is none"
            wrong.append(("audience", f"there is no audience {value.audience!r} ({known})"))
        if value.events and FACT_EVENTS not in tables:
            wrong.append(("events", f"there is no table {FACT_EVENTS}"))
        conditions = {f"hold.{i}.when": h.when for i, h in enumerate(value.hold)}
        conditions |= {f"channels.{n}.allowed": c.allowed for n, c in value.channels.items()}
        for key, text in conditions.items():
            mistake = condition_mistake(text, types)
            wrong += [(key, mistake)] if mistake else []
        found += [Problem(doc.file, doc.line(key_path(k)), k, rule) for k, rule in wrong]
    return found


def condition_mistake(text: str, types: dict[str, str]) -> str | None:
    """Say what is wrong with a condition over the golden record, or None."""
    try:
        said = take_out_counts(text)
        if said.events:
            return f"{COUNT_EVENTS} can be used in audiences alone"
        unknown = [c for c in condition_columns(text) if c not in types]
        if unknown:
            return f"there is no column {unknown[0]}{near(unknown[0], types)}"
        return type_mistake(said.text, types, "u")
    except SqlMistake as error:
        return error.message


def near(name: str, known: Iterable[str]) -> str:
    """Name the column that was probably meant, if there is one."""
    found = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {found[0]}?" if found else ""


def _ordered(models: list[Model], problems: list[Problem]) -> tuple[Model, ...]:
    try:
        return tuple(map(without_lines, sort_models(models)))
    except CircleError as error:
        first = error.models[0]
        problems.append(Problem(first.file, None, "", str(error), "let one of them read less"))
        return ()
