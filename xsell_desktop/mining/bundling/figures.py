"""What one bundle is worth: its orders, its price, its margin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from xsell_desktop.domain.plan import Part
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.bundling.candidates import BundleMoney, bundle_money, count_orders


@dataclass(frozen=True, slots=True)
class BundleCounts:
    """Orders with all products of a bundle, and orders that miss exactly one of them."""

    orders: int
    one_short: int


@dataclass(frozen=True, slots=True)
class BundleFigures:
    """A bundle's counts and money; `unknown_prices` names products without a price."""

    counts: BundleCounts
    money: BundleMoney
    unknown_prices: tuple[str, ...]


def count_bundle(analysis: Analysis, products: Sequence[str]) -> BundleCounts:
    """Count a bundle of any products; one that never sold is missing from every order."""
    index = analysis.products.index
    rows = tuple(sorted({index[key] for key in products if key in index}))
    strangers = len(set(products)) - len(rows)
    for candidate in analysis.bundles:
        if not strangers and candidate.products == rows:
            return BundleCounts(candidate.orders, candidate.one_short)
    if analysis.baskets is None or not rows or strangers > 1:
        return BundleCounts(0, 0)
    every, one_short = count_orders(analysis.baskets, rows)
    return BundleCounts(0, every) if strangers else BundleCounts(every, one_short)


def figure_bundle(
    analysis: Analysis,
    parts: Sequence[Part],
    discount: float = 0.0,
    unit_costs: Mapping[str, float] | None = None,
    counts: BundleCounts | None = None,
) -> BundleFigures:
    """Counts and money of a bundle; typed costs win over the catalogue's.

    Hand in `counts` when only discount, costs or quantities change.
    """
    quantities: dict[str, int] = {}
    for part in parts:
        quantities[part.product] = quantities.get(part.product, 0) + part.quantity
    if counts is None:
        counts = count_bundle(analysis, tuple(quantities))
    prices = {key: known_price(analysis, key) for key in quantities}
    costs = {key: known_cost(analysis, key) for key in quantities}
    costs.update({key: cost for key, cost in (unit_costs or {}).items() if key in quantities})
    money = bundle_money(prices, costs, quantities, discount, counts.orders, counts.one_short)
    unknown = tuple(key for key, price in prices.items() if np.isnan(price))
    return BundleFigures(counts, money, unknown)


def known_price(analysis: Analysis, product: str) -> float:
    """The product's price; NaN when unknown."""
    row = analysis.products.index.get(product)
    return float("nan") if row is None else float(analysis.products.price[row])


def known_cost(analysis: Analysis, product: str) -> float:
    """The product's unit cost in the catalogue; NaN when unknown."""
    row = analysis.products.index.get(product)
    return float("nan") if row is None else float(analysis.products.cost[row])
