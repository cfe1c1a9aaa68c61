"""Every error a user can meet, classed by what to do about it.

    CdpError
    ├── FixError             something must be changed before it can work
    │   ├── ProjectError     the project folder has mistakes (all of them at once)        exit 2
    │   ├── UsageError       a command was called with something that makes no sense      exit 2
    │   ├── SourceError      a source is missing, empty, unreadable or lost a column      exit 3
    │   ├── ContractError    too many rows break a contract                               exit 4
    │   └── QueryError       a query or model failed in the engine                        exit 6
    ├── RetryError           nothing is wrong; try again later
    │   ├── LockedError      another run holds the project                                exit 5
    │   └── DeliveryError    a destination could not be sent everything                   exit 7
    ├── CheckFailed          a check ran to its end and says no                           exit 1
    └── Interrupted          a person stopped it; nothing was changed                     exit 130

`docs/reference/cli.md` lists the exit codes. No error text carries personal data: it names files,
lines, keys, rules and row addresses, never the value of a row.
"""

from __future__ import annotations

from dataclasses import dataclass


class CdpError(Exception):
    """Base of every error that is shown to a user without a traceback."""

    exit_code = 1

    def __init__(self, message: str, *, fix: str | None = None) -> None:
        """Keep what happened (`message`) apart from what to do about it (`fix`)."""
        super().__init__(message)
        self.message = message
        self.fix = fix


class FixError(CdpError):
    """Something must be changed before it can work."""

    exit_code = 2


class RetryError(CdpError):
    """Nothing is wrong; the same command may work later."""

    exit_code = 5


class CheckFailed(CdpError):  # noqa: N818 - it names an outcome, not a fault
    """A check ran to its end and its answer is no."""

    exit_code = 1


class Interrupted(CdpError):  # noqa: N818 - it names an outcome, not a fault
    """A person stopped the command before it was done."""

    exit_code = 130


class UsageError(FixError):
    """A command was called with something that makes no sense."""


class SourceError(FixError):
    """A source is missing, empty, unreadable or lost a required column."""

    exit_code = 3


class ContractError(FixError):
    """The share of rows that break a contract is above what the contract allows."""

    exit_code = 4


class QueryError(FixError):
    """The engine refused or failed a statement."""

    exit_code = 6


class LockedError(RetryError):
    """Another process holds what this one needs."""


class DeliveryError(RetryError):
    """A destination did not take everything; what it took is not sent again."""

    exit_code = 7


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in a project: where it stands, what it is, how to mend it."""

    file: str
    line: int | None
    key: str
    message: str
    fix: str = ""

    def __str__(self) -> str:
        """Render as `file:line key: message. fix`, ready for a terminal."""
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        key = f" {self.key}:" if self.key else ""
        fix = f"\n    → {self.fix}" if self.fix else ""
        return f"{where}{key} {self.message}{fix}"


class ProjectError(FixError):
    """The project folder has mistakes; `problems` holds every one of them."""

    def __init__(self, problems: list[Problem]) -> None:
        """Sort the problems by place and make one readable text of them."""
        self.problems = sorted(set(problems), key=lambda p: (p.file, p.line or 0, p.key, p.message))
        count = len(self.problems)
        noun = "mistake" if count == 1 else "mistakes"
        super().__init__(
            f"the project has {count} {noun}:\n" + "\n".join(str(p) for p in self.problems)
        )
