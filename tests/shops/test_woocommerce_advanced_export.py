"""Advanced Order Export: net and gross quantities, sparse rows, and columns ticked at will."""

from __future__ import annotations

from pathlib import Path

import pytest
from order_files import Cells, Sold, header_of, sold, take, write_rows

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.intake import read
from xsell_desktop.shops import LAYOUTS

DEFAULT = header_of("woocommerce-advanced-export", 31)
DELIVERY = header_of("woocommerce-advanced-export", 29)
DATE = "2026-03-05T09:30"
CHOICES = {"Product Variation": "Colour: Red | Size: M"}
ORDER = ("Order Number", "Order Status", "Order Date", "Email (Billing)", "Currency")


def row(
    number: str, name: str, sku: str, ordered: int, back: int = 0, cells: Cells | None = None
) -> Cells:
    return {
        "Order Number": number, "Order Status": "Completed", "Order Date": "2026-03-05 09:30",
        "Email (Billing)": f"{number}@example.com", "Currency": "EUR", "Item #": "1", "SKU": sku,
        "Item Name": name, "Name": name, "Quantity (- Refund)": str(ordered - back),
        "Quantity": str(ordered), "Quantity (Refunded)": str(-back), "Item Cost": "2.50",
        "Order Line Total": f"{2.5 * ordered:.2f}", "Cart Discount Amount": "1.00",
        **(cells or {}),
    }  # fmt: skip


ROWS = [
    row("11", "Mug", "M1", 2),
    row("11", "Pot - Red", "", 3, 1),
    row("12", "Mug", "M1", 1, cells={"Order Status": "Cancelled"}),
    row("13", "Tea", "T", 4, cells={"Email (Billing)": ""}),
    row("14", "Mug", "M1", 2, 2),
]


def test_net_quantities_are_not_netted_again(tmp_path: Path) -> None:
    intake, lines = take(
        write_rows(tmp_path / "o.csv", DEFAULT, ROWS), "woocommerce-advanced-export"
    )
    assert sold(lines) == [
        Sold("11", "M1", "Mug", 2, 5.0, DATE),
        Sold("11", "Pot - Red", "Pot - Red", 2, 5.0, DATE),
        Sold("13", "T", "Tea", 4, 10.0, DATE),
    ]
    assert intake.report.set_aside == {"cancelled orders": 1, "lines with a quantity of zero": 1}
    known = dict(zip(lines.order_keys, lines.order_customer.tolist(), strict=True))
    assert known == {"11": 0, "13": -1}
    assert not lines.order_discount.any()


def test_gross_quantities_with_what_came_back(tmp_path: Path) -> None:
    header = [*DELIVERY, "Currency"]
    rows = [*ROWS, row("15", "Shirt", "", 1, cells=CHOICES)]
    rows += [row("15", "Shirt - Red, M", "", 1, cells=CHOICES)]
    _intake, lines = take(
        write_rows(tmp_path / "o.csv", header, rows), "woocommerce-advanced-export"
    )
    kept = [line for line in sold(lines) if not line.returned]
    assert [(line.order, line.key, line.quantity, line.revenue) for line in kept] == [
        ("11", "M1", 2, 5.0),
        ("11", "Pot - Red", 3, 7.5),
        ("13", "T", 4, 10.0),
        ("14", "M1", 2, 5.0),
        ("15", "Shirt - Red, M", 1, 2.5),
        ("15", "Shirt - Red, M", 1, 2.5),
    ]
    back = [(line.order, line.key, line.quantity) for line in sold(lines) if line.returned]
    assert sorted(back) == [("11", "Pot - Red", -1), ("14", "M1", -2)]
    assert lines.currencies == ("EUR",)


@pytest.mark.parametrize("next_line", [False, True])
def test_order_columns_blank_on_later_rows(tmp_path: Path, next_line: bool) -> None:
    rows: list[Cells] = []
    seen = ""
    for cells in ROWS:
        fields = {name: cells[name] for name in ORDER}
        rest = {name: cell for name, cell in cells.items() if name not in ORDER}
        first = cells["Order Number"] != seen
        seen = cells["Order Number"]
        if next_line:
            rows += [fields, rest] if first else [rest]
        else:
            rows.append(cells if first else rest)
    intake, lines = take(
        write_rows(tmp_path / "o.csv", DEFAULT, rows), "woocommerce-advanced-export"
    )
    assert [(line.order, line.key) for line in sold(lines)] == [
        ("11", "M1"),
        ("11", "Pot - Red"),
        ("13", "T"),
    ]
    assert intake.report.framing == (4 if next_line else 0)
    assert intake.report.set_aside["cancelled orders"] == 1
    known = dict(zip(lines.order_keys, lines.order_customer.tolist(), strict=True))
    assert known == {"11": 0, "13": -1}


def test_prices_before_discount_and_a_spreadsheets_spelling(tmp_path: Path) -> None:
    header = ["Order Number", "Order Date", "SKU", "Item Name", "Quantity (- Refund)",
              "Item Cost Before Discount", "Item Discount Amount"]  # fmt: skip
    rows = [
        {**cells, "Item Cost Before Discount": "2,50", "Item Discount Amount": "0,75",
         "Order Date": "25.03.2026 09:30"} for cells in ROWS[:2]
    ]  # fmt: skip
    path = write_rows(tmp_path / "o.csv", header, rows, delimiter=";")
    assert [(s.revenue, s.date) for s in sold(take(path, "woocommerce-advanced-export")[1])] == [
        (4.25, "2026-03-25T09:30"),
        (4.25, "2026-03-25T09:30"),
    ]


def test_orders_without_items_are_a_dead_end(tmp_path: Path) -> None:
    header = DEFAULT[:23]
    path = write_rows(tmp_path / "o.csv", header, ROWS)
    with pytest.raises(UserError, match="without their items") as caught:
        read(path, LAYOUTS)
    assert "Set up fields to export" in caught.value.next_step
