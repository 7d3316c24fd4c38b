"""Amazon's date range report: sales and refunds among fees and transfers."""

from __future__ import annotations

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.arrangement import combine, fill, with_columns
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.layouts import DeadEnd, Layout
from xsell_desktop.sales.table import Table
from xsell_desktop.shops.receipts import says, take_back, take_discounts_off

SALE, REFUND = {"order"}, {"refund"}
NO_ORDER = "–"
CURRENCIES = {
    "com": "USD", "ca": "CAD", "com.mx": "MXN", "com.br": "BRL", "co.uk": "GBP", "de": "EUR",
    "fr": "EUR", "it": "EUR", "es": "EUR", "nl": "EUR", "ie": "EUR", "com.be": "EUR", "se": "SEK",
    "pl": "PLN", "com.tr": "TRY", "co.jp": "JPY", "com.au": "AUD", "in": "INR", "sg": "SGD",
    "ae": "AED", "sa": "SAR", "eg": "EGP", "co.za": "ZAR",
}  # fmt: skip


def arrange(table: Table) -> Table:
    """Give fees and transfers what a row needs to be understood: they are set aside later.

    The marketplace tells the currency. A rebate as high as the shipping credit is the shipping's.
    """
    columns = table.columns
    other = ~says(columns.get("type"), SALE | REFUND, len(table))
    if "type" not in columns:
        other[:] = False
    parts = {
        part: fill(columns[part], other & columns[part].blank(), text)
        for part, text in (("order", NO_ORDER), ("product", NO_ORDER), ("quantity", "1"))
        if part in columns
    }
    if "currency" in columns:
        parts["currency"] = columns["currency"].respelt(_currency)
    if "discount" in columns and "shipping" in columns:
        parts["discount"] = combine((columns["discount"], columns["shipping"]), _rebate)
    return with_columns(table, **parts)


def _currency(marketplace: str) -> str:
    return CURRENCIES.get(marketplace.strip().casefold().removeprefix("amazon."), "")


def _rebate(rebate: str, shipping: str) -> str:
    return "" if rebate.strip().lstrip("-−") == shipping.strip() else rebate


def tidy(draft: Draft) -> None:
    """Refunds count pieces up and money down; all but sales and refunds is set aside."""
    kind = draft.column("type")
    if kind is not None:
        refunds = says(kind, REFUND, len(draft))
        draft.verdicts.set_aside(~refunds & ~says(kind, SALE, len(draft)), reasons.FEES)
        take_back(draft, refunds)
    take_discounts_off(draft)


AMAZON_TRANSACTIONS = Layout(
    id="amazon-transactions",
    title="Amazon date range transactions",
    anchors=(
        ("settlement id", "order id", "sku", "type"),
        ("settlement id", "order id", "description", "type"),
        ("date/time", "order id", "sku", "product sales"),
    ),
    dead_ends=(
        DeadEnd(
            anchor=("date/time", "settlement id", "type"),
            absent=("sku", "description"),
            why="lists Amazon transactions without saying what was sold",
            advice="In Seller Central open Payments, Reports Repository, and choose the report "
            "type Transaction; leave every column in",
        ),
    ),
    columns={
        "order": ("order id",),
        "product": ("sku",),
        "name": ("description",),
        "quantity": ("quantity",),
        "total": ("product sales",),
        "gross": ("product sales",),
        "discount": ("promotional rebates",),
        "shipping": ("shipping credits", "postage credits"),
        "date": ("date/time",),
        "currency": ("marketplace",),
        "channel": ("marketplace",),
        "type": ("type",),
    },
    arrange=arrange,
    tidy=tidy,
)
