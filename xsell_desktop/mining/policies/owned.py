"""What the customers of a product had bought before they bought it."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np

from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.sales.lines import Codes

FEWEST_BUYERS = 5  # of fewer customers no share is taken


class _FirstDays(NamedTuple):
    """Each product's customers, rising, with the first day each bought it, one after the other."""

    start: list[int]
    customer: Codes
    day: Codes

    def of(self, product: int) -> tuple[Codes, Codes]:
        """The customers of a product and their first days."""
        begin, end = self.start[product], self.start[product + 1]
        return self.customer[begin:end], self.day[begin:end]


class BoughtBefore:
    """Counts customers, not orders; orders without a customer or a date say nothing."""

    def __init__(self, baskets: Baskets | None) -> None:
        self._baskets = baskets

    @cached_property
    def is_known(self) -> bool:
        """Whether any customer is known at all."""
        return self._baskets is not None and len(self._first.customer) > 0

    def share(self, anchor: int, partner: int) -> float:
        """Share of the anchor's customers who bought the partner on an earlier day than it.

        Rows of `Products` (others were never bought); 0 for an anchor with fewer than
        `FEWEST_BUYERS` known customers.
        """
        if not self.is_known:
            return 0.0
        sold = len(self._first.start) - 1
        if not (0 <= anchor < sold and 0 <= partner < sold):
            return 0.0
        buyers, since = self._first.of(anchor)
        others, day = self._first.of(partner)
        if len(buyers) < FEWEST_BUYERS or not len(others):
            return 0.0
        if len(others) < len(buyers):
            place = np.searchsorted(buyers, others)
            place[place == len(buyers)] = 0
            earlier = (buyers[place] == others) & (day < since[place])
        else:
            place = np.searchsorted(others, buyers)
            place[place == len(others)] = 0
            earlier = (others[place] == buyers) & (day[place] < since)
        return int(np.count_nonzero(earlier)) / len(buyers)

    @cached_property
    def _first(self) -> _FirstDays:
        baskets = self._baskets
        assert baskets is not None
        product = np.repeat(np.arange(baskets.product_count), np.diff(baskets.start))
        date, customer = baskets.date[baskets.orders], baskets.customer[baskets.orders]
        known = (customer >= 0) & ~np.isnat(date)
        product, customer = product[known], customer[known]
        day = date[known].astype("datetime64[D]").astype(np.int32)
        order = np.lexsort((day, customer, product))
        product, customer, day = product[order], customer[order], day[order]
        new = np.ones(len(product), np.bool_)
        new[1:] = (product[1:] != product[:-1]) | (customer[1:] != customer[:-1])
        ends = np.cumsum(np.bincount(product[new], minlength=baskets.product_count))
        return _FirstDays(np.concatenate(([0], ends)).tolist(), customer[new], day[new])
