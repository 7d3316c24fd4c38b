"""What EASE learns from beside orders: words of names and customers, each like one more order."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import sparse

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.ranking.customer_baskets import customer_baskets, weigh_customers
from xsell_desktop.mining.ranking.history import Dense, OrderHistory
from xsell_desktop.mining.ranking.name_words import unit_rows, weigh_words
from xsell_desktop.mining.ranking.pair_scorers import Options
from xsell_desktop.texts import _

CELLS_A_BLOCK = 1_500_000


def add_side_rows(gram: Dense, history: OrderHistory, options: Options, progress: Progress) -> None:
    """Add `name_weight` · Σ ttᵀ over words and `customer_weight` · Σ uuᵀ/√|u| over customers.

    t has at each product what the word weighs in its name (a name's squares add up to 1), u has
    ones at the |u| products of a customer.
    """
    step = max(1, CELLS_A_BLOCK // max(1, len(gram)))
    for left, right in _sides(history, options):
        for first in range(0, len(gram), step):
            progress.step(_("Learning what completes a basket"), first / len(gram))
            rows = slice(first, first + step)
            gram[rows] += (left[rows] @ right).toarray()


def _sides(
    history: OrderHistory, options: Options
) -> Iterator[tuple[sparse.csr_matrix, sparse.csr_matrix]]:
    """(P, rows) and (rows, P), whose product is to be added."""
    weight = options.get("name_weight", 0.0)
    if weight > 0:
        words = unit_rows(weigh_words(history.product_names))
        yield words * np.float32(weight), words.T.tocsr()
    weight = options.get("customer_weight", 0.0)
    if weight > 0:
        bought = customer_baskets(history)
        yield bought.T.tocsr() * np.float32(weight), weigh_customers(bought, 0.5)
