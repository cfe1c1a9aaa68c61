"""Fill requests: as many records as an endpoint takes, up to its last byte."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cdp.activation.destination import Destination
    from cdp.activation.record import Element

T = TypeVar("T")


@dataclass(slots=True)
class Batch(Generic[T]):
    """Records that go in one request, each with what the caller knows it by.

    Batches of one lane are sent one after another, and all records of a user are in one lane.
    """

    endpoint: str
    lane: int = 0
    elements: list[Element] = field(default_factory=list["Element"])
    tags: list[T] = field(default_factory=list[T])
    bytes: int = 0
    is_full: bool = False
    """Whether the next record found no room in it."""


def pack_batches(
    destination: Destination, items: Iterable[tuple[Element, T]], lanes: int = 1
) -> Iterator[Batch[T]]:
    """Yield full batches as they fill, in the order of the items, and the rest at the end."""
    waiting: dict[tuple[int, str], Batch[T]] = {}
    frames = {e: (destination.limits[e], *destination.overhead(e)) for e in destination.limits}
    for element, tag in items:
        lane = crc32(element.lane.encode()) % lanes if lanes > 1 else 0
        place = (lane, element.endpoint)
        limit, around, between = frames[element.endpoint]
        batch = waiting.get(place)
        size = len(element.body) + between
        if batch and (len(batch.elements) >= limit.records or batch.bytes + size > limit.bytes):
            batch.is_full = True
            yield waiting.pop(place)
            batch = None
        if batch is None:
            batch = waiting[place] = Batch(element.endpoint, lane, bytes=around)
            size -= between
        batch.elements.append(element)
        batch.tags.append(tag)
        batch.bytes += size
    yield from waiting.values()
