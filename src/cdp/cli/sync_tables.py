"""How plans, syncs and their errors are worded for people and for scripts."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from cdp.activation.dry_run import SyncPlan
    from cdp.activation.inspect import SyncError, SyncStatus


def print_sync_plan(found: SyncPlan, output: str) -> None:
    """Print what a sync would do: tables, requests and times for people, or one JSON object."""
    if output == "json":
        typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
    else:
        _print_plan_tables(found)


def _print_plan_tables(found: SyncPlan) -> None:
    from rich.table import Table

    from cdp.cli.output import open_console

    screen = open_console()
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


def status_row(sync: SyncStatus) -> dict[str, Any]:
    """Name and write what is shown of a sync."""
    return {
        "sync": sync.sync_id, "destination": sync.destination,
        "started": f"{sync.started_at:%Y-%m-%d %H:%M:%S}", "status": sync.status,
        "accepted": sync.accepted, "rejected": sync.rejected, "failed": sync.failed,
        "held": sync.held, "seconds": sync.seconds, "message": sync.message,
    }  # fmt: skip


def error_row(error: SyncError) -> dict[str, Any]:
    """Name what is shown of rows that stand rejected or failed for one reason."""
    return {
        "status": error.status, "action": error.action, "reason": error.reason, "n": error.rows,
        "first_at": error.first_at, "last_at": error.last_at, "one": error.example,
    }  # fmt: skip
