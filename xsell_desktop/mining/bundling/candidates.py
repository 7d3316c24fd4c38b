"""Products bought together in twos, threes and fours, and what a bundle would earn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from math import inf, isnan

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import BundleCandidate, Evidence, Pairs
from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.sales.lines import Floats
from xsell_desktop.texts import _

LARGEST = 4
LEAST_ORDERS = 3
NEIGHBOURS = 10  # partners of a product that may join it in a bundle
JOINED = 20_000  # strongest pairs that say who may join whom
GROWN = 1500  # candidates of one size that are grown to the next
LISTED = 60  # candidates of each size that are kept
REPEATS = 4  # candidates of one size that one product may be in

Orders = int  # a set of orders as the bits of one whole number
Products = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BundleMoney:
    """One bundle's price and margin; NaN where prices or costs are unknown.

    `margin` is what one bundle sold earns, `margin_full` what its parts earn at full price.
    `break_even_extra` is how many additional bundles make up for the discount given to those
    who buy all parts anyway; inf when no margin is left, so never. `unknown_costs` names the
    products without a unit cost.
    """

    full_price: float
    price: float
    cost: float
    margin: float
    margin_full: float
    break_even_extra: float
    unknown_costs: tuple[str, ...]


def bundle_money(
    prices: Mapping[str, float],
    costs: Mapping[str, float],
    quantities: Mapping[str, int],
    discount: float,
    orders_with_all: int,
    one_short: int,
) -> BundleMoney:
    """Price, margin and break-even of a bundle; `quantities` names its products.

    `discount` is a share, 0–1. `one_short` bounds nothing: a break-even above it says that
    not even every order one product short would be enough.
    """
    unknown = tuple(key for key in quantities if isnan(costs.get(key, float("nan"))))
    full = sum(prices.get(key, float("nan")) * count for key, count in quantities.items())
    cost = sum(costs.get(key, float("nan")) * count for key, count in quantities.items())
    price = full * (1 - discount)
    margin = price - cost
    given_away = (full - price) * orders_with_all
    if isnan(margin):
        extra = float("nan")
    elif given_away <= 0:
        extra = 0.0
    else:
        extra = given_away / margin if margin > 1e-9 else inf
    return BundleMoney(full, price, cost, margin, full - cost, extra, unknown)


def count_orders(baskets: Baskets, products: Sequence[int]) -> tuple[int, int]:
    """Orders with all of the products, and orders that miss exactly one of them."""
    held = Counter(
        order for product in set(products) for order in baskets.orders_with(product).tolist()
    )
    size = len(set(products))
    every = sum(1 for count in held.values() if count == size)
    return every, sum(1 for count in held.values() if count == size - 1)


def find_bundles(
    pairs: Pairs,
    baskets: Baskets,
    money: Floats,
    least_orders: int,
    progress: Progress,
) -> tuple[BundleCandidate, ...]:
    """Candidates of two to four products, those with most orders first.

    `money` is the revenue of each entry of `baskets.orders`. Candidates grow from likely and
    proven pairs, all their products partners of each other; one whose orders are all those of
    a larger candidate is left out.
    """
    progress.step(_("Looking for bundles"))
    least = max(LEAST_ORDERS, least_orders)
    good = np.flatnonzero((pairs.evidence >= Evidence.LIKELY) & (pairs.together >= least))
    near = _neighbours(pairs, good[:JOINED])
    bits: dict[int, Orders] = {}

    def orders(product: int) -> Orders:
        if product not in bits:
            flags = np.zeros(len(baskets), np.uint8)
            flags[baskets.orders_with(product)] = 1
            bits[product] = int.from_bytes(np.packbits(flags).tobytes(), "big")
        return bits[product]

    level = _best_pairs(pairs, good)
    found: list[dict[Products, Orders]] = []
    sets = {pair: orders(pair[0]) & orders(pair[1]) for pair in level}
    while sets:
        found.append(sets)
        if len(found) == LARGEST - 1:
            break
        progress.step(_("Looking for bundles"), len(found) / LARGEST)
        sets = _grow(sets, near, orders, least)
    closed = _without_redundant(found)
    chosen = [products for sets in closed for products in _varied(sets)]
    candidates = (
        BundleCandidate(p, *_count(p, orders), _revenue(p, baskets, money)) for p in chosen
    )
    return tuple(sorted(candidates, key=lambda c: (-c.orders, -c.revenue, c.products)))


def _neighbours(pairs: Pairs, rows: npt.NDArray[np.int64]) -> dict[int, set[int]]:
    """The strongest partners of each product; pairs come strongest first."""
    near: dict[int, set[int]] = {}
    for a, b in zip(pairs.a[rows].tolist(), pairs.b[rows].tolist(), strict=True):
        of_a, of_b = near.setdefault(a, set()), near.setdefault(b, set())
        if len(of_a) < NEIGHBOURS or len(of_b) < NEIGHBOURS:
            of_a.add(b)
            of_b.add(a)
    return near


def _best_pairs(pairs: Pairs, rows: npt.NDArray[np.int64]) -> list[Products]:
    """Half by orders together, half by strength."""
    by_orders = rows[np.argsort(-pairs.together[rows], kind="stable")][: GROWN // 2]
    chosen = np.unique(np.concatenate((rows[: GROWN // 2], by_orders)))
    return list(zip(pairs.a[chosen].tolist(), pairs.b[chosen].tolist(), strict=True))


def _grow(
    sets: dict[Products, Orders],
    near: dict[int, set[int]],
    orders: Callable[[int], Orders],
    least: int,
) -> dict[Products, Orders]:
    """Candidates with one product more, each product near all the others."""
    best = sorted(sets, key=lambda products: (-sets[products].bit_count(), products))[:GROWN]
    grown: dict[Products, Orders] = {}
    for products in best:
        for other in set.intersection(*(near[p] for p in products)):
            larger = tuple(sorted((*products, other)))
            if larger not in grown:
                both = sets[products] & orders(other)
                if both.bit_count() >= least:
                    grown[larger] = both
    return grown


def _without_redundant(found: list[dict[Products, Orders]]) -> list[dict[Products, Orders]]:
    """Drop every candidate that one with a product more matches order for order."""
    for smaller, larger in pairwise(found):
        for products, held in larger.items():
            for left_out in products:
                part = tuple(p for p in products if p != left_out)
                if smaller.get(part) == held:
                    del smaller[part]
    return found


def _varied(sets: dict[Products, Orders]) -> list[Products]:
    """The candidates with most orders, no product in more than a few of them."""
    used: Counter[int] = Counter()
    chosen: list[Products] = []
    for products in sorted(sets, key=lambda p: (-sets[p].bit_count(), p)):
        if all(used[p] < REPEATS for p in products):
            chosen.append(products)
            used.update(products)
        if len(chosen) == LISTED:
            break
    return chosen


def _count(products: Products, orders: Callable[[int], Orders]) -> tuple[int, int]:
    held = [orders(product) for product in products]
    every = held[0]
    for one in held[1:]:
        every &= one
    short = 0
    for left_out in range(len(held)):
        rest = [one for place, one in enumerate(held) if place != left_out]
        most = rest[0]
        for one in rest[1:]:
            most &= one
        short += (most & ~held[left_out]).bit_count()
    return every.bit_count(), short


def _revenue(products: Products, baskets: Baskets, money: Floats) -> float:
    """Revenue of the bundle's products in the orders that hold them all."""
    both = reduce(np.intersect1d, (baskets.orders_with(product) for product in products))
    total = 0.0
    for product in products:
        places = np.searchsorted(baskets.orders_with(product), both)
        total += float(money[baskets.start[product] + places].sum())
    return total
