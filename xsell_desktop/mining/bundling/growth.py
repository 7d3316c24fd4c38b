"""Which sets of products are looked at: grown from the pairs that lead by orders or by money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Pairs
from xsell_desktop.mining.bundling.sets import (
    ProductSets,
    extend_sets,
    single_products,
    sum_values,
    top_customers,
)
from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.counting.evidence import MOST_BY_ONE
from xsell_desktop.sales.lines import Floats
from xsell_desktop.texts import _

LARGEST = 5
NEIGHBOURS = 15  # partners of a product that may join it in a bundle, by each ranking
JOINED = 6_000  # pairs that say who may join whom, by each ranking
KEPT = 800  # sets of one size that are kept
LOOKED_THROUGH = 3  # times as many, to pass over those that one customer made
GROWN = 400  # the best of them, grown to the next size
LOOKED_AT = 60_000_000  # orders gone through for one size at most

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Takings:
    """What the sales brought: `revenue` and `units` of each entry of `baskets.orders`.

    `cost` is the unit cost of each product, NaN where unknown.
    """

    revenue: Floats
    units: Floats
    cost: Floats

    def margins(self, baskets: Baskets) -> Floats:
        """Revenue less unit costs, an entry each."""
        held = np.repeat(np.arange(baskets.product_count), np.diff(baskets.start))
        return self.revenue - self.units * self.cost[held]


@dataclass(frozen=True, eq=False)
class ValuedSets:
    """Sets of one size; `values` holds their orders, revenue and margin, (3, M)."""

    sets: ProductSets
    values: Floats


def grow_sets(
    pairs: Pairs, rows: Whole, baskets: Baskets, takings: Takings, least: int, progress: Progress
) -> list[ValuedSets]:
    """Sets of two, three, … products in `least` orders or more, a size each.

    `rows` are the pairs good enough; every two products of a set are among them. Sets of which
    one customer made more than half of the orders are passed over.
    """
    if not len(rows):
        return []
    margins = takings.margins(baskets)
    guesses = _guess_values(pairs, rows, baskets, takings.revenue, margins)
    near = _neighbours(pairs, rows, guesses)
    seeds = np.sort(rows[best_rows(guesses, KEPT)])
    # the rarer product is gone through, the commoner only flagged
    level = extend_sets(
        single_products(baskets), pairs.b[seeds].astype(np.int64), pairs.a[seeds], baskets, least
    )
    found: list[ValuedSets] = []
    while len(level):
        values = np.stack((
            level.counts.astype(np.float64),
            sum_values(level, baskets, takings.revenue),
            _sum_margins(level, baskets, margins),
        ))  # fmt: skip
        best = best_rows(list(values), LOOKED_THROUGH * KEPT)
        by_one = top_customers(level.take(best), baskets.customer) > MOST_BY_ONE
        best = best[~by_one][:KEPT]
        found.append(ValuedSets(level.take(best), values[:, best]))
        if len(found) == LARGEST - 1:
            break
        progress.step(_("Looking for bundles"), len(found) / LARGEST)
        level = _grow(found[-1].sets, near, baskets, least)
    return found


def _sum_margins(level: ProductSets, baskets: Baskets, margins: Floats) -> Floats:
    """A shop without any unit cost has no margins to add up."""
    if np.isnan(margins).all():
        return np.full(len(level), np.nan)
    return sum_values(level, baskets, margins)


def best_rows(values: Sequence[Floats], most: int) -> Whole:
    """The rows that lead by any of the values, the leaders of all of them first.

    Values that are unknown, zero or less lead nothing.
    """
    lead = np.full(len(values[0]), np.inf)
    for value in values:
        ranked = np.where(value > 0, value, -np.inf)
        order = np.argsort(-ranked, kind="stable")
        place = np.full(len(value), np.inf)
        place[order] = np.arange(len(value))
        lead = np.minimum(lead, np.where(value > 0, place, np.inf))
    order = np.argsort(lead, kind="stable")
    return order[: min(most, int(np.isfinite(lead).sum()))]


def _guess_values(
    pairs: Pairs, rows: Whole, baskets: Baskets, revenue: Floats, margins: Floats
) -> list[Floats]:
    """Of each pair: strength, orders, and what orders together bring at each product's mean."""
    together = pairs.together[rows].astype(np.float64)
    a, b = pairs.a[rows], pairs.b[rows]
    mean = [np.add.reduceat(v, baskets.start[:-1]) / np.diff(baskets.start)
            for v in (revenue, margins)]  # fmt: skip
    return [pairs.strength[rows], together, *(together * (m[a] + m[b]) for m in mean)]


def _neighbours(pairs: Pairs, rows: Whole, guesses: Sequence[Floats]) -> list[set[int]]:
    """The best partners of each product by each ranking."""
    near: list[set[int]] = [set() for _row in range(int(pairs.b[rows].max()) + 1)]
    for guess in guesses:
        best = rows[best_rows([guess], JOINED)]
        room = np.full(len(near), NEIGHBOURS).tolist()
        for a, b in zip(pairs.a[best].tolist(), pairs.b[best].tolist(), strict=True):
            if room[a] > 0 or room[b] > 0:
                near[a].add(b)
                near[b].add(a)
                room[a] -= 1
                room[b] -= 1
    return near


def _grow(sets: ProductSets, near: list[set[int]], baskets: Baskets, least: int) -> ProductSets:
    """Sets with one product more, each product near all the others."""
    rows: list[int] = []
    others: list[int] = []
    seen: set[tuple[int, ...]] = set()
    work = 0
    for row, (products, count) in enumerate(
        zip(sets.products[:GROWN].tolist(), sets.counts[:GROWN].tolist(), strict=True)
    ):
        for other in sorted(set.intersection(*(near[p] for p in products))):
            larger = tuple(sorted((*products, other)))
            if larger not in seen:
                seen.add(larger)
                rows.append(row)
                others.append(other)
                work += count
        if work > LOOKED_AT:
            break
    if not rows:
        return ProductSets(np.empty((0, 0), np.int32), np.zeros(1, np.int64), np.empty(0, np.int32))
    return extend_sets(sets, np.array(rows), np.array(others, np.int32), baskets, least)
