"""`cdp contracts`: try the contracts on the source without writing anything."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from cdp.cli.options import ProjectDir, TargetName, root_of

app = typer.Typer(help="What each source table promises.", no_args_is_help=True)


@app.callback()
def contracts_root() -> None:
    """What each source table promises."""


@app.command("check")
def try_contracts(
    project: ProjectDir = None,
    target: TargetName = None,
    as_of: Annotated[str | None, typer.Option(help="The instant to judge by.")] = None,
) -> None:
    """Read the source, count every rule's breaches, and write nothing."""
    from cdp.cli.options import parse_instant
    from cdp.cli.output import open_console
    from cdp.cli.progress import progress_for
    from cdp.cli.report import balance_table, rule_table
    from cdp.errors import CheckFailed
    from cdp.pipeline.check_contracts import check_contracts
    from cdp.pipeline.compile import compile_root

    compiled = compile_root(root_of(project))
    instant = parse_instant(as_of) if as_of else datetime.now(UTC).replace(tzinfo=None)
    with progress_for("text", quiet=True) as progress:
        counts, breaches = check_contracts(compiled, target, instant, progress)
    screen = open_console()
    screen.print(balance_table(counts))
    screen.print(rule_table(counts))
    for count in counts:
        for note in count.notes:
            screen.print(f"  {count.table}: {note}", highlight=False)
    if breaches:
        raise CheckFailed("a contract's threshold is passed:\n  " + "\n  ".join(breaches))
