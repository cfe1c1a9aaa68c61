"""`cdp identity`: how the resolution came out, what people decide, what other rules would do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cdp.cli.options import (
    Format,
    ProjectDir,
    Shown,
    TargetName,
    open_project,
    reading_warehouse,
    root_of,
)

if TYPE_CHECKING:
    from cdp.identity.inspect.diff import UserChanges
    from cdp.identity.inspect.score import Score

app = typer.Typer(help="Who is the same person.", no_args_is_help=True)


@app.callback()
def identity_root() -> None:
    """Who is the same person."""


@app.command("report")
def show_identity_report(
    project: ProjectDir = None,
    target: TargetName = None,
    truth: Annotated[
        Path | None,
        typer.Option(help="Parquet with the record key and person_id: adds precision and recall."),
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Report users, records a user, crowded values, refused links, largest groups."""
    from cdp.identity.inspect.report import identity_report

    loaded = open_project(project)
    with reading_warehouse(loaded, target) as engine:
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
        _print_score(found.score)


def _print_score(score: Score) -> None:
    measured = {
        "pairs": (score.pair_precision, score.pair_recall, score.pair_f1),
        "clusters": (score.cluster_precision, score.cluster_recall, score.cluster_f1),
    }
    typer.echo(f"against the truth, over {score.records:,} records:")
    for of, (precision, recall, f1) in measured.items():
        typer.echo(f"  {of:<9} precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}")


@app.command("pin")
def add_identity_pin(
    a: Annotated[str, typer.Argument(metavar="A", help="A record: its key, or table:key.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another record.")],
    reason: Annotated[str, typer.Option(help="Why; kept in the file of pins.")],
    same: Annotated[bool, typer.Option("--same", help="They are one person.")] = False,
    different: Annotated[bool, typer.Option("--different", help="They are two people.")] = False,
    by: Annotated[str | None, typer.Option(help="Who decides; default: your user name.")] = None,
    project: ProjectDir = None,
    target: TargetName = None,
) -> None:
    """Decide that two records are one person, or two; the next run obeys in spite of all rules."""
    from datetime import UTC, datetime

    from cdp.errors import UsageError
    from cdp.identity.decisions import PinDecision
    from cdp.identity.inspect.pin import add_pin

    if same == different:
        raise UsageError("a pin says one thing", fix="give either --same or --different")
    loaded = open_project(project)
    texts = (
        " ".join(text.split())
        for text in (a, b, by if by is not None else _logged_in_name(), reason)
    )
    record_a, record_b, who, why = texts
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with reading_warehouse(loaded, target) as engine:
        added = add_pin(engine, loaded, PinDecision(record_a, record_b, same, who, at, why))
    effect = "makes them one person" if same else "keeps them apart"
    typer.echo(f"pinned, on line {added.line} of the file of pins; the next run {effect}")


def _logged_in_name() -> str:
    """Read the name of who is logged in; empty where there is none."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container's user may have no name
        return ""


@app.command("diff")
def rehearse_other_rules(
    rules: Annotated[Path, typer.Option(help="Another identity.yaml.")],
    sample: Annotated[int, typer.Option(min=0, help="Merges and splits to show, of each.")] = 5,
    project: ProjectDir = None,
    target: TargetName = None,
    output: Shown = Format.table,
) -> None:
    """Rehearse other rules on the records there are now, and write nothing: who would change."""
    from dataclasses import asdict

    from cdp.cli.explain import print_json
    from cdp.cli.progress import progress_for
    from cdp.identity.inspect.diff import identity_diff
    from cdp.pipeline.compile import compile_with_rules

    manifest = compile_with_rules(root_of(project), rules)
    with progress_for("text", quiet=True) as progress:
        found = identity_diff(manifest, target, sample, progress)
    if output is Format.json:
        print_json(asdict(found))
        return
    typer.echo(f"{found.records_before:,} records are {found.users_before:,} users now")
    typer.echo(f"{found.records_after:,} records would be {found.users_after:,} users")
    typer.echo(f"{found.moved:,} records would change their user")
    typer.echo(f"{found.refused_before:,} links are refused now, {found.refused_after:,} would be")
    merges, splits = found.merges, found.splits
    typer.echo(f"merges: {merges.parts:,} users would become {merges.users:,}")
    _print_cases(merges, "{parts} users would become user {user_id}, of {records} records")
    typer.echo(f"splits: {splits.users:,} users would become {splits.parts:,}")
    _print_cases(splits, "user {user_id} of {records} records would become {parts} users")


def _print_cases(changes: UserChanges, title: str) -> None:
    from cdp.cli.explain import print_table

    if changes.largest is not None:
        print_table(changes.largest["rows"], f"the largest: {title.format(**changes.largest)}")
    for case in changes.sample:
        print_table(case["rows"], title.format(**case))
