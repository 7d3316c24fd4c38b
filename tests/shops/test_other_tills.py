"""Lightspeed X-Series, which is never read without the user's word, and ShopKeep."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from order_files import Cells, Sold, header_of, sold, take, write_rows

from xsell_desktop.sales.intake import preview, read
from xsell_desktop.shops import LAYOUTS

LIGHTSPEED = header_of("lightspeed-sales", 20)
SHOPKEEP = header_of("shopkeep-items", 23)
SALES: list[Cells] = [
    {"Date": "2026-07-18 09:30:00", "Receipt Number": "501", "Line Type": "Sale",
     "Customer Code": "ANN-1", "Customer Name": "Ann Noy", "Quantity": "3", "Subtotal": "9.00",
     "Total": "10.80", "Status": "CLOSED", "Register": "Main"},
    {"Line Type": "Sale Line", "Quantity": "2", "Subtotal": "6.00", "Details": "Tea", "Sku": "T"},
    {"Line Type": "Sale Line", "Quantity": "1", "Subtotal": "3.00", "Details": "Bun", "Sku": ""},
    {"Line Type": "Payment", "Paid": "10.80", "Details": "Cash"},
    {"Date": "2026-07-18 10:00:00", "Receipt Number": "502", "Line Type": "Sale",
     "Status": "CLOSED"},
    {"Line Type": "Sale Line", "Quantity": "-1", "Subtotal": "-3.00", "Details": "Tea", "Sku": "T"},
    {"Line Type": "Sale Line", "Quantity": "1", "Subtotal": "4.00", "Details": "Jam", "Sku": "J"},
    {"Line Type": "Payment", "Paid": "1.00", "Details": "Card"},
]  # fmt: skip


def test_lightspeed_opens_the_mapping_and_is_read_with_it(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "sales.csv", LIGHTSPEED, SALES)
    first = read(path, LAYOUTS)
    assert first.needs_mapping
    shown = preview(path, LAYOUTS)
    assert shown.format == "lightspeed-sales"
    assert shown.column_map.columns["order"] == "Receipt Number"
    assert shown.column_map.columns["name"] == "Details"
    intake, lines = take(path, "lightspeed-sales", replace(first.column_map))
    assert sold(lines) == [
        Sold("501", "T", "Tea", 2, 6.0, "2026-07-18T09:30"),
        Sold("501", "Bun", "Bun", 1, 3.0, "2026-07-18T09:30"),
        Sold("502", "T", "Tea", -1, -3.0, "2026-07-18T10:00", returned=True),
        Sold("502", "J", "Jam", 1, 4.0, "2026-07-18T10:00"),
    ]
    assert intake.report.framing == 4
    assert lines.order_customer.tolist() == [0, -1]


def test_lightspeed_with_the_number_on_every_row(tmp_path: Path) -> None:
    rows = [dict(row) for row in SALES]
    for at, row in enumerate(rows):
        row["Receipt Number"] = "501" if at < 4 else "502"
    path = write_rows(tmp_path / "sales.csv", LIGHTSPEED, rows)
    _intake, lines = take(path, "lightspeed-sales", read(path, LAYOUTS).column_map)
    assert lines.order_keys == ("501", "502")
    assert [str(date)[:16] for date in lines.order_date] == [
        "2026-07-18T09:30", "2026-07-18T10:00",
    ]  # fmt: skip


def test_shopkeep(tmp_path: Path) -> None:
    base = {
        "Time": "2018-03-05 14:02:11", "Register Name": "Front", "Cashier Name": "Bo",
        "Operation Type": "Sale", "Store Code": "", "UPC": "", "Price": "4.00", "Quantity": "2",
        "Subtotal": "8.00", "Discounts": "-1.00", "Net Total": "7.00", "Tax": "0.56",
        "Total Due": "7.56", "Transaction ID": "77", "Customer ID": "9",
    }  # fmt: skip
    rows = [
        base | {"Line Item": "Soap", "Store Code": "S-1", "UPC": "0501"},
        base | {"Line Item": "Brush", "UPC": "0502"},
        base | {"Line Item": "Towel"},
        base | {"Line Item": "Soap", "Store Code": "S-1", "Operation Type": "Return",
                "Transaction ID": "78", "Quantity": "1", "Net Total": "-3.50"},
        base | {"Line Item": "Soap", "Store Code": "S-1", "Operation Type": "Void"},
    ]  # fmt: skip
    moment = "2018-03-05T14:02"
    intake, lines = take(write_rows(tmp_path / "items.csv", SHOPKEEP, rows), "shopkeep-items")
    assert sold(lines) == [
        Sold("77", "S-1", "Soap", 2, 7.0, moment),
        Sold("77", "0502", "Brush", 2, 7.0, moment),
        Sold("77", "Towel", "Towel", 2, 7.0, moment),
        Sold("78", "S-1", "Soap", -1, -3.5, moment, returned=True),
    ]
    assert intake.report.set_aside == {"cancelled orders": 1, "returns": 1}
    without = [name for name in SHOPKEEP if name != "Net Total"]
    lines = take(write_rows(tmp_path / "items.csv", without, rows[:1]), "shopkeep-items")[1]
    assert sold(lines)[0].revenue == 7.0
