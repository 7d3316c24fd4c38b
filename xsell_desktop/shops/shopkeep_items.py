"""ShopKeep's transactions by item."""

from __future__ import annotations

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.arrangement import combine, with_columns
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.table import Table
from xsell_desktop.shops.receipts import first_filled, says, take_back, take_discounts_off

RETURNED = {"return", "refund", "returned", "refunded"}
VOIDED = {"void", "voided", "cancelled", "canceled"}


def arrange(table: Table) -> Table:
    """Items are known by the store's code, else by their bar code."""
    code, upc = table.columns.get("product"), table.columns.get("upc")
    if code is None and upc is None:
        return table
    return with_columns(table, product=combine((code, upc), first_filled))


def tidy(draft: Draft) -> None:
    """Returned and voided items, by the kind of operation."""
    kind = draft.column("kind")
    draft.verdicts.set_aside(says(kind, VOIDED, len(draft)), reasons.CANCELLED)
    take_back(draft, says(kind, RETURNED, len(draft)))
    take_discounts_off(draft)


SHOPKEEP_ITEMS = Layout(
    id="shopkeep-items",
    title="ShopKeep transactions by item",
    anchors=(
        ("Transaction ID", "Line Item", "Operation Type"),
        ("Transaction ID", "Line Item", "Register Name"),
    ),
    columns={
        "order": ("Transaction ID",),
        "product": ("Store Code",),
        "upc": ("UPC",),
        "name": ("Line Item",),
        "quantity": ("Quantity",),
        "price": ("Price",),
        "total": ("Net Total", "Subtotal"),
        "gross": ("Subtotal",),
        "discount": ("Discounts",),
        "date": ("Time", "Date"),
        "customer": ("Customer ID",),
        "channel": ("Register Name", "Register Number"),
        "kind": ("Operation Type",),
    },
    arrange=arrange,
    tidy=tidy,
)
