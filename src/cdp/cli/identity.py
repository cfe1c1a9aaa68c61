"""`cdp identity`: how the resolution came out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cdp.cli.options import ProjectDir, TargetName, open_project, reading

app = typer.Typer(help="Who is the same person.", no_args_is_help=True)


@app.callback()
def root() -> None:
    """Who is the same person."""


@app.command("report")
def report(
    project: ProjectDir = None,
    target: TargetName = None,
    truth: Annotated[
        Path | None,
        typer.Option(help="Parquet with the record key and person_id: adds precision and recall."),
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Report users, records a user, crowded values, refused links, largest groups."""
    from cdp.run.identity_report import identity_report

    loaded = open_project(project)
    with reading(loaded, target) as engine:
        found = identity_report(engine, loaded, truth)
    if json_:
        import json

        typer.echo(json.dumps(found.as_dict(), indent=2))
        return
    from cdp.cli.output import print_rows

    typer.echo(f"{found.records:,} records are {found.users:,} users")
    print_rows(found.histogram, "records a user")
    print_rows(found.values, "identifier values on more than one record")
    print_rows(found.refused, "refused links")
    print_rows(found.largest, f"users of {found.large_group} records and more")
    if found.score is not None:
        for line in found.score.lines():
            typer.echo(line)
