"""The Online Retail data sets of the UCI repository, first and second edition."""

from __future__ import annotations

import re

import numpy as np

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.layouts import Layout

FEE_CODES = {
    "post", "dot", "d", "m", "s", "b", "c2", "c3", "pads", "cruk", "bank charges", "amazonfee",
    "adjust", "adjust2", "gift",
}  # fmt: skip
POSTAGE = {"post", "dot", "c2", "c3"}
_VOUCHERS = re.compile(r"(gift_\d|test\d|sp\d{4}$)")
SHORTEST_LETTER_CODE = 7


def is_fee(code: str) -> bool:
    """Whether a stock code is postage, a fee or a voucher; article codes hold a digit.

    The few articles without one, such as DCGSSGIRL, are long words.
    """
    code = code.casefold()
    if code in FEE_CODES or _VOUCHERS.match(code):
        return True
    letters_only = not any(c.isdigit() for c in code)
    return letters_only and (len(code) < SHORTEST_LETTER_CODE or " " in code)


def tidy(draft: Draft) -> None:
    """Fees, stock adjustments and giveaways; invoices marked C are returns."""
    fees = draft.key.where(is_fee)
    postage = draft.key.where(lambda code: code.casefold() in POSTAGE)
    vouchers = draft.key.where(lambda code: code.casefold().startswith("gift"))
    draft.verdicts.set_aside(fees & postage, reasons.POSTAGE)
    draft.verdicts.set_aside(fees & vouchers, reasons.GIFT_CARDS)
    draft.verdicts.set_aside(fees, reasons.FEES)
    credit = draft.order.where(lambda invoice: invoice[:1] in "Cc")
    adjusted = (draft.quantity < 0) & ~credit
    draft.verdicts.set_aside(adjusted, reasons.STOCK)
    draft.verdicts.set_aside(np.nan_to_num(draft.price, nan=1.0) <= 0, reasons.FREE)


UCI_ONLINE_RETAIL = Layout(
    id="uci-online-retail",
    title="UCI Online Retail",
    anchors=(("InvoiceNo", "StockCode"), ("Invoice", "StockCode")),
    columns={
        "order": ("InvoiceNo", "Invoice"),
        "product": ("StockCode",),
        "name": ("Description",),
        "quantity": ("Quantity",),
        "price": ("UnitPrice", "Price"),
        "date": ("InvoiceDate",),
        "customer": ("CustomerID", "Customer ID"),
        "country": ("Country",),
    },
    tidy=tidy,
    knows_goods=True,
    currency="GBP",
    date_order="mdy",
)
