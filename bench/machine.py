"""What the figures were measured on, and with."""

from __future__ import annotations

import os
import platform
import re
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench import dbt

_BUSY = 0.5


def describe() -> str:
    """Describe machine and moment; a busy machine is said to be one."""
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    model = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    load = os.getloadavg()[0]
    busy = f" (**busy**: load {load:.1f} before the start)" if load > _BUSY else ""
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {cores} cores of {model[1] if model else 'unknown'},"
        f" {memory:.1f} GiB of memory, {platform.system()} {platform.release()}{busy}"
    )


def versions() -> str:
    """List the versions on both sides."""
    ours = f"Python {platform.python_version()}, duckdb {version('duckdb')}, cdp {version('cdp')}"
    theirs = ", ".join(f"{name} {number}" for name, number in dbt.versions().items())
    return f"{ours}; beside it {theirs}" if theirs else ours
