"""Square's item sales: a row an item of a sale, refunds as rows of their own."""

from __future__ import annotations

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.arrangement import combine, with_columns
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.layouts import DeadEnd, Layout
from xsell_desktop.sales.table import Table
from xsell_desktop.shops.receipts import (
    name_variant,
    says,
    take_back,
    take_discounts_off,
)

USUAL_VARIATION = "regular"
CUSTOM = {"custom amount", "custom_amount"}
GIFT_CARDS = {"gift card", "gift_card"}


def arrange(table: Table) -> Table:
    """Names with their variation, unless it is the usual one."""
    item, variation = table.columns.get("name"), table.columns.get("variation")
    if item is None or variation is None:
        return table
    return with_columns(table, name=combine((item, variation), _name))


def _name(item: str, variation: str) -> str:
    return name_variant(item, "" if variation.strip().casefold() == USUAL_VARIATION else variation)


def tidy(draft: Draft) -> None:
    """Refunds as returns of their sale; amounts keyed in by hand and gift cards aside."""
    take_back(draft, says(draft.column("event"), {"refund"}, len(draft)))
    take_discounts_off(draft)
    kind = draft.column("kind")
    custom = says(kind, CUSTOM, len(draft)) | says(draft.key, CUSTOM, len(draft))
    draft.verdicts.set_aside(custom, reasons.TIPS)
    draft.verdicts.set_aside(says(kind, GIFT_CARDS, len(draft)), reasons.GIFT_CARDS)


SQUARE_ITEMS = Layout(
    id="square-items",
    title="Square item sales",
    anchors=(
        ("Transaction ID", "Item", "Price Point Name"),
        ("Payment ID", "Item", "Price Point Name"),
        ("Transaction ID", "Item", "Qty", "Event Type"),
        ("Transaction ID", "Item", "Qty", "Modifiers Applied"),
        ("Transaction ID", "Item", "Qty", "Itemization Type"),
    ),
    dead_ends=(
        DeadEnd(
            anchor=("Item", "Qty", "Event Type"),
            absent=("Transaction ID", "Payment ID", "Order ID", "Order", "Receipt Number"),
            why="lists Square item sales without saying which were sold together",
            advice="In Square Dashboard open Transactions, choose the period and Export, then "
            "Items Detail CSV; its column Transaction ID must stay in",
        ),
        DeadEnd(
            anchor=("Item", "Qty", "Modifiers Applied"),
            absent=("Transaction ID", "Payment ID", "Order ID", "Order", "Receipt Number"),
            why="lists Square item sales without saying which were sold together",
            advice="In Square Dashboard open Transactions, choose the period and Export, then "
            "Items Detail CSV; its column Transaction ID must stay in",
        ),
        DeadEnd(
            anchor=("Transaction ID", "Total Collected"),
            absent=("Item",),
            why="lists Square payments, with the items of each in one text",
            advice="In Square Dashboard open Transactions, choose the period and Export, then "
            "Items Detail CSV",
        ),
        DeadEnd(
            anchor=("Item Name", "Items Sold", "Gross Sales"),
            absent=("Transaction ID", "Order ID"),
            why="adds up Square sales by item, not by sale",
            advice="In Square Dashboard open Transactions, choose the period and Export, then "
            "Items Detail CSV",
        ),
    ),
    columns={
        "order": ("Transaction ID", "Payment ID"),
        "product": ("SKU",),
        "name": ("Item",),
        "variation": ("Price Point Name",),
        "quantity": ("Qty",),
        "total": ("Net Sales", "Product Sales", "Gross Sales"),
        "gross": ("Product Sales", "Gross Sales"),
        "discount": ("Discounts",),
        "date": ("Date",),
        "time": ("Time",),
        "customer": ("Customer ID", "Customer Reference ID"),
        "channel": ("Channel", "Location"),
        "event": ("Event Type",),
        "kind": ("Itemization Type",),
    },
    arrange=arrange,
    tidy=tidy,
    date_order="mdy",
)
