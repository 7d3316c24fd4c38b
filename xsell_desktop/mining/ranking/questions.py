"""What a back-test asks: which orders are learnt from, and what is hidden in the later ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.ranking.history import OrderHistory, Rows
from xsell_desktop.texts import _

LEARN_SHARE = 0.8
SHUFFLE_SEED = 0
STEP = 1000


@dataclass(frozen=True, eq=False)
class Questions:
    """T baskets of two known products or more; by seed and basket one product given, one hidden.

    `baskets` is (T, P); `given` and `hidden` are (seeds, T) rows of products. Task `pair` gives
    `given` alone, task `rest` all products of the basket but `hidden`.
    """

    baskets: sparse.csr_matrix
    given: Rows
    hidden: Rows

    def __len__(self) -> int:
        return int(self.baskets.shape[0])

    @property
    def seeds(self) -> int:
        """How many times each basket is asked about."""
        return len(self.hidden)


def order_in_time(history: OrderHistory) -> Rows:
    """Rows by date (undated first), as they stand on one moment; shuffled without dates."""
    if not history.dated:
        return np.random.default_rng(SHUFFLE_SEED).permutation(len(history))
    unknown = np.isnat(history.date)
    date = np.where(unknown, np.datetime64(0, "s"), history.date)
    return np.lexsort((date, ~unknown)).astype(np.int64)


def split_rows(rows: Rows) -> tuple[Rows, Rows]:
    """The first 80 % to learn from, the rest to be asked about."""
    cut = int(len(rows) * LEARN_SHARE)
    return rows[:cut], rows[cut:]


def ask(
    history: OrderHistory, learnt: OrderHistory, rows: Rows, seeds: int, progress: Progress,
    most: int = 0,
) -> Questions:  # fmt: skip
    """Questions about the orders `rows` of `history`, in the products of `learnt`.

    More than `most` baskets (0: no limit) are thinned to evenly spaced ones.
    """
    place = np.full(int(max(history.product, default=-1)) + 1, -1, np.int64)
    place[history.product] = np.arange(len(history.product))
    baskets = history.held[rows][:, place[learnt.product]]
    baskets = baskets[np.diff(baskets.indptr) >= 2]
    if 0 < most < baskets.shape[0]:
        baskets = baskets[np.arange(most) * baskets.shape[0] // most]
    baskets.sort_indices()
    drawn = np.empty((2, seeds, baskets.shape[0]), np.int64)
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        for row in range(baskets.shape[0]):
            if row % STEP == 0:
                progress.step(_("Drawing questions"))
            products = baskets.indices[baskets.indptr[row] : baskets.indptr[row + 1]]
            drawn[:, seed, row] = rng.choice(products, 2, replace=False)
    return Questions(baskets, drawn[0], drawn[1])
