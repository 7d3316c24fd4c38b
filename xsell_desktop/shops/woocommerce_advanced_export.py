"""Advanced Order Export for WooCommerce: a row an item, with the columns its user ticked."""

from __future__ import annotations

from dataclasses import replace

from xsell_desktop.sales.arrangement import combine, with_columns
from xsell_desktop.sales.layouts import DeadEnd, Layout
from xsell_desktop.sales.table import Table
from xsell_desktop.shops.web_orders import name_customers, note_refunded

LINE = ("Quantity (- Refund)", "Quantity (Refunded)", "Item Cost Before Discount",
        "Item Cost (inc. tax)", "Order Line (w/o tax)", "Order Line Total",
        "Order Line Total (include tax)", "Order Line Subtotal")  # fmt: skip
PRODUCT = ("Item Name", "Product Name", "Product Name (main)", "SKU")


def arrange(table: Table) -> Table:
    """Pieces ordered where the file says how many of them came back, else pieces kept.

    Variations that have neither a SKU nor a name of their own are named by their choices.
    """
    columns = dict(table.columns)
    net = columns.pop("net", None)
    if "price" in columns:
        columns.pop("total", None)
    elif "total" not in columns and "before" in columns:
        columns["price"] = columns["before"]
        columns |= {"discount": columns["off"]} if "off" in columns else {}
    if net is not None and not {"quantity", "refunded"} <= columns.keys():
        columns.pop("refunded", None)
        columns["quantity"] = net
    table = replace(table, columns=columns)
    if {"name", "variation"} <= columns.keys():
        name = combine((columns["name"], columns["variation"]), _name)
        table = with_columns(table, name=name)
    return name_customers(table)


def _name(name: str, variation: str) -> str:
    name, variation = name.strip(), variation.strip()
    choices = [part.rpartition(":")[2].strip() for part in variation.split("|")]
    told = all(choice.casefold() in name.casefold() for choice in choices)
    return name if not name or told else f"{name} - {', '.join(choices)}"


WOOCOMMERCE_ADVANCED_EXPORT = Layout(
    id="woocommerce-advanced-export",
    title="WooCommerce orders (Advanced Order Export)",
    anchors=(
        *(
            (order, product, line)
            for order in ("Order Number", "Order ID")
            for product in PRODUCT
            for line in LINE
            if (product, line) != ("SKU", "Quantity (Refunded)")  # Wix has them too
        ),
        ("Order Number", "Item Name", "Item Cost"),
        ("Order Number", "Order Status", "Item Name", "Quantity"),
        ("Order Number", "Order Status", "SKU", "Quantity"),
    ),
    dead_ends=(
        DeadEnd(
            anchor=("Order Number", "Order Status", "Order Total Amount"),
            absent=(*PRODUCT, "Name", "Product", "Product Id", "Item ID"),
            why="lists WooCommerce orders without their items",
            advice="In WooCommerce open Export Orders, Set up fields to export, drag the product "
            "fields SKU, Item Name, Quantity and Item Cost in, and export again",
        ),
    ),
    columns={
        "order": ("Order Number", "Order ID"),
        "product": ("SKU",),
        "name": ("Item Name", "Product Name", "Name", "Product Name (main)"),
        "variation": ("Product Variation",),
        "quantity": ("Quantity", "Quantity (- Refund)"),
        "net": ("Quantity (- Refund)",),
        "refunded": ("Quantity (Refunded)",),
        "price": ("Item Cost", "Item Cost (inc. tax)"),
        "total": ("Order Line Total (- Refund)", "Order Line (w/o tax)", "Order Line Total",
                  "Order Line Total (include tax)"),
        "before": ("Item Cost Before Discount",),
        "off": ("Item Discount Amount",),
        "date": ("Order Date", "Paid Date", "Completed Date", "Date"),
        "customer": ("Email (Billing)", "Customer User Email"),
        "customer_id": ("Customer User ID", "User ID"),
        "currency": ("Currency", "Order Currency"),
        "status": ("Order Status",),
        "country": ("Country Code (Billing)", "Country Name (Billing)", "Country (Billing)",
                    "Country Code (Shipping)", "Country Name (Shipping)"),
        "channel": ("Created Via", "Order Attribution Source", "Origin"),
    },
    carried=("order", "date", "customer", "currency", "status"),
    arrange=arrange,
    tidy=note_refunded,
)  # fmt: skip
