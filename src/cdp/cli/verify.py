"""`cdp verify`: prove that the warehouse is what a rebuild would make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from cdp.cli.options import (
    Format,
    LogFormat,
    ProjectDir,
    Shown,
    TargetName,
    Told,
    root_of,
)

if TYPE_CHECKING:
    from cdp.pipeline.verify import Verdict


def prove_warehouse(
    project: ProjectDir = None,
    target: TargetName = None,
    output: Shown = Format.table,
    log_format: Told = LogFormat.text,
) -> None:
    """Rebuild everything beside the warehouse and compare row for row; exit 1 if they differ."""
    from cdp.cli.progress import progress_for
    from cdp.pipeline.compile import compile_root
    from cdp.pipeline.verify import verify_warehouse

    compiled = compile_root(root_of(project))
    with progress_for(log_format, quiet=output is Format.json) as progress:
        verdict = verify_warehouse(compiled, target, progress)
    if output is Format.json:
        import json
        from dataclasses import asdict

        typer.echo(json.dumps(asdict(verdict), indent=2, default=str))
    else:
        _print_verdict(verdict)
    if verdict.differing:
        raise typer.Exit(1)


def _print_verdict(verdict: Verdict) -> None:
    for table in verdict.tables:
        state = "equal" if not table.differing else f"{table.differing:,} rows differ"
        typer.echo(f"{table.table:<40}{table.rows:>12,} rows  {state}")
        for sample in table.samples:
            key = ", ".join(f"{k}={v}" for k, v in sample.key.items())
            how = ", ".join(sample.columns) if sample.columns else f"only in the {sample.side}"
            typer.echo(f"    {key}: {how}")
    same = "equals a rebuild" if not verdict.differing else "does not equal a rebuild"
    typer.echo(f"the warehouse of run {verdict.run_id} {same} ({verdict.seconds} s)")
