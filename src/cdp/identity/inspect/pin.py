"""Write down a person's decision that two records are one person, or two."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from cdp.errors import LockedError, UsageError
from cdp.identity.decisions import (
    PinDecision,
    append_decision,
    find_contradicted_lines,
    find_repeated_line,
    parse_decisions,
    read_decisions,
)
from cdp.sql.render import literal

if TYPE_CHECKING:
    from collections.abc import Collection

    from cdp.project.identity import Identity
    from cdp.project.load import Project
    from cdp.warehouse.session import Session

NAMED = "record_table || ':' || record_key"


def add_pin(session: Session, project: Project, new: PinDecision) -> PinDecision:
    """Add a decision to the project's file of pins; returns it with the line it stands on.

    Records are named as in the file: by key, or `table:key`. UsageError, with nothing written, when
    a record is not in the warehouse, both are one, or the file says the same or otherwise already.
    """
    identity = project.identity.value if project.identity else None
    if identity is None or identity.pins is None:
        missing = "identity.yaml" if identity is None else "`pins:` in identity.yaml"
        raise UsageError(
            f"the project has no {missing}, so there is no file of pins",
            fix=None if identity is None else "add the line `pins: identity_pins.csv`",
        )
    if not new.reason or not new.by:
        raise UsageError("a pin needs a reason and a name", fix="give --reason TEXT and --by NAME")
    path = project.root / identity.pins
    content = path.read_bytes() if path.exists() else b""
    decisions = read_decisions(identity, project.root) if content.strip() else []
    _check_decision(session, new, decisions)
    grown = append_decision(content, new, identity.pins)
    _replace_file(path, content, grown, identity)
    return parse_decisions(grown)[-1]


def find_record_numbers(session: Session, names: Collection[str]) -> dict[str, frozenset[int]]:
    """Find the numbers of the live records that names in pins stand for; none for unknown ones."""
    if not names:
        return {}
    listed = ", ".join(literal(n) for n in sorted(names))
    rows = session.query(
        f"select record_no, record_key, {NAMED} as named from identity.registry where is_live"
        f" and (record_key in ({listed}) or {NAMED} in ({listed}))",
    ).to_pylist()
    found = dict.fromkeys(names, frozenset[int]())
    for row in rows:
        for name in {row["record_key"], row["named"]} & found.keys():
            found[name] |= {row["record_no"]}
    return found


def _check_decision(session: Session, new: PinDecision, decisions: list[PinDecision]) -> None:
    """Refuse a decision about records that are not there, or that the file speaks of already."""
    names = {n for d in (new, *decisions) for n in (d.record_a, d.record_b)}
    known = find_record_numbers(session, names)
    a = _only_number(known[new.record_a], "first")
    b = _only_number(known[new.record_b], "second")
    if a == b:
        raise UsageError("a pin is about two records, and these are one and the same")
    line = find_repeated_line(decisions, a, b, same=new.same, of=known.__getitem__)
    if line:
        raise UsageError(f"this decision stands already, on line {line} of the file of pins")
    against = find_contradicted_lines(decisions, a, b, same=new.same, of=known.__getitem__)
    if against:
        noun = "line" if len(against) == 1 else "lines"
        raise UsageError(
            f"this contradicts {noun} {', '.join(map(str, against))} of the file of pins",
            fix="take back what no longer holds, then pin again",
        )


def _only_number(found: frozenset[int], which: str) -> int:
    if not found:
        raise UsageError(
            f"the {which} record is not in the warehouse",
            fix="give the key of a record, or table:key; `cdp run` brings new ones in",
        )
    if len(found) > 1:
        raise UsageError(
            f"the {which} key stands in several record tables", fix="write it as table:key"
        )
    return next(iter(found))


def _replace_file(path: Path, content: bytes, grown: bytes, identity: Identity) -> None:
    """Put the new content in the file's place in one step, unless someone else was quicker."""
    place = path.resolve()  # a link stays a link
    temporary: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".pins-", delete=False) as file:
            temporary = Path(file.name)
            file.write(grown)
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            shutil.copymode(place, temporary)
        else:
            temporary.chmod(0o644)
        if (place.read_bytes() if place.exists() else b"") != content:
            raise LockedError("somebody else is writing pins", fix="try again")
        temporary.replace(place)
    except OSError as error:
        reason = error.strerror or "the folder cannot be written to"
        raise UsageError(f"cannot write {identity.pins}: {reason}") from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
