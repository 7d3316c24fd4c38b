"""A set of products, counted and weighed against chance by slow loops over every order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from math import isnan, prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.bundling.growth import best_rows
from xsell_desktop.mining.bundling.sets import (
    extend_sets,
    single_products,
    sum_values,
    top_customers,
)
from xsell_desktop.mining.bundling.study import SetScales, SetStudy, judge_set
from xsell_desktop.mining.counting.baskets import Baskets, fill_baskets
from xsell_desktop.mining.counting.chance import size_aware_chance, size_classes
from xsell_desktop.sales.lines import Lines

MakeLines = Callable[..., Lines]
ORDERS = st.lists(
    st.lists(st.sampled_from("abcdefg"), min_size=1, unique=True), min_size=1, max_size=40
)


def rows_of(lines: Lines, baskets: Baskets, wanted: Iterable[str]) -> list[int]:
    keys = [lines.product_keys[code] for code in baskets.product_code]
    return [keys.index(key) for key in wanted if key in keys]


def falling(number: int, factors: int) -> int:
    return prod(max(0, number - taken) for taken in range(factors))


def chance_of_all(
    orders: Sequence[set[str]], classes: Sequence[int], wanted: Sequence[str]
) -> float:
    total = 0.0
    for one in set(classes):
        here = [order for order, number in zip(orders, classes, strict=True) if number == one]
        slots = sum(len(order) for order in here)
        ways = sum(falling(len(order), len(wanted)) for order in here)
        total += ways * prod(sum(key in order for order in here) / slots for key in wanted)
    return total


def chance_beside(
    orders: Sequence[set[str]], classes: Sequence[int], whole: set[str], part: set[str]
) -> float:
    """The part falls into the free places of the orders with the rest."""
    total = 0.0
    for one in set(classes):
        here = [order for order, number in zip(orders, classes, strict=True) if number == one]
        held = sum(part <= order for order in here)
        rest = whole - part
        free = sum(falling(len(order) - len(rest), len(part)) for order in here if rest <= order)
        room = sum(falling(len(order), len(part)) for order in here)
        total += held * free / room if room else 0.0
    return total


@given(orders=ORDERS, wanted=st.sets(st.sampled_from("abcdefg"), min_size=2, max_size=5))
def test_every_count_and_chance_equals_a_naive_one(
    orders: list[list[str]], wanted: set[str], make_lines: MakeLines
) -> None:
    lines = make_lines(orders)
    baskets = fill_baskets(lines, Settings())
    keys = sorted(wanted & set(lines.product_keys))
    if len(keys) < 2:
        return
    study = SetScales(baskets).study(rows_of(lines, baskets, keys))
    sets = [set(order) for order in orders]
    classes = size_classes(baskets.size).tolist()
    assert study.orders == sum(set(keys) <= order for order in sets)
    assert study.missing == tuple(
        sum(set(keys) - {key} <= order and key not in order for order in sets) for key in keys
    )
    expected = chance_of_all(sets, classes, keys)
    assert study.expected == pytest.approx(expected)
    parts = [set(p) for taken in (1, 2) for p in combinations(keys, taken)]
    splits = [chance_beside(sets, classes, set(keys), p) for p in parts if p != set(keys)]
    best = max([expected, *splits]) if len(keys) > 2 else expected
    assert study.explained == pytest.approx(best)


def test_the_chance_of_two_is_the_pairs_chance(make_lines: MakeLines) -> None:
    rng = np.random.default_rng(2)
    orders = [rng.choice(30, rng.integers(1, 12), replace=False).tolist() for _n in range(2500)]
    baskets = fill_baskets(make_lines([[f"p{x}" for x in order] for order in orders]), Settings())
    chance, scales = size_aware_chance(baskets), SetScales(baskets)
    for one, other in ((0, 1), (3, 17), (28, 29)):
        assert scales.study((one, other)).expected == pytest.approx(chance.expected(one, other))


def test_a_set_of_independent_products_is_explained(make_lines: MakeLines) -> None:
    """Of triples of 100 products dealt at random, few exceed what their parts explain by far."""
    rng = np.random.default_rng(4)
    orders = [rng.choice(100, rng.integers(5, 40), replace=False).tolist() for _n in range(2000)]
    baskets = fill_baskets(make_lines([[f"p{x}" for x in order] for order in orders]), Settings())
    scales = SetScales(baskets)
    studies = [scales.study(three) for three in combinations(range(12), 3)]
    ratio = [study.orders / study.expected for study in studies]
    assert 0.94 < np.mean(ratio) < 1.06
    assert np.mean([study.orders > study.explained * 1.25 for study in studies]) < 0.05
    assert np.mean([study.orders > study.explained for study in studies]) < 0.35


def test_a_set_too_large_is_counted_all_the_same(make_lines: MakeLines) -> None:
    many = [f"p{number:02}" for number in range(20)]
    orders = [many, many, many[:-1], many[1:], many[:5]]
    lines = make_lines(orders)
    baskets = fill_baskets(lines, Settings())
    study = SetScales(baskets).study(rows_of(lines, baskets, many))
    assert (study.orders, study.one_short) == (2, 2)
    assert (study.missing[0], study.missing[-1]) == (1, 1)
    assert isnan(study.expected)
    with pytest.raises(ValueError):
        SetScales(baskets).study(())


@given(orders=ORDERS, data=st.data())
def test_sets_grow_and_add_up_as_naive_ones(
    orders: list[list[str]], data: st.DataObject, make_lines: MakeLines
) -> None:
    customers = data.draw(st.lists(st.sampled_from(["", "x", "y"]), min_size=len(orders),
                                   max_size=len(orders)))  # fmt: skip
    baskets = fill_baskets(make_lines(orders, customers=customers), Settings())
    values = np.arange(len(baskets.orders)) * 1.5
    worth = {
        (row, int(baskets.orders[at])): values[at]
        for row in range(baskets.product_count)
        for at in range(baskets.start[row], baskets.start[row + 1])
    }
    pairs = list(combinations(range(baskets.product_count), 2))
    if not pairs:
        return
    parents = np.array([b for _a, b in pairs])
    twos = extend_sets(
        single_products(baskets), parents, np.array([a for a, _b in pairs], np.int32), baskets, 1
    )
    found = {
        tuple(products): set(twos.orders[twos.start[row] : twos.start[row + 1]].tolist())
        for row, products in enumerate(twos.products.tolist())
    }
    wanted = {pair: held(baskets, pair) for pair in pairs if held(baskets, pair)}
    assert found == wanted
    totals = sum_values(twos, baskets, values)
    top = top_customers(twos, baskets.customer)
    for place, products in enumerate(twos.products.tolist()):
        both = wanted[tuple(products)]
        assert totals[place] == pytest.approx(sum(worth[p, o] for p in products for o in both))
        known = [int(baskets.customer[o]) for o in both if baskets.customer[o] >= 0]
        most = max((known.count(who) for who in known), default=0)
        assert top[place] == pytest.approx(most / len(both) if most else np.nan, nan_ok=True)


def held(baskets: Baskets, products: Iterable[int]) -> set[int]:
    return set.intersection(*(set(baskets.orders_with(row).tolist()) for row in products))


def test_leaders_of_every_ranking_come_first() -> None:
    orders = np.array([9.0, 8.0, 7.0, 1.0, 2.0])
    money = np.array([1.0, np.nan, 0.0, 50.0, 60.0])
    assert best_rows([orders, money], 3).tolist() == [0, 4, 1]
    assert best_rows([money], 9).tolist() == [4, 3, 0]
    assert best_rows([np.full(3, np.nan)], 9).tolist() == []


def study_of(orders: int, explained: float, top: float = np.nan) -> SetStudy:
    return SetStudy(orders, (1, 2, 3), 1.0, explained, fits=True, top_customer=top)


@pytest.mark.parametrize(
    ("study", "word"),
    [
        (study_of(40, 20.0), Evidence.PROVEN),
        (study_of(40, 20.0, top=0.6), Evidence.LIKELY),
        (study_of(24, 20.0), Evidence.LIKELY),  # its lower bound, 15, is below
        (study_of(4, 2.0), Evidence.THIN),
        (study_of(20, 20.0), Evidence.CHANCE),
        (study_of(20, np.nan), None),
    ],
)
def test_the_word_of_a_set(study: SetStudy, word: Evidence | None, cafe_three: Analysis) -> None:
    rows = [cafe_three.products.index[key] for key in ("press", "filters", "kettle")]
    assert judge_set(study, rows, cafe_three.pairs) == word


def test_two_take_their_pairs_word_and_strangers_are_never_proven(cafe_three: Analysis) -> None:
    index = cafe_three.products.index
    assert judge_set(study_of(1, 9.0), [index["press"], index["filters"]], cafe_three.pairs) == (
        Evidence.PROVEN
    )
    mixed = [index["press"], index["filters"], index["tea"]]
    assert judge_set(study_of(40, 1.0), mixed, cafe_three.pairs) == Evidence.LIKELY


@pytest.fixture(scope="module")
def cafe_three(analyse: Callable[..., Analysis]) -> Analysis:
    """600 orders in which press, filters and kettle are mostly bought together."""
    rng = np.random.default_rng(8)
    orders = []
    for number in range(600):
        order = [name for name in ("tea", "mug", "jam", "honey") if rng.random() < 0.4] or ["tea"]
        if number % 8 == 0:
            order += [name for name in ("press", "filters", "kettle") if rng.random() < 0.8]
        orders.append(order)
    return analyse(orders)
