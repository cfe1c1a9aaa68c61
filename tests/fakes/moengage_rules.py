"""What MoEngage accepts as an id, a name, a value and a time (external-apis.md A).

What breaks one of these rules is refused: the single endpoints answer 400, a batch loses the
element. Which of them the vendor's endpoints answer with 400, and which they swallow there too, is
not documented [?].
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from .notes import EMAIL, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    Check = Callable[[Any], bool]

BANNED_IDS = frozenset(
    (
        *("unknown", "guest", "null", "none", "na", "n/a", "(empty)", "", "true", "false"),
        *("0", "1", "2", "-1", "-2", "id", "uid", "userid", "user_id", "customer_id"),
        *("user_attribute_unique_id", "dummy_seller_code"),
    )
)
FORBIDDEN_NAMES = frozenset(("id", "_id", ""))
RESERVED_NAMES = frozenset(
    (
        *("status", "user_id", "source", "INSTALL", "UPDATE"),
        *("MOE_GAID", "MOE_ISLAT", "MOE_TIME_FORMAT", "MOE_TIME_TIMEZONE"),
    )
)
RESERVED_PREFIX = "USER_ATTRIBUTE_"
DEVICE_PLATFORMS = ("ANDROID", "iOS", "web", "TV")
PLATFORMS = (*DEVICE_PLATFORMS, "unknown")
CREATE_ONLY = frozenset(("cr_t", "u_l_a", "publisher_name", "campaign_name"))
"""External-apis.md A: these are taken when a user is created, and never changed."""
ALIASES = {
    "name": "u_n",
    "first_name": "u_fn",
    "last_name": "u_ln",
    "email": "u_em",
    "mobile": "u_mb",
    "gender": "u_gd",
}
EDITS = ("addValueToArrayField", "removeValueFromArrayField")

VALUE_LENGTH = 512
NAME_LENGTH = 200
ARRAY_LENGTH = 50
MILLISECONDS = 1e11
"""Epochs above this are milliseconds: as seconds they lie beyond the year 5000."""


def _text(value: object) -> bool:
    return type(value) is str


def _flag(value: object) -> bool:
    return type(value) is bool


def _epoch(value: object) -> bool:
    return type(value) is int and value > MILLISECONDS


def _mobile(value: object) -> bool:
    return type(value) is str and re.fullmatch(r"[0-9]{8,15}", value) is not None


def _email(value: object) -> bool:
    return type(value) is str and EMAIL.fullmatch(value) is not None


def _date(value: object) -> bool:
    return type(value) is str and text_kind(value) == "datetime"


def _opt_in(value: object) -> bool:
    return value in ("DOUBLE_OPTED_IN", "OPTED_OUT", "OPT_IN_PENDING")


# external-apis.md A, standard names: u_mb is digits with the country code and no plus, u_bd is ISO,
# WhatsApp, unsubscribe, spam and bounce are bool, the SMS subscription is text, the two create-only
# times are epoch milliseconds. That a value of another type is refused is not documented [?].
STANDARD: dict[str, Check] = {
    **dict.fromkeys(("u_n", "u_fn", "u_ln", "u_gd", "uid", "geo"), _text),
    **dict.fromkeys(("name", "first_name", "last_name", "gender"), _text),
    **dict.fromkeys(("publisher_name", "campaign_name", "moe_sms_subscription"), _text),
    **dict.fromkeys(("moe_wa_subscription", "moe_unsubscribe", "moe_spam"), _flag),
    "moe_hard_bounce": _flag,
    **dict.fromkeys(("u_em", "email"), _email),
    **dict.fromkeys(("u_mb", "mobile"), _mobile),
    **dict.fromkeys(("cr_t", "u_l_a"), _epoch),
    "u_bd": _date,
    "moe_email_optin_status": _opt_in,
}
IDENTIFIERS: dict[str, Check] = {"moe_mobile": _text}
"""External-apis.md A: with Identity Resolution on, a user may be named by these."""


def customer_id(value: object) -> str:
    """External-apis.md A: text of more than one character, and none of the banned words.

    Whether the ban looks at case is not known [?]: it does not here.
    """
    if type(value) is not str:
        raise Refused(400, "customer_id_type", "expected string", where="customer_id")
    if value == "":
        raise missing("customer_id", "customer_id can not be empty Unicode String")
    if value.lower() in BANNED_IDS:
        raise Refused(400, "banned_id", "customer_id is not allowed", where="customer_id")
    if len(value) < 2:
        raise Refused(400, "short_id", "customer_id is too short", where="customer_id")
    return value


def missing(attribute: str, message: str = "") -> Refused:
    """Word the refusal of a call that lacks something, as the vendor does."""
    message = message or f"{attribute} is not found in the payload"
    return Refused(400, "missing", message, where=attribute, kind="MissingAttributeError")


def user_attribute(name: str) -> None:
    """External-apis.md A: no `moe_` on custom attributes; forbidden and reserved names."""
    _common_name(name)
    if name in RESERVED_NAMES or name.startswith(RESERVED_PREFIX):
        raise Refused(400, "reserved_name", f"{name} is reserved", where=name)


def event_attribute(name: str) -> None:
    """External-apis.md A: no `moe_`; the forbidden names.

    The reserved names are documented of user attributes; whether they hold for those of events is
    not known [?]: there they are an offence, see `moengage_store`.
    """
    _common_name(name)


def event_name(name: object) -> str:
    """External-apis.md A: no `moe_` on custom events; MoEngage has INSTALL, UPDATE … itself [?]."""
    if type(name) is not str:
        raise missing("action")
    if name == "":
        raise missing("action", "action cannot be empty Unicode string")
    _common_name(name)
    if name in RESERVED_NAMES or name.startswith(RESERVED_PREFIX):
        raise Refused(400, "reserved_name", f"{name} is reserved", where=name)
    return name


def _common_name(name: str) -> None:
    if name in FORBIDDEN_NAMES:
        raise Refused(400, "forbidden_name", "this name is blocked", where=name or '""')
    if name.startswith("moe_"):
        raise Refused(400, "moe_prefix", "moe_ is a system prefix", where=name)


_TIME_LIKE = re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}(?!\d)|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}(?![\d-])")


def text_kind(text: str) -> str:
    """External-apis.md A: `YYYY-MM-DDTHH:mm:ssZ` and `YYYY-MM-DD` are times; all else is text.

    `odd_time` is text that is meant as a time, but is none to MoEngage; `long` is above 512.
    """
    if not text[:1].isdigit():
        return "string" if len(text) <= VALUE_LENGTH else "long"
    size = len(text)
    if size in {10, 20} and text[4] == "-" == text[7] and _is_time(text):
        return "datetime"
    if size > VALUE_LENGTH:
        return "long"
    return "odd_time" if _TIME_LIKE.match(text) else "string"


def _is_time(text: str) -> bool:
    if len(text) == 20 and (text[10] != "T" or text[19] != "Z"):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def array(name: str, values: list[Any]) -> None:
    """External-apis.md A: at most 50 elements, all of one type."""
    if len(values) > ARRAY_LENGTH:
        raise Refused(400, "array_length", f"{name} has too many elements", where=name)
    if len({_sort(value) for value in values}) > 1:
        raise Refused(400, "array_mixed", f"{name} is not homogeneous", where=name)


def _sort(value: object) -> str:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return "number" if number else type(value).__name__


def platforms(value: object) -> None:
    """External-apis.md A: a list of `{"platform": …, "active": "true"}`."""
    entries = value if isinstance(value, list) else [value]
    for entry in entries:
        known = entry if isinstance(entry, dict) else {}
        good = known.get("platform") in ("ANDROID", "iOS", "web")
        if not good or known.get("active") not in ("true", "false"):
            raise Refused(400, "platforms", "platforms is invalid", where="platforms")


def instant(value: object, name: str) -> tuple[float, bool]:
    """Return the epoch seconds of a time, and whether it said its zone.

    External-apis.md A: ISO or epoch seconds; the vendor's examples also show milliseconds as text.
    """
    if isinstance(value, str) and re.fullmatch(r"\d{9,13}", value):
        value = int(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return (value / 1000 if value > MILLISECONDS else float(value)), True
    try:
        moment = datetime.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise Refused(400, "time_format", f"{name} is no time", where=name) from None
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC).timestamp(), False
    return moment.timestamp(), True


def offset(value: object) -> None:
    """External-apis.md A: `user_timezone_offset` is in seconds, -54000 … 54000."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or abs(cast("float", value)) > 54_000:
        name = "user_timezone_offset"
        raise Refused(400, "timezone_offset", f"{name} is out of range", where=name)
