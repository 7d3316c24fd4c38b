"""Odoo's exports of point-of-sale orders, with their lines or line by line."""

from __future__ import annotations

from xsell_desktop.sales.layouts import DeadEnd, Layout
from xsell_desktop.shops.odoo_orders import (
    CARRIED,
    ORDER_FIELDS,
    arrange,
    line_anchors,
    line_columns,
    tidy,
)

_OF_LINES = line_columns("Order Lines", "lines")
_ALONE = {  # where the lines themselves were exported
    "product": ("Internal Reference",),
    "name": ("Product", "product_id"),
    "quantity": ("Quantity", "qty"),
    "price": ("Unit Price", "price_unit"),
    "total": ("Subtotal", "Subtotal w/o Tax", "price_subtotal"),
    "percent": ("Discount (%)", "discount"),
}

ODOO_POS = Layout(
    id="odoo-pos",
    title="Odoo point-of-sale orders",
    anchors=(
        *line_anchors("lines"),
        *(
            (order, *anchor)
            for order in ("Order Ref", "Receipt Number", "pos_reference", "Session")
            for anchor in line_anchors("Order Lines")
        ),
        ("Order Ref", "Product", "Unit Price", "Discount (%)"),
        ("order_id", "product_id", "qty", "price_unit"),
    ),
    dead_ends=(
        DeadEnd(
            anchor=("Order Ref", "Receipt Number", "Session", "Total"),
            absent=("Product", "product_id"),
            why="lists Odoo point-of-sale orders without their lines",
            advice="In Odoo open Point of Sale, Orders in the list view, tick the orders, choose "
            "Export, and add Order Lines/Product, Order Lines/Quantity and Order Lines/Unit Price",
        ),
    ),
    columns={
        "order": ("Order Ref", "name", "Receipt Number", "pos_reference", "order_id", "Number",
                  "Order Reference"),
        **{part: (*headers, *_ALONE.get(part, ())) for part, headers in _OF_LINES.items()},
        **ORDER_FIELDS,
    },
    carried=CARRIED,
    arrange=arrange,
    tidy=tidy,
    proven=False,
)  # fmt: skip
