"""The size-weighted score, helped by what else a shop's data say of two products."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.ranking.blend_parts import Parts, gather_parts, trend_factor
from xsell_desktop.mining.ranking.history import Dense, OrderHistory
from xsell_desktop.mining.ranking.pair_scorers import Options
from xsell_desktop.mining.ranking.scores import Scores
from xsell_desktop.mining.ranking.together import count_together
from xsell_desktop.texts import _

CELLS_A_BLOCK = 1_000_000
PAIRS_A_BLOCK = 300_000
FEW_CUSTOMERS = 5.0
NO_CUSTOMER = np.float32(1e-5)


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
    many = sparse.issparse(shared)
    parts = gather_parts(
        history, options, None if many else np.asarray(shared),
        options.get("borrowed", 0.0) * v, progress.part(0.4, 0.5),
    )  # fmt: skip
    if parts.lent is not None:
        total = total + options.get("borrowed", 0.0)
    divisor = (1.0 / np.maximum(total, 1e-12)).astype(np.float32)
    if many:
        scores = _blend_seen(
            sparse.csr_matrix(shared), base, divisor, parts, options, progress.part(0.5, 1.0)
        )
    else:
        scores = _blend_all(
            np.asarray(shared), base, divisor, parts, options, progress.part(0.5, 1.0)
        )
    return scores.times(trend_factor(history, options.get("trend", 0.0)).astype(np.float32))


def _blend_all(
    shared: Dense, base: Dense, divisor: Dense, parts: Parts, options: Options, progress: Progress
) -> Scores:
    own = sparse.diags_array(np.diag(shared))
    matrix = np.empty(shared.shape, np.float32)
    step = max(1, CELLS_A_BLOCK // max(1, len(matrix)))
    for first in range(0, len(matrix), step):
        progress.step(_("Scoring pairs"), first / len(matrix))
        rows = slice(first, min(first + step, len(matrix)))
        block = shared[rows] + base
        if parts.lent is not None:
            block += parts.lent[rows] @ shared - (parts.lent[rows] @ own).toarray()
        block *= divisor[rows, None]
        _favour(block, rows, parts, options)
        matrix[rows] = block
    np.fill_diagonal(matrix, 0.0)
    return Scores(matrix)


def _favour(block: Dense, rows: slice, parts: Parts, options: Options) -> None:
    """Multiply scores by what names and customers say."""
    if parts.words is not None and parts.names is not None:
        alike = (parts.words[rows] @ parts.names).toarray()
        block *= 1.0 + np.float32(options["names"]) * alike
    if parts.bought is not None and parts.weighed is not None:
        both = (parts.bought[rows] @ parts.weighed).toarray()
        buyers = np.diff(parts.bought.indptr)[rows].astype(np.float32)
        both /= (buyers + FEW_CUSTOMERS)[:, None]
        block *= (both + NO_CUSTOMER) ** np.float32(options["customers"])


def _blend_seen(
    shared: sparse.csr_matrix, base: Dense, divisor: Dense, parts: Parts, options: Options,
    progress: Progress,
) -> Scores:  # fmt: skip
    """The same where only pairs seen together are held."""
    count = shared.shape[0]
    power = np.float32(options.get("customers", 0.0))
    strangers = NO_CUSTOMER**power if parts.bought is not None else np.float32(1.0)
    blocks = []
    first = 0
    while first < count:
        progress.step(_("Scoring pairs"), first / count)
        last = int(np.searchsorted(shared.indptr, shared.indptr[first] + PAIRS_A_BLOCK))
        rows = slice(first, max(first + 1, min(last, first + 500, count)))
        block = sparse.diags_array(divisor[rows]) @ shared[rows]
        if parts.words is not None and parts.names is not None:
            alike = parts.words[rows] @ parts.names
            block = block + np.float32(options["names"]) * block.multiply(alike)
        if parts.bought is not None and parts.weighed is not None:
            both = sparse.csr_matrix(parts.bought[rows] @ parts.weighed)
            buyers = np.diff(parts.bought.indptr)[rows].astype(np.float32) + FEW_CUSTOMERS
            both = sparse.csr_matrix(sparse.diags_array(1.0 / buyers) @ both, dtype=np.float32)
            both.data = (both.data + NO_CUSTOMER) ** power - strangers
            block = strangers * block + block.multiply(both)
        blocks.append(sparse.csr_matrix(block, dtype=np.float32))
        first = rows.stop
    return Scores(sparse.vstack(blocks, format="csr"), divisor * strangers, base)
