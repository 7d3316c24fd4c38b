"""The actual orders behind a pair, for people to look at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.sales.lines import Codes, Dates, Floats, Lines


@dataclass(frozen=True, eq=False)
class PairOrders:
    """E orders with both products of a pair, latest first (undated last); E entries each.

    `keys` are the shop's order numbers; `size` counts distinct products; `revenue` is the whole
    order's, in the money of `currency` (NaN unknown); `customer` numbers the known customers
    from 1, the one with most of these orders first, 0 for unknown. `others[start[i] :
    start[i + 1]]` are the other products of an order, as rows of `Products`, popular first.
    """

    keys: tuple[str, ...]
    date: Dates
    size: Codes
    revenue: Floats
    currency: tuple[str, ...]
    customer: npt.NDArray[np.int64]
    start: npt.NDArray[np.int64]
    others: Codes

    def __len__(self) -> int:
        return len(self.keys)

    def others_of(self, row: int) -> Codes:
        """What else is in an order."""
        return self.others[self.start[row] : self.start[row + 1]]


def list_pair_orders(baskets: Baskets, lines: Lines, one: int, other: int) -> PairOrders:
    """The orders with two rows of products; `lines` are those the baskets were filled from."""
    both = baskets.orders_with_both(one, other)
    date = baskets.date[both]
    latest = np.argsort(np.where(np.isnat(date), np.datetime64(0, "s"), date), kind="stable")[::-1]
    undated = np.isnat(date[latest])
    both = both[np.concatenate((latest[~undated], latest[undated]))]
    start, others = _other_products(baskets, both, one, other)
    code = baskets.order_code[both]
    money = lines.order_currency[code]
    return PairOrders(
        keys=tuple(lines.order_keys[c] for c in code),
        date=baskets.date[both],
        size=baskets.size[both],
        revenue=_revenue(lines, code),
        currency=tuple(lines.currencies[c] if c >= 0 else "" for c in money),
        customer=_number_customers(baskets.customer[both]),
        start=start,
        others=others,
    )


def _other_products(
    baskets: Baskets, orders: Codes, one: int, other: int
) -> tuple[npt.NDArray[np.int64], Codes]:
    place = np.full(len(baskets), -1, np.int64)
    place[orders] = np.arange(len(orders))
    entries = np.flatnonzero(place[baskets.orders] >= 0)
    product = (np.searchsorted(baskets.start, entries, side="right") - 1).astype(np.int32)
    here = place[baskets.orders[entries]]
    rest = (product != one) & (product != other)
    product, here = product[rest], here[rest]
    by_order = np.argsort(here, kind="stable")  # products rise already, popular first
    ends = np.cumsum(np.bincount(here, minlength=len(orders)))
    return np.concatenate(([0], ends)).astype(np.int64), product[by_order]


def _revenue(lines: Lines, code: Codes) -> Floats:
    """Revenue of each order, net of the returns it holds; NaN where no line has a price."""
    place = np.full(len(lines.order_keys), -1, np.int64)
    place[code] = np.arange(len(code))
    at = place[lines.line_order]
    paid = (at >= 0) & ~np.isnan(lines.line_revenue)
    money = np.bincount(at[paid], lines.line_revenue[paid], len(code))
    known = np.bincount(at[paid], minlength=len(code)) > 0
    return np.where(known, money - lines.order_discount[code], np.nan)


def _number_customers(customer: Codes) -> npt.NDArray[np.int64]:
    who, first, back, orders = np.unique(
        customer, return_index=True, return_inverse=True, return_counts=True
    )
    falling = np.lexsort((first, -orders))
    falling = falling[who[falling] >= 0]
    number = np.zeros(len(who), np.int64)
    number[falling] = np.arange(1, len(falling) + 1)
    return np.asarray(number[back])
