"""One step of counting ahead: the next block is counted while this one is judged."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")


def read_ahead(items: Iterator[Item]) -> Iterator[Item]:
    """The items in their order, each made in a second thread while the one before is used.

    Worth it where making and using both let go of the interpreter's lock, as scipy's do.
    """
    with ThreadPoolExecutor(1, "count") as thread:
        coming = thread.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = thread.submit(next, items, None)
            yield item
