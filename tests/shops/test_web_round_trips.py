"""Random orders, written the way each web shop writes them, come back as the same lines."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from order_files import sold

from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.filters import FILTERS
from xsell_desktop.sales.intake import read
from xsell_desktop.sales.unpacking import Packed
from xsell_desktop.shops import LAYOUTS, bigcommerce_orders
from xsell_desktop.shops.woocommerce_analytics import parse_products as parse_names
from xsell_desktop.shops.woocommerce_skyverge import parse_items
from xsell_desktop.shops.woocommerce_webtoffee import parse_item

ALL_OFF = {switch.id: False for switch in FILTERS}


class Line(NamedTuple):
    sku: str
    name: str
    quantity: int
    cents: int  # of one piece


class Order(NamedTuple):
    number: int
    minute: int
    lines: Sequence[Line]


Rows = Iterator[dict[str, str]]
FIRST = "ABCDEFGHKLMPRSTUVWZ"
NAMES = st.builds(
    "{}{}{}".format,
    st.sampled_from(FIRST),
    st.text("abcdefé ,;:|\\&\"'-/()[]", max_size=12).map(lambda text: " ".join(text.split())),
    st.sampled_from("xyz"),
)
SKUS = st.one_of(st.just(""), st.from_regex(r"[A-Z]{2}-[0-9]{3}", fullmatch=True))


@st.composite
def orders(draw: st.DrawFn) -> list[Order]:
    """Orders of a few products; a name or SKU is one product's only."""
    names = draw(st.lists(NAMES, min_size=2, max_size=6, unique_by=str.casefold))
    skus = draw(st.lists(SKUS, min_size=len(names), max_size=len(names)))
    seen: set[str] = set()
    products = []
    for name, sku in zip(names, skus, strict=True):
        products.append((sku if sku not in seen else "", name))
        seen.add(sku)
    line = st.builds(
        lambda product, quantity, cents: Line(product[0], product[1], quantity, cents),
        st.sampled_from(products),
        st.integers(1, 9),
        st.integers(1, 20_000),
    )
    lists = draw(st.lists(st.lists(line, min_size=1, max_size=4), min_size=1, max_size=6))
    minutes = draw(st.lists(st.integers(0, 1439), min_size=len(lists), max_size=len(lists)))
    return [
        Order(1001 + at, minute, lines)
        for at, (minute, lines) in enumerate(zip(minutes, lists, strict=True))
    ]


def money(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def moment(order: Order) -> str:
    return f"2026-03-{order.number % 28 + 1:02} {order.minute // 60:02}:{order.minute % 60:02}:00"


def shopify(order: Order) -> Rows:
    for at, line in enumerate(order.lines):
        yield {
            "Name": f"#{order.number}", "Created at": f"{moment(order)} +0100",
            "Currency": "" if at else "EUR", "Lineitem quantity": str(line.quantity),
            "Lineitem name": line.name, "Lineitem sku": line.sku, "Vendor": "House",
            "Lineitem price": money(line.cents), "Lineitem discount": "0.00",
        }  # fmt: skip


def webtoffee_cells(order: Order) -> Rows:
    cells = {
        f"line_item_{at}": f"name:{line.name}|product_id:1|sku:{line.sku}|"
        f"quantity:{line.quantity}|total:{money(line.cents * line.quantity)}|sub_total:1"
        for at, line in enumerate(order.lines, start=1)
    }
    blank = dict.fromkeys((f"line_item_{at}" for at in range(1, 5)), "")
    yield {"order_id": str(order.number), "order_date": moment(order), **blank, **cells}


def item_fields(line: Line) -> list[str]:
    return [line.name, line.sku, str(line.quantity), money(line.cents * line.quantity)]


def webtoffee_columns(order: Order) -> Rows:
    parts = ("name", "sku", "quantity", "total")
    heads = [f"line_item_{at}_{part}" for at in range(1, 5) for part in parts]
    cells = [cell for line in order.lines for cell in item_fields(line)]
    cells += [""] * (len(heads) - len(cells))
    head = {"order_id": str(order.number), "order_date": moment(order)}
    yield head | dict(zip(heads, cells, strict=True))


def webtoffee_rows(order: Order) -> Rows:
    parts = ("item_name", "item_sku", "item_quantity", "item_total")
    for line in order.lines:
        head = {"order_id": str(order.number), "order_date": moment(order)}
        yield head | dict(zip(parts, item_fields(line), strict=True))


def skyverge(order: Order) -> Rows:
    parts = ("name", "sku", "quantity", "total")
    packed = ";".join(
        "|".join(
            f"{part}:" + re.sub(r"([\\|;:])", r"\\\1", cell)
            for part, cell in zip(("id", *parts), ["1", *item_fields(line)], strict=True)
        )
        for line in order.lines
    )
    yield {"order_id": str(order.number), "date": moment(order), "line_items": packed}


def advanced(order: Order) -> Rows:
    for at, line in enumerate(order.lines):
        yield {
            "Order Number": "" if at else str(order.number),
            "Order Date": "" if at else moment(order)[:16],
            "SKU": line.sku, "Item Name": line.name, "Quantity (- Refund)": str(line.quantity),
            "Item Cost": money(line.cents),
        }  # fmt: skip


def bigcommerce(order: Order) -> Rows:
    packed = "|".join(
        f"Product ID: , Product Qty: {line.quantity}, Product SKU: {line.sku}, "
        f"Product Name: {line.name.replace('&', '&amp;')}, Product Weight: 0, "
        "Product Variation Details: , "
        f"Product Unit Price: {money(line.cents)}, "
        f"Product Total Price: {money(line.cents * line.quantity)}"
        for line in order.lines
    )
    yield {"Order ID": str(order.number), "Order Date": moment(order), "Product Details": packed}


def prestashop(order: Order) -> Rows:
    for line in order.lines:
        yield {
            "reference": f"XK{order.number}", "date_add": moment(order), "current_state": "5",
            "product_id": "0", "product_reference": line.sku, "product_name": line.name,
            "product_quantity": str(line.quantity),
            "unit_price_tax_incl": f"{money(line.cents)}0000",
        }  # fmt: skip


def magento(order: Order) -> Rows:
    for line in order.lines:
        yield {
            "order_id": str(order.number), "created_at": moment(order), "sku": line.sku,
            "name": line.name, "qty_ordered": f"{line.quantity}.0000",
            "price": f"{money(line.cents)}00",
        }  # fmt: skip


def odoo(order: Order) -> Rows:
    for at, line in enumerate(order.lines):
        yield {
            "Order Reference": "" if at else f"S{order.number}",
            "Order Date": "" if at else moment(order),
            "Order Lines/Product": f"[{line.sku}] {line.name}" if line.sku else line.name,
            "Order Lines/Quantity": f"{line.quantity}.0",
            "Order Lines/Unit Price": money(line.cents),
        }  # fmt: skip


WRITERS: dict[str, tuple[str, str, Callable[[Order], Rows]]] = {
    "shopify": ("shopify-orders", "#", shopify),
    "webtoffee cells": ("woocommerce-webtoffee", "", webtoffee_cells),
    "webtoffee columns": ("woocommerce-webtoffee", "", webtoffee_columns),
    "webtoffee rows": ("woocommerce-webtoffee", "", webtoffee_rows),
    "skyverge": ("woocommerce-skyverge", "", skyverge),
    "advanced": ("woocommerce-advanced-export", "", advanced),
    "bigcommerce": ("bigcommerce-orders", "", bigcommerce),
    "prestashop": ("prestashop-sql", "XK", prestashop),
    "magento": ("magento-items", "", magento),
    "odoo": ("odoo-orders", "S", odoo),
}


@pytest.mark.parametrize("shop", WRITERS)
@given(shop_orders=orders(), delimiter=st.sampled_from(",;\t"))
@settings(max_examples=15)
def test_the_same_lines_come_back(shop: str, shop_orders: list[Order], delimiter: str) -> None:
    format_id, start, write = WRITERS[shop]
    rows = [row for order in shop_orders for row in write(order)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "orders.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], delimiter=delimiter)
            writer.writeheader()
            writer.writerows(rows)
        intake = read(path, LAYOUTS, ColumnMap(format_id, filters=ALL_OFF))
    assert intake.report.balanced()
    assert intake.lines is not None
    found = [(s.order, s.key, s.quantity, s.revenue, s.date) for s in sold(intake.lines)]
    assert found == [
        (
            f"{start}{order.number}",
            line.sku or line.name,
            line.quantity,
            line.cents * line.quantity / 100,
            moment(order)[:16].replace(" ", "T"),
        )
        for order in shop_orders
        for line in order.lines
    ]
    named = {s.key: s.name for s in sold(intake.lines)}
    assert named == {line.sku or line.name: line.name for o in shop_orders for line in o.lines}


@pytest.mark.parametrize(
    "parse", [parse_names, parse_item, parse_items, bigcommerce_orders.parse_products]
)
@given(cell=st.text("ab1: ;|,×-\\&\nProduct NameQtySKUskuqntiyol_", max_size=80))
def test_any_cell_is_read_without_a_crash(parse: Callable[[str], Packed], cell: str) -> None:
    for line in parse(cell):
        assert all(isinstance(text, str) for text in line.values())
