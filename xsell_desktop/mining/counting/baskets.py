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
    product, order = _distinct(lines)
    size = np.bincount(order, minlength=len(lines.order_keys))
    if settings.giant_order_lines > 0:
        small = (size <= settings.giant_order_lines)[order]
        product, order = product[small], order[small]
        size[size > settings.giant_order_lines] = 0
    order_code = np.flatnonzero(size).astype(np.int32)
    place = np.cumsum(size > 0, dtype=np.int32) - np.int32(1)
    held = np.bincount(product, minlength=len(lines.product_keys))
    ranking = sorted(
        np.flatnonzero(held).tolist(),
        key=lambda code: (-held[code], lines.product_keys[code]),
    )
    product_code = np.array(ranking, dtype=np.int32)
    orders_of = held[product_code]
    start = np.concatenate(([0], np.cumsum(orders_of))).astype(np.int64)
    # the entries lie product by product; now in the products' new order
    moved = (np.cumsum(held) - held)[product_code] - start[:-1]
    return Baskets(
        start=start,
        orders=place[order][np.arange(len(order)) + np.repeat(moved, orders_of)],
        size=size[order_code].astype(np.int32),
        date=lines.order_date[order_code],
        customer=lines.order_customer[order_code],
        order_code=order_code,
        product_code=product_code,
    )


def sort_codes(codes: Codes) -> Keys:
    """The stable order of codes from 0 on; sixteen bits are sorted by counting."""
    small = codes.max(initial=0) < 1 << 16
    return np.argsort(codes.astype(np.uint16) if small else codes, kind="stable")


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


def _distinct(lines: Lines) -> tuple[Codes, Codes]:
    """Each (product, order) sold once, by product and then order."""
    order, product = lines.line_order, lines.line_product
    if lines.line_returned.any():
        sold = ~lines.line_returned
        order, product = order[sold], product[sold]
    if (order[1:] < order[:-1]).any():
        by_order = np.argsort(order, kind="stable")
        order, product = order[by_order], product[by_order]
    by_product = sort_codes(product)
    order, product = order[by_product], product[by_product]
    fresh = np.ones(len(order), np.bool_)
    fresh[1:] = (order[1:] != order[:-1]) | (product[1:] != product[:-1])
    return product[fresh], order[fresh]
