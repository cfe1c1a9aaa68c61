"""`cdp compile`: the SQL that will run."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from cdp.cli.options import ProjectDir, TargetName, root_of

FORMER_WORK = "stage."
"""How work tables were called once, and may be for a while."""


class Dialect(StrEnum):
    """Engines that models are rendered for."""

    duckdb = "duckdb"
    trino = "trino"
    spark = "spark"


def print_models(
    model: Annotated[
        str | None, typer.Argument(metavar="[MODEL]", help="As gold.cdp_dim_user; default: all.")
    ] = None,
    project: ProjectDir = None,
    target: TargetName = None,
    dialect: Annotated[Dialect, typer.Option(help="Engine to render for.")] = Dialect.duckdb,
    as_of: Annotated[str, typer.Option(help="The instant that stands for as_of.")] = "2026-01-01",
) -> None:
    """Print the SQL of a model, or of all models in the order they run."""
    from cdp.cli.options import parse_instant
    from cdp.errors import UsageError
    from cdp.pipeline.compile import compile_root
    from cdp.sql.render import render

    manifest = compile_root(root_of(project))
    manifest.project.target(target)
    models = manifest.models
    known = {str(m.relation): m for m in models}
    if model is not None and model.startswith(FORMER_WORK):
        model = f"work.{model.removeprefix(FORMER_WORK)}"
    if model is not None and model not in known:
        import difflib

        near = difflib.get_close_matches(model, known, n=3) or sorted(known)
        raise UsageError(f"there is no model {model!r}", fix=f"choose: {', '.join(near)}")
    instant = parse_instant(as_of)
    for item in models if model is None else [known[model]]:
        typer.echo(f"-- {item.relation} ({item.kind}, from {item.file or 'identity.yaml'})")
        typer.echo(render(item.query, dialect.value, instant, pretty=True) + ";\n")
