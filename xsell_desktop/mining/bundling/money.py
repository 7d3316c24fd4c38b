"""A bundle's price and margin, and what pays for its discount."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, isnan, nan

from xsell_desktop.mining.counting.intervals import wilson

CONVERTED = 0.1  # share of the orders one short that a bundle is thought to win, unless told
LEAST_MARGIN = 1e-9


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


@dataclass(frozen=True, slots=True)
class BundleEffect:
    """What a bundle does when a share of the orders one short add the product they lack.

    `converted` is that share. `cannibalisation` is the share of the bundle's buyers who bought
    all parts at full price before, with its 95 % interval; NaN when nobody would buy it.
    `gain` is the margin won by those who convert less the discount given to those who bought
    everything anyway, over the period of the sales. `converted_to_break_even` is the share of
    the orders one short that brings the gain to nothing: above 1 when all of them are too few,
    inf when no number is enough. `break_even_discount` is the largest discount (0–1) that
    `converted` pays for. All three are NaN where a price or a cost is unknown. `given_to_all` is
    the discount given to those who bought all parts at full price anyway, `given_to_won` to those
    won, who bought all parts but one; NaN where a price is unknown.
    """

    converted: float
    cannibalisation: float
    cannibalisation_low: float
    cannibalisation_high: float
    gain: float
    converted_to_break_even: float
    break_even_discount: float
    given_to_all: float
    given_to_won: float


def bundle_money(
    prices: Mapping[str, float],
    costs: Mapping[str, float],
    quantities: Mapping[str, int],
    discount: float,
    orders_with_all: int,
) -> BundleMoney:
    """Price, margin and break-even of a bundle; `quantities` names its products.

    `discount` is a share, 0–1.
    """
    unknown = tuple(key for key in quantities if isnan(costs.get(key, nan)))
    full = sum(prices.get(key, nan) * count for key, count in quantities.items())
    cost = sum(costs.get(key, nan) * count for key, count in quantities.items())
    price = full * (1 - discount)
    margin = price - cost
    given_away = (full - price) * orders_with_all
    if isnan(margin):
        extra = nan
    elif given_away <= 0:
        extra = 0.0
    else:
        extra = given_away / margin if margin > LEAST_MARGIN else inf
    return BundleMoney(full, price, cost, margin, full - cost, extra, unknown)


def bundle_effect(
    prices: Mapping[str, float],
    costs: Mapping[str, float],
    quantities: Mapping[str, int],
    discount: float,
    orders_with_all: int,
    missing: Mapping[str, int],
    converted: float = CONVERTED,
) -> BundleEffect:
    """What the bundle does when a share of the orders one short convert.

    `missing` counts, for each product, the orders that hold all the others and not it. An order
    that converts adds the missing product's margin and loses the discount on everything.
    """
    full = sum(prices.get(key, nan) * count for key, count in quantities.items())
    off = full * discount
    short = sum(missing.values())
    margins = {key: (prices.get(key, nan) - costs.get(key, nan)) * count
               for key, count in quantities.items()}  # fmt: skip
    # a product that no order lacks needs no cost
    added = sum(margins[key] * count for key, count in missing.items() if count)
    won = added - off * short  # when every order one short converts
    given_away = off * orders_with_all
    gain = converted * won - given_away
    buyers = orders_with_all + converted * short
    share, low, high = _cannibalised(orders_with_all, short, converted)
    if isnan(won) or isnan(given_away):
        needed = nan
    elif given_away <= 0:
        needed = 0.0
    else:
        needed = given_away / won if won > LEAST_MARGIN else inf
    most = converted * added / (full * buyers) if buyers > 0 and full > 0 else nan
    bounded = nan if isnan(most) else min(1.0, max(0.0, most))
    return BundleEffect(
        converted, share, low, high, gain, needed, bounded, given_away, off * converted * short
    )


def _cannibalised(every: int, short: int, converted: float) -> tuple[float, float, float]:
    """every ÷ (every + converted · short), with the interval that Wilson's of the odds gives."""
    if every + converted * short <= 0:
        return nan, nan, nan
    low, high = wilson(every, every + short)

    def of(held: float) -> float:
        return held / (held + converted * (1 - held)) if held > 0 else 0.0

    share = every / (every + short)
    return of(share), of(float(low)), of(float(high))
