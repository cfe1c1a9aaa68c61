"""Groups by the definition in plain words, for comparison.

Links come in order of rule, of when the later of the two records was seen, and of the earlier one;
a link is refused when the two sides together would break a limit, or hold a pair, one on each side,
that contradicts or is pinned apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdp.identity.compare import births_contradict, names_contradict

if TYPE_CHECKING:
    from datetime import date

    from cdp.identity.link_rule import MatchRule

Pins = tuple[tuple[int, int, bool], ...]
Parts = set[frozenset[int]]


@dataclass(frozen=True)
class Record:
    """A person as written down once: name, birth, and the number of a value of each type."""

    name: str | None
    born: date | None
    values: tuple[int | None, int | None, int | None]


@dataclass(frozen=True)
class History:
    """Records in order of observation, and what people decided about them."""

    records: tuple[Record, ...]
    pins: Pins


def naive(  # noqa: C901 - plain rather than short
    history: History, rules: list[MatchRule], limits: dict[int, int]
) -> Parts:
    """Group records by the definition, without any cleverness."""
    records = history.records
    groups = [{i} for i in range(len(records))]
    of = list(groups)

    def apart(a: set[int], b: set[int]) -> bool:
        pairs = ({x, y} for x, y, same in history.pins if not same)
        return any((p & a) and (p & b) and not (p <= a or p <= b) for p in pairs)

    def join(a: set[int], b: set[int]) -> None:
        a |= b
        for member in b:
            of[member] = a

    for x, y, same in sorted(history.pins):
        if same and of[x] is not of[y] and not apart(of[x], of[y]):
            join(of[x], of[y])
    for rule in rules:
        for later in range(len(records)):
            for earlier in range(later):
                value = records[later].values[rule.type_no]
                if value is None or value != records[earlier].values[rule.type_no]:
                    continue
                a, b = of[earlier], of[later]
                if a is b or apart(a, b):
                    continue
                if any(contradict(records[i], records[j], rule) for i in a for j in b):
                    continue
                if any(
                    len({records[i].values[t] for i in a | b} - {None}) > most
                    for t, most in limits.items()
                ):
                    continue
                join(a, b)
    return {frozenset(g) for g in of}


def contradict(a: Record, b: Record, rule: MatchRule) -> bool:
    """Tell whether a rule minds what is different about two records."""
    if 0 in rule.unless and names_contradict(a.name, b.name):
        return True
    return 1 in rule.unless and births_contradict(a.born, b.born)
