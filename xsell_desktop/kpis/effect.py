"""What the plan may bring a month, under assumptions that are the user's to move.

Orders say how often a listed partner is bought along. By how much showing it raises that,
nobody knows before trying. So the estimate is plain: what is bought along today × the share of
buyers who see the list × how many more of them take it. docs/measures.md has the formulas.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xsell_desktop.domain.plan import Settings
from xsell_desktop.kpis.effect_base import EffectBase
from xsell_desktop.sales.lines import Floats

WEEKS_A_MONTH = 365.25 / 12 / 7
RANGE = (0.5, 1.5)  # times the assumed share: as little and as much as it may be
DRAWS = 2000
SEED = 11
POWER = (1.959964 + 0.841621) ** 2  # two-sided 5 %, 80 % power


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number a month with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def is_open(self) -> bool:
        """Whether neither a gain nor a loss can be told."""
        return self.low < 0 < self.high


@dataclass(frozen=True, slots=True)
class Gain:
    """What one part of the plan may bring a month; `name` is a product or bundle id, or ''.

    `orders` hold one product more than without the plan; `margin` counts known costs only, and
    is NaN where none is known.
    """

    name: str
    orders: Estimate
    revenue: Estimate
    margin: Estimate


@dataclass(frozen=True, eq=False)
class Effect:
    """The plan's lists, its bundles, and both together; then one by one.

    `weeks_to_see` is how many weeks, before and after, tell such a change of the share of orders
    that hold a listed partner from chance four times of five (inf: never).
    """

    lists: Gain
    bundles: Gain
    total: Gain
    by_partner: tuple[Gain, ...]
    by_bundle: tuple[Gain, ...]
    weeks_to_see: float


def expect_effect(base: EffectBase, settings: Settings) -> Effect:
    """The effect under `settings.assumed_seen`, `assumed_uplift` and `assumed_uptake`.

    Weeks are drawn with replacement, assumed shares between half and one and a half times
    what was assumed, with a fixed seed.
    """
    rng = np.random.default_rng(SEED)
    weeks = base.weeks
    drawn = rng.multinomial(weeks, np.full(weeks, 1 / weeks), DRAWS).astype(np.float64)
    uplift, uptake = rng.uniform(*RANGE, (2, DRAWS))
    month = WEEKS_A_MONTH / weeks
    share = settings.assumed_seen * settings.assumed_uplift * month
    given = base.bundle_given * (settings.assumed_uptake > 0) * month
    won = base.bundle_won * settings.assumed_uptake * month

    def drawn_lists(by_week: Floats) -> Floats:
        return np.asarray(share * (by_week @ drawn.T) * uplift)

    def drawn_bundles(won: Floats, given: Floats) -> Floats:
        return np.asarray((won @ drawn.T) * uptake + given @ drawn.T)

    lists = drawn_lists(base.lists)
    bundles = _sum_known(drawn_bundles(won, given))
    exact_lists = share * base.lists.sum(axis=-1)
    exact_bundles = _sum_known((won + given).sum(axis=-1))
    total, exact_total = lists, exact_lists
    if base.bundle_ids:
        total = _sum_known(np.stack((lists, bundles)))
        exact_total = _sum_known(np.stack((exact_lists, exact_bundles)))
    return Effect(
        lists=_gain("", exact_lists, lists),
        bundles=_gain("", exact_bundles, bundles),
        total=_gain("", exact_total, total),
        by_partner=tuple(
            _gain(key, share * some.sum(axis=-1), drawn_lists(some))
            for key, some in zip(base.partner_keys, base.partners, strict=True)
        ),
        by_bundle=tuple(
            _gain(key, (plus + minus).sum(axis=-1), drawn_bundles(plus, minus))
            for key, plus, minus in zip(base.bundle_ids, won, given, strict=True)
        ),
        weeks_to_see=weeks_to_see(base, settings.assumed_seen * settings.assumed_uplift),
    )


def weeks_to_see(base: EffectBase, change: float) -> float:
    """Weeks before and after that show a relative change of the assisted share of the orders.

    From the sample size for two shares: n = (z + z')² · (p(1 − p) + q(1 − q)) ÷ (q − p)².
    """
    orders, assisted = float(base.orders.sum()), float(base.assisted.sum())
    if not orders or not assisted or change <= 0:
        return float("inf")
    before = assisted / orders
    after = min(1.0, before * (1 + change))
    if after == before:
        return float("inf")
    spread = before * (1 - before) + after * (1 - after)
    needed = POWER * spread / (after - before) ** 2
    return needed / (orders / base.weeks)


def _sum_known(parts: Floats) -> Floats:
    """Sum over the first axis without what is NaN; NaN where all of some parts are."""
    unknown = np.isnan(parts)
    total = np.where(unknown, 0.0, parts).sum(axis=0)
    return np.where(unknown.all(axis=0) & (len(parts) > 0), np.nan, total)


def _gain(name: str, exact: Floats, drawn: Floats) -> Gain:
    low, high = np.percentile(drawn, (2.5, 97.5), axis=-1)
    made = [
        Estimate(float(value), float(min(least, value)), float(max(most, value)))
        for value, least, most in zip(exact, low, high, strict=True)
    ]
    return Gain(name, *made)
