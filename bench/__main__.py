"""`python -m bench`: measure everything, print it and write results.md."""

from __future__ import annotations

import argparse
import shutil
import sys
import traceback
from typing import TYPE_CHECKING

from bench import activation, growth, identity, increment, pipeline, quality, results, start
from bench.figures import Part
from bench.machine import describe
from bench.settings import BENCH, DATA, FULL, QUICK, WORK

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.settings import Scale

PARTS: dict[str, Callable[[Scale], Part]] = {
    "pipeline": pipeline.measure,
    "growth": growth.measure,
    "increment": increment.measure,
    "identity": identity.measure,
    "activation": activation.measure,
    "start": start.measure,
    "quality": quality.measure,
}


def main() -> int:
    """Run the parts that are wanted; 1 when a part could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the size, for trying")
    parser.add_argument("--only", action="append", choices=PARTS, help="one part; may be repeated")
    parser.add_argument("--rounds", type=int, default=2, help="the best of so many rounds counts")
    parser.add_argument("--keep", action="store_true", help="leave the last warehouses there")
    parser.add_argument("--unverified", action="store_true", help="leave out `cdp verify`")
    wanted = parser.parse_args()
    scale = (QUICK if wanted.quick else FULL).repeated(
        wanted.rounds, verified=not wanted.unverified
    )
    machine = describe()
    shutil.rmtree(WORK, ignore_errors=True)
    parts = [_measured(name, scale) for name in wanted.only or PARTS]
    text = results.markdown(parts, machine, scale)
    whole = not (wanted.quick or wanted.only)
    path = BENCH / "results.md" if whole else DATA / "results.md"
    path.write_text(text, encoding="utf-8")
    if not wanted.keep:
        shutil.rmtree(WORK, ignore_errors=True)
    print(f"\n{text}\nwritten to {path.relative_to(BENCH.parent)}")
    return 1 if any(part.failure for part in parts) else 0


def _measured(name: str, scale: Scale) -> Part:
    print(f"{name} …", flush=True)
    try:
        return PARTS[name](scale)
    except Exception as error:  # noqa: BLE001 - what cannot be measured is reported, the rest goes on
        traceback.print_exc()
        reason = " ".join(str(error).split())
        return Part(name, failure=f"{type(error).__name__}: {reason}")


if __name__ == "__main__":
    sys.exit(main())
