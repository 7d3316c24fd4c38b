"""Magento's order items, which are read on the user's word only."""

from __future__ import annotations

from pathlib import Path

import pytest
from order_files import Cells, Sold, header_of, sold, take, write_rows

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.intake import preview, read
from xsell_desktop.shops import LAYOUTS

DUMP = header_of("magento-items", 20)
MAP = ColumnMap("magento-items")


def row(id_: str, order: str, sku: str, name: str, quantity: int, **cells: str) -> Cells:
    return {
        "item_id": id_, "order_id": order, "parent_item_id": "NULL", "sku": sku, "name": name,
        "created_at": "2026-03-05 09:30:00", "product_type": "simple",
        "qty_ordered": f"{quantity}.0000", "qty_canceled": "0.0000", "qty_refunded": "0.0000",
        "price": "5.0000", "row_total": f"{5 * quantity}.0000", "discount_amount": "0.0000",
        "increment_id": f"0000{order}", "customer_email": "ann@example.com", **cells,
    }  # fmt: skip


ROWS = [
    row("1", "7", "MUG-RED", "Mug", 2, product_type="configurable", discount_amount="1.0000"),
    row("2", "7", "MUG-RED", "Mug red", 2, parent_item_id="1", price="0.0000"),
    row("3", "7", "SET", "Tea set", 1, product_type="bundle"),
    row("4", "7", "POT", "Pot", 1, parent_item_id="3"),
    row("5", "8", "POT", "Pot", 3, qty_canceled="1.0000", discount_amount="3.0000"),
    row("6", "8", "TEA", "Tea", 2, qty_canceled="2.0000"),
    row("7", "9", "TEA", "Tea", 4, qty_refunded="3.0000", parent_item_id=""),
]


def test_the_mapping_comes_filled_in_and_nothing_is_read_unasked(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "items.csv", DUMP, ROWS)
    seen = preview(path, LAYOUTS)
    assert (seen.format, seen.certain) == ("magento-items", False)
    assert seen.column_map.columns["order"] == "order_id"
    assert seen.column_map.columns["quantity"] == "qty_ordered"
    asked = read(path, LAYOUTS)
    assert asked.needs_mapping
    assert asked.lines is None
    assert read(path, LAYOUTS, asked.column_map).lines is not None


def test_parents_count_and_what_was_cancelled_does_not(tmp_path: Path) -> None:
    date = "2026-03-05T09:30"
    intake, lines = take(write_rows(tmp_path / "items.csv", DUMP, ROWS), "magento-items", MAP)
    assert [line for line in sold(lines) if not line.returned] == [
        Sold("7", "MUG-RED", "Mug", 2, 9.0, date),
        Sold("7", "SET", "Tea set", 1, 5.0, date),
        Sold("8", "POT", "Pot", 2, 8.0, date),
        Sold("9", "TEA", "Tea", 4, 20.0, date),
    ]
    assert [(s.order, s.quantity) for s in sold(lines) if s.returned] == [("9", -3)]
    assert intake.report.set_aside == {"parts of a bundle sold as one": 2, "cancelled orders": 1}


def test_an_extensions_columns(tmp_path: Path) -> None:
    header = header_of("magento-items", 7)
    _intake, lines = take(write_rows(tmp_path / "o.csv", header, ROWS[4:]), "magento-items", MAP)
    assert lines.order_keys == ("00008", "00009")
    assert lines.order_customer.tolist() == [0, 0]


def test_the_order_grid_is_a_dead_end(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(
        "ID,Purchase Point,Purchase Date,Bill-to Name,Ship-to Name,Grand Total (Base),"
        "Grand Total (Purchased),Status\n"
        '000000001,Main Website,"Mar 05, 2026, 9:30:00",A Noy,A Noy,36.39,36.39,Processing\n'
    )
    with pytest.raises(UserError, match="order grid") as caught:
        read(path, LAYOUTS)
    assert "sales_order_item" in caught.value.next_step
