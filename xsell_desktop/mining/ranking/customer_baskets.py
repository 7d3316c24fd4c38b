"""All that each customer ever bought, as one basket."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from xsell_desktop.mining.ranking.history import OrderHistory
from xsell_desktop.mining.ranking.kept import KeptRows

MOST_PAIRS = 150_000_000  # products of a customer squared, summed: beyond that, fewer customers


def customer_baskets(history: OrderHistory) -> sparse.csr_matrix:
    """(customers, P): 1 where a known customer bought the product; no rows when none is known.

    Customers with one product say nothing. Where all the others would take too long they are
    thinned to evenly spaced ones.
    """
    return history.kept.find("customers", lambda: _gather(history))


def _gather(history: OrderHistory) -> sparse.csr_matrix:
    known = np.flatnonzero(history.customer >= 0)
    customers, number = np.unique(history.customer[known], return_inverse=True)
    ones = np.ones(len(known), np.float32)
    shape = (len(customers), len(history))
    bought = sparse.csr_matrix((ones, (number, known)), shape=shape) @ history.held
    bought = sparse.csr_matrix(bought, dtype=np.float32)
    bought.data[:] = 1.0
    count = np.diff(bought.indptr).astype(np.int64)
    bought = bought[count > 1]
    work = int((count[count > 1] ** 2).sum())
    if work > MOST_PAIRS:
        wanted = max(1, bought.shape[0] * MOST_PAIRS // work)
        bought = bought[np.arange(wanted) * bought.shape[0] // wanted]
    return bought


def weigh_customers(bought: sparse.csr_matrix, power: float) -> sparse.csr_matrix:
    """With each customer's ones divided by (products of the customer)^power."""
    count = np.maximum(np.diff(bought.indptr), 1).astype(np.float64)
    return sparse.csr_matrix(sparse.diags_array(count**-power) @ bought, dtype=np.float32)


def common_customers(history: OrderHistory, power: float) -> KeptRows:
    """(P, P): Σ 1 ÷ (products of the customer)^power over the customers with both products."""

    def make() -> KeptRows:
        bought = customer_baskets(history)
        buyers, weighed = bought.T.tocsr(), weigh_customers(bought, power)
        return KeptRows(history.product_count, lambda rows: (buyers[rows] @ weighed).toarray())

    return history.kept.find(("common customers", power), make)
