from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from tiny_shop import Row, coffee_shop, make_analysis, make_facts, make_lines, make_picks

from xsell_desktop.domain.errors import Cancelled
from xsell_desktop.domain.progress import Progress
from xsell_desktop.kpis.summary import Kpis, measure
from xsell_desktop.kpis.tiles import Missing, Tile
from xsell_desktop.mining.picks import Picks
from xsell_desktop.sales.lines import Lines


def figures(lines: Lines, currency: str = "", lists: dict[str, list[str]] | None = None) -> Kpis:
    picks = make_picks(lines, lists or {})
    return measure(lines, make_facts(lines), picks, make_analysis(lines, currency))


def tiles(kpis: Kpis) -> dict[str, Tile]:
    return {tile.id: tile for tile in kpis.tiles}


def test_tiles_by_hand() -> None:
    shown = tiles(figures(coffee_shop(), "GBP", {"kettle": ["filter"], "filter": ["mug"]}))
    texts = {name: (tile.text, tile.detail) for name, tile in shown.items()}
    assert texts["revenue"] == ("£96.00", "5 orders")
    assert texts["aov"] == ("£19.20", "5 orders; £19.20 without extremes")
    assert texts["median_order"] == ("£16.00", "5 orders")
    assert texts["orders"] == ("6", "with a product")
    assert texts["units"] == ("1.5", "6 orders")
    assert texts["lines"] == ("1.7", "6 orders")
    assert texts["single"] == ("50 %", "3 of 6 orders")
    assert texts["attach_first"] == ("57 %", "4 of 7 orders with the product")
    assert texts["assisted_orders"] == ("50 %", "3 of 6 orders")
    assert texts["coverage"] == ("67 %", "2 of 3 active products; 2 with pairs of their own")
    assert texts["lonely"] == ("1", "of 3 active products")
    assert texts["repeat"] == ("67 %", "2 of 3 known customers")
    assert texts["per_customer"] == ("£36.00", "average £36.00; 2 customers")
    assert texts["unknown"] == ("10 %", "1 of 10 lines")
    assert shown["aov"].value == pytest.approx(19.2)


def test_every_tile_has_a_passport_and_a_name_of_its_own() -> None:
    kpis = figures(coffee_shop(), "GBP", {"kettle": ["filter"]})
    assert len(kpis.tiles) >= 10
    assert len(tiles(kpis)) == len(kpis.tiles)
    for tile in kpis.tiles:
        assert tile.passport.endswith(".")
        assert len(tile.passport.split()) >= 5
        assert tile.label
        assert tile.detail


def test_notes_name_what_is_left_out_with_counts() -> None:
    notes = " ".join(figures(coffee_shop(), "GBP").notes)
    assert "1 order in EUR" in notes
    assert "1 return not linked to an order, −£8.00" in notes
    assert "only a part of 2025-06" in notes
    assert "2025-05" not in notes


@pytest.mark.parametrize(("orders", "said"), [(1, True), (29, True), (30, False)])
def test_few_orders_are_said(orders: int, said: bool) -> None:
    notes = figures(make_lines([Row(f"{n}", "x", 1) for n in range(orders)])).notes
    assert any(note.startswith(f"Only {orders} order") for note in notes) == said


def test_orders_without_a_currency_are_named() -> None:
    lines = make_lines([Row("a", "x", 1), Row("b", "x", 2)], {"a": {"currency": "GBP"}})
    assert any("Taken as GBP: 1 order" in note for note in figures(lines, "GBP").notes)


def test_money_tiles_say_what_is_missing_without_prices() -> None:
    kpis = figures(make_lines([Row("a", "x"), Row("a", "y"), Row("b", "x")]), "", {"x": ["y"]})
    for name in ("revenue", "aov", "median_order", "assisted_revenue"):
        tile = tiles(kpis)[name]
        assert tile.text == "–"
        assert math.isnan(tile.value)
        assert "no prices" in tile.detail
    assert tiles(kpis)["orders"].text == "2"
    assert isinstance(kpis.sales, Missing)


@pytest.mark.parametrize(
    "lines", [make_lines([]), make_lines([Row("r", "x", -5, -1)])], ids=["none", "only a return"]
)
def test_nothing_sold_yet(lines: Lines) -> None:
    kpis = figures(lines)
    for tile in kpis.tiles:
        assert tile.text == "–", tile.id
        assert math.isnan(tile.value)


def test_one_order_of_one_product() -> None:
    kpis = figures(make_lines([Row("a", "x", 10)], {"a": {"date": "2025-05-05"}}))
    assert tiles(kpis)["aov"].text == "10.00"
    assert tiles(kpis)["products_80"].text == "1"


def test_stops_when_told() -> None:
    progress = Progress()
    progress.cancel()
    lines = coffee_shop()
    with pytest.raises(Cancelled):
        measure(lines, make_facts(lines), Picks({}), make_analysis(lines), progress)


@pytest.mark.real
def test_online_retail_as_published(shared_data: Any) -> None:
    """Mean 519, median 303, 19,773 orders: the figures of docs/measures.md."""
    path: Path = shared_data("online_retail.csv.xz")
    workflow = pytest.importorskip("xsell_desktop.workflow")
    from xsell_desktop.sales.sales import Sales

    sales = workflow.import_files(Sales(), [path]).sales
    lines, facts = workflow.merged_lines(sales, True)
    kpis = measure(lines, facts, Picks({}), make_analysis(lines, lines.main_currency))
    shown = tiles(kpis)
    assert shown["orders"].value == pytest.approx(19773, abs=60)
    assert shown["aov"].value == pytest.approx(519, abs=6)
    assert shown["median_order"].value == pytest.approx(303, abs=4)
    assert shown["unknown"].value == pytest.approx(0.25, abs=0.01)
