"""Where lists come from, how long stock lasts, what thresholds would reach: held by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tiny_shop import Row, make_facts, make_lines

from xsell_desktop import workflow
from xsell_desktop.domain.edits import accept_pairing
from xsell_desktop.domain.plan import Plan, Settings, pair_of
from xsell_desktop.kpis.coverage import NO_LIST, Coverage, classic_anchors, measure_coverage
from xsell_desktop.kpis.stock_cover import cover_days
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.choices import Rung
from xsell_desktop.mining.mine import mine
from xsell_desktop.mining.picks import all_picks
from xsell_desktop.sales.catalogue import Product
from xsell_desktop.sales.sales import Sales
from xsell_desktop.tables.coverage import coverage_table

ABOUT = {
    "old": {"date": "2025-01-01"},
    "new": {"date": "2025-05-01"},
    "last": {"date": "2025-05-31"},
}
DAYS = {key: ABOUT[key] for key in ("new", "last")}


def test_days_of_stock_by_hand() -> None:
    rows = [
        Row("old", "gone", 1), Row("last", "steady", 9, 9.0), Row("new", "steady", 9, 9.0),
        Row("last", "sold out", 1), Row("last", "unknown", 1), Row("old", "steady", 9, 90.0),
    ]  # fmt: skip
    lines = make_lines(rows, ABOUT)
    assert lines.product_keys == ("gone", "sold out", "steady", "unknown")
    days = cover_days(lines, np.array([5.0, 0.0, 36.0, np.nan]))
    # 18 pieces in 90 days, so 36 last 180; nothing sold lasts for ever
    assert days[:3].tolist() == [np.inf, 0.0, 180.0]
    assert np.isnan(days[3])


def test_returned_pieces_slow_a_product_down() -> None:
    lines = make_lines([Row("last", "mug", 1, 3.0), Row("new", "mug", -1, -2.0)], DAYS)
    (days,) = cover_days(lines, np.array([10.0]))
    assert days == pytest.approx(10 * 31 / 1)  # these sales are 31 days long


def test_without_dates_nothing_is_said_of_stock() -> None:
    lines = make_lines([Row("a", "mug", 1)])
    assert np.isnan(cover_days(lines, np.array([10.0]))).all()


@pytest.fixture(scope="module")
def shop() -> tuple[Coverage, Analysis, Plan]:
    """Press and filters go together; candles hardly sell; a lamp is new."""
    orders = [["press", "filters"]] * 60 + [["press"]] * 60 + [["tea"]] * 80
    orders += [["candle", "press"]] * 3
    day = np.datetime64("2025-05-31")
    rows = [Row(f"o{n}", product, 10.0) for n, order in enumerate(orders) for product in order]
    about = {f"o{n}": {"date": str(day - n % 60)} for n in range(len(orders))}
    lines = make_lines(rows, about)
    assert lines.product_keys == ("candle", "filters", "press", "tea")
    facts = replace(
        make_facts(lines, stock=[50.0, 10.0, 10.0, 10.0]),
        unsold=(Product("lamp", "Lamp", stock=4.0), Product("rope", "Rope", stock=0.0)),
    )
    analysis, plan = mine(lines, facts, Settings()), Plan()
    picks = all_picks(analysis, plan)
    return measure_coverage(lines, facts, analysis, plan, picks), analysis, plan


def test_rungs_of_a_shop(shop: tuple[Coverage, Analysis, Plan]) -> None:
    coverage, _analysis, _plan = shop
    assert coverage.keys == ("press", "tea", "filters", "candle", "lamp", "rope")
    rung = dict(zip(coverage.keys, coverage.rung.tolist(), strict=True))
    assert rung["press"] == rung["filters"] == Rung.PROVEN
    assert rung["candle"] == Rung.CATEGORY  # three orders together: thin
    assert rung["tea"] == rung["lamp"] == Rung.BEST_SELLER
    assert coverage.active.tolist() == [True, True, True, True, True, False]
    assert coverage.on_rung[Rung.PROVEN] == 2
    assert sum(coverage.on_rung.values()) == coverage.active.sum()


def test_lonely_products_sold_and_have_no_pair(shop: tuple[Coverage, Analysis, Plan]) -> None:
    coverage, _analysis, _plan = shop
    lonely = [key for key, one in zip(coverage.keys, coverage.lonely, strict=True) if one]
    assert lonely == ["tea", "candle"]


def test_slow_movers_are_shown_beside_what_they_go_with(
    shop: tuple[Coverage, Analysis, Plan],
) -> None:
    coverage, _analysis, _plan = shop
    # 3 candles in 60 days, 50 in stock: 1,000 days; of the lamp none was sold
    slow = [key for key, one in zip(coverage.keys, coverage.slow, strict=True) if one]
    assert slow == ["candle", "lamp"]
    assert coverage.cover[3:5].tolist() == [1000.0, np.inf]
    assert coverage.anchors[3] == ("press",)
    assert set(coverage.anchors[4]) <= set(coverage.keys)


def test_lists_that_hold_a_product(shop: tuple[Coverage, Analysis, Plan]) -> None:
    coverage, analysis, plan = shop
    picks = all_picks(analysis, plan)
    for row, key in enumerate(coverage.keys):
        holding = [a for a, listed in picks.by_anchor.items() if key in {p.partner for p in listed}]
        assert coverage.lists[row] == len(holding)
        assert coverage.picks[row] == len(picks.by_anchor.get(key, ()))
    assert coverage.all_lists == len(picks.by_anchor)
    assert coverage.top_ten == 1.0
    assert not coverage.hubs.any()


def test_what_the_user_decided_is_not_lonely() -> None:
    lines = make_lines([Row("a", "tea"), Row("b", "mug"), Row("c", "tea")])
    facts = make_facts(lines)
    analysis = mine(lines, facts, Settings(lowest_rung=2))

    def rungs(plan: Plan) -> list[int]:
        plan = replace(plan, settings=Settings(lowest_rung=2))
        made = measure_coverage(lines, facts, analysis, plan, all_picks(analysis, plan))
        return [int(rung) for rung in made.rung]

    assert rungs(Plan()) == [NO_LIST, NO_LIST]
    assert rungs(accept_pairing(Plan(), pair_of("tea", "mug"))) == [Rung.YOURS, Rung.YOURS]


def test_classic_thresholds_by_counting() -> None:
    rng = np.random.default_rng(4)
    orders = [
        [str(p) for p in np.flatnonzero(rng.random(30) < rng.random(30) ** 3)] for _n in range(150)
    ]
    lines = make_lines([Row(f"o{n}", p) for n, order in enumerate(orders) for p in order])
    analysis = mine(lines, make_facts(lines), Settings())
    size = analysis.orders
    naive = []
    for a in analysis.products.keys:
        with_a = [order for order in orders if a in order]
        both = {b: sum(b in order for order in with_a) for b in analysis.products.keys if b != a}
        naive.append(any(n / size >= 0.01 and n / len(with_a) >= 0.1 for n in both.values()))
    assert classic_anchors(analysis).tolist() == naive
    assert sum(naive) > 0


def test_the_table_says_what_the_value_says(shop: tuple[Coverage, Analysis, Plan]) -> None:
    table = coverage_table(shop[0])
    assert table["product"].tolist() == list(shop[0].keys)
    assert table["never_sold"].tolist() == [False] * 4 + [True] * 2
    assert table["suggested_anchors"][3] == "press"
    assert table["rung"].tolist()[:4] == [1, 5, 1, 3]


def test_every_grocery_has_a_list_though_few_pass_thresholds(
    shared_data: Callable[[str], Path],
) -> None:
    sales = workflow.import_files(Sales(), [shared_data("groceries.csv")]).sales
    analysis = workflow.analyse(sales, Settings())
    coverage = workflow.cover(sales, Plan(), analysis)
    assert (int(coverage.active.sum()), coverage.classic) == (169, 47)
    assert coverage.on_rung[NO_LIST] == 0
