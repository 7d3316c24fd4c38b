"""Order lines from orders that a script holds as lists of product keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np

from xsell_desktop.sales.lines import Codes, Lines


def lines_of_orders(
    orders: Iterable[Sequence[str]],
    dates: Sequence[str] | None = None,
    customers: Sequence[str] | None = None,
) -> Lines:
    """One line of one piece a product of each order; the order keys are 0, 1, ….

    By order: ISO dates ('NaT' unknown), and customers ('' unknown). Revenue is unknown.
    """
    listed = orders if isinstance(orders, Sequence) else list(orders)
    unknown = np.datetime64("NaT", "s")
    lengths = np.fromiter(map(len, listed), np.int64, len(listed))
    count, length = len(listed), int(lengths.sum())
    product, products = _coded(chain.from_iterable(listed), length)
    who, known = _coded(() if customers is None else customers, 0 if customers is None else count)
    blank = known.index("") if "" in known else len(known)
    place = np.arange(len(known), dtype=np.int32)
    place[blank:] -= 1
    place[blank : blank + 1] = -1
    return Lines(
        order_keys=tuple(map(str, range(count))),
        product_keys=products,
        product_names=products,
        customer_keys=tuple(key for key in known if key),
        currencies=(),
        order_date=np.full(count, unknown) if dates is None else np.array(dates, "datetime64[s]"),
        order_customer=np.full(count, -1, np.int32) if customers is None else place[who],
        order_currency=np.full(count, -1, np.int32),
        order_discount=np.zeros(count),
        line_order=np.repeat(np.arange(count, dtype=np.int32), lengths),
        line_product=product,
        line_quantity=np.ones(length),
        line_revenue=np.full(length, np.nan),
        line_returned=np.zeros(length, np.bool_),
    )


def _coded(texts: Iterable[str], length: int) -> tuple[Codes, tuple[str, ...]]:
    """Each text as a number, and the texts in the order they first occur."""
    codes = _Codes()
    return np.fromiter(map(codes.__getitem__, texts), np.int32, length), tuple(codes)


class _Codes(dict[str, int]):
    """Numbers its keys as they are asked for."""

    def __missing__(self, key: str) -> int:
        self[key] = number = len(self)
        return number
