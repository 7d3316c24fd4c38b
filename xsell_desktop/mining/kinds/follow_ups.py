"""What the same customers buy later: one product, then another, in an order of its own."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.counting.significance import Discoveries, upper_tail
from xsell_desktop.mining.kinds.company import own_follow_ups
from xsell_desktop.mining.kinds.gaps import find_gaps
from xsell_desktop.mining.kinds.later import HORIZON, FollowUps
from xsell_desktop.mining.kinds.purchases import FirstPurchases, first_purchases, list_visits
from xsell_desktop.mining.kinds.trails import expect_by_chance, follow_customers
from xsell_desktop.sales.lines import Floats

ENOUGH = 5  # customers who bought the later product
TESTED_FROM = 10  # customers a product needs
SIGNIFICANT = 0.05
MOST_PRODUCTS = 4000  # whose counts of customers fit in memory, the most bought ones

Whole = npt.NDArray[np.int64]


def find_follow_ups(
    analysis: Analysis, horizon: int = HORIZON, progress: Progress | None = None
) -> FollowUps:
    """Every follow-up that chance and the reverse order do not explain."""
    progress = progress or Progress()
    baskets = analysis.baskets
    if baskets is None or not len(baskets):
        return FollowUps(horizon)
    visits = list_visits(baskets)
    bought = first_purchases(baskets, visits)
    known = len(bought.start)
    returning = len(np.unique(visits.customer[~visits.new]))
    if not returning:
        return FollowUps(horizon, known, 0)
    tested = _tested(bought, baskets.product_count)
    trails = follow_customers(visits, bought, tested, horizon, progress.part(0.0, 0.7))
    expected = expect_by_chance(visits, bought, trails, progress.part(0.7, 0.9))
    counts = trails.counts
    one, other, q_value = _discover(counts, expected)
    first, later = tested[one], tested[other]
    followed, due = counts[one, other].astype(np.int64), expected[one, other]
    with np.errstate(divide="ignore"):
        order = np.lexsort((later, first, -followed * np.log(followed / due)))
    own, customers = own_follow_ups(bought, first[order], later[order], due[order], horizon)
    order = order[own]
    one, other, first, later = one[order], other[order], first[order], later[order]
    return FollowUps(
        horizon=horizon,
        known_customers=known,
        returning=returning,
        first=first.astype(np.int32),
        later=later.astype(np.int32),
        customers=customers,
        followed=followed[order],
        expected=expected[one, other],
        reverse=counts[other, one].astype(np.int64),
        q_value=q_value[order],
        gaps=find_gaps(bought, first, later, horizon, progress.part(0.9, 1.0)),
    )


def _tested(bought: FirstPurchases, products: int) -> Whole:
    customers = np.bincount(bought.product, minlength=products)
    tested = np.flatnonzero(customers >= TESTED_FROM)
    if len(tested) > MOST_PRODUCTS:
        tested = np.sort(tested[np.argsort(-customers[tested], kind="stable")][:MOST_PRODUCTS])
    return tested


def _discover(counts: npt.NDArray[np.int32], expected: Floats) -> tuple[Whole, Whole, Floats]:
    """Ordered pairs beyond chance that are no mere liking for both.

    Who likes both buys them in either order: where the reverse is beyond chance too, this
    order must be so by significantly more, and the commoner one.
    """
    products = len(counts)
    one, other = np.nonzero((counts >= ENOUGH) & (counts > expected))
    apart = one != other
    one, other = one[apart], other[apart]
    seen = counts[one, other].astype(np.float64)
    tail = upper_tail(seen, expected[one, other])
    q_value = Discoveries(tail, max(1, products * (products - 1))).q_value(tail)
    good = q_value <= SIGNIFICANT
    one, other, seen, q_value = one[good], other[good], seen[good], q_value[good]
    due, due_back = expected[one, other], expected[other, one]
    back = counts[other, one].astype(np.float64)
    one_way = upper_tail(back, due_back) > SIGNIFICANT
    share = np.maximum(due / np.maximum(due + due_back, 1e-12), 0.5)
    # binomial: the chance of `seen` or more of all
    mostly = special.betainc(seen, back + 1, share) <= SIGNIFICANT
    directed = one_way | mostly
    return one[directed], other[directed], q_value[directed]
