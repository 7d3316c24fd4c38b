"""How strong a relationship is: what orders the pairs of the whole shop."""

from __future__ import annotations

import numpy as np

from xsell_desktop.mining.counting.intervals import count_low, wilson
from xsell_desktop.sales.lines import Floats

DAMPING = 200  # one in so many orders halves a relationship's strength


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
