"""The research world's tables: Instacart's, the Complete Journey's, Online Retail II's sheets."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from order_files import sold, take, write_rows

from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.intake import read
from xsell_desktop.sales.joins import find_joins
from xsell_desktop.sales.merging.merge import merge
from xsell_desktop.sales.sales import CatalogueImport, Import, Sales
from xsell_desktop.shops import LAYOUTS

JOURNEY = [
    "household_key", "BASKET_ID", "DAY", "PRODUCT_ID", "QUANTITY", "SALES_VALUE", "STORE_ID",
    "RETAIL_DISC", "TRANS_TIME", "WEEK_NO", "COUPON_DISC", "COUPON_MATCH_DISC",
]  # fmt: skip


def journey(*cells: str) -> dict[str, str]:
    names = ("household_key", "BASKET_ID", "DAY", "PRODUCT_ID", "QUANTITY", "SALES_VALUE",
             "TRANS_TIME")  # fmt: skip
    return dict(zip(names, cells, strict=True)) | {"RETAIL_DISC": "-0.6", "COUPON_DISC": "0"}


def test_the_complete_journey(tmp_path: Path) -> None:
    path = write_rows(
        tmp_path / "transaction_data.csv",
        JOURNEY,
        [
            journey("2375", "26984851472", "1", "1004906", "1", "1.39", "1631"),
            journey("2375", "26984851472", "1", "1033142", "2", "0.82", "1631"),
            journey("1364", "26984896261", "31", "1004906", "1", "1.29", "5"),
            journey("1364", "26984896261", "31", "6534178", "14055", "32.1", "5"),
            journey("1364", "26984896261", "31", "999", "0", "0", "5"),
        ],
    )
    intake, lines = take(path, "complete-journey")
    assert [line[1:6] for line in sold(lines)] == [
        ("1004906", "1004906", 1.0, 1.39, "2000-01-02T16:31"),
        ("1033142", "1033142", 2.0, 0.82, "2000-01-02T16:31"),
        ("1004906", "1004906", 1.0, 1.29, "2000-02-01T00:05"),
    ]
    assert intake.report.set_aside == {
        "quantities that count no pieces": 1, "lines with a quantity of zero": 1,
    }  # fmt: skip
    assert intake.report.customers == 2
    assert any("day 1 stands as 2000-01-02" in text for text in intake.report.warnings)


def test_a_measured_quantity_can_be_left_in(tmp_path: Path) -> None:
    path = write_rows(
        tmp_path / "t.csv", JOURNEY, [journey("1", "7", "1", "5", "9000", "20", "1200")]
    )
    wish = ColumnMap(format="", filters={"measured": False})
    intake, lines = take(path, "complete-journey", wish)
    assert lines.line_quantity.tolist() == [9000]
    assert intake.report.left_in == {"quantities that count no pieces": 1}


def instacart(folder: Path) -> list[Path]:
    texts = {
        "orders": "order_id,user_id,eval_set,order_number,order_dow,order_hour_of_day,"
        "days_since_prior_order\n1,7,prior,1,2,08,\n2,7,prior,2,3,07,15.0\n3,8,train,1,3,07,\n"
        "4,9,test,1,3,07,\n",
        "order_products__prior": "order_id,product_id,add_to_cart_order,reordered\n1,196,1,0\n"
        "1,14084,2,0\n2,196,1,1\n",
        "order_products__train": "order_id,product_id,add_to_cart_order,reordered\n3,196,1,0\n",
        "products": "product_id,product_name,aisle_id,department_id\n196,Soda,77,7\n"
        "14084,Almond Milk,91,16\n",
    }
    paths = []
    for name, text in texts.items():
        paths.append(folder / f"{name}.csv")
        paths[-1].write_text(text, encoding="utf-8")
    return paths


def test_instacart_joined_and_named(tmp_path: Path) -> None:
    orders, prior, train, products = instacart(tmp_path)
    joins = find_joins([orders, prior, train, products], LAYOUTS, {})
    assert {path.name: heads.path for path, heads in joins.heads.items()} == {
        prior.name: orders, train.name: orders,
    }  # fmt: skip
    sales = Sales()
    for path in (prior, train):
        intake = read(path, LAYOUTS, heads=joins.heads[path], salt=b"s")
        assert intake.report.format == "instacart-items"
        assert intake.report.balanced()
        assert intake.lines is not None
        sales = sales.add(Import(intake.file_id, path.name, "", intake.report, intake.lines))
    shelf = read(products, LAYOUTS)
    assert shelf.catalogue is not None
    sales = sales.add(
        CatalogueImport(shelf.file_id, "products.csv", "", shelf.report, shelf.catalogue)
    )
    lines, _facts = merge(sales, roll_up_variants=False)
    assert dict(zip(lines.product_keys, lines.product_names, strict=True)) == {
        "196": "Soda", "14084": "Almond Milk",
    }  # fmt: skip
    assert len(lines.customer_keys) == 2


@pytest.mark.parametrize(("sheet", "orders"), [("Year 2009-2010", 1), ("Year 2010-2011", 2)])
def test_both_sheets_of_online_retail_ii(tmp_path: Path, sheet: str, orders: int) -> None:
    path = tmp_path / "online_retail_II.xlsx"
    header = ["Invoice", "StockCode", "Description", "Quantity", "InvoiceDate", "Price",
              "Customer ID", "Country"]  # fmt: skip
    with xlsxwriter.Workbook(path) as book:
        for name, first, count in (("Year 2009-2010", 489434, 1), ("Year 2010-2011", 536365, 2)):
            page = book.add_worksheet(name)
            page.write_row(0, 0, header)
            for at in range(count):
                page.write_row(at + 1, 0, [first + at, "85048", "LIGHTS", 12, "2009-12-01 07:45",
                                           6.95, 13085.0, "United Kingdom"])  # fmt: skip
    intake, lines = take(path, "uci-online-retail", ColumnMap(format="", sheet=sheet))
    assert intake.report.orders == orders
    assert len(lines.customer_keys) == 1
    assert not [text for text in intake.report.warnings if "not read" in text]
    first = read(path, LAYOUTS).report.warnings
    assert any(text.startswith("1 other sheet or table in the file is not read") for text in first)
    other = read(path, LAYOUTS, ColumnMap(format="", sheet="Year 2009-2010"))
    assert (other.file_id == intake.file_id) == (sheet == "Year 2009-2010")
