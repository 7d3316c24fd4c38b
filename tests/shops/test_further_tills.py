"""Matrixify, whose rows are of many kinds, and Toast and SumUp, which ask before they are read."""

from __future__ import annotations

from pathlib import Path

from order_files import Cells, Sold, header_of, sold, take, write_rows

from xsell_desktop.sales.intake import read
from xsell_desktop.shops import LAYOUTS

MATRIXIFY = header_of("matrixify-orders", 29)
TOAST = header_of("toast-items", 32)
SUMUP = header_of("sumup-items", 15)


def test_matrixify_rows_of_goods_are_lines_and_the_others_frame_them(tmp_path: Path) -> None:
    first = {"Name": "#501", "Created At": "2024-03-05 10:11:12 +0100", "Currency": "EUR",
             "Customer: Email": "ann@shop.example", "Payment: Status": "paid"}  # fmt: skip
    second = first | {"Name": "#502", "Customer: Email": "bo@shop.example"}
    gone = first | {"Name": "#503", "Cancelled At": "2024-03-06 10:00:00 +0100"}
    tin = {"Line: SKU": "TIN", "Line: Name": "Tea Tin", "Line: Price": "8.00"}
    sale = {"Line: Type": "Line Item", "Line: Quantity": "1", "Line: Total": "8.00"}
    rows: list[Cells] = [
        first | tin | sale | {"Line: Quantity": "3", "Line: Discount": "-4.00",
                              "Line: Total": "20.00"},
        first | sale | {"Line: Name": "Pot - Blue", "Line: SKU": "POT-B"},
        first | {"Line: Type": "Shipping Line", "Line: Title": "Post", "Line: Total": "4.90"},
        first | {"Line: Type": "Transaction", "Transaction: Amount": "32.90"},
        second | tin | sale,
        second | tin | {"Line: Type": "Refund Line", "Line: Quantity": "-1",
                        "Line: Total": "-8.00"},
        second | {"Line: Type": "Fulfillment Line"},
        gone | tin | sale,
    ]  # fmt: skip
    path = write_rows(tmp_path / "Orders.csv", MATRIXIFY, rows)
    intake, lines = take(path, "matrixify-orders")
    moment = "2024-03-05T10:11"
    assert sold(lines) == [
        Sold("#501", "TIN", "Tea Tin", 3, 20.0, moment),
        Sold("#501", "POT-B", "Pot - Blue", 1, 8.0, moment),
        Sold("#502", "TIN", "Tea Tin", 1, 8.0, moment),
        Sold("#502", "TIN", "Tea Tin", -1, -8.0, moment, returned=True),
    ]
    assert intake.report.framing == 3
    assert intake.report.set_aside == {"returns": 1, "cancelled orders": 1}
    assert lines.void_orders == ("#503",)


def test_toast_asks_and_then_reads_whole_orders_without_voids(tmp_path: Path) -> None:
    row = {"Order Id": "9001", "Order #": "1", "Order Date": "10/8/26 5:17 PM", "Qty": "1.0",
           "Void?": "false"}  # fmt: skip
    rows: list[Cells] = [
        row | {"Menu Item": "Cold Soup", "Item Id": "71", "Net Price": "9.00"},
        row | {"Menu Item": "Rolls", "Item Id": "72", "Net Price": "6.00", "Qty": "2.0"},
        row | {"Menu Item": "Cold Soup", "Item Id": "71", "Net Price": "9.00", "Void?": "true"},
        row | {"Order Id": "9002", "Menu Item": "Rolls", "Item Id": "72", "SKU": "ROLL",
               "Net Price": "3.00", "Order Date": "10/9/26 9:00 AM"},
    ]  # fmt: skip
    path = write_rows(tmp_path / "ItemSelectionDetails.csv", TOAST, rows)
    asked = read(path, LAYOUTS)
    assert asked.needs_mapping
    intake, lines = take(path, "toast-items", asked.column_map)
    assert sold(lines) == [
        Sold("9001", "71", "Cold Soup", 1, 9.0, "2026-10-08T17:17"),
        Sold("9001", "72", "Rolls", 2, 6.0, "2026-10-08T17:17"),
        Sold("9002", "ROLL", "Rolls", 1, 3.0, "2026-10-09T09:00"),
    ]
    assert intake.report.set_aside == {"cancelled orders": 1}


def test_sumup_asks_and_then_reads_line_prices_and_refunds(tmp_path: Path) -> None:
    row = {"Account": "till@shop.example", "Date": "15.03.23", "Time": "11:53", "Type": "Sales",
           "Transaction ID": "TA1", "Quantity": "2", "Currency": "CHF"}  # fmt: skip
    rows: list[Cells] = [
        row | {"Description": "Bretzel ", "Price (Gross)": "7.00", "Price (Net)": "6.50"},
        row | {"Description": "Most", "Quantity": "1", "Price (Gross)": "4.00"},
        row | {"Description": "Most", "Quantity": "1", "Price (Gross)": "-4.00", "Type": "Refund",
               "Transaction ID": "TA2"},
    ]  # fmt: skip
    path = write_rows(tmp_path / "report.csv", SUMUP, rows)
    asked = read(path, LAYOUTS)
    assert asked.needs_mapping
    intake, lines = take(path, "sumup-items", asked.column_map)
    assert [(one.name, one.quantity, one.revenue, one.returned) for one in sold(lines)] == [
        ("Bretzel", 2, 7.0, False), ("Most", 1, 4.0, False), ("Most", -1, -4.0, True),
    ]  # fmt: skip
    assert lines.currencies == ("CHF",)
    assert intake.report.customers == 0
