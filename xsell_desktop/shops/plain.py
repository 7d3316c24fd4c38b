"""Order lines in any columns, and baskets with one order a line."""

from __future__ import annotations

import numpy as np

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.layouts import Layout

PLACEHOLDERS = {"none", "null", "n/a", "#n/a", "nan"}


def tidy(draft: Draft) -> None:
    """Placeholders, and negative prices, by which tills write discounts and refunds of money."""
    placeholder = draft.key.where(lambda key: key.casefold() in PLACEHOLDERS)
    draft.verdicts.set_aside(placeholder, reasons.PLACEHOLDER)
    taken_off = (np.nan_to_num(draft.total) < 0) & (draft.quantity > 0)
    draft.verdicts.set_aside((np.nan_to_num(draft.price) < 0) | taken_off, reasons.MINUS_PRICE)


PLAIN_LINES = Layout(id="plain-lines", title="Order lines", tidy=tidy)
PLAIN_BASKETS = Layout(id="plain-baskets", title="Baskets, one order a line", baskets=True)
