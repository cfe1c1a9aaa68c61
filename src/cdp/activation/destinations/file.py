"""Files that MoEngage, WebEngage and others import: CSV or Parquet, in a folder or in S3.

A file's name begins with what it holds (`users`, `removed`, or the event's name) and ends with the
instant of the sync, as MoEngage's S3 import wants it; no file is ever empty and none is written
twice with another content. The first column of users is `user_id`, as WebEngage wants it.
"""

from __future__ import annotations

import csv
import io
import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from cdp.activation.check import flag_names, repeated_names
from cdp.activation.convert import (
    RefusedError,
    keep_value,
    to_json_bytes,
    write_iso_day,
    write_iso_second,
)
from cdp.activation.mapping import Mapper
from cdp.activation.record import (
    Answer,
    Element,
    Event,
    Flags,
    Limits,
    Merge,
    Rejection,
    Removal,
    Request,
    User,
    Verdict,
)  # fmt: skip
from cdp.project.config import Section
from cdp.project.destination import DestinationSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from cdp.activation.destination import Context
    from cdp.activation.record import Record, Response

BYTES = 256_000_000
USERS, REMOVED = "users", "removed"
_EVENT = ("event_id", "user_id", "event_name", "occurred_at", "properties")
_REMOVED = ("user_id", "action", "merged_into")


class FileAccount(Section):
    """A folder, or a place in S3, that other tools import from."""

    path: str = Field(description="Folder relative to the project, or s3://bucket/prefix.")
    format: Literal["csv", "parquet"] = Field(default="csv", description="What is written.")
    records: int = Field(default=100_000, ge=1, description="Most records a file.")


class Settings(DestinationSettings, frozen=True):
    """A sync to files that other tools import."""

    type: Literal["file"] = Field(description="Which tool.")
    account: FileAccount = Field(description="Where and in which form.")


def connect(wanted: Settings, context: Context) -> File:
    """Make the destination ready."""
    return File(wanted, context)


def mistakes(wanted: Settings, columns: Sequence[str]) -> list[tuple[str, str]]:  # noqa: ARG001
    """Find what cannot be written: columns must be known beforehand."""
    if wanted.other_fields == "pass":
        return [("other_fields", "a file has the columns that `fields` names and no others")]
    names = [("", "user_id")]
    names += [(f"fields.{i}.attribute", f.attribute) for i, f in enumerate(wanted.fields)]
    found = repeated_names([*names, *flag_names(wanted)])
    events = wanted.events
    called = [events.rename.get(n, n) for n in events.names] if events else []
    return found + [
        ("events.names", f"{n!r} cannot begin the name of a file of events")
        for n in called
        if "/" in n or not n or n in {USERS, REMOVED}
    ]


def can_merge(_: Settings) -> bool:
    """Whether users can be merged there."""
    return True


class File:
    """One folder."""

    def __init__(self, wanted: Settings, context: Context) -> None:
        account = wanted.account
        inside = "://" not in account.path
        self._base = (context.root / account.path).as_uri() if inside else account.path.rstrip("/")
        self._format, self._now = account.format, context.now
        self._rename = wanted.events.rename if wanted.events else {}
        flags = [c.attribute for c in wanted.channels.values() if c.attribute]
        flags += [wanted.member_attribute] if wanted.member_attribute else []
        mapped = [f.attribute for f in wanted.fields]
        self._columns = {
            USERS: ("user_id", *mapped, *(f for f in flags if f not in mapped)),
            REMOVED: _REMOVED,
        }
        self._events = wanted.events.names if wanted.events else []
        names = [self._rename.get(n, n) for n in self._events]
        self._columns |= dict.fromkeys(names, _EVENT)
        limit = Limits(account.records, BYTES, 6_000, "requests")
        self.limits = dict.fromkeys(self._columns, limit)
        self._mapper = Mapper(
            wanted.fields, pass_others=False, writer_for=_file_writer_for,
            check_name=lambda _: None, types=context.types,
        )  # fmt: skip

    def encode(self, record: Record, *, single: bool = False) -> Element | Rejection:  # noqa: ARG002 - files hold many
        """Say one record as a row: JSON here, a line or a Parquet row in the file."""
        try:
            endpoint, row = self._row(record)
            body = to_json_bytes(row)
        except RefusedError as error:
            return Rejection(str(error))
        key = record.event_id if isinstance(record, Event) else str(row["user_id"])
        return Element(endpoint, body, "", key)

    def _row(self, record: Record) -> tuple[str, dict[str, Any]]:
        match record:
            case User():
                found, _ = self._mapper.apply(record.attributes)
                return USERS, {"user_id": record.user_id} | found
            case Flags():
                return USERS, {"user_id": record.user_id} | dict(record.flags)
            case Event():
                name = self._rename.get(record.event_name, record.event_name)
                if name not in self._columns:
                    raise RefusedError(f"event {name}: is not among those this file is for")
                others = self._mapper.others(record.properties, name)
                values = (
                    record.event_id, record.user_id, name, f"{record.occurred_at.isoformat()}Z",
                    to_json_bytes(others).decode(),
                )  # fmt: skip
                return name, dict(zip(_EVENT, values, strict=True))
            case Merge():
                return REMOVED, dict(
                    zip(_REMOVED, (record.retired, "merged", record.retained), strict=True)
                )
            case Removal():
                action = "erase" if record.erase else "remove"
                return REMOVED, dict(zip(_REMOVED, (record.user_id, action, None), strict=True))

    def overhead(self, endpoint: str) -> tuple[int, int]:
        """Count the bytes around and between rows."""
        return sum(len(c) + 1 for c in self._columns[endpoint]), 1

    def request(self, endpoint: str, elements: Sequence[Element], at: datetime) -> Request:  # noqa: ARG002
        """Make one file of rows; its name tells its content apart from any other's."""
        rows = [json.loads(e.body) for e in elements]
        columns = self._columns[endpoint]
        body = _write_csv(columns, rows) if self._format == "csv" else _write_parquet(columns, rows)
        mark = sha256(b"\n".join(e.body for e in elements)).hexdigest()[:12]
        name = f"{endpoint}_{mark}_{self._now:%Y%m%dT%H%M%S}.{self._format}"
        return Request("PUT", f"{self._base}/{name}", {}, body)

    def decode(self, response: Response) -> Answer:
        """Read what became of a file."""
        if response.status == 200:  # noqa: PLR2004
            return Answer(Verdict.accepted)
        return Answer(Verdict.closed, response.body.decode(errors="replace")[:200])


def _write_csv(columns: Sequence[str], rows: list[dict[str, Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({k: _csv_value(v) for k, v in row.items()} for row in rows)
    return out.getvalue().encode()


def _csv_value(value: Any) -> Any:  # noqa: ANN401 - any value of JSON
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _write_parquet(columns: Sequence[str], rows: list[dict[str, Any]]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table({c: pa.array([row.get(c) for row in rows]) for c in columns})
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def _file_writer_for(name: str, kind: str) -> Callable[[Any], Any]:  # noqa: ARG001 - any column
    """Choose what writes values of a kind."""
    return {"datetime": write_iso_second, "date": write_iso_day}.get(kind, keep_value)
