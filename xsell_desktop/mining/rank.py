"""In which order partners are recommended, and how strong a relationship is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.counting.intervals import count_low, wilson
from xsell_desktop.sales.lines import Dates, Floats

DAMPING = 200  # one in so many orders halves a relationship's strength

Rows = npt.NDArray[np.integer]


@dataclass(frozen=True, eq=False)
class Ranking:
    """Size-weighted smoothed score: (shared + m·v·π_B) / (W_A + m).

    `shared_weight` by order is w_o / (s_o − 1), 0 in orders of one product; summed over the
    orders with both products it is `shared`. By product: `total` is W, the weight of all its
    orders, `popularity` is π. `prior` is m·v and `smoothing` m.
    """

    shared_weight: Floats
    total: Floats
    popularity: Floats
    prior: float
    smoothing: float

    def score(self, shared: Floats, anchor: Rows, partner: Rows) -> Floats:
        """Score of each anchor → partner."""
        top = shared + self.prior * self.popularity[partner]
        return np.asarray(top / (self.total[anchor] + self.smoothing))


def order_weights(dates: Dates, half_life_days: float) -> Floats:
    """0.5^(age / half-life) by order, 1 without half-life or dates; undated count as oldest."""
    unknown = np.isnat(dates)
    if half_life_days <= 0 or unknown.all():
        return np.ones(len(dates))
    known = dates[~unknown]
    filled = np.where(unknown, known.min(), dates)
    days = (known.max() - filled) / np.timedelta64(1, "D")
    return np.asarray(0.5 ** (days / half_life_days), dtype=np.float64)


def make_ranking(baskets: Baskets, smoothing: float, half_life_days: float) -> Ranking:
    """What scores need to know of the orders."""
    weights = order_weights(baskets.date, half_life_days)
    several = baskets.size > 1
    products = baskets.product_count
    product = np.repeat(np.arange(products), np.diff(baskets.start))
    entry = weights[baskets.orders]
    total = np.bincount(product, entry, products).astype(np.float64)
    company = np.bincount(product, entry * several[baskets.orders], products).astype(np.float64)
    all_company = company.sum()
    mean_share = float(np.mean(company / total)) if products else 0.0
    return Ranking(
        shared_weight=np.where(several, weights / np.maximum(baskets.size - 1, 1), 0.0),
        total=total,
        popularity=company / all_company if all_company > 0 else company,
        prior=smoothing * mean_share,
        smoothing=smoothing,
    )


def strength(
    together: Floats, expected: Floats, orders_a: Floats, orders_b: Floats, orders: int
) -> Floats:
    """0–1: what two attach rates have in common beyond chance, cautiously.

    The geometric mean of both attach rates' lower bounds, times the share of the orders
    together that chance does not explain (0 where their count's lower bound is within chance),
    damped by n / (n + N / 200) so that relationships which carry more orders come before
    equally close ones of rare products.
    """
    low_a, _high_a = wilson(together, orders_a)
    low_b, _high_b = wilson(together, orders_b)
    seen = np.maximum(together, 1.0)
    beyond = np.clip(1 - expected / np.maximum(count_low(together), 1e-9), 0.0, 1.0)
    return np.asarray(np.sqrt(low_a * low_b) * beyond * together / (seen + orders / DAMPING))
