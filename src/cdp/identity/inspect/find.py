"""Find users by whatever a person knows of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdp.errors import UsageError
from cdp.sql.render import literal, quoted
from cdp.tables import USER_IDENTIFIER, USER_MAP

if TYPE_CHECKING:
    from cdp.project.identity import Identity
    from cdp.project.load import Project
    from cdp.warehouse.session import Session


def find_users(session: Session, project: Project, wanted: str) -> list[int]:
    """Find users by user id, record key or any identifier, however it is written."""
    if project.identity is None:
        raise UsageError("the project has no identity.yaml, so it knows no users")
    text = literal(wanted.strip())
    single = project.identity.value.single
    key = quoted(single.key if single else "record_key")
    found = session.query(
        f"""
        select user_id from {USER_MAP} where cast(user_id as varchar) = {text}
        union
        select user_id from {USER_MAP} where {key} = {text}
        union
        select user_id from {USER_IDENTIFIER} where identifier_value in
            ({text}, upper({text}), cdp_mobile({text}), cdp_email({text}))
        """
    )
    return sorted(r["user_id"] for r in found.to_pylist())


def required_identity(project: Project) -> Identity:
    """Return the project's identity; UsageError when it has none."""
    if project.identity is None:
        raise UsageError("the project has no identity.yaml, so there is nothing to explain")
    return project.identity.value
