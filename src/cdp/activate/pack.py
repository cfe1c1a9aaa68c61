"""Fill requests: as many records as an endpoint takes, up to its last byte."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cdp.activate.destination import Destination
    from cdp.activate.record import Element

T = TypeVar("T")


@dataclass
class Batch(Generic[T]):
    """Records of one endpoint that go in one request, each with what the caller knows it by."""

    endpoint: str
    elements: list[Element] = field(default_factory=list["Element"])
    tags: list[T] = field(default_factory=list[T])
    bytes: int = 0


def pack(destination: Destination, items: Iterable[tuple[Element, T]]) -> Iterator[Batch[T]]:
    """Give full batches as they fill, in the order of the items, and the rest at the end."""
    open_: dict[str, Batch[T]] = {}
    for element, tag in items:
        endpoint = element.endpoint
        limit = destination.limits[endpoint]
        around, between = destination.overhead(endpoint)
        batch = open_.get(endpoint)
        size = len(element.body) + between
        if batch and (len(batch.elements) >= limit.records or batch.bytes + size > limit.bytes):
            yield open_.pop(endpoint)
            batch = None
        if batch is None:
            batch = open_[endpoint] = Batch(endpoint, bytes=around)
            size -= between
        batch.elements.append(element)
        batch.tags.append(tag)
        batch.bytes += size
    yield from open_.values()
