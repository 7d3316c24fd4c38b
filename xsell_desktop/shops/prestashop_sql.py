"""Order lines out of PrestaShop's SQL Manager, or a dump of its table ps_order_detail."""

from __future__ import annotations

import re

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.arrangement import combine, with_columns
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.layouts import DeadEnd, Layout
from xsell_desktop.sales.table import Table
from xsell_desktop.shops.web_orders import name_customers, note_refunded

CANCELLED, REFUNDED, FAILED = "6", "7", "8"  # the states every shop starts with
_CHOICES = re.compile(r"(?:\s+-\s+[^-:()]+:| \([^():]+:).*\Z", re.DOTALL)
QUERY = """SELECT o.reference, o.date_add, o.current_state, o.id_customer, c.iso_code AS currency,
  d.product_id, d.product_attribute_id, d.product_reference, d.product_name,
  d.product_quantity, d.product_quantity_refunded, d.unit_price_tax_incl,
  d.original_wholesale_price
FROM ps_order_detail d
INNER JOIN ps_orders o ON o.id_order = d.id_order
INNER JOIN ps_currency c ON c.id_currency = o.id_currency
ORDER BY o.id_order, d.id_order_detail"""


def arrange(table: Table) -> Table:
    """Products without a reference are known by their id, all combinations of one together."""
    columns = table.columns
    sku, id_ = columns.get("product"), columns.get("product_id")
    if id_ is not None:
        key = combine((sku, id_), _key)
        name = columns.get("name")
        if name is not None:
            name = combine((name, sku, columns.get("attribute")), _name)
        table = with_columns(table, product=key, name=name)
    return name_customers(table)


def _key(reference: str, id_: str) -> str:
    return reference.strip() or ("" if id_.strip() == "0" else id_.strip())


def _name(name: str, reference: str, attribute: str) -> str:
    """`Shirt` of `Shirt - Size : S`, where the key stands for all its combinations."""
    combined = not reference.strip() and attribute.strip() not in ("", "0")
    return _CHOICES.sub("", name) if combined else name


def tidy(draft: Draft) -> None:
    """Cancelled orders and failed payments, by the numbers of their states."""
    status = draft.column("status")
    if status is not None:
        for state, reason in ((CANCELLED, reasons.CANCELLED), (FAILED, reasons.UNPAID)):
            rows = status.where(lambda text, state=state: text.strip() == state)  # type: ignore[misc]
            draft.verdicts.set_aside(draft.of_order(rows), reason)
    note_refunded(draft, (REFUNDED, "refunded"))


ORDER_LISTS = (  # the list of orders, in the languages of its back office
    ("ID", "Reference", "Customer", "Total", "Payment", "Status"),
    ("ID", "Référence", "Nouveau client", "Total", "Paiement"),
    ("ID", "Referencia", "Nuevo cliente", "Total", "Pago"),
    ("ID", "Riferimento", "Nuovo cliente", "Totale", "Pagamento"),
    ("ID", "Referentie", "Nieuwe klant", "Totaal", "Betaling"),
    ("ID", "Nowy klient", "Klient", "Płatność"),
    ("ID", "Neukunde", "Kunde", "Zahlung"),
    ("ID", "Neuer Kunde", "Kunde", "Zahlung"),
)
PRESTASHOP_SQL = Layout(
    id="prestashop-sql",
    title="PrestaShop order lines",
    anchors=tuple(
        (order, *product)
        for order in ("id_order", "reference")
        for product in (
            ("product_reference",),
            ("product_name", "product_quantity"),
            ("product_id", "product_quantity"),
        )
    ),
    dead_ends=tuple(
        DeadEnd(
            anchor=anchor,
            absent=("Product", "Product name", "product_name", "product_reference"),
            why="lists PrestaShop orders without their products",
            advice="In PrestaShop open Advanced Parameters, Database, SQL Manager, add the query "
            "below (ps_ is the usual start of table names; put yours), save it, and export its "
            "result as CSV",
            query=QUERY,
        )
        for anchor in ORDER_LISTS
    ),
    columns={
        "order": ("reference", "id_order"),
        "product": ("product_reference",),
        "product_id": ("product_id",),
        "attribute": ("product_attribute_id",),
        "name": ("product_name",),
        "quantity": ("product_quantity",),
        "refunded": ("product_quantity_refunded", "product_quantity_return"),
        "price": ("unit_price_tax_incl", "unit_price_tax_excl", "product_price"),
        "date": ("date_add", "invoice_date", "date_upd"),
        "customer": ("email",),
        "customer_id": ("id_customer",),
        "currency": ("currency", "iso_code"),
        "status": ("current_state", "order_state", "state"),
        "country": ("country", "country_name"),
        "channel": ("shop_name", "id_shop"),
    },
    arrange=arrange,
    tidy=tidy,
)
