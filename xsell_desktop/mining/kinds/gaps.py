"""How long customers take from one product to another."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.kinds.later import Gaps
from xsell_desktop.mining.kinds.purchases import FirstPurchases
from xsell_desktop.sales.lines import Floats
from xsell_desktop.texts import _

Rows = npt.NDArray[np.integer]


def find_gaps(
    bought: FirstPurchases, first: Rows, later: Rows, horizon: int, progress: Progress
) -> Gaps:
    """The gaps of each pair of rows of `Products`."""
    found = np.full((5, len(first)), np.nan)
    rows: dict[int, Rows] = {}
    pairs = zip(first.tolist(), later.tolist(), strict=True)
    for place, (one, other) in enumerate(pairs):
        progress.step(_("Measuring gaps"), place / len(first))
        for product in (one, other):
            if product not in rows:
                rows[product] = bought.of(product)
        gap = customer_gaps(bought, rows[one], rows[other])
        gap = np.sort(gap[(gap > 0) & (gap <= horizon)])
        if len(gap):
            low, high = median_interval(gap)
            found[:, place] = np.median(gap), low, high, *np.quantile(gap, (0.25, 0.75))
    return Gaps(*found)


def customer_gaps(bought: FirstPurchases, one: Rows, other: Rows) -> npt.NDArray[np.int64]:
    """Days from the first to the second product, one a customer with both."""
    _both, here, there = np.intersect1d(
        bought.customer[one], bought.customer[other], assume_unique=True, return_indices=True
    )
    return np.asarray(bought.day[other[there]] - bought.day[one[here]])


def median_interval(rising: npt.NDArray[np.integer] | Floats) -> tuple[float, float]:
    """Two values of a rising sample between which the true median lies, 95 % at least.

    By ranks alone, whatever the distribution; below six values the whole range, which holds it
    less surely.
    """
    count = len(rising)
    below = special.bdtr(np.arange(count), count, 0.5)  # chance of so few below the median
    rank = max(int(np.searchsorted(below, 0.025)), 1)
    return float(rising[rank - 1]), float(rising[count - rank])
