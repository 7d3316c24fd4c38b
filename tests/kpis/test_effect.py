"""The expected effect: hand-worked weeks, straight lines, and what it needs."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.plan import Bundle, Part, Settings
from xsell_desktop.kpis.effect import WEEKS_A_MONTH, Effect, Estimate, expect_effect, weeks_to_see
from xsell_desktop.kpis.effect_base import EffectBase, measure_base
from xsell_desktop.kpis.effect_words import range_text, trial_sentence
from xsell_desktop.kpis.orders import Orders, count_orders
from xsell_desktop.kpis.tiles import Missing
from xsell_desktop.mining.picks import Pick, Picks
from xsell_desktop.sales.lines import Lines, ProductFacts

KEYS = ("press", "filters", "mug")


def shop(orders: list[tuple[str, list[int]]]) -> Lines:
    """Orders of a day and some of the three products, 10, 4 and 6 a piece."""
    count = len(orders)
    line_order = [place for place, (_day, held) in enumerate(orders) for _p in held]
    line_product = [product for _day, held in orders for product in held]
    prices = np.array([10.0, 4.0, 6.0])
    return Lines(
        order_keys=tuple(f"o{place}" for place in range(count)),
        product_keys=KEYS,
        product_names=KEYS,
        customer_keys=(),
        currencies=("GBP",),
        order_date=np.array([day for day, _held in orders], "datetime64[s]"),
        order_customer=np.full(count, -1, np.int32),
        order_currency=np.zeros(count, np.int32),
        order_discount=np.zeros(count),
        line_order=np.array(line_order, np.int32),
        line_product=np.array(line_product, np.int32),
        line_quantity=np.ones(len(line_order)),
        line_revenue=prices[line_product],
        line_returned=np.zeros(len(line_order), bool),
    )


def facts(cost: tuple[float, float, float] = (6.0, 1.0, 3.0)) -> ProductFacts:
    return ProductFacts(
        category=("",) * 3,
        price=np.array([10.0, 4.0, 6.0]),
        cost=np.array(cost),
        stock=np.full(3, np.nan),
        visible=np.ones(3, bool),
        in_catalogue=np.ones(3, bool),
    )


def pick(anchor: str, partner: str) -> Pick:
    return Pick(
        anchor, anchor, partner, partner, 1, "cross_sell", 1, 1, 1.0, 0.0, 1.0, 0.0, 1.0, None, "",
        "data", "",
    )  # fmt: skip


LISTS = Picks({"press": (pick("press", "filters"),)})
WEEKLY = [  # four whole weeks: 2, 1, 0 and 1 orders with press and filters
    ("2026-01-05", [0, 1]), ("2026-01-06", [0, 1]), ("2026-01-08", [0]), ("2026-01-11", [1]),
    ("2026-01-14", [0, 1]), ("2026-01-15", [2]), ("2026-01-20", [0]), ("2026-01-28", [0, 1]),
    ("2026-02-01", [0, 2]),
]  # fmt: skip


def base_of(
    lines: Lines, picks: Picks = LISTS, bundles: tuple[Bundle, ...] = (), **linked: frozenset[str]
) -> EffectBase:
    base = measure_base(orders_of(lines), facts(), picks, bundles, linked)
    assert isinstance(base, EffectBase)
    return base


def orders_of(lines: Lines) -> Orders:
    return count_orders(lines, "GBP")


def test_weeks_end_with_the_last_order_and_hold_what_was_bought_along() -> None:
    base = base_of(shop(WEEKLY))
    assert (base.first_day, base.last_day, base.weeks) == ("2026-01-05", "2026-02-01", 4)
    assert base.lists[0].tolist() == [2, 1, 0, 1]
    assert base.lists[1].tolist() == [8, 4, 0, 4]
    assert base.lists[2].tolist() == [6, 3, 0, 3]  # three of four are margin
    assert base.orders.tolist() == [4, 2, 1, 2]
    assert base.assisted.tolist() == [2, 1, 0, 1]
    assert (base.partner_keys, base.margin_known) == (("filters",), 1.0)


def test_the_effect_worked_by_hand() -> None:
    settings = Settings(assumed_seen=0.5, assumed_uplift=0.1)
    effect = expect_effect(base_of(shop(WEEKLY)), settings)
    a_week = 4 / 4  # orders with both
    assert effect.lists.orders.value == pytest.approx(a_week * WEEKS_A_MONTH * 0.05)
    assert effect.lists.revenue.value == pytest.approx(4 * a_week * WEEKS_A_MONTH * 0.05)
    assert effect.lists.margin.value == pytest.approx(3 * a_week * WEEKS_A_MONTH * 0.05)
    assert effect.total == effect.lists
    assert effect.by_partner[0].revenue == effect.lists.revenue


def test_what_the_shop_shows_today_brings_nothing_new() -> None:
    base = base_of(shop(WEEKLY), press=frozenset({"filters"}))
    assert base.linked == 1
    assert expect_effect(base, Settings()).lists.orders == Estimate(0.0, 0.0, 0.0)
    other = base_of(shop(WEEKLY), press=frozenset({"mug"}))
    assert other.linked == 0


def test_a_bundle_wins_the_missing_product_and_gives_its_discount_away() -> None:
    bundle = Bundle("b", "Set", (Part("press"), Part("filters")), 0.1)  # 14, so 1.40 off
    settings = Settings(assumed_uplift=0.0, assumed_uptake=0.5)
    effect = expect_effect(base_of(shop(WEEKLY), LISTS, (bundle,)), settings)
    month = WEEKS_A_MONTH / 4
    lack_filters, lack_press, whole = 3, 1, 4  # press alone thrice, filters alone once
    won = lack_filters * (4 - 1.4) + lack_press * (10 - 1.4)
    earned = lack_filters * (3 - 1.4) + lack_press * (4 - 1.4)
    assert effect.bundles.orders.value == pytest.approx(0.5 * 4 * month)
    assert effect.bundles.revenue.value == pytest.approx((0.5 * won - 1.4 * whole) * month)
    assert effect.bundles.margin.value == pytest.approx((0.5 * earned - 1.4 * whole) * month)
    assert effect.by_bundle[0].margin == effect.bundles.margin
    assert effect.total.margin == effect.bundles.margin


def test_a_cost_typed_for_the_bundle_counts() -> None:
    bundle = Bundle("b", "Set", (Part("press"), Part("filters")), 0.0, {"filters": 4.0})
    won = base_of(shop(WEEKLY), LISTS, (bundle,)).bundle_won
    assert won[0, 2].sum() == pytest.approx(3 * 0 + 1 * 4)


def test_a_margin_without_costs_is_unknown_and_not_nothing() -> None:
    base = measure_base(orders_of(shop(WEEKLY)), facts((6.0, np.nan, 3.0)), LISTS, (), {})
    assert isinstance(base, EffectBase)
    assert base.margin_known == 0.0
    assert np.isnan(base.lists[2]).all() and np.isnan(base.partners[0, 2]).all()
    effect = expect_effect(base, Settings())
    assert effect.total.revenue.value > 0
    assert np.isnan([effect.total.margin.value, effect.by_partner[0].margin.high]).all()
    assert range_text(effect.total.margin) == "no cost is known"


def test_a_bundle_with_an_unknown_cost_has_no_margin_and_takes_none_from_the_total() -> None:
    unknown = Bundle("a", "Mug set", (Part("press"), Part("mug")), 0.1)
    known = Bundle("b", "Set", (Part("press"), Part("filters")), 0.1)
    some = facts((6.0, 1.0, np.nan))
    base = measure_base(orders_of(shop(WEEKLY)), some, LISTS, (unknown, known), {})
    alone = measure_base(orders_of(shop(WEEKLY)), some, LISTS, (known,), {})
    assert isinstance(base, EffectBase) and isinstance(alone, EffectBase)
    effect, without = expect_effect(base, Settings()), expect_effect(alone, Settings())
    margins = [gain.margin.value for gain in effect.by_bundle]
    assert np.isnan(margins[0])
    assert effect.by_bundle[0].revenue.value != 0
    assert effect.bundles.margin == effect.by_bundle[1].margin == without.bundles.margin
    assert effect.total.margin == without.total.margin
    only = measure_base(orders_of(shop(WEEKLY)), some, LISTS, (unknown,), {})
    assert isinstance(only, EffectBase)
    assert np.isnan(expect_effect(only, Settings()).bundles.margin.value)
    lists = expect_effect(only, Settings())
    assert lists.total.margin == lists.lists.margin


@pytest.mark.parametrize(
    ("orders", "word"),
    [([("NaT", [0, 1])] * 3, "no dates"), (WEEKLY[:4], "less than 4 weeks")],
)
def test_it_says_what_is_missing(orders: list[tuple[str, list[int]]], word: str) -> None:
    found = measure_base(orders_of(shop(orders)), facts(), LISTS, (), {})
    assert isinstance(found, Missing)
    assert word in found.text


def test_no_more_than_a_season_is_looked_at() -> None:
    days = np.arange("2025-01-01", "2026-01-01", dtype="datetime64[D]")
    base = base_of(shop([(str(day), [0, 1]) for day in days]))
    assert base.weeks == 13
    assert base.lists[0].tolist() == [7] * 13
    estimate = expect_effect(base, Settings()).lists.orders
    assert 0.5 < estimate.low / estimate.value < estimate.high / estimate.value < 1.5


shares = st.floats(0, 1)


@given(shares, shares, shares)
def test_estimates_lie_in_their_range_and_grow_in_a_line(
    seen: float, uplift: float, uptake: float
) -> None:
    bundle = Bundle("b", "Set", (Part("press"), Part("filters")), 0.1)
    base = base_of(shop(WEEKLY), LISTS, (bundle,))
    settings = Settings(assumed_seen=seen, assumed_uplift=uplift, assumed_uptake=uptake)
    effect = expect_effect(base, settings)
    for gain in (effect.lists, effect.bundles, effect.total):
        for estimate in (gain.orders, gain.revenue, gain.margin):
            assert estimate.low <= estimate.value <= estimate.high
    half = expect_effect(base, replace(settings, assumed_uplift=uplift / 2))
    assert half.lists.revenue.value == pytest.approx(effect.lists.revenue.value / 2)
    assert effect.total.margin.value == pytest.approx(
        effect.lists.margin.value + effect.bundles.margin.value
    )


def test_the_weeks_of_a_trial_are_those_of_the_textbook() -> None:
    base = base_of(shop(WEEKLY))  # 4 of 9 orders in 4 weeks
    before, after = 4 / 9, 4 / 9 * 1.5
    spread = before * (1 - before) + after * (1 - after)
    orders = 7.8489 * spread / (after - before) ** 2
    assert weeks_to_see(base, 0.5) == pytest.approx(orders / (9 / 4), rel=1e-3)
    assert weeks_to_see(base, 0.0) == inf
    assert weeks_to_see(base_of(shop(WEEKLY), Picks({})), 0.5) == inf


def test_ranges_and_trials_in_words() -> None:
    assert range_text(Estimate(3, 1.4, 41.7)) == "1 to 42"
    assert range_text(Estimate(1, -4, 12)) == "-4 to 12: cannot tell"
    effect = expect_effect(base_of(shop(WEEKLY)), Settings())
    soon: Effect = replace(effect, weeks_to_see=1.2)
    assert trial_sentence(soon).startswith("To tell it from chance, compare 2 weeks before")
    assert "ten years" in trial_sentence(replace(effect, weeks_to_see=900))
    assert "any trial" in trial_sentence(replace(effect, weeks_to_see=inf))
