"""Read source tables as far as is asked for, split by their contracts.

`landed.t` is everything that lies at the source. `raw.t` is what this run reads of it: all of it,
or, where only some keys were touched, every version of these keys. The contract's models run over
`raw.t` either way, so a key is judged by the same SQL in both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cdp.contracts.compile import compile_contract
from cdp.contracts.decide import waiting_rows
from cdp.contracts.rules import SQL_TYPES, clocked_rules, required_columns
from cdp.contracts.source_table import SourceTable
from cdp.errors import SourceError
from cdp.sql.render import quoted
from cdp.sql.scoping.scope import TOUCHED, changed_relation
from cdp.types import Relation
from cdp.warehouse.materialize import build_model

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from cdp.contracts.compile import CompiledContract
    from cdp.project.contract import Contract
    from cdp.project.yamlfile import Sourced
    from cdp.types import Arrival
    from cdp.warehouse.context import Run

HANDFUL = 50
"""Rows of one file that are asked for one by one; an engine looks for more of them at once."""
MOST_FILES = 100
"""Files beyond which each is no longer read by a query of its own."""


@dataclass
class ReadableSource(SourceTable):
    """A source table that models may ask for more of."""

    def cover_keys(self, r: Run, touched: Relation) -> None:
        """Read the touched keys that new files alone did not touch."""
        if self.extent == "all":
            return
        wanted = f"select {TOUCHED} from {touched}"
        if self.extent == "keys":
            more = f"{wanted} except select {TOUCHED} from {self.touched}"
            if not r.session.count(f"({more}) as m"):
                return
        read_touched_keys(r, self, [wanted])

    def cover_all(self, r: Run) -> None:
        """Read all of it."""
        if self.extent != "all":
            read_whole_table(r, self)


def land_table(r: Run, source: SourceTable) -> CompiledContract:
    """Define `landed.t`, all rows of a table; returns its compiled contract."""
    if source.contract is None:
        files = source.arrival.files
        if source.decision.mode in {"skip", "scoped"}:
            files = replace(files, known=frozenset(files.numbers) - frozenset(source.arrival.new))
        snapshot = r.session.expose(source.landed, files)
        sourced = source.sourced
        _check_files(sourced, snapshot.by_file)
        source.types = snapshot.types
        source.contract = compile_contract(
            sourced.value, sourced.doc.file, snapshot.columns, snapshot.types
        )
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


def read_whole_table(r: Run, source: SourceTable) -> None:
    """Split every row of a table."""
    contract = land_table(r, source)
    r.session.define(source.raw, f"select * from {source.landed}")
    if _find_exceptions(r, contract):
        build_model(r.session, contract.model(contract.names.verdict))
    else:
        r.session.define(contract.names.verdict, contract.model(contract.names.verdict).query)
    build_model(r.session, contract.model(contract.names.source))
    source.extent = "all"


def _find_exceptions(r: Run, contract: CompiledContract) -> int:
    """Find the rows that break a rule or share their key; returns how many."""
    t = contract.names
    inside = [(t.duplicate, contract.model(t.duplicate).query)]
    return build_model(r.session, contract.model(t.exception), inside=inside).kept


def read_touched_keys(r: Run, source: SourceTable, queries: list[str]) -> None:
    """Split the rows of the keys that these queries find, beside those already read.

    Of each key the newest version is read, and the older ones only where that one is not kept:
    a good newest version makes duplicates of them whatever they hold.
    """
    contract = land_table(r, source)
    keys = " union ".join(queries)
    if source.extent == "keys":
        keys += f" union select {TOUCHED} from {source.touched}"
    source.reads += 1
    r.session.materialize(source.touched, f"select distinct {TOUCHED} from ({keys}) as found")
    if source.rereads:
        source.keyless = r.session.count(f"{source.touched} where {TOUCHED} is null") > 0
    versions = r.session.materialize(source.versions, _versions_of_keys(r, source, contract))
    rows_read, exceptions = _read_versions(r, source, contract, _NEWEST)
    doubtful = Relation("work", f"doubtful_source_{source.name}")
    if exceptions and r.session.materialize(doubtful, _unkept_keys(source, contract)):
        among = f"row_key in (select row_key from {doubtful})"
        rows_read, _ = _read_versions(r, source, contract, f"{_NEWEST} or {among}")
    r.session.define(source.kept, contract.model(contract.names.source).query)
    source.superseded = versions - rows_read
    key = quoted(source.sourced.value.table.key)
    r.session.define(
        changed_relation(source.kept),
        f"select {TOUCHED} as {key} from {source.touched} where {TOUCHED} is not null",
    )
    source.extent = "keys"


_NEWEST = "place = 1 or row_key is null or (row_version is null and _arrival > newest)"
"""The newest version, rows without key, and rows of which it cannot be told whether they are newer:
the order of versions is that of the contract's verdict."""


def _versions_of_keys(r: Run, source: SourceTable, contract: CompiledContract) -> str:
    """Find every version of the touched keys, and which is the newest, without reading the rows."""
    new = source.arrival.new
    version = contract.version or "cast(null as timestamp)"
    place = (
        f"r._file, r._row, r._arrival, cast({contract.key} as varchar) as row_key,"
        f" {version} as row_version"
    )
    text = (
        f"select {place} from {source.landed} as r"
        f" where {contract.search} in (select {TOUCHED} from {source.touched})"
    )
    if source.keyless:
        text += f" union all select {place} from {source.landed} as r where {contract.key} is null"
    elif new:
        text += (
            f" union all select {place} from {_rows_of_files(r, source, new, 'new')} as r"
            f" where {contract.key} is null and r._file >= {min(new)}"
        )
    order = "partition by row_key order by row_version desc nulls last, _arrival desc"
    return (
        f"select _file, _row, _arrival, row_key, row_version, row_number() over ({order}) as place,"
        f" first_value(_arrival) over ({order}) as newest from ({text}) as found"
    )


def _read_versions(
    r: Run, source: SourceTable, contract: CompiledContract, which: str
) -> tuple[int, int]:
    """Read some of the versions whole and judge them; returns how many, and the exceptions."""
    sql = " union all ".join(_whole_rows(r, source, which))
    rows_read = r.session.materialize(source.raw, sql)
    exceptions = _find_exceptions(r, contract)
    # few rows, so the verdict on them may be worked out where it is asked for
    r.session.define(contract.names.verdict, contract.model(contract.names.verdict).query)
    return rows_read, exceptions


def _unkept_keys(source: SourceTable, contract: CompiledContract) -> str:
    """Find keys of which no version that was read is kept."""
    read = f"select row_key, _arrival from {source.versions} where {_NEWEST}"
    return (
        f"select row_key from ({read}) as t where row_key is not null and row_key not in ("
        f"select n.row_key from ({read}) as n left join {contract.names.verdict} as v"
        " on v._arrival = n._arrival where n.row_key is not null and v._arrival is null)"
        " group by row_key"
    )


def _whole_rows(r: Run, source: SourceTable, which: str) -> Iterator[str]:
    """Write the queries for the rows that were found by their key, whole.

    Reading rows whole is dear, so only files that hold one are read; of a file that holds a handful
    an engine can read just these, if they are asked for by their number.
    """
    new = source.arrival.new
    found = r.session.query(
        "select _file, _row, n from (select _file, _row, count(*) over (partition by _file) as n,"
        f" row_number() over (partition by _file order by _row) as turn from {source.versions}"
        f" where {which}) as v where n <= {HANDFUL} or turn = 1"
    ).to_pylist()
    places: dict[int, list[int]] = {}
    for row in found:
        places.setdefault(row["_file"], []).append(row["_row"])
    sparse = sorted({x["_file"] for x in found if x["n"] <= HANDFUL and x["_file"] not in new})
    if source.arrival.files.format != "parquet" or len(sparse) > MOST_FILES:
        sparse = []
    rest = places.keys() - sparse
    if rest or not sparse:
        yield (
            f"select * from {_rows_of_files(r, source, rest, 'held')} as r where _arrival in"
            f" (select _arrival from {source.versions} where {which})"
        )
    for number in sparse:
        rows = ", ".join(map(str, sorted(places[number])))
        files = _rows_of_files(r, source, {number}, f"file_{number}")
        yield f"select * from {files} as r where _row in ({rows})"


def _rows_of_files(r: Run, source: SourceTable, numbers: Collection[int], name: str) -> Relation:
    """Define the rows of some files alone, in the columns and types of all files."""
    files = source.arrival.files
    if not 0 < len(numbers) < len(files.numbers):
        return source.landed
    pairs = [(p, n) for p, n in zip(files.paths, files.numbers, strict=True) if n in numbers]
    some = replace(
        files, paths=tuple(p for p, _ in pairs), numbers=tuple(n for _, n in pairs),
        known=frozenset(numbers),
    )  # fmt: skip
    relation = Relation("landed", f"{name}_{source.name}")
    r.session.expose(relation, some, source.types)
    return relation


def arrived_keys(r: Run, source: SourceTable) -> list[str]:
    """Write the queries for the keys that new files, the cursor or the passing of time touch."""
    contract = land_table(r, source)
    table, arrival = source.sourced.value.table, source.arrival
    queries: list[str] = []
    numbers = [*arrival.new, *_rewritten_numbers(arrival)]
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
        files = _rows_of_files(r, source, numbers, "new")
        queries.append(f"select {contract.key} as {TOUCHED} from {files} as r where {where}")
    return queries + _waiting_keys(r, source)


def _rewritten_numbers(arrival: Arrival) -> list[int]:
    """Find the numbers of files that were written anew."""
    files = arrival.files
    named = {p.name: n for p, n in zip(files.paths, files.numbers, strict=True)}
    return [named[name] for name in arrival.rewritten]


def _waiting_keys(r: Run, source: SourceTable) -> list[str]:
    """Write the query for the keys of quarantined rows that time may have cleared."""
    table = source.sourced.value.table
    if not clocked_rules(table) or not r.time_has_passed:
        return []
    kind = next(SQL_TYPES[p.logicalType] for p in table.properties if p.name == table.key)
    where = f"quarantine.{quoted(source.name)} where {waiting_rows(r)}"
    return [f"select cast(row_key as {kind}) as {TOUCHED} from {where}"]


def rejected_share_of_new(
    r: Run, source: SourceTable, contract: CompiledContract
) -> tuple[int, int]:
    """Count the rows of new files that are rejected, and all of them."""
    if not source.arrival.new:
        return 0, 0
    first = f"_file >= {min(source.arrival.new)}"
    bad = f"{contract.names.verdict} where verdict = 'quarantined' and {first}"
    return _count_two(r, bad, f"{source.versions} where {first}")


def rejected_share_of_all(r: Run, source: SourceTable) -> tuple[int, int]:
    """Count all rows of a table that are rejected, and all there are."""
    return _count_two(r, f"quarantine.{quoted(source.name)}", str(source.landed))


def _count_two(r: Run, one: str, other: str) -> tuple[int, int]:
    """Count the rows of what may stand behind `from`, twice in one statement."""
    found = r.session.query(
        f"select (select count(*) from {one}) as one, (select count(*) from {other}) as other"
    )
    return found["one"][0].as_py(), found["other"][0].as_py()


def update_quarantine(r: Run, source: SourceTable, quarantined: int) -> None:
    """Bring the quarantine table up to date with what was read."""
    contract = land_table(r, source)
    model = contract.model(contract.names.quarantine)
    if source.extent == "all":
        build_model(r.session, model)
        return
    if quarantined == 0 and r.engine.size(model.relation) == 0:
        return
    fresh = Relation("work", f"{source.name}_quarantine")
    r.session.define(fresh, model.query)
    keys, by = f"select cast({TOUCHED} as varchar) as row_key from {source.touched}", ["row_key"]
    if source.keyless:  # rows without a key are told apart by where they came from
        by = ["row_key", "file_name", "row_in_file"]
        among = f"row_key is null or row_key in ({keys} where {TOUCHED} is not null)"
        keys = f"select {', '.join(by)} from {model.relation} where {among}"
    come = f"select * from {fresh}" if quarantined else None
    r.session.merge(model.relation, keys, come, by)
