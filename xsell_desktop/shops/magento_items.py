"""Magento's order items: a dump of sales_order_item, or an export extension's columns."""

from __future__ import annotations

import numpy as np

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.layouts import DeadEnd, Layout
from xsell_desktop.sales.table import Table
from xsell_desktop.sales.values.numbers import parse_numbers
from xsell_desktop.shops.web_orders import name_customers

NOTHING = {"", "0", "null", r"\n"}


def arrange(table: Table) -> Table:
    """Customers by e-mail or id."""
    return name_customers(table)


def tidy(draft: Draft) -> None:
    """Rows under another one, whose money and choices that one has; cancelled pieces."""
    parent = draft.column("parent")
    if parent is not None:
        parts = parent.where(lambda text: text.strip().casefold() not in NOTHING)
        draft.verdicts.set_aside(parts, reasons.BUNDLE_PARTS)
    cancelled = draft.column("canceled")
    if cancelled is not None:
        pieces, _bad = parse_numbers(cancelled.values, ".")
        left = draft.quantity - np.nan_to_num(cancelled.spread(pieces))
        draft.verdicts.set_aside((draft.quantity > 0) & (left <= 0), reasons.CANCELLED)
        share = np.divide(left, draft.quantity, out=np.ones(len(left)), where=draft.quantity > 0)
        draft.discount = draft.discount * share
        draft.quantity = left


MAGENTO_ITEMS = Layout(
    id="magento-items",
    title="Magento order items",
    anchors=tuple(
        (order, "sku", "qty_ordered")
        for order in ("order_id", "increment_id", "order_increment_id", "Order #", "Order Number")
    ),
    dead_ends=tuple(
        DeadEnd(
            anchor=anchor,
            absent=("sku", "SKU", "Product Name", "Item SKU"),
            why="is Magento's order grid, which lists orders without their products",
            advice="In Magento the grid under Sales, Orders never holds products: export the "
            "order items with an order export extension, or have the table sales_order_item "
            "written to CSV, with the columns order_id, parent_item_id, sku, name, qty_ordered, "
            "price and created_at",
        )
        for anchor in (
            ("Purchase Point", "Grand Total (Base)"),
            ("Purchase Date", "Grand Total (Purchased)"),
            ("Purchase Point", "Purchase Date", "Bill-to Name"),
        )
    ),
    columns={
        "order": ("increment_id", "order_increment_id", "Order #", "Order Number", "order_id"),
        "product": ("sku",),
        "name": ("name", "Product Name", "Item Name"),
        "quantity": ("qty_ordered",),
        "canceled": ("qty_canceled",),
        "refunded": ("qty_refunded",),
        "price": ("price", "base_price"),
        "discount": ("discount_amount", "base_discount_amount"),
        "date": ("created_at", "Order Date", "Purchase Date", "Purchased On"),
        "customer": ("customer_email", "Email"),
        "customer_id": ("customer_id",),
        "currency": ("order_currency_code", "currency", "base_currency_code"),
        "status": ("status", "Order Status", "state"),
        "country": ("country_id", "billing_country_id", "Country"),
        "channel": ("store_name", "Purchase Point", "store_id"),
        "parent": ("parent_item_id",),
    },
    arrange=arrange,
    tidy=tidy,
    proven=False,
)
