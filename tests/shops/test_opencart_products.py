"""The workbook of OpenCart's Export/Import tool, and two public sets' product tables."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter
from catalogue_files import figures, known_header, read_products, write_products

from xsell_desktop.sales.merging.merge import merge
from xsell_desktop.sales.sales import Sales
from xsell_desktop.workflow.verbs import import_files

HEADER = known_header("opencart-products")


def write_workbook(path: Path, rows: list[dict[str, str | float]]) -> Path:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Products")
    sheet.write_row(0, 0, HEADER)
    for at, row in enumerate(rows, start=1):
        for name, cell in row.items():
            sheet.write(at, HEADER.index(name), cell)
    book.add_worksheet("AdditionalImages").write_row(0, 0, ["product_id", "image"])
    book.close()
    return path


def test_the_products_sheet(tmp_path: Path) -> None:
    rows: list[dict[str, str | float]] = [
        {"product_id": 42, "name(en-gb)": "Mug", "categories": "20,28", "sku": "MUG",
         "model": "m1", "quantity": 7, "price": 10.5, "status": "true",
         "related_ids": "43,44,99,42"},
        {"product_id": 43, "name(en-gb)": "Tea", "categories": 20, "sku": "", "model": "tea-1",
         "quantity": 0, "price": 4, "status": "true", "related_ids": 42},
        {"product_id": 44, "name(en-gb)": "Tin", "model": "00123", "quantity": 3,
         "price": 2, "status": "false"},
        {"name(en-gb)": "", "price": 2},
    ]  # fmt: skip
    products, report = read_products(write_workbook(tmp_path / "p.xlsx", rows),
                                     "opencart-products")  # fmt: skip
    assert report.rows_refused_total == 1
    assert list(products) == ["MUG", "tea-1", "00123"]
    mug = products["MUG"]
    assert (mug.name, mug.shop_id, mug.category) == ("Mug", "42", "20")
    assert figures(mug) == (10.5, None, 7.0)
    assert mug.cross_sells == ("tea-1", "00123")
    assert products["tea-1"].cross_sells == ("MUG",)
    assert [products[key].visible for key in products] == [True, True, False]
    assert report.warnings == (
        "1 product that others link to is not in the file; such links are left out",
    )


def test_instacart_s_products(tmp_path: Path) -> None:
    path = write_products(
        tmp_path / "products.csv",
        known_header("instacart-products"),
        [
            {"product_id": "1", "product_name": 'Cookies, "Big"', "aisle_id": "61",
             "department_id": "19"},
            {"product_id": "2", "product_name": "All-Seasons Salt", "aisle_id": "104",
             "department_id": "13"},
            {"product_id": "", "product_name": "x"},
        ],
    )  # fmt: skip
    products, report = read_products(path, "instacart-products")
    assert report.rows_refused_total == 1
    assert [(p.key, p.name, p.category) for p in products.values()] == [
        ("1", 'Cookies, "Big"', "19"), ("2", "All-Seasons Salt", "13"),
    ]  # fmt: skip


def test_the_complete_journey_s_products(tmp_path: Path) -> None:
    path = write_products(
        tmp_path / "product.csv",
        known_header("complete-journey-products"),
        [{"PRODUCT_ID": "25671", "MANUFACTURER": "2", "DEPARTMENT": "GROCERY", "BRAND": "National",
          "COMMODITY_DESC": "FRZN ICE", "SUB_COMMODITY_DESC": "ICE - CRUSHED/CUBED",
          "CURR_SIZE_OF_PRODUCT": "22 LB"},
         {"PRODUCT_ID": "26081", "MANUFACTURER": "2", "DEPARTMENT": "MISC. TRANS.",
          "SUB_COMMODITY_DESC": " ", "CURR_SIZE_OF_PRODUCT": " "}],
    )  # fmt: skip
    products, _report = read_products(path, "complete-journey-products")
    assert [(p.key, p.name, p.category) for p in products.values()] == [
        ("25671", "ICE - CRUSHED/CUBED 22 LB", "GROCERY"), ("26081", "26081", "MISC. TRANS."),
    ]  # fmt: skip


def test_orders_without_names_take_the_catalogue_s(tmp_path: Path) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_text("order,sku\n1,1\n1,2\n2,1\n2,3\n", encoding="utf-8")
    path = write_products(
        tmp_path / "products.csv",
        known_header("instacart-products"),
        [{"product_id": "1", "product_name": "Salt"}, {"product_id": "2", "product_name": "Tea"}],
    )
    sales = import_files(Sales(), [orders, path]).sales
    lines, facts = merge(sales, roll_up_variants=True)
    assert dict(zip(lines.product_keys, lines.product_names, strict=True)) == {
        "1": "Salt", "2": "Tea", "3": "3",
    }  # fmt: skip
    assert facts.in_catalogue.tolist() == [True, True, False]
