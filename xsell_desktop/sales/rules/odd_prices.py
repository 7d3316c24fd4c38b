"""Lines without a price of their own: free gifts, zero prices, money taken off."""

from __future__ import annotations

import numpy as np

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.draft import Draft


def set_odd_prices_aside(draft: Draft) -> None:
    """Prices below zero, by which tills write discounts and money paid back; free gifts; zeros.

    A gift is a product at a price of zero that the file elsewhere sells for money, in an order
    that paid for something. Other zeros go only where most lines cost something: a file of zeros
    has no prices. A minus before both price and quantity is a return.
    """
    price, total = np.nan_to_num(draft.price), np.nan_to_num(draft.total)
    bought = draft.quantity > 0
    draft.verdicts.set_aside(bought & ((price < 0) | (total < 0)), reasons.MINUS_PRICE)
    known = draft.verdicts.readable & bought
    paid = known & ((price > 0) | (np.isnan(draft.price) & (total > 0)))
    zero = known & ((draft.price == 0) | (np.isnan(draft.price) & (draft.total == 0)))
    zero &= ~(total > 0)
    if not zero.any() or not paid.any():
        return
    sold = np.zeros(len(draft.key.values), dtype=bool)
    sold[draft.key.codes[paid]] = True
    gift = zero & sold[draft.key.codes] & draft.of_order(paid)
    draft.verdicts.set_aside(gift, reasons.GIFTS)
    if 2 * paid.sum() > known.sum():
        draft.verdicts.set_aside(zero & ~gift, reasons.FREE)
