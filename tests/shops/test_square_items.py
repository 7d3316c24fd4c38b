"""Square's item sales in four generations."""

from __future__ import annotations

from pathlib import Path

import pytest
from order_files import Cells, Sold, header_of, sold, take, write_rows

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.intake import read
from xsell_desktop.shops import LAYOUTS

WIDTHS = (24, 29, 32, 35)


def item(transaction: str, name: str, **cells: str) -> Cells:
    """A latte at $5.00 at noon; `cells` are named like the columns, with _ for blanks."""
    return {
        "Date": "2026-07-18", "Time": "12:59:30", "Time Zone": "Eastern Time (US & Canada)",
        "Category": "Drinks", "Item": name, "Qty": "1.0", "Price Point Name": "Regular",
        "Gross Sales": "$5.00", "Discounts": "$0.00", "Net Sales": "$5.00", "Tax": "$0.40",
        "Transaction ID": transaction, "Payment ID": f"P{transaction}", "Event Type": "Payment",
        "Location": "Mill Lane", "Customer ID": "C1", "Customer Name": "Ann Noy",
        "Itemization Type": "Physical Good",
        **{name.replace("_", " "): cell for name, cell in cells.items()},
    }  # fmt: skip


ROWS = [
    item("T4", "Latte", SKU="LAT"),
    item("T4", "Scone", Qty="2.0", Gross_Sales="$7.00", Discounts="-$1.00", Net_Sales="$6.00"),
    item("T4", "Tea", Price_Point_Name="Large", Net_Sales="$4.50", Gross_Sales="$4.50"),
    item("T4", "Tip", Price_Point_Name="", Net_Sales="$2.00", Gross_Sales="$2.00"),
    item("T3", "Latte", SKU="LAT", Event_Type="Refund", Qty="-1.0", Gross_Sales="-$5.00",
         Net_Sales="-$5.00"),
    item("T3", "Latte", SKU="LAT", Qty="3", Gross_Sales="$15.00", Net_Sales="$15.00"),
    item("T2", "Custom Amount", Price_Point_Name="", Net_Sales="$9.00"),
    item("T2", "Gift Card", Price_Point_Name="", Net_Sales="$25.00"),
    item("T2", "Machine", Net_Sales="$1,250.00", Gross_Sales="$1,250.00", Customer_ID=""),
    item("T1", "Coffee beans", Qty="0.25", Net_Sales="$4.00", Time="08:05:00"),
]  # fmt: skip
NOON = "2026-07-18T12:59"
EXPECTED = [
    Sold("T4", "LAT", "Latte", 1, 5.0, NOON),
    Sold("T4", "Scone", "Scone", 2, 6.0, NOON),
    Sold("T4", "Tea - Large", "Tea - Large", 1, 4.5, NOON),
    Sold("T3", "LAT", "Latte", -1, -5.0, NOON, returned=True),
    Sold("T3", "LAT", "Latte", 3, 15.0, NOON),
    Sold("T2", "Machine", "Machine", 1, 1250.0, NOON),
    Sold("T1", "Coffee beans", "Coffee beans", 0.25, 4.0, "2026-07-18T08:05"),
]


@pytest.mark.parametrize("width", WIDTHS)
def test_each_generation(tmp_path: Path, width: int) -> None:
    path = write_rows(tmp_path / "items.csv", header_of("square-items", width), ROWS)
    intake, lines = take(path, "square-items")
    assert sold(lines) == EXPECTED
    assert intake.report.set_aside == {
        "tips and lines without a product": 2,
        "gift cards and vouchers": 1,
        "returns": 1,
    }
    assert lines.currencies == ("$",)
    assert len(lines.customer_keys) == 1
    assert intake.report.orders == 4


def test_without_net_sales_the_discount_is_taken_off(tmp_path: Path) -> None:
    header = [name for name in header_of("square-items", 24) if name != "Net Sales"]
    _intake, lines = take(write_rows(tmp_path / "items.csv", header, ROWS[:2]), "square-items")
    assert [line.revenue for line in sold(lines)] == [5.0, 6.0]


def test_columns_of_other_countries(tmp_path: Path) -> None:
    header = header_of("square-items", 21)
    money = {"Product Sales": "£7.00", "Discounts": "-£1.00", "Tax": "£1.20"}
    rows = [
        item("T1", "Scone", Qty="2", **money) | {"Net Sales": "£6.00", "Gross Sales": "£7.20"},
        item("T1", "Tea", Event_Type="Refund", Qty="1") | {"Net Sales": "-£2.00"},
    ]
    _intake, lines = take(write_rows(tmp_path / "items.csv", header, rows), "square-items")
    assert [(line.quantity, line.revenue) for line in sold(lines)] == [(2, 6.0), (-1, -2.0)]
    assert lines.currencies == ("GBP",)
    without = [name for name in header if name != "Net Sales"]
    _intake, lines = take(write_rows(tmp_path / "items.csv", without, rows[:1]), "square-items")
    assert sold(lines)[0].revenue == 6.0


def test_older_dates_have_the_month_first(tmp_path: Path) -> None:
    header = ["Date", "Time", "Item", "Qty", "Net Sales", "Transaction ID", "Event Type"]
    rows = [item("T1", "Tea", Date="03/04/24"), item("T1", "Mug", Date="03/04/24")]
    _intake, lines = take(write_rows(tmp_path / "items.csv", header, rows), "square-items")
    assert [line.date for line in sold(lines)] == ["2024-03-04T12:59"] * 2


def test_two_equal_rows_are_two_pieces(tmp_path: Path) -> None:
    rows = [item("T1", "Tea"), item("T1", "Tea")]
    path = write_rows(tmp_path / "items.csv", header_of("square-items", 24), rows)
    assert len(take(path, "square-items")[1]) == 2


def test_item_types_tell_amounts_and_gift_cards(tmp_path: Path) -> None:
    rows = [
        item("T1", "Repair", Itemization_Type="Custom Amount"),
        item("T1", "Present", Itemization_Type="Gift Card"),
        item("T1", "Haircut", Itemization_Type="Service"),
    ]
    path = write_rows(tmp_path / "items.csv", header_of("square-items", 35), rows)
    assert [line.name for line in sold(take(path, "square-items")[1])] == ["Haircut"]


@pytest.mark.parametrize(
    "header",
    [
        "Date,Category,Item,Qty,Modifiers Applied,Event Type",
        "Date,Time,Gross Sales,Discounts,Net Sales,Tip,Total Collected,Source,Transaction ID,"
        "Payment ID,Device Name,Details,Event Type,Location",
        "Item Name,Item Variation,SKU,Category,Items Sold,Gross Sales,Items Refunded,Net Sales",
    ],
)
def test_files_without_baskets_say_what_to_export(tmp_path: Path, header: str) -> None:
    path = tmp_path / "summary.csv"
    path.write_text(f"{header}\n07/18/26,Drinks,Latte,1,,Payment\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"summary\.csv") as caught:
        read(path, LAYOUTS)
    assert "Items Detail" in caught.value.next_step


def test_hostile_rows_are_refused_one_by_one(tmp_path: Path) -> None:
    rows = [
        item("T1", "Tea"),
        item("", "Tea", Payment_ID=""),
        item("T1", "", Price_Point_Name=""),
        item("T1", "Tea", Qty="two"),
        item("T1", "Tea", Date="2026-13-45"),
        item("T1", "Tea", Net_Sales="$5.0.0"),
        item("T1", "Tea", Qty="0"),
    ]
    path = write_rows(tmp_path / "items.csv", header_of("square-items", 35), rows)
    report = take(path, "square-items")[0].report
    assert [refusal.reason for refusal in report.rows_refused] == [
        "no order number", "no product", "quantity is not a number", "date cannot be read",
        "price is not a number",
    ]  # fmt: skip
    assert report.set_aside == {"lines with a quantity of zero": 1}
