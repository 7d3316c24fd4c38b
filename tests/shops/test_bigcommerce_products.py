"""BigCommerce's product exports, legacy and modern."""

from __future__ import annotations

from pathlib import Path

from catalogue_files import figures, known_header, read_products, trimmed, write_products

LEGACY = known_header("bigcommerce-products")
MODERN = known_header("bigcommerce-products", 2)


def legacy(number: str, name: str, sku: str = "", kind: str = "Product", **cells: str) -> dict[
    str, str
]:  # fmt: skip
    """A visible product at 15.00 with four pieces."""
    return {
        "Item Type": kind, "Product ID": number, "Product Name": name, "Product Code/SKU": sku,
        "Price": "15.00", "Cost Price": "7.00", "Track Inventory": "by product",
        "Current Stock Level": "4", "Product Visible?": "Y", "Category": "Shop/Cups;Gifts",
        **cells,
    }  # fmt: skip


OLD_ROWS = [
    legacy("100", "Mug", "MUG"),
    legacy("101", "Shirt", "SHIRT"),
    legacy("501", "[RB]Size=Small,[CS]Colour=Red", "SHIRT-S", "  SKU", Price="", Category=""),
    legacy("502", "[RB]Size=Large,[CS]Colour=Red", "SHIRT-L", "  SKU", Price="17.00"),
    legacy("503", "[RB]Size=Huge", "", "  SKU"),
    legacy("9", "", "", "  Rule"),
    legacy("102", "Card", **{"Track Inventory": "none", "Cost Price": "0.00"}),
    legacy("103", "Hidden", "H", **{"Product Visible?": "N"}),
    legacy("", "", ""),
]


def test_the_legacy_export(tmp_path: Path) -> None:
    path = write_products(tmp_path / "p.csv", LEGACY, OLD_ROWS)
    products, report = read_products(path, "bigcommerce-products")
    assert list(products) == ["MUG", "SHIRT", "SHIRT-S", "SHIRT-L", "102", "H"]
    assert report.set_aside == {
        "rows that describe no product": 1,
        "variants without a number of their own": 1,
    }
    assert report.rows_refused_total == 1
    mug = products["MUG"]
    assert (mug.category, mug.shop_id, figures(mug)) == ("Cups", "100", (15.0, 7.0, 4.0))
    assert products["SHIRT"].is_parent
    small = products["SHIRT-S"]
    assert (small.name, small.parent) == ("Shirt - Small / Red", "SHIRT")
    assert (small.price, small.category) == (15.0, "Cups")
    assert products["SHIRT-L"].price == 17.0
    assert figures(products["102"]) == (15.0, None, None)
    assert not products["H"].visible


def test_the_modern_export(tmp_path: Path) -> None:
    rows = [
        {"Item": "Product", "ID": "77", "Name": "Shirt", "Type": "physical", "SKU": "",
         "Inventory Tracking": "variant", "Price": "20", "Cost Price": "9",
         "Categories": "Clothes/Shirts;Sale", "Is Visible": "TRUE"},
        {"Item": "Variant", "ID": "801", "SKU": "SH-S", "Current Stock": "3",
         "Options": "Type=Rectangle|Name=Size|Value=Small"},
        {"Item": "Variant", "ID": "802", "SKU": "SH-L", "Current Stock": "0", "Price": "22",
         "Options": "Type=Rectangle|Name=Size|Value=Large"},
        {"Item": "Image", "ID": "5"},
        {"Item": "Video", "ID": "6"},
        {"Item": "Product", "ID": "78", "Name": "Pin", "SKU": "PIN", "Is Visible": "FALSE",
         "Inventory Tracking": "product", "Current Stock": "11", "Price": "2.50"},
        {"Item": "Variant", "ID": "803", "SKU": "PIN", "Current Stock": "11"},
    ]  # fmt: skip
    products, report = read_products(
        write_products(tmp_path / "p.csv", MODERN, rows), "bigcommerce-products"
    )
    assert list(products) == ["77", "SH-S", "SH-L", "PIN"]
    assert report.set_aside == {"rows that only hold a picture": 2}
    assert products["SH-S"].name == "Shirt - Small"
    assert figures(products["SH-S"]) == (20.0, 9.0, 3.0)
    assert figures(products["SH-L"]) == (22.0, 9.0, 0.0)
    assert products["77"].category == "Shirts"
    pin = products["PIN"]
    assert (pin.shop_id, pin.parent, pin.visible) == ("78", "", False)
    assert figures(pin) == (2.5, None, 11.0)


def test_trimmed_and_saved_again_in_a_spreadsheet(tmp_path: Path) -> None:
    header, rows = trimmed(LEGACY, OLD_ROWS[:2], "Product Name", "Product ID", "Product Code/SKU",
                           "Price", "Item Type")  # fmt: skip
    rows[0]["Price"] = "1.015,00"
    path = write_products(tmp_path / "p.csv", header, rows, delimiter=";", encoding="utf-16")
    products, _report = read_products(path, "bigcommerce-products")
    assert figures(products["MUG"]) == (1015.0, None, None)
    assert figures(products["SHIRT"]) == (15.0, None, None)


def test_a_variant_above_every_product_is_refused(tmp_path: Path) -> None:
    path = write_products(tmp_path / "p.csv", LEGACY, [OLD_ROWS[3], OLD_ROWS[0]])
    products, report = read_products(path, "bigcommerce-products")
    assert list(products) == ["MUG"]
    assert [tuple(refusal) for refusal in report.rows_refused] == [(2, "no product")]
