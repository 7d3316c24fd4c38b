"""Chance, intervals and significance against hand-worked tables and scipy."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining.counting.baskets import fill_baskets
from xsell_desktop.mining.counting.chance import class_weights, size_aware_chance, size_classes
from xsell_desktop.mining.counting.intervals import count_low, wilson
from xsell_desktop.mining.counting.significance import Discoveries, lower_tail, upper_tail
from xsell_desktop.sales.lines import Lines

MakeLines = Callable[..., Lines]


@pytest.mark.parametrize(
    ("together", "orders", "low", "high"),
    [  # worked by hand with z = 1.96
        (12, 40, 0.1807, 0.4543),
        (5, 10, 0.2366, 0.7634),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (655, 1565, 0.3943, 0.4431),
        (0, 0, 0.0, 1.0),
    ],
)
def test_wilson_by_hand(together: int, orders: int, low: float, high: float) -> None:
    below, above = wilson(together, orders)
    assert (float(below), float(above)) == pytest.approx((low, high), abs=6e-5)


@given(st.integers(0, 500), st.integers(1, 500))
def test_wilson_equals_scipy(together: int, orders: int) -> None:
    together = min(together, orders)
    wanted = stats.binomtest(together, orders).proportion_ci(method="wilson")
    below, above = wilson([together], [orders])
    assert below[0] == pytest.approx(wanted.low, abs=1e-12)
    assert above[0] == pytest.approx(wanted.high, abs=1e-12)
    assert 0 <= below[0] <= together / orders <= above[0] <= 1


@given(st.integers(5, 100_000))
def test_count_low_is_close_to_the_exact_bound(count: int) -> None:
    exact = stats.chi2.ppf(0.025, 2 * count) / 2
    assert float(count_low(count)) == pytest.approx(exact, rel=0.01)


def test_expected_by_hand(make_lines: MakeLines) -> None:
    """One class: sizes 3, 3, 2, 1 → κ = 4·(6+6+2+0)/9² = 56/81; A in 3, B in 2 orders of 4."""
    lines = make_lines([["a", "b", "c"], ["a", "b", "c"], ["a", "c"], ["d"]])
    baskets = fill_baskets(lines, Settings())
    chance = size_aware_chance(baskets)
    keys = [lines.product_keys[code] for code in baskets.product_code]
    a, b = keys.index("a"), keys.index("b")
    assert chance.expected(a, b) == pytest.approx(56 / 81 * 3 * 2 / 4)
    found = chance.of_pairs(a, a + 1, np.array([a]), np.array([b]))
    assert found[0] == pytest.approx(chance.expected(a, b))


def test_classes_hold_at_least_500_orders() -> None:
    rng = np.random.default_rng(0)
    size = rng.integers(1, 60, 5_700).astype(np.int32)
    classes = size_classes(size)
    assert np.bincount(classes).min() >= 500
    assert classes.max() == 10
    for smaller in range(10):
        assert size[classes == smaller].max() <= size[classes == smaller + 1].min()
    assert size_classes(size[:400]).max() == 0
    assert size_classes(rng.integers(1, 9, 100_000).astype(np.int32)).max() == 39


def test_two_classes_add_up_by_hand() -> None:
    """κ/N of a class is Σ s(s−1) / (Σ s)²: sizes 2, 2 give 4/16, sizes 4, 6 give 42/100."""
    weights = class_weights(np.array([2, 2, 4, 6], np.int32), np.array([0, 0, 1, 1]))
    assert weights.tolist() == pytest.approx([4 / 16, 42 / 100])
    assert class_weights(np.array([1, 1], np.int32), np.array([0, 0])).tolist() == [0.0]


def test_expected_counts_sum_to_the_pairs_there_are(make_lines: MakeLines) -> None:
    """Over ordered pairs, A with A included, chance hands out as many meetings as there are."""
    rng = np.random.default_rng(3)
    orders = [
        list({f"p{x}" for x in rng.integers(0, 50, rng.integers(1, 12))}) for _n in range(900)
    ]
    baskets = fill_baskets(make_lines(orders), Settings())
    chance = size_aware_chance(baskets)
    meetings = sum(len(order) * (len(order) - 1) for order in orders)
    assert (chance.rates @ chance.rates.T).sum() == pytest.approx(meetings)


@pytest.mark.parametrize(
    ("count", "expected", "tail"),
    [(1, 1.0, 0.632121), (5, 2.0, 0.052653), (0, 3.0, 1.0), (12, 5.0, 0.005453)],
)
def test_poisson_by_hand(count: int, expected: float, tail: float) -> None:
    p_value = upper_tail(np.array([count]), np.array([expected]))
    assert p_value[0] == pytest.approx(tail, abs=1e-6)


@given(st.integers(0, 300), st.floats(0.001, 300))
def test_poisson_tails_equal_scipy(count: int, expected: float) -> None:
    n, e = np.array([count]), np.array([expected])
    assert upper_tail(n, e)[0] == pytest.approx(stats.poisson.sf(count - 1, expected), abs=1e-12)
    assert lower_tail(n, e)[0] == pytest.approx(stats.poisson.cdf(count, expected), abs=1e-12)


def test_benjamini_hochberg_by_hand() -> None:
    """Five tests: .01·5/1, .02·5/2, .03·5/3 are all .05; the two not given count as 1."""
    found = Discoveries(np.array([0.03, 0.01, 0.02]), 5)
    assert found.q_value(np.array([0.01, 0.02, 0.03])).tolist() == pytest.approx([0.05] * 3)
    assert found.q_value(np.array([0.5])).tolist() == [1.0]
    assert Discoveries(np.empty(0), 10).q_value(np.array([0.2])).tolist() == [1.0]


@given(st.lists(st.floats(1e-9, 1), min_size=1, max_size=80), st.integers(0, 50))
def test_benjamini_hochberg_equals_scipy(p_values: list[float], unseen: int) -> None:
    every = np.array(p_values + [1.0] * unseen)
    wanted = stats.false_discovery_control(every)[: len(p_values)]
    given_ones = np.array(p_values)
    found = Discoveries(given_ones, len(every)).q_value(given_ones)
    assert found == pytest.approx(wanted)


@given(st.lists(st.floats(1e-9, 1), min_size=1, max_size=80))
def test_small_adjusted_values_need_no_large_p_values(p_values: list[float]) -> None:
    every = np.array(p_values)
    wanted = Discoveries(every, len(every)).q_value(every)
    found = Discoveries(every[every <= 0.5], len(every)).q_value(every)
    assert found[wanted <= 0.5] == pytest.approx(wanted[wanted <= 0.5])
    assert (found[wanted > 0.5] > 0.5).all()


def test_products_that_reach_a_chance(make_lines: MakeLines) -> None:
    """Whatever two products give five orders by chance, both are among those that reach it."""
    rng = np.random.default_rng(9)
    orders = [
        list({f"p{x}" for x in (300 * rng.random(rng.integers(1, 9)) ** 4).astype(int)})
        for _n in range(700)
    ]
    chance = size_aware_chance(fill_baskets(make_lines(orders), Settings()))
    due = chance.rates @ chance.rates.T
    reaching = chance.reaching(5.0)
    assert 2 < reaching < len(due)
    assert np.nonzero(due >= 5.0)[0].max() < reaching
    assert chance.reaching(1e9) == 0
