"""Clover's line items: a row a piece."""

from __future__ import annotations

from pathlib import Path

import pytest
from order_files import Cells, Sold, header_of, sold, take, write_rows

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.intake import read
from xsell_desktop.shops import LAYOUTS

HEADER = header_of("clover-items", 29)


def piece(order: str, name: str, **cells: str) -> Cells:
    return {
        "Line Item Date": "16-Dec-2023 02:44 AM EST", "Order Employee Name": "Bo Li",
        "Item ID": f"ID-{name}", "Item SKU": "", "Order ID": order, "Item Name": name,
        "Currency": "USD", "Per Unit Quantity": "", "Item Revenue": "5.00",
        "Modifiers Revenue": "0.50", "Total Revenue": "5.50", "Total Discount": "-1.00",
        "Item Total": "4.50", "Tax Amount": "0.40", "Refunded": "false", "Exchanged": "false",
        "Order Payment State": "Paid", "Service Charge": "false",
        **{name.replace("_", " "): cell for name, cell in cells.items()},
    }  # fmt: skip


ROWS = [
    piece("A1", "Taco", Item_SKU="T"),
    piece("A1", "Taco", Item_SKU="T"),
    piece("A1", "Salad", Per_Unit_Quantity="0.75", Item_Unit="lb"),
    piece("A1", "Gratuity", Service_Charge="true", Item_ID=""),
    piece("A2", "Taco", Item_SKU="T", Refunded="true"),
    piece("A2", "Soda", Line_Item_Date="01-Jan-2024 12:05 PM EST"),
    piece("A3", "Soda", Exchanged="true", Line_Item_Date="02-Jan-2024 12:05 AM EST"),
    piece("A3", "Salsa", Item_ID="", Line_Item_Date="02-Jan-2024 12:05 AM EST"),
]
NIGHT, NEXT = "2023-12-16T02:44", "2024-01-02T00:05"
KEPT = [
    Sold("A1", "T", "Taco", 1, 4.5, NIGHT),
    Sold("A1", "T", "Taco", 1, 4.5, NIGHT),
    Sold("A1", "ID-Salad", "Salad", 0.75, 4.5, NIGHT),
    Sold("A2", "T", "Taco", 1, 4.5, NIGHT),
    Sold("A2", "ID-Soda", "Soda", 1, 4.5, NIGHT),
    Sold("A3", "ID-Soda", "Soda", 1, 4.5, NEXT),
    Sold("A3", "Salsa", "Salsa", 1, 4.5, NEXT),
]
BACK = [
    Sold("A2", "T", "Taco", -1, -4.5, NIGHT, returned=True),
    Sold("A3", "ID-Soda", "Soda", -1, -4.5, NEXT, returned=True),
]


def test_a_row_a_piece(tmp_path: Path) -> None:
    intake, lines = take(write_rows(tmp_path / "items.csv", HEADER, ROWS), "clover-items")
    assert [line for line in sold(lines) if not line.returned] == KEPT
    assert [line for line in sold(lines) if line.returned] == BACK
    assert intake.report.lines_kept == 7
    assert intake.report.returns == 2
    assert sum(intake.report.set_aside.values()) == 1
    assert lines.currencies == ("USD",)


def test_columns_an_owner_removed(tmp_path: Path) -> None:
    header = ["Line Item Date", "Order ID", "Item Name", "Item Revenue", "Total Discount"]
    lines = take(write_rows(tmp_path / "items.csv", header, ROWS[:3]), "clover-items")[1]
    assert [(line.key, line.revenue) for line in sold(lines)] == [
        ("Taco", 4.0), ("Taco", 4.0), ("Salad", 4.0),
    ]  # fmt: skip


def test_the_orders_file_is_answered_with_line_items(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(
        "Order Date,Order ID,Invoice Number,Order Employee Name,Note,Currency,Tax Amount,Tip,"
        "Service Charge,Discount,Order Total,Payments Total,Tender,Order Payment State\n"
        "16-Dec-2023 02:44 AM EST,A1,1,Bo Li,,USD,1,0,0,0,10,10,Cash,Paid\n"
    )
    with pytest.raises(UserError, match="Clover orders without their items") as caught:
        read(path, LAYOUTS)
    assert "Line Items" in caught.value.next_step
