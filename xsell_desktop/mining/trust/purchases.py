"""When customers who bought both products of a pair bought the first and the second."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np

from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.sales.lines import Codes, Floats


@dataclass(frozen=True, eq=False)
class Gap:
    """Customers whose first order with one product is another than that with the other.

    `customers` bought in this order; days between the two orders: the median and the quartiles,
    NaN without customers.
    """

    customers: int = 0
    median: float = nan
    low: float = nan
    high: float = nan


@dataclass(frozen=True, eq=False)
class Purchases:
    """Known customers with dated orders of both products: `together` took both in one order
    when they first bought either; `after` bought the first product first, `before` the second.
    """

    together: int
    after: Gap
    before: Gap

    @property
    def customers(self) -> int:
        """All of them."""
        return self.together + self.after.customers + self.before.customers


def time_purchases(baskets: Baskets, one: int, other: int) -> Purchases:
    """Each customer's first order with one row of products and with the other."""
    who_one, order_one = _first_orders(baskets, one)
    who_other, order_other = _first_orders(baskets, other)
    _who, at_one, at_other = np.intersect1d(
        who_one, who_other, assume_unique=True, return_indices=True
    )
    first, second = order_one[at_one], order_other[at_other]
    same = first == second
    gap = (baskets.date[second] - baskets.date[first])[~same]
    days = np.asarray(gap / np.timedelta64(1, "D"), dtype=np.float64)
    return Purchases(int(same.sum()), _gap(days[days >= 0]), _gap(-days[days < 0]))


def _first_orders(baskets: Baskets, product: int) -> tuple[Codes, Codes]:
    """Each known customer with the product, and their first dated order with it."""
    orders = baskets.orders_with(product)
    orders = orders[(baskets.customer[orders] >= 0) & ~np.isnat(baskets.date[orders])]
    by_time = orders[np.argsort(baskets.date[orders], kind="stable")]
    who, first = np.unique(baskets.customer[by_time], return_index=True)
    return who, by_time[first]


def _gap(days: Floats) -> Gap:
    if not len(days):
        return Gap()
    low, middle, high = np.percentile(days, (25, 50, 75))
    return Gap(len(days), float(middle), float(low), float(high))
