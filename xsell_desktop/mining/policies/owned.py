"""What the customers of a product had bought before they bought it."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np

from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.sales.lines import Floats

FEWEST_BUYERS = 5  # of fewer customers no share is taken


class _First(NamedTuple):
    """The first day each customer bought each product, by product and by customer."""

    by_product: tuple[np.ndarray, np.ndarray, np.ndarray]  # start, customer, day
    by_customer: tuple[np.ndarray, np.ndarray, np.ndarray]  # start, product, day


class BoughtBefore:
    """Counts customers, not orders; orders without a customer or a date say nothing."""

    def __init__(self, baskets: Baskets | None) -> None:
        self._baskets = baskets
        self._anchor = -1
        self._shares: Floats = np.zeros(0)

    @cached_property
    def is_known(self) -> bool:
        """Whether any customer is known at all."""
        return self._baskets is not None and len(self._first.by_product[1]) > 0

    def share(self, anchor: int, partner: int) -> float:
        """Share of the anchor's customers who bought the partner on an earlier day than it.

        Rows of `Products`; 0 for an anchor with fewer than `FEWEST_BUYERS` known customers.
        """
        if not self.is_known or anchor < 0 or partner < 0:
            return 0.0
        if anchor != self._anchor:
            self._anchor, self._shares = anchor, self._count(anchor)
        return float(self._shares[partner])

    def _count(self, anchor: int) -> Floats:
        start, customer, day = self._first.by_product
        begin, end = start[anchor], start[anchor + 1]
        products = len(start) - 1
        if end - begin < FEWEST_BUYERS:
            return np.zeros(products)
        row, product, first = self._first.by_customer
        buyers = customer[begin:end]
        lengths = row[buyers + 1] - row[buyers]
        entry = np.repeat(row[buyers] - np.cumsum(lengths) + lengths, lengths)
        entry += np.arange(len(entry), dtype=entry.dtype)
        earlier = first[entry] < np.repeat(day[begin:end], lengths)
        count = np.bincount(product[entry[earlier]], minlength=products)
        return np.asarray(count / (end - begin), dtype=np.float64)

    @cached_property
    def _first(self) -> _First:
        baskets = self._baskets
        assert baskets is not None
        product = np.repeat(np.arange(baskets.product_count), np.diff(baskets.start))
        date, customer = baskets.date[baskets.orders], baskets.customer[baskets.orders]
        known = (customer >= 0) & ~np.isnat(date)
        product, customer = product[known].astype(np.int32), customer[known]
        day = date[known].astype("datetime64[D]").astype(np.int32)
        order = np.lexsort((day, customer, product))
        product, customer, day = product[order], customer[order], day[order]
        new = np.ones(len(product), np.bool_)
        new[1:] = (product[1:] != product[:-1]) | (customer[1:] != customer[:-1])
        product, customer, day = product[new], customer[new], day[new]
        customers = int(customer.max()) + 1 if len(customer) else 0
        turn = np.argsort(customer, kind="stable")
        return _First(
            (_starts(product, baskets.product_count), customer, day),
            (_starts(customer, customers), product[turn], day[turn]),
        )


def _starts(codes: np.ndarray, length: int) -> np.ndarray:
    ends = np.cumsum(np.bincount(codes, minlength=length))
    small = len(codes) < np.iinfo(np.int32).max
    return np.concatenate(([0], ends)).astype(np.int32 if small else np.int64)
