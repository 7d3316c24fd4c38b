"""The figures of every pair against loops over orders, scipy, and a table worked by hand."""

from __future__ import annotations

import math
from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from xsell_desktop.domain.errors import Cancelled
from xsell_desktop.domain.plan import Settings
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.counting import chance, triangle
from xsell_desktop.mining.counting.baskets import Baskets, fill_baskets
from xsell_desktop.mining.counting.measures import PairMeasures, measure_pairs
from xsell_desktop.sales.plain_orders import lines_of_orders

some_orders = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6), min_size=1, max_size=80)


def measure(orders: list[list[str]], least: int = 1) -> tuple[PairMeasures, Baskets, list[str]]:
    lines = lines_of_orders(orders)
    baskets = fill_baskets(lines, Settings())
    keys = [lines.product_keys[code] for code in baskets.product_code]
    return measure_pairs(baskets, least), baskets, keys


def expected_by_hand(orders: list[set[str]], one: str, other: str) -> float:
    """Σ over classes of κ_c · n_A,c · n_B,c / N_c, straight from the formula."""
    orders = sorted((order for order in orders if order), key=len)
    count = len(orders)
    classes = max(1, min(40, count // 500))
    total = 0.0
    for number in range(classes):
        part = [o for place, o in enumerate(orders) if place * classes // count == number]
        slots = sum(len(o) for o in part)
        kappa = len(part) * sum(len(o) * (len(o) - 1) for o in part) / slots**2
        with_one, with_other = sum(one in o for o in part), sum(other in o for o in part)
        total += kappa * with_one * with_other / len(part)
    return total


@given(orders=some_orders)
def test_every_figure_as_by_hand(orders: list[list[str]]) -> None:
    found, baskets, keys = measure(orders)
    sets = [set(order) for order in orders if order]
    with_one = Counter(key for order in sets for key in order)
    with_both = Counter(pair for order in sets for pair in combinations(sorted(order), 2))
    assert len(found) == len(with_both)
    count = found.orders
    assert count == len(sets) == len(baskets)
    for row in range(len(found)):
        a, b = keys[found.a[row]], keys[found.b[row]]
        n, n_a, n_b = with_both[(min(a, b), max(a, b))], with_one[a], with_one[b]
        e = expected_by_hand(sets, a, b)
        assert found.together[row] == n
        wanted = {
            "support": n / count,
            "confidence_ab": n / n_a,
            "confidence_ba": n / n_b,
            "expected": e,
            "lift": n / e,
            "shrunken_lift": (n + 10) / (e + 10),
            "raw_lift": n * count / (n_a * n_b),
            "p_value": stats.poisson.sf(n - 1, e),
        }
        for name, value in wanted.items():
            assert getattr(found, name)[row] == pytest.approx(value, rel=1e-9), name
        for of, low, high in (
            (n_a, found.low_ab, found.high_ab), (n_b, found.low_ba, found.high_ba),
        ):  # fmt: skip
            interval = stats.binomtest(n, of).proportion_ci(method="wilson")
            assert (low[row], high[row]) == pytest.approx((interval.low, interval.high), abs=1e-12)


@given(orders=some_orders)
def test_g_squared_equals_scipy(orders: list[list[str]]) -> None:
    found, baskets, _keys = measure(orders)
    held = np.diff(baskets.start)
    for row in range(len(found)):
        n, n_a, n_b = found.together[row], held[found.a[row]], held[found.b[row]]
        table = [[n, n_a - n], [n_b - n, found.orders - n_a - n_b + n]]
        if min(n_a, n_b) == found.orders or max(n_a, n_b) == found.orders:
            assert found.g_squared[row] == pytest.approx(0, abs=1e-9)
            continue
        wanted = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")
        assert found.g_squared[row] == pytest.approx(wanted.statistic, abs=1e-8)


@given(orders=some_orders, least=st.integers(1, 6))
def test_q_values_are_over_all_pairs_of_products_with_five_orders(
    orders: list[list[str]], least: int
) -> None:
    """Pairs never seen are tests too, of p-value 1; the cut by `min_together` changes nothing."""
    everything, baskets, _keys = measure(orders)
    found, _baskets, _keys = measure(orders, least)
    tested = int((np.diff(baskets.start) >= 5).sum())
    p_values = np.ones((tested, tested))
    among = everything.b < tested
    p_values[everything.a[among], everything.b[among]] = everything.p_value[among]
    upper = np.triu_indices(tested, 1)
    q_values = np.full((tested, tested), np.nan)
    if len(upper[0]):
        q_values[upper] = stats.false_discovery_control(p_values[upper])
    assert found.tests == len(upper[0])
    kept = everything.together >= least
    assert found.a.tolist() == everything.a[kept].tolist()
    assert found.b.tolist() == everything.b[kept].tolist()
    for row, (a, b) in enumerate(zip(found.a, found.b, strict=True)):
        wanted = q_values[a, b] if b < tested else math.nan
        assert found.q_value[row] == pytest.approx(wanted, nan_ok=True)


def test_a_table_worked_by_hand() -> None:
    """Tea in 4 of 10 orders, jam in 5, both in 3; every order has two products.

    κ = 10·10·2/20² = 0.5, so chance gives 0.5·4·5/10 = 1; raw lift is 3·10/(4·5) = 1.5.
    """
    orders = [["tea", "jam"]] * 3 + [["tea", "x0"]] + [["jam", f"x{n}"] for n in (1, 2)]
    orders += [[f"y{n}", f"z{n}"] for n in range(4)]
    found, _baskets, keys = measure(orders, 3)
    assert len(found) == 1
    assert (keys[found.a[0]], keys[found.b[0]]) == ("jam", "tea")
    assert found.together[0] == 3
    assert found.support[0] == pytest.approx(0.3)
    assert found.confidence_ab[0] == pytest.approx(0.6)
    assert found.confidence_ba[0] == pytest.approx(0.75)
    assert found.expected[0] == pytest.approx(1.0)
    assert found.shrunken_lift[0] == pytest.approx(13 / 11)
    assert found.raw_lift[0] == pytest.approx(1.5)
    assert found.p_value[0] == pytest.approx(1 - 2.5 / math.e)
    assert math.isnan(found.q_value[0])  # tea has four orders


@pytest.mark.parametrize(("rows", "dense", "listed"), [(1, 10**9, 0), (3, 20, 99), (200, 20, 0)])
def test_blocks_and_ways_to_count_change_nothing(
    rows: int, dense: int, listed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = np.random.default_rng(2)
    orders = [[f"p{x}" for x in draw.integers(0, 60, draw.integers(1, 12))] for _n in range(1500)]
    before, _baskets, _keys = measure(orders)
    monkeypatch.setattr(triangle, "ROWS_A_BLOCK", rows)
    monkeypatch.setattr(triangle, "MEETINGS_AN_ENTRY", listed)
    monkeypatch.setattr(chance, "DENSE", dense)
    after, _baskets, _keys = measure(orders)
    assert before.a.tolist() == after.a.tolist()
    assert before.together.tolist() == after.together.tolist()
    assert before.q_value == pytest.approx(after.q_value, rel=1e-9)


def test_no_pairs_at_all() -> None:
    for orders in ([], [[]], [["a"], ["b"]]):
        found, _baskets, _keys = measure(orders)
        assert len(found) == 0
        assert found.together.dtype == np.int64


def test_measuring_can_be_stopped() -> None:
    baskets = fill_baskets(lines_of_orders([["a", "b"]] * 9), Settings())
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        measure_pairs(baskets, progress=progress)
