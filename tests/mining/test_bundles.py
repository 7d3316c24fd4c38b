"""Bundle candidates against a search of everything, and the money of a bundle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations, product
from math import isnan
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.kinds import KINDS, Kind
from xsell_desktop.domain.plan import Settings
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.bundling.candidates import find_bundles
from xsell_desktop.mining.bundling.growth import Takings
from xsell_desktop.mining.bundling.study import SetScales
from xsell_desktop.mining.counting.baskets import fill_baskets
from xsell_desktop.mining.mine import mine
from xsell_desktop.sales.lines import Lines, ProductFacts

Analyse = Callable[..., Analysis]
MakeFacts = Callable[[Lines], ProductFacts]
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
        assert candidate.missing == tuple(
            sum(products - {keys[row]} <= set(order) and keys[row] not in order
                for order in set_orders)
            for row in candidate.products
        )  # fmt: skip
        assert candidate.orders > candidate.explained or len(products) == 2
        assert isnan(candidate.margin)
        assert set(candidate.best_by) <= {"orders", "revenue"}
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


@pytest.fixture(scope="module")
def dear_and_cheap() -> list[list[str]]:
    """Cheap fives in many orders, and a dear pair, a dear three in few."""
    rng = np.random.default_rng(21)
    orders = [[f"p{x:02}" for x in rng.choice(90, 2, replace=False)] for _n in range(2000)]
    for number in range(0, 2000, 2):
        first = 100 + 5 * int(rng.integers(0, 60))
        orders[number] += [f"s{first + part}" for part in range(5) if rng.random() < 0.9]
    for number in range(0, 2000, 250):
        orders[number] += ["boat", "oars", "vest"]
    return orders


@pytest.fixture
def dear_shop(
    dear_and_cheap: list[list[str]], make_lines: Callable[..., Lines], make_facts: MakeFacts
) -> Analysis:
    """Oars cost more than they bring; no cost is known of the `p` products."""
    lines = make_lines(dear_and_cheap)
    keys = lines.product_keys
    price = {"boat": 900.0, "oars": 200.0, "vest": 70.0}
    costs = {"boat": 500.0, "oars": 350.0, "vest": 20.0}
    paid = np.array([price.get(keys[code], 1.0) for code in lines.line_product])
    cost = [costs.get(key, np.nan if key.startswith("p") else 0.5) for key in keys]
    facts = replace(make_facts(lines), cost=np.array(cost))
    return mine(replace(lines, line_revenue=paid), facts, Settings())


def test_what_few_buy_is_found_when_it_brings_much(dear_shop: Analysis) -> None:
    """By orders alone none of the three would be listed."""
    keys = dear_shop.products.keys
    found = {frozenset(keys[row] for row in c.products): c for c in dear_shop.bundles}
    whole = found[frozenset({"boat", "oars", "vest"})]
    assert whole.orders == 8
    assert "orders" not in whole.best_by
    assert whole.revenue == pytest.approx(8 * 1170)
    assert whole.margin == pytest.approx(8 * (400 - 150 + 50))
    others = [c for c in dear_shop.bundles if len(c.products) == 3 and "orders" in c.best_by]
    assert len(others) == 40
    assert min(other.orders for other in others) > 8


def test_each_ranking_is_varied_and_has_no_near_repeats(dear_shop: Analysis) -> None:
    for name, size in product(("orders", "revenue", "margin"), (2, 3, 4, 5)):
        named = [set(c.products) for c in dear_shop.bundles
                 if name in c.best_by and len(c.products) == size]  # fmt: skip
        assert len(named) <= 40
        assert all(sum(row in one for one in named) <= 4 for row in set().union(*named))
        if size > 2:
            assert all(len(one & other) < size - 1 for one, other in combinations(named, 2))
    assert {len(c.products) for c in dear_shop.bundles} == {2, 3, 4, 5}


def test_margins_are_ranked_only_where_all_costs_are_known(dear_shop: Analysis) -> None:
    costs = dear_shop.products.cost
    for candidate in dear_shop.bundles:
        known = not np.isnan(costs[list(candidate.products)]).any()
        assert known != isnan(candidate.margin)
        assert known or "margin" not in candidate.best_by
        assert "margin" not in candidate.best_by or candidate.margin > 0


def test_what_one_customer_made_is_no_suggestion(analyse: Analyse) -> None:
    rng = np.random.default_rng(6)
    orders = [[f"p{x}" for x in rng.choice(40, 2, replace=False)] for _n in range(1200)]
    customers = [f"c{number % 300}" for number in range(1200)]
    for number in range(0, 1200, 40):  # thirty of each, the one by many, the other by one
        orders[number] += ["pan", "lid", "whisk"]
        orders[number + 1] += ["drum", "bass", "horn"]
        customers[number + 1] = "band"
    analysis = analyse(orders, customers=customers)
    named = {analysis.products.keys[row] for c in analysis.bundles for row in c.products}
    assert {"pan", "lid", "whisk"} <= named
    assert not named & {"drum", "bass", "horn"}


def test_orders_dealt_at_random_suggest_next_to_nothing(analyse: Analyse) -> None:
    rng = np.random.default_rng(17)
    popular = 1 / np.arange(1, 61)
    popular /= popular.sum()
    sizes = rng.integers(1, 9, 1500)
    dealt = [rng.choice(60, size, replace=False, p=popular) for size in sizes]
    orders = [[f"p{x:02}" for x in order] for order in dealt]
    analysis = analyse(orders)
    assert len(analysis.bundles) < 45
    assert not any(c.evidence == Evidence.PROVEN for c in analysis.bundles)
    assert sum(len(c.products) > 2 for c in analysis.bundles) < 12


def test_hidden_products_and_other_kinds_join_no_bundle(
    set_orders: list[list[str]], analyse: Analyse, make_lines: Callable[..., Lines]
) -> None:
    analysis = analyse(set_orders, hidden=["tray"])
    keys = analysis.products.keys
    assert "tray" not in {keys[row] for c in analysis.bundles for row in c.products}
    assert TEA - {"tray"} in [{keys[row] for row in c.products} for c in analysis.bundles]
    kind = np.zeros(len(analysis.pairs), np.int8)
    kind[analysis.pair_row("bat", "ball")] = KINDS.index(Kind.SEASON)
    seasonal = replace(analysis, pairs=replace(analysis.pairs, kind=kind))
    entries = np.ones(len(analysis.baskets.orders)) if analysis.baskets else np.empty(0)
    takings = Takings(entries, entries, np.ones(len(keys)))
    found = find_bundles(seasonal, takings, Progress())
    assert found
    assert not any({"bat", "ball"} <= {keys[row] for row in c.products} for c in found)


def test_the_same_sales_give_the_same_bundles(
    set_orders: list[list[str]], analyse: Analyse
) -> None:
    assert analyse(set_orders).bundles == analyse(set_orders).bundles


@given(orders=st.lists(st.lists(st.sampled_from("abcdef"), min_size=1), min_size=1, max_size=60))
def test_any_small_shop_has_exact_candidates(orders: list[list[str]], analyse: Analyse) -> None:
    analysis = analyse(orders)
    for candidate in analysis.bundles:
        products = {analysis.products.keys[row] for row in candidate.products}
        assert (candidate.orders, candidate.one_short) == count_by_hand(orders, products)
        assert candidate.orders >= 3


def test_real_groceries_are_counted_exactly(
    shared_data: Callable[[str], Path], read_groceries: Callable[[Path], list[list[str]]],
    analyse: Analyse,
) -> None:  # fmt: skip
    orders = read_groceries(shared_data("groceries.csv"))
    analysis = analyse(orders)
    assert {len(c.products) for c in analysis.bundles} == {2, 3, 4, 5}
    for candidate in analysis.bundles[::9]:
        products = {analysis.products.keys[row] for row in candidate.products}
        assert (candidate.orders, candidate.one_short) == count_by_hand(orders, products)
