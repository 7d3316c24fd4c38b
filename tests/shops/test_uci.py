"""Online Retail: what is a product, what came back, and the whole real file."""

from __future__ import annotations

import csv
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest

from xsell_desktop.sales.intake import read
from xsell_desktop.shops import LAYOUTS
from xsell_desktop.shops.uci import is_fee

HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"


@pytest.mark.parametrize(
    ("code", "fee"),
    [
        ("POST", True), ("D", True), ("m", True), ("DOT", True), ("BANK CHARGES", True),
        ("AMAZONFEE", True), ("C2", True), ("S", True), ("CRUK", True), ("PADS", True), ("B", True),
        ("gift_0001_20", True), ("TEST001", True), ("ADJUST2", True),
        ("85123A", False), ("71053", False), ("DCGS0003", False), ("DCGSSGIRL", False),
        ("15056BL", False),
    ],
)  # fmt: skip
def test_which_codes_are_fees(code: str, fee: bool) -> None:
    assert is_fee(code) is fee


@pytest.mark.parametrize(
    "header",
    [HEADER, "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n"],
    ids=["first edition", "second edition"],
)
def test_each_kind_of_row(tmp_path: Path, header: str) -> None:
    path = tmp_path / "retail.csv"
    path.write_text(
        header + "536365,85123A,HOLDER,6,12/1/10 8:26,2.55,17850.0,United Kingdom\n"
        "536365,85123A,HOLDER,6,12/1/10 8:26,2.55,17850.0,United Kingdom\n"
        "536365,85123a,HOLDER,1,12/1/10 8:26,2.55,17850,United Kingdom\n"
        "536366,POST,POSTAGE,1,12/13/10 8:28,18,12583,France\n"
        "C536379,85123A,HOLDER,-1,12/13/10 9:41,2.55,17850.0,United Kingdom\n"
        "536380,22139,,56,12/13/10 9:41,0,,United Kingdom\n"
        "537449,22140,damaged,-10,12/13/10 9:41,0,,United Kingdom\n"
        "A563185,B,Adjust bad debt,1,12/13/10 14:50,11062.06,,United Kingdom\n",
        encoding="utf-8",
    )
    intake = read(path, LAYOUTS)
    report, lines = intake.report, intake.lines
    assert lines is not None
    assert report.balanced()
    assert report.lines_kept == 3
    assert report.set_aside == {
        "postage and packing": 1,
        "fees, charges and discounts": 1,
        "lines with a price of zero": 1,
        "stock adjustments": 1,
        "returns": 1,
    }
    assert report.first_date == "2010-12-01"
    assert report.products == 1
    assert lines.product_keys == ("85123A", "85123a")
    assert len(lines.customer_keys) == 1
    assert lines.currencies == ("GBP",)


@pytest.mark.real
def test_the_whole_file_against_a_naive_reading(shared_data: Callable[[str], Path]) -> None:
    path = shared_data("online_retail.csv.xz")
    intake = read(path, LAYOUTS)
    report, lines = intake.report, intake.lines
    assert lines is not None
    kept = 0
    orders, products, money = set(), set(), 0.0
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for order, code, _name, quantity, _date, price, _customer, _country in rows:
            if is_fee(code) or int(quantity) <= 0 or float(price) <= 0:
                continue
            kept += 1
            orders.add(order)
            products.add(code.casefold())
            money += int(quantity) * float(price)
    sold = ~lines.line_returned
    assert report.balanced()
    assert report.rows_read == 541_909
    assert report.lines_kept == kept == int(sold.sum())
    assert report.orders == len(orders) == 19_773
    assert report.products == len(products)
    assert float(lines.line_revenue[sold].sum()) == pytest.approx(money)


@pytest.mark.real
def test_groceries(shared_data: Callable[[str], Path]) -> None:
    path = shared_data("groceries.csv")
    intake = read(path, LAYOUTS)
    lines = intake.lines
    assert lines is not None
    baskets = [
        [cell.strip() for cell in line.split(",")]
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert intake.report.format == "plain-baskets"
    assert intake.report.orders == len(baskets) == 9835
    assert intake.report.products == len({item for basket in baskets for item in basket}) == 169
    assert [lines.product_keys[code] for code in lines.line_product] == [
        item for basket in baskets for item in basket
    ]


def test_days_that_prove_no_order_have_the_month_first(tmp_path: Path) -> None:
    path = tmp_path / "first_rows.csv"
    path.write_text(
        f"{HEADER}536365,85123A,HOLDER,6,12/1/2010 8:26,2.55,17850,United Kingdom\n"
        "536365,71053,LANTERN,6,12/1/2010 8:26,3.39,17850,United Kingdom\n"
    )
    assert read(path, LAYOUTS).report.first_date == "2010-12-01"
