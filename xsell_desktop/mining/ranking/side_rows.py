"""What EASE learns from beside orders: words of names and customers, each like one more order."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.ranking.customer_baskets import common_customers
from xsell_desktop.mining.ranking.history import Dense, OrderHistory
from xsell_desktop.mining.ranking.kept import KeptRows
from xsell_desktop.mining.ranking.name_words import likeness
from xsell_desktop.mining.ranking.pair_scorers import Options
from xsell_desktop.texts import _

CELLS_A_BLOCK = 1_500_000


def add_side_rows(gram: Dense, history: OrderHistory, options: Options, progress: Progress) -> None:
    """Add `name_weight` · Σ ttᵀ over words and `customer_weight` · Σ uuᵀ/√|u| over customers.

    t has at each product what the word weighs in its name (a name's squares add up to 1), u has
    ones at the |u| products of a customer.
    """
    step = max(1, CELLS_A_BLOCK // max(1, len(gram)))
    for weight, side in _sides(history, options):
        for first in range(0, len(gram), step):
            progress.step(_("Learning what completes a basket"), first / len(gram))
            rows = slice(first, first + step)
            gram[rows] += weight * side.of(rows)


def _sides(history: OrderHistory, options: Options) -> Iterator[tuple[np.float32, KeptRows]]:
    """What is to be added, and how many times."""
    weight = options.get("name_weight", 0.0)
    if weight > 0:
        yield np.float32(weight), likeness(history)
    weight = options.get("customer_weight", 0.0)
    if weight > 0:
        yield np.float32(weight), common_customers(history, 0.5)
