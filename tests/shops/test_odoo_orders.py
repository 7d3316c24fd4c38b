"""Odoo's sale orders and point-of-sale orders: sparse rows, labels or technical names."""

from __future__ import annotations

from pathlib import Path

import pytest
from order_files import Cells, Sold, sold, take, write_rows

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.intake import read
from xsell_desktop.shops import LAYOUTS
from xsell_desktop.shops.odoo_orders import split_product

LABELS = ["Order Reference", "Order Date", "Customer", "Status", "Order Lines/Product",
          "Order Lines/Quantity", "Order Lines/Unit Price", "Order Lines/Discount (%)"]  # fmt: skip
NAMES = ["name", "date_order", "partner_id", "state", "order_line/product_id",
         "order_line/product_uom_qty", "order_line/price_unit", "order_line/discount"]  # fmt: skip
POS = ["Order Ref", "Date", "Customer", "Status", "Order Lines/Product", "Order Lines/Quantity",
       "Order Lines/Unit Price", "Order Lines/Discount (%)"]  # fmt: skip
LINES = [
    ("S00011", "2026-03-05 09:30:00", "Noy Ltd", "Sales Order", "[MUG] Mug (Red)", "2.00", "5.00",
     "10.00"),
    ("", "", "", "", "Pot [big]", "1.00", "12.50", "0.00"),
    ("", "", "", "", "[FURN_1] [old] Desk", "1.00", "100.00", ""),
    ("S00012", "2026-03-06 10:00:00", "", "Sales Order", "[MUG] Mug (Red)", "1.00", "5.00", "0"),
    ("S00013", "2026-03-06 11:00:00", "Noy Ltd", "Quotation", "Pot [big]", "1.00", "12.50", "0"),
    ("", "", "", "", "[MUG] Mug (Red)", "1.00", "5.00", "0"),
    ("S00014", "2026-03-06 12:00:00", "Noy Ltd", "Cancelled", "Pot [big]", "1.00", "12.50", "0"),
]  # fmt: skip
EXPECTED = [
    Sold("S00011", "MUG", "Mug (Red)", 2, 9.0, "2026-03-05T09:30"),
    Sold("S00011", "Pot [big]", "Pot [big]", 1, 12.5, "2026-03-05T09:30"),
    Sold("S00011", "FURN_1", "[old] Desk", 1, 100.0, "2026-03-05T09:30"),
    Sold("S00012", "MUG", "Mug (Red)", 1, 5.0, "2026-03-06T10:00"),
]


def rows_of(header: list[str]) -> list[Cells]:
    return [dict(zip(header, cells, strict=True)) for cells in LINES]


@pytest.mark.parametrize("header", [LABELS, NAMES])
def test_even_the_order_number_stands_once(tmp_path: Path, header: list[str]) -> None:
    path = write_rows(tmp_path / "sale.order.csv", header, rows_of(header))
    intake, lines = take(path, "odoo-orders")
    assert sold(lines) == EXPECTED
    assert intake.report.set_aside == {
        "cancelled orders": 1,
        "orders never paid (voided or expired)": 2,
    }
    assert lines.order_customer.tolist() == [0, -1]


def test_point_of_sale_lines_wait_for_the_users_word(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "pos.order.csv", POS, rows_of(POS))
    assert read(path, LAYOUTS).needs_mapping
    _intake, lines = take(path, "odoo-pos", ColumnMap("odoo-pos"))
    assert sold(lines) == EXPECTED


def test_references_external_ids_and_subtotals(tmp_path: Path) -> None:
    header = [
        "Order Reference", "Order Lines/Product", "Order Lines/Product/Internal Reference",
        "Order Lines/Product/External ID", "Order Lines/Quantity", "Order Lines/Unit Price",
        "Order Lines/Subtotal", "Order Lines/Discount (%)",
    ]  # fmt: skip
    rows = [
        ("S1", "[A] Mug", "A-1", "shop.mug", "2", "5.00", "9.00", "10"),
        ("", "[B] Pot", "", "shop.pot", "1", "5.00", "5.00", "0"),
        ("", "Tea", "", "__export__.product_product_12", "1", "5.00", "5.00", "0"),
        ("", "Lid", "", "", "1", "5.00", "5.00", "0"),
    ]
    cells = [dict(zip(header, row, strict=True)) for row in rows]
    lines = take(write_rows(tmp_path / "o.csv", header, cells), "odoo-orders")[1]
    assert [(s.key, s.name, s.revenue) for s in sold(lines)] == [
        ("A-1", "Mug", 9.0),
        ("B", "Pot", 5.0),
        ("__export__.product_product_12", "Tea", 5.0),
        ("Lid", "Lid", 5.0),
    ]


def test_lines_by_external_id_alone(tmp_path: Path) -> None:
    header = ["id", "name", "order_line/product_id/id", "order_line/product_uom_qty"]
    rows = [("e.s1", "S1", "shop.mug", "2"), ("", "", "shop.pot", "1")]
    cells = [dict(zip(header, row, strict=True)) for row in rows]
    lines = take(write_rows(tmp_path / "o.csv", header, cells), "odoo-orders")[1]
    assert [(s.order, s.key) for s in sold(lines)] == [("S1", "shop.mug"), ("S1", "shop.pot")]


@pytest.mark.parametrize(
    ("shown", "parts"),
    [
        ("[A 1] Mug", ("A 1", "Mug")),
        ("Mug [A]", ("", "Mug [A]")),
        ("[] Mug", ("", "[] Mug")),
        ("[A]", ("", "[A]")),
        (" [A]Mug ", ("A", "Mug")),
    ],
)
def test_a_product_as_shown(shown: str, parts: tuple[str, str]) -> None:
    assert split_product(shown) == parts


@pytest.mark.parametrize(
    "header",
    [
        "Order Reference,Order Date,Customer,Salesperson,Total,Status",
        "name,partner_id,amount_total",
    ],
)
def test_orders_without_lines_are_a_dead_end(tmp_path: Path, header: str) -> None:
    path = tmp_path / "sale.order.csv"
    path.write_text(f"{header}\nS1{',x' * header.count(',')}\n")
    with pytest.raises(UserError, match="Odoo orders without") as caught:
        read(path, LAYOUTS)
    assert "Order Lines/Product" in caught.value.next_step
