"""Arrow columns built from whole numpy arrays; the one place here that touches pyarrow.

Text is made as a matrix of bytes, one row a value, and handed to Arrow without a Python string
ever existing. Columns are typed `Any` because pyarrow ships no type stubs.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cdp.synth.draw import Bytes, Draw, Flags, Floats, Ints

pa: Any = importlib.import_module("pyarrow")
pc: Any = importlib.import_module("pyarrow.compute")

Column = Any
Table = Any

MICROS = 1_000_000
DAY = 86_400 * MICROS
NEVER = np.int64(-(2**62))
"""Stands for null in arrays of microseconds and of day numbers."""

_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_k"
_PAIRS = np.frombuffer(
    b"".join(bytes((a, b)) for a in _ALPHABET for b in _ALPHABET), dtype=np.uint16
)
_HEX = np.frombuffer(b"".join(b"%02x" % i for i in range(256)), dtype=np.uint16)
_CLOCK = np.frombuffer(
    b"".join(b"%02d:%02d:%02d" % (s // 3600, s // 60 % 60, s % 60) for s in range(86_400)),
    dtype=np.uint8,
).reshape(-1, 8)
_MILLI = np.frombuffer(b"".join(b"%03d" % i for i in range(1000)), dtype=np.uint8).reshape(-1, 3)
_FIRST_DAY, _LAST_DAY = np.datetime64("1990-01-01"), np.datetime64("2110-01-01")
_DATES = (
    np.arange(_FIRST_DAY, _LAST_DAY)
    .astype("datetime64[D]")
    .astype("S10")
    .view(np.uint8)
    .reshape(-1, 10)
)
_DATE_OFFSET = int(_FIRST_DAY.astype("datetime64[D]").astype(np.int64))
ID_LENGTH = 15


def id_bytes(draw: Draw, rows: Ints) -> Bytes:
    """Return record ids, 15 random characters of [A-Za-z0-9_] a row."""
    words = (draw.bits("id-head", rows), draw.bits("id-tail", rows))
    pairs = np.empty((len(rows), 8), dtype=np.uint16)
    for place in range(8):
        word = words[place // 5]
        shift = np.uint64(12 * (place % 5))
        pairs[:, place] = _PAIRS[((word >> shift) & np.uint64(0xFFF)).astype(np.int64)]
    return np.ascontiguousarray(pairs.view(np.uint8)[:, :ID_LENGTH])


def id_texts(draw: Draw, rows: Ints, valid: Flags | None = None) -> Column:
    """Return `id_bytes` as a text column."""
    return fixed_texts(id_bytes(draw, rows), valid)


def hex_bytes(draw: Draw, name: str, rows: Ints) -> Bytes:
    """Return 16 hexadecimal digits a row."""
    octets = draw.bits(name, rows).view(np.uint8)
    return _HEX[octets].view(np.uint8).reshape(len(rows), 16)


def fixed_texts(matrix: Bytes, valid: Flags | None = None) -> Column:
    """Return a text column whose values all have the width of the matrix."""
    count, width = matrix.shape
    offsets = np.arange(count + 1, dtype=np.int32) * np.int32(width)
    return _text_column(offsets, np.ascontiguousarray(matrix), valid)


def ragged_texts(matrix: Bytes, lengths: Ints, valid: Flags | None = None) -> Column:
    """Return a text column of the first `lengths[i]` bytes of each row of the matrix."""
    offsets = np.zeros(len(matrix) + 1, dtype=np.int32)
    np.cumsum(lengths, out=offsets[1:])
    kept = matrix[np.arange(matrix.shape[1]) < lengths[:, None]]
    return _text_column(offsets, kept, valid)


def _text_column(offsets: npt.NDArray[np.int32], content: Bytes, valid: Flags | None) -> Column:
    return pa.StringArray.from_buffers(
        len(offsets) - 1, pa.py_buffer(offsets), pa.py_buffer(content), _valid_bitmap(valid)
    )


def _valid_bitmap(valid: Flags | None) -> Any:  # noqa: ANN401 - a pyarrow buffer
    return None if valid is None else pa.py_buffer(np.packbits(valid, bitorder="little"))


def code_column(vocabulary: Sequence[str], codes: Ints) -> Column:
    """Return a dictionary column: vocabulary[codes[i]], null where the code is negative.

    A word that stands twice in the vocabulary stands once in the dictionary: the Parquet writer
    orders a dictionary with repeats differently from run to run.
    """
    place = {word: at for at, word in enumerate(dict.fromkeys(vocabulary))}
    once = np.array([place[word] for word in vocabulary], dtype=np.int32)
    return dictionary_column(
        pa.array(list(place), pa.string()), np.where(codes < 0, -1, once[codes])
    )


def dictionary_column(values: Column, codes: Ints) -> Column:
    """Return a dictionary column over distinct values, null where the code is negative."""
    indices = pa.array(codes.astype(np.int32), mask=codes < 0)
    return pa.DictionaryArray.from_arrays(indices, values)


def plain_texts(vocabulary: Sequence[str] | Column, codes: Ints) -> Column:
    """Return vocabulary[codes[i]] as ordinary text, for further composing."""
    values = vocabulary if isinstance(vocabulary, pa.Array) else pa.array(vocabulary, pa.string())
    return pc.take(values, pa.array(codes, mask=codes < 0))


def join_texts(*parts: Column) -> Column:
    """Return the parts of each row written one after the other."""
    return pc.binary_join_element_wise(*parts, "")


def digit_texts(numbers: Ints) -> Column:
    """Return the decimal writing of each number."""
    return pc.cast(pa.array(numbers), pa.string())


def choose_column(mask: Flags, yes: Column, no: Column) -> Column:
    """Return `yes` where the mask holds, else `no`; either may be a scalar."""
    return pc.if_else(pa.array(mask), yes, no)


def blank_unless(column: Column, keep: Flags) -> Column:
    """Return the column with null where `keep` is false."""
    return pc.if_else(pa.array(keep), column, pa.scalar(None, column.type))


def integer_column(values: Ints, valid: Flags | None = None) -> Column:
    """Return a 64-bit integer column."""
    return _number_column(pa.int64(), values, valid)


def small_integer_column(values: Ints, valid: Flags | None = None) -> Column:
    """Return a 32-bit integer column."""
    return _number_column(pa.int32(), values.astype(np.int32), valid)


def double_column(values: Floats, valid: Flags | None = None) -> Column:
    """Return a double column."""
    return _number_column(pa.float64(), values, valid)


def boolean_column(values: Flags, valid: Flags | None = None) -> Column:
    """Return a boolean column."""
    return pa.array(values, mask=None if valid is None else ~valid)


def instant_column(micros: Ints) -> Column:
    """Return a timestamp[us, UTC] column of microseconds since 1970; `NEVER` is null."""
    return _number_column(pa.timestamp("us", "UTC"), micros, micros != NEVER)


def _number_column(
    kind: Any,  # noqa: ANN401 - a pyarrow type
    values: npt.NDArray[Any],
    valid: Flags | None,
) -> Column:
    buffers = [_valid_bitmap(valid), pa.py_buffer(np.ascontiguousarray(values))]
    return pa.Array.from_buffers(kind, len(values), buffers)


def iso_instants(micros: Ints, places: Ints) -> Column:
    """Return `2026-10-31T18:30:00.123Z` texts; `places` is 0, 3 or 6 digits; `NEVER` is null."""
    valid = micros != NEVER
    seconds, rest = np.divmod(np.where(valid, micros, 0), MICROS)
    days, clock = np.divmod(seconds, 86_400)
    text = np.empty((len(micros), 27), dtype=np.uint8)
    text[:, :10] = _DATES[days - _DATE_OFFSET]
    text[:, 10] = ord("T")
    text[:, 11:19] = _CLOCK[clock]
    text[:, 19] = ord(".")
    text[:, 20:23] = _MILLI[rest // 1000]
    text[:, 23:26] = _MILLI[rest % 1000]
    lengths = np.where(places == 0, 20, 21 + places)
    text[np.arange(len(micros)), lengths - 1] = ord("Z")
    return ragged_texts(text, np.where(valid, lengths, 0), valid)


def iso_dates(days: Ints) -> Column:
    """Return `2009-04-01` texts of days since 1970; `NEVER` is null."""
    valid = days != NEVER
    return fixed_texts(_DATES[np.where(valid, days, 0) - _DATE_OFFSET], valid)


def as_table(columns: dict[str, Column]) -> Table:
    """Return a table of the columns, in their order."""
    return pa.table(columns)
