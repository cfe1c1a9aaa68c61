"""MoEngage's Data API: users and events in bulk, merges, deletions, erasures.

What is refused here the vendor documents as forbidden (data.yaml, data overview, data tracking
policies): its bulk endpoint answers 200 even where it will drop elements without a word.
"""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from cdp.activation import convert
from cdp.activation.convert import RefusedError, in_zone, to_json_bytes
from cdp.activation.destinations.moengage_config import (
    BOOLEAN,
    BUDGET,
    EMAIL,
    LIMITS,
    MOBILE,
    MOST_ATTRIBUTES,
    Settings,
    is_system_attribute,
    mistakes,
    moengage_name_mistake,
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

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from cdp.activation.destination import Context
    from cdp.activation.record import Record, Response

__all__ = ["Settings", "can_merge", "connect", "mistakes"]
BANNED_IDS = frozenset({
    "unknown", "guest", "null", "0", "1", "2", "-1", "-2", "true", "false", "none", "na", "n/a",
    "(empty)", '""', "id", "uid", "userid", "user_id", "customer_id", "user_attribute_unique_id",
    "dummy_seller_code",
})  # fmt: skip
OPT_INS = frozenset({"DOUBLE_OPTED_IN", "OPTED_OUT", "OPT_IN_PENDING"})
MOST_PROPERTIES, MOST_ITEMS, LONGEST_VALUE, FEWEST_ID = 100, 50, 512, 2


def connect(wanted: Settings, context: Context) -> MoEngage:
    """Make the destination ready."""
    return MoEngage(wanted, context)


def can_merge(wanted: Settings) -> bool:
    """Whether users can be merged there."""
    return wanted.account.merge


class MoEngage:
    """One workspace."""

    def __init__(self, wanted: Settings, context: Context) -> None:
        account = wanted.account
        workspace, key = context.secrets[account.workspace_env], context.secrets[account.key_env]
        token = b64encode(f"{workspace}:{key}".encode()).decode()
        v1 = f"{account.base_url or f'https://api-{account.data_center}.moengage.com'}/v1"
        self._urls = {
            "users": f"{v1}/transition/{workspace}", "events": f"{v1}/transition/{workspace}",
            "customer": f"{v1}/customer/{workspace}", "event": f"{v1}/event/{workspace}",
            "merge": f"{v1}/customer/merge?app_id={workspace}",
            "delete": f"{v1}/customer/delete?app_id={workspace}",
            "erase": f"{v1}/opengdpr_requests/{workspace}",
        }  # fmt: skip
        self._headers = {
            "Authorization": f"Basic {token}", "Content-Type": "application/json",
            "MOE-APPKEY": workspace,
        }  # fmt: skip
        self.limits = {
            n: Limits(x.records, x.bytes, account.per_minute.get(n, x.per_minute), x.counts)
            for n, x in LIMITS.items()
        }
        self._merges, self._rename = account.merge, wanted.events.rename if wanted.events else {}
        self._now, self._zone = context.now, ZoneInfo(wanted.time_zone)
        self._mapper = Mapper(
            wanted.fields, pass_others=wanted.other_fields == "pass",
            writer_for=_moengage_writer_for, check_name=moengage_name_mistake, types=context.types,
        )  # fmt: skip

    def encode(self, record: Record, *, single: bool = False) -> Element | Rejection:
        """Say one record in MoEngage's words, or which of its rules forbids it."""
        try:
            match record:
                case User():
                    return self._user(record, single=single)
                case Flags():
                    body = _customer_body(record.user_id, dict(record.flags), [])
                    return _moengage_element(
                        "customer" if single else "users", body, record.user_id
                    )
                case Event():
                    return self._event(record, single=single)
                case Merge():
                    return self._merge(record)
                case Removal():
                    return self._removal(record)
        except RefusedError as error:
            return Rejection(str(error))

    def _user(self, user: User, *, single: bool) -> Element:
        attributes, empty = self._mapper.apply(user.attributes, whole=user.whole)
        if len(attributes) > MOST_ATTRIBUTES:
            raise RefusedError(f"MoEngage takes {MOST_ATTRIBUTES} user attributes at most")
        body = _customer_body(user.user_id, attributes, empty)
        return _moengage_element("customer" if single else "users", body, user.user_id)

    def _event(self, event: Event, *, single: bool) -> Element:
        name = self._rename.get(event.event_name, event.event_name)
        if wrong := moengage_name_mistake(name):
            raise RefusedError(f"event {name}: {wrong}")
        if event.occurred_at > self._now:
            raise RefusedError("MoEngage takes no events of the future")
        found = {"event_id": event.event_id} | self._mapper.others(event.properties, name)
        if len(found) > MOST_PROPERTIES:
            raise RefusedError(f"MoEngage takes {MOST_PROPERTIES} attributes an event at most")
        offset = in_zone(event.occurred_at, self._zone).utcoffset()
        action = {
            "action": name, "attributes": found, "platform": "unknown",
            "current_time": convert.write_iso_second(event.occurred_at),
            "user_timezone_offset": int(offset.total_seconds()) if offset else 0,
        }  # fmt: skip
        body = {"type": "event", "customer_id": _moengage_id(event.user_id), "actions": [action]}
        return _moengage_element(
            "event" if single else "events", body, event.user_id, event.event_id
        )

    def _merge(self, merge: Merge) -> Element:
        if not self._merges:
            return self._removal(Removal(merge.retired))
        body = {
            "merged_user": _moengage_id(merge.retired),
            "retained_user": _moengage_id(merge.retained),
        }
        if merge.retired == merge.retained:
            raise RefusedError("a user cannot be merged into itself")
        return _moengage_element("merge", body, merge.retired)

    def _removal(self, removal: Removal) -> Element:
        user_id = _moengage_id(removal.user_id)
        if not removal.erase:
            body = {"identity_type": "customer_id", "identity_value": user_id}
            return _moengage_element("delete", body, user_id)
        body = {
            "request_type": "erasure", "submitted_time": convert.write_iso_second(self._now),
            "identities": [{"identity_type": "ID", "identity_value": user_id}],
            "api_version": "1.0",
        }  # fmt: skip
        return _moengage_element("erase", body, user_id)

    def overhead(self, endpoint: str) -> tuple[int, int]:
        """Count the bytes around and between elements."""
        head, tail = _FRAME.get(endpoint, (b"", b""))
        return len(head) + len(tail), 1

    def request(self, endpoint: str, elements: Sequence[Element], at: datetime) -> Request:  # noqa: ARG002
        """Join elements into one request."""
        head, tail = _FRAME.get(endpoint, (b"", b""))
        body = head + b",".join(e.body for e in elements) + tail
        return Request("POST", self._urls[endpoint], self._headers, body)

    def decode(self, response: Response) -> Answer:
        """Read a response: 200 says that the request was taken, and no more."""
        said = read_json_object(response.body)
        error = said.get("error")
        told: dict[str, Any] = error if isinstance(error, dict) else {}
        reason = str(told.get("message") or said.get("description") or said.get("title") or "")
        request_id = str(said.get("request_id") or told.get("request_id") or "")
        if response.status in {200, 201, 202}:
            known = {"success": Verdict.accepted, "fail": Verdict.rejected}
            verdict = known.get(str(said.get("status")), Verdict.retry)
            reason = reason if said else "the answer is not MoEngage's"
        elif (response.status, told.get("type")) == (400, "Not Found"):  # of one to be deleted
            verdict = Verdict.accepted
        else:
            other = Verdict.retry if response.status >= 500 else Verdict.rejected  # noqa: PLR2004
            other = Verdict.closed if is_redirect(response) else other
            verdict = _VERDICTS.get(response.status, other)
        return Answer(verdict, reason, request_id)


_VERDICTS = {429: Verdict.limited} | dict.fromkeys((401, 403, 404, 409), Verdict.closed)
_FRAME = {
    "users": (b'{"type":"transition","elements":[', b"]}"),
    "events": (b'{"type":"transition","elements":[', b"]}"),
    "merge": (b'{"merge_data":[', b"]}"),
}
_ROOM = {endpoint: BUDGET - len(head) - len(tail) for endpoint, (head, tail) in _FRAME.items()}


def _moengage_id(user_id: str) -> str:
    if len(user_id) < FEWEST_ID:
        raise RefusedError("customer_id must have more than one character")
    if user_id.strip().lower() in BANNED_IDS:
        raise RefusedError("customer_id is one that MoEngage bans")
    return user_id


def _customer_body(user_id: str, attributes: dict[str, Any], empty: list[str]) -> dict[str, Any]:
    body: dict[str, Any] = {"type": "customer", "customer_id": _moengage_id(user_id)}
    body["attributes"] = attributes
    if unset := [name for name in empty if not is_system_attribute(name)]:
        body["unset_attributes"] = [
            {"type": "equals", "attr": name, "case_sensitive": True} for name in unset
        ]
    return body


def _moengage_element(endpoint: str, body: dict[str, Any], lane: str, key: str = "") -> Element:
    found = to_json_bytes(body)
    if len(found) > _ROOM.get(endpoint, BUDGET):
        raise RefusedError(f"is larger than the {BUDGET:,} bytes MoEngage takes")
    return Element(endpoint, found, lane, key or lane)


def _moengage_writer_for(name: str, kind: str) -> Callable[[Any], Any]:
    """Choose what writes values of a kind as MoEngage documents them."""
    if name in BOOLEAN and kind != "boolean":
        return convert.refuse_always(f"{name} must be true or false")
    if name == "moe_email_optin_status":
        return convert.accept_only(OPT_INS, f"{name} is one of {', '.join(sorted(OPT_INS))}")
    if kind == "mobile" or name in MOBILE:
        return lambda value: convert.to_mobile(value).removeprefix("+")
    return convert.to_email if name in EMAIL else _WRITTEN.get(kind, convert.keep_value)


def _write_moengage_list(values: list[Any]) -> list[Any]:
    if len(values) > MOST_ITEMS:
        raise RefusedError(f"MoEngage takes lists of {MOST_ITEMS} values at most")
    return [_cut_moengage_text(v) if isinstance(v, str) else v for v in values]


def _cut_moengage_text(value: str) -> str:
    """Cut text where MoEngage would; an address that is cut is none."""
    if len(value) > LONGEST_VALUE and value.startswith(("http://", "https://")):
        raise RefusedError("addresses may have 512 characters")
    return value[:LONGEST_VALUE]


_WRITTEN: dict[str, Callable[[Any], Any]] = {
    "string": _cut_moengage_text,
    "email": _cut_moengage_text,
    "list": _write_moengage_list,
    "datetime": convert.write_iso_second,
    "date": convert.write_iso_day,
}
