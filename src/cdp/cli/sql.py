"""`cdp sql`: read-only queries."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cdp.cli.options import ProjectDir, TargetName, open_project, reading_warehouse
from cdp.cli.output import STREAMED, Format, write_rows, write_stream


def run_query(
    query: Annotated[str, typer.Argument(help="One SELECT; cdp_ functions and as_of work in it.")],
    project: ProjectDir = None,
    target: TargetName = None,
    form: Annotated[Format, typer.Option("--format", help="How rows are written.")] = Format.table,
    output: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
) -> None:
    """Run one read-only query on the warehouse."""
    with reading_warehouse(open_project(project), target) as session:
        if form in STREAMED:
            write_stream(session.scan_asked(query), form, output)
        else:
            write_rows(session.scan_asked(query).read_all(), form, output)
