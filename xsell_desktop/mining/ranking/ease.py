"""EASE: one linear model of what completes a basket (Steck 2019)."""

from __future__ import annotations

import numpy as np

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.ranking.history import Dense, OrderHistory
from xsell_desktop.mining.ranking.pair_scorers import Options
from xsell_desktop.mining.ranking.scores import Scores
from xsell_desktop.mining.ranking.side_rows import add_side_rows
from xsell_desktop.mining.ranking.together import count_together, size_shares
from xsell_desktop.texts import _

PENALTY = 10.0  # times the weighted orders a product: a good guess for shops of every shape
BLOCK = 256
PANEL = 512


def fit_ease(history: OrderHistory, options: Options, progress: Progress) -> Scores:
    """B = −P ÷ diag(P) by column, P = (Σ w·xxᵀ + λI)⁻¹, w = 0.5^(age/half-life) ÷ s^power.

    Options: `penalty` λ (`usual_penalty` unless told), `half_life_days`, `size_power`, and those
    of `add_side_rows`, which make words of names and customers more x.
    """
    gram = count_together(
        history, options.get("half_life_days", 0.0), options.get("size_power", 0.0),
        progress=progress.part(0.0, 0.3),
    )  # fmt: skip
    penalty = options.get("penalty", 0.0) or usual_penalty(history, options)
    inverse = np.array(gram, np.float32)
    add_side_rows(inverse, history, options, progress.part(0.3, 0.35))
    inverse[np.diag_indices(len(inverse))] += penalty
    invert(inverse, progress.part(0.35, 1.0))
    inverse /= -np.diag(inverse).copy()
    np.fill_diagonal(inverse, 0.0)
    return Scores(inverse)


def usual_penalty(history: OrderHistory, options: Options) -> float:
    """10 · Σ w ÷ P: near the best on wholesalers' large orders and on a grocer's small ones."""
    shares = size_shares(history, options.get("size_power", 0.0), others=False)
    weight = history.weights(options.get("half_life_days", 0.0)) * shares
    return max(1.0, PENALTY * float(weight.sum()) / max(1, history.product_count))


def invert(matrix: Dense, progress: Progress) -> None:
    """Put the inverse of a symmetric positive definite matrix in its place.

    Swept block by block on the lower triangle (the sweep operator), so that it can be stopped.
    """
    size = len(matrix)
    for first in range(0, size, BLOCK):
        progress.step(_("Learning what completes a basket"), first / size)
        _sweep(matrix, first, min(first + BLOCK, size))
    for first in range(0, size, BLOCK):
        last = min(first + BLOCK, size)
        lower = -matrix[first:, first:last]
        lower[: last - first] = _mirrored(lower[: last - first])
        matrix[first:, first:last] = lower
        matrix[first:last, last:] = lower[last - first :].T


def _sweep(matrix: Dense, first: int, last: int) -> None:
    """With D the block's square and c its columns: A − c·D⁻¹·cᵀ, c·D⁻¹ in place of c, −D⁻¹ of D."""
    size = len(matrix)
    square = _mirrored(matrix[first:last, first:last]).astype(np.float64)
    inverse = np.linalg.inv(square).astype(np.float32)
    column = np.zeros((size, last - first), np.float32)
    column[:first] = matrix[first:last, :first].T
    column[last:] = matrix[last:, first:last]
    scaled = column @ inverse
    for begin in range(0, size, PANEL):
        end = min(begin + PANEL, size)
        matrix[begin:, begin:end] -= scaled[begin:] @ column[begin:end].T
    matrix[first:last, :first] = scaled[:first].T
    matrix[last:, first:last] = scaled[last:]
    matrix[first:last, first:last] = -inverse


def _mirrored(square: Dense) -> Dense:
    """The symmetric matrix of this lower triangle."""
    low = np.tril(square)
    return np.asarray(low + np.tril(low, -1).T)
