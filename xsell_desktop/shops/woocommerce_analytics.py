"""WooCommerce's own Analytics export of orders: the products' names in one cell, no SKU."""

from __future__ import annotations

import re

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.arrangement import combine, with_columns
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.layouts import DeadEnd, Layout
from xsell_desktop.sales.table import Table
from xsell_desktop.sales.unpacking import unpack_cells
from xsell_desktop.shops.web_orders import name_customers, note_refunded

_COUNT = re.compile(r"(?:\A|,)\s*(-?\d+)×\s")
_MINUS = re.compile(r"[-−]\D{0,5}\d|\(.*\d.*\)")
REFUND = "Refund"
ADVICE = (
    "In WooCommerce open Analytics, Orders, tick every column in the table's menu, and choose "
    "Download"
)


def parse_products(cell: str) -> list[dict[str, str]]:
    """The names and quantities of `2× Mug, 1× Cup, large`; commas belong to the names."""
    _before, *found = _COUNT.split(cell.strip())
    if _before or not found:
        return [{}]
    return [
        {"name": name.strip(), "quantity": count}
        for count, name in zip(found[::2], found[1::2], strict=True)
    ]


def unpack(table: Table) -> Table:
    """A row a product. A refund is a row of its own with negative amounts; where it names no
    products it gets one named Refund, which `tidy` sets aside.

    In a language whose headers are not known a user can map the packed column as the name.
    """
    packed = "products" if "products" in table.columns else "name"
    table = unpack_cells(table, packed, parse_products)
    columns = table.columns
    if "name" not in columns:
        return table
    sums = (columns.get("sold"), columns.get("net"))
    if sums == (None, None):
        return name_customers(table)
    name = combine((columns["name"], *sums), _name_refund)
    quantity = combine((columns["quantity"], *sums), _count)
    return name_customers(with_columns(table, name=name, quantity=quantity))


def _is_negative(sold: str, net: str) -> bool:
    return bool(_MINUS.search(sold) or _MINUS.search(net))


def _name_refund(name: str, sold: str, net: str) -> str:
    return name or (REFUND if _is_negative(sold, net) else "")


def _count(quantity: str, sold: str, net: str) -> str:
    if not _is_negative(sold, net):
        return quantity
    return f"-{quantity.removeprefix('-') or 1}"


def tidy(draft: Draft) -> None:
    """Refunds of money that name no product."""
    money = draft.name.where(lambda name: name == REFUND) & (draft.quantity < 0)
    draft.verdicts.set_aside(money, reasons.MINUS_PRICE)
    note_refunded(draft)


WOOCOMMERCE_ANALYTICS = Layout(
    id="woocommerce-analytics",
    title="WooCommerce orders (Analytics)",
    anchors=(
        ("Order #", "Product(s)", "Items sold"),
        ("Order #", "Product(s)", "Customer type"),
        ("Order #", "Product(s)", "N. Revenue (formatted)"),
        ("Commande n°", "Produit(s)"),
    ),
    dead_ends=(
        DeadEnd(
            anchor=("Order #", "Items sold", "Customer type"),
            absent=("Product(s)", "Products"),
            why="lists WooCommerce orders without their products",
            advice=ADVICE,
        ),
        DeadEnd(
            anchor=("Commande n°", "Articles vendus"),
            absent=("Produit(s)", "Produits"),
            why="lists WooCommerce orders without their products",
            advice=ADVICE,
        ),
    ),
    columns={
        "order": ("Order #", "Commande n°"),
        "products": ("Product(s)", "Produit(s)"),
        "date": ("Date",),
        "customer": ("Customer", "Client"),
        "status": ("Status", "État"),
        "channel": ("Origin", "Attribution", "Origine"),
        "currency": ("N. Revenue (formatted)",),
        "sold": ("Items sold", "Articles vendus"),
        "net": ("Net Sales", "Ventes nettes", "N. Revenue (formatted)"),
    },
    unpack=unpack,
    tidy=tidy,
)
