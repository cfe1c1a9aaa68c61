"""A contract and its table's physical columns become typed expressions and breach conditions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdp.errors import Problem, SourceError
from cdp.sql.check import call_mistake
from cdp.sql.expression import becomes_true_at, clock_of
from cdp.sql.parse import SqlMistake, column_names, parse_expression
from cdp.sql.render import literal, quoted
from cdp.types import column_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cdp.project.contract import Property, Quality, SchemaObject
    from cdp.sql.expression import Clock
    from cdp.types import LogicalType

READERS = {
    "string": "nullif(cast({x} as varchar), '')",
    "integer": "cdp_int({x})",
    "number": "try_cast({x} as double)",
    "boolean": "cdp_bool({x})",
    "date": "cdp_date({x})",
    "timestamp": "cdp_timestamp({x})",
}
"""How text is read as each logical type; what cannot be read is null."""


@dataclass(frozen=True)
class Rule:
    """A promise: its name, the SQL condition of a breach, and whether a breach rejects the row."""

    name: str
    breach: str
    rejects: bool
    clock: Clock = "still"
    """What time alone does: nothing, it may end a breach, or it may do anything."""
    clears_at: str | None = None
    """SQL of the instant at which time ends a breach, where it is known."""


@dataclass(frozen=True)
class Reading:
    """One column of the contract as SQL over the raw table; `raw` is null when it is not there."""

    name: str
    sql: str
    raw: str | None
    converted: bool


def required_columns(table: SchemaObject) -> frozenset[str]:
    """Name the raw columns that a source may never lose."""
    return frozenset(
        column_name(p.physicalName or p.name)
        for p in table.properties
        if p.required or p.primaryKey or p.name == table.version
    )


def read_columns(
    table: SchemaObject, physical: Mapping[str, LogicalType], file: str
) -> list[Reading]:
    """Say how each property is read from the raw table.

    Raises SourceError when the source has lost a column that the contract requires.
    """
    found: list[Reading] = []
    for item in table.properties:
        column = column_name(item.physicalName or item.name)
        if column in physical:
            found.append(_read_column(item, column, physical[column]))
            continue
        if column in required_columns(table):
            raise SourceError(
                f"{file}: source table {table.name!r} has lost the required column {column!r}",
                fix="restore the column at the source, or change the contract",
            )
        empty = f"cast(null as {SQL_TYPES[item.logicalType]})"
        found.append(Reading(item.name, empty, None, converted=False))
    return found


SQL_TYPES = {
    "string": "varchar", "integer": "bigint", "number": "double",
    "boolean": "boolean", "date": "date", "timestamp": "timestamp",
}  # fmt: skip


_EXACT: dict[str, LogicalType] = {
    "integer": "integer", "number": "number", "boolean": "boolean", "date": "date",
    "timestamp": "timestamp",
}  # fmt: skip
"""What a column holds that is read as it is."""
_WIDENED: dict[str, tuple[LogicalType, ...]] = {
    "integer": ("small_integer",), "number": ("small_number", "small_integer")
}  # fmt: skip
"""What holds values that all fit into the logical type."""


def _read_column(item: Property, column: str, physical: LogicalType) -> Reading:
    x, logical = f"r.{quoted(column)}", item.logicalType
    target = SQL_TYPES[logical]
    if physical == "text":
        text = READERS[logical].format(x=x)
        return Reading(item.name, text, x, converted=logical != "string")
    if logical == "timestamp" and physical == "timestamp_tz":
        return Reading(item.name, f"cdp_utc({x})", x, converted=False)
    if logical == "string":
        return Reading(item.name, READERS["string"].format(x=x), x, converted=False)
    if physical == _EXACT.get(logical):
        return Reading(item.name, x, x, converted=False)
    if physical in _WIDENED.get(logical, ()):
        return Reading(item.name, f"cast({x} as {target})", x, converted=False)
    return Reading(item.name, f"try_cast({x} as {target})", x, converted=True)


def list_rules(table: SchemaObject, columns: list[Reading]) -> list[Rule]:
    """List every promise of a contract; conditions name typed columns, and `raw_x` for raw text."""
    by_name = {r.name: r for r in columns}
    found = [rule for p in table.properties for rule in _property_rules(p, by_name[p.name])]
    found += [
        Rule(
            q.name or q.implementation or "",
            f"not coalesce(({q.implementation}), true)",
            _rejects(q),
            *_clock_of_rule(q),
        )
        for q in table.quality
        if q.type == "custom"
    ]
    return found


def _property_rules(item: Property, reading: Reading) -> Iterator[Rule]:
    x, hard = quoted(item.name), item.breach == "reject"
    if reading.converted:
        breach = f"{x} is null and {quoted('raw_' + item.name)} is not null"
        yield Rule(f"{item.name} is no {item.logicalType}", breach, hard)
    if item.required or item.primaryKey:
        raw = f" and {quoted('raw_' + item.name)} is null" if reading.converted else ""
        yield Rule(f"{item.name} is missing", f"{x} is null{raw}", rejects=True)
    options = item.logicalTypeOptions
    if options is not None:
        if options.minimum is not None:
            least = _write_bound(options.minimum)
            yield Rule(f"{item.name} below {least}", f"{x} < {least}", hard)
        if options.maximum is not None:
            most = _write_bound(options.maximum)
            yield Rule(f"{item.name} above {most}", f"{x} > {most}", hard)
        if options.minLength is not None:
            yield Rule(f"{item.name} too short", f"length({x}) < {options.minLength}", hard)
        if options.maxLength is not None:
            yield Rule(f"{item.name} too long", f"length({x}) > {options.maxLength}", hard)
        if options.pattern is not None:
            breach = f"not regexp_matches({x}, {literal(options.pattern)})"
            yield Rule(f"{item.name} has another form", breach, hard)
    for quality in item.quality:
        yield _quality_rule(item.name, quality)


def _quality_rule(column: str, quality: Quality) -> Rule:
    x, arguments = quoted(column), quality.arguments or {}
    if quality.type == "custom":
        name, breach = (
            quality.implementation or "",
            f"not coalesce(({quality.implementation}), true)",
        )
    elif quality.metric == "nullValues":
        name, breach = f"{column} is missing", f"{x} is null"
    elif "validValues" in arguments:
        values = ", ".join(literal(str(v)) for v in arguments["validValues"])
        name, breach = f"{column} is not in the list", f"cast({x} as varchar) not in ({values})"
    else:
        name = f"{column} has another form"
        breach = f"not regexp_matches({x}, {literal(str(arguments['pattern']))})"
    return Rule(quality.name or name, breach, _rejects(quality), *_clock_of_rule(quality))


def _clock_of_rule(quality: Quality) -> tuple[Clock, str | None]:
    """Say what time does to a rule, and when it ends a breach."""
    if quality.type != "custom" or not quality.implementation:
        return "still", None
    clock = clock_of(quality.implementation)
    return clock, becomes_true_at(quality.implementation) if clock == "ends" else None


def _write_bound(number: float) -> str:
    """Write a bound with all its digits: 10000000, not 1e+07."""
    return str(int(number)) if number == int(number) else repr(number)


def _rejects(quality: Quality) -> bool:
    return quality.severity == "error"


def clocked_rules(table: SchemaObject) -> dict[str, Clock]:
    """Name the rejecting rules that time alone can change, with what it does to them."""
    conditions = [q for q in table.quality if q.type == "custom"]
    conditions += [q for p in table.properties for q in p.quality if q.type == "custom"]
    found: dict[str, Clock] = {
        q.name or q.implementation or "": clock_of(q.implementation or "true")
        for q in conditions
        if _rejects(q)
    }
    return {name: clock for name, clock in found.items() if clock != "still"}


def find_rule_mistakes(table: SchemaObject, file: str, line: int | None) -> list[Problem]:
    """Find custom rules that are no SQL conditions, and conditions that name no column."""
    found: list[Problem] = []
    known = {p.name for p in table.properties}
    conditions = [q for q in table.quality if q.type == "custom"]
    conditions += [q for p in table.properties for q in p.quality if q.type == "custom"]
    for quality in conditions:
        key = f"quality {quality.name or ''}".strip()
        try:
            tree = parse_expression(quality.implementation or "")
        except SqlMistake as error:
            found.append(Problem(file, line, key, error.message, "write a SQL condition"))
            continue
        wrong = call_mistake(tree)
        if wrong:
            found.append(Problem(file, line, key, wrong))
        unknown = column_names(tree) - known
        found += [
            Problem(file, line, key, f"there is no column {name}", "name one of the properties")
            for name in sorted(unknown)
        ]
    return found
