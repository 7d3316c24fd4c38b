"""Scorers that are worked out of how often two products share an order."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt
from scipy import sparse

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.counting import textbook
from xsell_desktop.mining.counting.chance import class_weights, size_classes
from xsell_desktop.mining.ranking.history import Dense, OrderHistory
from xsell_desktop.mining.ranking.scores import Scores
from xsell_desktop.mining.ranking.together import count_together
from xsell_desktop.sales.lines import Floats
from xsell_desktop.texts import _

Options = Mapping[str, float]
Counted = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Formula = Callable[[Counted, Places, Places], Counted]
CELLS_A_BLOCK = 1_000_000


def fit_popularity(history: OrderHistory, options: Options, progress: Progress) -> Scores:
    """The best sellers, whatever is given."""
    count = history.product_count
    nothing = np.zeros(0, np.int64)
    empty = sparse.csr_matrix(
        (nothing.astype(np.float32), (nothing, nothing)), shape=(count, count)
    )
    base = history.orders_of / max(1, len(history))
    return Scores(empty, np.ones(count, np.float32), base.astype(np.float32))


def fit_confidence(history: OrderHistory, options: Options, progress: Progress) -> Scores:
    """n_AB / n_A."""
    return fit_smoothed(history, {**options, "smoothing": 0.0}, progress)


def fit_smoothed(history: OrderHistory, options: Options, progress: Progress) -> Scores:
    """(n_AB + m·p_B) / (n_A + m), of orders weighed by age when there is a half-life."""
    half_life, m = options.get("half_life_days", 0.0), options.get("smoothing", 0.0)
    weight = history.weights(half_life)
    together = count_together(history, half_life, progress=progress)
    total = history.held.T @ weight
    share = total / max(weight.sum(), 1e-12)
    return _smooth(together, total, share, m, m)


def fit_size_weighted(history: OrderHistory, options: Options, progress: Progress) -> Scores:
    """(Σ w/(s − 1) + m·v·π_B) / (Σ w + m): the score of docs/measures.md."""
    half_life, m = options.get("half_life_days", 0.0), options.get("smoothing", 10.0)
    power = options.get("size_power", 1.0)
    weight = history.weights(half_life)
    shared = count_together(history, half_life, power, others=True, progress=progress)
    total = history.held.T @ weight
    company = history.held.T @ (weight * (history.size > 1))
    mean_share = float(np.mean(company / np.maximum(total, 1e-12))) if len(total) else 0.0
    popularity = company / max(company.sum(), 1e-12)
    return _smooth(shared, total, popularity, m, m * mean_share)


def fit_lift(history: OrderHistory, options: Options, progress: Progress) -> Scores:
    """n_AB · N / (n_A · n_B)."""
    orders, count = history.orders_of, len(history)
    return _score_pairs(
        history, lambda n, a, b: textbook.raw_lift(n, orders[a], orders[b], count), progress
    )


def fit_jaccard(history: OrderHistory, options: Options, progress: Progress) -> Scores:
    """Orders with both ÷ orders with either."""
    orders = history.orders_of
    return _score_pairs(
        history, lambda n, a, b: textbook.jaccard(n, orders[a], orders[b]), progress
    )


def fit_cosine(history: OrderHistory, options: Options, progress: Progress) -> Scores:
    """n_AB / √(n_A · n_B)."""
    orders = history.orders_of
    return _score_pairs(history, lambda n, a, b: textbook.cosine(n, orders[a], orders[b]), progress)


def fit_g_squared(history: OrderHistory, options: Options, progress: Progress) -> Scores:
    """G², less than nothing for pairs with fewer orders than independence gives."""
    orders, count = history.orders_of, len(history)

    def formula(n: Counted, a: Places, b: Places) -> Counted:
        value = textbook.g_squared(n, orders[a], orders[b], count)
        return np.where(n * count >= orders[a] * orders[b], value, -value)

    return _score_pairs(history, formula, progress)


def fit_shrunken_lift(history: OrderHistory, options: Options, progress: Progress) -> Scores:
    """(n_AB + k) / (e_AB + k) − 1 of pairs seen together; others score nothing."""
    k = options.get("smoothing", 10.0)
    classes = size_classes(history.size)
    weights = class_weights(history.size, classes)
    members = sparse.csr_matrix(
        (np.sqrt(weights[classes]), (np.arange(len(history)), classes)),
        shape=(len(history), max(1, len(weights))),
    )
    rates = np.asarray((history.held.T @ members).toarray(), np.float64)

    def formula(n: Counted, a: Places, b: Places) -> Counted:
        flat = a.ndim == 1  # one entry a pair: sparse counts
        expected = np.einsum("ij,ij->i", rates[a], rates[b]) if flat else rates[a[:, 0]] @ rates.T
        return np.asarray((n + k) / (expected + k) - 1.0)

    return _score_pairs(history, formula, progress)


def _smooth(
    together: Dense | sparse.csr_matrix, total: Floats, share: Floats, m: float, prior: float
) -> Scores:
    """(together + prior · share_B) / (total_A + m), nothing on the diagonal."""
    divisor = 1.0 / np.maximum(total + m, 1e-12)
    weight, base = (prior * divisor).astype(np.float32), share.astype(np.float32)
    if sparse.issparse(together):
        scaled = sparse.diags_array(divisor.astype(np.float32)) @ together
        return Scores(sparse.csr_matrix(scaled), weight, base)
    matrix = together * divisor.astype(np.float32)[:, None]
    matrix += weight[:, None] * base
    np.fill_diagonal(matrix, 0.0)
    return Scores(matrix)


def _score_pairs(history: OrderHistory, formula: Formula, progress: Progress) -> Scores:
    """The formula of (orders together, a, b) for every pair seen together, 0 for others."""
    together = count_together(history, progress=progress)
    products = history.product_count
    every = np.arange(products)
    step = max(1, CELLS_A_BLOCK // max(1, products))
    if sparse.issparse(together):
        found = together.copy()
        rows = np.repeat(every, np.diff(found.indptr))
        for first in range(0, len(rows), CELLS_A_BLOCK):
            progress.step(_("Scoring pairs"), first / len(rows))
            part = slice(first, first + CELLS_A_BLOCK)
            columns = found.indices[part].astype(np.int64)
            found.data[part] = formula(found.data[part].astype(np.float64), rows[part], columns)
        found.setdiag(0.0)
        return Scores(found)
    matrix = np.zeros((products, products), np.float32)
    for first in range(0, products, step):
        progress.step(_("Scoring pairs"), first / products)
        n = together[first : first + step].astype(np.float64)
        with np.errstate(divide="ignore", invalid="ignore"):
            value = formula(n, every[first : first + step, None], every[None, :])
        matrix[first : first + step] = np.where(n > 0, value, 0.0)
    np.fill_diagonal(matrix, 0.0)
    return Scores(matrix)
