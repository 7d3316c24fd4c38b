"""The sample shop's own lists, checked against its product export as the shops would see it."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from xsell_desktop import workflow
from xsell_desktop.domain.plan import Plan
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.picks import Picks
from xsell_desktop.resources import resource
from xsell_desktop.sales.sales import Sales
from xsell_desktop.shops.targets import TARGETS

ORDERS = resource("samples", "trailhead-orders.csv")
EXPORTS = {
    "woocommerce": resource("samples", "trailhead-products-woocommerce.csv"),
    "shopify": resource("samples", "trailhead-products-shopify.csv"),
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def mined(shop: str) -> tuple[Sales, Analysis, Picks]:
    sales = workflow.import_files(Sales(), [ORDERS, EXPORTS[shop]]).sales
    analysis = workflow.analyse(sales, Plan().settings)
    return sales, analysis, workflow.pick_all(analysis, Plan())


def lists(shop: str, folder: Path) -> tuple[list[dict[str, str]], Picks, Analysis]:
    sales, analysis, picks = mined(shop)
    catalogues = tuple(item.catalogue for item in sales.catalogues)
    written = TARGETS[shop].write(picks, catalogues, folder, product_keys=analysis.products.keys)
    assert written.checked
    return rows(written.files[0]), picks, analysis


def test_woocommerce_knows_every_product_it_is_told(tmp_path: Path) -> None:
    file, picks, _analysis = lists("woocommerce", tmp_path)
    export = rows(EXPORTS["woocommerce"])
    by_sku = {row["SKU"]: row for row in export if row["SKU"]}
    by_id = {row["ID"]: row for row in export}
    assert len(file) > 0.9 * len(picks.by_anchor)
    for row in file:
        source = by_id[row["ID"]] if row.get("ID") else by_sku[row["SKU"]]
        assert source["Type"] != "variation"
        assert source["SKU"] == row["SKU"]
        entries = row["Cross-sells"].split(", ")
        assert len(set(entries)) == len(entries) <= 5
        for entry in entries:
            partner = by_id[entry[3:]] if entry.startswith("id:") else by_sku[entry]
            assert partner is not source


def test_shopify_knows_every_handle_and_keeps_every_title(tmp_path: Path) -> None:
    file, _picks, _analysis = lists("shopify", tmp_path)
    titles = {row["Handle"]: row["Title"] for row in rows(EXPORTS["shopify"]) if row["Title"]}
    (column,) = (name for name in file[0] if name.startswith("Complementary products ("))
    for row in file:
        assert titles[row["Handle"]] == row["Title"]
        handles = row[column].split("; ")
        assert set(handles) <= set(titles) - {row["Handle"]}
        assert len(set(handles)) == len(handles)


@pytest.mark.parametrize("shop", sorted(EXPORTS))
def test_best_picks_come_first(tmp_path: Path, shop: str) -> None:
    file, picks, analysis = lists(shop, tmp_path)
    key = analysis.products.keys[0]
    first = picks.by_anchor[key][0].partner_name
    export = rows(EXPORTS[shop])
    name_column = {"woocommerce": "Name", "shopify": "Title"}[shop]
    named = {
        (row["SKU"] or f"id:{row['ID']}") if shop == "woocommerce" else row["Handle"]: row
        for row in export
        if row[name_column]
    }
    top = next(
        row for row in file
        if named[row["SKU"] if shop == "woocommerce" else row["Handle"]][name_column]
        == picks.by_anchor[key][0].anchor_name
    )  # fmt: skip
    listed = list(top.values())[-1].replace("; ", ", ").split(", ")
    assert named[listed[0]][name_column] == first
