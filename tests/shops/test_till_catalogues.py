"""The catalogues of Square, Etsy and Loyverse."""

from __future__ import annotations

from pathlib import Path

from catalogue_files import figures, known_header, read_products, write_products

OLD_SQUARE = known_header("square-library")
NEW_SQUARE = known_header("square-library", 2)
ETSY = known_header("etsy-listings")
SPANISH = known_header("loyverse-items")
ENGLISH = known_header("loyverse-items", 2)


def coffee(size: str, sku: str, price: str, **cells: str) -> dict[str, str]:
    return {
        "Reference Handle": "#latte", "Token": f"T{size}", "Item Name": "Latte",
        "Variation Name": size, "SKU": sku, "Categories": "Drinks > Coffee, Hot",
        "Price": price, "Archived": "N", "Sellable": "Y", "Default Unit Cost": "$0.80",
        "Current Quantity Main Street": "3", "Current Quantity Old Mill": "4", **cells,
    }  # fmt: skip


def test_square_groups_variations_and_adds_up_places(tmp_path: Path) -> None:
    header = [*NEW_SQUARE, "Current Quantity Old Mill"]
    rows = [
        coffee("Small", "L-S", "$3.00"),
        coffee("Large", "", "$1,004.00", **{"Current Quantity Old Mill": ""}),
        {"Reference Handle": "#mug", "Token": "M", "Item Name": "Mug", "Variation Name": "Regular",
         "SKU": "", "Price": "variable", "Reporting Category": "Things", "Archived": "Y"},
        {"Reference Handle": "#tote", "Token": "B", "Item Name": "Tote", "SKU": "TOTE",
         "Variation Name": "Regular", "Price": "9", "Sellable": "N"},
        {"Price": "3"},
    ]  # fmt: skip
    products, report = read_products(
        write_products(tmp_path / "p.csv", header, rows), "square-library"
    )
    assert list(products) == ["Latte", "L-S", "Latte - Large", "Mug", "TOTE"]
    assert report.rows_refused_total == 1
    assert report.warnings == ()
    assert products["Latte"].is_parent
    small, large = products["L-S"], products["Latte - Large"]
    assert small.name == "Latte - Small"
    assert small.parent == large.parent == "Latte"
    assert figures(small) == (3.0, 0.8, 7.0)
    assert figures(large) == (1004.0, 0.8, 3.0)
    assert small.category == "Coffee"
    assert figures(products["Mug"]) == (None, None, None)
    assert products["Mug"].category == "Things"
    assert (products["Mug"].visible, products["TOTE"].visible, small.visible) == (
        False, False, True,
    )  # fmt: skip
    assert products["TOTE"].name == "Tote"


def test_square_s_older_library_shares_a_token_or_only_the_name(tmp_path: Path) -> None:
    stock = "Current Quantity Main Street"
    rows = [
        {"Token": "T1", "Item Name": "Tea", "Variation Name": "Regular", "SKU": "", stock: "2",
         "Price": "2.00"},
        {"Token": "T1", "Item Name": "Tea", "Variation Name": "Pot", "SKU": "TP", stock: "5"},
        {"Token": "X1", "Item Name": "Scarf", "Variation Name": "Red", "SKU": "S-R"},
        {"Token": "X2", "Item Name": "Scarf", "Variation Name": "Blue", "SKU": "S-B"},
    ]  # fmt: skip
    path = write_products(tmp_path / "p.csv", OLD_SQUARE, rows)
    products, _report = read_products(path, "square-library")
    assert list(products) == ["Tea", "TP", "Scarf", "S-R", "S-B"]
    assert figures(products["Tea"]) == (2.0, None, 2.0)
    assert products["Tea"].is_parent
    assert products["TP"].parent == "Tea"
    assert products["S-B"].parent == "Scarf"


def test_etsy_listings_know_skus_and_variations_from_cells(tmp_path: Path) -> None:
    rows = [
        {"TITLE": "Silver ring, handmade", "PRICE": "40.00", "QUANTITY": "6", "SKU": "R-6,R-7",
         "VARIATION 1 TYPE": "Size", "VARIATION 1 NAME": "Ring size", "VARIATION 1 VALUES": "6,7"},
        {"TITLE": "Mum&#39;s mug", "PRICE": "12.50", "QUANTITY": "3", "SKU": "MUG"},
        {"TITLE": "Scarf", "PRICE": "30.00", "QUANTITY": "2", "SKU": "",
         "VARIATION 1 NAME": "Colour", "VARIATION 1 VALUES": "Red,Blue",
         "VARIATION 2 NAME": "Size", "VARIATION 2 VALUES": "S,M"},
        {"TITLE": "Print", "PRICE": "9.00", "QUANTITY": "1", "SKU": "P-1,P-2,P-3",
         "VARIATION 1 NAME": "Paper", "VARIATION 1 VALUES": "Matte,Gloss"},
        {"TITLE": "Card", "PRICE": "2.00", "QUANTITY": "80"},
        {"PRICE": "2.00"},
    ]  # fmt: skip
    rows = [{**row, "CURRENCY_CODE": "GBP"} for row in rows]
    products, report = read_products(
        write_products(tmp_path / "p.csv", ETSY, rows), "etsy-listings"
    )
    assert report.rows_refused_total == 1
    assert list(products) == [
        "Silver ring, handmade", "R-6", "R-7", "MUG",
        "Scarf", "Scarf (Colour: Red, Size: S)", "Scarf (Colour: Red, Size: M)",
        "Scarf (Colour: Blue, Size: S)", "Scarf (Colour: Blue, Size: M)",
        "Print", "P-1", "P-2", "P-3", "Card",
    ]  # fmt: skip
    assert products["R-6"].name == "Silver ring, handmade (Ring size: 6)"
    assert products["R-6"].parent == "Silver ring, handmade"
    assert figures(products["Silver ring, handmade"]) == (40.0, None, 6.0)
    assert products["MUG"].name == "Mum's mug"
    assert figures(products["MUG"]) == (12.5, None, 3.0)
    assert products["P-2"].name == "Print - P-2"


def test_loyverse_in_spanish_with_two_stores(tmp_path: Path) -> None:
    header = [
        *SPANISH,
        "Precio [Norte]",
        "En inventario [Norte]",
        "Disponibles para la venta [Norte]",
    ]
    rows = [
        {"Handle": "cafe", "REF": "10001", "Nombre": "Café", "Categoria": "Bebidas",
         "Opción 1 nombre": "Tamaño", "Opción 1 valor": "Chico", "Coste": "0,80",
         "Precio [Tienda 1]": "2,50", "Precio [Norte]": "2,70", "En inventario [Tienda 1]": "3",
         "En inventario [Norte]": "4", "Disponibles para la venta [Tienda 1]": "Y",
         "Disponibles para la venta [Norte]": "N"},
        {"Handle": "cafe", "REF": "10002", "Opción 1 valor": "Grande", "Coste": "1,10",
         "Precio [Tienda 1]": "3,50", "Disponibles para la venta [Tienda 1]": "Y"},
        {"Handle": "pan", "REF": "10003", "Nombre": "Pan", "Precio [Tienda 1]": "variable",
         "Disponibles para la venta [Tienda 1]": "N", "Disponibles para la venta [Norte]": "N"},
        {"Handle": "menu", "REF": "10004", "Nombre": "Menú", "Precio [Tienda 1]": "6,00",
         "REF del componente": "10001", "Cantidad del componente": "1"},
        {"Handle": "menu", "REF del componente": "10003", "Cantidad del componente": "2"},
    ]  # fmt: skip
    path = write_products(tmp_path / "p.csv", header, rows, delimiter=";")
    products, report = read_products(path, "loyverse-items")
    assert report.decimal == ","
    assert report.set_aside == {"rows that go on with the product above": 1}
    assert list(products) == ["Café", "10001", "10002", "10003", "10004"]
    small, large = products["10001"], products["10002"]
    assert (small.name, large.name) == ("Café - Chico", "Café - Grande")
    assert figures(small) == (2.5, 0.8, 7.0)
    assert figures(large) == (3.5, 1.1, None)
    assert products["Café"].category == "Bebidas"
    assert small.visible
    assert not products["10003"].visible
    assert products["10003"].price is None
    assert products["10004"].parts == (("10001", 1.0), ("10003", 2.0))
    assert report.warnings == ()


def test_loyverse_in_english(tmp_path: Path) -> None:
    rows = [
        {"Handle": "tea", "SKU": "", "Name": "Tea", "Category": "Drinks", "Default price": "2.00",
         "Cost": "0.50", "In stock [Corner shop]": "-1", "Price [Corner shop]": "2.20"},
        {"SKU": "S1", "Category": "x"},
        {"Handle": "bun", "SKU": "10009", "Name": "Bun", "Price [Corner shop]": "1.20"},
    ]  # fmt: skip
    products, _report = read_products(
        write_products(tmp_path / "p.csv", ENGLISH, [rows[0], rows[2]]), "loyverse-items"
    )
    assert figures(products["Tea"]) == (2.0, 0.5, -1.0)
    assert figures(products["10009"]) == (1.2, None, None)
    path = write_products(tmp_path / "q.csv", ENGLISH, rows[1:])
    products, report = read_products(path, "loyverse-items")
    assert report.rows_refused_total == 1
    assert list(products) == ["10009"]
