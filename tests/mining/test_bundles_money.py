"""The money of a bundle by hand: price, margin, break-even, and the orders one short."""

from __future__ import annotations

from math import inf, isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.mining.bundling.money import BundleEffect, bundle_effect, bundle_money
from xsell_desktop.mining.counting.intervals import wilson

PRICES, COSTS, TWO = {"a": 10.0, "b": 5.0}, {"a": 4.0, "b": 2.0}, {"a": 1, "b": 1}


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


def effect(discount: float, converted: float = 0.1, **more: object) -> BundleEffect:
    """15 at full price; 40 orders hold both, 30 lack a, 100 lack b."""
    given_costs = more.get("costs", COSTS)
    return bundle_effect(
        PRICES,
        given_costs,
        TWO,
        discount,
        40,
        {"a": 30, "b": 100},
        converted,  # type: ignore[arg-type]
    )


def test_orders_one_short_by_hand() -> None:
    """A tenth off is 1.50. Adding a brings 6 − 1.50, adding b 3 − 1.50: 30 · 4.5 + 100 · 1.5 = 285.

    40 · 1.50 = 60 are given away.
    """
    found = effect(0.1)
    assert found.gain == pytest.approx(28.5 - 60)
    assert found.converted_to_break_even == pytest.approx(60 / 285)
    assert effect(0.1, converted=60 / 285).gain == pytest.approx(0)
    assert found.cannibalisation == pytest.approx(40 / 53)
    low, high = wilson(40, 170)
    assert found.cannibalisation_low == pytest.approx(low / (low + 0.1 * (1 - low)))
    assert found.cannibalisation_high == pytest.approx(high / (high + 0.1 * (1 - high)))


def test_the_break_even_discount_earns_exactly_nothing() -> None:
    most = effect(0.0).break_even_discount
    assert most == pytest.approx(48 / (15 * 53))
    assert effect(most).gain == pytest.approx(0)
    assert effect(most + 0.01).gain < 0 < effect(most - 0.01).gain


def test_a_discount_above_what_is_added_never_pays() -> None:
    assert effect(0.9).converted_to_break_even == inf
    assert effect(0.3).converted_to_break_even == inf  # 4.50 off; adding b loses 1.50 each
    assert effect(0.2).converted_to_break_even > 1


def test_no_discount_gives_nothing_away() -> None:
    found = effect(0.0)
    assert found.converted_to_break_even == 0
    assert found.gain == pytest.approx(0.1 * (30 * 6 + 100 * 3))


def test_nobody_converts() -> None:
    found = effect(0.1, converted=0.0)
    assert found.cannibalisation == 1
    assert found.gain == pytest.approx(-60)
    assert found.break_even_discount == 0


def test_unknown_costs_leave_the_share_of_buyers() -> None:
    found = effect(0.1, costs={"a": 4.0})
    assert isnan(found.gain)
    assert isnan(found.converted_to_break_even)
    assert isnan(found.break_even_discount)
    assert found.cannibalisation == pytest.approx(40 / 53)


def test_the_cost_of_a_product_that_nobody_lacks_is_not_needed() -> None:
    found = bundle_effect(PRICES, {"a": 4.0}, TWO, 0.1, 40, {"a": 30, "b": 0}, 0.1)
    assert found.gain == pytest.approx(0.1 * 30 * 4.5 - 60)


def test_no_orders_at_all() -> None:
    found = bundle_effect(PRICES, COSTS, TWO, 0.1, 0, {"a": 0, "b": 0})
    assert isnan(found.cannibalisation)
    assert found.gain == 0
    assert isnan(found.break_even_discount)


@given(
    every=st.integers(0, 500),
    lacking=st.tuples(st.integers(0, 500), st.integers(0, 500)),
    discount=st.floats(0, 0.9),
    converted=st.floats(0.01, 1),
)
def test_the_interval_holds_the_share_and_signs_agree(
    every: int, lacking: tuple[int, int], discount: float, converted: float
) -> None:
    missing = dict(zip(TWO, lacking, strict=True))
    found = bundle_effect(PRICES, COSTS, TWO, discount, every, missing, converted)
    if every + sum(lacking):
        assert 0 <= found.cannibalisation_low <= found.cannibalisation + 1e-12
        assert found.cannibalisation <= found.cannibalisation_high + 1e-12 <= 1 + 1e-9
    if abs(found.gain) > 1e-6 and every and discount > 1e-6:
        assert (found.gain > 0) == (found.converted_to_break_even < converted)
