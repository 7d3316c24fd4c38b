"""What helps the size-weighted score: names, namesakes, customers, trend."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.ranking.customer_baskets import common_customers, customer_baskets
from xsell_desktop.mining.ranking.history import Dense, OrderHistory
from xsell_desktop.mining.ranking.kept import KeptRows
from xsell_desktop.mining.ranking.name_words import likeness, words_of
from xsell_desktop.mining.ranking.pair_scorers import Options
from xsell_desktop.sales.lines import Floats
from xsell_desktop.texts import _

CELLS_A_BLOCK = 1_000_000
NAMESAKES = 20  # products with the likest names from which partners are borrowed
TREND_DAYS = 14.0
FEW_CUSTOMERS = 5.0
NO_CUSTOMER = np.float32(1e-5)


@dataclass(frozen=True, eq=False)
class Parts:
    """What the blend is made of; `None` where it takes no part."""

    likeness: KeptRows | None
    lent: KeptRows | None
    closeness: KeptRows | None


def trend_factor(history: OrderHistory, power: float) -> Floats:
    """(share of the orders of the last weeks ÷ share of all orders + .02)^power, by product."""
    if power <= 0 or not history.dated or not len(history):
        return np.ones(history.product_count)
    weight = history.weights(TREND_DAYS)
    lately = (history.held.T @ weight) / max(weight.sum(), 1e-12)
    always = np.maximum(history.orders_of, 1.0) / len(history)
    return np.asarray((lately / always + 0.02) ** power)


def gather_parts(
    history: OrderHistory, options: Options, shared: Dense, progress: Progress
) -> Parts:
    """The parts of dense scores; `shared` are the counts the blend starts from."""
    named = has_names(history)
    lent = None
    if named and options.get("borrowed", 0.0) > 0:
        lent = _lent_partners(history, options.get("half_life_days", 0.0), shared, progress)
    alike = likeness(history) if named and options.get("names", 0.0) > 0 else None
    close = (
        _closeness(history)
        if options.get("customers", 0.0) > 0 and has_customers(history)
        else None
    )
    return Parts(alike, lent, close)


def has_names(history: OrderHistory) -> bool:
    """Whether names of products share words."""
    return bool(words_of(history).nnz)


def has_customers(history: OrderHistory) -> bool:
    """Whether any known customer bought two products."""
    return bool(customer_baskets(history).nnz)


def _closeness(history: OrderHistory) -> KeptRows:
    """(P, P): ln of what common customers say, and a little where there are none."""

    def make() -> KeptRows:
        common = common_customers(history, 1.0)
        bought = customer_baskets(history)
        buyers = np.bincount(bought.indices, minlength=history.product_count)
        divisor = (1.0 / (buyers + FEW_CUSTOMERS)).astype(np.float32)
        return KeptRows(
            history.product_count,
            lambda rows: np.log(common.make(rows) * divisor[rows, None] + NO_CUSTOMER),
        )

    return history.kept.find("closeness", make)


def _lent_partners(
    history: OrderHistory, half_life: float, shared: Dense, progress: Progress
) -> KeptRows:
    """(P, P): what a product's namesakes sell with, adding up to 1 where it has any."""

    def name() -> sparse.csr_matrix:
        return nearest_names(words_of(history), NAMESAKES, progress)

    def make() -> KeptRows:
        say = _lend(history.kept.find("namesakes", name), shared)
        own = sparse.csr_matrix(say @ sparse.diags_array(np.diag(shared)))
        return KeptRows(
            history.product_count, lambda rows: say[rows] @ shared - own[rows].toarray()
        )

    return history.kept.find(("lent", half_life), make)


def _lend(say: sparse.csr_matrix, shared: Dense) -> sparse.csr_matrix:
    """(P, P): times `shared` it gives each product its namesakes' partners, 1 in all.

    A namesake's say is its likeness cubed; each of them shares out 1 among its partners, which
    what stands on the diagonal of `shared` is not.
    """
    own = np.diag(shared)
    partners = shared.sum(axis=1, dtype=np.float64) - own
    say = say.power(3)
    say = say @ sparse.diags_array(np.where(partners > 0, 1.0, 0.0))
    whole = np.asarray(say.sum(axis=1)).ravel()
    scale = sparse.diags_array(np.where(whole > 0, 1.0 / np.maximum(whole, 1e-12), 0.0))
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
