"""BigCommerce's orders export: a row an order, its products packed into one cell."""

from __future__ import annotations

import html
import re

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.layouts import DeadEnd, Layout
from xsell_desktop.sales.table import Table
from xsell_desktop.sales.unpacking import unpack_cells
from xsell_desktop.shops.web_orders import name_customers, note_refunded

KEYS = ("ID", "Qty", "SKU", "Name", "Weight", "Variation Details", "Unit Price", "Total Price")
PARTS = {"SKU": "product", "Name": "name", "Qty": "quantity", "Unit Price": "price",
         "Total Price": "total"}  # fmt: skip
_NEXT = re.compile(r"\|(?=\s*Product (?:ID|Qty|SKU|Name):)")
NEVER_PAID = {"incomplete", "declined"}


def parse_products(cell: str) -> list[dict[str, str]]:
    """The products of `Product ID: 7, Product Qty: 1, Product SKU: M1, Product Name: Mug, …|…`.

    One without SKU is known by its id. Values hold commas and colons, so that only the known
    names, in their order, end one.
    """
    return [_parse_product(item) for item in _NEXT.split(cell)]


def _parse_product(item: str) -> dict[str, str]:
    marks = []
    at = 0
    for key in KEYS:
        mark = f"Product {key}:"
        found = item.find(mark, at)
        if found >= 0:
            marks.append((key, found, found + len(mark)))
            at = found + len(mark)
    ends = [start for _key, start, _begin in marks[1:]] + [len(item)]
    fields = {
        key: html.unescape(item[begin:end]).strip().rstrip(",").rstrip()
        for (key, _start, begin), end in zip(marks, ends, strict=bool(marks))
    }
    line = {part: fields[key] for key, part in PARTS.items() if key in fields}
    choices = fields.get("Variation Details", "")
    if line.get("product") and choices and line.get("name"):
        line["name"] += f" - {choices}"
    if fields.get("ID") and not line.get("product"):
        line["product"] = fields["ID"]
    return line


def unpack(table: Table) -> Table:
    """A row a product."""
    return name_customers(unpack_cells(table, "packed", parse_products))


def tidy(draft: Draft) -> None:
    """Orders left at the till or declined."""
    status = draft.column("status")
    if status is not None:
        unpaid = status.where(lambda text: text.strip().casefold() in NEVER_PAID)
        draft.verdicts.set_aside(draft.of_order(unpaid), reasons.UNPAID)
    note_refunded(draft)


BIGCOMMERCE_ORDERS = Layout(
    id="bigcommerce-orders",
    title="BigCommerce orders",
    anchors=(
        ("Order ID", "Product Details"),
        ("Product Details", "Order Date", "Order Status"),
    ),
    dead_ends=tuple(
        DeadEnd(
            anchor=("Order ID", "Order Status", total),
            absent=("Product Details", "Product SKU", "Product Name", "Product ID", "SKU"),
            why="lists BigCommerce orders without their products",
            advice="In BigCommerce open Orders, Export all orders, choose a template whose column "
            "Product Details is ticked, and export again",
        )
        for total in ("Total Quantity", "Order Total (inc tax)", "Order Total (ex tax)")
    ),
    columns={
        "order": ("Order ID",),
        "packed": ("Product Details",),
        "date": ("Order Date", "Date"),
        "customer": ("Customer Email", "Billing Email"),
        "customer_id": ("Customer ID",),
        "currency": ("Order Currency Code",),
        "status": ("Order Status",),
        "country": ("Billing Country", "Shipping Country"),
        "channel": ("Order Source", "Channel Name", "Channel ID"),
    },
    unpack=unpack,
    tidy=tidy,
)
