"""`cdp sync`: what destinations are sent, what would be, and what came of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from cdp.cli.options import AsOf, Format, ProjectDir, Shown, TargetName, instant_of, root_of

app = typer.Typer(help="Send users and events to the tools that reach them.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="A destination: the name of its file.")]
Limit = Annotated[int, typer.Option(min=1, help="How many rows.")]


@app.callback()
def sync_root() -> None:
    """Send users and events to the tools that reach them."""


@app.command("plan")
def show_sync_plan(
    name: Name,
    project: ProjectDir = None,
    target: TargetName = None,
    sample: Annotated[int, typer.Option(min=0, help="Requests to show of each endpoint.")] = 1,
    output: Shown = Format.table,
) -> None:
    """Rehearse: what would be sent, held back and refused, in how many calls and minutes."""
    from cdp.activation.dry_run import dry_run_sync
    from cdp.cli.sync_tables import print_sync_plan
    from cdp.pipeline.compile import compile_root

    found = dry_run_sync(compile_root(root_of(project)), target, name, samples=sample)
    print_sync_plan(found, output)


@app.command("run")
def send_due_rows(
    name: Annotated[list[str] | None, typer.Argument(help="Destinations; default: all.")] = None,
    project: ProjectDir = None,
    target: TargetName = None,
    output: Shown = Format.table,
) -> None:
    """Send what is due; what was accepted before is not sent again."""
    from cdp.cli.sync_report import run_syncs, show_sync_reports
    from cdp.pipeline.compile import compile_root

    compiled = compile_root(root_of(project))
    reports, failed = run_syncs(compiled, target, name or sorted(compiled.project.destinations))
    if reports or not failed:
        show_sync_reports(reports, output)
    if failed:
        raise failed


@app.command("status")
def show_sync_status(
    project: ProjectDir = None,
    target: TargetName = None,
    limit: Limit = 10,
    output: Shown = Format.table,
) -> None:
    """List the latest syncs: what was accepted, rejected, held and failed."""
    from cdp.activation.inspect import list_syncs
    from cdp.cli.options import open_project
    from cdp.cli.output import show_rows
    from cdp.cli.sync_tables import status_row

    found = list_syncs(open_project(project), target, limit)
    show_rows([status_row(s) for s in found], output, "syncs")


@app.command("errors")
def show_sync_errors(
    name: Name,
    project: ProjectDir = None,
    target: TargetName = None,
    limit: Limit = 20,
    output: Shown = Format.table,
) -> None:
    """List what a destination rejected or could not be sent, by reason, with some ids."""
    from cdp.activation.inspect import list_sync_errors
    from cdp.cli.options import open_project
    from cdp.cli.output import show_rows
    from cdp.cli.sync_tables import error_row

    found = list_sync_errors(open_project(project), target, name, limit, now=instant_of(None))
    show_rows([error_row(e) for e in found], output, f"{name}: errors")


@app.command("retry")
def retry_rejected_rows(name: Name, project: ProjectDir = None, target: TargetName = None) -> None:
    """Let the next sync send again what was rejected, although it has not changed."""
    from cdp.activation.resend import forget_sent_rows
    from cdp.cli.options import open_project

    n = forget_sent_rows(
        open_project(project), target, name, only_rejected=True, now=instant_of(None)
    )
    typer.echo(f"{n:,} rejected rows are due again; send them with `cdp sync run {name}`")


@app.command("reset")
def reset_destination(
    name: Name,
    project: ProjectDir = None,
    target: TargetName = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
) -> None:
    """Forget what a destination was sent: the next sync sends everything anew."""
    from cdp.activation.resend import forget_sent_rows
    from cdp.cli.options import open_project

    if not yes:
        typer.confirm(f"forget all that was sent to {name}, and send everything anew?", abort=True)
    n = forget_sent_rows(
        open_project(project), target, name, only_rejected=False, now=instant_of(None)
    )
    typer.echo(f"forgot {n:,} rows; the next `cdp sync run {name}` sends everything anew")


@app.command("erase")
def erase_people(
    user: Annotated[list[int], typer.Argument(help="User ids.")],
    project: ProjectDir = None,
    target: TargetName = None,
) -> None:
    """Have people erased wherever they were sent, and never sent again."""
    from cdp.activation.erasure import request_erasure
    from cdp.cli.options import open_project

    n = request_erasure(open_project(project), target, user, now=instant_of(None))
    typer.echo(f"{n:,} noted; the next sync of each destination erases them there")


@app.command("encode")
def print_encoded_records(
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
    from cdp.activation.encode import encode_lines, open_destination_file, read_lines

    instant = instant_of(as_of)
    found, said = open_destination_file(destination, instant)
    with read_lines(input_) as lines:
        encoded = encode_lines(found, lines, single=single, at=instant, events=said.events)
        for item in encoded:
            typer.echo(json.dumps(item, ensure_ascii=False))
