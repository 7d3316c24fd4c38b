"""A pair month by month, and whether it is more than a season.

Cochran (1954), Mantel and Haenszel (1959); the interval of the common odds ratio is that of
Robins, Breslow and Greenland (1986).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import erfc, exp, inf, log, nan, sqrt

import numpy as np

from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.counting.intervals import Z, count_high, count_low
from xsell_desktop.mining.trust.strata import Strata, Whole
from xsell_desktop.sales.lines import Floats


@dataclass(frozen=True, slots=True)
class StratifiedTest:
    """Whether two things meet more often within strata: χ² with one degree of freedom, its p,
    and the common odds ratio with its 95 % interval (NaN where nothing can be compared)."""

    statistic: float = 0.0
    p_value: float = 1.0
    odds_ratio: float = nan
    low: float = nan
    high: float = nan


@dataclass(frozen=True, eq=False)
class SeasonLens:
    """A pair within months. By month of `months` (ISO, without gaps): orders with both and
    what chance gives in that month's orders of like size.

    `together` counts dated and undated orders, `expected` is chance within months; `low` and
    `high` bound the like-for-like lift `together` / `expected`. `test` measures against that
    chance, `textbook` against independent orders within each stratum.
    """

    months: tuple[str, ...]
    together_by_month: Whole
    expected_by_month: Floats
    together: int
    expected: float
    low: float
    high: float
    test: StratifiedTest
    textbook: StratifiedTest

    @property
    def lift(self) -> float:
        """The like-for-like lift; NaN where chance gives nothing."""
        return self.together / self.expected if self.expected > 0 else nan

    @property
    def months_above(self) -> tuple[int, int]:
        """Months with more orders together than chance gives, and months with either."""
        lively = (self.together_by_month > 0) | (self.expected_by_month >= 0.5)
        above = lively & (self.together_by_month > self.expected_by_month)
        return int(above.sum()), int(lively.sum())


def look_through_seasons(baskets: Baskets, strata: Strata, one: int, other: int) -> SeasonLens:
    """The lens on two rows of products."""
    with_one = strata.count(baskets.orders_with(one))
    with_other = strata.count(baskets.orders_with(other))
    both = strata.count(baskets.orders_with_both(one, other))
    chance = strata.weight * with_one * with_other
    months = strata.months
    dated = strata.month >= 0
    place = strata.month[dated] - (months[0] if len(months) else 0)
    together, expected = int(both.sum()), float(chance.sum())
    low, high = (
        float(bound(together)) / expected if expected > 0 else nan
        for bound in (count_low, count_high)
    )
    return SeasonLens(
        months=tuple(np.asarray(months, "datetime64[M]").astype(str).tolist()),
        together_by_month=np.bincount(place, both[dated], len(months)).astype(np.int64),
        expected_by_month=np.bincount(place, chance[dated], len(months)).astype(np.float64),
        together=together,
        expected=expected,
        low=low,
        high=high,
        test=compare_within_strata(both, with_one, with_other, strata.orders, chance),
        textbook=compare_within_strata(both, with_one, with_other, strata.orders),
    )


def compare_within_strata(
    both: Whole, with_one: Whole, with_other: Whole, orders: Whole, chance: Floats | None = None
) -> StratifiedTest:
    """Cochran–Mantel–Haenszel over strata, without continuity correction.

    By stratum: orders with both things, with each, and all. Orders of a stratum count as alike
    unless `chance` is given, the expected counts that know their sizes; the variance is then
    Poisson's, as it is for evidence. The odds ratio always takes them as alike.
    """
    telling = (orders > 1) & (with_one > 0) & (with_other > 0)
    n, n_one, n_other = (x[telling].astype(np.float64) for x in (orders, with_one, with_other))
    a = both[telling].astype(np.float64)
    b, c = n_one - a, n_other - a
    d = n - a - b - c
    if chance is None:
        expected = n_one * n_other / n
        spread = expected * (1 - n_one / n) * (1 - n_other / n) * n / (n - 1)
    else:
        expected = spread = chance[telling]
    variance = float(spread.sum())
    beyond = float(np.sum(a - expected))
    statistic = beyond * beyond / variance if variance > 0 else 0.0
    ratio, low, high = _common_odds_ratio(a, b, c, d, n)
    return StratifiedTest(statistic, erfc(sqrt(statistic / 2)), ratio, low, high)


def _common_odds_ratio(
    a: Floats, b: Floats, c: Floats, d: Floats, n: Floats
) -> tuple[float, float, float]:
    alike, unlike = a * d / n, b * c / n
    r, s = float(alike.sum()), float(unlike.sum())
    if s == 0:
        return (inf if r > 0 else nan), nan, nan
    if r == 0:
        return 0.0, nan, nan
    p, q = (a + d) / n, (b + c) / n
    variance = (
        float(np.sum(p * alike)) / (2 * r * r)
        + float(np.sum(p * unlike + q * alike)) / (2 * r * s)
        + float(np.sum(q * unlike)) / (2 * s * s)
    )
    reach = Z * sqrt(variance)
    middle = log(r / s)
    return exp(middle), exp(middle - reach), exp(middle + reach)
