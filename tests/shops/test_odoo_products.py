"""Odoo's product export."""

from __future__ import annotations

from pathlib import Path

from catalogue_files import figures, known_header, read_products, write_products

LABELS = known_header("odoo-products")
NAMES = known_header("odoo-products", 2)


def test_by_labels_with_links_on_rows_of_their_own(tmp_path: Path) -> None:
    rows = [
        {"External ID": "shop.mug", "Internal Reference": "MUG", "Name": "Mug", "Cost": "4",
         "Sales Price": "10.0", "Quantity On Hand": "7.0", "Product Category": "All / Home / Cups",
         "Accessory Products": "[TEA] Tea, green", "Alternative Products": "Cup"},
        {"Accessory Products": "[TIN] Tin", "Optional Products": "Cup"},
        {"External ID": "shop.tea", "Internal Reference": "TEA", "Name": "Tea, green",
         "Accessory Products": "[MUG] Mug,[TIN] Tin,[GONE] Gone"},
        {"External ID": "shop.tin", "Internal Reference": "TIN", "Name": "Tin"},
        {"External ID": "shop.cup", "Name": "Cup", "Sales Price": "9.5"},
        {"Cost": "3"},
    ]  # fmt: skip
    products, report = read_products(
        write_products(tmp_path / "p.csv", LABELS, rows), "odoo-products"
    )
    assert report.set_aside == {"rows that go on with the product above": 1}
    assert [tuple(refusal) for refusal in report.rows_refused] == [(7, "no product")]
    assert list(products) == ["MUG", "TEA", "TIN", "shop.cup"]
    mug = products["MUG"]
    assert (mug.name, mug.category, mug.shop_id) == ("Mug", "Cups", "shop.mug")
    assert figures(mug) == (10.0, 4.0, 7.0)
    assert mug.cross_sells == ("TEA", "TIN")
    assert mug.upsells == ("shop.cup",)
    assert products["TEA"].cross_sells == ("MUG", "TIN")
    assert report.warnings == (
        "1 product that others link to is not in the file; such links are left out",
    )


def test_by_technical_names_and_external_ids(tmp_path: Path) -> None:
    rows = [
        {"id": "a.p1", "default_code": "P1", "name": "Pen", "list_price": "2.50",
         "standard_price": "1.00", "qty_available": "100", "categ_id/id": "product.cat_1",
         "accessory_product_ids/id": "a.p2,a.p3", "optional_product_ids/id": "a.p3"},
        {"id": "a.p2", "default_code": "P2", "name": "Pad", "list_price": "3.00",
         "alternative_product_ids/id": "a.p1"},
        {"id": "a.p3", "name": "Ink", "list_price": "4.00"},
    ]  # fmt: skip
    products, _report = read_products(
        write_products(tmp_path / "p.csv", NAMES, rows), "odoo-products"
    )
    assert figures(products["P1"]) == (2.5, 1.0, 100.0)
    assert products["P1"].cross_sells == ("P2", "a.p3")
    assert products["P1"].upsells == ("a.p3",)
    assert products["P2"].upsells == ("P1",)
    assert products["a.p3"].name == "Ink"


def test_variants_have_their_template_for_a_parent(tmp_path: Path) -> None:
    header = ["Internal Reference", "Name", "Variant Values", "Product Template", "Sales Price",
              "Can be Sold", "Alternative Products"]  # fmt: skip
    rows = [
        dict(zip(header, cells, strict=True))
        for cells in (
            ("S-R", "Shirt", "Colour: Red, Size: S", "Shirt", "20", "TRUE", ""),
            ("", "Shirt", "Colour: Blue, Size: S", "Shirt", "21", "FALSE", ""),
            ("HAT", "Hat", "", "Hat", "12", "True", "Shirt"),
        )
    ]
    products, _report = read_products(
        write_products(tmp_path / "p.csv", header, rows), "odoo-products"
    )
    assert list(products) == ["Shirt", "S-R", "Shirt (Blue, S)", "HAT"]
    assert products["Shirt"].is_parent
    assert products["S-R"].name == "Shirt (Red, S)"
    assert products["S-R"].parent == "Shirt"
    assert not products["Shirt (Blue, S)"].visible
    assert products["HAT"].parent == ""
    assert products["HAT"].upsells == ("Shirt",)


def test_saved_again_with_names_shown_with_their_reference(tmp_path: Path) -> None:
    header = ["Display Name", "Sales Price", "Cost"]
    rows = [dict(zip(header, cells, strict=True)) for cells in (
        ("[MUG] Mug", "1.010,50", "4,25"), ("Plain cup", "3,00", "zzz"),
    )]  # fmt: skip
    path = write_products(tmp_path / "p.csv", header, rows, delimiter=";")
    products, report = read_products(path, "odoo-products")
    assert report.decimal == ","
    assert (products["MUG"].name, figures(products["MUG"])) == ("Mug", (1010.5, 4.25, None))
    assert figures(products["Plain cup"]) == (3.0, None, None)
    assert report.warnings == ("1 price or cost cannot be read and is left blank",)
