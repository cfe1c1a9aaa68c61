"""`cdp synth`: Superleap-like data whose truth is known."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def write_synthetic_data(
    leads: Annotated[int, typer.Option(help="Leads of the base history.")],
    seed: Annotated[int, typer.Option(help="The same seed writes the same data.")],
    out: Annotated[Path, typer.Option(help="Folder to write into, a folder a table.")],
    days: Annotated[int, typer.Option(help="Daily increments to write after the base.")] = 0,
    from_day: Annotated[int | None, typer.Option(help="First day to write; 0 is the base.")] = None,
    to_day: Annotated[int | None, typer.Option(help="Last day to write.")] = None,
) -> None:
    """Write the six Superleap tables as Parquet, and which leads are one person in truth."""
    from cdp.errors import UsageError
    from cdp.synth import write_source_files

    try:
        report = write_source_files(
            out, leads=leads, seed=seed, days=days, from_day=from_day, to_day=to_day
        )
    except ValueError as error:
        raise UsageError(str(error), fix="`cdp synth --help` explains the numbers") from error
    except OSError as error:
        raise UsageError(f"cannot write to {out}: {error.strerror}") from error
    for table, rows in report.rows.items():
        typer.echo(f"{table:<26}{rows:>12,} rows")
    typer.echo(f"{report.files} files in {out} in {report.seconds:.1f} s")
