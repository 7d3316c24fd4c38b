"""How often products share an order, every pair, weighed by the order's age and size."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.ranking.history import Dense, OrderHistory
from xsell_desktop.mining.ranking.scores import MOST_DENSE
from xsell_desktop.texts import _

CELLS_A_BLOCK = 500_000


def count_together(
    history: OrderHistory,
    half_life_days: float = 0.0,
    size_power: float = 0.0,
    others: bool = False,
    progress: Progress | None = None,
) -> Dense | sparse.csr_matrix:
    """Σ over the orders with both products of 0.5^(age / half-life) ÷ s^power; (P, P).

    `others` takes the other products, s − 1, for s. The diagonal is each product's own sum.
    Dense up to `MOST_DENSE` products. Not to be written to: it is kept for the next who asks.
    """
    return history.kept.find(
        ("together", half_life_days, size_power, others),
        lambda: _count(history, half_life_days, size_power, others, progress or Progress()),
    )


def size_shares(history: OrderHistory, size_power: float, others: bool) -> Dense:
    """1 ÷ s^power by order; 0 for orders of one product when it is `others` that count."""
    count = history.size - 1 if others else history.size
    with np.errstate(divide="ignore"):
        share = 1.0 / np.maximum(count, 1).astype(np.float64) ** size_power
    return np.where(count > 0, share, 0.0).astype(np.float32)


def _count(
    history: OrderHistory, half_life_days: float, size_power: float, others: bool,
    progress: Progress,
) -> Dense | sparse.csr_matrix:  # fmt: skip
    weight = history.weights(half_life_days) * size_shares(history, size_power, others)
    held = history.held
    weighed = sparse.csr_matrix(
        (
            np.repeat(weight, np.diff(held.indptr)).astype(np.float32),
            held.indices, held.indptr,
        ),
        shape=held.shape,
    )  # fmt: skip
    by_product = held.T.tocsr()
    products = history.product_count
    dense = products <= MOST_DENSE
    found = np.zeros((products, products), np.float32) if dense else None
    parts = []
    step = max(1, CELLS_A_BLOCK // max(1, products))
    for first in range(0, products, step):
        progress.step(_("Counting what sells together"), first / products)
        block = by_product[first : first + step] @ weighed
        if found is not None:
            found[first : first + step] = block.toarray()
        else:
            parts.append(block.astype(np.float32))
    return found if found is not None else sparse.vstack(parts, format="csr")
