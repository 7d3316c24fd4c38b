"""Random sales written in the layout of each till and marketplace are read back the same."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from order_files import Cells, Sold, header_of, sold, take, write_rows

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.intake import read
from xsell_desktop.shops import LAYOUTS

GOODS = {  # SKU: name
    "K-1": "Kettle, white", "00042": 'Bolt 1/4" zinc', "t 9": "Thé vert; 100 g",
    "J'8": "Jam\nof two fruits", "Ящ": "Ящик большой", "=5": "Plate = blue", "W#3": "Wok 30 cm",
}  # fmt: skip


class Row(NamedTuple):
    """One line of an order; amounts are cents, `off` the discount of the line."""

    sku: str
    pieces: int
    cents: int
    off: int
    back: bool

    @property
    def name(self) -> str:
        return GOODS[self.sku]

    @property
    def gross(self) -> int:
        return self.pieces * self.cents

    @property
    def net(self) -> int:
        return self.gross - self.off


class Order(NamedTuple):
    number: str
    moment: datetime.datetime
    customer: str
    rows: tuple[Row, ...]


@st.composite
def make_rows(draw: st.DrawFn) -> tuple[Row, ...]:
    skus = draw(st.lists(st.sampled_from(sorted(GOODS)), min_size=1, max_size=4, unique=True))
    rows = []
    for sku in skus:
        pieces, cents = draw(st.integers(1, 9)), draw(st.integers(1, 250_000))
        off = draw(st.just(0) | st.integers(0, pieces * cents - 1))
        rows.append(Row(sku, pieces, cents, off, draw(st.integers(0, 5)) == 0))
    return tuple(rows)


MOMENTS = st.builds(
    datetime.datetime,
    st.integers(2015, 2026), st.integers(1, 12), st.integers(13, 28), st.integers(0, 23),
    st.integers(0, 59),
)  # fmt: skip
ORDERS = st.lists(
    st.tuples(MOMENTS, st.sampled_from(["", "c-1", "c-2"]), make_rows()), min_size=1, max_size=6
).map(lambda drawn: [Order(f"2-{1000 + n}", *parts) for n, parts in enumerate(drawn)])
Writer = Callable[[Sequence[Order]], tuple[list[str], list[Cells], str]]


def money(cents: int) -> str:
    return f"{cents / 100:.2f}"


def dollars(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}${abs(cents) / 100:,.2f}"


def square(orders: Sequence[Order]) -> tuple[list[str], list[Cells], str]:
    rows: list[Cells] = [
        {
            "Date": f"{o.moment:%Y-%m-%d}", "Time": f"{o.moment:%H:%M:%S}", "Item": r.name,
            "Qty": f"{-r.pieces if r.back else r.pieces}.0", "Price Point Name": "Regular",
            "SKU": r.sku, "Gross Sales": dollars(-r.gross if r.back else r.gross),
            "Discounts": dollars(r.off if r.back else -r.off),
            "Net Sales": dollars(-r.net if r.back else r.net), "Transaction ID": o.number,
            "Event Type": "Refund" if r.back else "Payment", "Customer ID": o.customer,
        }
        for o in orders for r in o.rows
    ]  # fmt: skip
    return header_of("square-items", 35), rows, ","


def amazon(orders: Sequence[Order]) -> tuple[list[str], list[Cells], str]:
    rows: list[Cells] = [
        {
            "amazon-order-id": o.number, "purchase-date": f"{o.moment:%Y-%m-%dT%H:%M:%S}+00:00",
            "order-status": "Shipped", "item-status": "Shipped", "product-name": r.name,
            "sku": r.sku, "quantity": str(r.pieces), "currency": "USD",
            "item-price": money(r.gross), "item-promotion-discount": money(r.off) if r.off else "",
        }
        for o in orders for r in o.rows
    ]  # fmt: skip
    return header_of("amazon-orders", 32), rows, "\t"


def transactions(orders: Sequence[Order]) -> tuple[list[str], list[Cells], str]:
    rows: list[Cells] = []
    for o in orders:
        date = f"{o.moment:%b} {o.moment.day}, {o.moment:%Y %I:%M:%S %p} PDT"
        for r in o.rows:
            sign = -1 if r.back else 1
            rows.append({
                "date/time": date, "settlement id": "7", "type": "Refund" if r.back else "Order",
                "order id": o.number, "sku": r.sku, "description": r.name,
                "quantity": str(r.pieces), "marketplace": "Amazon.com",
                "product sales": money(sign * r.gross),
                "promotional rebates": money(-sign * r.off), "total": "1",
            })  # fmt: skip
        rows.append({"date/time": date, "settlement id": "7", "type": "Service Fee",
                     "description": "Subscription", "total": "-39.99"})  # fmt: skip
    return header_of("amazon-transactions", 30), rows, ","


def ebay(orders: Sequence[Order]) -> tuple[list[str], list[Cells], str]:
    rows: list[Cells] = [{}]
    for o in orders:
        of_order = {"Sale Date": f"{o.moment:%b-%d-%y}", "Buyer Username": o.customer}
        several = len(o.rows) > 1
        if several:
            rows.append({"Sales Record Number": o.number, "Quantity": str(len(o.rows)),
                         "Total Price": "$9.99", **of_order})  # fmt: skip
        rows += [
            {"Sales Record Number": o.number, "Item Number": "1", "Custom Label": r.sku,
             "Item Title": r.name, "Quantity": str(r.pieces), "Sold For": dollars(r.cents),
             **({} if several else of_order)}
            for r in o.rows
        ]  # fmt: skip
    return header_of("ebay-orders", 80), rows, ","


def etsy(orders: Sequence[Order]) -> tuple[list[str], list[Cells], str]:
    rows: list[Cells] = [
        {
            "Sale Date": f"{o.moment:%m/%d/%y}", "Item Name": r.name, "Buyer": o.customer,
            "Quantity": str(r.pieces), "Price": money(r.cents), "Item Total": money(r.gross),
            "Currency": "USD", "Transaction ID": f"{o.number}{n}", "Order ID": o.number,
            "Listing ID": "5", "SKU": r.sku,
        }
        for o in orders for n, r in enumerate(o.rows)
    ]  # fmt: skip
    return header_of("etsy-items", 33), rows, ","


def loyverse(orders: Sequence[Order]) -> tuple[list[str], list[Cells], str]:
    rows: list[Cells] = [
        {
            "Date": f"{o.moment:%d/%m/%Y %H:%M}", "Receipt number": o.number,
            "Receipt type": "Refund" if r.back else "Sale", "SKU": r.sku, "Item": r.name,
            "Quantity": f"{-r.pieces if r.back else r.pieces}.000",
            "Gross sales": money(-r.gross if r.back else r.gross), "Discounts": money(r.off),
            "Net sales": money(-r.net if r.back else r.net), "Customer name": o.customer,
            "Status": "Closed",
        }
        for o in orders for r in o.rows
    ]  # fmt: skip
    return header_of("loyverse-items-sold", 23), rows, ","


def clover(orders: Sequence[Order]) -> tuple[list[str], list[Cells], str]:
    rows: list[Cells] = [
        {
            "Line Item Date": f"{o.moment:%d-%b-%Y %I:%M %p} EST", "Order ID": o.number,
            "Item SKU": r.sku, "Item Name": r.name, "Item Revenue": money(r.cents),
            "Item Total": money(r.cents), "Currency": "USD", "Refunded": "false",
        }
        for o in orders for r in o.rows for _piece in range(r.pieces)
    ]  # fmt: skip
    return header_of("clover-items", 29), rows, ","


def shopkeep(orders: Sequence[Order]) -> tuple[list[str], list[Cells], str]:
    rows: list[Cells] = [
        {
            "Time": f"{o.moment:%Y-%m-%d %H:%M:%S}", "Transaction ID": o.number,
            "Operation Type": "Return" if r.back else "Sale", "Store Code": r.sku,
            "Line Item": r.name, "Price": money(r.cents), "Quantity": str(r.pieces),
            "Subtotal": money(-r.gross if r.back else r.gross), "Discounts": money(-r.off),
            "Net Total": money(-r.net if r.back else r.net), "Customer ID": o.customer,
        }
        for o in orders for r in o.rows
    ]  # fmt: skip
    return header_of("shopkeep-items", 23), rows, ","


def lightspeed(orders: Sequence[Order]) -> tuple[list[str], list[Cells], str]:
    rows: list[Cells] = []
    for o in orders:
        rows.append({"Date": f"{o.moment:%Y-%m-%d %H:%M:%S}", "Receipt Number": o.number,
                     "Line Type": "Sale", "Customer Code": o.customer})  # fmt: skip
        rows += [
            {"Line Type": "Sale Line", "Sku": r.sku, "Details": r.name,
             "Quantity": str(-r.pieces if r.back else r.pieces),
             "Subtotal": money(-r.net if r.back else r.net)}
            for r in o.rows
        ]  # fmt: skip
        rows.append({"Line Type": "Payment", "Paid": "1.00"})
    return header_of("lightspeed-sales", 20), rows, ","


def expect(orders: Sequence[Order], format_id: str) -> list[Sold]:
    """The lines of the orders, as far as the platform's file can tell them."""
    no_discounts = format_id in {"ebay-orders", "etsy-items", "clover-items"}
    no_returns = no_discounts or format_id == "amazon-orders"
    day_only = format_id in {"ebay-orders", "etsy-items"}
    lines = []
    for o in orders:
        date = f"{o.moment:%Y-%m-%dT00:00}" if day_only else f"{o.moment:%Y-%m-%dT%H:%M}"
        for r in o.rows:
            back = r.back and not no_returns
            sign = -1 if back else 1
            cents = r.gross if no_discounts else r.net
            line = Sold(o.number, r.sku, r.name, sign * r.pieces, sign * cents / 100, date, back)
            if format_id == "clover-items":
                lines += [line._replace(quantity=1, revenue=r.cents / 100)] * r.pieces
            else:
                lines.append(line)
    return lines


WRITERS: dict[str, Writer] = {
    "square-items": square, "amazon-orders": amazon, "amazon-transactions": transactions,
    "ebay-orders": ebay, "etsy-items": etsy, "loyverse-items-sold": loyverse,
    "clover-items": clover, "shopkeep-items": shopkeep, "lightspeed-sales": lightspeed,
}  # fmt: skip


@pytest.mark.parametrize("format_id", WRITERS)
@settings(max_examples=20)
@given(orders=ORDERS)
def test_what_is_written_is_read(
    format_id: str, tmp_path_factory: pytest.TempPathFactory, orders: list[Order]
) -> None:
    if all(row.back for order in orders for row in order.rows):
        return
    header, rows, delimiter = WRITERS[format_id](orders)
    path: Path = tmp_path_factory.mktemp("sales") / "export.csv"
    write_rows(path, header, rows, delimiter=delimiter)
    wish = read(path, LAYOUTS).column_map if format_id == "lightspeed-sales" else None
    intake, lines = take(path, format_id, wish)
    assert sold(lines) == expect(orders, format_id)
    assert intake.report.rows_refused_total == 0
    known = {order.customer for order in orders if order.customer}
    if format_id not in {"amazon-orders", "amazon-transactions", "clover-items"}:
        assert len(lines.customer_keys) == len(known)


DATES = {  # what a German spreadsheet knows for a date, and rewrites
    "square-items": ("Date", "%Y-%m-%d", "%d.%m.%Y"),
    "amazon-orders": ("purchase-date", "%Y-%m-%dT%H:%M:%S+00:00", "%d.%m.%Y %H:%M"),
    "ebay-orders": ("Sale Date", "%b-%d-%y", "%d.%m.%y"),
    "etsy-items": ("Sale Date", "%m/%d/%y", "%d.%m.%Y"),
    "loyverse-items-sold": ("Date", "%d/%m/%Y %H:%M", "%d.%m.%Y %H:%M"),
    "shopkeep-items": ("Time", "%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H:%M:%S"),
    "lightspeed-sales": ("Date", "%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H:%M"),
}


def saved_again(format_id: str, row: Cells) -> Cells:
    """The row as a German spreadsheet writes it: 2.000 pieces are 2, $1,234.50 is 1234,5."""
    column, pattern, rewritten = DATES.get(format_id, ("", "", ""))
    cells = {}
    for name, cell in row.items():
        number = cell.replace("$", "").replace(",", "")
        if name == column and cell:
            cell = datetime.datetime.strptime(cell, pattern).strftime(rewritten)
        elif re.fullmatch(r"-?\d+\.\d+", number):
            cell = f"{float(number):.10g}".replace(".", ",")
        cells[name] = cell
    return cells


@pytest.mark.parametrize("format_id", WRITERS)
@settings(max_examples=20)
@given(orders=ORDERS)
def test_what_a_spreadsheet_wrote_again_is_read(
    format_id: str, tmp_path_factory: pytest.TempPathFactory, orders: list[Order]
) -> None:
    if all(row.back for order in orders for row in order.rows):
        return
    header, written, _delimiter = WRITERS[format_id](orders)
    rows = [saved_again(format_id, row) for row in written]
    path = tmp_path_factory.mktemp("again") / "export.csv"
    write_rows(path, header, rows, delimiter=";", encoding="utf-8-sig")
    wish = read(path, LAYOUTS).column_map if format_id == "lightspeed-sales" else None
    assert sold(take(path, format_id, wish)[1]) == expect(orders, format_id)


HOSTILE = st.sampled_from([
    "", " ", "?", "-1", "0", "1e9", "--", "$", "NaN", "31/02/2024", "2024-02-30", "Refund", "true",
    "Cancelled", "a\nb", 'say "no"', "Total", "\u200b", "9" * 30, "Tip", "=1+1", "\t", "1,234.56",
])  # fmt: skip


@pytest.mark.parametrize("format_id", WRITERS)
@settings(max_examples=20)
@given(orders=ORDERS, data=st.data())
def test_no_row_of_a_spoilt_file_is_lost(
    format_id: str,
    tmp_path_factory: pytest.TempPathFactory,
    orders: list[Order],
    data: st.DataObject,
) -> None:
    header, written, delimiter = WRITERS[format_id](orders)
    rows = [dict(row) for row in written]
    for _change in range(data.draw(st.integers(1, 8))):
        row = data.draw(st.sampled_from(rows))
        row[data.draw(st.sampled_from(header))] = data.draw(HOSTILE)
    columns = data.draw(st.permutations(header))
    path = tmp_path_factory.mktemp("spoilt") / "export.csv"
    write_rows(path, columns, rows, delimiter=delimiter)
    try:
        wish = read(path, LAYOUTS).column_map
        intake = read(path, LAYOUTS, wish, salt=b"salt")
    except UserError:
        return
    report = intake.report
    assert report.format == format_id
    assert report.balanced()
    assert report.rows_read == len(rows)
    assert intake.lines is not None
    assert len(intake.lines) - report.returns <= report.lines_kept
