"""Questions about quarantined rows: how many there are by rule, and some of them whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.sql.render import literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from cdp.warehouse.session import Session


def count_quarantined_rows(session: Session, tables: Sequence[str]) -> pa.Table:
    """Count quarantined rows by table and rules broken.

    Columns are source_table, rules, quarantined, and since: when the first of them was seen.
    """
    query = " union all ".join(
        f"select '{t}' as source_table, rules, count(*) as quarantined,"
        f" min(quarantined_at) as since from quarantine.{t} group by rules"
        for t in tables
    )
    return session.query(f"select * from ({query}) as q order by source_table, quarantined desc")


def read_quarantined_rows(session: Session, table: str, rule: str | None, limit: int) -> pa.Table:
    """Read quarantined rows of one table whole, those that break `rule` alone if one is named."""
    where = f" where strpos(rules, {literal(rule)}) > 0" if rule else ""
    query = f"select * from quarantine.{table}{where} order by file_name, row_in_file"
    return session.query(f"{query} limit {limit}")
