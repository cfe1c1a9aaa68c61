"""`cdp explain`: why records are one person, or two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cdp.cli.options import (
    Format,
    ProjectDir,
    Shown,
    TargetName,
    open_project,
    reading_warehouse,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cdp.identity.inspect.explain import Explanation
    from cdp.identity.inspect.explain_pair import Apart, Together
    from cdp.project.load import Project

WHO = "A record key, table:key, mobile, email, other identifier, or user id."
REASONS = {
    "pin": "a pin keeps them apart",
    "refused": "links between them were refused",
    "crowded": "a value they share is on too many records to join any",
    "blocked": "a value they share identifies nobody",
    "no rule": "no rule joins by a value they share",
    "joined": "a value they share would join them now; a run has yet to do it",
    "refused through others": "refused links connect them, by way of other users",
    "nothing in common": "they have nothing in common",
}


def explain_identity(
    a: Annotated[str, typer.Argument(metavar="A", help=WHO)],
    b: Annotated[
        str | None, typer.Argument(metavar="[B]", help="Another one: how it is connected with A.")
    ] = None,
    project: ProjectDir = None,
    target: TargetName = None,
    output: Shown = Format.table,
) -> None:
    """Say what makes records one user, or what keeps two apart: links, refusals, bridges, pins."""
    loaded = open_project(project)
    if b is None:
        _explain_one(loaded, target, a, output)
    else:
        _explain_two(loaded, target, a, b, output)


def _explain_one(loaded: Project, target: str | None, who: str, output: Format) -> None:
    from dataclasses import asdict

    from cdp.identity.inspect.explain import (
        explain_users,
        find_asked,
        find_shared_values,
        required_identity,
    )

    required_identity(loaded)
    with reading_warehouse(loaded, target) as engine:
        asked = find_asked(engine, loaded, who)
        views = explain_users(engine, loaded, asked)
        known = find_shared_values(engine, asked)
    if output is Format.json:
        users = [asdict(view) for view in views]
        print_json({"user_count": len(asked.users), "values": known, "users": users})
        return
    print_table(known, "identifier values on more than one record, or blocked")
    for view in views:
        _print_user(view)
    if len(asked.users) > 1:
        typer.echo(f"{len(asked.users)} users share this identifier; shown: {len(views)}")


def _print_user(view: Explanation) -> None:
    noun = "record" if len(view.records) == 1 else "records"
    typer.echo(f"user {view.user_id} has {len(view.records):,} {noun}")
    print_table([_record_row(row) for row in view.records], "records")
    print_table(view.links, "links that hold it together")
    print_table([_bridge_row(row) for row in view.bridges], "bridges: lose one, and it splits")
    print_table(_refusals_by_user(view.refused), "links refused")
    print_table(view.joins_nobody, "values that join nobody")
    print_table(view.pins, "pins")
    print_table(view.earlier_ids, "earlier ids")
    if view.pieces > 1:
        typer.echo(
            f"the rules and pins of now leave it in {view.pieces} pieces: they have changed since"
            " the last run"
        )


def _record_row(row: dict[str, Any]) -> dict[str, Any]:
    return {c: v for c, v in row.items() if c not in {"record_table", "record_key"}}


def _bridge_row(row: dict[str, Any]) -> dict[str, Any]:
    rest = (f" +{p['records'] - 1}" if p["records"] > 1 else "" for p in row["pieces"])
    pieces = [f"{p['first']}{more}" for p, more in zip(row["pieces"], rest, strict=True)]
    return {**row, "pieces": pieces}


def _refusals_by_user(refused: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put refused links together that say the same; two families have one for every two records."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in refused:
        key = tuple(row[c] for c in ("other_user", "rule", "identifier_value", "reason"))
        shown = found.setdefault(key, {**row, "links": 0})
        shown["links"] += 1
    return list(found.values())


def _explain_two(loaded: Project, target: str | None, a: str, b: str, output: Format) -> None:
    from dataclasses import asdict

    from cdp.identity.inspect.explain_pair import Together, explain_pair

    with reading_warehouse(loaded, target) as engine:
        found = explain_pair(engine, loaded, a, b)
    if output is Format.json:
        print_json({"same_user": isinstance(found, Together), **asdict(found)})
    elif isinstance(found, Together):
        _print_together(found)
    else:
        _print_apart(found)


def _print_together(found: Together) -> None:
    if found.chain:
        typer.echo(f"both are user {found.user_id}, by {len(found.chain)} of its links")
        print_table(found.chain, "the shortest chain of links")
    elif found.chain is None:
        typer.echo(
            f"both are user {found.user_id}, but by no link that rules and pins make now: they have"
            " changed since the last run"
        )
    else:
        typer.echo(f"both are user {found.user_id}, by one and the same record")


def _print_apart(found: Apart) -> None:
    users = (" and ".join(map(str, u)) for u in (found.users_a, found.users_b))
    typer.echo(f"they are apart: user {' · user '.join(users)}")
    for reason in found.reasons:
        typer.echo(f"  {REASONS[reason]}")
    print_table(found.pins, "pins")
    print_table(_refusals_by_user(found.refused), "links refused")
    print_table(found.through, "refused links from the one to the other")
    print_table(found.shared_values, "values both have")


def print_table(rows: Sequence[dict[str, Any]], title: str) -> None:
    """Print rows under a title, without columns that are empty; no rows print nothing."""
    if not rows:
        return
    import pyarrow as pa

    from cdp.cli.output import print_rows

    said = [c for c in rows[0] if any(row[c] is not None and row[c] != "" for row in rows)]
    print_rows(pa.Table.from_pylist([{c: row[c] for c in said} for row in rows]), title)


def print_json(found: dict[str, Any]) -> None:
    """Print one JSON object; instants and dates in ISO-8601."""
    import json

    typer.echo(json.dumps(found, default=_write_iso, ensure_ascii=False, indent=2))


def _write_iso(value: Any) -> str:  # noqa: ANN401 - a date or an instant
    return value.isoformat()
