"""Shopify's orders export: a row an order line, order fields on the order's first row only."""

from __future__ import annotations

import re

import numpy as np

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.layouts import DeadEnd, Layout
from xsell_desktop.sales.lines import Flags
from xsell_desktop.sales.rules.order_states import set_states_aside
from xsell_desktop.shops.web_orders import note_refunded

ADVICE = "In Shopify open Orders, choose Export, then Plain CSV file, and leave every column in"
_GIFT_CARD = re.compile(
    r"(e-?)?gift ?(card|voucher|certificate)s?\b|geschenk(gutschein|karte)|carte cadeau"
    r"|tarjeta (de )?regalo|(buono|carta) regalo|cadeau(bon|kaart)"
)


def tidy(draft: Draft) -> None:
    """Orders of the test gateway, and lines that are no products."""
    set_states_aside(draft)
    payment = draft.column("payment")
    if payment is not None:
        bogus = payment.where(lambda text: "bogus" in text.casefold())
        draft.verdicts.set_aside(draft.of_order(bogus), reasons.TEST)
    draft.verdicts.set_aside(_gift_cards(draft), reasons.GIFT_CARDS)
    draft.verdicts.set_aside(_tips(draft), reasons.TIPS)
    note_refunded(draft)


def _gift_cards(draft: Draft) -> Flags:
    """Gift cards, whatever their value's variant: they are named so and need no shipping."""
    ships = draft.column("ships")
    if ships is None:
        return np.zeros(len(draft), dtype=bool)
    named = draft.name.where(lambda name: bool(_GIFT_CARD.search(name.casefold())))
    return named & ships.where(lambda text: text.strip().casefold() == "false")


def _tips(draft: Draft) -> Flags:
    """Lines without SKU and vendor that need no shipping: tips, postage, fees added by hand.

    A shop of downloads without SKUs looks the same throughout; there only tips go.
    """
    tips = draft.name.where(lambda name: name.casefold() == "tip")
    keyless = draft.verdicts.open
    for part, test in (
        ("product", lambda text: not text.strip()),
        ("vendor", lambda text: not text.strip()),
        ("ships", lambda text: text.strip().casefold() == "false"),
    ):
        column = draft.column(part)
        if column is None:
            return tips
        keyless = keyless & column.where(test)
    if keyless.sum() > 0.5 * draft.verdicts.open.sum():
        return tips
    return keyless | (tips & draft.column("product").blank())  # type: ignore[union-attr]


SHOPIFY_ORDERS = Layout(
    id="shopify-orders",
    title="Shopify orders",
    anchors=(("Name", "Lineitem name", "Lineitem quantity"),),
    dead_ends=(
        DeadEnd(
            anchor=("Name", "Subtotal", "Shipping", "Taxes", "Total", "Created at"),
            absent=("Lineitem name",),
            why="lists Shopify orders without their order lines",
            advice=ADVICE,
        ),
        DeadEnd(
            anchor=("Name", "Financial Status", "Fulfillment Status"),
            absent=("Lineitem name",),
            why="lists Shopify orders without their order lines",
            advice=ADVICE,
        ),
    ),
    columns={
        "order": ("Name",),
        "product": ("Lineitem sku",),
        "name": ("Lineitem name",),
        "quantity": ("Lineitem quantity",),
        "price": ("Lineitem price",),
        "discount": ("Lineitem discount",),
        "date": ("Created at", "Paid at"),
        "customer": ("Email",),
        "currency": ("Currency",),
        "order_discount": ("Discount Amount",),
        "cancelled": ("Cancelled at",),
        "status": ("Financial Status",),
        "tags": ("Tags",),
        "payment": ("Payment Method",),
        "vendor": ("Vendor",),
        "ships": ("Lineitem requires shipping",),
        "source": ("Source",),
        "country": ("Billing Country", "Shipping Country"),
        "channel": ("Source",),
    },
    tidy=tidy,
    copies_are_errors=True,
    discount_holds_lines=True,
)
