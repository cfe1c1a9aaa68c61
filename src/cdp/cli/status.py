"""`cdp status`: the latest runs, and whether one is under way."""

from __future__ import annotations

from typing import Annotated

import typer

from cdp.cli.options import ProjectDir, TargetName, open_project


def show_runs(
    project: ProjectDir = None,
    target: TargetName = None,
    limit: Annotated[int, typer.Option(min=1, help="How many runs.")] = 10,
    json_: Annotated[bool, typer.Option("--json", help="One JSON array of runs.")] = False,
) -> None:
    """Show the latest runs: complete, failed, killed, or running now."""
    from cdp.store.state import list_runs, open_state

    loaded = open_project(project)
    state = open_state(loaded.target(target).state, loaded.root)
    found = list_runs(state, loaded.config.name, target, limit)
    if json_:
        import json
        from dataclasses import asdict

        typer.echo(json.dumps([asdict(r) for r in found], default=str, indent=2))
        return
    if not found:
        typer.echo("no run yet; start one with `cdp run`")
        return
    from rich.table import Table

    from cdp.cli.output import open_console

    grid = Table(title=f"runs of {loaded.config.name}", title_justify="left")
    for name in ("run", "target", "started (UTC)", "status", "seconds", "message"):
        grid.add_column(name, justify="right" if name == "seconds" else "left", overflow="fold")
    for r in found:
        seconds = f"{(r.finished_at - r.started_at).total_seconds():.1f}" if r.finished_at else ""
        started = f"{r.started_at:%Y-%m-%d %H:%M:%S}"
        message = (r.message or "").splitlines()[0] if r.message else ""
        grid.add_row(r.run_id, r.target, started, r.status, seconds, message)
    open_console().print(grid)
    for stage in (found[0].report or {}).get("stages", []):
        typer.echo(f"  {stage['name']:<10} {stage['kept']:>12,} rows {stage['seconds']:>8.2f} s")
