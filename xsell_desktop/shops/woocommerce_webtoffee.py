"""WebToffee's Order Export for WooCommerce: a cell an item, columns an item, or a row an item."""

from __future__ import annotations

import re
from dataclasses import replace

from xsell_desktop.sales.layouts import DeadEnd, Layout
from xsell_desktop.sales.table import Table
from xsell_desktop.sales.unpacking import unpack_cells, unpack_columns
from xsell_desktop.shops.web_orders import name_customers, note_refunded

_KEYS = "name|product_id|sku|quantity|total|sub_?total|tax|tax_data|refunded|_variation_id|meta"
_BAR = re.compile(rf"\|(?=(?:{_KEYS}):)")
SIDE_BY_SIDE = ("name", "product", "quantity", "total")
PARTS = {"name": "name", "sku": "product", "quantity": "quantity", "total": "total",
         "refunded": "refunded"}  # fmt: skip
NO_ITEMS = ("line_item_1", "line_items", "line_item_1_name", "Product Item 1 Name", "item_name",
            "item_sku", "Item Name", "Product Name", "SKU", "Product", "Name")  # fmt: skip


def parse_item(cell: str) -> list[dict[str, str]]:
    """The item of `name:Mug|product_id:12|sku:M1|quantity:2|total:9.00`."""
    item: dict[str, str] = {}
    for field in _BAR.split(cell.strip()):
        key, colon, value = field.partition(":")
        if not colon:
            return [{}]
        part = PARTS.get(key)
        if part is not None and part not in item:
            item[part] = value.strip()
    if "refunded" in item:
        item["refunded"] = pieces_refunded(item, item["refunded"])
    return [item]


def pieces_refunded(item: dict[str, str], money: str) -> str:
    """The whole pieces of an item that the money given back is the price of; '0' for less."""
    try:
        quantity, total, back = (
            float(text.replace(",", "."))
            for text in (item.get("quantity", ""), item.get("total", ""), money)
        )
    except ValueError:
        return "0"
    if quantity <= 0 or total <= 0:
        return "0"
    return str(int(min(quantity, abs(back) / total * quantity + 0.01)))


def unpack(table: Table) -> Table:
    """A row an item. Where items have rows of their own, cells that repeat them do not count."""
    packed = {part for part in table.columns if "." in part}
    cells = any(part.startswith("packed.") for part in packed)
    if not {"name", "product"} & table.columns.keys() and cells:
        table = _without(table, {part for part in packed if not part.startswith("packed.")})
        table = unpack_cells(table, "packed", parse_item)
    elif not {"name", "product"} & table.columns.keys() and packed:
        table = unpack_columns(table, SIDE_BY_SIDE)
    else:
        table = _without(table, packed)
    return name_customers(table)


def _without(table: Table, parts: set[str]) -> Table:
    return replace(table, columns={p: c for p, c in table.columns.items() if p not in parts})


WOOCOMMERCE_WEBTOFFEE = Layout(
    id="woocommerce-webtoffee",
    title="WooCommerce orders (WebToffee)",
    anchors=tuple(
        (order, *items)
        for order in ("order_id", "order_number")
        for items in (
            ("line_item_1",),
            ("line_item_1_name",),
            ("line_item_1_sku", "line_item_1_quantity"),
            ("Product Item 1 Name",),
            ("Product Item 1 SKU", "Product Item 1 Quantity"),
            *(
                (product, "item_quantity", other)
                for product in ("item_name", "item_sku")
                for other in ("item_total", "item_product_id", "item_refunded_qty")
            ),
        )
    ),
    dead_ends=(
        DeadEnd(
            anchor=("order_id", "order_total", "shipping_total"),
            absent=NO_ITEMS,
            why="lists WooCommerce orders without their items",
            advice="In the export plugin choose one row an item, or tick the line items among the "
            "columns, and export again",
        ),
    ),
    columns={
        "order": ("order_id", "order_number"),
        "product": ("item_sku",),
        "name": ("item_name",),
        "quantity": ("item_quantity",),
        "total": ("item_total",),
        "refunded": ("item_refunded_qty",),
        "date": ("order_date", "date", "paid_date"),
        "customer": ("billing_email", "customer_email"),
        "customer_id": ("customer_id", "customer_user"),
        "currency": ("order_currency", "currency"),
        "status": ("status", "order_status"),
        "country": ("billing_country", "shipping_country"),
        "channel": ("created_via", "origin"),
    },
    numbered={
        "packed": ("line_item_#",),
        "name": ("line_item_#_name", "Product Item # Name"),
        "product": ("line_item_#_sku", "Product Item # SKU"),
        "quantity": ("line_item_#_quantity", "Product Item # Quantity"),
        "total": ("line_item_#_total", "Product Item # Total"),
    },
    unpack=unpack,
    tidy=note_refunded,
)
