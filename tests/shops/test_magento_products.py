"""Magento's product export."""

from __future__ import annotations

from pathlib import Path

import pytest
from catalogue_files import figures, known_header, read_products, trimmed, write_products

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.intake import read
from xsell_desktop.shops import LAYOUTS

HEADER = known_header("magento-products")


def row(sku: str, kind: str = "simple", **cells: str) -> dict[str, str]:
    """An enabled product in the ways of the export's own cells."""
    return {
        "sku": sku, "product_type": kind, "attribute_set_code": "Default",
        "product_websites": "base", "name": f"The {sku}", "product_online": "1",
        "visibility": "Catalog, Search", "price": "10.0000", "qty": "5.0000", "is_in_stock": "1",
        "manage_stock": "1", "use_config_manage_stock": "1",
        "categories": "Default Category/Gear/Bags,Default Category/Collections", **cells,
    }  # fmt: skip


ROWS = [
    row("MUG", crosssell_skus="TEA,TIN,MUG", upsell_skus="POT", related_skus="TIN",
        additional_attributes="activity=a,cost=4.20,colour=red"),
    row("MUG", store_view_code="de", name="Becher", price="", qty=""),
    row("TEA", price="4.5000", is_in_stock="0", qty="0.0000"),
    row("TIN", product_online="2", categories="Default Category"),
    row("POT", visibility="Not Visible Individually"),
    row("SHIRT", "configurable", price="", qty="0.0000",
        configurable_variations="sku=SHIRT-S,size=S|sku=SHIRT-M,size=M"),
    row("SHIRT-S", visibility="Not Visible Individually", categories=""),
    row("SHIRT-M", visibility="Not Visible Individually", product_online="2"),
    row("SET", "bundle", qty="0.0000", price="",
        bundle_values="name=Cup,type=select,required=1,sku=MUG,price=0.0000,default=1,"
        "default_qty=2.0000,price_type=fixed|name=Leaf,type=select,required=1,sku=TEA,"
        "price=0.0000,default=0,default_qty=1.0000,price_type=fixed"),
    row("GROUP", "grouped", associated_skus="MUG=2.0000,TEA=0.0000", qty="0.0000", price=""),
    row("EBOOK", "virtual", manage_stock="0", use_config_manage_stock="0", qty="0.0000"),
    row("", name="nameless"),
]  # fmt: skip


def test_a_whole_catalogue(tmp_path: Path) -> None:
    products, report = read_products(write_products(tmp_path / "p.csv", HEADER, ROWS),
                                     "magento-products")  # fmt: skip
    assert (report.rows_read, report.lines_kept) == (12, 10)
    assert report.set_aside == {"translations of another row": 1}
    assert [tuple(refusal) for refusal in report.rows_refused] == [(13, "no product")]
    mug = products["MUG"]
    assert (mug.name, mug.category, figures(mug)) == ("The MUG", "Bags", (10.0, 4.2, 5.0))
    assert mug.cross_sells == ("TEA", "TIN")
    assert mug.upsells == ("POT", "TIN")
    assert figures(products["TEA"]) == (4.5, None, 0.0)
    assert products["TIN"].category == "Default Category"
    assert not products["TIN"].visible
    assert not products["POT"].visible
    assert figures(products["EBOOK"]) == (10.0, None, None)


def test_configurable_products_are_the_parents_of_their_variants(tmp_path: Path) -> None:
    products, _report = read_products(write_products(tmp_path / "p.csv", HEADER, ROWS),
                                      "magento-products")  # fmt: skip
    assert products["SHIRT"].is_parent
    assert figures(products["SHIRT"]) == (None, None, None)
    assert products["SHIRT-S"].parent == products["SHIRT-M"].parent == "SHIRT"
    assert products["SHIRT-S"].visible
    assert not products["SHIRT-M"].visible
    assert products["SHIRT-S"].category == "Bags"
    assert products["SET"].parts == (("MUG", 2.0), ("TEA", 1.0))
    assert products["GROUP"].parts == (("MUG", 2.0), ("TEA", 1.0))
    assert not products["SET"].is_parent


def test_only_the_columns_an_owner_kept(tmp_path: Path) -> None:
    header, rows = trimmed(HEADER, ROWS[:4], "sku", "product_type", "name", "price")
    products, _report = read_products(
        write_products(tmp_path / "p.csv", header[::-1], rows), "magento-products"
    )
    assert list(products) == ["MUG", "TEA", "TIN"]
    assert figures(products["MUG"]) == (10.0, None, None)
    assert products["MUG"].visible


def test_saved_again_in_a_spreadsheet(tmp_path: Path) -> None:
    rows = [{**r, "price": r["price"].replace(".0000", "").replace(".5000", ",5"),
             "qty": r["qty"].replace(".0000", "")} for r in ROWS[:4]]  # fmt: skip
    path = write_products(tmp_path / "p.csv", HEADER, rows, delimiter=";", encoding="cp1252")
    products, report = read_products(path, "magento-products")
    assert report.decimal == ","
    assert figures(products["TEA"]) == (4.5, None, 0.0)


def test_an_export_of_one_store_view_only(tmp_path: Path) -> None:
    rows = [{**r, "store_view_code": "default"} for r in ROWS[2:5]]
    products, report = read_products(write_products(tmp_path / "p.csv", HEADER, rows),
                                     "magento-products")  # fmt: skip
    assert list(products) == ["TEA", "TIN", "POT"]
    assert report.set_aside == {}


def test_unreadable_figures_are_counted_and_left_blank(tmp_path: Path) -> None:
    rows = [row("A", price="ten", qty="some"), row("B", price="2.0000", qty="x"), row("C")]
    products, report = read_products(write_products(tmp_path / "p.csv", HEADER, rows),
                                     "magento-products")  # fmt: skip
    assert figures(products["A"]) == (None, None, None)
    assert figures(products["B"]) == (2.0, None, None)
    assert report.warnings == (
        "1 price or cost cannot be read and is left blank",
        "2 stock figures cannot be read and are left blank",
    )
    assert report.lines_kept == 3


@pytest.mark.parametrize(
    "header",
    [
        "sku,tier_price_website,tier_price_customer_group,tier_price_qty,tier_price",
        "source_code,sku,status,quantity",
    ],
)
def test_exports_beside_the_products_are_known_and_answered(tmp_path: Path, header: str) -> None:
    path = tmp_path / "p.csv"
    path.write_text(header + "\n" + ",".join("a" for _cell in header.split(",")) + "\n")
    with pytest.raises(UserError, match="not its products") as refused:
        read(path, LAYOUTS)
    assert "entity type Products" in refused.value.next_step
