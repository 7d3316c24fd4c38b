"""Bundle candidates against a search of everything, and the money of a bundle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from math import inf, isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.bundling.money import bundle_money
from xsell_desktop.mining.bundling.study import SetScales
from xsell_desktop.mining.counting.baskets import fill_baskets
from xsell_desktop.sales.lines import Lines

Analyse = Callable[..., Analysis]
TEA = {"cup", "pot", "tray", "spoon"}


def count_by_hand(orders: Sequence[Sequence[str]], products: set[str]) -> tuple[int, int]:
    held = [len(products & set(order)) for order in orders]
    return held.count(len(products)), held.count(len(products) - 1)


@given(
    orders=st.lists(st.lists(st.sampled_from("abcde"), min_size=1), min_size=1, max_size=40),
    wanted=st.sets(st.sampled_from("abcde"), min_size=2, max_size=4),
)
def test_counts_equal_a_naive_count(
    orders: list[list[str]], wanted: set[str], make_lines: Callable[..., Lines]
) -> None:
    lines = make_lines(orders)
    wanted &= set(lines.product_keys)
    baskets = fill_baskets(lines, Settings())
    keys = [lines.product_keys[code] for code in baskets.product_code]
    rows = [keys.index(key) for key in sorted(wanted)]
    if len(rows) >= 2:
        study = SetScales(baskets).study(rows)
        assert (study.orders, study.one_short) == count_by_hand(orders, wanted)


@pytest.fixture(scope="module")
def set_orders() -> list[list[str]]:
    """Tea sets of four that are often bought whole, among other things; 900 orders."""
    rng = np.random.default_rng(12)
    orders = []
    for number in range(900):
        order = [f"p{x}" for x in rng.choice(30, 2, replace=False)]
        if number % 9 == 0:
            order += [part for part in ("cup", "pot", "tray", "spoon") if rng.random() < 0.85]
        if number % 13 == 0:
            order += ["bat", "ball"]
        orders.append(order)
    return orders


def test_candidates_are_counted_exactly(set_orders: list[list[str]], analyse: Analyse) -> None:
    analysis = analyse(set_orders, revenue=2.5)
    keys = analysis.products.keys
    assert analysis.bundles
    for candidate in analysis.bundles:
        products = {keys[row] for row in candidate.products}
        every, short = count_by_hand(set_orders, products)
        assert (candidate.orders, candidate.one_short) == (every, short)
        assert candidate.revenue == pytest.approx(2.5 * len(products) * every)
        for one, other in combinations(sorted(products), 2):
            row = analysis.pair_row(one, other)
            assert analysis.pairs.evidence[row] >= Evidence.LIKELY


def test_the_planted_sets_are_found(set_orders: list[list[str]], analyse: Analyse) -> None:
    analysis = analyse(set_orders)
    found = [{analysis.products.keys[row] for row in c.products} for c in analysis.bundles]
    assert {"bat", "ball"} in found
    # of the four threes that differ in one product, the best stands for all
    assert sum(len(products) == 3 and products < TEA for products in found) == 1
    assert TEA in found
    assert [c.orders for c in analysis.bundles] == sorted(
        (c.orders for c in analysis.bundles), reverse=True
    )


def test_a_part_with_the_same_orders_is_redundant(analyse: Analyse) -> None:
    rng = np.random.default_rng(3)
    orders = [[f"p{x}" for x in rng.choice(30, 3, replace=False)] for _number in range(600)]
    orders += [["one", "two", "three"]] * 30
    analysis = analyse(orders)
    ours = [
        {analysis.products.keys[row] for row in c.products}
        for c in analysis.bundles
        if analysis.products.index["one"] in c.products
    ]
    assert ours == [{"one", "two", "three"}]


def test_money_by_hand() -> None:
    """10 + 2·5 = 20, a tenth off = 18; costs 4 + 2·2 = 8; 40 orders give away 80; 80/10 = 8."""
    money = bundle_money({"a": 10, "b": 5}, {"a": 4, "b": 2}, {"a": 1, "b": 2}, 0.1, 40)
    assert (money.full_price, money.price, money.cost) == pytest.approx((20, 18, 8))
    assert (money.margin, money.margin_full) == pytest.approx((10, 12))
    assert money.break_even_extra == pytest.approx(8)
    assert money.unknown_costs == ()


def test_money_without_margin_never_breaks_even() -> None:
    money = bundle_money({"a": 10, "b": 5}, {"a": 9, "b": 5}, {"a": 1, "b": 1}, 0.1, 40)
    assert money.margin < 0
    assert money.break_even_extra == inf


def test_money_without_discount_has_nothing_to_win_back() -> None:
    money = bundle_money({"a": 10, "b": 5}, {"a": 9, "b": 5}, {"a": 1, "b": 1}, 0.0, 40)
    assert money.break_even_extra == 0


def test_unknown_costs_are_named() -> None:
    money = bundle_money({"a": 10, "b": 5}, {"a": 4}, {"a": 1, "b": 1}, 0.1, 40)
    assert money.unknown_costs == ("b",)
    assert isnan(money.margin)
    assert isnan(money.break_even_extra)
    assert money.price == pytest.approx(13.5)
