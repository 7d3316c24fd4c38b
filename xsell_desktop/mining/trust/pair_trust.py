"""All that can be asked about whether one relationship is to be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from xsell_desktop.mining.trust.held_up import HeldUp
from xsell_desktop.mining.trust.influence import (
    Buyers,
    Rest,
    count_buyers,
    giant_size,
    leave_out,
)
from xsell_desktop.mining.trust.purchases import Purchases, time_purchases
from xsell_desktop.mining.trust.seasons import SeasonLens, look_through_seasons
from xsell_desktop.mining.trust.strata import Strata

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis


@dataclass(frozen=True, eq=False)
class PairTrust:
    """A pair `one` → `other` (product keys) under every lens.

    `later` has one entry; None without an answer. `season` is None without dates,
    `without_top` where no customer is known, `purchases` where either is missing.
    `giant_size` is the number of products from which on an order is a giant. A pair without
    some orders is still convincing when its p-value is at most `p_limit`. `figures` are those of
    `counting.figures`, for one → other.
    """

    one: str
    other: str
    together: int
    expected: float
    later: HeldUp | None
    season: SeasonLens | None
    buyers: Buyers
    without_top: Rest | None
    giant_size: int
    without_giants: Rest
    purchases: Purchases | None
    p_limit: float
    figures: Mapping[str, float]

    def convinces(self, rest: Rest) -> bool:
        """Whether what remains of the pair would still pass the test of proven pairs."""
        enough = rest.together >= 5 and rest.together > rest.expected
        return enough and rest.p_value <= self.p_limit


def weigh_pair(
    analysis: Analysis, strata: Strata | None, one: str, other: str, p_limit: float
) -> PairTrust | None:
    """Look at a pair under every lens; None when the sales do not know both products."""
    from xsell_desktop.mining.trust.later import hold_up

    index, baskets = analysis.products.index, analysis.baskets
    if baskets is None or one not in index or other not in index:
        return None
    i, j = index[one], index[other]
    together, expected = analysis.count_together(one, other)
    both = baskets.orders_with_both(i, j)
    row = analysis.pair_row(one, other)
    if row is not None and analysis.later is not None:
        later = analysis.later.take(np.array([row]))
    else:
        low, high = np.array([min(i, j)], np.int32), np.array([max(i, j)], np.int32)
        later = hold_up(baskets, low, high, np.array([len(both)]))
    buyers = count_buyers(baskets, both)
    by_top = baskets.customer == buyers.top
    largest = giant_size(baskets)
    return PairTrust(
        one=one,
        other=other,
        together=together,
        expected=expected,
        later=later if later.orders else None,
        season=look_through_seasons(baskets, strata, i, j) if strata is not None else None,
        buyers=buyers,
        without_top=leave_out(baskets, i, j, by_top) if buyers.top >= 0 else None,
        giant_size=largest,
        without_giants=leave_out(baskets, i, j, baskets.size >= largest),
        purchases=time_purchases(baskets, i, j)
        if strata is not None and bool((baskets.customer >= 0).any())
        else None,
        p_limit=p_limit,
        figures=_work_out_figures(analysis, i, j, together, expected),
    )


def _work_out_figures(
    analysis: Analysis, i: int, j: int, together: int, expected: float
) -> dict[str, float]:
    from xsell_desktop.mining.counting.figures import FIGURES, Counted, work_out

    orders = analysis.products.orders
    counted = Counted(
        together=np.array([together], np.float64),
        expected=np.array([expected]),
        with_a=np.array([orders[i]], np.float64),
        with_b=np.array([orders[j]], np.float64),
        orders=analysis.orders,
        shrinkage=analysis.settings.smoothing,
    )
    return {name: float(work_out(name, counted)[0]) for name in FIGURES}


def largest_proven_p(analysis: Analysis) -> float:
    """The largest p-value that still counts as proven among all pairs of the shop."""
    from xsell_desktop.mining.counting.significance import upper_tail

    pairs = analysis.pairs
    found = (pairs.together > pairs.expected) & (pairs.q_value <= 0.05)
    if not found.any():
        return 0.0
    return float(upper_tail(pairs.together[found], pairs.expected[found]).max())
