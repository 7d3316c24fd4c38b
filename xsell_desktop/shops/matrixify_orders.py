"""Matrixify's export of Shopify orders: rows of goods among rows of postage and payments."""

from __future__ import annotations

import numpy as np

from xsell_desktop.sales.arrangement import clear
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.table import Table
from xsell_desktop.shops.receipts import says

GOODS = {"line item", "refund line"}


def arrange(table: Table) -> Table:
    """Only rows of goods sold and given back are order lines."""
    kind = table.columns.get("kind")
    return table if kind is None else clear(table, np.logical_not(says(kind, GOODS, len(table))))


MATRIXIFY_ORDERS = Layout(
    id="matrixify-orders",
    title="Shopify orders (Matrixify)",
    anchors=(("Line: Type", "Line: Quantity"),),
    columns={
        "order": ("Name", "Number", "ID"),
        "kind": ("Line: Type",),
        "product": ("Line: SKU",),
        "name": ("Line: Name", "Line: Title", "Line: Product Handle"),
        "quantity": ("Line: Quantity",),
        "price": ("Line: Price",),
        "total": ("Line: Total",),
        "discount": ("Line: Discount",),
        "date": ("Created At", "Processed At"),
        "customer": ("Customer: Email", "Customer: ID", "Email"),
        "currency": ("Currency",),
        "cancelled": ("Cancelled At",),
        "status": ("Payment: Status",),
        "tags": ("Tags",),
        "country": ("Billing: Country", "Shipping: Country"),
        "channel": ("Source",),
    },
    arrange=arrange,
)
