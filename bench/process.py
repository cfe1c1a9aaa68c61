"""Run a command in a process of its own and see what it took."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.settings import PYTHON, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_LONGEST = 3600.0


@dataclass(frozen=True)
class Process:
    """What a finished process took, from its start to its end, and what it printed."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int
    output: str

    def json(self) -> dict[str, Any]:
        """Read what it printed as JSON."""
        return json.loads(self.output)


def timed(
    command: Sequence[str | Path],
    env: Mapping[str, str] | None = None,
    accepted: tuple[int, ...] = (0,),
    longest: float = _LONGEST,
) -> Process:
    """Run a command; RuntimeError with the end of its complaints when its code is not accepted.

    After `longest` seconds it is killed, as it is when waiting for it is interrupted.
    Nothing of earlier processes is left to be written when its clock starts. The peak is that of
    resident memory, as the kernel accounts it; it is never below that of this small process.
    """
    os.sync()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=out, stderr=err, cwd=ROOT, env={**os.environ, **(env or {})}
        )
        usage = _wait(process, longest)
        seconds = time.perf_counter() - started
        texts = [_text(file) for file in (out, err)]
    if process.returncode not in accepted:
        print(*texts, sep="\n", file=sys.stderr)
        said = [line for text in texts for line in text.splitlines() if line.strip()]
        raise RuntimeError(
            f"{Path(command[0]).name} ended with {process.returncode}: {' '.join(said[-3:])}"
        )
    cpu = usage.ru_utime + usage.ru_stime
    return Process(seconds, cpu, usage.ru_maxrss * 1024, texts[0])


def _wait(process: subprocess.Popen[bytes], longest: float) -> resource.struct_rusage:
    limit = threading.Timer(longest, process.kill)
    limit.start()
    try:
        _, status, usage = os.wait4(process.pid, 0)
    except BaseException:
        process.kill()
        raise
    finally:
        limit.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage


def _text(file: Any) -> str:  # noqa: ANN401 - a temporary file
    file.seek(0)
    return file.read().decode(errors="replace")


def step(name: str, *words: object, env: Mapping[str, str] | None = None) -> Process:
    """Run one of `bench.steps` in a process of its own."""
    return timed([PYTHON, "-m", f"bench.steps.{name}", *map(str, words)], env)


def best(processes: Iterable[Process]) -> Process:
    """Return the quickest."""
    return min(processes, key=lambda p: p.seconds)


def each(processes: Sequence[Process]) -> str:
    """List what every round took."""
    return ", ".join(f"{p.seconds:.2f} s ({p.cpu_seconds:.1f} s of CPU)" for p in processes)
