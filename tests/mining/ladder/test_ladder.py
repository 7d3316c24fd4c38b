"""Rungs below pairs: fitting categories, their partners and best sellers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.choices import Rung
from xsell_desktop.mining.ladder.groups import Groups, group_products
from xsell_desktop.mining.ladder.ladder import Ladder

Analyse = Callable[..., Analysis]
CATEGORY = {
    "press": "Makers", "pot": "Makers", "drip": "Makers", "filters": "Paper", "bags": "Paper",
    "rope": "Outdoor", "tent": "Outdoor", "kettle": "Makers",
}  # fmt: skip


@pytest.fixture(scope="module")
def shop(analyse: Analyse) -> Analysis:
    """Any coffee maker goes with paper; outdoor goods go with nothing."""
    rng = np.random.default_rng(3)
    orders = []
    for number in range(600):
        if number % 3 == 0:
            order = [str(rng.choice(["press", "pot", "drip"]))]
            if rng.random() < 0.7:
                order.append(str(rng.choice(["filters", "bags"], p=[0.8, 0.2])))
        else:
            order = [str(rng.choice(["rope", "tent"]))]
        orders.append(order)
    return with_categories(analyse([*orders, ["kettle"]]), CATEGORY)


def with_categories(analysis: Analysis, category: dict[str, str]) -> Analysis:
    names = tuple(category.get(key, "") for key in analysis.products.keys)
    return replace(analysis, products=replace(analysis.products, categories=names))


def groups_of(analysis: Analysis) -> Groups:
    groups = group_products(analysis)
    assert groups is not None
    return groups


def test_meetings_of_groups_are_sums_over_their_pairs(shop: Analysis) -> None:
    groups = groups_of(shop)
    assert groups.by_category
    seen, expected = groups.meetings
    keys = shop.products.keys
    for g, one in enumerate(groups.names):
        for h, other in enumerate(groups.names):
            together = chance = 0.0
            for a, b in combinations(keys, 2):
                count, by_chance = shop.count_together(a, b)
                times = (CATEGORY[a] == one and CATEGORY[b] == other) + (
                    CATEGORY[b] == one and CATEGORY[a] == other
                )
                together += times * count
                chance += times * by_chance
            assert seen[g, h] == pytest.approx(together)
            assert expected[g, h] == pytest.approx(chance)


def test_partners_of_a_group_are_sums_over_its_products(shop: Analysis) -> None:
    groups = groups_of(shop)
    makers = groups.names.index("Makers")
    pairs, expected = groups.partners(makers)
    for row, key in enumerate(shop.products.keys):
        both = [
            shop.count_together(key, other)
            for other in shop.products.keys
            if CATEGORY[other] == "Makers" and other != key
        ]
        assert pairs[row] == pytest.approx(sum(count for count, _chance in both))
        assert expected[row] == pytest.approx(sum(chance for _count, chance in both))


def test_only_groups_surely_beyond_chance_fit(shop: Analysis) -> None:
    groups = groups_of(shop)
    assert [groups.names[g] for g in groups.fitting(groups.names.index("Makers"))] == ["Paper"]
    assert groups.fitting(groups.names.index("Outdoor")) == []


def test_a_product_without_pairs_is_given_what_its_category_is_bought_with(shop: Analysis) -> None:
    below = list(Ladder(shop).below(shop.products.index["kettle"], Rung.BEST_SELLER))
    assert [(choice.partner, choice.rung) for choice in below[:2]] == [
        ("filters", Rung.CATEGORY), ("bags", Rung.CATEGORY)
    ]  # fmt: skip
    assert below[0].because.startswith("Name filters comes with products like this one (Makers) ")
    assert {choice.rung for choice in below} == {Rung(3), Rung(4), Rung(5)}
    assert [choice.rung for choice in below] == sorted(choice.rung for choice in below)
    assert "kettle" not in [choice.partner for choice in below]


def test_the_lowest_rung_ends_the_ladder(shop: Analysis) -> None:
    row = shop.products.index["kettle"]
    assert {c.rung for c in Ladder(shop).below(row, Rung.CATEGORY_BEST)} == {Rung(3), Rung(4)}
    assert list(Ladder(shop).below(row, Rung.LIKELY)) == []


def test_hidden_products_are_on_no_rung(shop: Analysis) -> None:
    visible = np.array([key != "filters" for key in shop.products.keys])
    hidden = replace(shop, products=replace(shop.products, visible=visible))
    below = Ladder(hidden).below(shop.products.index["kettle"], Rung.BEST_SELLER)
    assert "filters" not in [choice.partner for choice in below]


def test_families_stand_in_for_missing_categories(shop: Analysis) -> None:
    bare = with_categories(shop, {"press": "Makers"})
    groups = groups_of(bare)
    assert not groups.by_category
    assert groups.names == tuple(family.name for family in shop.families)
    assert Ladder(bare).group_of("Makers") == -1
    assert Ladder(shop).group_of("Makers") >= 0
    assert Ladder(shop).group_of("Toys") == -1


def test_a_product_never_sold_has_the_partners_of_its_category(shop: Analysis) -> None:
    ladder = Ladder(shop)
    new = list(ladder.below_group(ladder.group_of("Makers"), Rung.CATEGORY))
    assert new[0].partner == "filters"
    assert (new[0].together, new[0].row) == (0, -1)
