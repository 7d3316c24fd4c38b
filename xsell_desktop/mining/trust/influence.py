"""What of a pair rests on one customer, or on a few giant orders."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np

from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.counting.chance import class_weights, size_classes
from xsell_desktop.mining.trust.strata import Whole
from xsell_desktop.sales.lines import Codes, Flags

LARGEST = 100  # one in so many orders is a giant


@dataclass(frozen=True, slots=True)
class Rest:
    """A pair without some orders: `left_out` orders with both are gone, `together` remain;
    `expected` is chance in the orders that remain, `p_value` the chance of so many or more."""

    left_out: int
    together: int
    expected: float
    p_value: float

    @property
    def lift(self) -> float:
        """Together / expected; NaN where chance gives nothing."""
        return self.together / self.expected if self.expected > 0 else nan


@dataclass(frozen=True, eq=False)
class Buyers:
    """Who bought a pair: orders with both of each known customer, falling, and of unknown ones.

    `top` is the code of the customer with most, -1 where no customer is known.
    """

    orders: Whole
    unknown: int
    top: int

    @property
    def top_share(self) -> float:
        """Share of all orders together that one customer made; NaN where none is known."""
        total = int(self.orders.sum()) + self.unknown
        return float(self.orders[0]) / total if len(self.orders) else nan


def count_buyers(baskets: Baskets, both: Codes) -> Buyers:
    """The customers behind the orders with both products."""
    customer = baskets.customer[both]
    who, orders = np.unique(customer[customer >= 0], return_counts=True)
    falling = np.argsort(-orders, kind="stable")
    top = int(who[falling[0]]) if len(who) else -1
    return Buyers(orders[falling].astype(np.int64), int((customer < 0).sum()), top)


def giant_size(baskets: Baskets) -> int:
    """Products from which on an order is among the largest 1 %; ties may leave them fewer."""
    if not len(baskets):
        return 1
    falling = np.sort(baskets.size)[::-1]
    return int(falling[len(falling) // LARGEST]) + 1


def leave_out(baskets: Baskets, one: int, other: int, gone: Flags) -> Rest:
    """Two rows of products, counted and tested in the orders that are not `gone`."""
    from xsell_desktop.mining.counting.significance import upper_tail

    size = baskets.size[~gone]
    classes = size_classes(size)
    weights = class_weights(size, classes)
    place = np.cumsum(~gone) - 1
    counts = []
    for product in (one, other):
        orders = baskets.orders_with(product)
        kept = place[orders[~gone[orders]]]
        counts.append(np.bincount(classes[kept], minlength=len(weights)))
    expected = float(np.sum(weights * counts[0] * counts[1]))
    both = baskets.orders_with_both(one, other)
    left_out = int(gone[both].sum())
    together = len(both) - left_out
    tail = upper_tail(np.array([together]), np.array([expected]))
    return Rest(left_out, together, expected, float(tail[0]))
