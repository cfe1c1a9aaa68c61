"""What a MoEngage workspace keeps: users, events, devices, and the attribute names it has seen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import inf
from types import NoneType
from typing import TYPE_CHECKING, Any

from . import moengage_rules as rules
from .notes import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .limits import Clock
    from .notes import Book

USER_ATTRIBUTES = 256
EVENT_NAMES = 512
EVENT_ATTRIBUTES = 100
DELETE_BUFFER = 24 * 3600
_KINDS: dict[type, str] = {
    int: "number",
    float: "number",
    bool: "boolean",
    list: "array",
    dict: "object",
    NoneType: "null",
}
_PLAIN = frozenset(("string", "number", "boolean", "datetime"))


@dataclass
class Catalogue:
    """Attribute names of one owner (all users, or one event) and the kind each was first seen with.

    External-apis.md A: 256 user attributes, 100 attributes an event. The vendor's policy page says
    that these count distinct custom names over the life of the workspace, and that a name beyond
    them is rejected while the rest of the call is kept.
    """

    most: int
    book: Book
    check_name: Callable[[str], None]
    standard: Mapping[str, rules.Check] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    def clean(self, attributes: Mapping[str, Any], owner: str) -> dict[str, Any]:
        """Return the attributes as they are kept. Raises Refused when one cannot be."""
        kinds = self.kinds
        text_kind = rules.text_kind
        kept: dict[str, Any] = {}
        fresh: dict[str, str] = {}
        for name, value in attributes.items():
            kind = text_kind(value) if type(value) is str else _KINDS[type(value)]
            if kind in _PLAIN and kinds.get(name) == kind:
                kept[name] = value  # nearly every value goes this way
            else:
                kept.update(self._careful(name, value, kind, owner, fresh))
        kinds.update(fresh)
        return kept

    def _careful(
        self, name: str, value: Any, kind: str, owner: str, fresh: dict[str, str]
    ) -> dict[str, Any]:
        where = f"{owner} {name}"
        if kind == "null":
            # what MoEngage makes of null is not documented [?]: it is passed over
            self.book.offend("null_value", where)
            return {}
        check = self.standard.get(name)
        if check is not None:
            if not check(value):
                raise Refused(400, "standard_type", f"{name} is of a wrong type", where=name)
            return {name: value}
        self.check_name(name)
        if len(name) > rules.NAME_LENGTH:
            # external-apis.md A: names are at most 200 characters, and cut
            self.book.offend("name_truncated", where)
            name = name[: rules.NAME_LENGTH]
        kept, kind = self._value(name, value, kind, where)
        return {name: kept} if kind and self._known(name, kind, where, fresh) else {}

    def _value(self, name: str, value: Any, kind: str, where: str) -> tuple[Any, str]:
        """Return a value as it is kept and its kind; no kind for a value that is not."""
        if kind == "long":
            return self._long(value, where)
        if kind == "odd_time":
            # external-apis.md A: times in any other format become strings
            self.book.offend("datetime_format", where)
            return value, "string"
        if kind == "array":
            rules.array(name, value)
            # external-apis.md A: 512 characters in each element too
            value = [self._long(x, where)[0] if _is_long(x) else x for x in value]
        return value, kind

    def _long(self, value: str, where: str) -> tuple[str, str]:
        """External-apis.md A: values above 512 characters are cut, URLs above that rejected."""
        if value.lower().startswith(("http://", "https://")):
            self.book.drop("url_length", where)
            return "", ""
        self.book.offend("value_truncated", where)
        return value[: rules.VALUE_LENGTH], "string"

    def _known(self, name: str, kind: str, where: str, fresh: dict[str, str]) -> bool:
        first = self.kinds.get(name) or fresh.get(name)
        if first is None:
            if len(self.kinds) + len(fresh) >= self.most:
                self.book.drop("too_many_attributes", where)
                return False
            fresh[name] = kind
        elif first != kind:
            # external-apis.md, traps: type drift is punished; bad dates are ingested as strings
            self.book.offend("type_drift", where)
        return True


def _is_long(value: object) -> bool:
    return isinstance(value, str) and len(value) > rules.VALUE_LENGTH


@dataclass
class Users:
    """Users by id, the latest value of each attribute; and what became of those who are gone."""

    book: Book
    clock: Clock
    catalogue: Catalogue
    users: dict[str, dict[str, Any]] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)
    _deleted_at: dict[str, float] = field(default_factory=dict)

    def ensure(self, key: str) -> dict[str, Any]:
        """Return a user, made if need be; an id that was merged away or deleted starts anew.

        External-apis.md A names a buffer of 24 h behind a delete. The vendor says that updates
        within it reach the user that is about to go: here they make the user anew, and are noted.
        """
        user = self.users.get(key)
        if user is None:
            user = self.users[key] = {}
            self.merged.pop(key, None)
            self.deleted.discard(key)
            if self._since_delete(key) < DELETE_BUFFER:
                self.book.offend("update_in_delete_buffer", key)
            if key in self.erased:
                self.book.offend("back_after_erasure", key)
            self._deleted_at.pop(key, None)
        return user

    def upsert(self, key: str, element: Mapping[str, Any]) -> None:
        """Set attributes; latest wins, each for itself."""
        attributes = element.get("attributes", {})
        if not isinstance(attributes, dict):
            raise Refused(400, "attributes", "attributes is expected to be object")
        plain, edits = _split(attributes)
        kept = self.catalogue.clean(plain, key)
        unset = _unset_rules(element.get("unset_attributes", []))
        for alias, name in rules.ALIASES.items():
            if alias in plain and name in plain:
                # external-apis.md A: which of the two wins is not known [?]
                self.book.offend("alias_twice", f"{key} {alias}")
        if element.get("update_existing_only") is True and key not in self.users:
            # external-apis.md A: only users who exist are updated
            self.book.drop("update_existing_only", key)
            return
        self._apply(key, kept, edits, unset)

    def _apply(
        self,
        key: str,
        kept: dict[str, Any],
        edits: dict[str, dict[str, list[Any]]],
        unset: list[Callable[[str], bool]],
    ) -> None:
        existed = key in self.users
        user = self.ensure(key)
        for name in rules.CREATE_ONLY.intersection(kept) if existed else ():
            if user.get(name) != kept[name]:
                # external-apis.md A: create-only attributes do not change
                self.book.drop("create_only", f"{key} {name}")
            del kept[name]
        user.update(kept)
        for edit, fields in edits.items():
            for name, values in fields.items():
                old = user.get(name)
                user[name] = _edited(old if isinstance(old, list) else [], edit, values)
        for matches in unset:
            self._unset(key, user, matches)

    def _unset(self, key: str, user: dict[str, Any], matches: Callable[[str], bool]) -> None:
        for name in [name for name in user if matches(name)]:
            if name.startswith(("u_", "moe_")) or name in {"uid", "platforms", "cr_t"}:
                # the vendor's OpenAPI: system attributes cannot be unset
                self.book.drop("unset_protected", f"{key} {name}")
            else:
                del user[name]

    def merge(self, gone: str, kept: str) -> None:
        """Merge one user into another, who keeps his own value where both have one.

        The vendor's OpenAPI: a pair that cannot be merged is skipped and the others are merged;
        chains (a into b, then b into c) leave the events of a behind.
        """
        if gone not in self.users or kept not in self.users:
            self.book.drop("merge_unknown", f"{gone} into {kept}")
            return
        if gone in self.merged.values():
            self.book.offend("merge_chain", f"{gone} into {kept}")
        self.users[kept] = {**self.users.pop(gone), **self.users[kept]}
        self.merged[gone] = kept

    def delete(self, key: str) -> None:
        """Delete one user; within the buffer of 24 h he may be deleted again [?]."""
        if self.users.pop(key, None) is None and self._since_delete(key) >= DELETE_BUFFER:
            message = f"User doesn't exists with customer id {key}"
            raise Refused(400, "unknown_user", message, where=key, kind="Not Found")
        self._deleted_at[key] = self.clock()
        self.deleted.add(key)

    def _since_delete(self, key: str) -> float:
        return self.clock() - self._deleted_at.get(key, -inf)

    def erase(self, names: tuple[str, ...], value: str) -> set[str]:
        """Erase everybody with this value in one of the attributes, or with this id if none.

        External-apis.md A: an email that N users share erases all N.
        """
        if names:
            found = {k for k, user in self.users.items() if value in map(user.get, names)}
        else:
            found = {value} & self.users.keys()
        for key in found:
            del self.users[key]
        self.erased |= found
        if len(found) > 1:
            self.book.offend("erased_many", ", ".join(sorted(found)))
        return found


def _split(attributes: dict[str, Any]) -> tuple[dict[str, Any], dict[str, dict[str, list[Any]]]]:
    """Take the edits of arrays and the platforms apart from the attributes."""
    if "platforms" in attributes:
        rules.platforms(attributes["platforms"])
        attributes = {n: v for n, v in attributes.items() if n != "platforms"}
    if not any(edit in attributes for edit in rules.EDITS):
        return attributes, {}
    plain = {name: value for name, value in attributes.items() if name not in rules.EDITS}
    edits = {edit: attributes.get(edit, {}) for edit in rules.EDITS}
    adds, removes = edits.values()
    for edit, fields in edits.items():
        if not isinstance(fields, dict) or not all(isinstance(v, list) for v in fields.values()):
            raise Refused(400, "array_edit", f"{edit} is expected to be object", where=edit)
    for name in [*adds, *removes]:
        rules.user_attribute(name)
        rules.array(name, [*adds.get(name, []), *removes.get(name, [])])
    # external-apis.md A: never both edits for one attribute (nor an edit and a value: OpenAPI)
    for name in [*adds, *removes]:
        if (name in adds) + (name in removes) + (name in plain) > 1:
            message = f"Cannot add and remove '{name}' at the same time"
            raise Refused(400, "array_edit", message, where=name, kind="ArrayFieldError")
    return plain, edits


def _edited(old: list[Any], edit: str, values: list[Any]) -> list[Any]:
    if edit == rules.EDITS[0]:
        return old + [value for value in values if value not in old]
    return [value for value in old if value not in values]


def _unset_rules(entries: object) -> list[Callable[[str], bool]]:
    if not isinstance(entries, list):
        raise Refused(400, "unset", "unset_attributes is expected to be array")
    return [_unset_rule(entry) for entry in entries]


def _unset_rule(entry: object) -> Callable[[str], bool]:
    """External-apis.md A: equals, prefix, suffix or contains; by case unless told otherwise."""
    entry = entry if isinstance(entry, dict) else {}
    kind, pattern = entry.get("type"), entry.get("attr")
    if kind not in ("equals", "prefix", "suffix", "contains") or not isinstance(pattern, str):
        raise Refused(400, "unset", "unset_attributes is invalid", where="unset_attributes")
    fold = str if entry.get("case_sensitive", True) else str.lower
    wanted = fold(pattern)
    tests: dict[str, Callable[[str], bool]] = {
        "equals": lambda name: fold(name) == wanted,
        "prefix": lambda name: fold(name).startswith(wanted),
        "suffix": lambda name: fold(name).endswith(wanted),
        "contains": lambda name: wanted in fold(name),
    }
    return tests[kind]


@dataclass(frozen=True, slots=True)
class Event:
    """One event as it is kept."""

    customer_id: str
    name: str
    attributes: dict[str, Any]
    time: float | None
    """Epoch seconds of `current_time`; None when it was not sent."""


@dataclass
class Events:
    """Events in order of arrival: they are immutable, so that one sent twice stands twice."""

    book: Book
    clock: Clock
    events: list[Event] = field(default_factory=list)
    by_id: Counter[str] = field(default_factory=Counter)
    catalogues: dict[str, Catalogue] = field(default_factory=dict)

    def take(self, key: str, element: Mapping[str, Any]) -> int:
        """Keep the actions of one element, all or none; gives how many."""
        actions = element.get("actions")
        if not isinstance(actions, list) or not actions:
            raise rules.missing("actions", "actions can not be empty Array")
        events = [self._event(key, action) for action in actions]
        kept = [event for event in events if event is not None]
        for event in kept:
            self.events.append(event)
            if "event_id" in event.attributes:
                self.by_id[str(event.attributes["event_id"])] += 1
        return len(actions)

    def _event(self, key: str, action: object) -> Event | None:
        if not isinstance(action, dict):
            raise Refused(400, "actions", "actions is expected to be array of objects")
        name = rules.event_name(action.get("action"))
        time = self._time(key, name, action)
        attributes = action.get("attributes", {})
        if not isinstance(attributes, dict):
            raise Refused(400, "attributes", "attributes is expected to be object")
        if len(name) > rules.NAME_LENGTH:
            self.book.offend("name_truncated", f"{key} {name}")
            name = name[: rules.NAME_LENGTH]
        catalogue = self.catalogues.get(name)
        if catalogue is None:
            if len(self.catalogues) >= EVENT_NAMES:
                # external-apis.md A: 512 events; the policy page: new ones beyond are blacklisted
                self.book.drop("too_many_events", f"{key} {name}")
                return None
            catalogue = Catalogue(EVENT_ATTRIBUTES, self.book, rules.event_attribute)
        where = f"{key} {name}"
        kept = catalogue.clean(attributes, where)
        self._offences(where, action, attributes)
        self.catalogues[name] = catalogue
        return Event(key, name, kept, time)

    def _time(self, key: str, name: str, action: Mapping[str, Any]) -> float | None:
        if "user_timezone_offset" in action:
            rules.offset(action["user_timezone_offset"])
        if "user_time" in action:
            rules.instant(action["user_time"], "user_time")
        if "current_time" not in action:
            # the vendor then takes the time of the call, which is wrong for a past event
            self.book.offend("time_missing", f"{key} {name}")
            return None
        time, zoned = rules.instant(action["current_time"], "current_time")
        if time > self.clock():
            # external-apis.md A: future-dated events are not accepted
            raise Refused(400, "future_event", "the event is future dated", where=name)
        if not zoned:
            self.book.offend("time_without_zone", f"{key} {name}")
        return time

    def _offences(
        self, where: str, action: Mapping[str, Any], attributes: Mapping[str, Any]
    ) -> None:
        if action.get("platform", "unknown") not in rules.PLATFORMS:
            # external-apis.md A lists them; the vendor says that others make data inconsistent
            self.book.offend("platform", where)
        for name in rules.RESERVED_NAMES.intersection(attributes):
            self.book.offend("reserved_event_attribute", f"{where} {name}")

    def forget(self, keys: set[str]) -> None:
        """Drop the events of people who were erased."""
        self.events[:] = [event for event in self.events if event.customer_id not in keys]
