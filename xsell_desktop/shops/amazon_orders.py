"""Amazon's All Orders report: a row an item; prices are of the whole row before its discount."""

from __future__ import annotations

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.arrangement import combine, fill, with_columns
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.layouts import DeadEnd, Layout
from xsell_desktop.sales.lines import Flags
from xsell_desktop.sales.table import Table
from xsell_desktop.shops.receipts import first_filled, says, take_discounts_off

CANCELLED = {"cancelled", "canceled"}
ADVICE = (
    "In Seller Central open Reports, Fulfillment or Order Reports, and download the All Orders "
    "report of the period"
)


def arrange(table: Table) -> Table:
    """Items without SKU are known by their ASIN; cancelled ones may lack their quantity."""
    columns = table.columns
    sku, asin, pieces = columns.get("product"), columns.get("asin"), columns.get("quantity")
    if pieces is not None:
        pieces = fill(pieces, _cancelled(table) & pieces.blank(), "0")
    return with_columns(
        table,
        product=combine((sku, asin), first_filled) if sku or asin else None,
        quantity=pieces,
    )


def _cancelled(table: Table) -> Flags:
    order, item = (table.columns.get(part) for part in ("order_status", "item_status"))
    return says(order, CANCELLED, len(table)) | says(item, CANCELLED, len(table))


def tidy(draft: Draft) -> None:
    """Items cancelled alone or with their order; pending ones stay, without their price."""
    draft.verdicts.set_aside(_cancelled(draft.table), reasons.CANCELLED)
    take_discounts_off(draft)


AMAZON_ORDERS = Layout(
    id="amazon-orders",
    title="Amazon orders",
    anchors=(
        ("amazon-order-id", "sku"),
        ("amazon-order-id", "asin"),
        ("amazon-order-id", "product-name"),
    ),
    dead_ends=(
        DeadEnd(
            anchor=("amazon-order-id",),
            absent=("sku", "asin", "product-name"),
            why="lists Amazon orders without their items",
            advice=ADVICE,
        ),
        DeadEnd(
            anchor=("settlement-id", "transaction-type", "amount-type"),
            why="is an Amazon settlement: payments and fees, each item over several rows",
            advice=ADVICE,
        ),
    ),
    columns={
        "order": ("amazon-order-id",),
        "product": ("sku",),
        "asin": ("asin",),
        "name": ("product-name",),
        "quantity": ("quantity", "quantity-purchased", "quantity-shipped"),
        "total": ("item-price",),
        "gross": ("item-price",),
        "discount": ("item-promotion-discount",),
        "date": ("purchase-date",),
        "customer": ("buyer-email",),
        "currency": ("currency",),
        "country": ("ship-country",),
        "channel": ("sales-channel",),
        "order_status": ("order-status",),
        "item_status": ("item-status",),
    },
    arrange=arrange,
    tidy=tidy,
)
