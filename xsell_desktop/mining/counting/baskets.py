"""Which orders hold which products: order lines without their quantities and repeats."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.plan import Settings
from xsell_desktop.sales.lines import Codes, Dates, Flags, Floats, Lines

Keys = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Baskets:
    """N orders with at least one product, P products by falling number of orders (ties by key).

    `orders[start[i]:start[i + 1]]` are the orders with product i, rising. By order: `size`
    (distinct products), `date` (NaT unknown), `customer` (-1 unknown). `order_code` and
    `product_code` lead back to the `Lines`.
    """

    start: Keys
    orders: Codes
    size: Codes
    date: Dates
    customer: Codes
    order_code: Codes
    product_code: Codes

    def __len__(self) -> int:
        return len(self.size)

    @property
    def product_count(self) -> int:
        """P."""
        return len(self.start) - 1

    def orders_with(self, product: int) -> Codes:
        """The orders that hold a product, rising."""
        return self.orders[self.start[product] : self.start[product + 1]]

    def orders_with_both(self, one: int, other: int) -> Codes:
        """The orders that hold two products, rising."""
        return np.intersect1d(self.orders_with(one), self.orders_with(other), assume_unique=True)


def fill_baskets(lines: Lines, settings: Settings) -> Baskets:
    """Baskets of the lines sold; returned lines and orders over the giant limit stay out."""
    sold = ~lines.line_returned
    order, product = _distinct(lines.line_order[sold], lines.line_product[sold], lines)
    if settings.giant_order_lines > 0:
        sizes = np.bincount(order, minlength=len(lines.order_keys))
        small = (sizes <= settings.giant_order_lines)[order]
        order, product = order[small], product[small]
    order_code, order, size = _renumber(order, len(lines.order_keys))
    product_code, product, orders_of = _renumber(product, len(lines.product_keys))
    ranking = sorted(
        range(len(product_code)),
        key=lambda row: (-int(orders_of[row]), lines.product_keys[product_code[row]]),
    )
    by_orders = np.array(ranking, dtype=np.int32)
    place = np.empty(len(by_orders), np.int32)
    place[by_orders] = np.arange(len(by_orders), dtype=np.int32)
    # `order` rises already, so a stable sort by product keeps each product's orders rising
    by_product = np.argsort(place[product], kind="stable")
    start = np.concatenate(([0], np.cumsum(orders_of[by_orders]))).astype(np.int64)
    return Baskets(
        start=start,
        orders=order[by_product],
        size=size.astype(np.int32),
        date=lines.order_date[order_code],
        customer=lines.order_customer[order_code],
        order_code=order_code,
        product_code=product_code[by_orders],
    )


def sum_lines(lines: Lines, baskets: Baskets, money_lines: Flags) -> tuple[Floats, Floats]:
    """Units and revenue of each entry of `baskets.orders`, net of returns the order itself holds.

    `money_lines` marks the lines whose revenue counts; unknown revenue counts as nothing.
    """
    order = np.full(len(lines.order_keys), -1, np.int64)
    order[baskets.order_code] = np.arange(len(baskets))
    product = np.full(len(lines.product_keys), -1, np.int64)
    product[baskets.product_code] = np.arange(baskets.product_count)
    here, what = order[lines.line_order], product[lines.line_product]
    known = np.flatnonzero((here >= 0) & (what >= 0))
    held = np.repeat(np.arange(baskets.product_count), np.diff(baskets.start))
    entries = held * len(baskets) + baskets.orders  # rises
    wanted = what[known] * len(baskets) + here[known]
    place = np.searchsorted(entries, wanted)
    place[place == len(entries)] = 0
    found = entries[place] == wanted if len(entries) else np.zeros(0, bool)
    place, known = place[found], known[found]
    revenue = np.where(money_lines[known], np.nan_to_num(lines.line_revenue[known]), 0.0)
    count = len(entries)
    units = np.bincount(place, np.nan_to_num(lines.line_quantity[known]), minlength=count)
    return units.astype(np.float64), np.bincount(place, revenue, count).astype(np.float64)


def _distinct(order: Codes, product: Codes, lines: Lines) -> tuple[Codes, Codes]:
    """Each (order, product) once, by order and then product."""
    count = max(1, len(lines.product_keys))
    key = np.sort(order.astype(np.int64) * count + product)
    if len(key):
        key = key[np.concatenate(([True], key[1:] != key[:-1]))]
    return (key // count).astype(np.int32), (key % count).astype(np.int32)


def _renumber(codes: Codes, length: int) -> tuple[Codes, Codes, Keys]:
    """The codes that occur, each entry's place among them, and how often each occurs."""
    count = np.bincount(codes, minlength=length)
    present = np.flatnonzero(count)
    place = np.zeros(length, np.int32)
    place[present] = np.arange(len(present), dtype=np.int32)
    return present.astype(np.int32), place[codes], count[present]
