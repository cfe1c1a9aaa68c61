"""The state of one source table in a run: what is known of it, and how much of it is at hand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from cdp.tables import SOURCE_TABLE, SOURCE_TABLE_TABLE
from cdp.types import Relation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    import pyarrow as pa

    from cdp.contracts.compile import CompiledContract
    from cdp.project.contract import Contract
    from cdp.project.yamlfile import Sourced
    from cdp.types import Arrival
    from cdp.warehouse.plan import Decision
    from cdp.warehouse.session import Session

LAYOUT = "2"
"""Number of the form in which contracts are kept in the warehouse; a new one reads all anew."""


@dataclass(frozen=True)
class KnownTable:
    """What the last run noted of a source table."""

    fingerprint: str
    types: str
    newest: datetime | None


@dataclass
class SourceTable:
    """One source table in this run; `extent` says what of it `source.t` holds now."""

    sourced: Sourced[Contract]
    arrival: Arrival
    decision: Decision
    known: KnownTable | None
    contract: CompiledContract | None = None
    types: Mapping[str, str] = field(default_factory=dict[str, str])
    """Column → type in the engine's dialect, once the files were looked at."""
    extent: Literal["none", "keys", "all"] = "none"
    newest: datetime | None = None
    keyless: bool = False
    """Whether rows without a key are among those that are read."""
    superseded: int = 0
    """Versions of the touched keys that need not be read: newer ones are kept."""
    reads: int = 0
    """How often keys were read: each time their table has another name."""

    @property
    def name(self) -> str:
        """Name of the table here."""
        return self.sourced.value.table.name

    @property
    def rereads(self) -> bool:
        """Whether files that were read before are read again."""
        return bool(self.arrival.rewritten)

    @property
    def landed(self) -> Relation:
        """Everything that lies at the source."""
        return Relation("landed", self.name)

    @property
    def raw(self) -> Relation:
        """What this run reads of it."""
        return Relation("raw", self.name)

    @property
    def kept(self) -> Relation:
        """Of that, what the contract keeps, typed."""
        return Relation("source", self.name)

    @property
    def touched(self) -> Relation:
        """The work table of the keys that this run reads."""
        return Relation("work", f"touched_{self.reads}_source_{self.name}")

    @property
    def versions(self) -> Relation:
        """The work table of every version of these keys: where it is, and how new."""
        return Relation("work", f"versions_source_{self.name}")

    @property
    def newest_seen(self) -> datetime | None:
        """The newest version of a row that this run or an earlier one has seen."""
        kept = self.known if self.decision.mode in {"skip", "scoped"} else None
        return max(filter(None, (self.newest, kept.newest if kept else None)), default=None)


def contract_fingerprint(contract: Contract) -> str:
    """Hash what a contract means for its rows."""
    text = LAYOUT + contract.table.model_dump_json(exclude={"description", "tags", "businessName"})
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_known_tables(session: Session) -> dict[str, KnownTable]:
    """Read what the last run noted of each source table; empty before the first."""
    if not session.has(SOURCE_TABLE):
        return {}
    found = session.read(SOURCE_TABLE).to_pylist()
    return {x["table_name"]: KnownTable(x["fingerprint"], x["types"], x["newest"]) for x in found}


def source_table_rows(sources: Sequence[SourceTable]) -> pa.Table:
    """Make the rows of `ops.source_table`: what the next run has to know."""
    import pyarrow as pa

    types = [s.contract.types if s.contract else s.known.types if s.known else "" for s in sources]
    columns = [
        pa.array([s.name for s in sources], pa.string()),
        pa.array([s.sourced.value.source_name for s in sources], pa.string()),
        pa.array([contract_fingerprint(s.sourced.value) for s in sources], pa.string()),
        pa.array(types, pa.string()),
        pa.array([s.newest_seen for s in sources], pa.timestamp("us")),
    ]
    return pa.table(columns, names=list(SOURCE_TABLE_TABLE.names()))
