"""People's decisions as they stand in the file of pins, line by line, and one more.

`pins.py` reads the file for a run; here it is read with its line numbers, for those who ask what
stands there, and grows by a line.
"""

from __future__ import annotations

import csv
import io
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cdp.errors import Problem, ProjectError
from cdp.identity.pins import COLUMNS, read_pins

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cdp.project.identity import Identity

    NumbersOf = Callable[[str], frozenset[int]]
    """Returns the numbers of the records that a name in a pin stands for."""

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class PinDecision:
    """One line of the file: two records, as they are named there, and what was decided."""

    record_a: str
    record_b: str
    same: bool
    by: str = ""
    at: str = ""
    reason: str = ""
    line: int = 0

    @property
    def decision(self) -> str:
        """The word in the file."""
        return "same" if self.same else "different"


def read_decisions(identity: Identity, root: Path) -> list[PinDecision]:
    """Read the decisions with their lines; none where there is no file.

    Raises ProjectError naming every line that is not a decision.
    """
    if identity.pins is None or not (root / identity.pins).exists():
        return []
    try:
        read_pins(identity, root)
        return parse_decisions((root / identity.pins).read_bytes())
    except UnicodeDecodeError as error:
        message = "the file cannot be read: it is not UTF-8 text"
        raise ProjectError([Problem(identity.pins, None, "", message)]) from error


def parse_decisions(content: bytes) -> list[PinDecision]:
    """Read the decisions of a file that is known to be sound."""
    reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    header = next(reader)
    found: list[PinDecision] = []
    for row in filter(None, reader):  # blank lines are no decisions
        said = dict(zip(header, map(str.strip, row), strict=False))
        a, b, decision, by, at, reason = (said.get(c, "") for c in COLUMNS)
        found.append(PinDecision(a, b, decision == "same", by, at, reason, reader.line_num))
    return found


def append_decision(content: bytes, new: PinDecision, file: str) -> bytes:
    """Add a line to a file's content, which stays as it is byte for byte; with its header if empty.

    Raises ProjectError when the file has no column for a part of the decision, or its last line
    is not a whole one.
    """
    if not content.removeprefix(_BOM).strip():
        content = _BOM * content.startswith(_BOM) + _csv_line(COLUMNS, "\n")
    ending = "\r\n" if content.splitlines(keepends=True)[0].endswith(b"\r\n") else "\n"
    header = next(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    lost = [c for c in COLUMNS if c not in header]
    if lost:
        fix = f"the first line is: {','.join(COLUMNS)}"
        raise ProjectError([Problem(file, 1, "", f"there is no column {lost[0]!r}", fix)])
    values = (new.record_a, new.record_b, new.decision, new.by, new.at, new.reason)
    row: dict[str, str] = dict(zip(COLUMNS, values, strict=True))
    whole = content if content.endswith(b"\n") else content + ending.encode()
    grown = whole + _csv_line([row.get(c, "") for c in header], ending)
    before, after = parse_decisions(content), parse_decisions(grown)
    if after[:-1] != before or replace(after[-1], line=new.line) != new:
        message = "the last line is not a whole one, so none can be added"
        fix = "close its quotation mark"
        raise ProjectError([Problem(file, len(content.splitlines()), "", message, fix)])
    return grown


def _csv_line(values: Sequence[str], ending: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=ending).writerow(values)
    return text.getvalue().encode()


def find_repeated_line(
    decisions: Sequence[PinDecision], a: int, b: int, *, same: bool, of: NumbersOf
) -> int:
    """Find the line that says the same of these two records; 0 when there is none."""
    lines = (d.line for d in decisions if d.same == same and _is_about(d, a, b, of))
    return next(lines, 0)


def find_contradicted_lines(
    decisions: Sequence[PinDecision], a: int, b: int, *, same: bool, of: NumbersOf
) -> list[int]:
    """Find the lines that a new decision would contradict, alone or taken together.

    "Different" contradicts a chain of "same" between the two records; "same" contradicts a
    "different" between any of those that are the same as the one, and any that are as the other.
    """
    group_a, group_b = (
        _records_pinned_same(decisions, a, of),
        _records_pinned_same(decisions, b, of),
    )
    if not same:
        return sorted(set(group_a[b])) if b in group_a else []
    return sorted(
        d.line
        for d in decisions
        if not d.same and any(_is_about(d, x, y, of) for x in group_a for y in group_b)
    )


def _is_about(d: PinDecision, a: int, b: int, of: NumbersOf) -> bool:
    one, other = of(d.record_a), of(d.record_b)
    return (a in one and b in other) or (b in one and a in other)


def _records_pinned_same(
    decisions: Sequence[PinDecision], start: int, of: NumbersOf
) -> dict[int, list[int]]:
    """Find every record pinned the same as one, however far, with the lines that say so."""
    found: dict[int, list[int]] = {start: []}
    waiting = deque([start])
    while waiting:
        record = waiting.popleft()
        for d in decisions:
            if not d.same:
                continue
            for one, other in ((d.record_a, d.record_b), (d.record_b, d.record_a)):
                if record in of(one):
                    for new in of(other) - found.keys():
                        found[new] = [*found[record], d.line]
                        waiting.append(new)
    return found
