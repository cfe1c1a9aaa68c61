"""The command's main in this process, which is quicker than a process of its own."""

from __future__ import annotations

import contextlib
import io
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Said:
    """What a command said, and how it left."""

    code: int
    out: str
    err: str

    def refused(self, *words: str, code: int = 2) -> None:
        """Check that it left with this code and a short message, and printed nothing else."""
        assert (self.code, self.out) == (code, ""), self
        assert self.err.startswith("error: "), self
        assert "Traceback" not in self.err
        assert all(word in self.err for word in words), self

    def found(self) -> str:
        """Check that it went well; gives what it printed."""
        assert (self.code, self.err) == (0, ""), self
        return self.out


def call(root: Path, *args: object) -> Said:
    """Run a command on a project."""
    from cdp.cli.app import main

    out, err, code = io.StringIO(), io.StringIO(), 0
    words = ["cdp", *map(str, args), "--project", str(root)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", words)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                main()
            except SystemExit as left:
                code = int(left.code or 0)
    return Said(code, out.getvalue(), err.getvalue())


def answer(root: Path, *args: object) -> Any:
    """Return what a command prints with `--format json`."""
    import json

    return json.loads(call(root, *args, "--format", "json").found())
