"""Policies know the catalogue's products that never sold, as anchors and as what goes first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from xsell_desktop.domain.plan import Plan, Settings
from xsell_desktop.domain.policies import PolicyKind
from xsell_desktop.domain.policy_edits import add_policy
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.ladder.unsold import Unsold
from xsell_desktop.mining.picks import all_picks, partners_of
from xsell_desktop.mining.policies.against import policy_against


@pytest.fixture(scope="module")
def shop(analyse: Callable[..., Analysis]) -> Analysis:
    """A pot sells with a cup for 5 and a set for 50; a new pot, not sold yet, costs 10."""
    orders = [["pot", "cup", "set"]] * 20 + [["pot", "cup"]] * 20 + [["tea"]] * 200
    found = analyse(orders)
    price = {"pot": 20.0, "cup": 5.0, "set": 50.0, "tea": 3.0}
    keys = found.products.keys
    products = replace(
        found.products,
        price=np.array([price[key] for key in keys]),
        categories=tuple("tea" if key == "tea" else "ware" for key in keys),
    )
    unsold = Unsold(
        ("new",), ("New pot",), ("ware",), np.array([10.0]), np.array([0.0]),
        np.array([products.index["pot"]], np.int32),
    )  # fmt: skip
    return replace(found, products=products, unsold=unsold)


def plan_with(kind: PolicyKind, **values: object) -> Plan:
    plan, _id = add_policy(Plan(Settings(lowest_rung=3)), kind, values)
    return plan


def listed(shop: Analysis, plan: Plan, key: str = "new") -> list[str]:
    found = [pick.partner for pick in partners_of(shop, plan, key)]
    assert found == [pick.partner for pick in all_picks(shop, plan).by_anchor.get(key, ())]
    return found


def test_a_price_band_goes_by_the_price_of_the_catalogue(shop: Analysis) -> None:
    assert set(listed(shop, Plan())) >= {"cup", "set"}
    plan = plan_with(PolicyKind.PRICE_BAND)
    assert "cup" in listed(shop, plan)
    assert "set" not in listed(shop, plan)
    found = policy_against(shop, plan, "new", "set")
    assert found is not None
    assert found.kind is PolicyKind.PRICE_BAND


def test_a_category_is_that_of_the_catalogue(shop: Analysis) -> None:
    plan = plan_with(PolicyKind.CATEGORY, anchors=("ware",), partners=("tea",), only=True)
    assert not {"cup", "set"} & set(listed(shop, plan))
    anchored = plan_with(PolicyKind.ALWAYS_FIRST, anchors=("ware",), products=("tea",))
    assert listed(shop, anchored)[0] == "tea"


def test_a_new_product_can_be_put_first_unless_it_is_out_of_stock(shop: Analysis) -> None:
    plan = plan_with(PolicyKind.ALWAYS_FIRST, products=("new",))
    (first, *_rest) = partners_of(shop, plan, "cup")
    assert (first.partner, first.partner_name, first.together) == ("new", "New pot", 0)
    assert "new" not in listed(shop, plan)
    above, _id = add_policy(plan_with(PolicyKind.STOCK), PolicyKind.ALWAYS_FIRST,
                            {"products": ["new"]})  # fmt: skip
    assert "new" not in listed(shop, above, "cup")


def test_nobody_had_a_product_before_that_never_sold(shop: Analysis) -> None:
    plan = plan_with(PolicyKind.NOT_BOUGHT, share=0.01)
    assert listed(shop, plan) == listed(shop, Plan(plan.settings))
