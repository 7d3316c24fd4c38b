"""Etsy's sold order items: a row an item, the order's discount on one of its rows."""

from __future__ import annotations

import html
import re

import numpy as np

from xsell_desktop.sales.arrangement import combine, with_columns
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.layouts import DeadEnd, Layout
from xsell_desktop.sales.table import Table
from xsell_desktop.shops.receipts import first_filled

_PERSONAL = re.compile(r"(^|[,;]\s*)personali[sz]ation\s*:.*", re.IGNORECASE | re.DOTALL)


def choices(variations: str) -> str:
    """`Size: Small` of `Size:Small,Personalization:For Ann`: what a buyer wrote is left out."""
    chosen = _PERSONAL.sub("", html.unescape(variations)).strip(" ,;")
    return re.sub(r"\s*:\s*", ": ", chosen)


def arrange(table: Table) -> Table:
    """Items without SKU are known by their listing and its variations."""
    columns = table.columns
    listing, chosen = columns.get("listing"), columns.get("variations")
    sku, title = columns.get("product"), columns.get("name")
    if sku is not None or listing is not None:
        table = with_columns(table, product=combine((sku, listing, chosen), _key))
    if title is not None:
        table = with_columns(table, name=combine((title, chosen), _name))
    return table


def _key(sku: str, listing: str, variations: str) -> str:
    chosen = choices(variations)
    with_choices = f"{listing.strip()} ({chosen})" if chosen else listing
    return first_filled(sku, with_choices if listing.strip() else "")


def _name(title: str, variations: str) -> str:
    title, chosen = html.unescape(title).strip(), choices(variations)
    return f"{title} ({chosen})" if title and chosen else title


def tidy(draft: Draft) -> None:
    """The order's discount stands on any one of its rows, the others hold zero."""
    highest = np.full(max(1, len(draft.order.values)), np.nan)
    np.fmax.at(highest, draft.order.codes, np.abs(draft.order_discount))
    draft.order_discount = highest[draft.order.codes]


ETSY_ITEMS = Layout(
    id="etsy-items",
    title="Etsy sold order items",
    anchors=(
        ("Listing ID", "Item Name", "Sale Date"),
        ("Listing ID", "Item Name", "Order ID"),
        ("Listing ID", "Order ID", "Quantity"),
        ("Item Name", "Order ID", "Sale Date", "Variations"),
        ("Item Name", "Order ID", "Sale Date", "Buyer"),
        ("Item Name", "Order ID", "Order Shipping"),
    ),
    dead_ends=(
        DeadEnd(
            anchor=("Sale Date", "Order ID", "Number of Items"),
            absent=("Item Name", "Listing ID", "Product", "Quantity"),
            why="lists Etsy orders without their items",
            advice="In Shop Manager open Settings, Options, Download Data, and choose Order Items "
            "as the CSV type",
        ),
        DeadEnd(
            anchor=("Sale Date", "Order ID", "Order Value"),
            absent=("Item Name", "Listing ID", "Product", "Quantity"),
            why="lists Etsy orders without their items",
            advice="In Shop Manager open Settings, Options, Download Data, and choose Order Items "
            "as the CSV type",
        ),
    ),
    columns={
        "order": ("Order ID",),
        "product": ("SKU",),
        "listing": ("Listing ID",),
        "name": ("Item Name",),
        "variations": ("Variations",),
        "quantity": ("Quantity",),
        "price": ("Price",),
        "total": ("Item Total",),
        "order_discount": ("Discount Amount",),
        "date": ("Sale Date", "Date Paid"),
        "customer": ("Buyer",),
        "country": ("Ship Country",),
        "currency": ("Currency",),
    },
    arrange=arrange,
    tidy=tidy,
    copies_are_errors=True,
    date_order="mdy",
)
