"""Amazon's date range report with its preamble."""

from __future__ import annotations

from pathlib import Path

import pytest
from order_files import Cells, Sold, header_of, sold, take, write_rows

HEADER = header_of("amazon-transactions", 30)
PREAMBLE = (
    '"Includes Amazon Marketplace, Fulfillment by Amazon (FBA), and Amazon Webstore transactions"\n'
    '"All amounts in USD, unless specified"\n'
    '"Definitions:"\n'
)


def row(kind: str, order: str = "", sku: str = "", **cells: str) -> Cells:
    return {
        "date/time": "Sep 4, 2026 1:05:07 AM PDT", "settlement id": "19", "type": kind,
        "order id": order, "sku": sku, "description": f"Name of {sku}" if sku else kind,
        "quantity": "1" if sku else "", "marketplace": "amazon.com" if sku else "",
        "product sales": "0", "shipping credits": "0", "promotional rebates": "0", "total": "1",
        **{name.replace("_", " "): cell for name, cell in cells.items()},
    }  # fmt: skip


ROWS = [
    row("Order", "111-1", "K1", quantity="2", product_sales="1,060.00", promotional_rebates="-6"),
    row("Order", "111-1", "K2", product_sales="20.00", shipping_credits="5.99",
        promotional_rebates="-5.99"),
    row("Service Fee", total="-39.99"),
    row("Refund", "111-1", "K2", product_sales="-20.00", marketplace="amazon.com"),
    row("FBA Inventory Fee", total="-2.10"),
    row("Adjustment", "111-1", "K1", product_sales="4"),
    row("Transfer", total="-900"),
    row("Order", "204-1", "K1", product_sales="50", marketplace="amazon.co.uk"),
]  # fmt: skip
NIGHT = "2026-09-04T01:05"
EXPECTED = [
    Sold("111-1", "K1", "Name of K1", 2, 1054.0, NIGHT),
    Sold("111-1", "K2", "Name of K2", 1, 20.0, NIGHT),
    Sold("111-1", "K2", "Name of K2", -1, -20.0, NIGHT, returned=True),
    Sold("204-1", "K1", "Name of K1", 1, 50.0, NIGHT),
]


@pytest.mark.parametrize("width", [30, 32])
def test_sales_and_refunds_among_fees(tmp_path: Path, width: int) -> None:
    header = header_of("amazon-transactions", width)
    path = write_rows(tmp_path / "range.csv", header, ROWS, above=PREAMBLE)
    intake, lines = take(path, "amazon-transactions")
    assert sold(lines) == EXPECTED
    assert intake.report.set_aside == {"fees, charges and discounts": 4, "returns": 1}
    assert lines.currencies == ("USD", "GBP")
    assert intake.report.rows_read == len(ROWS)


def test_columns_an_owner_removed(tmp_path: Path) -> None:
    header = ["settlement id", "type", "order id", "sku", "quantity", "product sales"]
    lines = sold(take(write_rows(tmp_path / "r.csv", header, ROWS), "amazon-transactions")[1])
    assert [(line.key, line.revenue) for line in lines] == [
        ("K1", 1060.0), ("K2", 20.0), ("K2", -20.0), ("K1", 50.0),
    ]  # fmt: skip


def test_a_sale_without_number_is_refused(tmp_path: Path) -> None:
    rows = [*ROWS, row("Order", "", "K1"), row("Order", "111-5", "K1", quantity="x")]
    path = write_rows(tmp_path / "range.csv", HEADER, rows, above=PREAMBLE)
    report = take(path, "amazon-transactions")[0].report
    assert [refusal.reason for refusal in report.rows_refused] == [
        "no order number", "quantity is not a number",
    ]  # fmt: skip
