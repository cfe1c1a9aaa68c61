"""Transport of the stand-ins: HTTP over a real socket, and the faults that calls meet."""

from __future__ import annotations

import json
import sys
import threading
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR
from socketserver import TCPServer
from typing import TYPE_CHECKING, Any, Protocol, cast
from urllib.parse import parse_qsl, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping
    from socket import socket


@dataclass(frozen=True)
class Request:
    """One call as it came: header names in lower case, the path without its query."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True)
class Reply:
    """One answer."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def json(cls, status: int, document: object, headers: Mapping[str, str] | None = None) -> Reply:
        """Answer with a JSON document."""
        body = json.dumps(document).encode()
        return cls(status, body, {"content-type": "application/json", **(headers or {})})

    def document(self) -> Any:
        """Read the body as JSON."""
        return json.loads(self.body)


class Vendor(Protocol):
    """What stands behind the socket; both methods are called by many threads at once."""

    def handle(self, request: Request) -> Reply:
        """Do what the call asks, as far as the vendor's rules allow."""
        ...

    def refusal(self, request: Request, status: int) -> Reply:
        """Return the error (429 or 5xx) as this vendor words it; changes nothing."""
        ...


class Fault(StrEnum):
    """What can go wrong with one request."""

    NONE = "none"
    DROP_BEFORE = "drop_before"
    """The connection is closed; nothing was handled."""
    DROP_AFTER = "drop_after"
    """Handled, then the connection is closed without a reply."""
    ERROR_500 = "error_500"
    """Not handled."""
    ERROR_500_AFTER = "error_500_after"
    """Handled, then answered with 500."""
    ERROR_503 = "error_503"
    """Not handled."""
    TOO_MANY = "too_many"
    """Not handled; 429 with the vendor's own rate limit headers."""
    SLOW = "slow"
    """Handled at once, answered late."""
    NOT_JSON = "not_json"
    """Handled, then answered with 200 and a page of HTML."""


_REFUSED = {Fault.ERROR_500: 500, Fault.ERROR_503: 503, Fault.TOO_MANY: 429}
_PAGE = b"<!DOCTYPE html><html><body><h1>One moment please</h1></body></html>"


class Faults:
    """Which fault meets which request: one of the schedule each, in order of arrival, then none.

    The schedule may be endless, as in `itertools.cycle(["none", "drop_after"])`.
    """

    def __init__(self, schedule: Iterable[str] = (), *, delay: float = 1.0) -> None:
        """Take the kinds in order, and how many seconds a `slow` reply waits."""
        self._lock = threading.Lock()
        self.delay = delay
        self.counts: Counter[str] = Counter()
        self.plan(schedule)

    def plan(self, schedule: Iterable[str]) -> None:
        """Take another schedule from now on."""
        if isinstance(schedule, (list, tuple)):
            schedule = [Fault(kind) for kind in schedule]
        with self._lock:
            self._schedule = iter(schedule)

    @property
    def requests(self) -> int:
        """How many requests have arrived."""
        return self.counts.total()

    def next(self) -> Fault:
        """Take the next fault, and count it."""
        with self._lock:
            fault = Fault(next(self._schedule, Fault.NONE))
            self.counts[fault] += 1
        return fault


class _Server(ThreadingHTTPServer):
    """Keeps track of its connections, so that it can end them all at once."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, vendor: Vendor, faults: Faults, port: int) -> None:
        self.vendor = vendor
        self.faults = faults
        self.errors: list[BaseException] = []
        self.stopping = threading.Event()
        self._open: set[socket] = set()
        self._change = threading.Condition()
        super().__init__(("127.0.0.1", port), _Handler)

    def server_bind(self) -> None:
        """Bind without asking a name server for the name of this machine, as HTTPServer does."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def answer(self, request: Request) -> Reply | None:
        """Let the next fault and the vendor answer; None closes the connection."""
        fault = self.faults.next()
        if fault is Fault.DROP_BEFORE:
            return None
        if fault in _REFUSED:
            return self.vendor.refusal(request, _REFUSED[fault])
        reply = self.vendor.handle(request)
        if fault is Fault.DROP_AFTER:
            return None
        if fault is Fault.ERROR_500_AFTER:
            return self.vendor.refusal(request, 500)
        if fault is Fault.NOT_JSON:
            return Reply(200, _PAGE, {"content-type": "text/html"})
        if fault is Fault.SLOW:
            self.stopping.wait(self.faults.delay)
        return reply

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._change:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        super().shutdown_request(request)
        with self._change:
            self._open.discard(request)
            self._change.notify_all()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        """Keep an error of a stand-in for the test; a client that went away is none."""
        error = sys.exception()
        if error is not None and not isinstance(error, OSError):
            self.errors.append(error)

    def stop(self) -> None:
        """End the accept loop and every connection, and wait until they are closed."""
        self.stopping.set()
        self.shutdown()
        self.server_close()
        with self._change:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(SHUT_RDWR)
            self._change.wait_for(lambda: not self._open, timeout=2.0)


class _Handler(BaseHTTPRequestHandler):
    """Reads requests off one connection and writes the replies, each in a single packet train."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def _serve(self) -> None:
        if "transfer-encoding" in self.headers:
            self.close_connection = True
            self._write(Reply(411))
            return
        length = int(self.headers.get("content-length", 0))
        body = self.rfile.read(length)
        server = cast("_Server", self.server)
        # a client that died while it sent has sent nothing
        reply = server.answer(self._request(body)) if len(body) == length else None
        if reply is None:
            self.close_connection = True
        else:
            self._write(reply)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815 - named by the library

    def _request(self, body: bytes) -> Request:
        url = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Request(self.command, unquote(url.path), dict(parse_qsl(url.query)), headers, body)

    def _write(self, reply: Reply) -> None:
        lines = [f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}"]
        lines += [f"{name}: {value}" for name, value in reply.headers.items()]
        lines += [f"content-length: {len(reply.body)}", "", ""]
        with suppress(ConnectionError):
            self.wfile.write("\r\n".join(lines).encode("latin-1") + reply.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def serve(vendor: Vendor, faults: Faults | None = None, *, port: int = 0) -> Generator[str]:
    """Serve a vendor on this machine; gives the URL its paths start from.

    An error inside the vendor (a mistake in the stand-in, never one of its answers) is raised when
    the context ends.
    """
    server = _Server(vendor, faults or Faults(), port)
    loop = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    loop.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.stop()
        loop.join()
    if server.errors:
        raise server.errors[0]
