"""Lightspeed X-Series (Vend) sales: a row a sale, then rows for its lines and its payments."""

from __future__ import annotations

from xsell_desktop.sales.arrangement import clear, combine, fill_by_order, with_columns
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.table import Table
from xsell_desktop.shops.receipts import first_filled, says

OF_SALE = ("date", "customer", "person", "status", "channel")


def arrange(table: Table) -> Table:
    """Sale rows hand the number, date and customer to their lines; only the lines are goods."""
    columns = table.columns
    if "order" not in columns or "kind" not in columns:
        return table
    order = table.carry(("order",)).columns["order"]
    held = {part: fill_by_order(columns[part], order) for part in OF_SALE if part in columns}
    code, person = held.get("customer"), held.get("person")
    if code or person:
        held["customer"] = combine((code, person), first_filled)
    table = with_columns(table, **held, order=order)
    return clear(table, says(columns["kind"], {"sale", "payment"}, len(table)))


LIGHTSPEED_SALES = Layout(
    id="lightspeed-sales",
    title="Lightspeed X-Series sales",
    anchors=(("Receipt Number", "Line Type", "Details"), ("Receipt Number", "Line Type", "Sku")),
    columns={
        "order": ("Receipt Number",),
        "kind": ("Line Type",),
        "product": ("Sku",),
        "name": ("Details",),
        "quantity": ("Quantity",),
        "total": ("Subtotal", "Total"),
        "date": ("Date",),
        "customer": ("Customer Code",),
        "person": ("Customer Name",),
        "status": ("Status",),
        "channel": ("Outlet", "Register"),
    },
    arrange=arrange,
    proven=False,
)
