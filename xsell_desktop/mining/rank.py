"""Recommendations for scripts: what goes with a product, what completes a basket, a back-test.

Orders are lists of product keys, or an `Analysis`. `learn` once and ask often, or call
`partners` and `complete_basket`, which remember what they learnt of the last orders.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from scipy import sparse

from xsell_desktop.domain.plan import Settings
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.ranking.contest import SEEDS, run_contest
from xsell_desktop.mining.ranking.contest_result import Contest
from xsell_desktop.mining.ranking.history import Dense, OrderHistory, history_of
from xsell_desktop.mining.ranking.order_lists import Orders, history_of_lists
from xsell_desktop.mining.ranking.rescoring import fit_history
from xsell_desktop.mining.ranking.scorers import DENSE_ENGINES, fit_engine
from xsell_desktop.mining.ranking.scores import MOST_DENSE, Scores
from xsell_desktop.mining.ranking.spec import apply_contest, basket_engine, pair_engine

LISTED = 10
_last: list[tuple[object, Ranker]] = []


class Ranked(NamedTuple):
    """A product and its score; scores order one list and compare with nothing else."""

    key: str
    score: float


class Ranker:
    """What was learnt of some orders; `keys` are its products, the more popular first."""

    def __init__(
        self, history: OrderHistory, keys: Sequence[str], settings: Settings | None = None
    ) -> None:
        self.keys = tuple(keys)
        self._history = history
        self._settings = settings or Settings()

    def partners(self, key: str, top: int = LISTED) -> list[Ranked]:
        """What goes with a product, best first; raises KeyError for a product never sold."""
        if key not in self._row:
            raise KeyError(key)
        scores, row = self._pairs, self._row[key]
        found = scores.of_products(np.array([row]))[0]
        found[row] = -np.inf
        return self._best(found, top)

    def complete_basket(self, basket: Iterable[str], top: int = LISTED) -> list[Ranked]:
        """What completes a basket, best first.

        Keys that were never sold are passed over; raises KeyError when none is left.
        """
        given = list(dict.fromkeys(basket))
        rows = np.array([self._row[key] for key in given if key in self._row], np.int64)
        if not len(rows):
            raise KeyError(", ".join(given) or "an empty basket")
        scores, column = self._baskets
        inside = column[rows][column[rows] >= 0]
        found = np.full(len(self.keys), -np.inf, np.float32)
        if len(inside):
            ones = np.ones(len(inside), np.float32)
            one_row = (np.zeros(len(inside), np.int64), inside)
            asked = sparse.csr_matrix((ones, one_row), shape=(1, scores.product_count))
            found[column >= 0] = scores.of_baskets(asked)[0][column[column >= 0]]
        else:  # only products too rare for the basket's engine
            found = self._pairs.of_products(rows).sum(axis=0)
        found[rows] = -np.inf
        return self._best(found, top)

    @cached_property
    def _row(self) -> dict[str, int]:
        return {key: row for row, key in enumerate(self.keys)}

    @cached_property
    def _pairs(self) -> Scores:
        engine, options = pair_engine(self._settings)
        if engine in DENSE_ENGINES and self._history.product_count > MOST_DENSE:
            engine, options = pair_engine(Settings())
        options["popularity_discount"] = self._settings.popularity_discount
        return fit_engine(engine, self._history, options)

    @cached_property
    def _baskets(self) -> tuple[Scores, np.ndarray[tuple[int], np.dtype[np.int64]]]:
        """The basket's scores, and the column of each product in them (-1 for none)."""
        engine, options = basket_engine(self._settings)
        history = fit_history(self._history, engine)
        every = np.arange(len(self.keys))
        if engine in DENSE_ENGINES and history.product_count > MOST_DENSE:
            return self._pairs, every
        column = np.full(len(self.keys), -1, np.int64)
        if history is self._history:
            column = every
        else:
            column[np.searchsorted(self._history.product, history.product)] = np.arange(
                history.product_count
            )
        return fit_engine(engine, history, options), column

    def _best(self, scores: Dense, top: int) -> list[Ranked]:
        """Ties: the more popular, then the key, as rows stand."""
        order = np.argsort(-scores, kind="stable")[: max(0, top)]
        return [
            Ranked(self.keys[row], float(scores[row])) for row in order.tolist()
            if scores[row] > -np.inf
        ]  # fmt: skip


def learn(
    orders: Orders | Analysis,
    dates: Sequence[object] | None = None,
    *,
    names: Mapping[str, str] | None = None,
    customers: Sequence[object] | None = None,
    settings: Settings | None = None,
    contest: Contest | None = None,
) -> Ranker:
    """Learn from orders, by `settings` (an analysis' own unless given) or by what a contest chose.

    One an order: `dates` (ISO texts, dates or None), `customers` (anything that tells them
    apart, or None). `names` maps keys to product names.
    Raises ValueError when dates and orders do not fit together.
    """
    if isinstance(orders, Analysis):
        chosen = settings or orders.settings
        history, keys = _history_of_analysis(orders), orders.products.keys
    else:
        chosen = settings or Settings()
        history, keys = history_of_lists(orders, dates, names, customers)
    return Ranker(history, keys, apply_contest(chosen, contest) if contest else chosen)


def partners(
    orders: Orders | Analysis,
    key: str,
    top: int = LISTED,
    *,
    dates: Sequence[object] | None = None,
    names: Mapping[str, str] | None = None,
    customers: Sequence[object] | None = None,
    settings: Settings | None = None,
) -> list[Ranked]:
    """What goes with a product: `Ranker.partners` of what was learnt of the orders."""
    return _remembered(orders, dates, names, customers, settings).partners(key, top)


def complete_basket(
    orders: Orders | Analysis,
    basket: Iterable[str],
    top: int = LISTED,
    *,
    dates: Sequence[object] | None = None,
    names: Mapping[str, str] | None = None,
    customers: Sequence[object] | None = None,
    settings: Settings | None = None,
) -> list[Ranked]:
    """What completes a basket: `Ranker.complete_basket` of what was learnt of the orders."""
    return _remembered(orders, dates, names, customers, settings).complete_basket(basket, top)


def backtest(
    orders: Orders | Analysis,
    dates: Sequence[object] | None = None,
    *,
    names: Mapping[str, str] | None = None,
    customers: Sequence[object] | None = None,
    seeds: int = SEEDS,
    progress: Progress | None = None,
) -> Contest:
    """Which scorer predicts the later orders best; docs/measures.md says how it is asked.

    `learn(orders, dates, contest=…)` then ranks by what was chosen. Raises `Cancelled` when
    `progress` is cancelled.
    """
    if isinstance(orders, Analysis):
        history = _history_of_analysis(orders)
    else:
        history, _keys = history_of_lists(orders, dates, names, customers)
    return run_contest(history, progress, seeds=seeds)


def _history_of_analysis(analysis: Analysis) -> OrderHistory:
    if analysis.baskets is None:
        raise ValueError("this analysis was made without its orders")
    return history_of(analysis.baskets, analysis.products.names)


def _remembered(
    orders: Orders | Analysis, dates: Sequence[object] | None, names: Mapping[str, str] | None,
    customers: Sequence[object] | None, settings: Settings | None,
) -> Ranker:  # fmt: skip
    """What was learnt of the last orders, when these are they."""
    if isinstance(orders, Analysis):
        known: object = (orders, settings)
    else:
        known = (
            tuple(map(tuple, orders)),
            None if dates is None else tuple(map(str, dates)),
            None if names is None else tuple(sorted(names.items())),
            None if customers is None else tuple(customers),
            settings,
        )
    if not _last or _last[0][0] != known:
        made = learn(orders, dates, names=names, customers=customers, settings=settings)
        _last[:] = [(known, made)]
    return _last[0][1]
