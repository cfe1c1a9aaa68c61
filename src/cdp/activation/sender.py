"""Deliver: lanes of batches, each sent, retried, halved and accounted for, row by row.

A lane is a thread that sends one batch after another, so what happened to one user arrives in its
order. A batch's outcomes are recorded before its lane takes the next one.
"""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from cdp.activation.clock import InterruptibleClock
from cdp.activation.limiter import Bucket
from cdp.activation.pack import Batch, pack_batches
from cdp.activation.record import Verdict
from cdp.activation.transport import LostError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from cdp.activation.clock import Clock
    from cdp.activation.destination import Destination
    from cdp.activation.record import Answer, Element
    from cdp.activation.transport import Transport

T = TypeVar("T")
CLOSED = "the account is closed to us"
"""How the word begins of a sync that no request of its account could save."""
Status = Literal["accepted", "rejected", "failed", "held"]


@dataclass(frozen=True)
class RetryPolicy:
    """How hard the sender tries."""

    lanes: int = 4
    attempts: int = 5
    """Tries of a request that fails; MoEngage documents five, two seconds apart at first."""
    limited: int = 50
    """Tries of a request that is told to wait."""
    first_wait: float = 2.0
    longest_wait: float = 60.0
    timeout: float = 30.0


@dataclass(frozen=True, slots=True)
class RequestOutcome(Generic[T]):
    """What became of the rows of one request in one attempt."""

    rows: Sequence[T]
    status: Status
    reason: str
    http_status: int | None
    request_id: str
    attempt: int
    sent_at: datetime


@dataclass
class DeliveryTotals:
    """What was delivered so far; `stopped` says why it ended early."""

    accepted: int = 0
    rejected: int = 0
    failed: int = 0
    requests: int = 0
    bytes: int = 0
    full: int = 0
    """Batches in which the next record found no room."""
    fill: float = 0.0
    """Sum of the shares of the byte limit that these used."""
    stopped: str = ""


class _AgainError(Exception):
    def __init__(self, reason: str, *, limited: bool) -> None:
        super().__init__(reason)
        self.limited = limited


class _ClosedError(Exception):
    pass


def deliver_elements(
    destination: Destination,
    items: Iterable[tuple[Element, T]],
    transport: Transport,
    record: Callable[[RequestOutcome[T]], None],
    *,
    policy: RetryPolicy,
    clock: Clock,
) -> DeliveryTotals:
    """Send elements, each with the row it stands for, and record what becomes of every row.

    `record` gets the rows of a request together. It is called from several threads, one at a time,
    and must have stored what it is given when it returns. Ends early when the account is closed to
    us or every lane has given up.
    """
    sender = _Sender(destination, transport, record, policy, clock)
    queues: list[queue.Queue[Batch[T] | None]] = [queue.Queue(2) for _ in range(policy.lanes)]
    threads = [
        threading.Thread(target=sender.lane, args=(q,), name=f"lane-{n}", daemon=True)
        for n, q in enumerate(queues)
    ]
    for thread in threads:
        thread.start()
    try:
        for batch in pack_batches(destination, items, policy.lanes):
            if sender.is_over:
                break
            queues[batch.lane].put(batch)
    except BaseException:
        sender.stop("interrupted")
        raise
    finally:
        for q in queues:
            q.put(None)
        for thread in threads:
            thread.join()
    if sender.error:
        raise sender.error
    return sender.done


class _Sender(Generic[T]):
    def __init__(
        self,
        destination: Destination,
        transport: Transport,
        record: Callable[[RequestOutcome[T]], None],
        policy: RetryPolicy,
        clock: Clock,
    ) -> None:
        self._to, self._carry, self._record = destination, transport, record
        self._over = threading.Event()
        self._policy, self._clock = policy, InterruptibleClock(clock, self._over)
        self._buckets = {n: Bucket(x, self._clock) for n, x in destination.limits.items()}
        self._lock = threading.Lock()
        self._lanes_left, self._last_reason = policy.lanes, ""
        self.done = DeliveryTotals()
        self.error: BaseException | None = None

    @property
    def is_over(self) -> bool:
        return self._over.is_set()

    def stop(self, why: str) -> None:
        with self._lock:
            self.done.stopped = self.done.stopped or why
        self._over.set()

    def lane(self, batches: queue.Queue[Batch[T] | None]) -> None:
        """Send the batches of one lane until there is none left, or it gives up."""
        given_up = False
        while (batch := batches.get()) is not None:
            if given_up or self.is_over:
                continue
            try:
                given_up = not self._send_batch(batch)
            except _ClosedError as error:
                self.stop(str(error))
            except BaseException as error:  # noqa: BLE001 - raised again where delivery was asked for
                self.error = error
                self.stop(type(error).__name__)
            if given_up:
                self._give_up()

    def _give_up(self) -> None:
        with self._lock:
            self._lanes_left -= 1
            last = not self._lanes_left
            why = f"requests failed again and again, at last with: {self._last_reason}"
            self.done.stopped = self.done.stopped or why
        if last:
            self.stop(why)

    def _send_batch(self, batch: Batch[T]) -> bool:
        """Send a batch, halved as often as needed; False when it could not be delivered."""
        if batch.is_full:
            with self._lock:
                self.done.full += 1
                self.done.fill += batch.bytes / self._to.limits[batch.endpoint].bytes
        return self._send_with_retries(batch, 1)

    def _send_with_retries(self, batch: Batch[T], attempt: int) -> bool:
        from tenacity import RetryError, Retrying, retry_if_exception_type

        waits, failures, limited = self._waits(), 0, 0

        def stop(_: object) -> bool:
            return failures >= self._policy.attempts or limited >= self._policy.limited

        try:
            for trial in Retrying(
                stop=stop, wait=waits, sleep=self._clock.sleep,
                retry=retry_if_exception_type(_AgainError),
            ):  # fmt: skip
                with trial:
                    try:
                        answer = self._send_once(
                            batch, attempt + trial.retry_state.attempt_number - 1
                        )
                    except _AgainError as again:
                        self._last_reason = str(again)
                        failures += not again.limited
                        limited += again.limited
                        raise
                    if answer is not None:
                        return self._send_halves(batch, attempt + trial.retry_state.attempt_number)
        except RetryError:
            return False
        return True

    def _waits(self) -> Callable[[object], float]:
        from tenacity import wait_random_exponential

        return wait_random_exponential(  # pyright: ignore[reportReturnType]
            multiplier=self._policy.first_wait, max=self._policy.longest_wait
        )

    def _send_halves(self, batch: Batch[T], attempt: int) -> bool:
        """Send the halves of a batch that was refused, so that one bad row fails alone."""
        middle = len(batch.elements) // 2
        halves = [
            Batch(batch.endpoint, batch.lane, batch.elements[part], batch.tags[part])
            for part in (slice(middle), slice(middle, None))
        ]
        sent = [self._send_with_retries(half, attempt) for half in halves]
        return all(sent)

    def _send_once(self, batch: Batch[T], attempt: int) -> Answer | None:
        """Send once and record it; returns the answer when the batch is to be sent apart."""
        bucket = self._buckets[batch.endpoint]
        bucket.take(len(batch.elements))
        if self.is_over:
            raise _ClosedError(self.done.stopped)
        at = self._clock.now()
        request = self._to.request(batch.endpoint, batch.elements, at)
        with self._lock:
            self.done.requests += 1
            self.done.bytes += len(request.body)

        def note(
            status: Status, reason: str, http_status: int | None = None, request_id: str = ""
        ) -> None:
            self._record_outcome(
                RequestOutcome(batch.tags, status, reason, http_status, request_id, attempt, at)
            )

        try:
            response = self._carry(request)
        except LostError as error:
            reason = f"no answer ({error})"
            note("failed", reason)
            raise _AgainError(reason, limited=False) from error
        answer = self._to.decode(response)
        refused = answer.verdict is Verdict.limited
        bucket.told(response.headers, refused=refused)
        told = (answer.reason, response.status, answer.request_id)
        match answer.verdict:
            case Verdict.accepted:
                note("accepted", *told)
            case Verdict.rejected if len(batch.elements) == 1:
                note("rejected", *told)
            case Verdict.rejected:
                note("failed", f"a row of the batch is at fault: {answer.reason}", *told[1:])
                return answer
            case Verdict.closed:
                note("failed", *told)
                why = answer.reason.rstrip(".") or "no reason given"
                raise _ClosedError(f"{CLOSED} ({response.status}): {why}")
            case Verdict.limited | Verdict.retry:
                reason = answer.reason or f"answered {response.status}"
                note("failed", reason, *told[1:])
                raise _AgainError(reason, limited=refused)
        return None

    def _record_outcome(self, outcome: RequestOutcome[T]) -> None:
        with self._lock:
            self._record(outcome)
            so_far = getattr(self.done, outcome.status)
            setattr(self.done, outcome.status, so_far + len(outcome.rows))
