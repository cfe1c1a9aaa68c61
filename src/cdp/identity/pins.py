"""`identity_pins.csv`: a person's decisions, stronger than every rule."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from cdp.errors import Problem, ProjectError

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from cdp.project.identity import Identity

COLUMNS = ("record_a", "record_b", "decision", "by", "at", "reason")


def read_pins(identity: Identity, root: Path) -> pa.Table:
    """Read the pins as (record_a, record_b, same); empty when the project names no file.

    Raises ProjectError naming every line that is not a decision.
    """
    import pyarrow as pa

    rows = _read_pin_file(root / identity.pins, identity.pins) if identity.pins else []
    return pa.table(
        {
            "record_a": pa.array([a for a, _, _ in rows], pa.string()),
            "record_b": pa.array([b for _, b, _ in rows], pa.string()),
            "same": pa.array([same for _, _, same in rows], pa.bool_()),
        }
    )


def _read_pin_file(path: Path, name: str) -> list[tuple[str, str, bool]]:
    if not path.exists():
        raise ProjectError([Problem(name, None, "", "the file of pins is missing", "create it")])
    found: list[tuple[str, str, bool]] = []
    problems: list[Problem] = []
    with path.open(newline="", encoding="utf-8-sig") as file:
        reader = csv.DictReader(file)
        missing = [c for c in COLUMNS[:3] if c not in (reader.fieldnames or ())]
        if missing:
            fix = f"the first line is: {','.join(COLUMNS)}"
            raise ProjectError([Problem(name, 1, "", f"there is no column {missing[0]!r}", fix)])
        for row in reader:
            a, b = (row["record_a"] or "").strip(), (row["record_b"] or "").strip()
            decision = (row["decision"] or "").strip()
            if not a or not b or a == b or decision not in {"same", "different"}:
                message = "a pin names two records and says same or different"
                problems.append(Problem(name, reader.line_num, "", message))
            else:
                found.append((a, b, decision == "same"))
    if problems:
        raise ProjectError(problems)
    return found
