"""What one bundle is worth: its orders, its price, its margin, what a discount does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan

from xsell_desktop.domain.plan import Part
from xsell_desktop.mining.analysis import Analysis, BundleCandidate, Evidence
from xsell_desktop.mining.bundling.money import (
    CONVERTED,
    BundleEffect,
    BundleMoney,
    bundle_effect,
    bundle_money,
)
from xsell_desktop.mining.bundling.study import MOST_COUNTED, SetScales, judge_set


@dataclass(frozen=True, slots=True)
class BundleCounts:
    """Orders with all products of a bundle, and orders that miss exactly one of them.

    `missing` splits `one_short` by the product that lacked. `expected` and `explained` are what
    chance gives (docs/measures.md), NaN where nothing can be said; `evidence` is None then.
    `top_customer` is the share of the orders of the customer with most of them, NaN unknown.
    """

    orders: int
    one_short: int
    missing: Mapping[str, int]
    expected: float = nan
    explained: float = nan
    evidence: Evidence | None = None
    top_customer: float = nan


@dataclass(frozen=True, slots=True)
class BundleFigures:
    """A bundle's counts and money; `unknown_prices` names products without a price."""

    counts: BundleCounts
    money: BundleMoney
    effect: BundleEffect
    unknown_prices: tuple[str, ...]


def count_bundle(analysis: Analysis, products: Sequence[str]) -> BundleCounts:
    """Count a bundle of any products; one that never sold is missing from every order."""
    index, names = analysis.products.index, analysis.products.keys
    keys = tuple(dict.fromkeys(products))
    rows = tuple(sorted({index[key] for key in keys if key in index}))
    strangers = [key for key in keys if key not in index]
    for candidate in analysis.bundles:
        if not strangers and candidate.products == rows:
            return count_candidate(analysis, candidate)
    nothing = BundleCounts(0, 0, dict.fromkeys(keys, 0))
    if analysis.baskets is None or not rows or len(strangers) > 1 or len(rows) > MOST_COUNTED:
        return nothing
    study = SetScales(analysis.baskets).study(rows)
    if strangers:
        missing = {**nothing.missing, strangers[0]: study.orders}
        return BundleCounts(0, study.orders, missing)
    return BundleCounts(
        orders=study.orders,
        one_short=study.one_short,
        missing={names[row]: count for row, count in zip(rows, study.missing, strict=True)},
        expected=study.expected,
        explained=study.explained,
        evidence=judge_set(study, rows, analysis.pairs),
        top_customer=study.top_customer,
    )


def count_candidate(analysis: Analysis, candidate: BundleCandidate) -> BundleCounts:
    """What was counted of a candidate when it was found."""
    keys = [analysis.products.keys[row] for row in candidate.products]
    return BundleCounts(
        orders=candidate.orders,
        one_short=candidate.one_short,
        missing=dict(zip(keys, candidate.missing, strict=True)),
        expected=candidate.expected,
        explained=candidate.explained,
        evidence=candidate.evidence,
    )


def usually_missing(counts: BundleCounts) -> str:
    """The product that lacks most often when one does; '' where none ever does."""
    most = max(counts.missing, key=lambda key: counts.missing[key], default="")
    return most if counts.missing.get(most) else ""


def figure_bundle(
    analysis: Analysis,
    parts: Sequence[Part],
    discount: float = 0.0,
    unit_costs: Mapping[str, float] | None = None,
    counts: BundleCounts | None = None,
    converted: float = CONVERTED,
) -> BundleFigures:
    """Counts and money of a bundle; typed costs win over the catalogue's.

    `converted` is the share of the orders one short that the bundle is thought to win. Hand in
    `counts` when only discount, costs or quantities change.
    """
    quantities: dict[str, int] = {}
    for part in parts:
        quantities[part.product] = quantities.get(part.product, 0) + part.quantity
    if counts is None:
        counts = count_bundle(analysis, tuple(quantities))
    prices = {key: known_price(analysis, key) for key in quantities}
    costs = {key: known_cost(analysis, key) for key in quantities}
    costs.update({key: cost for key, cost in (unit_costs or {}).items() if key in quantities})
    money = bundle_money(prices, costs, quantities, discount, counts.orders)
    effect = bundle_effect(
        prices, costs, quantities, discount, counts.orders, counts.missing, converted
    )
    unknown = tuple(key for key, price in prices.items() if isnan(price))
    return BundleFigures(counts, money, effect, unknown)


def known_price(analysis: Analysis, product: str) -> float:
    """The product's price, sold or not; NaN when unknown."""
    row = analysis.products.index.get(product)
    if row is not None:
        return float(analysis.products.price[row])
    place = analysis.unsold.index.get(product)
    return nan if place is None else float(analysis.unsold.price[place])


def known_cost(analysis: Analysis, product: str) -> float:
    """The product's unit cost in the catalogue; NaN when unknown."""
    row = analysis.products.index.get(product)
    return nan if row is None else float(analysis.products.cost[row])
