"""Markdown in small pieces."""

from __future__ import annotations

import inspect

NOTICE = "<!-- Written by docs/generate.py; edit the code it reads, then run `make docs`. -->"


def row(*cells: str) -> str:
    """Write one row of a table; a cell without text is a dash."""
    return f"| {' | '.join(map(_cell, cells))} |"


def prose(text: str | None, *, after_first: bool = False) -> str:
    """Return a docstring as Markdown, whole or without its first paragraph."""
    clean = inspect.cleandoc(text or "")
    return clean.partition("\n\n")[2] if after_first else clean


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|") or "-"
