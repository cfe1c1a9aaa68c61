"""A request is carried as the scheme of its URL says, whatever its method."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cdp.activation.record import Request
from cdp.activation.transport import LostError, open_transport
from fakes.server import Faults, Reply, serve
from fakes.server import Request as Received

if TYPE_CHECKING:
    from pathlib import Path


class Keeper:
    """Keeps what it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, bytes]] = []

    def handle(self, request: Received) -> Reply:
        self.asked.append((request.method, request.body))
        return Reply.json(200, {})

    def refusal(self, request: Received, status: int) -> Reply:  # noqa: ARG002
        return Reply.json(status, {})


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_an_address_is_called(method: str) -> None:
    keeper = Keeper()
    with serve(keeper, Faults([])) as url, open_transport(timeout=5, connections=1) as carry:
        assert carry(Request(method, f"{url}/x", {}, b"body")).status == 200
    assert keeper.asked == [(method, b"body")]


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_a_file_is_written_under_its_name_when_it_is_whole(method: str, tmp_path: Path) -> None:
    path = tmp_path / "a folder" / "users.csv"
    with open_transport(timeout=5, connections=1) as carry:
        assert carry(Request(method, path.as_uri(), {}, b"body")).status == 200
    assert [p.name for p in path.parent.iterdir()] == ["users.csv"]
    assert path.read_bytes() == b"body"


@pytest.mark.parametrize("scheme", ["file", "nostore"])
def test_a_file_that_cannot_be_written_is_an_answer(scheme: str, tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    with open_transport(timeout=5, connections=1) as carry:
        answer = carry(Request("PUT", f"{scheme}://{tmp_path}/taken/users.csv", {}, b""))
    assert answer.status == 500
    assert answer.body.startswith(b"the file cannot be written: ")


def test_nobody_knows_whether_a_request_without_an_answer_arrived() -> None:
    with open_transport(timeout=1, connections=1) as carry, pytest.raises(LostError):
        carry(Request("POST", "http://127.0.0.1:1/x", {}, b""))
