"""What is wrong in `gold/user.yaml` beyond its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.errors import Problem
from cdp.sql.expression import is_aggregate
from cdp.sql.parse import SqlMistake, parse_expression

if TYPE_CHECKING:
    from cdp.project.identity import Identity
    from cdp.project.profile import Profile
    from cdp.project.yamlfile import YamlDoc


def find_profile_mistakes(
    profile: Profile, identity: Identity | None, doc: YamlDoc
) -> list[Problem]:
    """Find expressions that do not parse, traits that do not aggregate, sources without records.

    Without `identity` (it has mistakes of its own) records are not looked at.
    """
    found: list[Problem] = []
    records = {r.table for r in identity.records} if identity else set[str]()
    for name, source in profile.sources.items() if identity else ():
        table = source.record or source.table
        if identity and identity.single is None and table not in records:
            found.append(
                Problem(
                    doc.file, doc.line(("sources", name)), f"sources.{name}",
                    f"{table} is no record table of identity.yaml",
                    "say with `record:` which record table its key belongs to",
                )
            )  # fmt: skip
    checks: list[tuple[str, str, str | None, bool]] = [
        *(("attributes", n, a.where, False) for n, a in profile.attributes.items()),
        *(("traits", n, t.where, False) for n, t in profile.traits.items()),
        *(("traits", n, t.sql, True) for n, t in profile.traits.items()),
        *(("sources", n, s.where, False) for n, s in profile.sources.items()),
    ]
    for section, name, text, aggregate in checks:
        if text is None:
            continue
        line, key = doc.line((section, name)), f"{section}.{name}"
        try:
            parse_expression(text)
        except SqlMistake as error:
            found.append(Problem(doc.file, line, key, error.message))
            continue
        if aggregate and not is_aggregate(text):
            fix = "a trait is an aggregate, as count(*) or max(score)"
            found.append(Problem(doc.file, line, key, "the expression aggregates nothing", fix))
    return found
