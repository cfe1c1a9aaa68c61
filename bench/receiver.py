"""Who receives what is sent: a process of its own on this machine."""

from __future__ import annotations

import contextlib
import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.settings import PYTHON, ROOT

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

STANDIN = ("tests.fakes.serve", "moengage")
LIMITED = (*STANDIN, "--limits")
FLOOR = ("bench.steps.receive",)


@dataclass
class Receiver:
    """Where to send to, and what that cost the receiver once it has ended."""

    url: str
    cpu_seconds: float = 0.0


@contextlib.contextmanager
def receiving(words: Sequence[str]) -> Generator[Receiver]:
    """Start a module that prints its URL and serves until its standard input ends."""
    process = subprocess.Popen(
        [PYTHON, "-m", *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdin is not None
    assert process.stdout is not None
    receiver = Receiver(process.stdout.readline().strip())
    try:
        yield receiver
    finally:
        process.stdin.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stdout.close()
        receiver.cpu_seconds = usage.ru_utime + usage.ru_stime
