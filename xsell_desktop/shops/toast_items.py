"""Toast's item selections: a row an item of a check, voided ones marked."""

from __future__ import annotations

from xsell_desktop.sales.arrangement import combine, with_columns
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.table import Table
from xsell_desktop.shops.receipts import first_filled


def arrange(table: Table) -> Table:
    """Items are known by their SKU, else by their number, which is one on all menus."""
    ids = [table.columns[part] for part in ("product", "master", "item") if part in table.columns]
    return with_columns(table, product=combine(ids, first_filled)) if ids else table


TOAST_ITEMS = Layout(
    id="toast-items",
    title="Toast item selections",
    anchors=(("Order Id", "Menu Item", "Void?"), ("Order Id", "Check Id", "Menu Item")),
    columns={
        "order": ("Order Id",),
        "product": ("SKU",),
        "master": ("Master Id",),
        "item": ("Item Id",),
        "name": ("Menu Item",),
        "quantity": ("Qty",),
        "total": ("Net Price",),
        "date": ("Order Date", "Sent Date"),
        "cancelled": ("Void?",),
        "channel": ("Dining Option", "Location", "Revenue Center"),
    },
    arrange=arrange,
    date_order="mdy",
    proven=False,
)
