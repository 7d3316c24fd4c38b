"""Odoo's exports of sale orders and of point-of-sale orders, with their lines.

The columns are chosen by the user, by label or technical name, and the order's own stand on its
first row only, its number included.
"""

from __future__ import annotations

import re

import numpy as np

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.arrangement import combine, with_columns
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.layouts import DeadEnd, Layout
from xsell_desktop.sales.table import Table
from xsell_desktop.sales.values.numbers import parse_number
from xsell_desktop.shops.receipts import first_filled

_SHOWN = re.compile(r"\s*\[([^\[\]]+)\]\s*(\S.*)\Z", re.DOTALL)
QUOTATIONS = {"quotation", "quotation sent", "draft", "sent"}
CANCELLED = {"cancelled", "canceled", "cancel"}
CARRIED = ("order", "date", "customer", "currency", "status")
FIELDS = {
    "product": ("Product/Internal Reference", "product_id/default_code", "Internal Reference"),
    "external": ("Product/External ID", "product_id/id"),
    "name": ("Product", "Product/Display Name", "Product/Name", "product_id",
             "product_id/display_name", "product_id/name", "Description", "name"),
    "quantity": ("Quantity", "Ordered Quantity", "Ordered Qty", "product_uom_qty", "qty"),
    "price": ("Unit Price", "price_unit"),
    "total": ("Subtotal", "Subtotal w/o Tax", "price_subtotal", "Tax excl.", "Total",
              "price_total", "price_subtotal_incl"),
    "percent": ("Discount (%)", "Disc.%", "Discount", "discount"),
}  # fmt: skip
ORDER_FIELDS = {
    "date": ("Order Date", "date_order", "Date", "Creation Date", "create_date"),
    "customer": ("Customer/External ID", "Customer/ID", "partner_id/id", "Customer/Email",
                 "partner_id/email", "Customer", "partner_id"),
    "currency": ("Currency", "currency_id", "Pricelist/Currency"),
    "status": ("Status", "State", "state"),
    "country": ("Customer/Country", "partner_id/country_id", "Country", "country_id"),
    "channel": ("Sales Team", "team_id", "Point of Sale", "config_id", "Website", "website_id"),
}  # fmt: skip


def line_columns(*relations: str) -> dict[str, tuple[str, ...]]:
    """The headers of the order lines' fields, exported by way of the order's relation to them."""
    return {
        part: tuple(f"{relation}/{field}" for field in fields for relation in relations)
        for part, fields in FIELDS.items()
    }


def line_anchors(*relations: str) -> tuple[tuple[str, ...], ...]:
    """A single header is enough: no other program writes such a one."""
    return tuple(
        (header,)
        for part in ("name", "product", "external")
        for header in line_columns(*relations)[part]
    )


def split_product(shown: str) -> tuple[str, str]:
    """Internal reference and name of a product shown as `[M1] Mug`."""
    found = _SHOWN.match(shown)
    return (found[1].strip(), found[2].strip()) if found else ("", shown.strip())


def arrange(table: Table) -> Table:
    """Products by internal reference, else external id, else name."""
    columns = table.columns
    shown = columns.get("name")
    if shown is not None:
        ids = (columns.get("product"), shown, columns.get("external"))
        table = with_columns(
            table,
            product=combine(ids, _key),
            name=shown.respelt(lambda text: split_product(text)[1]),
        )
    elif "external" in columns:
        key = combine((columns.get("product"), columns["external"]), first_filled)
        table = with_columns(table, product=key)
    return table


def _key(reference: str, shown: str, external: str) -> str:
    return first_filled(reference, split_product(shown)[0], external)


def tidy(draft: Draft) -> None:
    """Quotations and cancelled orders; discounts in percent where no subtotal holds them."""
    status = draft.column("status")
    if status is not None:
        for words, reason in ((QUOTATIONS, reasons.UNPAID), (CANCELLED, reasons.CANCELLED)):
            rows = status.where(lambda text, words=words: text.strip().casefold() in words)  # type: ignore[misc]
            draft.verdicts.set_aside(draft.of_order(rows), reason)
    percent = draft.column("percent")
    if percent is not None:
        shares = np.array([_share(text) for text in percent.values])
        draft.price = draft.price * (1 - percent.spread(shares))


def _share(percent: str) -> float:
    number = parse_number(percent.strip().rstrip("%").strip().replace(",", ".") or "0")
    return min(100.0, max(0.0, number or 0.0)) / 100


ODOO_ORDERS = Layout(
    id="odoo-orders",
    title="Odoo sale orders",
    anchors=line_anchors("Order Lines", "order_line"),
    dead_ends=tuple(
        DeadEnd(
            anchor=anchor,
            absent=("Product", "product_id", "Product/Internal Reference", "Order Lines"),
            why="lists Odoo orders without their lines",
            advice="In Odoo open Sales, Orders in the list view, tick the orders, choose Export, "
            "and add Order Lines/Product, Order Lines/Quantity and Order Lines/Unit Price",
        )
        for anchor in (
            ("Order Reference", "Customer", "Salesperson", "Total"),
            ("Number", "Customer", "Salesperson", "Total"),
            ("Order Reference", "Customer", "Order Date", "Total"),
            ("name", "partner_id", "amount_total"),
        )
    ),
    columns={
        "order": ("Order Reference", "Order", "Number", "name", "External ID", "id"),
        **line_columns("Order Lines", "order_line"),
        **ORDER_FIELDS,
    },
    carried=CARRIED,
    arrange=arrange,
    tidy=tidy,
)
