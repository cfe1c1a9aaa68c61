"""`cdp audience`: whom the project reaches, how many they are, and what a change would do."""

from __future__ import annotations

from typing import Annotated

import typer

from cdp.cli.options import Format, ProjectDir, Shown, TargetName, root_of

app = typer.Typer(help="Whom to reach.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="An audience: the name of its file.")]
Limit = Annotated[int, typer.Option(min=1, help="How many users.")]


@app.callback()
def audience_root() -> None:
    """Whom to reach."""


@app.command("list")
def show_audiences(
    project: ProjectDir = None, target: TargetName = None, output: Shown = Format.table
) -> None:
    """List audiences: who they are, how many, and how many entered and left in the last run."""
    from dataclasses import asdict

    from cdp.audiences.inspect import list_audiences
    from cdp.cli.output import show_rows
    from cdp.pipeline.compile import compile_root

    found = list_audiences(compile_root(root_of(project)), target)
    show_rows([asdict(a) for a in found], output, "audiences")


@app.command("size")
def show_audience_size(
    name: Name, project: ProjectDir = None, target: TargetName = None, output: Shown = Format.table
) -> None:
    """Count an audience by its rule as it stands in the file now; the last run need not know it."""
    from dataclasses import asdict

    from cdp.audiences.inspect import measure_audience
    from cdp.cli.output import show_rows
    from cdp.pipeline.compile import compile_root

    found = measure_audience(compile_root(root_of(project)), target, name)
    show_rows([asdict(found)], output, name)


@app.command("preview")
def show_audience_members(
    name: Name,
    project: ProjectDir = None,
    target: TargetName = None,
    limit: Limit = 10,
    output: Shown = Format.table,
) -> None:
    """Show some users of an audience with the columns that its rule goes by."""
    from cdp.audiences.inspect import preview_audience
    from cdp.cli.output import show_rows
    from cdp.pipeline.compile import compile_root

    found = preview_audience(compile_root(root_of(project)), target, name, limit)
    show_rows(found, output, name)


@app.command("diff")
def show_audience_changes(
    name: Name,
    project: ProjectDir = None,
    target: TargetName = None,
    limit: Limit = 10,
    output: Shown = Format.table,
) -> None:
    """Say who would enter and who would leave by the rule as it stands in the file now."""
    from dataclasses import asdict

    from cdp.audiences.inspect import compare_audience
    from cdp.cli.output import show_rows
    from cdp.pipeline.compile import compile_root

    found = compare_audience(compile_root(root_of(project)), target, name, limit)
    show_rows([asdict(t) | {"some": list(t.some)} for t in found], output, name)


@app.command("rule")
def print_audience_rule(name: Name, project: ProjectDir = None) -> None:
    """Print an audience's rule as SQL and as the tree of conditions that means the same."""
    import yaml

    from cdp.audiences.inspect import show_rule
    from cdp.pipeline.compile import compile_root

    found = show_rule(compile_root(root_of(project)), name)
    typer.echo(
        yaml.safe_dump({"where": found.where, "match": found.match}, sort_keys=False, width=100)
    )
