"""Identifier values that identify nobody, as a condition in SQL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cdp.sql.render import literal

if TYPE_CHECKING:
    from cdp.project.identity import Block


def blocked_condition(block: Block) -> str:
    """Write the condition that an `identifier_value` is blocked."""
    tests = (
        [f"identifier_value in ({', '.join(map(literal, block.values))})"] if block.values else []
    )
    if block.pattern:
        tests.append(f"regexp_matches(identifier_value, {literal(engine_pattern(block))})")
    return " or ".join(tests) or "false"


_BACK_REFERENCE = re.compile(r"\\([1-9])")


def engine_pattern(block: Block) -> str:
    r"""Write `(\d)\1{9}` out digit by digit: the embedded engine knows no back references."""
    pattern = block.pattern or ""
    reference = _BACK_REFERENCE.search(pattern)
    if reference is None:
        return pattern
    if pattern.count(r"(\d)") != 1:
        raise ValueError(
            r"a back reference works for one group `(\d)` alone; list the values instead"
        )
    digits = (pattern.replace(r"(\d)", d).replace(reference[0], d) for d in "0123456789")
    return "|".join(f"(?:{p})" for p in digits)
