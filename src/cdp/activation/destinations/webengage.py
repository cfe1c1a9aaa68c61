"""WebEngage's REST API: users and events, one or 25 a request, and its GDPR requests.

What is refused here before sending the vendor documents under tracking users, tracking events and
the bulk API: most of it would be dropped there without a word.
"""

from __future__ import annotations

import re
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from pydantic import Field

from cdp.activation.check import common_mistakes, flag_names
from cdp.activation.convert import (
    KINDS,
    RefusedError,
    accept_only,
    in_zone,
    kind_of,
    refuse_always,
    to_email,
    to_json_bytes,
    to_mobile,
)
from cdp.activation.mapping import Mapper
from cdp.activation.record import (
    Answer,
    Element,
    Event,
    Flags,
    Limits,
    Merge,
    Rejection,
    Removal,
    Request,
    User,
    Verdict,
    is_redirect,
    read_json_object,
)  # fmt: skip
from cdp.project.destination import Account, DestinationSettings, Env

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from cdp.activation.destination import Context
    from cdp.activation.record import Record, Response

BATCH = 25
BYTES = 1_000_000
"""No byte limit is documented; this one is ours."""
LIMITS = {
    "bulk-users": Limits(BATCH, BYTES, 500, "requests"),
    "bulk-events": Limits(BATCH, BYTES, 500, "requests"),
    "users": Limits(1, BYTES, 5_000, "requests"),
    "events": Limits(1, BYTES, 5_000, "requests"),
    "opengdpr_requests": Limits(1, BYTES, 100, "requests"),
}
HOSTS = {"global": "api.webengage.com"} | {r: f"api.{r}.webengage.com" for r in ("in", "ksa")}
STANDARD: Mapping[str, str] = {
    "firstName": "string", "lastName": "string", "company": "string", "hashedEmail": "string",
    "hashedPhone": "string", "postalCode": "string", "country": "string", "city": "string",
    "locality": "string", "region": "string", "gender": "string", "birthDate": "date",
    "email": "email", "phone": "mobile", "emailOptIn": "boolean", "smsOptIn": "boolean",
    "rcsOptIn": "boolean", "whatsappOptIn": "boolean",
}  # fmt: skip
_TAKEN = {"string": ("string",), "boolean": ("boolean",), "date": ("date", "datetime"),
          "email": ("email", "string"), "mobile": ("mobile", "string")}  # fmt: skip
_NEEDED = {
    "boolean": ({"boolean"}, "true or false"), "date": ({"date", "datetime"}, "a date"),
    "string": ({"string", "email"}, "text"),
}  # fmt: skip
OWN_TYPES = {name: _TAKEN[kind] for name, kind in STANDARD.items()}
GENDERS = frozenset({"male", "female", "other"})
LONGEST_ID, LONGEST_NAME, LONGEST_VALUE, MOST_OF_A_TYPE = 100, 49, 999, 25


class WebEngageAccount(Account):
    """A WebEngage account."""

    region: Literal["global", "in", "ksa"] = Field(description="Where the account lives.")
    license_env: Env = Field(description="Environment variable with the licence code.")
    key_env: Env = Field(description="Environment variable with the REST API key.")


class Settings(DestinationSettings, frozen=True):
    """A sync to WebEngage."""

    type: Literal["webengage"] = Field(description="Which tool.")
    account: WebEngageAccount = Field(description="Where and as whom.")


def connect(wanted: Settings, context: Context) -> WebEngage:
    """Make the destination ready."""
    return WebEngage(wanted, context)


def mistakes(wanted: Settings, columns: Sequence[str]) -> list[tuple[str, str]]:
    """Find names that WebEngage ignores, and too many of a type: (key of the file, the rule)."""
    found = common_mistakes(
        wanted, wanted.account, columns, name_mistake, LIMITS,
        tool="WebEngage", own=OWN_TYPES,
    )  # fmt: skip
    kinds = [KINDS[f.type] for f in wanted.fields if f.attribute not in STANDARD]
    kinds += ["boolean" for _, name in flag_names(wanted) if name not in STANDARD]
    found += [
        (
            "fields",
            f"WebEngage takes {MOST_OF_A_TYPE} custom attributes of a type, not {n} of {kind}",
        )
        for kind in sorted(set(kinds))
        if (n := kinds.count(kind)) > MOST_OF_A_TYPE
    ]
    return found


def name_mistake(name: str) -> str | None:
    """Say which documented rule forbids an attribute's or an event's name."""
    if not name:
        return "WebEngage takes no empty name"
    if name.startswith("we_"):
        return "names that begin with we_ are WebEngage's own and are ignored"
    return "must be shorter than 50 characters" if len(name) > LONGEST_NAME else None


def can_merge(_: Settings) -> bool:
    """Whether users can be merged there."""
    return False


class WebEngage:
    """One account."""

    def __init__(self, wanted: Settings, context: Context) -> None:
        account = wanted.account
        base = account.base_url or f"https://{HOSTS[account.region]}"
        self._base = f"{base}/v1/accounts/{context.secrets[account.license_env]}"
        self._headers = {
            "Authorization": f"Bearer {context.secrets[account.key_env]}",
            "Content-Type": "application/json",
        }
        self.limits = {
            n: Limits(x.records, x.bytes, account.per_minute.get(n, x.per_minute), x.counts)
            for n, x in LIMITS.items()
        }
        self._rename = wanted.events.rename if wanted.events else {}
        self._now, self._zone = context.now, ZoneInfo(wanted.time_zone)
        self._mapper = Mapper(
            wanted.fields, pass_others=wanted.other_fields == "pass", writer_for=self._writer_for,
            check_name=name_mistake, types=context.types,
        )  # fmt: skip

    def encode(self, record: Record, *, single: bool = False) -> Element | Rejection:
        """Say one record in WebEngage's words, or which of its rules forbids it."""
        try:
            match record:
                case User():
                    found, empty = self._mapper.apply(record.attributes, whole=record.whole)
                    return self._user(record.user_id, found, empty, single=single)
                case Flags():
                    return self._user(record.user_id, dict(record.flags), [], single=single)
                case Event():
                    return self._event(record, single=single)
                case Merge():  # there is no call for it: the survivor is sent whole, this one goes
                    return self._removal(record.retired)
                case Removal():
                    return self._removal(record.user_id)
        except RefusedError as error:
            return Rejection(str(error))

    def _user(
        self, user_id: str, found: dict[str, Any], empty: list[str], *, single: bool
    ) -> Element:
        body: dict[str, Any] = {"userId": _webengage_id(user_id)}
        body |= {name: value for name, value in found.items() if name in STANDARD}
        custom = {name: value for name, value in found.items() if name not in STANDARD}
        _count_types(custom)
        body |= {name: None for name in empty if name in STANDARD}
        custom |= {name: None for name in empty if name not in STANDARD}
        if custom:
            body["attributes"] = custom
        return _webengage_element("users" if single else "bulk-users", body, user_id)

    def _event(self, event: Event, *, single: bool) -> Element:
        name = self._rename.get(event.event_name, event.event_name)
        if wrong := name_mistake(name):
            raise RefusedError(f"event {name}: {wrong}")
        if event.occurred_at > self._now:
            raise RefusedError("the event is of the future")
        found = {"event_id": event.event_id} | self._mapper.others(event.properties, name)
        _count_types(found)
        body = {
            "userId": _webengage_id(event.user_id), "eventName": name,
            "eventTime": self._time(event.occurred_at), "eventData": found,
        }  # fmt: skip
        endpoint = "events" if single else "bulk-events"
        return _webengage_element(endpoint, body, event.user_id, event.event_id)

    def _removal(self, user_id: str) -> Element:
        identity = {"identity_type": "cuid", "identity_value": _webengage_id(user_id)}
        request = uuid5(NAMESPACE_URL, f"cdp:erasure:{user_id}:{self._now:%Y-%m-%d}")
        body = {
            "subject_request_id": str(request), "subject_request_type": "erasure",
            "subject_identities": [identity],
        }  # fmt: skip
        return _webengage_element("opengdpr_requests", body, user_id)

    def overhead(self, endpoint: str) -> tuple[int, int]:
        """Count the bytes around and between elements."""
        head, tail = _FRAME.get(endpoint, (b"", b""))
        return len(head) + len(tail), 1

    def request(self, endpoint: str, elements: Sequence[Element], at: datetime) -> Request:  # noqa: ARG002
        """Join elements into one request; its id lets WebEngage drop a second copy of it."""
        head, tail = _FRAME.get(endpoint, (b"", b""))
        body = head + b",".join(e.body for e in elements) + tail
        headers = self._headers | {"x-request-id": sha256(body).hexdigest()[:32]}
        return Request("POST", f"{self._base}/{endpoint}", headers, body)

    def decode(self, response: Response) -> Answer:
        """Read a response: `queued` is all that is ever said of success."""
        said = _read_response(response.body)
        reason = str(said.get("message") or "")
        if response.status in {200, 201, 202}:
            known = {"queued": Verdict.accepted, "error": Verdict.rejected}
            return Answer(known.get(str(said.get("status")), Verdict.retry), reason)
        if response.status == 429:  # noqa: PLR2004
            return Answer(Verdict.limited, reason)
        if response.status in {401, 403, 404} or is_redirect(response):
            return Answer(Verdict.closed, reason)
        later = response.status >= 500  # noqa: PLR2004
        return Answer(Verdict.retry if later else Verdict.rejected, reason)

    def _time(self, value: datetime) -> str:
        """Write an instant with its offset and without a colon in it, as the API wants it."""
        return _write_with_offset(in_zone(value, self._zone))

    def _day(self, value: date) -> str:
        return _write_with_offset(datetime(value.year, value.month, value.day, tzinfo=self._zone))

    def _writer_for(self, name: str, kind: str) -> Callable[[Any], Any]:
        """Choose what writes values of a kind as WebEngage documents them."""
        wanted = STANDARD.get(name)
        if kind == "mobile" or wanted == "mobile":
            return to_mobile
        if wanted == "email":
            return to_email
        if name == "gender":
            return accept_only(GENDERS, "gender must be male, female or other", lowered=True)
        if wanted in _NEEDED and kind not in _NEEDED[wanted][0]:
            return refuse_always(f"{name} must be {_NEEDED[wanted][1]}")
        return {"datetime": self._time, "date": self._day}.get(kind, _cut_webengage_text)


def _cut_webengage_text(value: Any) -> Any:  # noqa: ANN401 - any value a column has
    return value[:LONGEST_VALUE] if isinstance(value, str) else value


_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4}")
_FRAME = {"bulk-users": (b'{"users":[', b"]}"), "bulk-events": (b'{"events":[', b"]}")}


def _write_with_offset(value: datetime) -> str:
    """Write an instant; of an offset only hours and minutes, as old ones have seconds too."""
    local = value.replace(tzinfo=None).isoformat(timespec="seconds")
    return f"{local}{f'{value:%z}'[:5]}"


def _webengage_id(user_id: str) -> str:
    if not user_id.strip():
        raise RefusedError("userId may not be empty")
    if len(user_id) > LONGEST_ID:
        raise RefusedError("userId may have 100 characters")
    return user_id


def _count_types(custom: Mapping[str, Any]) -> None:
    """Refuse more custom attributes of a type than WebEngage keeps."""
    if len(custom) <= MOST_OF_A_TYPE:
        return
    kinds = ["date" if _DATE.fullmatch(str(v)) else kind_of(v) for v in custom.values()]
    if max(map(kinds.count, set(kinds))) > MOST_OF_A_TYPE:
        raise RefusedError(f"WebEngage takes {MOST_OF_A_TYPE} custom attributes of a type at most")


def _webengage_element(endpoint: str, body: dict[str, Any], lane: str, key: str = "") -> Element:
    return Element(endpoint, to_json_bytes(body), lane, key or lane)


def _read_response(body: bytes) -> dict[str, Any]:
    found = read_json_object(body).get("response")
    return found if isinstance(found, dict) else {}
