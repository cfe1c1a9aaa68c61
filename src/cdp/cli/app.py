"""The `cdp` command: its verbs, and how errors reach a person.

Exit codes: 0 done; 1 a check says no; 2 the command or the project is wrong; 3 a source cannot be
read; 4 too many rows break a contract; 5 someone else holds what is needed; 6 the engine failed;
7 a destination did not take everything; 70 a fault of cdp itself; 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn, TextIO

import typer

from cdp import __version__
from cdp.cli import audience, contracts, identity, quarantine, show, sync
from cdp.cli.compile import print_models
from cdp.cli.explain import explain_identity
from cdp.cli.init import make_project
from cdp.cli.plan import show_run_plan
from cdp.cli.run import run_project
from cdp.cli.sql import run_query
from cdp.cli.status import show_runs
from cdp.cli.synth import write_synthetic_data
from cdp.cli.verify import prove_warehouse
from cdp.errors import CdpError

app = typer.Typer(
    name="cdp",
    help="A customer data platform: raw CRM rows become people, in plain SQL.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command("init")(make_project)
app.command("synth")(write_synthetic_data)
app.command("run")(run_project)
app.command("plan")(show_run_plan)
app.command("verify")(prove_warehouse)
app.command("compile")(print_models)
app.command("status")(show_runs)
app.command("sql")(run_query)
app.command("explain")(explain_identity)
app.add_typer(show.app, name="show")
app.add_typer(contracts.app, name="contracts")
app.add_typer(quarantine.app, name="quarantine")
app.add_typer(identity.app, name="identity")
app.add_typer(audience.app, name="audience")
app.add_typer(sync.app, name="sync")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"cdp {__version__}")
        raise typer.Exit


@app.callback()
def set_common_options(
    _: bool = typer.Option(
        False, "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
    ),
) -> None:
    """Set what holds for every verb."""


def program() -> NoReturn:
    """Run the command line as a process of its own, which ends with it."""
    gc.set_threshold(1_000_000, 20, 100)  # trees of SQL are many small objects that stay
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # no matrices here, and its threads spin
    code = 0
    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    left = [_flush_stream(stream) for stream in (sys.stdout, sys.stderr)]
    # the system takes back at once what Python would put away piece by piece
    os._exit(code or max(left))


def _flush_stream(stream: TextIO | None) -> int:
    """Write what a stream still holds, if it is open; return an exit code."""
    try:
        if stream is not None:
            stream.flush()
    except BrokenPipeError:
        return 0  # whoever read it has read enough
    except (OSError, ValueError):
        return 70
    return 0


def main() -> None:
    """Run the command line; every error becomes a message and an exit code."""
    try:
        app()
    except CdpError as error:
        _print_error(error.message, error.fix)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if os.environ.get("CDP_DEBUG"):
            raise
        _print_error(
            f"a fault in cdp itself ({type(error).__name__})",
            "set CDP_DEBUG=1 to see where, and report it",
        )
        sys.exit(70)


def _print_error(message: str, fix: str | None) -> None:
    typer.echo(f"error: {message}", err=True)
    if fix:
        typer.echo(f"  → {fix}", err=True)
