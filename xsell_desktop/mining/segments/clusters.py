"""How far the orders of one customer repeat each other."""

from __future__ import annotations

import numpy as np

from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.segments.pairs import slot_classes
from xsell_desktop.sales.lines import Flags


class Clusters:
    """The orders of some baskets by customer; an order without a customer stands alone."""

    def __init__(self, baskets: Baskets) -> None:
        self._baskets = baskets
        self._classes = slot_classes(baskets.size)
        nobody = -1 - np.arange(len(baskets), dtype=np.int64)
        self._who = np.where(baskets.customer >= 0, baskets.customer, nobody)

    def design_effect(self, anchor: int, partner: int, inside: Flags, among: Flags) -> float:
        """How many orders with the anchor say as much as one would by itself; at least 1.

        The variance of the difference in attach rates, inside against all orders `among`, with
        the orders of a customer summed first, over the variance with each order on its own
        (Kish 1965; Liang and Zeger 1986).
        """
        orders = self._baskets.orders_with(anchor)
        orders = orders[among[orders]]
        partners = self._baskets.orders_with(partner)
        holds = np.isin(orders, partners, assume_unique=True).astype(np.float64)
        here = inside[orders].astype(np.float64)
        size = self._classes[orders]
        count = np.maximum(np.bincount(size), 1)
        rate = np.bincount(size, holds) / count
        share = np.bincount(size, here) / count
        surprise = (holds - rate[size]) * (here - share[size])
        _who, witness = np.unique(self._who[orders], return_inverse=True)
        alone = float((surprise**2).sum())
        together = float((np.bincount(witness, surprise) ** 2).sum())
        return max(1.0, together / alone) if alone > 0 else 1.0
