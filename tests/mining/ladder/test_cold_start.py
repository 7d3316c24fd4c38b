"""Products that never sold: which are they, whom are they like, what do their lists hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from xsell_desktop.domain.edits import accept_pairing, change_settings
from xsell_desktop.domain.plan import Plan, Settings, pair_of
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.choices import Rung
from xsell_desktop.mining.ladder.cold_start import score_likeness
from xsell_desktop.mining.lists import Lists
from xsell_desktop.mining.mine import mine
from xsell_desktop.mining.picks import all_picks, partners_of
from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.sales.lines import Lines, ProductFacts
from xsell_desktop.sales.merging.facts import Family, find_unsold

MakeLines = Callable[..., Lines]
MakeFacts = Callable[..., ProductFacts]

SOLD = ("red kettle", "tea strainer", "wool hat", "wool scarf")


@pytest.fixture(scope="module")
def shelf(make_lines: MakeLines, make_facts: MakeFacts) -> Analysis:
    """Kettles go with strainers, hats with scarves; a blue kettle, a cap and a lamp are new."""
    orders = [["red kettle", "tea strainer"]] * 40 + [["wool hat", "wool scarf"]] * 40
    orders += [[name] for name in SOLD for _time in range(60)]
    lines = make_lines(orders)
    facts = replace(
        make_facts(lines),
        category=("kitchen", "kitchen", "clothes", "clothes"),
        price=np.array([30.0, 8.0, 20.0, 25.0]),
        unsold=(
            Product("blue kettle", "Blue kettle", 32.0, category="kitchen"),
            Product("cap", "Cap", 21.0, category="clothes"),
            Product("lamp", "Desk lamp", 30.0),
        ),
    )
    return mine(lines, facts, Settings())


def test_the_likeness_by_hand() -> None:
    names = np.array([[0.6, 0.1, 0.1, 0.3]])
    same = np.array([[False, True, False, False]])
    price, theirs = np.array([20.0]), np.array([10.0, 40.0, 20.0, np.nan])
    scores = score_likeness(names, same, price, theirs)
    assert scores[0] == pytest.approx([0.6 + 0.25, 0.1 + 0.5 + 0.25, 0.0, 0.3])


def test_a_new_product_borrows_the_list_of_the_most_alike(shelf: Analysis) -> None:
    (first, *_rest) = partners_of(shelf, Plan(), "blue kettle")
    assert (first.partner, first.rung) == ("tea strainer", Rung.CATEGORY)
    assert (first.anchor_name, first.anchor_orders, first.together) == ("Blue kettle", 0, 0)
    assert first.evidence is None
    assert first.reason == (
        "Blue kettle has no sale yet. Name red kettle is most like it, and Name tea strainer is"
        " in 40 of the 100 orders with that."
    )


def test_what_it_is_like_is_no_partner_of_it(shelf: Analysis) -> None:
    for key, like in (("blue kettle", "red kettle"), ("cap", "wool hat")):
        assert shelf.products.keys[shelf.unsold.like[shelf.unsold.index[key]]] == like
        assert like not in [pick.partner for pick in partners_of(shelf, Plan(), key, 0)]


def test_what_is_like_nothing_is_given_best_sellers(shelf: Analysis) -> None:
    assert shelf.unsold.like[shelf.unsold.index["lamp"]] == -1
    assert {pick.rung for pick in partners_of(shelf, Plan(), "lamp")} == {Rung.BEST_SELLER}


def test_borrowing_is_the_third_rung(shelf: Analysis) -> None:
    plan = change_settings(Plan(), Settings(lowest_rung=2))
    assert partners_of(shelf, plan, "blue kettle") == ()


def test_lists_of_new_products_come_after_those_of_sold_ones(shelf: Analysis) -> None:
    plan = accept_pairing(Plan(), pair_of("stranger", "red kettle"))
    assert Lists(shelf, plan).anchors == [*shelf.products.keys, *shelf.unsold.keys, "stranger"]
    assert set(shelf.unsold.keys) <= set(all_picks(shelf, plan).by_anchor)


def test_new_products_are_partners_only_by_decision(shelf: Analysis) -> None:
    listed = {pick.partner for pick in all_picks(shelf, Plan())}
    assert not listed & set(shelf.unsold.keys)
    plan = accept_pairing(Plan(), pair_of("blue kettle", "wool hat"))
    first = partners_of(shelf, plan, "wool hat")[0]
    assert (first.partner_name, first.rung) == ("Blue kettle", Rung.YOURS)


CATALOGUE = Catalogue(
    "plain",
    "shop.csv",
    (
        Product("SHIRT", "Shirt", category="clothes", is_parent=True),
        Product("SHIRT-S", "Shirt S", 10.0, stock=2, parent="SHIRT"),
        Product("SHIRT-M", "Shirt M", 14.0, stock=3, parent="SHIRT"),
        Product("HAT", "Hat", 5.0),
        Product("OLD", "Old", 5.0, visible=False),
    ),
)


def test_unsold_variants_are_one_product_or_several(make_lines: MakeLines) -> None:
    lines, family = make_lines([["hat"]]), Family([CATALOGUE])
    (shirt,) = find_unsold(lines, family, roll_up_variants=True)
    assert (shirt.key, shirt.price, shirt.stock, shirt.category) == ("SHIRT", 12, 5, "clothes")
    apart = find_unsold(lines, family, roll_up_variants=False)
    assert [product.key for product in apart] == ["SHIRT-S", "SHIRT-M"]


def test_a_variant_that_sold_leaves_the_others_unsold(make_lines: MakeLines) -> None:
    family = Family([CATALOGUE])
    sold = make_lines([["SHIRT-S", "HAT"]])
    assert [p.key for p in find_unsold(sold, family, roll_up_variants=False)] == ["SHIRT-M"]
    assert find_unsold(make_lines([["SHIRT", "HAT"]]), family, roll_up_variants=True) == ()
