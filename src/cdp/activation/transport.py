"""Carry requests: over HTTP, into a folder, or into a bucket, as the scheme of their URL says."""

from __future__ import annotations

import contextlib
import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import unquote, urlsplit

from cdp.activation.record import Response

if TYPE_CHECKING:
    import ssl
    from collections.abc import Generator

    import httpx

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
    settings: dict[str, Any] = {
        "limits": limits, "verify": _trusted_certificates(), "follow_redirects": False,
    }  # fmt: skip
    with httpx.Client(timeout=timeout, **settings) as client:
        carriers = {
            "http": functools.partial(_send_over_http, client),
            "https": functools.partial(_send_over_http, client),
            "file": _write_to_folder,
        }

        def carry(request: Request) -> Response:
            return carriers.get(urlsplit(request.url).scheme, _write_to_bucket)(request)

        yield carry


@functools.cache
def _trusted_certificates() -> ssl.SSLContext:
    """Read the certificates that are trusted, once a process."""
    import httpx

    return httpx.create_ssl_context()


def _send_over_http(client: httpx.Client, request: Request) -> Response:
    import httpx

    try:
        got = client.request(
            request.method, request.url, headers=dict(request.headers), content=request.body
        )
    except (httpx.TransportError, httpx.DecodingError) as error:
        raise LostError(type(error).__name__) from error
    return Response(got.status_code, {k.lower(): v for k, v in got.headers.items()}, got.content)


def _write_to_folder(request: Request) -> Response:
    """Write a file under its name only when it is whole."""
    try:
        path = Path(unquote(urlsplit(request.url).path))
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{path.name}.part")
        half.write_bytes(request.body)
        half.replace(path)
    except (OSError, ValueError) as error:
        return _not_written(error)
    return Response(200, {}, b"")


def _write_to_bucket(request: Request) -> Response:
    """Write an object of a store that Arrow knows, such as s3:// or gs://."""
    from pyarrow import fs

    try:
        store, name = fs.FileSystem.from_uri(request.url)
        with store.open_output_stream(name) as out:
            out.write(request.body)
    except (OSError, ValueError) as error:
        return _not_written(error)
    return Response(200, {}, b"")


def _not_written(error: OSError | ValueError) -> Response:
    reason = getattr(error, "strerror", None) or type(error).__name__
    return Response(500, {}, f"the file cannot be written: {reason}".encode())
