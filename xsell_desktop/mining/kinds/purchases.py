"""When each known customer first bought each product."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xsell_desktop.mining.counting.baskets import Baskets

Whole = npt.NDArray[np.int64]

LONGEST = 40_000  # days any file may span


@dataclass(frozen=True, eq=False)
class Visits:
    """The V orders of known customers with a date, by customer and then day.

    `order` is a row of `Baskets`, `day` counts from the first visit of all, `slots` is the
    order's number of products, `new` marks visits on a customer's first day.
    """

    order: Whole
    customer: Whole
    day: Whole
    slots: Whole
    new: npt.NDArray[np.bool_]

    def places_through(self, customer: Whole, day: Whole) -> Whole:
        """Places in orders up to a day, counted on from customer to customer.

        Only differences between two days of one customer mean anything.
        """
        span = int(self.day.max(initial=0)) + 2
        key = self.customer * span + self.day
        total = np.concatenate(([0], np.cumsum(self.slots)))
        until = customer * span + np.clip(day, -1, span - 2)
        return np.asarray(total[np.searchsorted(key, until, side="right")])


@dataclass(frozen=True, eq=False)
class FirstPurchases:
    """F first purchases by customer, then day; `start` has the first of each customer.

    `product` is a row of `Products`, `order` a row of `Baskets`, `new` tells whether it was made
    on the customer's first day.
    """

    start: Whole
    customer: Whole
    product: Whole
    day: Whole
    order: Whole
    new: npt.NDArray[np.bool_]

    def of(self, product: int) -> Whole:
        """Rows here of a product, one a customer who bought it."""
        return np.flatnonzero(self.product == product)


def list_visits(baskets: Baskets) -> Visits:
    """The orders that can be followed: of a known customer, with a date."""
    rows = np.flatnonzero((baskets.customer >= 0) & ~np.isnat(baskets.date))
    day = baskets.date[rows].astype("datetime64[D]").astype(np.int64)
    day -= day.min(initial=LONGEST * 10) if len(day) else 0
    customer = baskets.customer[rows].astype(np.int64)
    order = np.lexsort((rows, day, customer))
    rows, day, customer = rows[order], day[order], customer[order]
    begin = np.searchsorted(customer, customer)
    return Visits(rows, customer, day, baskets.size[rows].astype(np.int64), day == day[begin])


def first_purchases(baskets: Baskets, visits: Visits) -> FirstPurchases:
    """The first order with each product of each customer; one of several on a day."""
    place = np.full(len(baskets), -1, np.int64)
    place[visits.order] = np.arange(len(visits.order))
    product = np.repeat(np.arange(baskets.product_count), np.diff(baskets.start))
    visit = place[baskets.orders]
    known = visit >= 0
    product, visit = product[known], visit[known]
    order = np.lexsort((visit, product, visits.customer[visit]))
    product, visit = product[order], visit[order]
    customer = visits.customer[visit]
    fresh = np.concatenate(
        ([True], (customer[1:] != customer[:-1]) | (product[1:] != product[:-1]))
    )[: len(visit)]
    product, visit, customer = product[fresh], visit[fresh], customer[fresh]
    order = np.lexsort((product, visits.day[visit], customer))
    product, visit, customer = product[order], visit[order], customer[order]
    start = np.flatnonzero(np.concatenate(([True], customer[1:] != customer[:-1]))[: len(visit)])
    return FirstPurchases(
        start, customer, product, visits.day[visit], visits.order[visit], visits.new[visit]
    )
