"""Families and their names."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.picture.families import find_families
from xsell_desktop.mining.picture.family_names import name_families


def rows_of(*values: int) -> np.ndarray:
    return np.array(values, np.int32)


def test_two_cliques_are_two_families() -> None:
    a, b = rows_of(0, 0, 1, 3, 3, 4, 2), rows_of(1, 2, 2, 4, 5, 5, 3)
    strength = np.array([0.5] * 6 + [0.01])
    family = find_families(a, b, strength, 8)
    assert family.tolist() == [0, 0, 0, 1, 1, 1, -1, -1]


def test_pairs_without_strength_join_nobody() -> None:
    assert find_families(rows_of(0), rows_of(1), np.array([0.0]), 2).tolist() == [-1, -1]
    assert find_families(rows_of(), rows_of(), np.empty(0), 0).tolist() == []


def test_a_family_takes_its_commonest_category() -> None:
    families = name_families(
        rows_of(0, 0, 0, 1, 1), ["A", "B", "C", "D", "E"], ["Tea", "Tea", "", "Cups", "Cups"]
    )
    assert [(f.name, f.size) for f in families] == [("Tea", 3), ("Cups", 2)]


def test_without_categories_its_own_words_name_it() -> None:
    names = ["LUNCH BAG RED", "LUNCH BAG BLUE", "BIG LUNCH BAG", "RED MUG", "BLUE MUG", "MUG"]
    families = name_families(rows_of(0, 0, 0, 1, 1, 1), names, [""] * 6)
    assert [f.name for f in families] == ["Lunch bag", "Mug"]


def name_all(*families: list[str]) -> list[str]:
    """Names of families of products without categories."""
    names = [name for members in families for name in members]
    family = np.repeat(np.arange(len(families), dtype=np.int32), [len(f) for f in families])
    return [f.name for f in name_families(family, names, [""] * len(names))]


def test_phrases_begin_and_end_with_words_that_say_something() -> None:
    tins = [f"PLASTERS IN TIN {what}" for what in ("SPACEBOY", "CIRCUS", "SKULLS", "WOODLAND")]
    signs = [f"FRENCH BLUE METAL DOOR SIGN {number}" for number in range(1, 6)]
    sets = ["SET OF 3 OWLS RED", "SET OF 6 TREES RED", "SET OF 2 SLEIGHS RED"]
    assert name_all(tins, signs, sets)[:2] == ["Plasters in tin", "Metal door sign"]
    assert name_all(tins, sets)[1] not in ("Set", "Set of", "Red")


def test_headings_are_in_the_plural_where_the_shop_has_one() -> None:
    bags = ["LUNCH BAG RED", "LUNCH BAG BLUE", "LUNCH BAG CARS"]
    assert name_all(bags, ["MUG", "CUP"])[0] == "Lunch bag"
    assert name_all(bags, ["PAPER BAGS", "CUP"])[0] == "Lunch bags"
    assert name_all(["Head Torch 200", "Head Torch 400", "Head Torch"], ["iPod", "Cup"])[0] == (
        "Head Torch"
    )


def test_where_few_words_are_shared_two_products_say_it() -> None:
    dairy = ["whole milk", "yogurt", "butter", "curd", "sour cream", "soft curd", "eggs", "jam"]
    other = ["mustard", "ketchup"]
    found = name_all([*dairy, "berries"], other)
    assert found == ["Whole milk & yogurt", "Mustard & ketchup"]


def test_names_are_all_different() -> None:
    names = ["red mug", "red mug two", "blue mug", "blue mug two", "x", "y", "x", "y"]
    families = name_families(rows_of(0, 0, 1, 1, 2, 2, 3, 3), names, ["Mugs"] * 4 + [""] * 4)
    assert len({f.name for f in families}) == 4
    assert families[0].name == "Mugs"
    assert families[1].name.startswith("Mugs, ")
    assert all(f.name for f in families)


def test_families_of_one_category_are_told_apart_by_their_best_known_products() -> None:
    names = ["Kettle", "Mug", "Filter", "Whisk", "Scale", "A very long name of a product indeed"]
    families = name_families(rows_of(0, 0, 1, 1, 2, 2), names, ["Coffee"] * 6)
    assert [f.name for f in families] == ["Coffee", "Coffee, filter", "Coffee, scale"]


def test_families_of_a_shop(cafe: list[list[str]], analyse: Callable[..., Analysis]) -> None:
    analysis = analyse(cafe)
    family, index = analysis.products.family, analysis.products.index
    assert family[index["press"]] == family[index["filters"]] >= 0
    assert family[index["cup"]] == family[index["saucer"]] >= 0
    assert family[index["cup"]] != family[index["press"]]
    sizes = np.bincount(family[family >= 0])
    assert [f.size for f in analysis.families] == sizes.tolist()
