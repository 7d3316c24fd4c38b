"""Ten platforms' exports against a reading of their rows in plain Python, rule by rule."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from order_files import header_of, take, write_rows

Row = dict[str, str]
PRODUCTS = tuple((f"SKU-{n}", f"Good {n}: large, blue", 2.5 + 1.25 * n) for n in range(9))
COLUMNS = {
    "shopify-orders": 79, "woocommerce-skyverge": 31, "woocommerce-webtoffee": 42,
    "bigcommerce-orders": 0, "square-items": 29, "loyverse-items-sold": 23, "clover-items": 29,
    "amazon-transactions": 30, "prestashop-sql": 13, "etsy-items": 33,
}  # fmt: skip


@dataclass
class Tally:
    """What a shop's owner would count by hand."""

    orders: set[str] = field(default_factory=set)
    products: set[str] = field(default_factory=set)
    customers: set[str] = field(default_factory=set)
    lines: int = 0
    returned: float = 0.0
    money: float = 0.0

    def sell(self, order: str, product: str, customer: str, money: float) -> None:
        self.orders.add(order)
        self.products.add(product)
        self.customers |= {customer} - {""}
        self.lines += 1
        self.money += money

    def take_back(self, pieces: float, money: float) -> None:
        self.returned += pieces
        self.money -= money


@dataclass(frozen=True)
class Order:
    """An order of a made-up shop; `lines` hold SKU, name, price, pieces and money off."""

    number: int
    state: str
    customer: str
    date: str
    lines: tuple[tuple[str, str, float, int, float], ...]
    chance: random.Random


def make_orders(seed: int) -> list[Order]:
    chance = random.Random(seed)
    states = ["paid"] * 14 + ["cancelled", "failed", "refunded", "pending"]
    orders = []
    for number in range(1001, 1081):
        basket = chance.sample(PRODUCTS, chance.choice([1, 2, 2, 3, 5]))
        lines = tuple(
            (sku, name, price, chance.choice([1, 1, 1, 2, 3]), chance.choice([0, 0, 0, 0.5]))
            for sku, name, price in basket
        )
        date = f"2024-{1 + number % 9:02d}-{1 + number % 28:02d}"
        buyer = chance.choice(["ann@x.test", "bob@x.test", f"c{number}@x.test", ""])
        orders.append(Order(number, chance.choice(states), buyer, date, lines, chance))
    return orders


def shopify(order: Order, tally: Tally) -> list[Row]:
    off = 1.5 if order.chance.random() < 0.3 else 0.0
    gone = order.state in {"cancelled", "failed"}
    status = {"failed": "voided", "cancelled": "refunded"}.get(order.state, order.state)
    rows: list[Row] = []
    for sku, name, price, pieces, _off in order.lines:
        row = {"Name": f"#{order.number}", "Email": order.customer, "Lineitem sku": sku,
               "Created at": f"{order.date} 10:00:00 +0100", "Lineitem name": name,
               "Lineitem quantity": str(pieces), "Lineitem price": f"{price:.2f}",
               "Vendor": "Acme", "Lineitem requires shipping": "true"}  # fmt: skip
        if not rows:
            row |= {
                "Financial Status": status,
                "Discount Amount": f"{off:.2f}",
                "Currency": "EUR",
                "Cancelled at": f"{order.date} 12:00:00 +0100" * (order.state == "cancelled"),
            }
        rows.append(row)
        if not gone:
            tally.sell(f"#{order.number}", sku, order.customer, price * pieces)
    if order.chance.random() < 0.2:
        rows.append({"Name": f"#{order.number}", "Lineitem name": "Tip", "Lineitem quantity": "1",
                     "Lineitem price": "2.00", "Lineitem requires shipping": "false"})  # fmt: skip
    tally.money -= 0.0 if gone else off
    return rows


def woo_state(order: Order) -> str:
    return {"paid": "completed", "pending": "processing"}.get(order.state, order.state)


def sell_woo(order: Order, tally: Tally) -> list[int]:
    """Pieces that came back of each line."""
    back = [int(order.chance.random() < 0.15) for _line in order.lines]
    for (sku, _name, price, pieces, off), returned in zip(order.lines, back, strict=True):
        if order.state not in ("cancelled", "failed"):
            money = price * pieces - off
            tally.sell(str(order.number), sku, order.customer, money)
            tally.take_back(returned, money / pieces * returned)
    return back


def skyverge(order: Order, tally: Tally) -> list[Row]:
    cells = [
        f"id:{at}|name:{name}|product_id:7|sku:{sku}|quantity:{pieces}|subtotal:{price * pieces}"
        f"|total:{price * pieces - off:.2f}|refunded:0|refunded_qty:{-back}|meta:"
        for at, ((sku, name, price, pieces, off), back) in enumerate(
            zip(order.lines, sell_woo(order, tally), strict=True)
        )
    ]
    return [{"order_id": str(order.number), "date": f"{order.date} 09:30:00",
             "status": woo_state(order), "order_currency": "EUR", "discount_total": "3.00",
             "billing_email": order.customer, "line_items": ";".join(cells)}]  # fmt: skip


def webtoffee(order: Order, tally: Tally) -> list[Row]:
    row = {"order_id": str(order.number), "order_date": f"{order.date} 09:30:00",
           "status": woo_state(order), "order_currency": "EUR", "discount_total": "3.00",
           "billing_email": order.customer}  # fmt: skip
    lines = Order(order.number, order.state, order.customer, order.date, order.lines[:3],
                  order.chance)  # fmt: skip
    for at, (line, back) in enumerate(
        zip(lines.lines, sell_woo(lines, tally), strict=True), start=1
    ):
        sku, name, price, pieces, off = line
        money = price * pieces - off
        row[f"line_item_{at}"] = (
            f"name:{name}|product_id:12|sku:{sku}|quantity:{pieces}|total:{money:.2f}"
            f"|sub_total:{price * pieces:.2f}" + f"|refunded:{money / pieces:.2f}" * back
        )
    return [row]


def bigcommerce(order: Order, tally: Tally) -> list[Row]:
    status = {"failed": "Declined", "paid": "Shipped"}.get(order.state, order.state.title())
    cells = []
    for sku, name, price, pieces, _off in order.lines:
        cells.append(
            f"Product ID: 7, Product Qty: {pieces}, Product SKU: {sku}, Product Name: {name}, "
            f"Product Weight: 0.8000, Product Variation Details: , Product Unit Price: {price:.2f},"
            f" Product Total Price: {price * pieces:.2f}"
        )
        if order.state not in ("cancelled", "failed"):
            tally.sell(str(order.number), sku, order.customer, price * pieces)
    return [{"Order ID": str(order.number), "Customer Email": order.customer,
             "Order Date": f"{order.date[8:]}/{order.date[5:7]}/2024", "Order Status": status,
             "Order Currency Code": "EUR", "Product Details": "|".join(cells)}]  # fmt: skip


def square(order: Order, tally: Tally) -> list[Row]:
    year, month, day = order.date.split("-")
    base = {"Date": f"{month}/{day}/{year[2:]}", "Time": "12:59:30", "Event Type": "Payment",
            "Customer ID": order.customer, "Transaction ID": f"T{order.number}",
            "Itemization Type": "Physical Good", "Price Point Name": "Regular"}  # fmt: skip
    rows: list[Row] = []
    for sku, name, price, pieces, off in order.lines:
        money = price * pieces - off
        rows.append({**base, "Item": name, "SKU": sku, "Qty": f"{pieces}.0",
                     "Gross Sales": f"${price * pieces:.2f}", "Discounts": f"-${off:.2f}",
                     "Net Sales": f"${money:.2f}"})  # fmt: skip
        tally.sell(f"T{order.number}", sku, order.customer, money)
        if order.chance.random() < 0.1:
            rows.append({**rows[-1], "Event Type": "Refund", "Qty": "-1.0",
                         "Transaction ID": f"R{order.number}", "Discounts": "$0.00",
                         "Gross Sales": f"-${money / pieces:.2f}",
                         "Net Sales": f"-${money / pieces:.2f}"})  # fmt: skip
            tally.take_back(1, round(money / pieces, 2))
    if order.chance.random() < 0.2:
        rows.append({**base, "Item": "Custom Amount", "Qty": "1.0", "Net Sales": "$5.00",
                     "Gross Sales": "$5.00", "Itemization Type": "Custom Amount"})  # fmt: skip
    return rows


def loyverse(order: Order, tally: Tally) -> list[Row]:
    voided = order.state == "cancelled"
    number = f"2-{order.number}"
    rows: list[Row] = []
    for sku, name, price, pieces, off in order.lines:
        money = price * pieces - off
        rows.append({"Date": f"{order.date[8:]}/{order.date[5:7]}/2024 10:15",
                     "Receipt number": number, "Receipt type": "Sale", "SKU": sku, "Item": name,
                     "Quantity": f"{pieces}.000", "Gross sales": f"{price * pieces:.2f}",
                     "Discounts": f"{off:.2f}", "Net sales": f"{money:.2f}",
                     "Customer contacts": order.customer,
                     "Status": "Voided" if voided else "Closed"})  # fmt: skip
        if not voided:
            tally.sell(number, sku, order.customer, money)
        if not voided and order.chance.random() < 0.1:
            rows.append({**rows[-1], "Receipt number": f"9-{order.number}{sku}",
                         "Receipt type": "Refund", "Quantity": f"-{pieces}.000",
                         "Gross sales": f"-{price * pieces:.2f}", "Discounts": f"-{off:.2f}",
                         "Net sales": f"-{money:.2f}"})  # fmt: skip
            tally.take_back(pieces, money)
    return rows


def clover(order: Order, tally: Tally) -> list[Row]:
    base = {"Line Item Date": f"{order.date[8:]}-Feb-2024 02:44 AM EST", "Currency": "USD",
            "Order ID": f"O{order.number}", "Refunded": "false", "Exchanged": "false",
            "Order Payment State": "Paid", "Service Charge": "false"}  # fmt: skip
    rows: list[Row] = []
    for sku, name, price, pieces, _off in order.lines:
        for _piece in range(pieces):
            back = order.chance.random() < 0.05
            rows.append({**base, "Item SKU": sku, "Item Name": name, "Item Revenue": f"{price:.2f}",
                         "Total Revenue": f"{price:.2f}", "Total Discount": "-0.25",
                         "Item Total": f"{price - 0.25:.2f}",
                         "Refunded": str(back).lower()})  # fmt: skip
            tally.sell(f"O{order.number}", sku, "", price - 0.25)
            tally.take_back(back, back * (price - 0.25))
    if order.chance.random() < 0.2:
        rows.append({**base, "Item Name": "Gratuity", "Item SKU": "", "Item Total": "3.00",
                     "Item Revenue": "3.00", "Service Charge": "true"})  # fmt: skip
    return rows


def amazon(order: Order, tally: Tally) -> list[Row]:
    day = f"Sep {int(order.date[8:])}, 2024 1:05:07 AM PDT"
    rows: list[Row] = []
    for sku, name, price, pieces, off in order.lines:
        rows.append({"date/time": day, "settlement id": "1", "type": "Order", "sku": sku,
                     "order id": f"111-{order.number}", "description": name,
                     "quantity": str(pieces), "marketplace": "amazon.com",
                     "product sales": f"{price * pieces:.2f}", "shipping credits": "3.99",
                     "promotional rebates": f"-{off:.2f}", "total": "9"})  # fmt: skip
        tally.sell(f"111-{order.number}", sku, "", price * pieces - off)
        if order.chance.random() < 0.1:
            rows.append({**rows[-1], "type": "Refund", "promotional rebates": f"{off:.2f}",
                         "product sales": f"-{price * pieces:.2f}"})  # fmt: skip
            tally.take_back(pieces, price * pieces - off)
    rows.append({"date/time": day, "settlement id": "1", "type": "Service Fee", "total": "-1"})
    return rows


def prestashop(order: Order, tally: Tally) -> list[Row]:
    state = {"cancelled": "6", "failed": "8", "refunded": "7", "pending": "3"}.get(order.state, "2")
    rows: list[Row] = []
    for sku, name, price, pieces, _off in order.lines:
        back = int(order.chance.random() < 0.1)
        rows.append({"reference": f"REF{order.number}", "date_add": f"{order.date} 08:00:00",
                     "current_state": state, "id_customer": order.customer[:5], "currency": "EUR",
                     "product_id": "1", "product_attribute_id": "0", "product_reference": sku,
                     "product_name": name, "product_quantity": str(pieces),
                     "product_quantity_refunded": str(back),
                     "unit_price_tax_incl": f"{price:.6f}"})  # fmt: skip
        if state not in ("6", "8"):
            tally.sell(f"REF{order.number}", sku, order.customer[:5], price * pieces)
            tally.take_back(back, price * back)
    return rows


def etsy(order: Order, tally: Tally) -> list[Row]:
    off, at = order.chance.choice([0.0, 2.0]), order.chance.randrange(len(order.lines))
    rows: list[Row] = []
    for sku, name, price, pieces, _off in order.lines:
        rows.append({"Sale Date": f"{order.date[5:7]}/{order.date[8:]}/24", "Item Name": name,
                     "Buyer": order.customer[:3], "Quantity": str(pieces), "Price": f"{price:.2f}",
                     "Discount Amount": f"{off if len(rows) == at else 0:.2f}", "SKU": sku,
                     "Item Total": f"{price * pieces:.2f}", "Currency": "USD",
                     "Transaction ID": f"{order.number}{sku}", "Listing ID": "77",
                     "Order ID": f"30{order.number}"})  # fmt: skip
        tally.sell(f"30{order.number}", sku, order.customer[:3], price * pieces)
    tally.money -= off
    return rows


Writer = Callable[[Order, Tally], Sequence[Mapping[str, str]]]
WRITERS: dict[str, Writer] = {
    "shopify-orders": shopify, "woocommerce-skyverge": skyverge,
    "woocommerce-webtoffee": webtoffee, "bigcommerce-orders": bigcommerce,
    "square-items": square, "loyverse-items-sold": loyverse, "clover-items": clover,
    "amazon-transactions": amazon, "prestashop-sql": prestashop, "etsy-items": etsy,
}  # fmt: skip


def columns_of(format_id: str, rows: Sequence[Mapping[str, str]]) -> list[str]:
    if COLUMNS[format_id]:
        return header_of(format_id, COLUMNS[format_id])
    return list(dict.fromkeys(column for row in rows for column in row))


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("format_id", WRITERS)
def test_a_hand_count_agrees(tmp_path: Path, format_id: str, seed: int) -> None:
    tally = Tally()
    rows = [row for order in make_orders(seed) for row in WRITERS[format_id](order, tally)]
    path = write_rows(tmp_path / "export.csv", columns_of(format_id, rows), rows)
    intake, lines = take(path, format_id)
    report = intake.report
    sold = ~lines.line_returned
    assert (report.orders, report.products) == (len(tally.orders), len(tally.products))
    assert int(sold.sum()) == tally.lines
    assert report.customers == len(tally.customers)
    assert -lines.line_quantity[lines.line_returned].sum() == tally.returned
    money = np.nansum(lines.line_revenue) - lines.order_discount.sum()
    assert money == pytest.approx(tally.money, abs=0.05)
