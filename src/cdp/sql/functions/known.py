"""The named SQL functions there are: how each is called, what it does, how it is built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cdp.sql.functions import casting, cleaning, composing
from cdp.sql.functions.calls import (
    build_decimal,
    build_from,
    build_hash,
    build_json,
    build_property,
    read_by_outer_call,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlglot import exp

    from cdp.sql.dialect import Dialect


@dataclass(frozen=True)
class FunctionDoc:
    """What the reference says of one function: its name, how it is called, one sentence."""

    name: str
    signature: str
    doc: str


@dataclass(frozen=True)
class Function:
    """A function: its documentation, the least and most arguments it takes, and its builder."""

    doc: FunctionDoc
    least: int
    most: int | None
    build: Callable[[exp.Anonymous, Dialect], exp.Expr]


def list_functions() -> list[FunctionDoc]:
    """List every function, by name: what the generated reference prints."""
    return [FUNCTIONS[name].doc for name in sorted(FUNCTIONS)]


def _describe_function(
    signature: str,
    doc: str,
    build: Callable[[exp.Anonymous, Dialect], exp.Expr],
    least: int = 1,
    most: int | None = 1,
) -> Function:
    return Function(FunctionDoc(signature.partition("(")[0], signature, doc), least, most, build)


_LIST: Final = (
    _describe_function(
        "cdp_mobile(x)",
        "A mobile number in any usual writing as E.164 text, or NULL where it cannot be one.",
        build_from(cleaning.clean_mobile),
    ),
    _describe_function(
        "cdp_is_dummy_mobile(x)",
        "Whether an E.164 number is nobody's, as +919999999999 is; false for NULL.",
        build_from(cleaning.is_dummy_mobile),
    ),
    _describe_function(
        "cdp_email(x)",
        "An e-mail address in lower case, or NULL where it is malformed or a placeholder.",
        build_from(cleaning.clean_email),
    ),
    _describe_function(
        "cdp_name(x)",
        "A person's name as shown, single-spaced and capitalised, or NULL where it is a dummy.",
        build_from(cleaning.clean_name),
    ),
    _describe_function(
        "cdp_name_key(x)",
        "A person's name folded for comparing, without honorifics, or NULL where it is a dummy.",
        build_from(cleaning.name_key),
    ),
    _describe_function(
        "cdp_timestamp(x)",
        "ISO-8601 text as a UTC TIMESTAMP, offsets applied, cut to microseconds, or NULL.",
        build_from(casting.read_timestamp),
    ),
    _describe_function(
        "cdp_date(x)",
        "The DATE that ISO-8601 text begins with, as written there, or NULL.",
        build_from(casting.read_date),
    ),
    _describe_function(
        "cdp_ist_date(ts)",
        "The business day (DATE, Asia/Kolkata) of a UTC TIMESTAMP.",
        build_from(casting.ist_date),
    ),
    _describe_function(
        "cdp_ist_hour(ts)",
        "The hour of the day (INTEGER, 0 to 23, Asia/Kolkata) of a UTC TIMESTAMP.",
        build_from(casting.ist_hour),
    ),
    _describe_function(
        "cdp_epoch_ms(ts)",
        "Milliseconds since 1970-01-01 (BIGINT) of a UTC TIMESTAMP, rounded down.",
        build_from(casting.epoch_ms),
    ),
    _describe_function(
        "cdp_next_instant(ts)",
        "The TIMESTAMP one microsecond later.",
        build_from(casting.next_instant),
    ),
    _describe_function(
        "cdp_utc(ts)",
        "The UTC TIMESTAMP of a TIMESTAMP WITH TIME ZONE.",
        build_from(casting.to_utc),
    ),
    _describe_function(
        "cdp_same(a, b)",
        "Whether two values of one type are equal or both NULL, as a condition of any join.",
        build_from(casting.is_same),
        2,
        2,
    ),
    _describe_function(
        "cdp_bool(x)",
        "Text such as true, yes, 1 or false, no, 0 as BOOLEAN, or NULL.",
        build_from(casting.read_boolean),
    ),
    _describe_function(
        "cdp_int(x)",
        "Text of a whole number, a trailing .0 allowed, as BIGINT, or NULL.",
        build_from(casting.read_integer),
    ),
    _describe_function(
        "cdp_decimal(x, p, s)",
        "Text of a number as DECIMAL(p, s), halves rounded away from zero, or NULL.",
        build_decimal,
        3,
        3,
    ),
    _describe_function(
        "cdp_hash(a, b, …)",
        "A BIGINT fingerprint of texts, whole numbers, dates, booleans and decimals, and of"
        " timestamps inside cdp_time().",
        build_hash,
        1,
        None,
    ),
    _describe_function(
        "cdp_json('k', v, …)",
        "JSON object text with its keys in the order given and NULL left out; every value that is"
        " not written out is wrapped to say what it is.",
        build_json,
        2,
        None,
    ),
    _describe_function(
        "cdp_property(x, 'key')",
        "The text of one member of a JSON object, or NULL where there is none.",
        build_property,
        2,
        2,
    ),
    _describe_function(
        "cdp_text(v)", "In cdp_json: text, escaped where it has to be.", read_by_outer_call
    ),
    _describe_function(
        "cdp_code(v)",
        "In cdp_json: text that needs no escaping, such as an id.",
        read_by_outer_call,
    ),
    _describe_function(
        "cdp_num(v)", "In cdp_json: a whole number or a DECIMAL.", read_by_outer_call
    ),
    _describe_function("cdp_flag(v)", "In cdp_json: a BOOLEAN.", read_by_outer_call),
    _describe_function(
        "cdp_time(v)",
        "In cdp_json and cdp_hash: a UTC TIMESTAMP, as ISO-8601 text.",
        read_by_outer_call,
    ),
    _describe_function("cdp_day(v)", "In cdp_json: a DATE, as ISO-8601 text.", read_by_outer_call),
    _describe_function(
        "cdp_list(x)",
        "The distinct values of a group as a sorted list without NULL, or NULL where none.",
        build_from(composing.collect_list),
    ),
    _describe_function(
        "cdp_latest(value, by, …)",
        "The value of the row with the greatest by, rows with NULL in the value or a by apart.",
        build_from(composing.pick_latest),
        2,
        None,
    ),
    _describe_function(
        "cdp_earliest(value, by, …)",
        "The value of the row with the least by, rows with NULL in the value or a by apart.",
        build_from(composing.pick_earliest),
        2,
        None,
    ),
)
FUNCTIONS: Final[dict[str, Function]] = {function.doc.name: function for function in _LIST}
