"""Work on two blocks at once: the next is counted while this one is judged, or both measured."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

AHEAD = 3  # items begun before the first is asked for


def read_ahead(items: Iterator[Item]) -> Iterator[Item]:
    """The items in their order, each made in a second thread while the one before is used.

    Worth it where making and using both let go of the interpreter's lock, as scipy's do.
    """
    with ThreadPoolExecutor(1, "count") as thread:
        coming = thread.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = thread.submit(next, items, None)
            yield item


def both_at_once(work: Callable[[Item], Made], items: Iterable[Item]) -> Generator[Made]:
    """What becomes of the items, in their order, two threads at work; stops when closed."""
    with ThreadPoolExecutor(2, "measure") as threads:
        coming = deque[Future[Made]]()
        try:
            for item in items:
                coming.append(threads.submit(work, item))
                if len(coming) > AHEAD:
                    yield coming.popleft().result()
            while coming:
                yield coming.popleft().result()
        finally:
            for future in coming:
                future.cancel()
