"""A contract compiles to the split of kept and quarantined rows: small models over the raw table.

For source table `t`, in order:

- `work.t_duplicate`    keys that stand on more than one row;
- `work.t_exception`    the few rows that break a rule or share their key, one flag a rule;
- `work.t_verdict`      of those, the rows that are not kept, each quarantined or a duplicate;
- `source.t`            a view of the kept rows, typed, one a key, the latest version;
- `quarantine.t`        the quarantined rows whole, with the rules they break;
- `work.t_tally`        one row: rows read, kept, quarantined, duplicates, newest version, and the
                        breaches of every rule in `rule_0`, `rule_1`, …

All rows are read narrowly twice, and once in full by whoever reads `source.t`: most rows are
neither bad nor doubled, so finding the exceptions first is far cheaper than ranking every row.

A version is superseded by a newer good one of its key; a bad row that is not superseded is
quarantined, and the newest good version stays in use meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdp.contracts.rules import Reading, Rule, list_rules, read_columns
from cdp.sql.model import Model
from cdp.sql.parse import parse_own_query
from cdp.sql.render import literal, quoted
from cdp.types import Column, Relation, column_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cdp.project.contract import Contract
    from cdp.types import LogicalType


@dataclass(frozen=True)
class CompiledContract:
    """The models of one contract, its rules in the order of the tally, and what was noticed."""

    table: str
    models: tuple[Model, ...]
    rules: tuple[Rule, ...]
    extra: tuple[str, ...]
    absent: tuple[str, ...]
    key: str
    """SQL of the primary key over the raw table as `r`."""
    search: str
    """SQL that equals a key in just the rows that have it, the cheapest there is."""
    names: ContractTables
    """The tables that the models make."""
    version: str | None
    """SQL of the version over the raw table as `r`."""
    types: str
    """Engine types of the columns the contract knows, as one text."""

    def model(self, relation: Relation) -> Model:
        """Find one of its models."""
        return next(m for m in self.models if m.relation == relation)


def compile_contract(
    contract: Contract,
    file: str,
    physical: Mapping[str, LogicalType],
    types: Mapping[str, str] | None = None,
) -> CompiledContract:
    """Compile one contract against the columns of its raw table, by what their values are.

    `types` maps the same columns to their types in the engine's dialect. Raises SourceError when
    the source has lost a required column.
    """
    table = contract.table
    columns = read_columns(table, physical, file)
    all_rules = tuple(list_rules(table, columns))
    known = {column_name(p.physicalName or p.name) for p in table.properties}
    extra = tuple(c for c in physical if c not in known and not c.startswith("_"))
    t = ContractTables(table.name)
    texts: dict[Relation, str] = {
        t.duplicate: _duplicate_query(t, columns, table.key),
        t.exception: _exception_query(t, columns, table.key, table.version, all_rules),
        t.verdict: _verdict_query(t, all_rules),
        t.source: _source_query(t, columns, extra),
        t.quarantine: _quarantine_query(t, physical),
        t.tally: _tally_query(t, table.version, all_rules),
    }
    models = tuple(_contract_model(contract, file, t, *item) for item in texts.items())
    absent = tuple(c.name for c in columns if c.raw is None)
    version = _key_of(columns, table.version) if table.version else None
    said = types or physical
    dialect_types = ", ".join(f"{c} {said[c]}" for c in sorted(known) if c in said)
    return CompiledContract(
        table.name, models, all_rules, extra, absent, _key_of(columns, table.key),
        _searchable_key(columns, table.key, physical), t, version, dialect_types,
    )  # fmt: skip


def _contract_model(
    contract: Contract, file: str, t: ContractTables, relation: Relation, text: str
) -> Model:
    documented = {t.quarantine: _QUARANTINE_COLUMNS, t.source: _source_columns(contract)}
    is_source = relation == t.source
    return Model(
        relation=relation,
        query=parse_own_query(text),
        stage="contracts",
        key=(contract.table.key,) if is_source else (),
        scope="row",
        columns=documented.get(relation, ()),
        kind="view" if is_source else "table",
        description=contract.table.description,
        file=file,
    )


TIMELESS = "timestamp '1970-01-01 00:00:00'"
"""Stands for an instant that cannot be told beforehand: such rows are looked at in every run."""


class ContractTables:
    """The tables of one contract: what is read, what comes of it, and what stands in between."""

    def __init__(self, table: str) -> None:
        self.raw = Relation("raw", table)
        self.duplicate = Relation("work", f"{table}_duplicate")
        self.exception = Relation("work", f"{table}_exception")
        self.verdict = Relation("work", f"{table}_verdict")
        self.source = Relation("source", table)
        self.quarantine = Relation("quarantine", table)
        self.tally = Relation("work", f"{table}_tally")


def _select_typed(t: ContractTables, columns: list[Reading]) -> str:
    """Select every column typed, and the raw text beside those that are read from text."""
    items = [f"{c.sql} as {quoted(c.name)}" for c in columns]
    raw = {quoted(f"raw_{c.name}"): c.raw for c in columns if c.converted}
    items += [f"nullif(trim(cast({x} as varchar)), '') as {name}" for name, x in raw.items()]
    return f"select r._arrival, r._file, {', '.join(items)} from {t.raw} as r"


def _key_of(columns: list[Reading], key: str) -> str:
    return next(c.sql for c in columns if c.name == key)


def _searchable_key(columns: list[Reading], key: str, physical: Mapping[str, LogicalType]) -> str:
    """Leave out what only makes null of empty text: no key is empty."""
    column = next(c for c in columns if c.name == key)
    plain = (column.raw or "").removeprefix("r.").strip('"')
    is_text = physical.get(plain) == "text"
    return column.raw if column.raw and is_text and not column.converted else column.sql


def _duplicate_query(t: ContractTables, columns: list[Reading], key: str) -> str:
    return (
        f"select row_key from (select cast({_key_of(columns, key)} as varchar) as row_key"
        f" from {t.raw} as r) as k where row_key is not null group by row_key having count(*) > 1"
    )


def _exception_query(
    t: ContractTables,
    columns: list[Reading],
    key: str,
    version: str | None,
    all_rules: tuple[Rule, ...],
) -> str:
    row_version = quoted(version) if version else "cast(null as timestamp)"
    flags = "".join(f", ({r.breach}) as rule_{i}" for i, r in enumerate(all_rules))
    breached = "".join(f" or rule_{i}" for i in range(len(all_rules)))
    return (
        "select * from ("
        f"select t._arrival, t._file, cast(t.{quoted(key)} as varchar) as row_key,"
        f" {row_version} as row_version, {_clears_at(all_rules)} as clears_at{flags}"
        f" from ({_select_typed(t, columns)}) as t) as judged"
        f" where row_key in (select row_key from {t.duplicate}){breached}"
    )


def _clears_at(all_rules: tuple[Rule, ...]) -> str:
    """Write the first instant at which time may let a row through; null where it never will."""
    found = [
        f"case when {r.breach} then {r.clears_at or TIMELESS} end"
        for r in all_rules
        if r.rejects and r.clock == "ends"
    ]
    if not found:
        return "cast(null as timestamp)"
    if len(found) == 1:
        return found[0]
    never = "timestamp '9999-01-01 00:00:00'"  # engines differ in what the least of a null is
    return f"nullif(least({', '.join(f'coalesce({x}, {never})' for x in found)}), {never})"


def _verdict_query(t: ContractTables, all_rules: tuple[Rule, ...]) -> str:
    hard = [(i, r) for i, r in enumerate(all_rules) if r.rejects]
    names = ", ".join(f"case when rule_{i} then {literal(r.name)} end" for i, r in hard) or "null"
    return f"""
        with named as (
            select _arrival, _file, row_key, row_version, clears_at,
                nullif(concat_ws('; ', {names}), '') as rules
            from {t.exception}
        ),
        ranked as (
            select *, row_number() over (
                partition by row_key, rules is null
                order by row_version desc nulls last, _arrival desc
            ) as version_rank
            from named
        ),
        good as (
            select row_key, row_version, _arrival from ranked
            where rules is null and version_rank = 1
        )
        select
            r._arrival, r._file, r.row_key, r.rules, r.clears_at,
            case
                when r.row_key is null then 'quarantined'
                when r.rules is null or r.version_rank > 1 then 'duplicate'
                when r.row_version is null and g._arrival > r._arrival then 'duplicate'
                when g.row_version > r.row_version then 'duplicate'
                when g.row_version = r.row_version and g._arrival > r._arrival then 'duplicate'
                else 'quarantined'
            end as verdict
        from ranked as r left join good as g on g.row_key = r.row_key
        where r.rules is not null or r.version_rank > 1
    """


def _source_query(t: ContractTables, columns: list[Reading], extra: tuple[str, ...]) -> str:
    items = ", ".join(f"{c.sql} as {quoted(c.name)}" for c in columns)
    pairs = ", ".join(f"{literal(c)}, cdp_text(cast(r.{quoted(c)} as varchar))" for c in extra)
    # a row without any value outside the contract says null, not an empty object
    more = f"nullif(cdp_json({pairs}), '{{}}')" if extra else "cast(null as varchar)"
    return (
        f"select {items}, {more} as extra, f.first_seen_at as _ingested_at"
        f" from {t.raw} as r"
        f" left join ops.source_file as f on f.table_name = {literal(t.raw.name)}"
        f" and f.file_no = r._file"
        f" where not exists (select 1 from {t.verdict} as v where v._arrival = r._arrival)"
    )


def _quarantine_query(t: ContractTables, physical: Mapping[str, LogicalType]) -> str:
    raw = [c for c in physical if not c.startswith("_")]
    pairs = ", ".join(f"{literal(c)}, cdp_text(cast(r.{quoted(c)} as varchar))" for c in raw)
    return (
        f"select v.row_key, v.rules, cdp_json({pairs}) as original,"
        f" f.file_name, r._row + 1 as row_in_file,"
        f" f.first_seen_at as quarantined_at, f.run_id, v.clears_at"
        f" from {t.raw} as r join {t.verdict} as v on v._arrival = r._arrival"
        f" left join ops.source_file as f on f.table_name = {literal(t.raw.name)}"
        f" and f.file_no = r._file where v.verdict = 'quarantined'"
    )


def _tally_query(t: ContractTables, version: str | None, all_rules: tuple[Rule, ...]) -> str:
    newest = quoted(version) if version else "cast(null as timestamp)"
    broken = "".join(
        f", (select count(*) from {t.exception} where rule_{i}) as rule_{i}"
        for i in range(len(all_rules))
    )
    verdicts = ", ".join(
        f"(select count(*) from {t.verdict} where verdict = '{verdict}') as {name}"
        for name, verdict in (("quarantined", "quarantined"), ("duplicates", "duplicate"))
    )
    return (
        f"select (select count(*) from {t.raw}) as rows_in, count(*) as kept,"
        f" max({newest}) as newest, {verdicts}{broken} from {t.source}"
    )


_QUARANTINE_COLUMNS = (
    Column("row_key", "Primary key of the row, null when that is what is wrong."),
    Column("rules", "Names of the rules the row breaks, separated by semicolons."),
    Column("original", "The whole row as it was delivered, as JSON.", pii="row"),
    Column("file_name", "File that delivered it."),
    Column("row_in_file", "Its number in that file, from 1, the header not counted."),
    Column("quarantined_at", "Instant of the run that read the file first."),
    Column("run_id", "That run."),
    Column("clears_at", "Instant (UTC) from which time may let the row through; null: never."),
)


def _source_columns(contract: Contract) -> tuple[Column, ...]:
    named = tuple(
        Column(p.name, p.description, p.logicalType, pii=p.classification or "")
        for p in contract.table.properties
    )
    return (
        *named,
        Column("extra", "Columns the contract does not know, as JSON; null when there are none."),
        Column("_ingested_at", "Instant of the run that read the row's file first."),
    )
