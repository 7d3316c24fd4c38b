"""One set of products looked at closely: every count exact, and what chance would give.

The formulas are in docs/measures.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import isnan, nan

import numpy as np
import numpy.typing as npt

from xsell_desktop.mining.analysis import Evidence, Pairs
from xsell_desktop.mining.bundling.sets import ProductSets, top_customers
from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.counting.chance import size_classes
from xsell_desktop.mining.counting.evidence import ENOUGH_TOGETHER, MOST_BY_ONE
from xsell_desktop.mining.counting.intervals import count_low, wilson
from xsell_desktop.sales.lines import Codes, Floats

Bits = npt.NDArray[np.int64]

MOST_COUNTED = 60  # products of one set
MOST_WEIGHED = 12  # products of one set whose chance is worked out; each more doubles the work


@dataclass(frozen=True, slots=True)
class SetStudy:
    """What the orders say of a set of products, in the order they were given.

    `orders` hold all of them; `missing[i]` hold all but product i; `expected` is what the
    size-aware chance gives for all of them, `explained` the most that it gives once a part of
    the set is taken as it is. `fits` is False where a product goes with the rest of the set
    clearly less often than with one of them alone (by the upper bound of Wilson's interval).
    `top_customer` is the share of the orders with all of the customer with most of them, NaN
    where none is known.
    """

    orders: int
    missing: tuple[int, ...]
    expected: float
    explained: float
    fits: bool
    top_customer: float

    @property
    def one_short(self) -> int:
        """Orders that miss exactly one product."""
        return sum(self.missing)

    @property
    def is_clear(self) -> bool:
        """Whether even the lower 95 % bound of the orders is more than explained."""
        return float(count_low(self.orders)) > self.explained


class SetScales:
    """Looks at one set after another; made once for all of them."""

    def __init__(self, baskets: Baskets) -> None:
        self.baskets = baskets
        self._held = np.zeros(len(baskets), np.uint16)  # small, for the processor's caches

    def study(self, products: Sequence[int]) -> SetStudy:
        """Study rows of `Products`, all different; raises ValueError for none or too many.

        The chance of a large set is not worked out: `expected` and `explained` are NaN then.
        """
        count = len(products)
        if not 0 < count <= MOST_COUNTED:
            raise ValueError(f"a set of {count} products")
        order, held = self._look_up(products)
        full = (1 << count) - 1
        with_all = order[held == full]
        whole = ProductSets(np.empty((1, 0), np.int32), np.array([0, len(with_all)]), with_all)
        expected = explained = nan
        fits = True
        if count <= MOST_WEIGHED:
            cells = self._tally(order, held, count)
            expected = explained = self._expect_all(cells[0], count)
            if count > 2:
                explained = max(expected, self._explain(cells, count))
                fits = _fits(np.rint(cells[0].sum(axis=1)), count)
        return SetStudy(
            orders=len(with_all),
            missing=tuple(int((held == full ^ (1 << bit)).sum()) for bit in range(count)),
            expected=expected,
            explained=explained,
            fits=fits,
            top_customer=float(top_customers(whole, self.baskets.customer)[0]),
        )

    def _look_up(self, products: Sequence[int]) -> tuple[Codes, Bits]:
        """Each order with any of the products once, and which it holds, as bits."""
        parts = [self.baskets.orders_with(product) for product in products]
        flags = self._held if len(parts) <= 16 else np.zeros(len(self._held), np.int64)
        for bit, orders in enumerate(parts):
            flags[orders] |= flags.dtype.type(1 << bit)
        # each order is taken at the first of its products
        order = np.concatenate([
            orders[(flags[orders] & flags.dtype.type((1 << bit) - 1)) == 0]
            for bit, orders in enumerate(parts)
        ])  # fmt: skip
        held = flags[order].astype(np.int64)
        flags[order] = 0
        return order, held

    def _tally(self, order: Codes, held: Bits, products: int) -> Floats:
        """Orders that hold at least a combination of the products, by size class, (3, 2^k, K).

        Their count, the sum of their sizes and the sum of the squares of these.
        """
        combined, classes = 1 << products, len(self._falling)
        size = self.baskets.size[order].astype(np.float64)
        cell = held * classes + self._classes[order]
        cells = np.stack([
            np.bincount(cell, weights, minlength=combined * classes)
            for weights in (None, size, size * size)
        ]).astype(np.float64)  # fmt: skip
        for bit in range(products):
            halves = cells.reshape(3, -1, 2, 1 << bit, classes)
            halves[:, :, 0] += halves[:, :, 1]
        return cells.reshape(3, combined, classes)

    def _expect_all(self, counts: Floats, products: int) -> float:
        singles = counts[[1 << bit for bit in range(products)]]
        return expect_all(singles, self._falling[:, 0], self._falling_to(products))

    def _explain(self, cells: Floats, products: int) -> float:
        """The most that chance gives for one or two of the products beside all the others."""
        full = (1 << products) - 1
        best = 0.0
        for taken in (1, 2):
            parts = [sum(1 << bit for bit in bits) for bits in combinations(range(products), taken)]
            rest = [full ^ part for part in parts]
            n, s, squares = cells[0][rest], cells[1][rest], cells[2][rest]
            left = products - taken
            places = s - left * n
            if taken == 2:
                places = squares - (2 * left + 1) * s + left * (left + 1) * n
            beside = expect_beside(cells[0][parts], places, self._falling[:, taken - 1])
            best = max(best, float(beside.max()))
        return best

    @cached_property
    def _classes(self) -> npt.NDArray[np.int64]:
        return size_classes(self.baskets.size)

    @cached_property
    def _falling(self) -> Floats:
        """Σ s and Σ s(s − 1) by class, (K, 2)."""
        return np.column_stack((self._falling_to(1), self._falling_to(2)))

    def _falling_to(self, factors: int) -> Floats:
        """Σ s(s − 1)… by class, with so many factors."""
        kept = self._sums.get(factors)
        if kept is None:
            size = self.baskets.size.astype(np.float64)
            product = np.ones(len(size))
            for taken in range(factors):
                product *= np.maximum(size - taken, 0.0)
            sums = np.bincount(self._classes, product, minlength=1).astype(np.float64)
            kept = self._sums[factors] = sums
        return kept

    @cached_property
    def _sums(self) -> dict[int, Floats]:
        return {}


def study_pair(pairs: Pairs, row: int, baskets: Baskets) -> SetStudy:
    """The same of a pair that was kept: all but its customers is known without looking it up."""
    orders = int(pairs.together[row])
    of_a, of_b = (len(baskets.orders_with(int(side[row]))) for side in (pairs.a, pairs.b))
    expected = float(pairs.expected[row])
    return SetStudy(orders, (of_b - orders, of_a - orders), expected, expected, True, nan)


def expect_all(singles: Floats, slots: Floats, ways: Floats) -> float:
    """Orders with all of k products that the size-aware chance gives.

    By size class: `singles` (k, K) orders with each product, `slots` the sum of the orders' sizes
    s, `ways` the sum of s(s - 1)…(s - k + 1). For two products it is the chance of a pair.
    """
    rates = np.divide(singles, slots, out=np.zeros_like(singles), where=slots > 0)
    return float((ways * rates.prod(axis=0)).sum())


def expect_beside(held: Floats, places: Floats, room: Floats) -> Floats:
    """Orders with one part of a set in which chance puts the other part too; (…, K) to (…).

    By size class: `held` orders with the other part, `places` the ways it fits into the free
    places of the orders with the one part, `room` the ways it fits into all orders.
    """
    share = np.divide(held, room, out=np.zeros_like(places), where=room > 0)
    return np.asarray((share * places).sum(axis=-1))


def judge_set(study: SetStudy, products: Sequence[int], pairs: Pairs) -> Evidence | None:
    """The word for a set: a pair's own word; else by its pairs and what its best part explains.

    None for a single product and for sets too large to say.
    """
    if len(products) < 2 or isnan(study.explained):
        return None
    if len(products) == 2 and (row := pairs.find(*products)) is not None:
        return Evidence(int(pairs.evidence[row]))
    if study.orders <= study.explained:
        return Evidence.CHANCE
    if study.orders < ENOUGH_TOGETHER:
        return Evidence.THIN
    sure = study.is_clear and not study.top_customer > MOST_BY_ONE
    whole = min(count_proven(products, pairs)) == len(products) - 1
    return Evidence.PROVEN if sure and whole else Evidence.LIKELY


def count_proven(products: Sequence[int], pairs: Pairs) -> list[int]:
    """With how many of the others each product is a proven pair."""
    counts = [0] * len(products)
    for (i, one), (j, other) in combinations(enumerate(products), 2):
        row = pairs.find(one, other)
        if row is not None and pairs.evidence[row] == Evidence.PROVEN:
            counts[i] += 1
            counts[j] += 1
    return counts


def _fits(at_least: Floats, products: int) -> bool:
    full = (1 << products) - 1
    for bit in range(products):
        rest = at_least[full ^ (1 << bit)]
        most = float(wilson(at_least[full], rest)[1]) if rest > 0 else 1.0
        for other in range(products):
            both = at_least[(1 << bit) | (1 << other)]
            if other != bit and most < both / at_least[1 << other]:
                return False
    return True
