"""Orders together of every two of a few products."""

from __future__ import annotations

import numpy as np

from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.counting.chance import Chance
from xsell_desktop.sales.lines import Codes, Floats


def count_among(baskets: Baskets, chance: Chance, rows: Codes) -> tuple[Floats, Floats]:
    """Orders that hold two products, and what chance gives, as two (n, n) tables.

    On the diagonal stand the orders of one product, and no chance.
    """
    from scipy import sparse

    held = [baskets.orders_with(int(row)) for row in rows]
    start = np.concatenate(([0], np.cumsum([len(orders) for orders in held]))).astype(np.int64)
    orders = np.concatenate([*held, np.zeros(0, np.int32)])
    holds = sparse.csr_matrix(
        (np.ones(len(orders), np.int32), orders, start), shape=(len(rows), len(baskets))
    )
    together: Floats = (holds @ holds.T).toarray().astype(np.float64)
    rates = chance.rates[rows]
    expected: Floats = rates @ rates.T
    np.fill_diagonal(expected, 0.0)
    return together, expected


def entries_of(baskets: Baskets, rows: Codes) -> int:
    """How many products in orders `count_among` would go through."""
    return int((baskets.start[rows + 1] - baskets.start[rows]).sum())
