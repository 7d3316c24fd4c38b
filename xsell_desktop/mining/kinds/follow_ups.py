"""What the same customers buy later: one product, then another, in an order of its own."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy import stats

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.counting.significance import Discoveries, upper_tail
from xsell_desktop.mining.kinds.gaps import Gaps, find_gaps
from xsell_desktop.mining.kinds.purchases import (
    FirstPurchases,
    Visit,
    first_purchases,
    list_visits,
)
from xsell_desktop.sales.lines import Codes, Floats
from xsell_desktop.texts import _

HORIZON = 180  # days
ENOUGH = 5  # customers who bought the later product
TESTED_FROM = 10  # customers a product needs
SIGNIFICANT = 0.05
MOST_PRODUCTS = 5000  # whose counts of customers fit in memory, the most bought ones
MONTH = 30  # days
SMOOTHING = 200.0  # places in orders that pull a month towards the whole time
ROWS_AT_ONCE = 500

Whole = npt.NDArray[np.int64]


def _whole() -> Whole:
    return np.zeros(0, np.int64)


@dataclass(frozen=True, eq=False)
class FollowUps:
    """T follow-ups, the most telling first; T entries each.

    `first` and `later` are rows of `Products`. `customers` bought `first` and had not bought
    `later` by then, `followed` of them bought it on a later day within `horizon` days, where
    chance gives `expected`; `reverse` customers bought the two the other way round. `q_value` is
    Benjamini–Hochberg over all ordered pairs tested. `gaps` are in days. `known_customers` is 0
    where the sales name none, `returning` counts those with orders on several days.
    """

    horizon: int = HORIZON
    known_customers: int = 0
    returning: int = 0
    first: Codes = field(default_factory=lambda: np.zeros(0, np.int32))
    later: Codes = field(default_factory=lambda: np.zeros(0, np.int32))
    customers: Whole = field(default_factory=_whole)
    followed: Whole = field(default_factory=_whole)
    expected: Floats = field(default_factory=lambda: np.zeros(0))
    reverse: Whole = field(default_factory=_whole)
    q_value: Floats = field(default_factory=lambda: np.zeros(0))
    gaps: Gaps = field(default_factory=Gaps)

    def __len__(self) -> int:
        return len(self.first)

    def after(self, product: int) -> Whole:
        """Rows here of what comes after a product."""
        return np.flatnonzero(self.first == product)

    def before(self, product: int) -> Whole:
        """Rows here of what a product comes after."""
        return np.flatnonzero(self.later == product)


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
    counts, already = _count(bought, tested, horizon, progress.part(0.0, 0.7))
    expected = _expect(visits, bought, tested, horizon, progress.part(0.7, 0.9))
    one, other, q_value = _discover(counts, expected)
    first, later = tested[one], tested[other]
    followed = counts[one, other].astype(np.int64)
    with np.errstate(divide="ignore"):
        weight = followed * np.log(followed / expected[one, other])
    order = np.lexsort((later, first, -weight))
    one, other, first, later = one[order], other[order], first[order], later[order]
    customers = np.bincount(bought.product, minlength=baskets.product_count)
    return FollowUps(
        horizon=horizon,
        known_customers=known,
        returning=returning,
        first=first.astype(np.int32),
        later=later.astype(np.int32),
        customers=customers[first] - already[one, other],
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


def _count(
    bought: FirstPurchases, tested: Whole, horizon: int, progress: Progress
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """T × T customers who bought the second after the first, and who had it by then."""
    code = np.full(int(bought.product.max(initial=0)) + 1, -1, np.int64)
    code[tested] = np.arange(len(tested))
    counts = np.zeros((len(tested), len(tested)), np.int32)
    already = np.zeros_like(counts)
    ends = np.append(bought.start[1:], len(bought.product))
    for place, (begin, end) in enumerate(zip(bought.start.tolist(), ends.tolist(), strict=True)):
        if place % 50 == 0:
            progress.step(_("Following customers"), place / len(ends))
        product = code[bought.product[begin:end]]
        day = bought.day[begin:end][product >= 0]
        product = product[product >= 0]
        for row in range(0, len(product), ROWS_AT_ONCE):
            gap = day[None, :] - day[row : row + ROWS_AT_ONCE, None]
            cells = np.ix_(product[row : row + ROWS_AT_ONCE], product)
            counts[cells] += (gap > 0) & (gap <= horizon)
            already[cells] += gap <= 0
    return counts, already


def _expect(
    visits: Visit, bought: FirstPurchases, tested: Whole, horizon: int, progress: Progress
) -> Floats:
    """T × T customers that chance gives: places in later orders × what fills such places.

    Every customer's later orders within the horizon are cut by month; in each month a place
    holds the first purchase of a product as often as places in returning customers' orders do.
    """
    progress.step(_("Working out what chance gives"), 0.0)
    code = np.full(int(bought.product.max(initial=0)) + 1, -1, np.int64)
    code[tested] = np.arange(len(tested))
    months = int(visits.day.max(initial=0)) // MONTH + 1
    again = ~visits.new
    places = np.bincount(visits.day[again] // MONTH, visits.slots[again], months)
    held = code[bought.product]
    counted = (held >= 0) & ~bought.new
    cell = held[counted] * months + bought.day[counted] // MONTH
    fresh = np.bincount(cell, minlength=len(tested) * months).reshape(len(tested), months)
    usual = fresh.sum(axis=1, keepdims=True) / max(float(places.sum()), 1.0)
    rate = (fresh + SMOOTHING * usual) / (places + SMOOTHING)
    ahead = np.zeros((len(tested), months))
    rows = np.flatnonzero(held >= 0)
    span = (months + 2) * MONTH + 2 * horizon
    key = visits.customer * span + visits.day
    total = np.concatenate(([0], np.cumsum(visits.slots)))
    base = bought.customer[rows] * span
    day = bought.day[rows]
    for step in range(horizon // MONTH + 2):
        progress.step(_("Working out what chance gives"), (step + 1) / (horizon // MONTH + 3))
        month = day // MONTH + step
        begin = np.maximum(day + 1, month * MONTH)
        end = np.minimum(day + horizon + 1, (month + 1) * MONTH)
        there = (month < months) & (begin < end)
        low = np.searchsorted(key, base + np.minimum(begin, end))
        high = np.searchsorted(key, base + end)
        np.add.at(ahead, (held[rows][there], month[there]), (total[high] - total[low])[there])
    return np.asarray(ahead @ rate.T)


def _discover(counts: npt.NDArray[np.int32], expected: Floats) -> tuple[Whole, Whole, Floats]:
    """Ordered pairs beyond chance, and beyond what the reverse order makes likely."""
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
    share = due / np.maximum(due + due_back, 1e-12)
    directed = stats.binom.sf(seen - 1, seen + counts[other, one], share) <= SIGNIFICANT
    return one[directed], other[directed], q_value[directed]
