"""What sizes and colours of nodes stand for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from shop_builder import empty_analysis, make_analysis

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.views import ColourBy, SizeBy, View
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.ui.canvas.scene.colouring import (
    Cover,
    category_names,
    colour_slots,
    count_relationships,
    cover_bands,
    hubs_of,
    node_radius,
    size_meant,
    worth_of,
)
from xsell_desktop.ui.canvas.scene.scene import build_scene


@pytest.mark.parametrize("by", SizeBy)
def test_the_larger_the_worth_the_larger_the_node(analysis: Analysis, by: SizeBy) -> None:
    cheap = replace(analysis.products, cost=analysis.products.price * 0.1)
    analysis = replace(analysis, products=cheap)
    assert size_meant(analysis, by) is by
    worth, radius = worth_of(analysis, by), node_radius(analysis, by)
    assert (np.diff(radius[np.argsort(worth)]) >= 0).all()
    assert radius.max() > radius.min()


def test_margin_is_revenue_less_the_cost_of_what_was_sold(analysis: Analysis) -> None:
    products = analysis.products
    expected = [
        float(revenue) - float(cost) * float(units)
        for revenue, cost, units in zip(
            products.revenue, products.cost, products.units, strict=True
        )
    ]
    assert worth_of(analysis, SizeBy.MARGIN).tolist() == pytest.approx(expected)


def test_sizes_stand_for_orders_where_what_was_asked_for_is_unknown(analysis: Analysis) -> None:
    unknown = np.full(len(analysis.products), np.nan)
    bare = replace(analysis, products=replace(analysis.products, cost=unknown))
    assert size_meant(bare, SizeBy.MARGIN) is SizeBy.ORDERS
    assert size_meant(bare, SizeBy.REVENUE) is SizeBy.REVENUE
    assert node_radius(bare, SizeBy.MARGIN).tolist() == node_radius(bare, SizeBy.ORDERS).tolist()
    assert build_scene(bare, Plan(), View(size_by=SizeBy.MARGIN)).sized_by is SizeBy.ORDERS


def test_bands_of_stock_cover_by_hand() -> None:
    days = np.array([0.0, 0.5, 13.9, 14.0, 41.9, 42.0, np.inf, np.nan, -2.0])
    assert [Cover(band) for band in cover_bands(days).tolist()] == [
        Cover.OUT, Cover.SCARCE, Cover.SCARCE, Cover.SHORT, Cover.SHORT, Cover.LONG, Cover.LONG,
        Cover.UNKNOWN, Cover.OUT,
    ]  # fmt: skip


def test_categories_have_a_slot_each_the_largest_first() -> None:
    shop = make_analysis(families=3, size=4)
    names = ("Tea", "Mugs", "Tea", "", "Mugs", "Tea", "Jars", "Tea", "", "", "Mugs", "Tea")
    shop = replace(shop, products=replace(shop.products, categories=names))
    assert category_names(shop) == ((0, "Tea"), (1, "Mugs"), (2, "Jars"))
    slots = colour_slots(shop, ColourBy.CATEGORY, None).tolist()
    assert slots == [0, 1, 0, -1, 1, 0, 2, 0, -1, -1, 1, 0]


def test_stock_is_unknown_until_it_is_worked_out(analysis: Analysis) -> None:
    waiting = colour_slots(analysis, ColourBy.STOCK_COVER, None)
    assert set(waiting.tolist()) == {int(Cover.UNKNOWN)}
    days = np.linspace(0, 90, len(analysis.products))
    view = View(colour_by=ColourBy.STOCK_COVER, limit=60)
    scene = build_scene(analysis, Plan(), view, days)
    assert scene.colour.tolist() == cover_bands(days)[scene.products].tolist()


def test_hubs_are_few_and_have_the_most_relationships() -> None:
    shop = make_analysis(families=4, size=25)
    counts = [
        sum(
            row in (a, b)
            for a, b, evidence in zip(
                shop.pairs.a.tolist(), shop.pairs.b.tolist(), shop.pairs.evidence.tolist(),
                strict=True,
            )
            if evidence >= Evidence.LIKELY
        )
        for row in range(len(shop.products))
    ]  # fmt: skip
    assert count_relationships(shop).tolist() == counts
    hubs = np.flatnonzero(hubs_of(shop)).tolist()
    assert 0 < len(hubs) <= 5
    assert min(counts[row] for row in hubs) >= max(20, sorted(counts)[-len(hubs)])


def test_a_shop_with_few_relationships_has_no_hub() -> None:
    assert not hubs_of(make_analysis(families=3, size=4)).any()
    assert not hubs_of(empty_analysis()).any()


def test_a_filter_changes_the_size_of_nothing(analysis: Analysis) -> None:
    few, many = (build_scene(analysis, Plan(), View(limit=limit)) for limit in (20, 90))
    assert few.unit == many.unit
