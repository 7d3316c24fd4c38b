"""Scores of the pairs that were kept, by the ranking the settings name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.plan import Settings
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.ranking.history import OrderHistory, history_of
from xsell_desktop.mining.ranking.scorers import DENSE_ENGINES, fit_engine
from xsell_desktop.mining.ranking.scores import MOST_DENSE
from xsell_desktop.mining.ranking.spec import pair_engine
from xsell_desktop.sales.lines import Floats

PLAIN = "size_weighted"
Rows = npt.NDArray[np.integer]


def scored_as_counted(settings: Settings) -> bool:
    """Whether the score that counting keeps pairs by is the one the settings name."""
    return settings.ranking.split()[:2] in ([], [PLAIN])


def score_pairs(
    baskets: Baskets, names: Sequence[str], a: Rows, b: Rows, settings: Settings,
    progress: Progress,
) -> tuple[Floats, Floats] | None:  # fmt: skip
    """Scores a → b and b → a of these pairs; None where counting's own scores are meant, or the
    shop has too many products for the ranking."""
    if scored_as_counted(settings):
        return None
    history = history_of(baskets, names)
    engine, options = pair_engine(settings)
    if engine in DENSE_ENGINES and history.product_count > MOST_DENSE:
        return None
    scores = fit_engine(engine, history, options, progress)
    return scores.of_pairs(a, b), scores.of_pairs(b, a)


def fit_history(history: OrderHistory, engine: str) -> OrderHistory:
    """The history, without its rarest products where the engine cannot hold them all."""
    if engine not in DENSE_ENGINES or history.product_count <= MOST_DENSE:
        return history
    return history.learn_from(np.arange(len(history)))
