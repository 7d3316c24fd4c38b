"""The back-test in the window: run once for the same orders, and kept while the sales live."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from xsell_desktop.domain.plan import Plan, Settings
from xsell_desktop.domain.product_edits import merges_of
from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.sales import Sales
from xsell_desktop.workflow.backtest import backtest

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis
    from xsell_desktop.mining.rank import Ranker
    from xsell_desktop.mining.ranking.contest_result import Contest

RANKED_BY = ("ranking", "basket_ranking", "smoothing", "half_life_days", "popularity_discount")

# what says which orders and products count
Orders = tuple[bool, int, frozenset[tuple[str, str]]]

_contests: WeakKeyDictionary[Sales, dict[Orders, Contest]] = WeakKeyDictionary()
_rankers: WeakKeyDictionary[Analysis, tuple[Settings, Ranker]] = WeakKeyDictionary()


def try_rankings(sales: Sales, plan: Plan, progress: Progress | None = None) -> Contest:
    """The back-test of all scorers; raises UserError without sales and `Cancelled`."""
    kept = _contests.setdefault(sales, {})
    asked = _orders(plan)
    if asked not in kept:
        kept[asked] = backtest(sales, plan.settings, progress, merges=merges_of(plan))
    return kept[asked]


def tried_rankings(sales: Sales, plan: Plan) -> Contest | None:
    """What `try_rankings` found already; None where nobody asked yet."""
    return _contests.get(sales, {}).get(_orders(plan))


class Next(NamedTuple):
    """A product that completes a basket: of `orders` with all of the basket, `with_it` hold it."""

    key: str
    with_it: int
    orders: int


def complete_basket(
    analysis: Analysis, settings: Settings, basket: tuple[str, ...], top: int = 5
) -> list[Next]:
    """What completes a basket of product keys, best first; [] when none of them ever sold."""
    from functools import reduce

    import numpy as np

    from xsell_desktop.mining.rank import learn

    index, baskets = analysis.products.index, analysis.baskets
    known = [key for key in basket if key in index]
    if not known or baskets is None:
        return []
    kept = _rankers.get(analysis)
    usual = replace(Settings(), **{name: getattr(settings, name) for name in RANKED_BY})
    if kept is None or kept[0] != usual:
        kept = usual, learn(analysis, settings=usual)
        _rankers[analysis] = kept
    whole = reduce(np.intersect1d, (baskets.orders_with(index[key]) for key in known))
    return [
        Next(one.key, int(np.isin(baskets.orders_with(index[one.key]), whole).sum()), len(whole))
        for one in kept[1].complete_basket(known, top)
    ]


def _orders(plan: Plan) -> Orders:
    merges = frozenset(merges_of(plan).items())
    return plan.settings.roll_up_variants, plan.settings.giant_order_lines, merges


def ranking_in_use(settings: Settings, task: str, contest: Contest) -> str:
    """The name of the scorer of a contest that the settings rank by; '' for none of them."""
    from xsell_desktop.mining.ranking.contest_result import PAIR
    from xsell_desktop.mining.ranking.scorers import SCORERS
    from xsell_desktop.mining.ranking.spec import basket_engine, pair_engine

    engine, options = (pair_engine if task == PAIR else basket_engine)(settings)
    if task == PAIR:
        options = {**options, "popularity_discount": settings.popularity_discount}
    engines = {scorer.name: scorer.engine for scorer in SCORERS}
    able = [one for one in contest.tasks[task].standings if engines[one.name] == engine]

    def differing(of: Mapping[str, float]) -> tuple[int, int]:
        """Options that are zero here only or there only, then those of another value."""
        both = [(options.get(name, 0.0), of.get(name, 0.0)) for name in options.keys() | of.keys()]
        return sum(bool(a) != bool(b) for a, b in both), sum(a != b for a, b in both)

    return min(able, key=lambda one: differing(one.settings)).name if able else ""
