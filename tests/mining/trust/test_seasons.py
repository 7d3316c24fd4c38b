"""Pairs within months, against textbooks and plain loops."""

from __future__ import annotations

from collections.abc import Callable
from math import inf, isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining.counting.baskets import Baskets, fill_baskets
from xsell_desktop.mining.trust.seasons import (
    StratifiedTest,
    compare_within_strata,
    look_through_seasons,
)
from xsell_desktop.mining.trust.strata import cut_by_month
from xsell_desktop.sales.lines import Lines

# Bickel, Hammel and O'Connell (1975), admissions at Berkeley: by department men admitted and
# rejected, women admitted and rejected
BERKELEY = np.array(
    [
        (512, 313, 89, 19), (353, 207, 17, 8), (120, 205, 202, 391),
        (138, 279, 131, 244), (53, 138, 94, 299), (22, 351, 24, 317),
    ]
)  # fmt: skip


def from_cells(cells: np.ndarray) -> StratifiedTest:
    a, b, c, _d = cells.T
    return compare_within_strata(a, a + b, a + c, cells.sum(axis=1))


def test_berkeley_comes_out_as_in_the_textbooks() -> None:
    found = from_cells(BERKELEY)
    # R's mantelhaen.test: common odds ratio, its interval, and χ² 1.4269 with the correction
    assert found.odds_ratio == pytest.approx(0.9046968, abs=1e-7)
    assert (found.low, found.high) == (
        pytest.approx(0.7719074, abs=1e-6), pytest.approx(1.0603298, abs=1e-6),
    )  # fmt: skip
    beyond = variance = 0.0
    for a, b, c, d in BERKELEY.tolist():
        n = a + b + c + d
        beyond += a - (a + b) * (a + c) / n
        variance += (a + b) * (c + d) * (a + c) * (b + d) / (n * n * (n - 1))
    assert (abs(beyond) - 0.5) ** 2 / variance == pytest.approx(1.4269, abs=1e-4)
    assert found.statistic == pytest.approx(beyond * beyond / variance)
    assert found.p_value == pytest.approx(stats.chi2.sf(found.statistic, 1))


def test_two_months_by_hand() -> None:
    # 10 of 20 and 10 of 20, met 8 times; 2 of 20 and 2 of 20, met once
    found = from_cells(np.array([(8, 2, 2, 8), (1, 1, 1, 17)]))
    beyond = (8 - 5) + (1 - 0.2)
    variance = 10 * 10 * 10 * 10 / (400 * 19) + 2 * 18 * 2 * 18 / (400 * 19)
    assert found.statistic == pytest.approx(beyond**2 / variance)
    assert found.odds_ratio == pytest.approx((64 / 20 + 17 / 20) / (4 / 20 + 1 / 20))


def test_nothing_to_compare_says_so() -> None:
    none = np.zeros(0, np.int64)
    found = compare_within_strata(none, none, none, none)
    assert (found.statistic, found.p_value) == (0.0, 1.0)
    assert isnan(found.odds_ratio)
    always = from_cells(np.array([(5, 0, 0, 5)]))
    assert always.odds_ratio == inf
    assert from_cells(np.array([(0, 5, 5, 0)])).odds_ratio == 0.0


def test_expected_counts_of_ones_own_take_their_place() -> None:
    both, one, other = np.array([12, 5]), np.array([20, 10]), np.array([30, 8])
    found = compare_within_strata(both, one, other, np.array([90, 60]), np.array([6.0, 3.0]))
    assert found.statistic == pytest.approx((17 - 9) ** 2 / 9)


@st.composite
def shops(draw: st.DrawFn) -> tuple[list[list[str]], list[str]]:
    orders = draw(
        st.lists(
            st.lists(st.sampled_from("abcd"), min_size=1, max_size=4, unique=True),
            min_size=4,
            max_size=40,
        )
    )
    dates = draw(
        st.lists(
            st.sampled_from(["2025-12-31", "2026-01-01", "2026-04-15", "NaT"]),
            min_size=len(orders),
            max_size=len(orders),
        )
    )
    return [["a", "b"], *orders], ["2025-12-31", *dates]


@given(shops())
def test_the_lens_agrees_with_plain_loops(
    make_lines: Callable[..., Lines], shop: tuple[list[list[str]], list[str]]
) -> None:
    orders, dates = shop
    baskets = fill_baskets(make_lines(orders, dates=dates), Settings())
    strata = cut_by_month(baskets)
    rows = _rows(baskets, make_lines(orders))
    season = look_through_seasons(baskets, strata, rows["a"], rows["b"])
    chance = 0.0
    for month in sorted({date[:7] for date in dates}):
        part = [o for o, date in zip(orders, dates, strict=True) if date[:7] == month]
        slots = sum(map(len, part))
        weight = sum(len(o) * (len(o) - 1) for o in part) / slots**2
        expected = weight * sum("a" in o for o in part) * sum("b" in o for o in part)
        chance += expected
        if month != "NaT":
            place = season.months.index(month)
            assert season.expected_by_month[place] == pytest.approx(expected)
            together = sum({"a", "b"} <= set(o) for o in part)
            assert season.together_by_month[place] == together
    assert season.expected == pytest.approx(chance)
    assert season.together == sum({"a", "b"} <= set(o) for o in orders)
    assert season.months[0] == "2025-12"
    assert len(season.months) in (1, 2, 5)  # without gaps


def _rows(baskets: Baskets, lines: Lines) -> dict[str, int]:
    return {lines.product_keys[code]: row for row, code in enumerate(baskets.product_code)}


def test_two_christmas_products_are_no_relationship(make_lines: Callable[..., Lines]) -> None:
    rng = np.random.default_rng(1)
    orders, dates = [], []
    for number in range(2000):
        december = number % 10 == 0
        order = ["bread"] if rng.random() < 0.5 else ["milk"]
        order += [name for name in ("tinsel", "star") if rng.random() < (0.5 if december else 0)]
        order += [name for name in ("cup", "saucer") if number % 7 == 0]
        orders.append([*order, f"x{number % 40}"])
        dates.append("2025-12-10" if december else f"2025-{1 + number % 11:02}-10")
    lines = make_lines(orders, dates=dates)
    baskets = fill_baskets(lines, Settings())
    rows, strata = _rows(baskets, lines), cut_by_month(baskets)
    season = look_through_seasons(baskets, strata, rows["tinsel"], rows["star"])
    assert season.low <= 1 < season.high
    assert season.test.p_value > 0.05
    real = look_through_seasons(baskets, strata, rows["cup"], rows["saucer"])
    assert real.low > 1
    assert real.test.p_value < 0.001
    assert real.months_above == (12, 12)
