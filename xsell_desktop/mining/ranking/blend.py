"""The size-weighted score, helped by what else a shop's data say of two products."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.ranking.blend_parts import (
    FEW_CUSTOMERS,
    NO_CUSTOMER,
    Parts,
    gather_parts,
    trend_factor,
)
from xsell_desktop.mining.ranking.customer_baskets import customer_baskets, weigh_customers
from xsell_desktop.mining.ranking.history import Dense, OrderHistory
from xsell_desktop.mining.ranking.name_words import words_of
from xsell_desktop.mining.ranking.pair_scorers import Options
from xsell_desktop.mining.ranking.scores import Scores
from xsell_desktop.mining.ranking.together import count_together
from xsell_desktop.texts import _

CELLS_A_BLOCK = 1_000_000
PAIRS_A_BLOCK = 300_000


def fit_blend(history: OrderHistory, options: Options, progress: Progress) -> Scores:
    """((Σ w/(s − 1) + m·v·π_B + b·v·Q_AB) / (Σ w + m + b)) · (1 + β·K_AB) · (c_AB)^γ · (t_B)^θ.

    Beside the options of the size-weighted score: `borrowed` b, with Q the partners of the
    products called like A; `names` β, K how alike A and B are called (0–1); `customers` γ, c the
    share of A's customers who ever bought B, small buyers first; `trend` θ, t how B sells lately
    against always. With too many products for dense counts nothing is borrowed, and products
    never seen together are taken for unlike in name and without common customers.
    """
    half_life, m = options.get("half_life_days", 0.0), options.get("smoothing", 10.0)
    quick = progress.part(0.0, 0.4)
    shared = count_together(history, half_life, 1.0, others=True, progress=quick)
    weight = history.weights(half_life)
    total = history.held.T @ weight + m
    company = history.held.T @ (weight * (history.size > 1))
    v = float(np.mean(company / np.maximum(total - m, 1e-12))) if len(total) else 0.0
    base = (m * v / max(company.sum(), 1e-12) * company).astype(np.float32)
    if sparse.issparse(shared):
        divisor = (1.0 / np.maximum(total, 1e-12)).astype(np.float32)
        scores = _blend_seen(history, sparse.csr_matrix(shared), base, divisor, options, progress)
    else:
        counts = np.asarray(shared)
        parts = gather_parts(history, options, counts, progress.part(0.4, 0.5))
        lent = options.get("borrowed", 0.0) if parts.lent is not None else 0.0
        divisor = (1.0 / np.maximum(total + lent, 1e-12)).astype(np.float32)
        whole = _Whole(counts, base, divisor, np.float32(lent * v), parts)
        scores = Scores(_blend_all(whole, options, progress.part(0.5, 1.0)))
    if options.get("trend", 0.0) > 0:
        scores = scores.times(trend_factor(history, options["trend"]).astype(np.float32))
    return scores


@dataclass(frozen=True, eq=False)
class _Whole:
    """What dense scores are made of: counts, popularity, what to divide by, helpers."""

    shared: Dense
    base: Dense
    divisor: Dense
    lent: np.float32
    parts: Parts


def _blend_all(whole: _Whole, options: Options, progress: Progress) -> Dense:
    parts = whole.parts
    matrix = np.empty(whole.shared.shape, np.float32)
    step = max(1, CELLS_A_BLOCK // max(1, len(matrix)))
    for first in range(0, len(matrix), step):
        progress.step(_("Scoring pairs"), first / len(matrix))
        rows = slice(first, min(first + step, len(matrix)))
        block = matrix[rows]
        np.add(whole.shared[rows], whole.base, out=block)
        if parts.lent is not None:
            block += whole.lent * parts.lent.of(rows)
        block *= whole.divisor[rows, None]
        if parts.likeness is not None:
            block *= 1.0 + np.float32(options["names"]) * parts.likeness.of(rows)
        if parts.closeness is not None:
            block *= np.exp(np.float32(options["customers"]) * parts.closeness.of(rows))
    np.fill_diagonal(matrix, 0.0)
    return matrix


def _blend_seen(
    history: OrderHistory, shared: sparse.csr_matrix, base: Dense, divisor: Dense,
    options: Options, progress: Progress,
) -> Scores:  # fmt: skip
    """The same where only pairs seen together are held."""
    count = shared.shape[0]
    words, bought = words_of(history), customer_baskets(history)
    names, weighed = words.T.tocsr(), weigh_customers(bought, 1.0)
    buyers = bought.T.tocsr()
    favour = np.float32(options.get("names", 0.0) if words.nnz else 0.0)
    power = np.float32(options.get("customers", 0.0) if bought.nnz else 0.0)
    strangers = NO_CUSTOMER**power
    blocks = []
    first = 0
    while first < count:
        progress.step(_("Scoring pairs"), first / count)
        last = int(np.searchsorted(shared.indptr, shared.indptr[first] + PAIRS_A_BLOCK))
        rows = slice(first, max(first + 1, min(last, first + 500, count)))
        block = sparse.diags_array(divisor[rows]) @ shared[rows]
        if favour > 0:
            block = block + favour * block.multiply(words[rows] @ names)
        if power > 0:
            known = np.diff(buyers.indptr)[rows].astype(np.float32) + FEW_CUSTOMERS
            both = sparse.diags_array(1.0 / known) @ (buyers[rows] @ weighed)
            both = sparse.csr_matrix(both, dtype=np.float32)
            both.data = (both.data + NO_CUSTOMER) ** power - strangers
            block = strangers * block + block.multiply(both)
        blocks.append(sparse.csr_matrix(block, dtype=np.float32))
        first = rows.stop
    return Scores(sparse.vstack(blocks, format="csr"), divisor * strangers, base)
