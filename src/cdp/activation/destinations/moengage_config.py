"""What a MoEngage file may say, and what the vendor documents as forbidden in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from cdp.activation.check import common_mistakes
from cdp.activation.record import Limits
from cdp.project.destination import Account, DestinationSettings, Env

if TYPE_CHECKING:
    from collections.abc import Sequence

BUDGET = 100_000
"""Bytes a request: 128 KB in one document, 100 KB in another; the lower one holds for both."""
LIMITS = {
    "users": Limits(1_000, BUDGET, 10_000),
    "events": Limits(1_000, BUDGET, 30_000),
    "customer": Limits(1, BUDGET, 10_000),
    "event": Limits(1, BUDGET, 30_000),
    "merge": Limits(50, BUDGET, 1_000),
    "delete": Limits(1, BUDGET, 5_000),
    "erase": Limits(1, BUDGET, 60),
}
"""The documented defaults, the lower where documents differ; of erasures none is."""
STANDARD = frozenset({
    "moe_wa_subscription", "moe_sms_subscription", "moe_unsubscribe", "moe_spam",
    "moe_hard_bounce", "moe_email_optin_status", "moe_mobile",
})  # fmt: skip
RESERVED = frozenset({
    "id", "_id", "status", "user_id", "source", "INSTALL", "UPDATE", "MOE_GAID", "MOE_ISLAT",
    "MOE_TIME_FORMAT", "MOE_TIME_TIMEZONE",
})  # fmt: skip
BOOLEAN = frozenset(["moe_wa_subscription", "moe_unsubscribe", "moe_spam", "moe_hard_bounce"])
MOBILE, EMAIL = frozenset({"u_mb", "mobile", "moe_mobile"}), frozenset({"u_em", "email"})
OWN_TYPES = {
    **dict.fromkeys(BOOLEAN, ("boolean",)), **dict.fromkeys(MOBILE, ("mobile", "string")),
    **dict.fromkeys(EMAIL, ("email", "string")), "u_bd": ("date", "datetime"),
    **dict.fromkeys(("moe_sms_subscription", "moe_email_optin_status"), ("string",)),
    **dict.fromkeys(("u_n", "u_fn", "u_ln", "u_gd"), ("string",)),
}  # fmt: skip
MOST_ATTRIBUTES, LONGEST_NAME = 256, 200


class MoEngageAccount(Account):
    """A MoEngage workspace."""

    data_center: Literal["01", "02", "03", "04", "05", "06", "101"] = Field(
        description="The number in the dashboard's address; 03 is India."
    )
    workspace_env: Env = Field(description="Environment variable with the workspace id.")
    key_env: Env = Field(description="Environment variable with the Data API key.")
    merge: bool = Field(
        default=True,
        description="Whether users are merged there; not possible with their Identity Resolution.",
    )


class Settings(DestinationSettings, frozen=True):
    """A sync to MoEngage."""

    type: Literal["moengage"] = Field(description="Which tool.")
    account: MoEngageAccount = Field(description="Where and as whom.")


def mistakes(wanted: Settings, columns: Sequence[str]) -> list[tuple[str, str]]:
    """Find names that MoEngage forbids: (key of the file, the rule)."""
    found = common_mistakes(
        wanted, wanted.account, columns, moengage_name_mistake, LIMITS,
        tool="MoEngage", own=OWN_TYPES,
    )  # fmt: skip
    found += [
        (f"fields.{i}.send_nulls", f"MoEngage's own attribute {f.attribute} cannot be unset")
        for i, f in enumerate(wanted.fields)
        if f.send_nulls and is_system_attribute(f.attribute)
    ]
    if len(wanted.fields) + len(columns) > MOST_ATTRIBUTES:
        found.append(("fields", f"MoEngage takes {MOST_ATTRIBUTES} user attributes at most"))
    return found


def moengage_name_mistake(name: str) -> str | None:
    """Say which documented rule forbids an attribute's or an event's name."""
    if not name:
        return "MoEngage takes no empty name"
    if name in RESERVED or name.startswith("USER_ATTRIBUTE_"):
        return "the name is reserved by MoEngage"
    if name.lower().startswith("moe_") and name not in STANDARD:
        return "names that begin with moe_ are MoEngage's own"
    return "is longer than 200 characters" if len(name) > LONGEST_NAME else None


def is_system_attribute(name: str) -> bool:
    """Whether an attribute is MoEngage's own, which its API cannot unset."""
    return name.startswith(("u_", "moe_")) or name in {"uid", "cr_t"}
