"""Whether cross-sold products come back more often than when they are bought alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xsell_desktop.kpis.attach import Assisted
from xsell_desktop.kpis.orders import Orders
from xsell_desktop.kpis.tiles import Missing
from xsell_desktop.mining.counting.intervals import wilson
from xsell_desktop.texts import _


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of `count`; `low` and `high` bound it with 95 % confidence (Wilson)."""

    share: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Returns:
    """Return rates of products sold both ways: beside a product that recommends them
    (`cross_sold`), and the same products without one (`alone`), weighted to the same mix."""

    cross_sold: Rate
    alone: Rate
    products: int


def measure_returns(orders: Orders, assisted: Assisted) -> Returns | Missing:
    """Compare the two; only returns on the order they belong to can be counted."""
    entries = orders.entries
    if not orders.lines.line_returned.any():
        return Missing(_("The sales hold no returns."))
    if not entries.returned.any():
        return Missing(_("The returns do not say which order they belong to."))
    number = len(orders.lines.product_keys)
    beside, alone = assisted.partner, ~assisted.partner
    sold_beside, sold_alone, back_beside, back_alone = (
        np.bincount(entries.product[which], minlength=number).astype(np.float64)
        for which in (beside, alone, beside & entries.returned, alone & entries.returned)
    )
    both = (sold_beside > 0) & (sold_alone > 0)
    if not both.any():
        return Missing(_("No product was sold both beside its anchor and without it."))
    count = sold_beside[both].sum()
    weight = sold_beside[both] / count
    share = float((weight * back_alone[both] / sold_alone[both]).sum())
    worth = float(1.0 / (weight**2 / sold_alone[both]).sum())
    return Returns(
        cross_sold=_rate(float(back_beside[both].sum() / count), count, int(count)),
        alone=_rate(share, worth, int(sold_alone[both].sum())),
        products=int(both.sum()),
    )


def _rate(share: float, worth: float, count: int) -> Rate:
    """A rate with the interval of a share seen in `worth` trials."""
    low, high = wilson(share * worth, worth)
    return Rate(share, float(low), float(high), count)
