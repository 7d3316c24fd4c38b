"""BigCommerce's orders: products packed in one cell whose values hold commas and colons."""

from __future__ import annotations

from pathlib import Path

import pytest
from order_files import Cells, Sold, header_of, sold, take, write_rows

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.intake import read
from xsell_desktop.shops import LAYOUTS
from xsell_desktop.shops.bigcommerce_orders import parse_products

HEADER = header_of("bigcommerce-orders", 48)
DATE = "2014-04-26T00:00"


def product(id_: str, sku: str, name: str, quantity: int, price: float, choice: str = "") -> str:
    return (
        f"Product ID: {id_}, Product Qty: {quantity}, Product SKU: {sku}, Product Name: {name}, "
        f"Product Weight: 0.8000, Product Variation Details: {choice}, "
        f"Product Unit Price: {price:.2f}, Product Total Price: {price * quantity:.2f}"
    )


def order(number: str, products: str, **cells: str) -> Cells:
    return {
        "Order ID": number, "Customer ID": "4", "Customer Name": "Ann Noy",
        "Customer Email": "ann@example.com", "Order Date": "26/04/2014",
        "Order Status": "Shipped", "Total Quantity": "3", "Order Total (inc tax)": "99.00",
        "Order Currency Code": "AUD", "Order Notes": "", "Product Details": products,
        **{name.replace("_", " "): cell for name, cell in cells.items()},
    }  # fmt: skip


TEE = product(
    "100", "TEE-S", "Tee, &quot;plain&quot; | organic", 1, 67.5, "Size: S (4), Colour: Red"
)
MUG = product("7", "", "Mug: large &amp; blue", 2, 4.25, "Handle: left")
POT = product("8", "POT", "Pot", 3, 1200.0)
ROWS = [
    order("1001", f"{TEE}|{MUG}"),
    order("1002", POT, Customer_ID="0", Customer_Email=""),
    order("1003", MUG, Order_Status="Cancelled"),
    order("1004", MUG, Order_Status="Incomplete"),
    order("1005", f"{MUG} | {POT}", Order_Status="Awaiting Fulfillment"),
    order("1006", MUG, Order_Status="Refunded"),
]
EXPECTED = [
    Sold("1001", "TEE-S", 'Tee, "plain" | organic - Size: S (4), Colour: Red', 1, 67.5, DATE),
    Sold("1001", "7", "Mug: large & blue", 2, 8.5, DATE),
    Sold("1002", "POT", "Pot", 3, 3600.0, DATE),
    Sold("1005", "7", "Mug: large & blue", 2, 8.5, DATE),
    Sold("1005", "POT", "Pot", 3, 3600.0, DATE),
    Sold("1006", "7", "Mug: large & blue", 2, 8.5, DATE),
]


@pytest.mark.parametrize("header", [HEADER, ["Order ID", "Order Date", "Order Status",
                                             "Customer Email", "Product Details"]])  # fmt: skip
def test_products_unpacked(tmp_path: Path, header: list[str]) -> None:
    intake, lines = take(write_rows(tmp_path / "o.csv", header, ROWS), "bigcommerce-orders")
    assert sold(lines) == EXPECTED
    assert intake.report.rows_read == 6
    assert intake.report.set_aside == {
        "cancelled orders": 1,
        "orders never paid (voided or expired)": 1,
    }
    known = dict(zip(lines.order_keys, lines.order_customer.tolist(), strict=True))
    assert known == {"1001": 0, "1002": -1, "1005": 0, "1006": 0}
    assert lines.currencies == (("AUD",) if len(header) > 5 else ())
    assert any("refunded in full" in warning for warning in intake.report.warnings)


def test_a_template_with_fewer_fields_and_a_cell_of_words(tmp_path: Path) -> None:
    short = "Product Qty: 2, Product Name: Mug, Product Total Price: 8.50"
    rows = [order("1", f"{short}|{short.replace('Mug', 'Pot')}"), order("2", "words"),
            order("3", "")]  # fmt: skip
    intake, lines = take(write_rows(tmp_path / "o.csv", HEADER, rows), "bigcommerce-orders")
    assert [(s.key, s.quantity, s.revenue) for s in sold(lines)] == [
        ("Mug", 2, 8.5),
        ("Pot", 2, 8.5),
    ]
    assert [refusal.row for refusal in intake.report.rows_refused] == [3, 4]


def test_lines_left_out_of_a_row_that_is_kept_are_told(tmp_path: Path) -> None:
    voucher = product("9", "", "Gift card", 1, 25.0)
    rows = [order("1", f"{MUG}|{voucher}|{POT.replace('Qty: 3', 'Qty: three')}"), order("2", MUG)]
    intake, lines = take(write_rows(tmp_path / "o.csv", HEADER, rows), "bigcommerce-orders")
    assert [line.key for line in sold(lines)] == ["7", "7"]
    assert intake.report.lines_kept == 2
    assert (
        "Order lines left out of rows that were kept: quantity is not a number (1), "
        "gift cards and vouchers (1)"
    ) in intake.report.warnings


def test_a_hostile_cell_takes_no_time() -> None:
    assert len(parse_products("Product ID: " * 80_000)) == 1
    assert len(parse_products("|" * 1_000_000)) == 1


def test_orders_without_products_are_a_dead_end(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "o.csv", HEADER[:-1], ROWS)
    with pytest.raises(UserError, match="without their products") as caught:
        read(path, LAYOUTS)
    assert "Product Details" in caught.value.next_step
