"""`cdp sync`: what destinations are sent, what would be, and what came of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cdp.cli.options import AsOf, Format, ProjectDir, Shown, TargetName, instant_of, root_of

if TYPE_CHECKING:
    from cdp.activation.dry_run import Rehearsal

app = typer.Typer(help="Send users and events to the tools that reach them.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="A destination: the name of its file.")]
Limit = Annotated[int, typer.Option(min=1, help="How many rows.")]


@app.callback()
def root() -> None:
    """Send users and events to the tools that reach them."""


@app.command("plan")
def plan(
    name: Name,
    project: ProjectDir = None,
    target: TargetName = None,
    sample: Annotated[int, typer.Option(min=0, help="Requests to show of each endpoint.")] = 1,
    output: Shown = Format.table,
) -> None:
    """Rehearse: what would be sent, held back and refused, in how many calls and minutes."""
    from dataclasses import asdict

    from cdp.activation.dry_run import rehearse
    from cdp.pipeline.compile import compile_root

    found = rehearse(compile_root(root_of(project)), target, name, samples=sample)
    if output is Format.json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
    else:
        _print_plan(found)


def _print_plan(found: Rehearsal) -> None:
    from rich.table import Table

    from cdp.cli.output import console

    screen = console()
    grid = Table(title=f"{found.destination}: nothing is sent", title_justify="left")
    grid.add_column("users and events")
    grid.add_column("rows", justify="right")
    kinds = ("add", "change", "remove", "unchanged", "held", "invalid", "events")
    for kind in kinds:
        grid.add_row(kind, f"{getattr(found, kind):,}")
    for title, reasons in (("held", found.held_because), ("invalid", found.invalid_because)):
        for reason, n in reasons.items():
            grid.add_row(f"  {title}: {reason}", f"{n:,}")
    screen.print(grid)
    about = "about " if found.estimated else ""
    calls = ", ".join(f"{n:,} to {e}" for e, n in found.endpoints.items())
    typer.echo(f"{about}{found.calls:,} requests ({calls or 'none'})")
    typer.echo(f"{about}{found.minutes:,.1f} minutes at the destination's rate limit")
    for request in found.sample:
        typer.echo(f"\n{request['method']} {request['url']}  ({request['of_records']} records)")
        screen.print_json(json.dumps(request["body"]) if isinstance(request["body"], dict)
                          else json.dumps(str(request["body"])[:500]))  # fmt: skip


@app.command("run")
def run(
    name: Annotated[list[str] | None, typer.Argument(help="Destinations; default: all.")] = None,
    project: ProjectDir = None,
    target: TargetName = None,
    output: Shown = Format.table,
) -> None:
    """Send what is due; what was accepted before is not sent again."""
    from cdp.cli.sync_report import run_all, show
    from cdp.pipeline.compile import compile_root

    compiled = compile_root(root_of(project))
    reports, failed = run_all(compiled, target, name or sorted(compiled.project.destinations))
    if reports or not failed:
        show(reports, output)
    if failed:
        raise failed


@app.command("status")
def status(
    project: ProjectDir = None,
    target: TargetName = None,
    limit: Limit = 10,
    output: Shown = Format.table,
) -> None:
    """List the latest syncs: what was accepted, rejected, held and failed."""
    from cdp.activation.outcomes import latest
    from cdp.cli.options import open_project
    from cdp.cli.output import show_rows

    show_rows(latest(open_project(project), target, limit), output, "syncs")


@app.command("errors")
def errors(
    name: Name,
    project: ProjectDir = None,
    target: TargetName = None,
    limit: Limit = 20,
    output: Shown = Format.table,
) -> None:
    """List what a destination rejected or could not be sent, by reason, with some ids."""
    from cdp.activation.outcomes import errors as reasons
    from cdp.cli.options import open_project
    from cdp.cli.output import show_rows

    show_rows(reasons(open_project(project), target, name, limit), output, f"{name}: errors")


@app.command("retry")
def retry(name: Name, project: ProjectDir = None, target: TargetName = None) -> None:
    """Let the next sync send again what was rejected, although it has not changed."""
    from cdp.activation.outcomes import forget
    from cdp.cli.options import open_project

    n = forget(open_project(project), target, name, only_rejected=True)
    typer.echo(f"{n:,} rejected rows are due again; send them with `cdp sync run {name}`")


@app.command("reset")
def reset(
    name: Name,
    project: ProjectDir = None,
    target: TargetName = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
) -> None:
    """Forget what a destination was sent: the next sync sends everything anew."""
    from cdp.activation.outcomes import forget
    from cdp.cli.options import open_project

    if not yes:
        typer.confirm(f"forget all that was sent to {name}, and send everything anew?", abort=True)
    n = forget(open_project(project), target, name, only_rejected=False)
    typer.echo(f"forgot {n:,} rows; the next `cdp sync run {name}` sends everything anew")


@app.command("erase")
def erase(
    user: Annotated[list[int], typer.Argument(help="User ids.")],
    project: ProjectDir = None,
    target: TargetName = None,
) -> None:
    """Have people erased wherever they were sent, and never sent again."""
    from cdp.activation.outcomes import request_erasure
    from cdp.cli.options import open_project

    n = request_erasure(open_project(project), target, user)
    typer.echo(f"{n:,} noted; the next sync of each destination erases them there")


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
    from cdp.activation.encode import encode_lines, open_alone, read_lines

    instant = instant_of(as_of)
    found, said = open_alone(destination, instant)
    with read_lines(input_) as lines:
        encoded = encode_lines(found, lines, single=single, at=instant, events=said.events)
        for item in encoded:
            typer.echo(json.dumps(item, ensure_ascii=False))
