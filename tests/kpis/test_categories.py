from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_shop import Row, make_analysis, make_facts, make_lines

from xsell_desktop.kpis.categories import CategoryPairs, pair_categories
from xsell_desktop.kpis.orders import count_orders
from xsell_desktop.kpis.tiles import Missing
from xsell_desktop.sales.lines import Lines


def pair_up(lines: Lines, categories: dict[str, str]) -> CategoryPairs | Missing:
    facts = make_facts(lines, category=[categories.get(k, "") for k in lines.product_keys])
    return pair_categories(count_orders(lines, ""), facts, make_analysis(lines))


def orders_of(*baskets: str) -> Lines:
    return make_lines([Row(f"o{n}", p, 1) for n, basket in enumerate(baskets) for p in basket])


def test_pairs_by_hand() -> None:
    # a a A are one category, b another, c the third
    lines = orders_of("ab", "ab", "aA", "ac", "b", "c")
    pairs = pair_up(lines, {"a": "Tea", "A": "Tea", "b": "Mugs", "c": "Cake"})
    assert isinstance(pairs, CategoryPairs)
    assert pairs.names == ("Tea", "Mugs", "Cake")
    assert pairs.together.tolist() == [[4, 2, 1], [2, 3, 0], [1, 0, 2]]
    # 3 pairs there are; possible 4·3 + 4·2 + 3·2 = 26
    assert pairs.expected[0, 1] == pytest.approx(3 / 26 * 12)
    assert pairs.expected[1, 2] == pytest.approx(3 / 26 * 6)
    assert np.isnan(pairs.expected[0, 0])
    assert pairs.ratio[0, 1] == pytest.approx(2 / (36 / 26))


def test_orders_that_hold_everything_prove_nothing() -> None:
    baskets = ["abc"] * 40 + ["a"] * 30 + ["b"] * 20 + ["c"] * 10
    pairs = pair_up(orders_of(*baskets), {"a": "A", "b": "B", "c": "C"})
    assert isinstance(pairs, CategoryPairs)
    upper = pairs.ratio[np.triu_indices(3, 1)]
    assert upper.mean() == pytest.approx(1.0, abs=0.05)
    assert upper.max() < 1.3


def test_a_true_preference_shows() -> None:
    baskets = ["ab"] * 30 + ["cd"] * 30 + ["ac", "ad", "bc", "bd"] * 3
    pairs = pair_up(orders_of(*baskets), {"a": "A", "b": "B", "c": "C", "d": "D"})
    assert isinstance(pairs, CategoryPairs)
    one, other = pairs.names.index("A"), pairs.names.index("B")
    assert pairs.ratio[one, other] > 2
    assert pairs.ratio[one, pairs.names.index("C")] < 0.5


def test_families_stand_in_for_categories() -> None:
    lines = orders_of("ab", "bc", "ac", "d")
    analysis = make_analysis(lines, families={"a": "Ants", "b": "Bees", "c": "Crabs"})
    pairs = pair_categories(count_orders(lines, ""), make_facts(lines), analysis)
    assert isinstance(pairs, CategoryPairs)
    assert pairs.families
    assert set(pairs.names) == {"Ants", "Bees", "Crabs"}


def test_only_the_most_bought_are_listed() -> None:
    lines = orders_of(*("abcdefghijklmnop"[:size] for size in range(1, 17)))
    pairs = pair_up(lines, {key: f"Aisle {key}" for key in "abcdefghijklmnop"})
    assert isinstance(pairs, CategoryPairs)
    assert pairs.names[0] == "Aisle a"
    assert (len(pairs.names), pairs.others) == (12, 4)


@pytest.mark.parametrize("categories", [{}, {"a": "A"}, {"a": "A", "b": "B"}])
def test_fewer_than_three_categories(categories: dict[str, str]) -> None:
    assert isinstance(pair_up(orders_of("ab", "bc"), categories), Missing)
    assert isinstance(pair_up(make_lines([]), categories), Missing)


@given(st.lists(st.sets(st.sampled_from("abcde"), min_size=1), min_size=3, max_size=30))
def test_counts_agree_with_a_plain_loop_and_expectations_add_up(baskets: list[set[str]]) -> None:
    lines = orders_of(*("".join(sorted(basket)) for basket in baskets))
    pairs = pair_up(lines, {key: key.upper() for key in "abcde"})
    if isinstance(pairs, Missing):
        assert len(set().union(*baskets)) < 3
        return
    place = {name: row for row, name in enumerate(pairs.names)}
    for one, other in itertools.combinations(pairs.names, 2):
        both = sum({one.lower(), other.lower()} <= basket for basket in baskets)
        assert pairs.together[place[one], place[other]] == both
        assert pairs.together[place[other], place[one]] == both
    upper = np.triu_indices(len(pairs.names), 1)
    assert pairs.expected[upper].sum() == pytest.approx(pairs.together[upper].sum())
