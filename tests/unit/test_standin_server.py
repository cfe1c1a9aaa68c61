"""The stand-ins' transport: real sockets, each fault as a client meets it, and a quick end."""

from __future__ import annotations

import http.client
import itertools
import json
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from moengage_calls import AUTH, bulk, customer, event, workspace

from fakes.server import Faults, Reply, Request, serve
from fakes.webengage import WebEngage

if TYPE_CHECKING:
    from fakes.moengage import MoEngage

ROOT = Path(__file__).parents[2]


class Recorder:
    """A vendor that keeps every request, and says so."""

    def __init__(self) -> None:
        self.requests: list[Request] = []

    def handle(self, request: Request) -> Reply:
        self.requests.append(request)
        return Reply.json(200, {"handled": len(self.requests)}, {"x-vendor": "yes"})

    def refusal(self, request: Request, status: int) -> Reply:  # noqa: ARG002
        return Reply.json(status, {"refused": status}, {"x-vendor-limit": "7"})


def connect(url: str, timeout: float = 5) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(urlsplit(url).netloc, timeout=timeout)


def call(
    url: str, body: bytes = b"{}", path: str = "/", headers: dict[str, str] | None = None
) -> tuple[int, bytes, dict[str, str]]:
    with closing(connect(url)) as connection:
        connection.request("POST", path, body, headers or {})
        reply = connection.getresponse()
        return reply.status, reply.read(), {k.lower(): v for k, v in reply.getheaders()}


def test_a_request_arrives_as_it_was_sent_and_the_reply_likewise() -> None:
    vendor = Recorder()
    with serve(vendor) as url:
        status, body, headers = call(url, b'{"a": 1}', "/v1/a%20b?x=1&y=z%2B", {"X-Sent": "Yes"})
    assert (status, json.loads(body), headers["x-vendor"]) == (200, {"handled": 1}, "yes")
    request = vendor.requests[0]
    assert (request.method, request.path, request.body) == ("POST", "/v1/a b", b'{"a": 1}')
    assert dict(request.query) == {"x": "1", "y": "z+"}
    assert request.headers["x-sent"] == "Yes"


def test_a_connection_serves_many_requests_with_big_bodies() -> None:
    vendor = Recorder()
    with serve(vendor) as url, closing(connect(url)) as connection:
        for n in range(20):
            connection.request("POST", "/", b"x" * 100_000)
            sock = connection.sock
            assert connection.getresponse().read() == b'{"handled": %d}' % (n + 1)
            assert connection.sock is sock
    assert {len(request.body) for request in vendor.requests} == {100_000}


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_other_methods_reach_the_vendor_too(method: str) -> None:
    vendor = Recorder()
    with serve(vendor) as url, closing(connect(url)) as connection:
        connection.request(method, "/")
        assert connection.getresponse().status == 200
    assert vendor.requests[0].method == method


@pytest.mark.parametrize(("fault", "handled"), [("drop_before", 0), ("drop_after", 1)])
def test_a_dropped_connection_ends_without_a_reply(fault: str, handled: int) -> None:
    vendor = Recorder()
    with serve(vendor, Faults([fault])) as url:
        with pytest.raises(http.client.RemoteDisconnected):
            call(url, b"x" * 100_000)
        assert len(vendor.requests) == handled
        assert call(url)[0] == 200
    assert len(vendor.requests) == handled + 1


@pytest.mark.parametrize(
    ("fault", "status", "handled"),
    [
        ("error_500", 500, 0),
        ("error_503", 503, 0),
        ("too_many", 429, 0),
        ("error_500_after", 500, 1),
    ],
)
def test_an_error_is_worded_by_the_vendor(fault: str, status: int, handled: int) -> None:
    vendor = Recorder()
    with serve(vendor, Faults([fault])) as url:
        code, body, headers = call(url)
        assert (code, json.loads(body)) == (status, {"refused": status})
        assert headers["x-vendor-limit"] == "7"
        assert len(vendor.requests) == handled


def test_a_page_of_html_stands_where_json_should() -> None:
    vendor = Recorder()
    with serve(vendor, Faults(["not_json"])) as url:
        status, body, headers = call(url)
    assert (status, headers["content-type"]) == (200, "text/html")
    with pytest.raises(ValueError, match="Expecting value"):
        json.loads(body)
    assert len(vendor.requests) == 1


def test_a_slow_reply_is_handled_at_once_and_comes_late() -> None:
    vendor = Recorder()
    with serve(vendor, Faults(["slow", "slow"], delay=0.4)) as url:
        with closing(connect(url, timeout=0.2)) as connection:
            connection.request("POST", "/", b"{}")
            with pytest.raises(TimeoutError):
                connection.getresponse()
        assert len(vendor.requests) == 1
        started = time.monotonic()
        assert call(url)[0] == 200
        assert time.monotonic() - started >= 0.4


def test_faults_meet_requests_in_order_and_are_counted() -> None:
    faults = Faults(["none", "error_503", "none", "too_many"])
    vendor = Recorder()
    with serve(vendor, faults) as url:
        statuses = [call(url)[0] for _ in range(6)]
    assert statuses == [200, 503, 200, 429, 200, 200]
    assert faults.requests == 6
    assert faults.counts == {"none": 4, "error_503": 1, "too_many": 1}
    assert len(vendor.requests) == 4


def test_an_endless_schedule_goes_on() -> None:
    faults = Faults(itertools.cycle(["error_500", "none"]))
    with serve(Recorder(), faults) as url:
        assert [call(url)[0] for _ in range(5)] == [500, 200, 500, 200, 500]


def test_an_unknown_fault_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="earthquake"):
        Faults(["earthquake"])


def post_users(url: str, thread: int, results: list[Any]) -> None:
    with closing(connect(url)) as connection:
        for n in range(10):
            body = json.dumps(bulk(customer(f"u{thread}_{n}"), event(f"u{thread}_{n}")))
            connection.request("POST", "/v1/transition/WS", body, AUTH)
            reply = connection.getresponse()
            reply.read()
            results.append(reply.status)


def test_many_connections_at_once_lose_nothing() -> None:
    moengage: MoEngage = workspace()
    results: list[Any] = []
    faults = Faults(["error_503"] * 15)
    with serve(moengage, faults) as url:
        threads = [threading.Thread(target=post_users, args=(url, n, results)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (results.count(200), results.count(503), faults.requests) == (65, 15, 80)
    assert len(moengage.users) == len(moengage.events) == moengage.calls["transition"] == 65


def test_the_vendors_speak_over_a_socket() -> None:
    moengage = workspace()
    headers = {**AUTH, "MOE-APPKEY": "WS"}
    with serve(moengage, Faults(["none", "too_many"])) as url:
        status, body, sent = call(url, json.dumps(customer()).encode(), "/v1/customer/WS", headers)
        assert (status, json.loads(body)["status"]) == (200, "success")
        assert sent["x-ratelimit-remaining"] == "9999"
        status, body, sent = call(url, b"{}", "/v1/customer/WS", headers)
        assert (status, sent["x-ratelimit-remaining"]) == (429, "0")
        pair = b'{"identity_type": "customer_id", "identity_value": "u1"}'
        assert call(url, pair, "/v1/customer/delete?app_id=WS", headers)[0] == 200
    assert moengage.deleted == {"u1"}
    webengage = WebEngage("~lic", "key")
    bearer = {"Authorization": "Bearer key", "Content-Type": "application/json"}
    with serve(webengage) as url:
        path = "/v1/accounts/~lic/users"
        status, body, sent = call(url, b'{"userId": "u1"}', path, bearer)
    assert (status, json.loads(body)) == (201, {"response": {"status": "queued"}})
    assert sent["x-ratelimit-limit"] == "5000"


def test_a_client_that_dies_while_it_sends_has_sent_nothing() -> None:
    vendor = Recorder()
    faults = Faults()
    with serve(vendor, faults) as url:
        address = urlsplit(url)
        with socket.create_connection((address.hostname, address.port)) as connection:
            connection.sendall(b"POST / HTTP/1.1\r\ncontent-length: 100\r\n\r\n{")
        assert call(url)[0] == 200
    assert len(vendor.requests) == faults.requests == 1


def test_a_body_without_a_length_is_refused() -> None:
    vendor = Recorder()
    with serve(vendor) as url, closing(connect(url)) as connection:
        connection.putrequest("POST", "/")
        connection.putheader("Transfer-Encoding", "chunked")
        connection.endheaders()  # no chunk: whoever refuses may be gone before it is sent
        assert connection.getresponse().status == 411
    assert not vendor.requests


def test_serving_ends_at_once_though_clients_hold_on() -> None:
    with closing(http.client.HTTPConnection("127.0.0.1")) as waiting:
        with serve(Recorder(), Faults(["none", "slow"], delay=60)) as url:
            waiting.port = urlsplit(url).port or 0
            waiting.request("POST", "/", b"{}")
            waiting.getresponse().read()
            waiting.request("POST", "/", b"{}")
            started = time.monotonic()
        assert time.monotonic() - started < 1
        with pytest.raises(ConnectionError), closing(connect(url)) as late:
            late.request("POST", "/", b"{}")


def test_a_mistake_in_a_stand_in_fails_whoever_serves_it() -> None:
    class Broken(Recorder):
        def handle(self, request: Request) -> Reply:
            raise LookupError(request.path)

    def serve_broken() -> None:
        with serve(Broken()) as url, pytest.raises(http.client.RemoteDisconnected):
            call(url, path="/somewhere")

    with pytest.raises(LookupError, match="/somewhere"):
        serve_broken()


@pytest.mark.parametrize("vendor", ["moengage", "webengage", "webhook"])
def test_a_stand_in_can_be_served_by_a_process_of_its_own(vendor: str) -> None:
    command = [sys.executable, "-m", "tests.fakes.serve", vendor, "--account", "WS"]
    command += ["--key", "key", "--faults", "none,error_503"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        body = json.dumps(bulk(customer("u1"))).encode()
        status, _, sent = call(url, body, "/v1/transition/WS", AUTH)
        assert (status == 200) == (vendor == "moengage")
        assert "x-ratelimit-limit" not in sent
        assert call(url)[0] == 503
        with closing(connect(url)) as connection:
            connection.request("GET", "/_standin/state")
            state = json.loads(connection.getresponse().read())
        assert state.get("users", 0) == (1 if vendor == "moengage" else 0)
        process.stdin.close()
        assert process.wait(timeout=5) == 0
