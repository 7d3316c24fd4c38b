"""Order lines in any columns, and the other forms that tables of orders take."""

from __future__ import annotations

import numpy as np

from xsell_desktop.sales.cell_lists import unpack_lists
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.one_hot import unpack_items
from xsell_desktop.sales.spmf import unpack_transactions
from xsell_desktop.shops.web_orders import note_refunded
from xsell_desktop.texts import _

STEP, MOSTLY = 0.05, 0.9  # most shares are multiples of five per cent
COIN = 0.5  # where all are this, it is money
DEAREST_CHEAP = 5.0  # with such prices a discount of 0.15 may be money


def read_shares(draft: Draft) -> None:
    """Discounts that are shares of their lines, as databases keep them, made money.

    So they are read where all are below one, most are multiples of 0.05 and the goods dear
    enough that such cents off would be odd.
    """
    column = draft.column("discount")
    off = np.nan_to_num(np.abs(draft.discount))
    given = draft.verdicts.open & (off > 0)
    if column is None or given.sum() < 2 or any("%" in text for text in column.values):
        return
    steps = off[given] / STEP
    even = np.abs(steps - np.round(steps)) < 1e-6
    prices = np.abs(draft.price[given])
    cheap = np.isnan(prices).all() or np.nanmedian(prices) < DEAREST_CHEAP
    coins = np.all(off[given] == COIN)
    if off[given].max() >= 1 or even.mean() < MOSTLY or cheap or coins:
        return
    draft.discount = off * np.abs(draft.price * draft.quantity)
    draft.notes.append(_("Discounts are read as shares of the price: 0.15 takes 15 % off"))


def tidy(draft: Draft) -> None:
    """Discounts kept as shares, and a word on orders refunded in full."""
    read_shares(draft)
    note_refunded(draft)


PLAIN_LINES = Layout(
    id="plain-lines",
    title="Order lines",
    columns={
        "cancelled": ("Cancelled at", "Canceled at", "Date cancelled", "Is cancelled",
                      "Is canceled", "Cancelled", "Canceled", "Voided", "Void?", "Is void",
                      "Storniert", "Ist storniert", "Annulé", "Annulée", "Anulado", "Anulada",
                      "Annullato", "Geannuleerd"),
    },
    tidy=tidy,
)  # fmt: skip
PLAIN_BASKETS = Layout(id="plain-baskets", title="Baskets, one order a line", baskets=True)
PLAIN_LISTS = Layout(
    id="plain-lists",
    title="Orders with a list of products",
    unpack=unpack_lists,
    numbers_orders=True,
)
PLAIN_ONEHOT = Layout(
    id="plain-onehot",
    title="Orders with a column a product",
    unpack=unpack_items,
    numbers_orders=True,
)
PLAIN_ORDERS = Layout(id="plain-orders", title="Orders without their lines", kind="none")
SPMF = Layout(
    id="spmf",
    title="Numbered products, one order a line (SPMF)",
    unpack=unpack_transactions,
    numbers_orders=True,
)
