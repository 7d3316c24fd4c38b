"""Every scorer against its formula in plain loops, dense and sparse alike."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.ranking import together
from xsell_desktop.mining.ranking.history import OrderHistory
from xsell_desktop.mining.ranking.order_lists import history_of_lists
from xsell_desktop.mining.ranking.pair_scorers import fit_size_weighted
from xsell_desktop.mining.ranking.scorers import ENGINES
from xsell_desktop.mining.ranking.scores import Scores

Formula = Callable[[int, int, int, int], float]
ORDERS = st.lists(st.lists(st.sampled_from("abcdef"), min_size=1), min_size=3, max_size=25)


def g_squared(n: int, a: int, b: int, orders: int) -> float:
    cells = [(n, a * b), (a - n, a * (orders - b)), (b - n, (orders - a) * b)]
    cells.append((orders - a - b + n, (orders - a) * (orders - b)))
    value = 2 * sum(x * math.log(x * orders / e) for x, e in cells if x)
    return value if n * orders >= a * b else -value


FORMULAS: dict[str, Formula] = {
    "confidence": lambda n, a, b, orders: n / a,
    "raw_lift": lambda n, a, b, orders: n * orders / (a * b),
    "jaccard": lambda n, a, b, orders: n / (a + b - n),
    "cosine": lambda n, a, b, orders: n / math.sqrt(a * b),
    "g_squared": g_squared,
    "smoothed": lambda n, a, b, orders: (n + 3 * b / orders) / (a + 3),
    "popularity": lambda n, a, b, orders: b / orders,
}


def fit(name: str, history: OrderHistory, **options: float) -> Scores:
    return ENGINES[name](history, options, Progress())


@pytest.mark.parametrize("name", FORMULAS)
@given(orders=ORDERS)
def test_scores_are_their_formulas(name: str, orders: list[list[str]]) -> None:
    history, keys = history_of_lists(orders)
    rows = fit(name, history, smoothing=3).of_products(np.arange(len(keys)))
    sets = [set(order) for order in orders]
    for i, a in enumerate(keys):
        for j, b in enumerate(keys):
            if i == j:
                continue
            n = sum(a in order and b in order for order in sets)
            with_a, with_b = (sum(x in order for order in sets) for x in (a, b))
            wanted = FORMULAS[name](n, with_a, with_b, len(sets))
            if n == 0 and name == "g_squared":
                wanted = 0.0  # never seen together: no score
            assert rows[i, j] == pytest.approx(wanted, rel=1e-4, abs=1e-3)


@given(orders=ORDERS, half_life=st.sampled_from([0.0, 20.0]))
def test_sparse_scores_equal_dense_ones(orders: list[list[str]], half_life: float) -> None:
    dates = [f"2024-03-{1 + n % 28:02d}" for n in range(len(orders))]
    options = {"smoothing": 4.0, "half_life_days": half_life}
    for name in ("size_weighted", "smoothed", "g_squared", "shrunken_lift", "popularity"):
        history, keys = history_of_lists(orders, dates)
        every = np.arange(len(keys))
        dense = ENGINES[name](history, options, Progress())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(together, "MOST_DENSE", 0)
            history, _keys = history_of_lists(orders, dates)
            sparse = ENGINES[name](history, options, Progress())
        away = ~np.eye(len(keys), dtype=bool)
        one, other = dense.of_products(every), sparse.of_products(every)
        assert one[away] == pytest.approx(other[away], rel=1e-4, abs=1e-5)
        baskets = history.held[:3]
        outside = baskets.toarray() == 0
        one, other = dense.of_baskets(baskets), sparse.of_baskets(baskets)
        assert one[outside] == pytest.approx(other[outside], rel=1e-4, abs=1e-4)
        a, b = np.nonzero(away)
        assert dense.of_pairs(a, b) == pytest.approx(sparse.of_pairs(a, b), rel=1e-4, abs=1e-5)


def test_sharing_an_order_with_one_product_says_more_than_with_many() -> None:
    orders = [["a", "b"], ["a", "c", "d", "e", "f"], ["a"], ["b"], ["c"], ["d"], ["e"], ["f"]]
    history, keys = history_of_lists(orders)
    scores = fit_size_weighted(history, {"smoothing": 0}, Progress())
    row = scores.of_products(np.array([keys.index("a")]))[0]
    assert row[keys.index("b")] == pytest.approx(1 / 3)
    assert row[keys.index("c")] == pytest.approx(0.25 / 3)


def test_a_factor_a_partner_multiplies_whatever_the_shape() -> None:
    history, keys = history_of_lists([["a", "b", "c"], ["a", "b"], ["c"]])
    factor = np.array([1.0, 2.0, 0.5], np.float32)
    for name in ("confidence", "popularity"):
        scores = fit(name, history)
        every = np.arange(len(keys))
        wanted = scores.of_products(every) * factor
        assert scores.times(factor).of_products(every) == pytest.approx(wanted)
