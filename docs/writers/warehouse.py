"""The page of the warehouse's tables: the example project built from files without rows."""

from __future__ import annotations

import contextlib
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from writers.markdown import NOTICE, row

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from cdp.engine import Engine
    from cdp.pipeline.compile import Compiled
    from cdp.types import Column, Relation

EXAMPLE = Path(__file__).resolve().parents[2] / "projects" / "superleap"


class _Silent:
    """Nobody who wants to know how far a run is."""

    def stage(self, name: str, steps: int) -> None: ...
    def step(self, name: str) -> None: ...
    def done(self, result: object) -> None: ...


UNDOCUMENTED = {
    "identity.refused_link": {
        "record_a": "Number of the record observed earlier.",
        "record_b": "Number of the record observed later.",
        "rule": "Name of the rule whose link was refused.",
        "reason": "different_name, different_birth_date, limit, or pinned apart.",
    },
    "identity.pin": {
        "record_a": "A record that somebody decided about, as the file of pins names it.",
        "record_b": "The other one.",
        "same": "Whether they are one person.",
    },
    "identity.redirect": {
        "retired_user_id": "An id that was given once and is not in use.",
        "user_id": "The living user it leads to.",
    },
    "ops.identity_log": {
        "run_id": "The run that decided it.",
        "at": "Instant of that run (UTC).",
        "kind": "assigned, merged (into a user that was there), split (off to another id),"
        " removed, or refused (a link with another record).",
        "record_no": "Number of the record.",
        "record_table": "Its record table.",
        "record_key": "Its key there.",
        "from_user": "The user it belonged to before.",
        "to_user": "The user it belongs to since; for a refused link that of the other record.",
        "rule": "Name of the strongest rule that links it to another record of the user.",
        "identifier_type": "Kind of identifier that this rule matched.",
        "identifier_value": "The value that was matched.",
        "evidence": "What a link was refused for, and the number of the other record.",
    },
    "ops.user_change": {
        "run_id": "The run that changed it.",
        "at": "Instant of that run (UTC).",
        "user_id": "The user.",
        "kind": "created, changed, merged (its id is retired), split (off another) or deleted.",
        "changed_columns": "Columns with other values, with commas between; empty when the table"
        " was made anew and nobody compared.",
    },
    "ops.clock": {
        "table_name": "The table that the passing of time may change.",
        "query": "A query that gives rows when it does, with two instants to be put in.",
    },
    "ops.source_table": {
        "table_name": "Source table.",
        "source_name": "Its name at the source.",
        "fingerprint": "Fingerprint of its contract at the last run.",
        "types": "Types of the columns that the contract knows, as they were delivered.",
        "newest": "Newest version of a row that any run has read (UTC).",
    },
    "gold.cdp_audience_member": {
        "audience": "The audience, by the name of its file.",
        "user_id": "A user who is or was in it.",
        "entered_at": "Instant of the run that first saw the user in it (UTC).",
        "left_at": "Instant of the run that saw the user gone (UTC); empty while in it.",
    },
    "ops.sync_state": {
        "destination": "The destination, by the name of its file.",
        "user_id": "A user whom the destination may know.",
        "status": "due (about to be sent), accepted, rejected, suppressed (told that no channel may"
        " be used), left (told of leaving the audience) or held.",
        "is_there": "Whether the destination may hold the user.",
        "is_sure": "Whether the destination has accepted the user at least once.",
        "fingerprint": "Hash of what was last accepted; empty: to be sent again.",
        "reason": "Why the user was rejected or is held.",
        "run_at": "Instant of the run whose values were sent (UTC).",
        "sent_at": "When it was sent (UTC).",
    },
    "ops.sync_event": {
        "destination": "The destination.",
        "event_id": "An event it has been sent.",
        "user_id": "The user it was sent for.",
        "status": "accepted or rejected.",
        "sent_at": "When it was sent (UTC).",
    },
    "ops.sync_type": {
        "destination": "The destination.",
        "of_what": "user, or the name of an event.",
        "attribute": "An attribute that was sent.",
        "kind": "Kind of its first value, to which the destination holds all later ones.",
    },
    "ops.sync_outcome": {
        "sync_id": "The sync that tried.",
        "outcome_no": "Number of the outcome within it.",
        "destination": "The destination.",
        "action": "add, change, suppress, leave, remove, merge, erase, event or hold.",
        "user_id": "The user it is about.",
        "event_id": "The event it is about; empty for users.",
        "status": "accepted, rejected (sending it again would not help), failed (is tried again)"
        " or held (by a rule of consent or contact).",
        "reason": "Why, in words; empty when accepted.",
        "http_status": "Status of the answer; empty when there was none.",
        "request_id": "What the destination calls the request.",
        "attempt": "Which try it was, from 1; 0: refused before sending.",
        "sent_at": "When it was sent (UTC).",
        "fingerprint": "Hash of what was sent of a user.",
        "run_at": "Instant of the run whose values were sent (UTC).",
    },
    "ops.erasure": {
        "user_id": "A user who asked to be erased.",
        "requested_at": "When that was noted (UTC).",
    },
    "ops.run": {
        "run_id": "The run that the warehouse shows, the same in every row.",
        "as_of": "Its instant (UTC).",
        "model": "A table it built.",
        "fingerprint": "Fingerprint of that table's SQL, key and scope.",
    },
    "ops.source_file": {
        "table_name": "Source table.",
        "file_no": "The file's place in the order of arrival, for ever.",
        "file_name": "The file.",
        "file_bytes": "Its size when it was last read.",
        "modified_ns": "When it was last written, in nanoseconds since 1970.",
        "run_id": "The run that read it first.",
        "first_seen_at": "Instant of that run (UTC).",
    },
}
"""What is said here because the code that makes these tables does not say it."""

VALIDITY = {
    "valid_from": "Since when the row was so (UTC).",
    "valid_to": "Until when, that instant left out (UTC); empty while it is so.",
}

ABOUT = {
    "quarantine": "Rows that break a `reject` rule, one table a source table, all of one shape.",
    "silver": "Typed and cleaned; one row a key of the source, deleted rows flagged.",
    "identity": "Who is the same person, and why not.",
    "gold": "What people and tools read.",
    "audience": "Who is in each audience now, one table a file of `audiences/`.",
    "ops": "What runs and syncs themselves keep in the warehouse.",
}

INTRODUCTION = """
The tables that the example project `projects/superleap` makes, in the types of the embedded engine.
`raw`, `source` and `stage` live only while a run does and are not listed.
"""


def tables() -> Iterator[str]:
    """Make the page of the warehouse's tables, as the example project makes them."""
    from cdp.pipeline.compile import compile_root

    compiled = compile_root(EXAMPLE)
    yield NOTICE
    yield "\n# Tables of the warehouse"
    yield INTRODUCTION.rstrip()
    documented = {str(m.relation): m for m in compiled.models()}
    with _empty_warehouse(compiled) as engine:
        built = _relations(engine)
        for schema, about in ABOUT.items():
            yield f"\n## {schema}\n\n{about}"
            mine = [r for r in built if r.schema == schema]
            if schema == "quarantine":
                yield f"\n### quarantine.*\n\nTables: {_listed(map(str, mine))}.\n"
                yield from _columns(mine[0], engine, documented[str(mine[0])].columns)
                continue
            for relation in mine:
                model = documented.get(str(relation).removesuffix("_history"))
                yield f"\n### {relation}\n"
                if model and model.description:
                    yield f"{model.description} Key: {_listed(model.key)}; scope: {model.scope}.\n"
                yield from _columns(relation, engine, model.columns if model else ())


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{n}`" for n in names)


def _columns(relation: Relation, engine: Engine, known: Sequence[Column]) -> Iterator[str]:
    from cdp.types import Column

    by_name = {c.name: c for c in known}
    extra = UNDOCUMENTED.get(str(relation), {})
    yield "| column | type | unit | personal data | description |"
    yield "|---|---|---|---|---|"
    for name, kind in (engine.columns(relation) or {}).items():
        column = by_name.get(name)
        if relation.name.endswith("_history") and name in VALIDITY:
            by_name[name] = column = Column(name, VALIDITY[name])
        if column is None and name not in extra:
            raise LookupError(f"{relation}.{name} is described nowhere")
        unit, pii = (column.unit, column.pii) if column else ("", "")
        said = column.description if column else extra[name]
        yield row(f"`{name}`", kind.lower(), unit, pii, said)


@contextlib.contextmanager
def _empty_warehouse(compiled: Compiled) -> Generator[Engine]:
    """Build the project in memory from files that hold a header and no row."""
    from cdp.activation.sync_tables import create_sync_tables
    from cdp.engine import open_engine
    from cdp.pipeline import run as pipeline
    from cdp.project.config import DuckdbEngine, FilesSource, Target
    from cdp.warehouse.context import Run

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for sourced in compiled.project.contracts:
            columns = (p.physicalName or p.name for p in sourced.value.table.properties)
            path = folder / f"{sourced.value.source_name}.csv"
            path.write_text(",".join(columns) + "\n", encoding="utf-8")
        config = DuckdbEngine(path=":memory:", memory_limit="1GB", threads=1)
        target = Target(engine=config, source=FilesSource(path=name))
        as_of = datetime(2026, 1, 1)  # noqa: DTZ001 - instants are naive UTC inside
        engine = open_engine(config, folder)
        try:
            pipeline.run(Run(engine, compiled, target, "docs", as_of, _Silent()))
            create_sync_tables(engine, as_of)
            yield engine
        finally:
            engine.close()


def _relations(engine: Engine) -> list[Relation]:
    from cdp.types import Relation

    rows = engine.fetch(
        "select schema_name, table_name from duckdb_tables() where not temporary"
        " union all select schema_name, view_name as table_name from duckdb_views()"
        " where not temporary and not internal order by schema_name, table_name"
    ).to_pylist()
    return [Relation(r["schema_name"], r["table_name"]) for r in rows]
