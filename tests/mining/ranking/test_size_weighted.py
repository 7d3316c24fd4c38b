"""Scores against the formula written out, and what strength promises."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.counting.intervals import count_low
from xsell_desktop.mining.ranking.history import order_weights
from xsell_desktop.mining.ranking.strength import strength

Analyse = Callable[..., Analysis]
DAYS = ["2024-01-01", "2024-03-01", "2024-04-30", "2024-06-29"]


def scores_by_hand(
    orders: list[list[str]], weights: list[float], m: float
) -> dict[tuple[str, str], float]:
    """The formula of docs/measures.md, product by product."""
    sets = [(set(order), w) for order, w in zip(orders, weights, strict=True) if order]
    products = sorted(set().union(*(order for order, _w in sets)))
    total = {p: sum(w for order, w in sets if p in order) for p in products}
    company = {p: sum(w for o, w in sets if p in o and len(o) > 1) for p in products}
    everything = sum(company.values())
    v = sum(company[p] / total[p] for p in products) / len(products)
    scores = {}
    for a in products:
        for b in products:
            if a != b:
                shared = sum(w / (len(o) - 1) for o, w in sets if a in o and b in o)
                prior = company[b] / everything if everything else 0.0
                scores[a, b] = (shared + m * v * prior) / (total[a] + m)
    return scores


@given(
    orders=st.lists(st.lists(st.sampled_from("abcdef"), min_size=1), min_size=2, max_size=40),
    smoothing=st.sampled_from([0.5, 10.0]),
    half_life=st.sampled_from([0.0, 45.0]),
)
def test_scores_equal_the_formula(
    orders: list[list[str]], smoothing: float, half_life: float, analyse: Analyse
) -> None:
    dates = [DAYS[number % 4] for number in range(len(orders))]
    last = np.datetime64(max(dates))
    ages = [float((last - np.datetime64(day)) / np.timedelta64(1, "D")) for day in dates]
    weights = [0.5 ** (age / half_life) if half_life else 1.0 for age in ages]
    settings = Settings(min_together=1, smoothing=smoothing, half_life_days=half_life)
    analysis = analyse(orders, settings=settings, dates=dates)
    wanted = scores_by_hand(orders, weights, smoothing)
    keys, pairs = analysis.products.keys, analysis.pairs
    for row in range(len(pairs)):
        a, b = keys[pairs.a[row]], keys[pairs.b[row]]
        assert pairs.score_ab[row] == pytest.approx(wanted[a, b])
        assert pairs.score_ba[row] == pytest.approx(wanted[b, a])


def test_weights_by_hand() -> None:
    dates = np.array(["2024-01-01", "2024-01-31", "2024-03-01", "NaT"], "datetime64[s]")
    assert order_weights(dates, 30).tolist() == pytest.approx([0.25, 0.5, 1.0, 0.25])
    assert order_weights(dates, 0).tolist() == [1, 1, 1, 1]
    assert order_weights(np.array(["NaT"], "datetime64[s]"), 30).tolist() == [1]


def test_old_partners_fade(analyse: Analyse) -> None:
    orders = [["a", "old"]] * 6 + [["a", "new"]] * 5 + [["a"], ["x", "y"]]
    dates = ["2024-01-01"] * 6 + ["2024-12-01"] * 7
    steady = analyse(orders, dates=dates)
    fading = analyse(orders, dates=dates, settings=Settings(half_life_days=30))

    def score(analysis: Analysis, partner: str) -> float:
        row = analysis.pair_row("a", partner)
        first = analysis.products.keys[analysis.pairs.a[row]] == "a"
        return float((analysis.pairs.score_ab if first else analysis.pairs.score_ba)[row])

    assert score(steady, "old") > score(steady, "new")
    assert score(fading, "old") < score(fading, "new")


@given(
    n=st.integers(1, 400), more_a=st.integers(0, 400), more_b=st.integers(0, 400),
    expected=st.floats(0.01, 400),
)  # fmt: skip
def test_strength_is_a_share_and_nothing_for_chance(
    n: int, more_a: int, more_b: int, expected: float
) -> None:
    value = strength(*(np.array([float(x)]) for x in (n, expected, n + more_a, n + more_b)), 1000)
    assert 0 <= value[0] < 1
    assert (value[0] == 0) == (float(count_low(n)) <= expected)


def test_strength_grows_with_orders_together() -> None:
    n = np.array([5.0, 20.0, 50.0, 100.0])
    orders = np.full(4, 100.0)
    values = strength(n, np.full(4, 3.0), orders, orders, 1000)
    assert (np.diff(values) > 0).all()
    rare = strength(np.array([10.0]), np.array([0.1]), np.array([10.0]), np.array([10.0]), 20_000)
    common = strength(
        np.array([90.0]), np.array([9.0]), np.array([120.0]), np.array([120.0]), 20_000
    )
    assert common > rare


def test_orders_too_old_to_weigh_anything_take_no_pairs_away(analyse: Analyse) -> None:
    orders = [["a", "b"]] * 20 + [["c", "d"]] * 20
    dates = ["2010-01-01"] * 20 + ["2024-01-01"] * 20
    for smoothing in (0.0, 10.0):
        settings = Settings(half_life_days=1.0, smoothing=smoothing)
        pairs = analyse(orders, settings=settings, dates=dates).pairs
        assert pairs.together.tolist() == [20, 20]
        assert np.isfinite([*pairs.score_ab, *pairs.score_ba]).all()
