"""Write five tables of records with e-mail addresses, loyalty numbers and device ids as Parquet.

Records are of people who come back, some far more often than others. A person has one or two
addresses and devices and one loyalty number; one record in a hundred was made on another person's
device. Ten million records make about 16 million links of equal values.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

_TABLES = {  # the share of records that carry an e-mail address, a loyalty number, a device id
    "web_visitor": ("visitor_id", 0.7, 0.0, 1.0),
    "app_user": ("app_user_id", 1.0, 0.6, 1.0),
    "shop_customer": ("customer_id", 1.0, 0.9, 0.3),
    "loyalty_member": ("member_id", 0.9, 1.0, 0.0),
    "support_ticket": ("ticket_id", 1.0, 0.5, 0.9),
}
_RECORDS_A_PERSON = 8
_SKEW = 1.3
_BORROWED = 0.01
_YEARS_S = 2 * 365 * 86_400


def main(out: Path, count: int, seed: int) -> None:
    """Write `count` records, a fifth a table, below `out`."""
    random = np.random.default_rng(seed)
    con = duckdb.connect()
    people = count // _RECORDS_A_PERSON
    for table, (key, *shares) in _TABLES.items():
        rows = _draw(random, count // len(_TABLES), people, shares)
        con.register("drawn", rows)
        con.execute(
            f"""
            copy (
                select
                    '{table[0]}' || lpad(record::varchar, 9, '0') as {key},
                    'customer' || email || '@mail.example' as email,
                    'L' || lpad(loyalty::varchar, 10, '0') as loyalty_number,
                    md5(device::varchar) as device_id,
                    timestamp '2024-11-01' + to_seconds(second) as created_at
                from drawn
            ) to '{out / table}.parquet' (compression zstd)
            """
        )


def _draw(random: np.random.Generator, count: int, people: int, shares: list[float]) -> pa.Table:
    """Draw records as numbers; a value that a record does not carry is null."""
    person = (people * random.random(count) ** _SKEW).astype(np.int64)
    borrowed = random.random(count) < _BORROWED
    second_one = random.random((2, count)) < 0.25
    values = {
        "email": 2 * person + second_one[0],
        "loyalty": person,
        "device": 2 * ((person + borrowed) % people) + second_one[1],
    }
    columns = {
        name: pa.array(value, mask=random.random(count) >= share)
        for (name, value), share in zip(values.items(), shares, strict=True)
    }
    record = np.arange(count)
    return pa.table({"record": record, "second": random.integers(0, _YEARS_S, count), **columns})


main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
