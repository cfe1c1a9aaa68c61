"""Carry requests: over HTTP, or into a folder or a bucket."""

from __future__ import annotations

import contextlib
import functools
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import unquote, urlsplit

from cdp.activation.record import Response

if TYPE_CHECKING:
    import ssl
    from collections.abc import Generator

    from cdp.activation.record import Request


class LostError(Exception):
    """A request of which nobody knows whether it arrived."""


class Transport(Protocol):
    """Carry one request and bring the answer; LostError when none came."""

    def __call__(self, request: Request) -> Response:
        """Carry a request."""
        ...


@contextlib.contextmanager
def open_transport(*, timeout: float, connections: int) -> Generator[Transport]:
    """Open what carries every kind of request; `timeout` in seconds for each part of one."""
    import httpx

    limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
    settings: dict[str, Any] = {"limits": limits, "verify": _trusted(), "follow_redirects": False}
    with httpx.Client(timeout=timeout, **settings) as client:

        def carry(request: Request) -> Response:
            if request.method == "PUT":
                return _write(request)
            try:
                got = client.request(
                    request.method, request.url, headers=dict(request.headers),
                    content=request.body,
                )  # fmt: skip
            except (httpx.TransportError, httpx.DecodingError) as error:
                raise LostError(type(error).__name__) from error
            return Response(
                got.status_code, {k.lower(): v for k, v in got.headers.items()}, got.content
            )

        yield carry


@functools.cache
def _trusted() -> ssl.SSLContext:
    """Read the certificates that are trusted, once a process."""
    import httpx

    return httpx.create_ssl_context()


def _write(request: Request) -> Response:
    """Write a file under its name only when it is whole."""
    from pathlib import Path

    from pyarrow import fs

    try:
        parts = urlsplit(request.url)
        if parts.scheme == "file":
            path = Path(unquote(parts.path))
            path.parent.mkdir(parents=True, exist_ok=True)
            half = path.with_name(f".{path.name}.part")
            half.write_bytes(request.body)
            half.replace(path)
        else:
            store, place = fs.FileSystem.from_uri(request.url)
            with store.open_output_stream(place) as out:
                out.write(request.body)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        return Response(500, {}, f"the file cannot be written: {reason}".encode())
    return Response(200, {}, b"")
