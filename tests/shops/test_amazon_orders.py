"""Amazon's All Orders report, tab-separated."""

from __future__ import annotations

from pathlib import Path

import pytest
from order_files import Cells, Sold, header_of, sold, take, write_rows

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.intake import read
from xsell_desktop.shops import LAYOUTS


def item(order: str, sku: str, **cells: str) -> Cells:
    """One kettle at 30.00 in an order that was shipped."""
    return {
        "amazon-order-id": order, "merchant-order-id": order,
        "purchase-date": "2024-05-06T21:04:05+00:00",
        "last-updated-date": "2024-05-07T10:00:00+00:00", "order-status": "Shipped",
        "fulfillment-channel": "Amazon", "sales-channel": "Amazon.de",
        "product-name": f"Name of {sku}", "sku": sku, "asin": f"B0{sku}",
        "item-status": "Shipped", "quantity": "1", "currency": "EUR", "item-price": "30.00",
        "item-tax": "4.79", "shipping-price": "3.99", "ship-promotion-discount": "3.99",
        "ship-city": "Bonn", "ship-country": "DE",
        **{name.replace("_", "-"): cell for name, cell in cells.items()},
    }  # fmt: skip


ROWS = [
    item("302-1", "K1", quantity="2", item_price="60.00", item_promotion_discount="6.00"),
    item("302-1", "K2", item_price="5.5"),
    item("302-1", "K3", item_status="Cancelled", quantity="0", item_price=""),
    item("302-2", "K1", order_status="Cancelled", item_status="", quantity="0", item_price=""),
    item("302-2", "K2", order_status="Cancelled", item_status="", quantity="", item_price=""),
    item("302-3", "K1", order_status="Pending", item_status="Unshipped", item_price=""),
    item("302-3", "K2", order_status="Pending", item_status="Unshipped", item_price=""),
    item("302-4", "", currency="GBP", sales_channel="Amazon.co.uk",
         purchase_date="2024-05-08T00:00:00Z"),
]  # fmt: skip
EVENING = "2024-05-06T21:04"
EXPECTED = [
    Sold("302-1", "K1", "Name of K1", 2, 54.0, EVENING),
    Sold("302-1", "K2", "Name of K2", 1, 5.5, EVENING),
    Sold("302-3", "K1", "Name of K1", 1, None, EVENING),
    Sold("302-3", "K2", "Name of K2", 1, None, EVENING),
    Sold("302-4", "B0", "Name of", 1, 30.0, "2024-05-08T00:00"),
]


@pytest.mark.parametrize("width", [21, 29, 32])
def test_each_width(tmp_path: Path, width: int) -> None:
    header = header_of("amazon-orders", width)
    path = write_rows(tmp_path / "12345678901.txt", header, ROWS, delimiter="\t")
    intake, lines = take(path, "amazon-orders")
    assert sold(lines) == EXPECTED
    assert intake.report.set_aside == {"cancelled orders": 3}
    assert lines.currencies == ("EUR", "GBP")
    assert intake.report.delimiter == "\t"
    assert (lines.order_customer == -1).all()


@pytest.mark.parametrize("encoding", ["cp932", "cp1252"])
def test_older_downloads_in_their_own_encoding(tmp_path: Path, encoding: str) -> None:
    name = "電気ケトル 白 一リットル" if encoding == "cp932" else "Bouilloire électrique, 1 l, café"
    header = header_of("amazon-orders", 32)
    rows = [item(f"249-{n}", "K1", product_name=name) for n in range(12)]
    path = write_rows(tmp_path / "orders.txt", header, rows, delimiter="\t", encoding=encoding)
    _intake, lines = take(path, "amazon-orders")
    assert lines.product_names == (name,)


def test_rows_without_their_last_blank_cells(tmp_path: Path) -> None:
    header = header_of("amazon-orders", 32)
    path = write_rows(tmp_path / "orders.txt", header, ROWS, delimiter="\t")
    text = "\n".join(line.rstrip("\t") for line in path.read_text().splitlines())
    path.write_text(text, encoding="utf-8")
    assert sold(take(path, "amazon-orders")[1]) == EXPECTED


def test_a_replacement_sent_for_nothing_is_no_sale(tmp_path: Path) -> None:
    rows = [*ROWS[:2], item("302-9", "K1", item_price="0.00")]
    path = write_rows(tmp_path / "o.txt", header_of("amazon-orders", 32), rows, delimiter="\t")
    intake, lines = take(path, "amazon-orders")
    assert lines.order_keys == ("302-1",)
    assert sum(intake.report.set_aside.values()) == 1


@pytest.mark.parametrize(
    "header",
    ["amazon-order-id\tpurchase-date\torder-status\titem-price",
     "settlement-id\tsettlement-start-date\ttransaction-type\torder-id\tamount-type\t"
     "amount-description\tamount\tsku\tquantity-purchased"],
)  # fmt: skip
def test_other_reports_are_answered_with_all_orders(tmp_path: Path, header: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text(f"{header}\n" + "\t".join("1" for _cell in header.split("\t")) + "\n")
    with pytest.raises(UserError, match=r"report\.txt") as caught:
        read(path, LAYOUTS)
    assert "All Orders" in caught.value.next_step
