"""What every destination promises: to add one, add a file of its type to `FILES`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from cdp.activation.destination import Context, leaf_of, open_destination, read_secrets
from cdp.activation.pack import pack_batches
from cdp.activation.record import (
    Element,
    Event,
    Flags,
    Merge,
    Rejection,
    Removal,
    Response,
    User,
    Verdict,
)
from cdp.project.leaves import DESTINATIONS, built_in_leaves, open_leaf

if TYPE_CHECKING:
    from pathlib import Path

    from cdp.activation.destination import Destination
    from cdp.activation.record import Record

FILES: dict[str, dict[str, Any]] = {
    "moengage": {"data_center": "03", "workspace_env": "CDP_TEST_W", "key_env": "CDP_TEST_K"},
    "webengage": {"region": "in", "license_env": "CDP_TEST_W", "key_env": "CDP_TEST_K"},
    "webhook": {"url": "https://hooks.example.com/cdp", "secret_env": "CDP_TEST_K"},
    "file": {"path": "out"},
}
"""Type → what its account says."""
NOW = datetime(2026, 11, 1, 12)
SECRET = "never-to-be-shown"  # noqa: S105
RECORDS: tuple[Record, ...] = (
    User("1000001", {"name": "Asha", "seen": datetime(2026, 10, 1), "member": True}),
    User("1000002", {"name": None, "seen": None, "member": None}, whole=True),
    Flags("1000003", {"member": False}),
    Event("call:1", "1000001", "call", datetime(2026, 10, 31), {"minutes": 3, "by": "Ravi"}),
    Merge("1000004", "1000001"),
    Removal("1000005"),
    Removal("1000006", erase=True),
)


@pytest.fixture(params=sorted(FILES))
def to(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Destination:
    for name in ("CDP_TEST_W", "CDP_TEST_K"):
        monkeypatch.setenv(name, SECRET)
    wanted = open_leaf(DESTINATIONS, request.param).Settings.model_validate(
        {
            "type": request.param,
            "description": "A trial.",
            "account": FILES[request.param],
            "fields": [
                {"column": "name", "attribute": "name", "type": "string"},
                {"column": "seen", "attribute": "seen", "type": "datetime"},
                {"column": "member", "attribute": "member", "type": "boolean"},
            ],
            "events": {"names": ["call"]},
        }
    )
    assert leaf_of(wanted).mistakes(wanted, ()) == []
    assert isinstance(leaf_of(wanted).can_merge(wanted), bool)
    return open_destination(wanted, Context(tmp_path, NOW, read_secrets(wanted, "trial"), {}))


def test_every_destination_of_ours_is_tried_here() -> None:
    assert set(FILES) == set(built_in_leaves(DESTINATIONS))


@pytest.mark.parametrize("single", [False, True])
@pytest.mark.parametrize("record", RECORDS, ids=lambda r: type(r).__name__)
def test_a_record_becomes_the_same_element_every_time(
    to: Destination, record: Record, single: bool
) -> None:
    said = to.encode(record, single=single)
    assert to.encode(record, single=single) == said
    if isinstance(said, Rejection):  # not every tool takes every kind, but all take people
        assert said.reason
        assert not isinstance(record, User)
        return
    assert said.endpoint in to.limits
    around, _ = to.overhead(said.endpoint)
    assert around + len(said.body) <= to.limits[said.endpoint].bytes


def test_what_cannot_be_said_is_refused_with_the_rule_and_without_the_value(
    to: Destination,
) -> None:
    said = to.encode(User("1000001", {"member": "perhaps"}))
    assert isinstance(said, Rejection)
    assert "member" in said.reason
    assert "perhaps" not in said.reason


def test_requests_stay_within_the_limits_and_show_no_secret(to: Destination) -> None:
    users = (User(str(1_000_000 + n), {"name": "x" * 400}) for n in range(1_200))
    items = [(e, n) for n, u in enumerate(users) if isinstance(e := to.encode(u), Element)]
    sent: list[int] = []
    for batch in pack_batches(to, items):
        request = to.request(batch.endpoint, batch.elements, NOW)
        limit = to.limits[batch.endpoint]
        assert len(batch.elements) <= limit.records
        assert len(request.body) <= limit.bytes
        assert SECRET not in str(request.shown_headers().get("Authorization"))
        assert request == to.request(batch.endpoint, batch.elements, NOW)
        sent += batch.tags
    assert sorted(sent) == list(range(1_200))


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 429, 500, 503])
def test_no_failure_counts_as_accepted(to: Destination, status: int) -> None:
    answer = to.decode(Response(status, {}, b"not what anybody expects"))
    assert answer.verdict is not Verdict.accepted
