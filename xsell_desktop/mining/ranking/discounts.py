"""Fewer best sellers in the scores of all pairs at once."""

from __future__ import annotations

import numpy as np

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.ranking.dial import LIFT_SHRINKAGE
from xsell_desktop.mining.ranking.history import OrderHistory
from xsell_desktop.mining.ranking.pair_scorers import fit_shrunken_lift
from xsell_desktop.mining.ranking.scores import Scores
from xsell_desktop.sales.lines import Floats
from xsell_desktop.texts import _

CELLS_A_BLOCK = 1_000_000


def dial_all(scores: Scores, history: OrderHistory, discount: float, progress: Progress) -> Scores:
    """`turn_dial` of dense scores; pairs never seen together keep a lift of 1."""
    lifts = fit_shrunken_lift(history, {"smoothing": LIFT_SHRINKAGE}, progress)
    found, beyond = np.array(scores.matrix), np.asarray(lifts.matrix)
    step = max(1, CELLS_A_BLOCK // max(1, len(found)))
    for first in range(0, len(found), step):
        progress.step(_("Scoring pairs"), first / len(found))
        part = slice(first, first + step)
        kept = np.maximum(found[part], 0.0) ** np.float32(1.0 - discount)
        found[part] = kept * (1.0 + beyond[part]) ** np.float32(discount)
    np.fill_diagonal(found, 0.0)
    return Scores(found)


def best_seller_factor(orders_of: Floats, discount: float) -> Floats:
    """(mean orders ÷ orders of the product)^discount, by product."""
    orders = np.maximum(orders_of, 1.0)
    return np.asarray((orders.mean() / orders) ** discount) if len(orders) else orders
