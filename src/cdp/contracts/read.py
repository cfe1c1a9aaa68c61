"""The source tables of one run: which are read, how far, and split by their contracts.

`landed.t` is everything that lies at the source. `raw.t` is what this run reads of it: all of it,
or, where only some keys were touched, every version of these keys. The contract's models run over
`raw.t` either way, so a key is judged by the same SQL in both.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cdp.contracts.compile import TIMELESS, CompiledContract, compile_contract
from cdp.contracts.rules import SQL_TYPES, clocked, required_columns
from cdp.errors import SourceError
from cdp.ingest.discover import SOURCE_TABLE
from cdp.sql.render import quoted
from cdp.sql.scoping.scope import TOUCHED, changed_relation
from cdp.types import Relation
from cdp.warehouse.materialize import ask, build, count, stage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime

    from cdp.ingest.discover import Arrival
    from cdp.project.contract import Contract
    from cdp.project.load import Sourced
    from cdp.warehouse.context import Run
    from cdp.warehouse.plan import Decision


@dataclass(frozen=True)
class KnownTable:
    """What the last run noted of a source table."""

    fingerprint: str
    types: str
    newest: datetime | None


@dataclass
class Source:
    """One source table in this run; `reach` says what of it `source.t` holds now."""

    sourced: Sourced[Contract]
    arrival: Arrival
    decision: Decision
    known: KnownTable | None
    contract: CompiledContract | None = None
    columns: dict[str, str] = field(default_factory=dict[str, str])
    """Column → type of `landed.t`, once it is readable."""
    reach: str = "none"  # none · keys · all
    newest: datetime | None = None
    keyless: bool = False
    """Whether rows without a key are among those that are read."""
    superseded: int = 0
    """Versions of the touched keys that need not be read: newer ones are kept."""

    @property
    def name(self) -> str:
        """Name of the table here."""
        return self.sourced.value.table.name

    @property
    def rereads(self) -> bool:
        """Whether files that were read before are read again."""
        return bool(self.arrival.rewritten)

    @property
    def touched(self) -> Relation:
        """The work table of the keys that this run reads."""
        return Relation("stage", f"touched_source_{self.name}")

    @property
    def versions(self) -> Relation:
        """The work table of every version of these keys: where it is, and how new."""
        return Relation("stage", f"versions_source_{self.name}")

    @property
    def read(self) -> Relation:
        """The work table of the versions that this run reads whole."""
        return Relation("stage", f"read_source_{self.name}")

    @property
    def doubtful(self) -> Relation:
        """The work table of keys whose newest version is not kept."""
        return Relation("stage", f"doubtful_source_{self.name}")


HANDFUL = 50
"""Rows of one file that are asked for one by one; an engine looks for more of them at once."""
MOST_FILES = 100
"""Files beyond which each is no longer read by a query of its own."""
LAYOUT = "2"
"""Number of the form in which contracts are kept in the warehouse; a new one reads all anew."""


def fingerprint(contract: Contract) -> str:
    """Hash what a contract means for its rows."""
    text = LAYOUT + contract.table.model_dump_json(exclude={"description", "tags", "businessName"})
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def known_tables(r: Run) -> dict[str, KnownTable]:
    """Read what the last run noted; empty before the first."""
    if r.engine.columns(SOURCE_TABLE) is None:
        return {}
    sql = f"select table_name, fingerprint, types, newest from {SOURCE_TABLE}"
    found = ask(r.engine, sql, r.as_of).to_pylist()
    return {x["table_name"]: KnownTable(x["fingerprint"], x["types"], x["newest"]) for x in found}


def note(r: Run) -> None:
    """Write what the next run has to know of every source table."""
    import pyarrow as pa

    sources = list(r.sources.values())
    seen = [newest(s) for s in sources]
    types = [s.contract.types if s.contract else s.known.types if s.known else "" for s in sources]
    rows = pa.table(
        {
            "table_name": pa.array([s.name for s in sources], pa.string()),
            "source_name": pa.array([s.sourced.value.source_name for s in sources], pa.string()),
            "fingerprint": pa.array([fingerprint(s.sourced.value) for s in sources], pa.string()),
            "types": pa.array(types, pa.string()),
            "newest": pa.array(seen, pa.timestamp("us")),
        }
    )
    r.engine.load(SOURCE_TABLE, rows)


def newest(source: Source) -> datetime | None:
    """Give the newest version of a table that this run or an earlier one has seen."""
    kept = source.known if source.decision.mode in {"skip", "scoped"} else None
    return max(filter(None, (source.newest, kept.newest if kept else None)), default=None)


def land(r: Run, source: Source) -> CompiledContract:
    """Make all rows of a table readable as `landed.t`; gives its compiled contract."""
    if source.contract is None:
        landed = Relation("landed", source.name)
        files = source.arrival.files
        if source.decision.mode in {"skip", "scoped"}:
            files = replace(files, known=frozenset(files.numbers) - frozenset(source.arrival.new))
        columns = r.engine.attach(landed, files)
        _check_files(source.sourced, columns)
        source.columns = r.engine.columns(landed) or {}
        sourced = source.sourced
        source.contract = compile_contract(sourced.value, sourced.doc.file, source.columns)
    return source.contract


def _check_files(sourced: Sourced[Contract], columns: Mapping[str, frozenset[str]]) -> None:
    """Stop when any file of a table has lost a required column, whatever the others have."""
    for file, names in columns.items():
        lost = sorted(required_columns(sourced.value.table) - names)
        if lost:
            raise SourceError(
                f"{sourced.doc.file}: source table {sourced.value.table.name!r} has lost the"
                f" required column {lost[0]!r} in the file {file}",
                fix="restore the column at the source, or change the contract",
            )


def read_all(r: Run, source: Source) -> None:
    """Split every row of a table."""
    contract = land(r, source)
    everything = f"select * from landed.{quoted(source.name)}"
    r.engine.replace(Relation("raw", source.name), r.sql(everything), "view")
    for model in (*contract.judging, *contract.resulting):
        build(r.engine, model, r.as_of)
    source.reach = "all"


def read_touched(r: Run, source: Source, queries: list[str]) -> None:
    """Split the rows of the keys that these queries find, beside those already read.

    Of each key the newest version is read, and the older ones only where that one is not kept:
    a good newest version makes duplicates of them whatever they hold.
    """
    contract = land(r, source)
    keys = " union ".join(queries)
    if source.reach == "keys":
        known = Relation("stage", f"known_source_{source.name}")
        stage(r.engine, known, f"select {TOUCHED} from {source.touched}", r.as_of)
        keys += f" union select {TOUCHED} from {known}"
    stage(r.engine, source.touched, f"select distinct {TOUCHED} from ({keys}) as found", r.as_of)
    source.keyless = count(r.engine, f"{source.touched} where {TOUCHED} is null", r.as_of) > 0
    versions = stage(r.engine, source.versions, _versions(r, source, contract), r.as_of)
    rows_read = _read_rows(r, source, contract, _NEWEST)
    if stage(r.engine, source.doubtful, _doubtful(source, contract), r.as_of):
        among = f"row_key in (select row_key from {source.doubtful})"
        rows_read = _read_rows(r, source, contract, f"{_NEWEST} or {among}")
    for model in contract.resulting:
        build(r.engine, model, r.as_of)
    source.superseded = versions - rows_read
    key = quoted(source.sourced.value.table.key)
    changed = changed_relation(Relation("source", source.name))
    stage(
        r.engine, changed,
        f"select {TOUCHED} as {key} from {source.touched} where {TOUCHED} is not null", r.as_of,
    )  # fmt: skip
    source.reach = "keys"


_NEWEST = "place = 1 or row_key is null or (row_version is null and _arrival > newest)"
"""The newest version, rows without key, and rows of which it cannot be told whether they are newer:
the order of versions is that of the contract's verdict."""


def _versions(r: Run, source: Source, contract: CompiledContract) -> str:
    """Find every version of the touched keys, and which is the newest, without reading the rows."""
    landed, new = f"landed.{quoted(source.name)}", source.arrival.new
    version = contract.version or "cast(null as timestamp)"
    place = (
        f"r._file, r._arrival, cast({contract.key} as varchar) as row_key, {version} as row_version"
    )
    text = (
        f"select {place} from {landed} as r"
        f" where {contract.search} in (select {TOUCHED} from {source.touched})"
    )
    if source.keyless:
        text += f" union all select {place} from {landed} as r where {contract.key} is null"
    elif new:
        text += (
            f" union all select {place} from {_files(r, source, new, 'new')} as r"
            f" where {contract.key} is null and r._file >= {min(new)}"
        )
    order = "partition by row_key order by row_version desc nulls last, _arrival desc"
    return (
        f"select _file, _arrival, row_key, row_version, row_number() over ({order}) as place,"
        f" first_value(_arrival) over ({order}) as newest from ({text}) as found"
    )


def _read_rows(r: Run, source: Source, contract: CompiledContract, which: str) -> int:
    """Read some of the versions whole and judge them; gives how many."""
    raw = Relation("raw", source.name)
    stage(
        r.engine, source.read,
        f"select _file, _arrival, row_key, place from {source.versions} where {which}", r.as_of,
    )  # fmt: skip
    rows_read = stage(r.engine, raw, " union all ".join(_found_rows(r, source)), r.as_of)
    for model in contract.judging:
        build(r.engine, model, r.as_of)
    return rows_read


def _doubtful(source: Source, contract: CompiledContract) -> str:
    """Find keys of which no version that was read is kept."""
    return (
        f"select row_key from {source.read} where row_key is not null and row_key not in ("
        f"select n.row_key from {source.read} as n left join {contract.verdict} as v"
        " on v._arrival = n._arrival where n.row_key is not null and v._arrival is null)"
        " group by row_key"
    )


def _found_rows(r: Run, source: Source) -> Iterator[str]:
    """Give the queries for the rows that were found by their key, whole.

    Reading rows whole is dear, so only files that hold one are read; of a file that holds a handful
    an engine can read just these, if they are asked for by their number.
    """
    held = ask(r.engine, f"select _file, count(*) as n from {source.read} group by _file", r.as_of)
    counts = dict(zip(held["_file"].to_pylist(), held["n"].to_pylist(), strict=True))
    sparse = sorted(
        n for n, rows_held in counts.items() if rows_held <= HANDFUL and n not in source.arrival.new
    )
    if source.arrival.files.format != "parquet" or len(sparse) > MOST_FILES:
        sparse = []
    rest = counts.keys() - sparse
    if rest or not sparse:
        yield (
            f"select * from {_files(r, source, rest, 'held')} as r"
            f" where _arrival in (select _arrival from {source.read})"
        )
    for number in sparse:
        place = f"_arrival - {number << 40} as place"
        rows_found = ask(
            r.engine, f"select {place} from {source.read} where _file = {number}", r.as_of
        )
        places = ", ".join(map(str, rows_found["place"].to_pylist()))
        files = _files(r, source, {number}, f"file_{number}")
        yield f"select * from {files} as r where _row in ({places})"


def _files(r: Run, source: Source, numbers: Collection[int], name: str) -> str:
    """Give SQL for the rows of some files alone, in the columns and types of all files."""
    files = source.arrival.files
    if files.format != "parquet" or not 0 < len(numbers) < len(files.numbers):
        return f"landed.{quoted(source.name)}"
    pairs = [(p, n) for p, n in zip(files.paths, files.numbers, strict=True) if n in numbers]
    some = Relation("stage", f"{name}_source_{source.name}")
    chosen = replace(
        files, paths=tuple(p for p, _ in pairs), numbers=tuple(n for _, n in pairs),
        known=frozenset(numbers),
    )  # fmt: skip
    r.engine.attach(some, chosen)
    there = r.engine.columns(some) or {}
    items = (
        f"{f'cast({quoted(name)} as {kind}) as' if there.get(name) != kind else ''} {quoted(name)}"
        if name in there
        else f"cast(null as {kind}) as {quoted(name)}"
        for name, kind in source.columns.items()
    )
    return f"(select {', '.join(items)} from {some})"


def arrived_keys(r: Run, source: Source) -> list[str]:
    """Give the queries for the keys that new files, the cursor or the passing of time touch."""
    contract = land(r, source)
    table, arrival = source.sourced.value.table, source.arrival
    queries: list[str] = []
    numbers = [*arrival.new, *_numbers(arrival)]
    if numbers:
        where = f"r._file in ({', '.join(map(str, numbers))})"
        if table.changes == "cursor" and source.known and source.known.newest:
            since = f"timestamp '{source.known.newest.isoformat(sep=' ')}'"
            where += (
                f" and coalesce({contract.version} >= {since}"
                f" - interval '{round(table.overlap * 60)}' second, true)"
            )
        if not source.rereads:
            where += f" and {contract.key} is not null"  # such a row touches no other
        files = _files(r, source, numbers, "arrived")
        queries.append(f"select {contract.key} as {TOUCHED} from {files} as r where {where}")
    queries += _waiting_keys(r, source)
    return queries


def _numbers(arrival: Arrival) -> list[int]:
    """Give the numbers of files that were written anew."""
    files = arrival.files
    named = {p.name: n for p, n in zip(files.paths, files.numbers, strict=True)}
    return [named[name] for name in arrival.rewritten]


def waiting(r: Run) -> str:
    """Give the condition for quarantined rows that time may have cleared since the last run."""
    since = r.since.isoformat(sep=" ") if r.since else "0001-01-01 00:00:00"
    return waiting_between(f"timestamp '{since}'")


def waiting_between(since: str) -> str:
    """Give that condition for an instant as SQL."""
    return f"clears_at <= as_of and (clears_at > {since} or clears_at = {TIMELESS})"


def _waiting_keys(r: Run, source: Source) -> list[str]:
    """Give the query for the keys of quarantined rows that time may have cleared."""
    table = source.sourced.value.table
    if not clocked(table) or r.since is None or r.since == r.as_of:
        return []
    kind = next(SQL_TYPES[p.logicalType] for p in table.properties if p.name == table.key)
    where = f"quarantine.{quoted(source.name)} where {waiting(r)}"
    return [f"select cast(row_key as {kind}) as {TOUCHED} from {where}"]


def new_share(r: Run, source: Source) -> tuple[int, int]:
    """Count the rows of new files that are rejected, and all of them."""
    if not source.arrival.new:
        return 0, 0
    first = f"_arrival >= {min(source.arrival.new) << 40}"
    bad = f"stage.{quoted(source.name + '_verdict')} where verdict = 'quarantined' and {first}"
    return count(r.engine, bad, r.as_of), count(
        r.engine, f"{source.versions} where {first}", r.as_of
    )


def whole_share(r: Run, source: Source) -> tuple[int, int]:
    """Count all rows of a table that are rejected, and all there are."""
    bad = count(r.engine, f"quarantine.{quoted(source.name)}", r.as_of)
    return bad, count(r.engine, f"landed.{quoted(source.name)}", r.as_of)


def put_quarantine(r: Run, source: Source) -> None:
    """Bring the quarantine table up to date with what was read."""
    contract = land(r, source)
    model = next(m for m in contract.models if m.relation.schema == "quarantine")
    if source.reach == "all":
        build(r.engine, model, r.as_of)
        return
    fresh = Relation("stage", f"{source.name}_quarantine")
    build(r.engine, model, r.as_of, fresh)
    gone = Relation("stage", f"{source.name}_judged")
    sql = f"select cast({TOUCHED} as varchar) as row_key from {source.touched}"
    stage(r.engine, gone, f"{sql} where {TOUCHED} is not null", r.as_of)
    if source.keyless:
        r.engine.execute(r.sql(f"delete from {model.relation} where row_key is null"))
    r.engine.merge(model.relation, gone, r.sql(f"select * from {fresh}"))
