"""What helps the size-weighted score: names, namesakes, customers, trend."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.ranking.customer_baskets import customer_baskets, weigh_customers
from xsell_desktop.mining.ranking.history import Dense, OrderHistory
from xsell_desktop.mining.ranking.name_words import unit_rows, weigh_words
from xsell_desktop.mining.ranking.pair_scorers import Options
from xsell_desktop.sales.lines import Floats
from xsell_desktop.texts import _

CELLS_A_BLOCK = 1_000_000
NAMESAKES = 20  # products with the likest names from which partners are borrowed
TREND_DAYS = 14.0


@dataclass(frozen=True, eq=False)
class Parts:
    """What the blend is made of; `None` where it takes no part."""

    words: sparse.csr_matrix | None
    names: sparse.csr_matrix | None  # words turned on its side
    lent: sparse.csr_matrix | None
    bought: sparse.csr_matrix | None
    weighed: sparse.csr_matrix | None


def trend_factor(history: OrderHistory, power: float) -> Floats:
    """(share of the orders of the last weeks ÷ share of all orders + .02)^power, by product."""
    if power <= 0 or not history.dated or not len(history):
        return np.ones(history.product_count)
    weight = history.weights(TREND_DAYS)
    lately = (history.held.T @ weight) / max(weight.sum(), 1e-12)
    always = np.maximum(history.orders_of, 1.0) / len(history)
    return np.asarray((lately / always + 0.02) ** power)


def gather_parts(
    history: OrderHistory, options: Options, shared: Dense | None, lent: float, progress: Progress
) -> Parts:
    words = unit_rows(weigh_words(history.product_names))
    bought, weighed = _buyers(history, options)
    if not words.nnz:
        return Parts(None, None, None, bought, weighed)
    namesakes = None
    if lent > 0 and shared is not None:
        namesakes = _lend(nearest_names(words, NAMESAKES, progress), shared, lent)
    if not options.get("names", 0.0):
        return Parts(None, None, namesakes, bought, weighed)
    return Parts(words, words.T.tocsr(), namesakes, bought, weighed)


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
