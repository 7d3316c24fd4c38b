"""PrestaShop's product lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from catalogue_files import figures, known_header, read_products, write_products

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.intake import preview, read
from xsell_desktop.sales.merging.facts import Family
from xsell_desktop.shops import LAYOUTS
from xsell_desktop.shops.links import Shelf

HEADER = known_header("prestashop-products")
THIRTYBEES = known_header("prestashop-products", 2)
COMBINED = known_header("prestashop-combinations")
GRID = known_header("prestashop-grid")
ACCESSORIES = "Acessories  (x,y,z...)"


def row(number: str, name: str, reference: str = "", **cells: str) -> dict[str, str]:
    """A product on sale for 12.50 that cost 6.00."""
    return {
        "Product ID": number, "Active (0/1)": "1", "Name *": name, "Reference #": reference,
        "Categories (x,y,z...)": "Home,Clothes/Men", "Price tax excluded": "12.50",
        "Wholesale price": "6.00", "Quantity": "8", "Visibility": "both", **cells,
    }  # fmt: skip


ROWS = [
    row("1", "Shirt", "demo_1", **{ACCESSORIES: "2,demo_4,12,9,1"}),
    row("2", "Mug", "12", **{"Wholesale price": "0.000000", "Categories (x,y,z...)": "Home"}),
    row("3", "Notebook", **{ACCESSORIES: "demo_1"}),
    row("4", "Cushion", "demo_4", **{"Active (0/1)": "0"}),
    row("5", "Poster", "demo_5", Visibility="none", Quantity="-2"),
    row("", "", ""),
]


def test_the_import_file(tmp_path: Path) -> None:
    path = write_products(tmp_path / "p.csv", HEADER, [*ROWS, {"Price tax excluded": "1"}],
                          delimiter=";")  # fmt: skip
    products, report = read_products(path, "prestashop-products")
    assert list(products) == ["demo_1", "12", "3", "demo_4", "demo_5"]
    assert report.rows_refused_total == 2
    shirt = products["demo_1"]
    assert (shirt.name, shirt.category, shirt.shop_id) == ("Shirt", "Men", "1")
    assert figures(shirt) == (12.5, 6.0, 8.0)
    assert products["12"].category == "Home"
    assert figures(products["12"]) == (12.5, None, 8.0)
    assert not products["demo_4"].visible
    assert not products["demo_5"].visible
    assert products["demo_5"].stock == -2.0


def test_accessories_are_numbers_first_and_references_second(tmp_path: Path) -> None:
    """12 is a number that no product has, not the mug's reference; its own link goes."""
    path = write_products(tmp_path / "p.csv", HEADER, ROWS[:5], delimiter=";")
    products, report = read_products(path, "prestashop-products")
    assert products["demo_1"].cross_sells == ("12", "demo_4")
    assert products["3"].cross_sells == ("demo_1",)
    assert report.warnings == (
        "2 products that others link to are not in the file; such links are left out",
    )


def test_thirtybees_ends_columns_at_commas_and_joins_lists_by_semicolons(tmp_path: Path) -> None:
    rows = [{**row("7", "Tea, green", "T7"), "Categories (x;y;z...)": "Home;Teas",
             "Price tax excluded or Price tax included": "3.20"}]  # fmt: skip
    rows = [{name: cell for name, cell in rows[0].items() if name in THIRTYBEES}]
    products, _report = read_products(
        write_products(tmp_path / "p.csv", THIRTYBEES, rows), "prestashop-products"
    )
    tea = products["T7"]
    assert (tea.name, tea.category, tea.price) == ("Tea, green", "Teas", 3.2)


def test_saved_again_in_a_spreadsheet(tmp_path: Path) -> None:
    rows = [{**r, "Price tax excluded": "12,5", "Wholesale price": "6"} for r in ROWS[:3]]
    path = write_products(tmp_path / "p.csv", HEADER, rows, delimiter=";", encoding="cp1252")
    products, report = read_products(path, "prestashop-products")
    assert report.decimal == ","
    assert figures(products["demo_1"]) == (12.5, 6.0, 8.0)


COMBINATIONS = [
    {"Product ID*": "1", "Value (Value:Position)*": "S:0, Red:1", "Reference": "demo_1-S",
     "Quantity": "3", "Wholesale price": "5.5", "Impact on price": "-2"},
    {"Product ID*": "1", "Value (Value:Position)*": "M:0, Red:1", "Reference": "demo_1-M",
     "Quantity": "4", "Wholesale price": "0"},
    {"Product ID*": "1", "Value (Value:Position)*": "L:0", "Quantity": "4"},
    {"Value (Value:Position)*": "L:0", "Reference": "lost"},
]  # fmt: skip


def test_combinations_find_their_product_in_another_file(tmp_path: Path) -> None:
    path = write_products(tmp_path / "c.csv", COMBINED, COMBINATIONS, delimiter=";")
    variants, report = read_products(path, "prestashop-combinations")
    assert report.set_aside == {"variants without a number of their own": 1}
    assert report.rows_refused_total == 1
    small = variants["demo_1-S"]
    assert (small.name, small.parent) == ("demo_1-S - S, Red", "id:1")
    assert figures(small) == (None, 5.5, 3.0)
    assert variants["demo_1-M"].cost is None

    listed = write_products(tmp_path / "p.csv", HEADER, ROWS[:5], delimiter=";")
    shelves = [read(file, LAYOUTS).catalogue for file in (listed, path)]
    catalogues = [shelf for shelf in shelves if shelf is not None]
    assert [shelf.format for shelf in catalogues] == ["prestashop-products"] * 2
    assert Family(catalogues).parent_of("demo_1-S", "") == ("demo_1", "Shirt")
    pages = Shelf(product for shelf in catalogues for product in shelf.products)
    owner = pages.owner(small)
    assert owner is not None
    assert owner.key == "demo_1"


def test_the_back_office_list_waits_for_the_user_s_word(tmp_path: Path) -> None:
    rows = [{"Product ID": "1", "Name": "Mug", "Reference": "M1", "Category": "Cups",
             "Price (tax excl.)": "8.00", "Quantity": "3", "Status": "1"}]  # fmt: skip
    path = write_products(tmp_path / "g.csv", GRID, rows, delimiter=";")
    seen = preview(path, LAYOUTS)
    assert (seen.format, seen.certain, seen.kind) == ("prestashop-grid", False, "none")
    assert read(path, LAYOUTS).needs_mapping
    products, _report = read_products(path, "prestashop-grid", ColumnMap("prestashop-grid"))
    assert figures(products["M1"]) == (8.0, None, 3.0)


def test_a_file_of_nothing_but_variants_without_numbers_is_refused(tmp_path: Path) -> None:
    path = write_products(tmp_path / "c.csv", COMBINED, COMBINATIONS[2:3], delimiter=";")
    with pytest.raises(UserError, match="variants without a number"):
        read(path, LAYOUTS)
