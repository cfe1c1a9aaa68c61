"""`cdp show`: one user whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cdp.cli.options import ProjectDir, TargetName, open_project, reading_warehouse

if TYPE_CHECKING:
    from cdp.profiles.lookup import UserView

app = typer.Typer(help="Show one thing whole.", no_args_is_help=True)
MOST_USERS = 10


@app.callback()
def show_root() -> None:
    """Show one thing whole."""


@app.command("user")
def show_user(
    who: Annotated[
        str, typer.Argument(metavar="WHO", help="A mobile, record key, user id or email.")
    ],
    project: ProjectDir = None,
    target: TargetName = None,
    json_: Annotated[bool, typer.Option("--json", help="One JSON array of users.")] = False,
) -> None:
    """Show a user's golden record, where each value came from, its records and latest events."""
    from cdp.errors import CheckFailed
    from cdp.identity.inspect.find import find_users
    from cdp.profiles.lookup import look_up_user

    loaded = open_project(project)
    with reading_warehouse(loaded, target) as session:
        found = find_users(session, loaded, who)
        if not found:
            raise CheckFailed("no user has this id, key or identifier")
        views = [look_up_user(session, loaded, number) for number in found[:MOST_USERS]]
    if json_:
        _print_user_views_json(views)
        return
    for view in views:
        _print_user_view(view)
    if len(found) > 1:
        typer.echo(f"{len(found)} users share this identifier; shown: {len(views)}")


def _print_user_view(view: UserView) -> None:
    from rich.table import Table

    from cdp.cli.output import open_console, print_rows, shown_text

    grid = Table(title=f"user {view.golden['user_id']}", title_justify="left")
    for name in ("column", "value", "from"):
        grid.add_column(name, overflow="fold")
    for name, value in view.golden.items():
        origin = view.origins.get(name)
        at = f", {origin.at:%Y-%m-%d %H:%M}" if origin and origin.at else ""
        came = f"{origin.table} {origin.key}{at}" if origin else ""
        grid.add_row(name, shown_text(value), came)
    open_console().print(grid)
    print_rows(view.records, "records")
    if view.events is not None:
        print_rows(view.events, "latest events")


def _print_user_views_json(views: list[UserView]) -> None:
    import json
    from dataclasses import asdict

    users = [
        {
            "golden": view.golden,
            "origins": {name: asdict(origin) for name, origin in view.origins.items()},
            "records": view.records.to_pylist(),
            "events": view.events.to_pylist() if view.events is not None else [],
        }
        for view in views
    ]
    typer.echo(json.dumps(users, default=str, ensure_ascii=False, indent=2))
