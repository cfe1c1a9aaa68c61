"""The inputs: made when they are not there, kept while what makes them stays the same."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from bench.process import step
from bench.settings import BENCH, DATA, ROOT, SEED

if TYPE_CHECKING:
    from collections.abc import Iterable

_BLOCK = 1 << 20
_SHARE_OF_NEW = 0.01
"""The increment that a few new leads are taken from."""


def leads(count: int) -> Path:
    """Return a folder of the six source tables with so many leads, and their truth."""
    sources = (ROOT / "src" / "cdp" / "synth").glob("*.py")
    return _kept("leads", count, sources, "make_leads", count)


def increment(count: int, share: float) -> Path:
    """Return a folder of what an hour brings after so many leads: a share of their rows.

    Its `rows.json` has the number of rows of each table.
    """
    maker = BENCH / "steps" / "make_increment.py"
    base = leads(count)
    kind = f"increment-{round(1000 * share)}"
    return _kept(kind, count, [maker], "make_increment", base, share)


def new_leads(count: int, of: int) -> Path:
    """Make a folder of `of` new leads, and of nothing else, that come after `count` leads."""
    maker = BENCH / "steps" / "make_new_leads.py"
    base = leads(count)
    after = increment(count, _SHARE_OF_NEW)
    return _kept(f"new-leads-{of}", count, [maker], "make_new_leads", base, after, of)


def records(count: int) -> Path:
    """Return a folder of five tables with so many records of three identifier types."""
    return _kept("records", count, [BENCH / "steps" / "make_records.py"], "make_records", count)


def _kept(kind: str, count: int, sources: Iterable[Path], maker: str, *words: object) -> Path:
    """Name the folder by what made it, so that an old one is never taken for a new one.

    The step that makes it is given the folder, the words and the seed.
    """
    made_by = hashlib.md5(usedforsecurity=False)
    for source in sorted(sources):
        made_by.update(source.read_bytes())
    made_by.update(b"".join(word.name.encode() for word in words if isinstance(word, Path)))
    wanted = DATA / f"{kind}-{count}-{made_by.hexdigest()[:8]}"
    if not wanted.exists():
        for old in DATA.glob(f"{kind}-{count}-*"):
            shutil.rmtree(old)
        print(f"  making {count:,} {kind} …", flush=True)
        passing = wanted.with_suffix(".part")
        passing.mkdir(parents=True)
        step(maker, passing, *words, SEED)
        passing.rename(wanted)
    return wanted


def warm(folder: Path) -> None:
    """Read every file once, so that all who read it later find it in memory."""
    block = bytearray(_BLOCK)
    for path in folder.rglob("*.parquet"):
        with path.open("rb", buffering=0) as file:
            while file.readinto(block):
                pass
