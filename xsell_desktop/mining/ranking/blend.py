"""The size-weighted score, helped by what else a shop's data say of two products."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.ranking.customer_baskets import customer_baskets, weigh_customers
from xsell_desktop.mining.ranking.history import Dense, OrderHistory
from xsell_desktop.mining.ranking.name_words import unit_rows, weigh_words
from xsell_desktop.mining.ranking.pair_scorers import Options
from xsell_desktop.mining.ranking.scores import Scores
from xsell_desktop.mining.ranking.together import count_together
from xsell_desktop.sales.lines import Floats
from xsell_desktop.texts import _

CELLS_A_BLOCK = 1_000_000
NAMESAKES = 20  # products with the likest names from which partners are borrowed
TREND_DAYS = 14.0
FEW_CUSTOMERS = 5.0


@dataclass(frozen=True, eq=False)
class _Parts:
    """What the blend is made of; `None` where it takes no part."""

    words: sparse.csr_matrix | None
    names: sparse.csr_matrix | None  # words turned on its side
    lent: sparse.csr_matrix | None
    bought: sparse.csr_matrix | None
    weighed: sparse.csr_matrix | None


def fit_blend(history: OrderHistory, options: Options, progress: Progress) -> Scores:
    """((Σ w/(s − 1) + m·v·π_B + b·v·Q_AB) / (Σ w + m + b)) · (1 + β·K_AB) · (c_AB)^γ · (t_B)^θ.

    Beside the options of the size-weighted score: `borrowed` b, with Q the partners of the
    products called like A; `names` β, K how alike A and B are called (0–1); `customers` γ, c the
    share of A's customers who ever bought B, small buyers first; `trend` θ, t how B sells lately
    against always. Wants dense counts.
    """
    half_life, m = options.get("half_life_days", 0.0), options.get("smoothing", 10.0)
    borrowed = options.get("borrowed", 0.0)
    quick = progress.part(0.0, 0.4)
    shared = np.asarray(count_together(history, half_life, 1.0, others=True, progress=quick))
    weight = history.weights(half_life)
    total = history.held.T @ weight
    company = history.held.T @ (weight * (history.size > 1))
    v = float(np.mean(company / np.maximum(total, 1e-12))) if len(total) else 0.0
    base = (m * v / max(company.sum(), 1e-12) * company).astype(np.float32)
    own = sparse.diags_array(np.diag(shared))
    parts = _gather(history, options, shared, borrowed * v, progress.part(0.4, 0.5))
    borrowed = borrowed if parts.lent is not None else 0.0
    factor = trend_factor(history, options.get("trend", 0.0)).astype(np.float32)
    matrix = np.empty(shared.shape, np.float32)
    step = max(1, CELLS_A_BLOCK // max(1, len(matrix)))
    for first in range(0, len(matrix), step):
        progress.step(_("Scoring pairs"), 0.5 + 0.5 * first / len(matrix))
        rows = slice(first, min(first + step, len(matrix)))
        block = shared[rows] + base
        if parts.lent is not None:
            block += parts.lent[rows] @ shared - (parts.lent[rows] @ own).toarray()
        block /= (total[rows] + m + borrowed).astype(np.float32)[:, None]
        _favour(block, rows, parts, options)
        matrix[rows] = block * factor
    np.fill_diagonal(matrix, 0.0)
    return Scores(matrix)


def trend_factor(history: OrderHistory, power: float) -> Floats:
    """(share of the orders of the last weeks ÷ share of all orders + .02)^power, by product."""
    if power <= 0 or not history.dated or not len(history):
        return np.ones(history.product_count)
    weight = history.weights(TREND_DAYS)
    lately = (history.held.T @ weight) / max(weight.sum(), 1e-12)
    always = np.maximum(history.orders_of, 1.0) / len(history)
    return np.asarray((lately / always + 0.02) ** power)


def _gather(
    history: OrderHistory, options: Options, shared: Dense, lent: float, progress: Progress
) -> _Parts:
    words = unit_rows(weigh_words(history.product_names))
    bought, weighed = _buyers(history, options)
    if not words.nnz:
        return _Parts(None, None, None, bought, weighed)
    namesakes = _lend(nearest_names(words, NAMESAKES, progress), shared, lent) if lent else None
    if not options.get("names", 0.0):
        return _Parts(None, None, namesakes, bought, weighed)
    return _Parts(words, words.T.tocsr(), namesakes, bought, weighed)


def _buyers(
    history: OrderHistory, options: Options
) -> tuple[sparse.csr_matrix | None, sparse.csr_matrix | None]:
    if options.get("customers", 0.0) <= 0:
        return None, None
    bought = customer_baskets(history)
    if not bought.nnz:
        return None, None
    return bought.T.tocsr(), weigh_customers(bought, 1.0)


def _lend(say: sparse.csr_matrix, shared: Dense, lent: float) -> sparse.csr_matrix:
    """(P, P): times `shared` it gives each product `lent` of its namesakes' partners.

    A namesake's say is its likeness cubed; each of them shares out 1 among its partners, which
    what stands on the diagonal of `shared` is not.
    """
    own = np.diag(shared)
    partners = shared.sum(axis=1, dtype=np.float64) - own
    say = say.power(3)
    say = say @ sparse.diags_array(np.where(partners > 0, 1.0, 0.0))
    whole = np.asarray(say.sum(axis=1)).ravel()
    scale = sparse.diags_array(np.where(whole > 0, lent / np.maximum(whole, 1e-12), 0.0))
    shares = sparse.diags_array(1.0 / np.maximum(partners, 1e-12))
    return sparse.csr_matrix(scale @ say @ shares, dtype=np.float32)


def nearest_names(words: sparse.csr_matrix, most: int, progress: Progress) -> sparse.csr_matrix:
    """(P, P): the cosine with the `most` products called most like each, without itself."""
    count = words.shape[0]
    step = max(1, CELLS_A_BLOCK // max(1, count))
    others = words.T.tocsr()
    blocks = []
    for first in range(0, count, step):
        progress.step(_("Comparing names"), first / count)
        alike = (words[first : first + step] @ others).toarray()
        alike[np.arange(len(alike)), first + np.arange(len(alike))] = 0.0
        if most < count:
            least = np.partition(alike, count - most, axis=1)[:, [count - most]]
            alike[alike < least] = 0.0
        blocks.append(sparse.csr_matrix(alike))
    return sparse.vstack(blocks, format="csr") if blocks else sparse.csr_matrix((0, 0))


def _favour(block: Dense, rows: slice, parts: _Parts, options: Options) -> None:
    """Multiply scores by what names and customers say."""
    if parts.words is not None and parts.names is not None:
        alike = (parts.words[rows] @ parts.names).toarray()
        block *= 1.0 + np.float32(options["names"]) * alike
    if parts.bought is not None and parts.weighed is not None:
        both = (parts.bought[rows] @ parts.weighed).toarray()
        buyers = np.diff(parts.bought.indptr)[rows].astype(np.float32)
        both /= (buyers + FEW_CUSTOMERS)[:, None]
        block *= (both + np.float32(1e-5)) ** np.float32(options["customers"])
