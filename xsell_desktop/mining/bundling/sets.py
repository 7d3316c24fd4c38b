"""Sets of products with the orders that hold them all, as flat arrays: exact and compact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
import numpy.typing as npt

from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.sales.lines import Codes, Floats

AT_ONCE = 2_000_000  # orders gone through in one step

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class ProductSets:
    """M sets of k products each, `products` (M, k) rising along a row.

    `orders[start[i]:start[i + 1]]` are the orders that hold all of set i, rising.
    """

    products: Codes
    start: Whole
    orders: Codes

    def __len__(self) -> int:
        return len(self.products)

    @property
    def counts(self) -> Whole:
        """Orders that hold all, by set."""
        return np.diff(self.start)

    def take(self, rows: Whole) -> Self:
        """Some of the sets, in the order of `rows`."""
        counts = self.counts[rows]
        picked = self.orders[_spread(self.start[rows], counts)]
        return type(self)(self.products[rows], _starts(counts), picked)


def single_products(baskets: Baskets) -> ProductSets:
    """Every product as a set of one."""
    rows = np.arange(baskets.product_count, dtype=np.int32)[:, None]
    return ProductSets(rows, baskets.start, baskets.orders)


def extend_sets(
    sets: ProductSets, rows: Whole, others: Codes, baskets: Baskets, least: int
) -> ProductSets:
    """Set `rows[i]` with product `others[i]` added; those in fewer than `least` orders go.

    Works product by product, so that memory stays at one flag an order beside the result.
    """
    flags = np.zeros(len(baskets), bool)
    by_other = np.argsort(others, kind="stable")
    rows, others = rows[by_other], others[by_other]
    counts = np.zeros(len(rows), np.int64)
    held: list[Codes] = []
    for begin, end in _runs(others, sets.counts[rows]):
        with_other = baskets.orders_with(int(others[begin]))
        flags[with_other] = True
        of = sets.counts[rows[begin:end]]
        orders = sets.orders[_spread(sets.start[rows[begin:end]], of)]
        both = flags[orders]
        flags[with_other] = False
        counts[begin:end] = _sums(both, of)
        enough = np.repeat(counts[begin:end] >= least, of)
        held.append(orders[both & enough])
    kept = counts >= least
    grown = np.sort(np.column_stack((sets.products[rows[kept]], others[kept])), axis=1)
    orders = np.concatenate(held) if held else np.empty(0, np.int32)
    return ProductSets(grown.astype(np.int32), _starts(counts[kept]), orders)


def sum_values(sets: ProductSets, baskets: Baskets, values: Floats) -> Floats:
    """By set, the values of its products in the orders that hold them all.

    `values` has an entry for each of `baskets.orders`; NaN makes the sum NaN.
    """
    totals = np.zeros(len(sets))
    counts = sets.counts
    by_order = np.zeros(len(baskets))
    place = np.repeat(np.arange(len(sets)), sets.products.shape[1] if len(sets) else 0)
    order = np.argsort(sets.products, axis=None, kind="stable")
    member, owner = sets.products.ravel()[order], place[order]
    for begin, end in _runs(member, counts[owner]):
        product, rows = int(member[begin]), owner[begin:end]
        first, last = baskets.start[product], baskets.start[product + 1]
        by_order[baskets.orders[first:last]] = values[first:last]
        worth = by_order[sets.orders[_spread(sets.start[rows], counts[rows])]]
        totals[rows] += _sums(worth, counts[rows])
    return totals


def top_customers(sets: ProductSets, customer: Codes) -> Floats:
    """By set, the share of its orders that its best customer made; NaN where none is known."""
    owner = np.repeat(np.arange(len(sets)), sets.counts)
    who = customer[sets.orders].astype(np.int64)
    known = who >= 0
    width = int(customer.max(initial=0)) + 1
    key, orders = np.unique(owner[known] * width + who[known], return_counts=True)
    most = np.zeros(len(sets))
    np.maximum.at(most, key // width, orders)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(most > 0, most / sets.counts, np.nan)


def _runs(products: Codes, counts: Whole) -> Iterator[tuple[int, int]]:
    """Runs of one product, cut where they would go through too many orders at once."""
    if not len(products):
        return
    step = np.cumsum(counts) // AT_ONCE
    change = (products[1:] != products[:-1]) | (step[1:] != step[:-1])
    cuts = [0, *(np.flatnonzero(change) + 1).tolist(), len(products)]
    yield from pairwise(cuts)


def _spread(first: Whole, counts: Whole) -> Whole:
    """first, first + 1, … counts numbers each, one run after the other."""
    ends = np.cumsum(counts)
    shift = np.repeat(first - ends + counts, counts)
    return np.asarray(shift + np.arange(len(shift)), dtype=np.int64)


def _starts(counts: Whole) -> Whole:
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64)


def _sums(values: npt.NDArray[np.bool_] | Floats, counts: Whole) -> Floats:
    """The sum of each run of values; every run has at least one."""
    starts = _starts(counts)[:-1]
    return np.add.reduceat(values, starts, dtype=np.float64) if len(starts) else np.empty(0)
