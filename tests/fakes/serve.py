"""Serve one stand-in until standard input closes: `python -m tests.fakes.serve moengage`.

Prints its URL on one line. `GET /_standin/state` counts what it keeps. Rate limits are off, so that
a benchmark measures the sender; `--limits` turns the documented ones on.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any, Protocol

from .limits import Limits
from .moengage import MoEngage
from .server import Faults, Reply, Vendor, serve
from .webengage import WebEngage
from .webhook import Webhook

if TYPE_CHECKING:
    from .server import Request

STATE = "/_standin/state"


class Counted(Vendor, Protocol):
    """A vendor that can say what it keeps."""

    def state(self) -> dict[str, Any]: ...


class WithState:
    """A vendor whose state can be asked for over the same socket."""

    def __init__(self, vendor: Counted) -> None:
        self._vendor = vendor

    def handle(self, request: Request) -> Reply:
        """Answer a question about the state, or let the vendor answer."""
        if request.path == STATE and request.method == "GET":
            return Reply.json(200, self._vendor.state())
        return self._vendor.handle(request)

    def refusal(self, request: Request, status: int) -> Reply:
        """Let the vendor word it."""
        return self._vendor.refusal(request, status)


def make(arguments: argparse.Namespace) -> Counted:
    """Make the vendor that was asked for."""
    limits = None if arguments.limits else Limits.off()
    if arguments.vendor == "moengage":
        return MoEngage(arguments.account, arguments.key, limits=limits)
    if arguments.vendor == "webengage":
        rows = "drops_row" if arguments.drop_bad_rows else "fails_batch"
        return WebEngage(arguments.account, arguments.key, limits=limits, bulk_bad_row=rows)
    return Webhook(arguments.key)


def main(argv: list[str] | None = None) -> None:
    """Serve until standard input ends."""
    parser = argparse.ArgumentParser(prog="tests.fakes.serve", description=__doc__)
    parser.add_argument("vendor", choices=["moengage", "webengage", "webhook"])
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--account", default="WORKSPACE", help="workspace or license code")
    parser.add_argument("--key", default="secret", help="API key or signing secret")
    parser.add_argument("--faults", default="", help="kinds, separated by commas")
    parser.add_argument("--delay", type=float, default=1.0, help="seconds of a slow reply")
    parser.add_argument("--limits", action="store_true")
    parser.add_argument("--drop-bad-rows", action="store_true")
    arguments = parser.parse_args(argv)
    faults = Faults([f for f in arguments.faults.split(",") if f], delay=arguments.delay)
    with serve(WithState(make(arguments)), faults, port=arguments.port) as url:
        sys.stdout.write(f"{url}\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
