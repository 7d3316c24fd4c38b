"""The usual score of a partner, size-weighted and smoothed, as counting wants it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.ranking.history import order_weights
from xsell_desktop.sales.lines import Floats

Rows = npt.NDArray[np.integer]

FAINTEST = 1e-300


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


def make_ranking(baskets: Baskets, smoothing: float, half_life_days: float) -> Ranking:
    """What scores need to know of the orders."""
    weights = order_weights(baskets.date, half_life_days)
    several = baskets.size > 1
    products = baskets.product_count
    product = np.repeat(np.arange(products), np.diff(baskets.start))
    entry = weights[baskets.orders]
    # a short half-life leaves orders of long ago no weight at all
    total = np.maximum(np.bincount(product, entry, products).astype(np.float64), FAINTEST)
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
