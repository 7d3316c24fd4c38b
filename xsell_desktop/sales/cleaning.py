"""The clean-up every sales file gets, whatever shop or till wrote it."""

from __future__ import annotations

import numpy as np

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.draft import Draft

PLACEHOLDERS = {"none", "null", "n/a", "#n/a", "nan"}


def clean(draft: Draft) -> None:
    """Placeholders, and negative prices, by which tills write discounts and refunds of money."""
    placeholder = draft.key.where(lambda key: key.casefold() in PLACEHOLDERS)
    draft.verdicts.set_aside(placeholder, reasons.PLACEHOLDER)
    taken_off = (np.nan_to_num(draft.total) < 0) & (draft.quantity > 0)
    draft.verdicts.set_aside((np.nan_to_num(draft.price) < 0) | taken_off, reasons.MINUS_PRICE)
