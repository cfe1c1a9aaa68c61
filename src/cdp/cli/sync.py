"""`cdp sync`: what destinations are sent, what would be, and what came of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from cdp.cli.options import AsOf, instant_of

app = typer.Typer(help="Send users and events to the tools that reach them.", no_args_is_help=True)


@app.callback()
def root() -> None:
    """Send users and events to the tools that reach them."""


@app.command("encode")
def encode(
    destination: Annotated[Path, typer.Option(help="A destination file.")],
    input_: Annotated[
        Path | None,
        typer.Option("--input", help="Records, one JSON object a line; default: standard input."),
    ] = None,
    single: Annotated[
        bool, typer.Option("--single", help="Use one-record endpoints instead of bulk.")
    ] = False,
    as_of: AsOf = None,
) -> None:
    """Print the requests that records would become: no account is needed and nothing is sent."""
    from cdp.run.encode import encode_lines, open_alone, read_lines

    found = open_alone(destination, instant_of(as_of))
    with read_lines(input_) as lines:
        for item in encode_lines(found, lines, single=single, at=instant_of(as_of)):
            typer.echo(json.dumps(item, ensure_ascii=False))
